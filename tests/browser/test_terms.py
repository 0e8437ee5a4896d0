"""Words of the glossary in running text: their meaning on hover and focus, where they lead and stand."""

import re
from collections import Counter
from unicodedata import normalize
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.measures import CUT_OFF, SIDEWAYS
from tests.browser.test_a11y import CONTRAST, findings
from tests.conftest import Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

ARTICLE = "articles/first-offers/"
TERM, NOTE = "main a.term", "[role=tooltip]"
CLOSED = ("h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "code", "pre", "blockquote", "th")
"""Where no word may be linked."""


@pytest.fixture
def article(page: Page, site: Site) -> Page:
    """An article with several terms, on a phone, that scrolls at once."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.url + ARTICLE)
    assert page.locator(TERM).count() > 2
    return page


def means(term: Locator) -> str:
    """The definition that a term carries."""
    return term.get_attribute("data-means") or ""


def expect_note(page: Page, term: Locator) -> None:
    """The term's definition is shown, as the one tooltip that describes it."""
    note = page.locator(NOTE)
    expect(note).to_have_count(1)
    expect(note).to_be_visible()
    assert note.text_content() == means(term)
    assert term.get_attribute("aria-describedby") == note.get_attribute("id")
    expect(term).to_have_accessible_description(means(term))


def expect_none(page: Page, term: Locator) -> None:
    """No definition is shown, and the term names none."""
    expect(page.locator(NOTE)).to_have_count(0)
    assert term.get_attribute("aria-describedby") is None


def test_hovering_shows_the_definition(article: Page) -> None:
    """It stands there while the pointer is on the word, or has gone on to the definition, however slowly."""
    term = article.locator(TERM).first
    expect_none(article, term)
    term.evaluate("(term) => term.scrollIntoView({ block: 'center' })")
    term.hover()
    expect_note(article, term)
    word, note = term.bounding_box(), article.locator(NOTE).bounding_box()
    assert word
    assert note
    x = min(word["x"] + word["width"] - 3, note["x"] + note["width"] - 3)
    article.mouse.move(x, word["y"] + word["height"] / 2)
    # A slow pointer meets every pixel between the two.
    for y in range(round(word["y"] + word["height"] / 2), round(note["y"] + note["height"] / 2)):
        article.mouse.move(x, y)
    expect_note(article, term)
    article.mouse.move(note["x"] + note["width"] / 2, note["y"] + note["height"] - 6, steps=10)
    expect_note(article, term)
    article.mouse.move(2, note["y"] + note["height"] + 60, steps=10)
    expect_none(article, term)


def test_focus_shows_the_definition_and_escape_hides_it(article: Page) -> None:
    """By keys alone: the focus shows it, Escape hides it and leaves the focus, the next one shows its own."""
    first, second = article.locator(TERM).nth(0), article.locator(TERM).nth(1)
    first.focus()
    expect_note(article, first)
    article.keyboard.press("Escape")
    expect_none(article, first)
    expect(first).to_be_focused()
    second.focus()
    expect_note(article, second)
    assert first.get_attribute("aria-describedby") is None
    article.keyboard.press("Tab")
    expect_none(article, second)
    second.hover()
    expect_note(article, second)
    article.keyboard.press("Escape")
    expect_none(article, second)


def test_focused_definition_stays_while_the_pointer_wanders(article: Page) -> None:
    """The pointer on other text does not take away what the focus shows."""
    term = article.locator(TERM).first
    term.focus()
    article.locator("h1").hover()
    expect_note(article, term)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_definition_leaves_the_window(page: Page, site: Site, tree: Tree, width: int) -> None:
    """Every definition of every page stands wholly within the page and widens nothing."""
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    wrong = []
    for path in (path for path, html in tree.html.items() if html.css("main a.term")):
        page.goto(site.url + address(path))
        page.locator("main details").evaluate_all("all => { for (const one of all) one.open = true; }")
        for term in page.locator(f"{TERM}:visible").all():
            term.focus()
            box = page.locator(NOTE).bounding_box()
            assert box, f"{path}: {term.text_content()} has no definition"
            out = box["x"] < 0 or box["x"] + box["width"] > width
            if out or page.evaluate(SIDEWAYS) or page.evaluate(CUT_OFF):
                wrong.append(f"{path}: {term.text_content()}: {box}")
    assert not wrong, "\n".join(wrong)


def test_page_with_a_definition_is_clean(article: Page) -> None:
    """axe finds nothing while a definition is shown; the contrast of what it lies over cannot be measured."""
    term = article.locator(TERM).first
    term.focus()
    expect_note(article, term)
    shown = [one for one in findings(article) if one.rule != CONTRAST or "term-note" in one.target]
    assert not shown, "\n".join(map(str, shown))
    expect_note(article, term)


def test_link_leads_to_the_entry(article: Page) -> None:
    """Following the link by Enter lands on the term's entry of the glossary, with the same words."""
    term = article.locator(TERM).first
    wanted, id_ = means(term), (term.get_attribute("href") or "").partition("#")[2]
    term.press("Enter")
    article.wait_for_url(f"**/playbooks/glossary/#{id_}")
    entry = article.locator(f"[id='{id_}']")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("dd")).to_contain_text(wanted)


def test_without_scripts_terms_are_links(tree: Tree) -> None:
    """Each leads to an entry of the glossary that has its definition; the page itself holds no tooltip."""
    glossary = "playbooks/glossary/index.html"
    entries = {
        node.attributes["id"] or "": normalize("NFKC", node.text())
        for node in tree.html[glossary].css(".glossary__entry")
    }
    found = 0
    for path, page in tree.html.items():
        assert not page.css(NOTE), path
        for node in page.css("a.term"):
            way, id_ = urldefrag(urljoin(f"/{address(path)}", node.attributes["href"] or ""))
            assert way == "/playbooks/glossary/", path
            assert normalize("NFKC", node.attributes["data-means"] or "-") in entries[id_], f"{path}: {id_}"
            found += 1
    assert found > 50


def test_each_term_is_linked_once_and_only_in_text(tree: Tree) -> None:
    """No page links a term twice; none stands in a heading, a link, a button or what is quoted as code."""
    wrong = []
    for path, page in tree.html.items():
        terms = page.css("a.term")
        counted = Counter((node.attributes["href"] or "").partition("#")[2] for node in terms)
        wrong += [f"{path}: {id_} is linked {times} times" for id_, times in counted.items() if times > 1]
        for node in terms:
            above = node.parent
            while above is not None:
                if above.tag in CLOSED:
                    wrong.append(f"{path}: {node.text()} stands in {above.tag}")
                above = above.parent
    assert not wrong, "\n".join(wrong)


def test_glossary_links_none_of_its_own(tree: Tree) -> None:
    """On the page of the words themselves nothing is linked to it."""
    assert not tree.html["playbooks/glossary/index.html"].css("a.term")
    ids = tree.ids("playbooks/glossary/index.html")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", id_) for id_ in ids)
