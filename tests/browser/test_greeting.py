"""A greeting in the fragment: text above a style's page, short, hidden on demand, kept and sent nowhere."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site

pytestmark = pytest.mark.browser

STYLE = "styles/lion/"
MARK = "Marker4711"
HOSTILE = [
    '<img src=x onerror="window.hit=1">',
    "<script>window.hit=1</script>",
    "javascript:window.hit=1",
    '"><svg onload=window.hit=1>',
    "{{ 7*7 }} ${7*7}",
    "&lt;b&gt;&amp;",
    "https://evil.example/ call now",
]


def open_with(page: Page, site: Site, fragment: str) -> None:
    """Opens the style's page with a fragment, as from another page."""
    page.goto("about:blank")
    page.goto(f"{site.url}{STYLE}#{fragment}")


@pytest.mark.parametrize("text", HOSTILE)
def test_greeting_is_text(page: Page, site: Site, text: str) -> None:
    """What looks like markup is shown letter by letter; no element and no link is made of it."""
    open_with(page, site, f"hello={quote(text, safe='')}")
    said = page.locator("[data-part=said]")
    expect(said).to_have_text(text)
    expect(said).to_be_visible()
    assert said.evaluate("place => place.childElementCount") == 0
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 141, "x" * 140),
        ("é" * 200, "é" * 140),
        ("a\u202eb\u2066c\u200bd", "abcd"),
        ("one\r\ntwo\u0000\u0007three", "one two three"),
        ("z" + "\u0301" * 60, "z\u0301\u0301"),
    ],
)
def test_greeting_is_short_and_plain(page: Page, site: Site, text: str, said: str) -> None:
    """At most 140 characters, on one line, without signs that turn, hide or pile up."""
    open_with(page, site, f"hello={quote(text, safe='')}")
    expect(page.locator("[data-part=said]")).not_to_have_text("")
    assert page.locator("[data-part=said]").text_content() == said


BROKEN = ["hello=", "hello=%E0%A4%A", "hello=%20%00", "hello=" + "%41" * 700, "hello", "Hello=x"]


@pytest.mark.parametrize("fragment", BROKEN)
def test_what_is_no_greeting_shows_nothing(page: Page, site: Site, fragment: str) -> None:
    """An empty, broken or overlong fragment leaves the page as it is."""
    with page.expect_event("load"):
        open_with(page, site, fragment)
    expect(page.locator("greeting-note")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_script_is_loaded_for_a_greeting_alone(page: Page, site: Site) -> None:
    """Without the fragment no file of the greeting is asked for."""
    page.goto(f"{site.url}{STYLE}")
    page.wait_for_load_state("networkidle")
    assert not any("greeting" in path for path in site.paths)
    expect(page.locator("greeting-note")).to_be_hidden()
    page.evaluate("location.hash = 'hello=Later'")
    expect(page.locator("[data-part=said]")).to_have_text("Later")
    assert any("greeting" in path for path in site.paths)


def test_greeting_is_hidden_on_demand(page: Page, site: Site) -> None:
    """The button takes note and fragment away and the focus to the page; a reload brings nothing back."""
    open_with(page, site, f"hello={MARK}")
    expect(page.locator("[data-part=said]")).to_have_text(MARK)
    page.get_by_role("button", name="Hide the note").click()
    expect(page.locator("greeting-note")).to_be_hidden()
    assert page.url == f"{site.url}{STYLE}"
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    expect(page.locator("greeting-note")).to_be_hidden()


def test_greeting_is_stored_and_sent_nowhere(page: Page, site: Site) -> None:
    """Neither storage nor any request holds it, on this page or the next, and no link of the page does."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.url} {one.headers} {one.post_data}"))
    open_with(page, site, f"hello={MARK}")
    expect(page.locator("[data-part=said]")).to_have_text(MARK)
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])"
    )
    assert MARK not in stored
    assert not page.locator(f"a[href*={MARK}], [data-copy*={MARK}]").count()
    page.locator("main a[href*='demo/']").click()
    page.wait_for_url(f"{site.url}demo/**")
    page.wait_for_load_state("networkidle")
    assert MARK not in (page.content() + page.url)
    assert not any(MARK in url.replace(f"#hello={MARK}", "") for url in asked)
    assert not any(MARK in path or "hello" in path for path in site.paths)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("text", ["Short.", "Wide words weigh more than others. " * 4])
def test_nothing_moves_when_the_greeting_comes(page: Page, site: Site, width: int, text: str) -> None:
    """The room is kept from the first paint on, and is enough; nothing scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    open_with(page, site, f"hello={quote(text)}")
    expect(page.locator("[data-part=said]")).to_have_text(text[:140].strip())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("text", ["Short.", "Quotes \" and \\ and 'so' on, " * 4, "Words and more. " * 8])
def test_note_leaves_no_hole(page: Page, site: Site, text: str) -> None:
    """Under the words stands the button, however few; their room is that of the same words, unseen."""
    page.set_viewport_size({"width": 360, "height": 740})
    open_with(page, site, f"hello={quote(text)}")
    said, button = page.locator("[data-part=said]"), page.locator("greeting-note button")
    expect(said).to_have_text(text[:140].strip())
    box, below = said.bounding_box(), button.bounding_box()
    assert box
    assert below
    assert below["y"] - box["y"] - box["height"] <= 40
    said.evaluate("place => { place.textContent = ''; }")
    kept = said.bounding_box()
    assert kept
    assert kept["height"] == box["height"]
    assert said.evaluate("place => getComputedStyle(place, '::before').visibility") == "hidden"


def test_greeting_on_the_assessment_is_ignored(page: Page, site: Site) -> None:
    """The same fragment elsewhere changes nothing: the form of the assessment stays."""
    page.goto(f"{site.url}assessment/#hello={MARK}")
    expect(page.locator(".quiz__form")).to_be_visible()
    assert MARK not in page.locator("body").inner_text()
