"""The pages of the owners with the real engine: CPython's words, errors, the way to a demo; the tour."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger.asked import SHEETS
from ledger.browser import call
from tests.browser import faults
from tests.browser.asking import KEPT, expect_error, expect_words, send, sideways
from tests.browser.test_a11y import findings
from tests.browser.visits import Profiles
from tests.conftest import Site
from tests.ledger.test_owners import GOOD

pytestmark = pytest.mark.browser

STEPS = ("standard", "outcomes", "style", "compounds")
SHIFT = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
})"""


def answer_of(role: str, figures: dict[str, str]) -> dict[str, Any]:
    """What CPython answers to the page's request."""
    found: dict[str, Any] = json.loads(call(json.dumps({"do": "owner", "role": role, "figures": figures})))
    return found


def visit(profiles: Profiles, role: str) -> Page:
    """The page of a role in a fresh profile, its form ready."""
    page = profiles.profile().new_page()
    page.goto(f"{profiles.site.url}owners/{role}/")
    page.wait_for_selector("owner-figures[data-ready]")
    return page


def fill(page: Page, figures: dict[str, str]) -> None:
    """Types the figures."""
    for name, text in figures.items():
        if name == "side":
            page.locator(f"input[name=side][value={text}]").check()
        else:
            page.locator(f"owner-figures [name={name}]").fill(text)


@pytest.mark.parametrize("role", SHEETS)
def test_sum_is_shown_in_the_words_of_cpython(profiles: Profiles, role: str) -> None:
    """Headline, rows and note; nothing was filled in, nothing is kept; the page is clean and fits 320 px."""
    page = visit(profiles, role)
    boxes = "owner-figures :is(input:not([type=radio]), textarea)"
    assert page.locator(boxes).evaluate_all("all => all.map((one) => one.value + one.placeholder)") == [
        "" for _ in GOOD[role] if _ != "side"
    ]
    fill(page, GOOD[role])
    send(page)
    answer = answer_of(role, GOOD[role])
    expect_words(page, answer)
    rows = [row.locator("dt, dd").all_text_contents() for row in page.locator(".owner-rows > div").all()]
    assert rows == answer["shown"]["rows"]
    assert page.evaluate(KEPT) == {}
    assert sideways(page) == 0
    assert not findings(page)


def test_errors_stand_at_their_fields(profiles: Profiles) -> None:
    """A missing figure, a list that is too short, a side not chosen: CPython's words at the field."""
    page = visit(profiles, "cfo")
    fill(page, {**GOOD["cfo"], "rate": ""})
    page.locator("[data-part=submit]").click()
    expect_error(page, "figures.rate", answer_of("cfo", {**GOOD["cfo"], "rate": ""}))
    assert not findings(page)
    page = visit(profiles, "coo")
    fill(page, {"prices": "1\n2", "units": "1"})
    page.locator("[data-part=submit]").click()
    expect_error(page, "figures.prices", answer_of("coo", {"prices": "1\n2", "units": "1"}))
    page = visit(profiles, "cso")
    wanted = {name: text for name, text in GOOD["cso"].items() if name != "side"}
    fill(page, wanted)
    page.locator("[data-part=submit]").click()
    expect_error(page, "figures.side", answer_of("cso", wanted))


@pytest.mark.parametrize("role", SHEETS)
def test_all_that_is_missing_is_told_without_the_engine(profiles: Profiles, site: Site, role: str) -> None:
    """An empty form, with no engine at all: each field by its label, in the words that CPython has for it."""
    site.fault = faults.missing(faults.GLUE)
    page = visit(profiles, role)
    page.locator("[data-part=submit]").click()
    answer = answer_of(role, {})
    assert len(answer["others"]) == len(GOOD[role]) - 1
    expect_error(page, answer["error"]["place"], answer)
    expect(page.locator("[data-part=trouble]")).to_be_hidden()


@pytest.mark.parametrize("role", SHEETS)
def test_way_to_a_demo_carries_the_role(page: Page, site: Site, role: str) -> None:
    """The button names the role, and the address of the demo has it."""
    page.goto(f"{site.url}owners/{role}/")
    short = {"chief-negotiation-officer": "CNO", "learning-and-development": "L&D"}.get(role, role.upper())
    button = page.locator(".owner-demo a")
    expect(button).to_have_text(f"Book a demo for {'' if short == 'L&D' else 'the '}{short}")
    button.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(f"{site.url}demo/")
    assert page.evaluate("location.hash") in (f"#role={role}", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_tour_stands_without_scripts_and_moves_nothing(chromium: Browser, site: Site, scripts: bool) -> None:
    """Four steps with a drawing each, their figures in words; the ways lead from step to step to the demo."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site.url}tour/")
    for place, step in enumerate(STEPS):
        section = page.locator(f"section[aria-labelledby={step}]")
        expect(section).to_be_visible()
        assert section.locator("svg").count()
        way = f"#{STEPS[place + 1]}" if place < 3 else "../demo/"
        expect(section.locator(".tour-links__next a")).to_have_attribute("href", way)
    expect(page.locator(".call a")).to_have_text("Book a demo")
    for words in ("221,000", "invented", "0.980", "5 deals"):
        assert words in (page.locator("main").text_content() or "")
    if scripts:
        assert page.evaluate(SHIFT) == 0
        assert sideways(page) == 0
    context.close()


def test_step_of_the_tour_fits_a_screen(page: Page, site: Site) -> None:
    """On a wide window each step is at most a little higher than the window."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.url}tour/")
    heights = page.locator(".tour-step").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(heights) == 4
    assert max(heights) <= 860, heights


@pytest.mark.parametrize("width", [320, 360])
def test_tour_on_a_phone_hides_nothing_at_the_side(page: Page, site: Site, width: int) -> None:
    """No limit stands off the screen; what is long is folded, so that no step is two screens high."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{site.url}tour/")
    table = page.locator(".tour-table--terms")
    for cell in table.locator("td, thead th").all():
        box = cell.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert page.locator(".scroll:visible").evaluate_all(
        "all => all.every((one) => one.scrollWidth <= one.clientWidth)"
    )
    heights = page.locator(".tour-step").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert width < 360 or max(heights) <= 1.45 * 740, heights
    talk = page.locator(".tour-talk")
    expect(talk).to_be_hidden()
    page.locator(".tour-working summary").click()
    expect(talk).to_be_visible()


@pytest.mark.parametrize("role", SHEETS)
@pytest.mark.parametrize("width", [320, 1280])
def test_owner_page_shows_before_it_tells(page: Page, site: Site, role: str, width: int) -> None:
    """The drawing is on the first screen and fits; then what is read, the sum, the text, one demo call."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}owners/{role}/")
    drawing = page.locator(".owner-figure svg").first
    box = drawing.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] < 800
    assert drawing.locator("desc").text_content()
    order = ("h1", ".owner-figure", "#reads", "#figures", "main .prose", ".owner-demo", "#first")
    tops = [page.locator(one).first.evaluate("one => one.getBoundingClientRect().top") for one in order]
    assert tops[2:] == sorted(tops[2:])
    assert max(tops[:2]) < tops[2]
    assert page.locator("main .call a[href*='demo/']").count() == 1
    assert sideways(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawing_keeps_its_parts_apart_in_forced_colours(chromium: Browser, site: Site, scheme: Any) -> None:
    """What was given does not look like what was saved, and nothing has the colour of the ground."""
    context = chromium.new_context(color_scheme=scheme, forced_colors="active")
    page = context.new_page()
    page.goto(f"{site.url}owners/cfo/")
    fills = {
        name: page.locator(f".owner-bar--{name}").evaluate("bar => getComputedStyle(bar).fill")
        for name in ("price", "given")
    }
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert len({*fills.values(), ground}) == 3
    words = page.locator(".owner-drawing text").first.evaluate("text => getComputedStyle(text).fill")
    assert words != ground
    context.close()


def test_owner_page_without_scripts_says_how_to_do_it_by_hand(chromium: Browser, site: Site) -> None:
    """The form is away, the sum in words is there."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for role, sheet in SHEETS.items():
        page.goto(f"{site.url}owners/{role}/")
        expect(page.locator("owner-figures")).to_be_hidden()
        expect(page.locator(".ask__missing")).to_contain_text(sheet.by_hand)
    context.close()
