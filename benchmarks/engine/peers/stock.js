// Stock Pyodide in a module worker, as its documentation has it.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const package_ = fetch("assessment.zip").then((response) => response.arrayBuffer());
const pyodide = await loadPyodide();
pyodide.unpackArchive(await package_, "zip");
const call = pyodide.runPython("from assessment.browser import call; call");
addEventListener("message", ({ data }) => postMessage({ id: data.id, json: call(data.json) }));
postMessage("ready");
