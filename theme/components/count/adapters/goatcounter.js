import { start } from "../count.js";

/** GoatCounter: `GET /count`. It has no properties, so that an event's path holds them: `question_answered/3/18`. */
start(({ name, path, referrer, campaign, props }, { endpoint }) => {
  const query = new URLSearchParams({
    ...(name === "page_viewed" ? { p: path } : { p: [name, ...Object.values(props)].join("/"), e: "true" }),
    ...(referrer && { r: `https://${referrer}/` }),
    ...(campaign && { q: `utm_campaign=${campaign}` }),
  });
  return { url: `${endpoint}?${query}` };
});
