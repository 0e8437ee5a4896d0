import { start } from "../count.js";

/** Umami: `POST /api/send`. It keeps a fragment as part of the path, so that the address must have none. */
start(({ name, path, referrer, campaign, props }, { website }) => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    type: "event",
    payload: {
      website,
      hostname: location.hostname,
      url: path,
      ...(referrer && { referrer: `https://${referrer}/` }),
      // Without a name it is a page view.
      ...(name !== "page_viewed" && { name, data: { ...props, ...(campaign && { campaign }) } }),
    },
  }),
}));
