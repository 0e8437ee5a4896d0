import { start } from "../count.js";

/** Plausible: `POST /api/event`. Text is taken as well as JSON, and needs no preflight. */
start(({ name, path, referrer, campaign, props }, { domain }) => ({
  body: JSON.stringify({
    domain,
    name: name === "page_viewed" ? "pageview" : name,
    url: location.origin + path,
    ...(referrer && { referrer: `https://${referrer}/` }),
    props: { ...props, ...(campaign && { campaign }) },
  }),
}));
