"""What a visitor of the demo page knows before the form: how long, who, what comes next, what is sent how."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site

pytestmark = pytest.mark.browser

WRITES, SENDS = "writes an email that you send yourself", "sends the request: word for word"


def head(page: Page, url: str) -> str:
    """The text above the form; what comes first stands there, on a phone too."""
    page.goto(f"{url}demo/")
    lines = page.locator(".demo-brief li")
    expect(lines).to_have_count(3)
    form = page.locator("demo-form").bounding_box()
    last = lines.last.bounding_box()
    assert form
    assert last
    assert last["y"] + last["height"] < form["y"]
    text = page.locator("main").inner_text()
    return text[: text.index("Your name")]


@pytest.mark.parametrize("width", [320, 1280])
def test_form_comes_after_what_one_wants_to_know(page: Page, site: Site, width: int) -> None:
    """Time, people, answer, and the sentence of the way that the site has; the other sentence is nowhere."""
    page.set_viewport_size({"width": width, "height": 740})
    above = head(page, site.url)
    for words in ("Thirty minutes", "One person", "An answer by email", WRITES):
        assert words in above
    assert SENDS not in page.locator("main").inner_text()


@pytest.mark.parametrize("way", ["webhook"])
def test_site_with_a_service_says_that_it_sends(page: Page, ways: Callable[[str], Site], way: str) -> None:
    """There the button sends, and no sentence speaks of an email that one would have to send."""
    assert SENDS in head(page, ways(way).url)
    assert WRITES not in page.locator("main").inner_text()
