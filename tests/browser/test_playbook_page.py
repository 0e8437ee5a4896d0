"""A playbook's page: notes by style, paper, files, links, reach; with and without scripts."""

import io
import json

import pytest
import yaml
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessment.quiz import bundled_bank
from tests.browser.measures import SIDEWAYS
from tests.browser.standard import PLAYBOOKS, playbook, squeezed
from tests.browser.take import answer_all, leaks_of, picks_of
from tests.conftest import Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

STYLE = "edge.assessment.style"
STYLES = bundled_bank().styles
NOTES = "[data-note]:visible"
A4 = (595, 842)
"""Width and height in points."""
KINDS = ("playbook", "move", "glossary", "prepare", "self-check")


@pytest.fixture
def renewal(page: Page, site: Site) -> Page:
    """The playbook of the software renewal."""
    page.goto(f"{site.url}playbooks/software-renewal/")
    return page


def pressed(page: Page) -> list[str]:
    """The styles whose buttons are pressed."""
    found: list[str] = page.locator("style-view [aria-pressed=true]").evaluate_all(
        "buttons => buttons.map(({ dataset }) => dataset.style)"
    )
    return found


def noted(page: Page) -> list[str]:
    """The style of every note that is shown, in order."""
    found: list[str] = page.locator(NOTES).evaluate_all("notes => notes.map(({ dataset }) => dataset.note)")
    return found


def notes_in(site: Site) -> list[str]:
    """The style of every note of the playbook's moves, in order."""
    return [style for move in playbook(site)["moves"] for style in move.get("by_style", {})]


def test_one_style_at_a_time(renewal: Page, site: Site) -> None:
    """At first nothing is pressed; a style shows its notes alone, "All four" all; again takes it back."""
    everything = notes_in(site)
    bar = renewal.locator("style-view")
    expect(bar).to_be_visible()
    expect(bar.locator("button")).to_have_text([*(style.title() for style in STYLES), "All four"])
    assert (pressed(renewal), noted(renewal)) == ([], [])
    bar.get_by_role("button", name="Lion").click()
    assert pressed(renewal) == ["lion"]
    assert noted(renewal) == ["lion"] * everything.count("lion")
    assert noted(renewal)
    bar.get_by_role("button", name="All four").click()
    assert (pressed(renewal), noted(renewal)) == (["all"], everything)
    bar.get_by_role("button", name="All four").click()
    assert (pressed(renewal), noted(renewal)) == ([], [])


def test_own_style_is_chosen_and_named(renewal: Page, site: Site) -> None:
    """The first style of the result on the device is chosen, which is said until another is taken."""
    renewal.evaluate("([key, style]) => localStorage.setItem(key, style)", [STYLE, "owl-monkey"])
    renewal.reload()
    own = renewal.locator("style-view [data-part=own]")
    expect(own).to_have_text("This is your own style, from your result on this device.")
    assert pressed(renewal) == ["owl"]
    assert noted(renewal) == ["owl"] * notes_in(site).count("owl")
    renewal.locator("style-view").get_by_role("button", name="Monkey").press("Space")
    assert pressed(renewal) == ["monkey"]
    assert set(noted(renewal)) == {"monkey"}
    expect(own).to_be_hidden()
    renewal.locator("style-view").get_by_role("button", name="Monkey").press("Enter")
    assert (pressed(renewal), noted(renewal)) == ([], [])


def test_finished_assessment_is_remembered(page: Page, site: Site) -> None:
    """Who has finished the assessment on this device finds their own style chosen."""
    page.goto(f"{site.url}assessment/")
    answer_all(page, picks_of("dolphin", "lion"), leaks_of(2))
    page.goto(f"{site.url}playbooks/software-renewal/")
    assert pressed(page) == ["dolphin"]
    assert set(noted(page)) == {"dolphin"}


@pytest.mark.parametrize("kept", ["", "badger", '"] , [x="', "none"])
def test_unknown_style_chooses_nothing(renewal: Page, kept: str) -> None:
    """What is no style is left alone, and the bar works."""
    renewal.evaluate("([key, style]) => localStorage.setItem(key, style)", [STYLE, kept])
    renewal.reload()
    expect(renewal.locator("style-view")).to_be_visible()
    assert (pressed(renewal), noted(renewal)) == ([], [])
    renewal.locator("style-view").get_by_role("button", name="Dolphin").click()
    assert set(noted(renewal)) == {"dolphin"}
    assert renewal.evaluate("key => localStorage.getItem(key)", STYLE) == kept


def test_without_scripts_all_notes_are_read(plain: Page, site: Site) -> None:
    """Every note is shown, and no bar with dead buttons."""
    plain.goto(f"{site.url}playbooks/software-renewal/")
    expect(plain.locator("style-view")).to_be_hidden()
    expect(plain.locator(NOTES)).to_have_count(len(notes_in(site)))


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_prints_on_two_pages(page: Page, site: Site, name: str) -> None:
    """On paper it is two A4 pages with every move, red line and objection."""
    page.goto(f"{site.url}playbooks/{name}/")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = squeezed("".join(sheet.extract_text() for sheet in reader.pages))
    model = playbook(site, name)
    wanted = [
        *(move["name"] for move in model["moves"]),
        *page.locator(".limits__red strong").all_text_contents(),
        *(objection["says"] for objection in model["objections"]),
    ]
    assert len(wanted) == len(model["moves"]) + len(model["red_lines"]) + len(model["objections"])
    assert not [one for one in wanted if squeezed(one) not in text]
    assert {tuple(map(round, sheet.mediabox[2:])) for sheet in reader.pages} <= {A4, (596, 843)}
    assert len(reader.pages) == 2


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_files_hold_the_same(page: Page, site: Site, name: str) -> None:
    """The JSON and the YAML behind the page's links are the same data, and every kept version answers."""
    page.goto(f"{site.url}playbooks/{name}/")
    links = page.locator("[aria-labelledby=versions] a[download]")
    files = {
        address: page.request.get(address)
        for address in links.evaluate_all("links => links.map(({ href }) => href)")
    }
    assert all(answer.ok for answer in files.values())
    [as_json] = [answer.json() for address, answer in files.items() if address.endswith(".json")]
    [as_yaml] = [answer.text() for address, answer in files.items() if address.endswith(f"/{name}.yaml")]
    assert yaml.safe_load(as_yaml) == as_json == playbook(site, name)
    kept = {url.rpartition("/")[2]: answer for url, answer in files.items() if f"/{name}/" in url}
    assert {f"{yaml.safe_load(answer.text())['version']}.yaml" for answer in kept.values()} == set(kept)
    there = {file.name for file in (site.folder / "playbooks" / name).glob("*.yaml")}
    assert there == set(kept)
    assert f"{as_json['version']}.yaml" in kept
    schema = page.locator("[aria-labelledby=versions] a[href$='edge-playbook-1.json']")
    assert page.request.get(schema.evaluate("link => link.href")).json()["title"] == "edge-playbook/1"


def test_nothing_leaves_the_window(page: Page, site: Site, tree: Tree) -> None:
    """At 320, 360 and 1280 pixels no page of the standard is wider than its window, with all open."""
    wide = []
    for path in [path for kind in KINDS for path in tree.kinds()[kind]]:
        page.goto(site.url + address(path))
        page.locator("main details").evaluate_all("all => { for (const one of all) one.open = true; }")
        if page.locator("style-view").count():
            page.locator("style-view [data-style=all]").click()
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            by = page.evaluate(SIDEWAYS)
            wide += [f"{path} at {width} px: {by} px wider"] if by else []
    assert not wide, "\n".join(wide)


def test_links_to_moves_lead_to_them(tree: Tree) -> None:
    """Each next move and each objection's leads to an anchor of the page, each name to a page of its own."""
    for path in tree.kinds()["playbook"]:
        page = tree.html[path]
        links = page.css(".play a[href^='#'], .objections a[href^='#']")
        inner = [node.attributes["href"] or "" for node in links]
        assert inner
        assert {link.removeprefix("#") for link in inner} <= set(tree.ids(path)), path
        shown = {node.attributes["id"] or "" for node in page.css("li.move")}
        model = json.loads(tree.text(f"playbooks/{path.split('/')[1]}.json"))
        assert shown == {move["id"] for move in model["moves"]}
        names = page.css(".move__name a")
        assert len(names) == sum("use" in move for move in model["moves"])
        for name in names:
            slug = (name.attributes["href"] or "").rstrip("/").rpartition("/")[2]
            assert tree.one(f"moves/{slug}/index.html", "h1").text()


def test_a_move_leads_back_to_its_playbooks(page: Page, site: Site, tree: Tree) -> None:
    """A link from a move to a playbook's anchor brings that move of the playbook into sight."""
    page.goto(f"{site.url}moves/price-every-trade/")
    link = page.locator("main a[href*='software-renewal/#']")
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"li.move#{anchor}")).to_be_in_viewport()
