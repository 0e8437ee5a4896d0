import { start } from "../count.js";

/** PostHog: `POST /i/v0/e/`. One id for all, because there is none for anybody; no profile is made of it. */
start(({ name, path, referrer, campaign, props }, { key }) => ({
  body: JSON.stringify({
    api_key: key,
    event: name === "page_viewed" ? "$pageview" : name,
    distinct_id: "nobody",
    properties: {
      ...props,
      ...(campaign && { campaign }),
      $current_url: location.origin + path,
      ...(referrer && { $referring_domain: referrer }),
      $process_person_profile: false,
      $geoip_disable: true,
    },
  }),
}));
