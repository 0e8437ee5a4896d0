"""Links that hold a result: their page is there at once, and nothing on it moves until the code is read."""

import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assessment.browser import call
from assessment.codes import private_code
from assessment.sheet import read_sheet
from tests.browser import faults
from tests.browser.expects import BANK, BLEND, FULL
from tests.browser.take import RESULT_TIMEOUT, leaks_of, picks_of
from tests.browser.visits import Profiles, saved_text, sheet_of
from tests.conftest import Fault, Site

pytestmark = pytest.mark.browser

HEIGHT = 740
SHIFTED = """
window.shifts = [];
const name = ({ node }) => node?.nodeName + (node?.classList?.length ? `.${node.classList[0]}` : "");
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push(`${value}: ${sources.map(name).join(", ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
"""Keeps every shift of the layout since the page was opened, those after an input too."""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
# Two frames, then a task: by then the browser has told of what the last change has moved.
TOLD = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"
)
PRIVATE = private_code(BANK, read_sheet(BANK, FULL))
CLOSE = sheet_of(
    {
        block: picks_of(style, "lion" if style != "lion" else "owl")[block]
        for block, style in zip(
            (block.id for block in BANK.blocks), ("lion", "owl", "monkey", "dolphin") * 3, strict=True
        )
    },
    leaks_of(3),
)
"""Every style three times as most: no clear style."""


def share_of(sheet: dict[str, Any]) -> str:
    """The share code of a sheet."""
    code: str = json.loads(call(json.dumps({"do": "score", "sheet": sheet})))["codes"]["share"]
    return code


def opened(code: str) -> dict[str, Any]:
    """What Python answers to a code."""
    answer: dict[str, Any] = json.loads(call(json.dumps({"do": "open", "code": code})))
    return answer


KINDS = {
    "strong": FULL,
    "blend": BLEND,
    "none": CLOSE,
    "monkey": sheet_of(picks_of("monkey", "lion"), leaks_of(3)),
}
"""A sheet of each kind of result; between them they have the longest words that were found."""
SHARED = "shared-result [data-part=found]"
CASES = {
    "shared": (f"styles/lion/#s={share_of(FULL)}", SHARED),
    "shared, moved": (f"styles/owl/#s={share_of(FULL)}", "shared-result [data-part=moved]"),
    "shared, refused": ("styles/lion/#s=CLXVw", "shared-result [data-part=refused]"),
    "private": (f"assessment/#r={PRIVATE}", "style-result"),
    "private, refused": ("assessment/#r=nonsense", "opened-code [data-part=refused]"),
}


# Each costs a start of Python.
VIEWS = [*((name, 360) for name in CASES), ("shared", 1280), ("shared, refused", 1280), ("private", 1280)]


class Held:
    """A server that holds the worker's script back until `end` is set."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.end = threading.Event()
        self.fault = fault

    def __call__(self, handler: SimpleHTTPRequestHandler) -> bool:
        if not faults.named(handler, "worker.js"):
            return False
        self.end.wait()
        return self.fault is not None and self.fault(handler)


@pytest.fixture
def held(site: Site) -> Iterator[Held]:
    """The served site with its engine held back."""
    site.fault = held = Held()
    yield held
    held.end.set()


def arrive(chromium: Browser, site: Site, path: str, width: int) -> Page:
    """A page at an address, in a fresh profile, once something of it is painted."""
    page = chromium.new_context(viewport={"width": width, "height": HEIGHT}).new_page()
    page.add_init_script(SHIFTED)
    page.goto(site.url + path)
    page.wait_for_function(PAINTED)
    return page


def words_are_there(page: Page) -> None:
    """What can be read without Python is on the page, and says that there is more to come."""
    if "/styles/" in page.url:
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        expect(page.locator("shared-result [data-part=status]")).to_contain_text("Reading the code")
        expect(page.get_by_role("heading", name="What it does well").first).to_be_attached()
    else:
        expect(page.get_by_text("Opening this link.")).to_be_in_viewport()
        expect(page.get_by_role("heading", name="What stands here in a moment")).to_be_in_viewport()
        expect(page.get_by_role("link", name="The Closer").first).to_be_visible()
        expect(page.locator(".quiz__form")).to_be_hidden()


@pytest.mark.parametrize(("name", "width"), VIEWS)
def test_nothing_moves_while_a_code_is_read(
    name: str, width: int, chromium: Browser, site: Site, held: Held
) -> None:
    """The words are there while the engine is held back, and nothing shifts from first paint to the end."""
    path, last = CASES[name]
    page = arrive(chromium, site, path, width)
    words_are_there(page)
    page.evaluate(TOLD)
    held.end.set()
    expect(page.locator(last)).to_be_visible(timeout=RESULT_TIMEOUT)
    page.evaluate(TOLD)
    assert page.evaluate("shifts") == []
    page.context.close()


@pytest.mark.parametrize("name", ["shared", "private"])
def test_nothing_moves_when_the_engine_fails(name: str, chromium: Browser, site: Site, held: Held) -> None:
    """Trouble takes the place that the result would have had."""
    held.fault = faults.missing("worker.js")
    page = arrive(chromium, site, CASES[name][0], 360)
    words_are_there(page)
    held.end.set()
    trouble = page.locator("shared-result [data-part=trouble], opened-code [data-part=refused]")
    expect(trouble).to_be_visible(timeout=RESULT_TIMEOUT)
    page.evaluate(TOLD)
    assert page.evaluate("shifts") == []
    page.context.close()


ROOM = """async (answer) => {
  const script = document.querySelector("script[src*=share-bar]").src;
  const { place } = await import(new URL("../style-result/place.js", script));
  const shared = document.querySelector("shared-result");
  const before = shared.offsetHeight;
  place(shared, answer);
  shared.querySelector("[data-part=moved]").hidden = false;
  shared.querySelector("[data-part=move]").textContent = answer.shown.title;
  return shared.offsetHeight - before;
}"""
"""How many pixels a result asks for beyond the room that is kept for it."""


def test_room_holds_every_result(page: Page, site: Site) -> None:
    """The room of a shared result is enough for each kind of result, at any width."""
    site.fault = faults.no_engine()
    page.goto(f"{site.url}styles/lion/#s={share_of(FULL)}")
    expect(page.locator("shared-result")).to_be_visible()
    answers = {name: opened(share_of(sheet)) for name, sheet in KINDS.items()}
    over = {
        f"{name} at {width} px": more
        for width in (320, 340, 359, 360, 479, 480, 639, 640, 959, 960, 1280)
        for name, answer in answers.items()
        if (more := at_width(page, width, answer)) > 0
    }
    assert over == {}


def at_width(page: Page, width: int, answer: dict[str, Any]) -> int:
    """How much more room than is kept an answer needs at a width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    more: int = page.evaluate(ROOM, answer)
    return more


def test_own_answers_come_back_at_once(quiet: Profiles) -> None:
    """From a code that is being opened a question's address leads to the question, and the frame is gone."""
    page = quiet.profile(saved_text(FULL, "q3")).new_page()
    page.goto(f"{quiet.site.url}assessment/#r={PRIVATE}")
    expect(page.locator("opened-code")).to_be_visible()
    page.evaluate("location.hash = '#q3'")
    expect(page.locator("#q3")).to_be_visible()
    expect(page.locator("opened-code")).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", name="What stands here in a moment")).to_be_visible()
    expect(page.locator(".quiz__form")).to_be_hidden()


def test_late_script_takes_no_question_away(quiet: Profiles) -> None:
    """Whoever went on to a question before the script that opens codes had come stays at the question."""
    page = quiet.profile(saved_text(FULL, "q3")).new_page()
    held: list[Route] = []
    page.route("**/keeper.js", lambda route: held.append(route))  # noqa: PLW0108 -- a bound method is refused
    with page.expect_request("**/keeper.js") as asked:
        page.goto(f"{quiet.site.url}assessment/#r={PRIVATE}")
    page.evaluate("location.hash = '#q3'")
    expect(page.locator("#q3")).to_be_visible()
    held[0].continue_()
    page.evaluate(
        "(keeper) => import(keeper).then(() => new Promise(requestAnimationFrame))", asked.value.url
    )
    expect(page.locator("#q3")).to_be_visible()
    expect(page.locator("opened-code")).to_be_hidden()
