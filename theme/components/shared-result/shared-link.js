/** On every style page: loads the shared result's script for a link that holds a code, and nothing otherwise. */
const load = () => location.hash.startsWith("#s=") && import("./shared-result.js");
addEventListener("hashchange", load);
load();
