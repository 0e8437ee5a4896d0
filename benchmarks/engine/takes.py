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
    this.addEventListener("message", ({ data }) => data?.type === "ready" && console.log("bench ready"));
  }
};
"""
"""Runs before the page's own scripts, which tell nobody that the engine is ready."""

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
    // What the last result set going, and the list of answers, are done by then.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const shown = becomes(false);
    const start = performance.now();
    document.querySelector("[data-part=continue]").click();
    await shown;
    took.push(performance.now() - start);
  }
  return took;
}"""
"""Asks for the result, goes back to the list of answers, and again; gives ms from press to result."""


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
    first, *later = tab.evaluate(PRESS, presses)
    tab.close()
    return Take(first, later)


def _is_ready(message: ConsoleMessage) -> bool:
    return message.text == "bench ready"
