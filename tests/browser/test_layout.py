"""How the pages lie in the window: no sideways scroll, nothing cut off, large targets, no shift."""

import base64
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import measures
from tests.browser.faults import no_engine
from tests.browser.take import leaks_of, picks_of, wait_for_result
from tests.browser.visits import Profiles, saved_text, sheet_of
from tests.conftest import Site
from tests.site.tree import Tree, address, grouped

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 1280)
HEIGHT = 740
BUTTONS = (
    "button, .button, summary, select, textarea, input:not([type=radio], [type=checkbox]),"
    " .choice__target, .scale__option, .options__option, .check, .quiz__setting"
)
LINKS = "nav a, .masthead a, .footer__links a, .share a, .review a"
"""Links that stand by themselves. One in running text is as high as its line, which WCAG 2.5.8 allows."""
TARGET = 44
NARROW = 24
LATE = 0.4
"""Seconds that the display face is held back, far beyond the first paint."""
OPTIONS = (
    ("q1", ".choice__target--most"),
    ("q1", ".choice__target--least"),
    ("q13", ".scale__option"),
    ("q13", ".scale__option--none"),
    ("q16", ".options__option"),
)
MEDIA: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
Found = dict[str, list[str]]


def look(page: Page, name: str, found: Found) -> None:
    """Measures the page at every width, plain and with a visitor's text spacing, into `found`."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for style in ("", measures.SPACING):
            page.evaluate(measures.SET_STYLE, style)
            view = f"{width} px{', spaced' if style else ''}"
            wider = page.evaluate(measures.SIDEWAYS)
            if wider > 0:
                found[f"{view}: the page is {wider} px wider than the window"].append(name)
            for text in page.evaluate(measures.CUT_OFF):
                found[f"{view}: {text}"].append(name)
        page.evaluate(measures.SET_STYLE, "")
        for selectors, least in ((BUTTONS, TARGET), (LINKS, NARROW)):
            for small in page.evaluate(measures.TARGETS, [selectors, TARGET, least]):
                found[f"{width} px: {small}"].append(name)


def test_every_page_fits_its_window(page: Page, site: Site, tree: Tree) -> None:
    """At 320, 360 and 1280 px no page scrolls sideways, no text is cut off, and no target is too small."""
    found: Found = defaultdict(list)
    for path in tree.html:
        page.goto(site.url + address(path))
        look(page, path, found)
    assert not found, grouped(found, len(tree.html))


def test_assessment_fits_in_every_state(profiles: Profiles, site: Site) -> None:
    """A step of each kind, the result with its take, and a code, awaited or refused, fit as the pages do."""
    found: Found = defaultdict(list)
    sheet = sheet_of(picks_of("owl", "lion"), leaks_of(4))
    page = profiles.visit(saved_text(sheet), "#result")
    wait_for_result(page)
    expect(page.locator("take-history strong")).not_to_be_empty()
    look(page, "result with its take", found)
    page.evaluate("location.hash = `#r=${'x'.repeat(200)}`")
    expect(page.locator("[data-part=refused]")).to_be_visible()
    look(page, "refused code", found)
    site.fault = no_engine()
    page = profiles.visit(fragment="#r=awaited")
    expect(page.get_by_text("Opening this link.")).to_be_visible()
    look(page, "awaited code", found)
    for step in ("q2", "q13", "q16", "review"):
        page = profiles.visit(saved_text(sheet, step), f"#{step}")
        expect(page.locator(f"#{step}")).to_be_visible()
        look(page, step, found)
    assert not found, grouped(found, 6)


@pytest.fixture
def shifts(chromium: Browser, site: Site) -> Callable[[str, int], list[Any]]:
    """Opens a page at a width in a fresh profile, and gives every shift of its layout."""

    def of(path: str, width: int) -> list[Any]:
        context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
        page = context.new_page()
        page.goto(site.url + address(path))
        found: list[Any] = page.evaluate(measures.SHIFTS)
        context.close()
        return found

    return of


@pytest.mark.parametrize("late", [False, True], ids=["face at once", "face late"])
def test_nothing_shifts_while_a_page_loads(
    site: Site, tree: Tree, shifts: Callable[[str, int], list[Any]], late: bool
) -> None:
    """A page of each type stands still from its first paint, however late the display face comes (PERF-5)."""

    def hold_back(request: SimpleHTTPRequestHandler) -> bool:
        if request.path.endswith(".woff2"):
            time.sleep(LATE)
        return False

    site.fault = hold_back if late else None
    moved = [
        (path, width, shift)
        for path in (paths[0] for paths in tree.kinds().values())
        for width in (360, 1280)
        for shift in shifts(path, width)
    ]
    assert not moved, "\n".join(map(str, moved))


def pictured(option: Locator) -> str:
    """A picture of an option that has neither the focus nor the pointer, in base 64."""
    option.page.mouse.move(0, 0)
    option.page.evaluate("document.activeElement.blur()")
    return base64.b64encode(option.screenshot(animations="disabled")).decode()


def test_chosen_option_shows_without_colour(profiles: Profiles, site: Site) -> None:
    """A chosen option differs in 1 % of its pixels, in grey and in forced colours (UX-14)."""
    site.fault = no_engine()
    sheet = sheet_of(picks_of("lion", "dolphin"), leaks_of(3))
    scratch = profiles.profile().new_page()
    shares = {}
    for step, option in OPTIONS:
        page = profiles.visit(saved_text(sheet, step), f"#{step}")
        unchosen = page.locator(f"#{step} {option}:not(:has(:checked))").first
        unchosen.evaluate("(label) => label.setAttribute('data-looked-at', '')")
        target = page.locator("[data-looked-at]")
        for name, media in MEDIA.items():
            page.emulate_media(**media)
            target.evaluate("(label) => { label.control.checked = false; }")
            before = pictured(target)
            target.locator("input").check()
            shares[option, name] = scratch.evaluate(measures.DIFFERENCE, [before, pictured(target)])
    assert {place: share for place, share in shares.items() if share < 0.01} == {}
