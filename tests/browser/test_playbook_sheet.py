"""A playbook's sheet in the room: one screen, all of it to be read, and the way there."""

import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from site_build.text import blanks
from tests.browser.standard import PLAYBOOKS, playbook, squeezed
from tests.conftest import Site

pytestmark = pytest.mark.browser

SHEET = "section[aria-labelledby=sheet]"
SCREEN = {"width": 1280, "height": 800}
CUT = """section => [...section.querySelectorAll("*")].filter((one) => {
  if (one.matches(".visually-hidden, svg *")) return false;
  const { top, bottom, left, right, width, height } = one.getBoundingClientRect();
  const beyond = top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
  return beyond || !width || !height || one.scrollWidth > Math.ceil(one.clientWidth || width) + 1;
}).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
"""What of the sheet is outside the window, or wider than its own box."""
SMALL = """section => [...section.querySelectorAll("*")].filter(
  (one) => one.checkVisibility() && !one.ariaHidden && [...one.childNodes].some(
    ({ nodeType, data }) => nodeType === 3 && data.trim()
  ) && parseFloat(getComputedStyle(one).fontSize) < 13
).map((one) => one.textContent.trim())"""


@pytest.fixture
def screen(page: Page) -> Page:
    """A laptop's window, in which a link arrives at once."""
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_sheet_is_one_screen(screen: Page, site: Site, name: str) -> None:
    """The link at the head leads to a sheet that is on the screen whole, in type of 13 pixels or more."""
    screen.goto(f"{site.url}playbooks/{name}/")
    screen.get_by_role("link", name="The sheet", exact=True).click()
    sheet = screen.locator(SHEET)
    expect(sheet).to_be_in_viewport(ratio=1)
    box = sheet.bounding_box()
    assert box
    assert box["height"] <= SCREEN["height"]
    assert not sheet.evaluate(CUT)
    assert not sheet.evaluate(SMALL)


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_sheet_has_all_of_the_playbook(screen: Page, site: Site, name: str) -> None:
    """Each term, trade, red line and approval has its row, and a give the places of its gets."""
    screen.goto(f"{site.url}playbooks/{name}/")
    sheet, model = screen.locator(SHEET), playbook(site, name)
    for table, key in (("terms", "terms"), ("gives", "gives"), ("gets", "gets")):
        rows = sheet.locator(f".sheet__table--{table} tbody th")
        assert rows.count() == len(model[key])
        for row, one in zip(rows.all(), model[key], strict=True):
            expect(row).to_contain_text(one["label"].replace("'", "’"))
    expect(sheet.locator(".sheet__table--terms .sheet__must")).to_have_count(
        sum(term["rank"] == "must" for term in model["terms"])
    )
    places = {get["id"]: number for number, get in enumerate(model["gets"], 1)}
    expect(sheet.locator(".sheet__table--gives .sheet__unit")).to_have_text(
        [
            f"for {', '.join(map(str, sorted(places[id_] for id_ in give['trade_for'])))}"
            for give in model["gives"]
        ]
    )
    expect(sheet.locator(".limits__red span")).to_have_text(
        [line["on_breach"] for line in model["red_lines"]]
    )
    expect(sheet.locator(".limits__facts div")).to_have_count(len(model["approvals"]) + 2)


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_reasons_stand_below_by_what_follows(screen: Page, site: Site, name: str) -> None:
    """Below the sheet each red line has its reason, under what is to be done when it is broken."""
    screen.goto(f"{site.url}playbooks/{name}/")
    for breach in ("stop", "escalate"):
        part = screen.locator(".sheet__notes .rules > div", has_text=f"{breach.capitalize()} if broken")
        wanted = [line["why"] for line in playbook(site, name)["red_lines"] if line["on_breach"] == breach]
        for row, why in zip(part.locator("dd").all(), wanted, strict=True):
            expect(row).to_contain_text(why.replace("'", "’"))
            expect(row).to_be_visible()


def test_guide_is_open_where_there_is_room(page: Page, site: Site) -> None:
    """The text by stage is read at once on a wide screen; on a phone it opens when it is asked for."""
    page.goto(f"{site.url}playbooks/software-renewal/")
    text = page.locator("#guide .prose p").first
    for width, shown in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 740})
        assert text.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })") is shown
    page.locator("#guide > summary").click()
    assert text.evaluate("one => one.checkVisibility()")


def test_what_a_version_changed_is_in_words(page: Page, site: Site) -> None:
    """First what it comes to, then what binds; no sentence shows an id or the rule language."""
    page.goto(f"{site.url}playbooks/software-renewal/")
    step = page.locator(".versions__step", has=page.locator("strong", has_text="2.0.0"))
    expect(step.locator(".versions__summary")).to_have_text("No limit moved in the example.")
    expect(step.locator("summary").first).to_contain_text("Red lines, approvals and scope: ")
    lines = step.locator(".versions__changes li").all_text_contents()
    assert lines
    assert not [line for line in lines if "_" in line or "*" in line or "nothing stood" in line]


@pytest.mark.parametrize("name", ["agency-retainer", "internal-budget", "software-renewal"])
def test_paper_has_its_heads_and_signs(page: Page, site: Site, name: str) -> None:
    """On paper stand the stages, the key of the evidence, a sign behind each head, and words that link."""
    page.goto(f"{site.url}playbooks/{name}/")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = squeezed("".join(sheet.extract_text() for sheet in reader.pages))
    model = playbook(site, name)
    wanted = [
        "We give: ",
        "We get: ",
        "Evidence: E a study",
        *(move["stage"].upper() for move in model["moves"]),
        *(answer for objection in model["objections"] for answer in objection["answer"]),
    ]
    assert not [one for one in wanted if squeezed(blanks(one)) not in text]
