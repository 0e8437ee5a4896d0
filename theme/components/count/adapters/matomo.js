import { start } from "../count.js";

/** Matomo: a form to `matomo.php`. An event has the category `event/1`, its name as action, its properties as name. */
start(({ name, path, referrer, campaign, props }, { site = "" }) => ({
  body: new URLSearchParams({
    idsite: site,
    rec: "1",
    send_image: "0",
    url: location.origin + path,
    ...(name !== "page_viewed" && { ca: "1", e_c: "event/1", e_a: name, e_n: Object.values(props).join(" ") }),
    ...(referrer && { urlref: `https://${referrer}/` }),
    ...(campaign && { _rcn: campaign }),
  }),
}));
