"""Visits to the assessment: fresh profiles with answers already kept, and what the page keeps and runs.

Used by the browser tests; imports no test module.
"""

import json
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Worker, expect

from assessment.quiz import bundled_bank
from tests.browser.take import Leaks, Picks
from tests.conftest import Site

KEY = "edge.assessment"

PATIENT = {"start": 30_000, "again": 30_000, "answer": 30_000}
"""Milliseconds for an engine that is sound, on a machine that may be busy."""
WITH_ENGINE = """async (given) => {
  const script = document.querySelector("script[type=module]").src;
  const { Engine, PATIENCE } = await import(new URL("../engine/engine.js", script));
  const { worker } = document.querySelector("[data-worker]").dataset;
  const begin = (door) => new Engine(worker, door);
  %s
}"""
"""A function of the page that has the served engine module; `begin(door)` gives an engine of its own."""

BESIDE = (
    WITH_ENGINE
    % """
  window.engine = begin();
  window.news = [];
  for (const type of ["restart", "ready", "failed"]) {
    engine.addEventListener(type, ({ detail }) => news.push([type, detail.reason ?? ""]));
  }
"""
)
"""Puts an engine beside the page's own, as `engine`, and what becomes of it into `news`."""

LISTEN = """
window.told = [];
new MutationObserver(() => {
  const text = document.querySelector("[data-part=engine]")?.textContent;
  if (text && text !== told.at(-1)) told.push(text);
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Keeps every text that the page shows about its engine, however short it stands there."""


class Profiles:
    """Opens the assessment in fresh profiles; leaving `open` closes them all."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser = browser
        self.site = site
        self.open = ExitStack()

    def visit(self, saved: str | None = None, fragment: str = "", init: str | None = None) -> Page:
        """The assessment in a new profile, ready to be answered.

        `saved` is the text kept on the device, `fragment` the address's end, `init` a script that runs first.
        """
        page = self.profile(saved).new_page()
        if init:
            page.add_init_script(init)
        return self.go(page, fragment)

    def go(self, page: Page, fragment: str = "") -> Page:
        """The assessment in a page that is already there."""
        page.goto(f"{self.site.url}assessment/{fragment}")
        return settled(page)

    def profile(self, saved: str | None = None) -> BrowserContext:
        """A new profile with what is kept on the device."""
        entries = [] if saved is None else [{"name": KEY, "value": saved}]
        origin: Any = {"origin": self.site.url.rstrip("/"), "localStorage": entries}
        context = self.browser.new_context(
            viewport={"width": 360, "height": 740}, storage_state={"cookies": [], "origins": [origin]}
        )
        self.open.callback(context.close)
        context.add_init_script(LISTEN)
        return context


def settled(page: Page) -> Page:
    """Waits until the page's script has taken the form over; the page is then as patient as a test needs."""
    page.wait_for_selector("style-quiz[data-ready]")
    set_patience(page, **PATIENT)
    return page


def sheet_of(picks: Picks, leaks: Leaks, context: dict[str, str] | None = None) -> dict[str, Any]:
    """The answer sheet of those answers."""
    bank = bundled_bank()
    blocks = {block: {"most": most, "least": least} for block, (most, least) in picks.items()}
    return {
        "bank": bank.id,
        "version": bank.version,
        "blocks": blocks,
        "leaks": dict(leaks),
        "context": context or {},
    }


def saved_text(sheet: dict[str, Any], at: str = "result", **more: Any) -> str:
    """What the page keeps of a sheet; `seconds` by block and `skipped` names may be given."""
    return json.dumps({"sheet": sheet, "at": at, **more})


def kept_whole(page: Page) -> Any:
    """What the page has kept on the device: `{"sheet", "at", "seconds", "skipped"}`, or None."""
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return None if text is None else json.loads(text)


def kept(page: Page) -> Any:
    """What the page has kept, without times and what was skipped: `{"sheet", "at"}`, or None."""
    whole = kept_whole(page)
    return whole and {"sheet": whole["sheet"], "at": whole["at"]}


def told(page: Page) -> list[str]:
    """Every text that the page has shown about its engine since it was loaded."""
    found: list[str] = page.evaluate("told")
    return found


def set_patience(page: Page, **milliseconds: int) -> None:
    """Changes how long the page waits for its engine: `start`, `again`, `answer`."""
    page.evaluate(WITH_ENGINE % "Object.assign(PATIENCE, given);", milliseconds)


def set_patience_at_restart(page: Page, **milliseconds: int) -> None:
    """The same from the moment that a worker is given up, before the next one is started."""
    page.evaluate(
        WITH_ENGINE
        % """
  const dispatch = Engine.prototype.dispatchEvent;
  Engine.prototype.dispatchEvent = function (event) {
    if (event.type === "restart") Object.assign(PATIENCE, given);
    return dispatch.call(this, event);
  };
""",
        milliseconds,
    )


def restarts(page: Page) -> list[str]:
    """Why each worker of the engine that stands beside the page's own was given up."""
    found: list[list[str]] = page.evaluate("news")
    return [reason for kind, reason in found if kind == "restart"]


def stop_clock(page: Page) -> None:
    """From now on the page's time stands, and a test lets it pass with `page.clock.run_for`."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def kill(worker: Worker) -> None:
    """Ends a worker from inside, as a crash would: the page hears nothing of it."""
    worker.evaluate("setTimeout(() => self.close(), 0)")


def step_is(page: Page, step: str) -> None:
    """Fails unless this question is on the page, or comes to be, and no other one is."""
    expect(page.locator(".step:visible")).to_have_id(step)
