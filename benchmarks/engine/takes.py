"""The assessment itself, answered and sent: from the press of the last button to the result on the page.

Used by campaign. The engine is ready by then, as it is for a visitor who reads the questions.
"""

from playwright.sync_api import ConsoleMessage

from benchmarks.engine.figures import Take
from benchmarks.engine.server import Server
from benchmarks.engine.visit import PATIENCE, Window

TELL = """
const Own = Worker;
globalThis.Worker = class extends Own {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data?.type === "ready") console.log("bench ready");
      if (data?.type === "answer") globalThis.answered ??= performance.now();
    });
  }
};
"""
"""Runs before the page's own scripts, which tell nobody when the engine is ready and when it has answered."""

FILL = """() => {
  const form = document.querySelector("style-quiz form");
  for (let turn = 0; turn < 500 && location.hash !== "#review"; turn += 1) {
    const step = form.querySelector(".step[data-shown]");
    const names = new Set([...step.querySelectorAll("input")].map(({ name }) => name));
    if (!step.hasAttribute("data-context")) {
      [...names].forEach((name, index) => step.querySelectorAll(`[name="${name}"]`)[index % 4].click());
    }
    form.querySelector("[data-part=continue]").click();
  }
  return location.hash;
}"""
"""Answers every question without a pause, up to the list of answers; gives where that ended."""

PRESS = """async (times) => {
  const result = document.querySelector("style-result");
  const becomes = (hidden) => new Promise((resolve) => {
    if (result.hidden === hidden) return resolve();
    const watch = new MutationObserver(() => {
      if (result.hidden !== hidden) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(result, { attributes: true, attributeFilter: ["hidden"] });
  });
  const took = [];
  for (let time = 0; time < times; time += 1) {
    location.hash = "#review";
    await becomes(true);
    // A visitor reads the list of answers first: it stands, and what the last result set going is done.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
    const shown = becomes(false);
    globalThis.answered = undefined;
    const start = performance.now();
    document.querySelector("[data-part=continue]").click();
    await shown;
    took.push([performance.now() - start, answered - start]);
  }
  return took;
}"""
"""Asks for the result, goes back, and again; gives ms from each press to the result and to the answer."""


def take(on: Window, server: Server, presses: int) -> Take:
    """Answer the assessment once and ask for its result so many times, the engine being ready."""
    tab = on.context.new_page()
    tab.add_init_script(TELL)
    with tab.expect_console_message(_is_ready, timeout=PATIENCE):
        tab.goto(f"{server.url}assessment/")
        tab.wait_for_selector("style-quiz[data-ready]")
        ended = tab.evaluate(FILL)
    if ended != "#review":
        raise ValueError(f"The form stayed at {ended or 'its first question'}; mend FILL in {__name__}.")
    took = tab.evaluate(PRESS, presses)
    tab.close()
    (first, _), *later = took
    return Take(first, [shown for shown, _ in later], [answered for _, answered in took])


def _is_ready(message: ConsoleMessage) -> bool:
    return message.text == "bench ready"
