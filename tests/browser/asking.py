"""Visits to the pages that ask Python about several people: open one, send its form, compare it with CPython.

Used by the tests of those pages; imports no test module.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page, expect

from assessment.browser import call
from tests.browser.expects import READ_SVG
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.visits import Profiles

RESULT, TROUBLE, SUBMIT = "[data-part=result]", "[data-part=trouble]", "[data-part=submit]"
KEPT = "Object.fromEntries(Object.entries(localStorage))"


def visit(profiles: Profiles, name: str, saved: str | None = None, fragment: str = "") -> Page:
    """The page `/assessment/<name>/` in a fresh profile, its form ready; `saved` is a take on the device."""
    page = profiles.profile(saved).new_page()
    page.goto(f"{profiles.site.url}assessment/{name}/{fragment}")
    page.wait_for_selector("[data-ready]")
    return page


def send(page: Page) -> None:
    """Sends the form and waits for the result."""
    page.locator(SUBMIT).click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)


def answer_of(**request: Any) -> dict[str, Any]:
    """What CPython answers to the page's request."""
    found: dict[str, Any] = json.loads(call(json.dumps(request)))
    return found


def expect_words(page: Page, answer: Mapping[str, Any]) -> None:
    """Every slot, list and drawing of the page holds CPython's, to the letter; the title is the headline."""
    words = answer["shown"]
    slots = page.locator(f"{RESULT} [data-slot]").all()
    assert slots
    for slot in slots:
        wanted: Any = words
        for key in (slot.get_attribute("data-slot") or "").split("."):
            wanted = wanted[int(key)] if isinstance(wanted, Sequence) else wanted[key]
        assert slot.text_content() == (wanted or "")
    for listed in page.locator("ul[data-list]").all():
        name = listed.get_attribute("data-list") or ""
        assert listed.locator("li").all_text_contents() == list(words.get(name) or answer.get(name) or [])
    for name, tree in answer["drawings"].items():
        drawn = page.locator(f"[data-drawing={name}]").evaluate(READ_SVG)
        assert drawn == ([] if tree is None else [tree])
    assert page.title() == f"{words['headline']} · The Edge"


def rows(page: Page, table: str) -> list[list[str]]:
    """The cells of a table's body."""
    return [
        row.locator("th, td").all_text_contents() for row in page.locator(f"[data-table={table}] tr").all()
    ]


def expect_error(page: Page, place: str, answer: Mapping[str, Any]) -> None:
    """Each of CPython's errors stands in the summary, which has the focus, and the same at its field.

    `place` is that of the first; its link leads there.
    """
    errors = [answer["error"], *answer.get("others", ())]
    texts = [f"{error['message'][0].upper()}{error['message'][1:]}. {error['hint']}" for error in errors]
    expect(page.locator("[data-part=error]")).to_be_focused(timeout=RESULT_TIMEOUT)
    links = page.locator("[data-part=error-link]")
    expect(links).to_have_text(texts)
    for error, text in zip(errors, texts, strict=True):
        expect(page.locator(f"[data-error='{error['place']}']")).to_have_text(text)
    assert page.title().startswith("Error: ")
    assert errors[0]["place"] == place
    for link, error in reversed(list(zip(links.all(), errors, strict=True))):
        link.click()
        expect(page.locator(f"[data-place='{error['place']}']")).to_be_focused()


def expect_trouble_and_retry(page: Page) -> None:
    """The engine failed: the page says so, keeps what was entered, and "Try again" gets the result."""
    expect(page.locator(TROUBLE)).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(page.locator(RESULT)).to_be_hidden()
    assert page.locator("[data-part=reason]").text_content()


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than a window of 320."""
    page.set_viewport_size({"width": 320, "height": 740})
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
