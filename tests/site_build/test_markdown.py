"""Our Markdown, through Python-Markdown as mkdocs.yml sets it up: blocks, citations, tables."""

import re

import pytest
import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from tests.site_build.copies import ROOT

CALLS = {"demo": {"text": "See it.", "button": "Book & look", "href": "/pages/demo.md"}}
SOURCES = [{"id": "a", "label": "Author (2020)"}, {"id": "b", "label": "Writer (2021)"}]
EXTENSIONS: list[str] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))[
    "markdown_extensions"
]


def html(text: str) -> str:
    """The text as HTML, with one call to action and two sources."""
    settings: dict[str, dict[str, object]] = {
        "site_build.blocks": {"ctas": CALLS},
        "site_build.citations": {"sources": SOURCES},
    }
    return Markdown(extensions=EXTENSIONS, extension_configs=settings).convert(text)


def page(text: str) -> LexborHTMLParser:
    """The text as a page whose elements can be asked for."""
    return LexborHTMLParser(f"<main>{html(text)}</main>")


def texts(found: LexborHTMLParser, selector: str) -> list[str]:
    """The text of each element, white space squeezed."""
    return [" ".join(node.text().split()) for node in found.css(selector)]


def test_insight_is_a_named_box() -> None:
    """An insight is an aside with a name, its heading hidden from screen readers, and Markdown inside."""
    found = page("Before.\n\n/// insight\nTwo *words*.\n\nTwo lines.\n///\n\nAfter.")
    (box,) = found.css("main > aside.insight")
    assert box.attributes["aria-label"] == "Insight"
    assert texts(found, ".insight__kicker[aria-hidden=true]") == ["◆ Insight"]
    assert texts(found, ".insight__body > p") == ["Two words.", "Two lines."]
    assert texts(found, ".insight__body em") == ["words"]
    assert texts(found, "main > p") == ["Before.", "After."]


def test_pull_quote_is_hidden_from_screen_readers() -> None:
    """A pull quote repeats the body, so that a screen reader passes over it."""
    found = page('/// pull-quote\nThe words of "the body".\n///')
    assert texts(found, "main > div.pull-quote[aria-hidden=true] > p") == ["The words of “the body”."]


def test_call_has_its_text_and_button() -> None:
    """A call to action is one sentence and one link that looks like a button, both escaped."""
    found = page("/// cta | demo\n///")
    assert texts(found, "main > p.call > .call__text") == ["See it."]
    (button,) = found.css("p.call > a.button")
    assert (button.text(), button.attributes["href"]) == ("Book & look", "/pages/demo.md")
    assert "Book &amp; look" in html("/// cta | demo\n///")


@pytest.mark.parametrize("block", ["/// cta | dmeo\n///", "/// cta\n///", "/// insigth\nText.\n///"])
def test_unknown_block_stays_text(block: str) -> None:
    """A block or a call that is not known is no element; that it is printed is why a check refuses it."""
    found = page(f"Before.\n\n{block}\n\nAfter.")
    assert not found.css("aside, .call, .pull-quote")
    assert texts(found, "main > p") == ["Before.", " ".join(block.split()), "After."]


def test_citation_is_a_number_that_leads_to_the_source() -> None:
    """A citation's number is the source's place on the page, and its name says that it is a source."""
    found = page("First.[@b] Second.[@a]")
    links = found.css("sup.cite > a")
    assert [(link.text(), link.attributes["href"], link.attributes["aria-label"]) for link in links] == [
        ("2", "#source-2", "Source 2"),
        ("1", "#source-1", "Source 1"),
    ]


def test_note_stands_beside_the_first_citation_only() -> None:
    """A source has one note, behind the first paragraph that cites it, in the order of the citations."""
    found = page("One.[@b] Two.[@a] Three.[@b]\n\nFour.[@a]\n\nFive.")
    assert texts(found, "main > .cited > .cited__notes > p") == ["2 Writer (2021)", "1 Author (2020)"]
    assert [node.attributes["aria-hidden"] for node in found.css(".cited__notes")] == ["true"]
    assert texts(found, "main > .cited > p") == ["One.2 Two.1 Three.2"]
    assert texts(found, "main > p") == ["Four.1", "Five."]


@pytest.mark.parametrize(
    ("block", "tag"),
    [("- One.[@a]\n- Two.", "ul"), ("1. One.[@a]", "ol"), ("| A |\n| --- |\n| One.[@a] |", "table")],
)
def test_lists_and_tables_have_notes_too(block: str, tag: str) -> None:
    """A note stands behind the whole list or table that cites."""
    found = page(block)
    assert texts(found, ".cited__notes > p") == ["1 Author (2020)"]
    assert found.css(f".cited {tag}")


def test_heading_has_no_note() -> None:
    """A heading's citation has its number; the note waits for the first paragraph that cites the source."""
    found = page("## Head [@a]\n\nOne.[@a]")
    assert texts(found, "main > h2") == ["Head 1"]
    assert texts(found, ".cited > p") == ["One.1"]
    assert texts(found, ".cited__notes > p") == ["1 Author (2020)"]


def test_order_of_blocks_is_kept() -> None:
    """Paragraphs with notes and without stay in the order in which they were written."""
    found = html("A.\n\nB.[@a]\n\nC.\n\nD.[@b]\n\nE.")
    assert re.findall(r">([A-E])\.", found) == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize("text", ["Claim.[@nobody]", "Claim.[@ a]", "Claim.[@A]"])
def test_unknown_citation_stays_text(text: str) -> None:
    """A citation without a source is printed as it was written, without a number and without a note."""
    found = page(text)
    assert texts(found, "main > p") == [text]
    assert not found.css("sup, .cited")


def test_code_does_not_cite() -> None:
    """A citation in code is an example of one."""
    found = page("Write `[@a]`.")
    assert texts(found, "code") == ["[@a]"]
    assert not found.css("sup")


def test_pages_do_not_share_sources() -> None:
    """A page converted without sources has no numbers, whatever the page before had."""
    assert "sup" in html("One.[@a]")
    bare = Markdown(extensions=EXTENSIONS, extension_configs={"site_build.citations": {"sources": []}})
    assert bare.convert("One.[@a]") == "<p>One.[@a]</p>"


def test_table_can_be_scrolled_and_read() -> None:
    """A table stands in a frame that takes the focus; its heads are for columns, its numbers have a class."""
    found = page("| Name | Share |\n| --- | ---: |\n| Lion | 31 |\n\nText.\n\n| B |\n| --- |\n| c |")
    frames = found.css("main > div.scroll[tabindex='0'][role=region]")
    assert [frame.attributes["aria-label"] for frame in frames] == ["Table 1", "Table 2"]
    assert texts(found, "th[scope=col]") == ["Name", "Share", "B"]
    assert texts(found, "td.number") == ["31"]
    assert "style=" not in html("| A |\n| ---: |\n| 1 |\n\n| A |\n| :---: |\n| 1 |")
