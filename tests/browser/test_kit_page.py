"""A kit page and the pages that it sends: builder, copies, the page without script, one sheet on paper."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from assessment.styles import STYLES
from site_build.counting import WORD
from tests.conftest import Site

pytestmark = pytest.mark.browser

KIT = "kit/lion/"
NAMES = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
HOSTILE = {
    "javascript:alert(1)": "javascript:alert(1)",
    "</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    "a&utm_medium=b#hello=c?d=e": "a&utm_medium=b#hello=c?d=e",
    "%00%0a\u0000\u0007x": "%00%0a x",
    "\u202eright to left\u200b": "right to left",
    "  many   spaces \t ": "many spaces",
    "../../../etc": "../../../etc",
    "x" * 300: "x" * 100,
    "😀" * 101: "😀" * 100,
    "\u0000\u0001": None,
    "": None,
}
"""What is typed, with what the link says; None where the link leaves the name out."""


@pytest.fixture
def kit(chromium: Browser, site: Site) -> Iterator[Page]:
    """A kit page, opened."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{site.url}{KIT}")
    expect(page.locator("form.kit__form")).to_be_visible()
    yield page
    context.close()


def fill(page: Page, name: str, value: str) -> None:
    """Puts a value into a field as a script or a paste would: the field's own limit does not hold it."""
    page.locator(f"#kit-{name}").evaluate(
        "(field, value) => { field.removeAttribute('maxlength'); field.value = value;"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }",
        value,
    )


def link(page: Page) -> str:
    """The link that was built."""
    return page.locator("#built").text_content() or ""


@pytest.mark.parametrize("name", [name for name in NAMES if name != "utm_campaign"])
def test_builder_keeps_a_value_a_value(kit: Page, name: str) -> None:
    """Whatever is typed comes back as this name's value: cleaned, cut, and never as another part."""
    for typed, wanted in HOSTILE.items():
        fill(kit, name, typed)
        found = urlsplit(link(kit))
        assert (found.scheme, found.path, found.fragment) == ("https", "/styles/lion/", ""), typed
        values = parse_qs(found.query, strict_parsing=True)
        assert values.get(name) == ([wanted] if wanted else None), typed
        assert set(values) <= set(NAMES)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Spring 2026", "spring-2026"),
        ("  Frühling / Été ", "fruhling-ete"),
        ("--A_B--", "a-b"),
        ("spring-2026", "spring-2026"),
        ("x" * 59 + " y", "x" * 59),
        *((text, None) for text in ("", "\u0000\u0001")),
    ],
)
def test_builder_writes_a_campaign_as_it_is_counted(kit: Page, typed: str, wanted: str | None) -> None:
    """A campaign becomes a word that counters take, and the page says so where it is not what was typed."""
    fill(kit, "utm_campaign", typed)
    values = parse_qs(urlsplit(link(kit)).query)
    assert values.get("utm_campaign") == ([wanted] if wanted else None)
    changed = kit.locator("[data-part=changed]")
    expect(changed).to_have_text(re.compile(f"“{wanted}”" if wanted not in (None, typed) else "^$"))
    assert wanted is None or re.fullmatch(WORD.schema["pattern"], wanted)


@pytest.mark.parametrize("typed", [typed for typed, cleaned in HOSTILE.items() if cleaned])
def test_builder_makes_no_campaign_that_would_be_dropped(kit: Page, typed: str) -> None:
    """Whatever is typed, the link has a campaign that is counted, or there is none and the page says why."""
    fill(kit, "utm_campaign", typed)
    if built := link(kit):
        [campaign] = parse_qs(urlsplit(built).query, strict_parsing=True)["utm_campaign"]
        assert re.fullmatch(WORD.schema["pattern"], campaign)
    else:
        expect(kit.locator("[data-part=trouble]")).to_contain_text("A campaign needs a letter")


def test_builder_refuses_an_address_of_mail(kit: Page) -> None:
    """An e-mail address is told and not built in; the link comes back when it is gone."""
    fill(kit, "utm_term", "ann@example.com")
    expect(kit.locator("[data-part=trouble]")).to_contain_text("e-mail address")
    assert link(kit) == ""
    assert kit.locator("a[data-part=open]").get_attribute("href") is None
    fill(kit, "utm_term", "")
    expect(kit.locator("[data-part=trouble]")).to_have_text("")
    assert link(kit).startswith("https://")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Dear Ann, as promised.", "Dear Ann, as promised."),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("a#hello=b&c=d%41", "a#hello=b&c=d%41"),
        ("x" * 500, "x" * 140),
        ("one\ttwo\u0000", "one two"),
    ],
)
def test_greeting_goes_into_the_fragment_alone(kit: Page, typed: str, said: str) -> None:
    """The greeting is in the fragment, encoded, of at most 140 characters, and in no other part."""
    before = link(kit)
    fill(kit, "hello", typed)
    built, _, fragment = link(kit).partition("#")
    assert built == before
    assert fragment.startswith("hello=")
    assert unquote(fragment.removeprefix("hello=")) == said
    assert not set("#&<> ") & set(fragment)


def test_built_link_opens_the_page_with_the_greeting(kit: Page, site: Site) -> None:
    """The link that was built is understood by the page, and what was typed is in no request."""
    fill(kit, "hello", "Marker4711 für Sie")
    kit.locator("a[data-part=open]").click()
    expect(kit.locator("[data-part=said]")).to_have_text("Marker4711 für Sie")
    assert any("utm_source=kit" in path for path in site.paths)
    assert not any("Marker4711" in path or "hello" in path for path in site.paths)


def test_texts_are_copied_with_their_links(kit: Page) -> None:
    """Each button copies the text that stands above it, and says so."""
    for part in ("mail", "linkedin", "sms"):
        kit.locator(f"button[data-copy={part}-text]").click()
        expect(kit.locator("[data-part=status]")).to_have_text("Text copied.")
        copied = kit.evaluate("navigator.clipboard.readText()")
        assert copied == kit.locator(f"#{part}-text").text_content()
        assert "utm_source=kit" in copied
    kit.locator("button[data-copy=built]").click()
    expect(kit.locator("[data-part=status]")).to_have_text("Link copied.")
    assert kit.evaluate("navigator.clipboard.readText()") == link(kit)


def test_page_is_whole_without_script(chromium: Browser, site: Site) -> None:
    """Texts, links, code and sheet are there and lead on; what needs the script is not shown."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{KIT}")
    for part in ("mail", "linkedin", "sms"):
        expect(page.locator(f"#{part}-text")).to_be_visible()
    expect(page.locator(".kit__links a")).to_have_count(5)
    expect(page.locator("form, button").locator("visible=true")).to_have_count(0)
    for name in ("qr.svg", "qr.png", "lion.pdf", "lion-letter.pdf"):
        assert page.request.get(f"{site.url}{KIT}{name}").ok
    context.close()


def test_kit_prints_its_texts(kit: Page) -> None:
    """On paper the lists and the ready texts stand, and no form and no button."""
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(kit.pdf(format="A4"))).pages).split()
    )
    assert "Ready texts" in text
    assert "utm_source=kit&utm_medium=email" in text.replace(" ", "")
    assert "Copy the text" not in text
    assert "A link of your own" not in text


def test_styles_and_pairs_print_on_one_page(chromium: Browser, site: Site, built: Path) -> None:
    """Each page of a style or a pair is one sheet, A4 or Letter, with its line and its last paragraph."""
    page = chromium.new_page()
    paths = [path for path in site.pages() if path.startswith(("styles/", "pairs/")) and path.count("/") == 2]
    assert len(paths) == 11 + len(STYLES) ** 2
    for path in paths:
        page.goto(f"{site.url}{path}")
        last = page.locator(".prose > :last-child").inner_text()
        found = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        assert len(found) == 1, path
        assert len(PdfReader(io.BytesIO(page.pdf(format="Letter", prefer_css_page_size=True))).pages) == 1, (
            path
        )
        # Fonts draw some pairs of letters as one sign.
        words = "".join(normalize("NFKC", found[0].extract_text()).split())
        assert "".join(last.split())[-20:] in words, path
        assert "Aline topractise".replace(" ", "") in words, path
        assert "Forsalespeople" not in words, path
    page.close()


@pytest.mark.parametrize(
    "path", ["styles/lion/", "styles/lion-owl/", "styles/no-clear-style/", "pairs/lion-meets-owl/"]
)
def test_printed_sheet_shows_mark_and_map(page: Page, site: Site, path: str) -> None:
    """On paper the marks have their size, and the map stands beside the head, over no words."""
    page.set_viewport_size({"width": 704, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{site.url}{path}")
    for mark in page.locator(".style-head__mark svg").all():
        assert (mark.bounding_box() or {"width": 0})["width"] >= 25
    place = page.locator(".style-figure svg").bounding_box()
    assert place
    assert place["width"] >= 100
    assert place["x"] + place["width"] <= 704
    for other in page.locator(".style-head .head, .practise, .pair-points, main .prose").all():
        box = other.bounding_box()
        assert box
        beside = box["x"] + box["width"] <= place["x"] or box["y"] >= place["y"] + place["height"]
        assert beside, other.get_attribute("class")
    expect(page.locator(".style-figure figcaption")).to_be_hidden()
