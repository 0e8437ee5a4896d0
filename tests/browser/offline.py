"""The assessment kept on a device, as its tests handle it: start it, look into it, take it again."""

from pathlib import Path

from playwright.sync_api import Page, expect

from assessment.quiz import bundled_bank
from tests.browser.expects import FULL, LION, scored
from tests.browser.take import (
    RESULT_TIMEOUT,
    answer_anew,
    choose,
    leaks_of,
    picks_of,
)
from tests.browser.visits import settled

PATIENCE = 30_000
"""Milliseconds: on a busy machine Python may unpack itself for long."""
PROMISE = "This assessment now works without a connection."
FIRST = bundled_bank().blocks[0]
OLD, NEW = FIRST.statements[0].text, "I say this in the release after."
OWL = picks_of("owl", "dolphin")
STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) found.push([url, (await cache.match(url)).status]);
  }
  return found;
}"""
"""Every address that is kept on the device, with the status of what is kept."""
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"
"""Whether a newer release waits for the pages of an older one to be closed."""
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const { installing } = registration;
  if (installing) await new Promise((done) => installing.addEventListener("statechange", done));
}"""
"""Waits until a newer release is installed, or is not."""
WATCH = """async (scope) => {
  const { waiting } = await navigator.serviceWorker.getRegistration(scope);
  window.active = new Promise((done) => waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") done();
  }));
}"""
"""Makes `active` the promise that the newer release takes over."""
FETCH = "([url, options]) => fetch(url, options).then(({ status }) => status)"


def start(page: Page) -> None:
    """Gives the first answer, which starts the engine, and waits until all is kept."""
    choose(page, f"{FIRST.id}.most", LION[FIRST.id][0])
    expect_promise(page)


def expect_promise(page: Page) -> None:
    """The page says that it works without a connection."""
    expect(page.locator("[data-part=offline]")).to_have_text(PROMISE, timeout=RESULT_TIMEOUT)


def expect_statement(page: Page, text: str) -> None:
    """The first question's first statement has these words."""
    expect(page.locator(f"#{FIRST.statements[0].id}")).to_have_text(text)


def take_it(page: Page) -> None:
    """Answers everything; the result has the headline that CPython gives."""
    answer_anew(page, LION, leaks_of(3))
    assert page.title() == f"{scored(FULL)[1].headline} · The Edge"


def forget(page: Page) -> None:
    """Takes the answers from the device, so that the next page starts no engine by itself."""
    page.evaluate("localStorage.clear()")


def engine_of(folder: Path) -> str:
    """The name of the engine's worker in a build: it tells the whole engine's content."""
    [worker] = (folder / "assessment" / "engine").glob("worker.*.js")
    return worker.name


def running(page: Page) -> str:
    """The name of the worker that the page's engine runs in."""
    [worker] = page.workers
    return worker.url.split("/")[-1]


def again(page: Page) -> Page:
    """Another page of the same profile at the same address."""
    fresh = page.context.new_page()
    fresh.goto(page.url.partition("#")[0])
    return settled(fresh)
