// MicroPython in a module worker, with the scores worked out by plain.py.
import { loadMicroPython } from "./micropython/micropython.mjs";

const [source, bank] = await Promise.all(
  ["plain.py", "bank.json"].map((name) => fetch(name).then((response) => response.text())),
);
const micropython = await loadMicroPython();
micropython.runPython(source);
micropython.globals.get("begin")(bank);
const call = micropython.globals.get("call");
addEventListener("message", ({ data }) => postMessage({ id: data.id, json: call(data.json) }));
postMessage("ready");
