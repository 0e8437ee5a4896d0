"""When the engine is fetched: at the first sign that a question is being answered, and at nothing less."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.expects import FULL
from tests.browser.visits import Profiles, saved_text

pytestmark = pytest.mark.browser

OPTION = "#q1 .choice__target--most"
CHANGES = """
window.changes = 0;
addEventListener("change", () => { changes += 1; }, true);
"""
"""Counts the answers that the browser has told the page of."""


def press_mouse(page: Page) -> None:
    """Presses the mouse on an option, and does not let it go."""
    page.locator(OPTION).first.hover()
    page.mouse.down()


def press_key(key: str) -> Callable[[Page], None]:
    """Presses a key on the first option, and does not let it go."""

    def press(page: Page) -> None:
        page.locator(f"{OPTION} input").first.focus()
        page.keyboard.down(key)

    return press


def touch(page: Page, *moves: int) -> None:
    """Puts a finger on an option, moves it up by so many pixels in turn, and lifts it."""
    box = page.locator(OPTION).first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    device = page.context.new_cdp_session(page)
    device.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    device.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for move in moves:
        y -= move
        device.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def scroll_by_touch(page: Page) -> None:
    """Puts a finger on an option and scrolls the page with it."""
    touch(page, *[20] * 8)
    page.wait_for_function("() => scrollY > 0")


def look_around(page: Page) -> None:
    """Scrolls, tabs through the form, clicks a statement, and a link and a setting beside the form."""
    page.mouse.wheel(0, 500)
    page.wait_for_function("() => scrollY > 0")
    for _ in range(12):
        page.keyboard.press("Tab")
    page.locator("#q1 .choice__text").first.click()
    page.locator(".quiz__setting").click()
    page.locator(".quiz__aside a").click()


def engine(profiles: Profiles) -> list[str]:
    """The requests for the engine's files."""
    return [path for path in profiles.site.paths if "/engine/" in path and "/components/" not in path]


STARTS: dict[str, Callable[[Page], None]] = {
    "mouse": press_mouse,
    "space": press_key("Space"),
    "digit": press_key("2"),
    "tap": touch,
}


@pytest.mark.parametrize("name", STARTS)
def test_first_touch_starts_the_engine(name: str, quiet: Profiles) -> None:
    """A press on an option starts the engine, before there is an answer where that comes later."""
    page = quiet.visit(init=CHANGES)
    assert not engine(quiet)
    with page.expect_worker():
        STARTS[name](page)
    assert engine(quiet)
    if name in ("mouse", "space"):
        assert page.evaluate("changes") == 0


LOOKS = {"looking around": look_around, "scrolling by touch": scroll_by_touch}


@pytest.mark.parametrize("name", LOOKS)
def test_looking_starts_nothing(name: str, quiet: Profiles) -> None:
    """Scrolling, tabbing through, and clicks on what is no answer fetch no byte of the engine."""
    page = quiet.visit()
    LOOKS[name](page)
    page.wait_for_load_state("networkidle")
    # What was started would be asked for before this later answer of the server.
    page.evaluate("fetch(location.pathname)")
    assert not page.workers
    assert not engine(quiet)


def test_kept_answers_start_the_engine(quiet: Profiles) -> None:
    """Who comes back to kept answers has touched a question before: the engine starts at once."""
    page = quiet.visit(saved_text({**FULL, "leaks": {}}, "q13"))
    expect(page.locator("style-quiz")).to_have_attribute("data-ready", "")
    assert page.workers
