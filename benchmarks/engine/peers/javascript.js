// A module worker with the scores worked out by plain.js.
import { scorer } from "./plain.js";

const score = scorer(await fetch("bank.json").then((response) => response.json()));
addEventListener("message", ({ data }) => {
  postMessage({ id: data.id, json: JSON.stringify({ ok: true, result: score(JSON.parse(data.json).sheet) }) });
});
postMessage("ready");
