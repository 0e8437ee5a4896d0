"""Words of the standard on built pages: each leads to the glossary where its page first uses it."""

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_build.glossary import APART, TEXTS, spellings
from tests.site.tree import Tree
from tests.site_build.playbook_samples import content

KINDS = {
    *(
        "article",
        "index",
        "move",
        "owner",
        "page",
        "pair",
        "playbook",
        "prepare",
        "self-check",
        "style",
        "tour",
    )
}


@cache
def words() -> dict[str, str]:
    """The term of every word that is looked for."""
    return spellings({id_: term.model_dump() for id_, term in content().data.glossary.items()})


def uses(page: LexborHTMLParser) -> list[tuple[str, bool]]:
    """Every use of a term in running text, in the order of the page, and whether it is a link."""
    longest = "|".join(re.escape(word) for word in sorted(words(), key=len, reverse=True))
    pattern, found = re.compile(rf"(?<![\w-])({longest})(?![\w-])", re.IGNORECASE), []
    main = page.css_first("main")
    for node in main.traverse(include_text=True) if main else ():
        above = list(parents(node))
        tags = {one.tag for one in above}
        if node.tag != "-text" or not tags & TEXTS or tags & (APART - {"a"}):
            continue
        link = next((one for one in above if one.tag == "a"), None)
        if link is not None and "term" not in (link.attributes.get("class") or "").split():
            continue
        found += [
            (words()[match[1].lower()], link is not None) for match in pattern.finditer(node.text(deep=False))
        ]
    return found


def parents(node: LexborNode) -> Any:
    """What stands round a node, the nearest first."""
    while node.parent is not None and node.parent.tag != "main":
        node = node.parent
        yield node


def by_hand(page: LexborHTMLParser) -> set[str]:
    """The terms that some other words lead to: they speak for the whole page."""
    return {
        (link.attributes["href"] or "").partition("#")[2]
        for link in page.css("main a.term")
        if words().get(link.text().lower()) != (link.attributes["href"] or "").partition("#")[2]
    }


def test_first_use_of_each_term_is_its_link(tree: Tree) -> None:
    """On every page with terms the first use in running text is a link, and no later one is."""
    wrong, seen = [], 0
    for path, page in pages(tree):
        known: set[str] = by_hand(page)
        for id_, linked in uses(page):
            if linked is (id_ in known):
                wrong.append(
                    f"{path}: {id_} is {'linked again' if linked else 'not linked at its first use'}"
                )
            known.add(id_)
            seen += linked
    assert seen > 100
    assert not wrong, "\n".join(wrong)


def test_pages_of_playbooks_link_what_their_sheets_say(tree: Tree) -> None:
    """A playbook's page links the BATNA in the sheet, before the moves and the text."""
    playbooks = {path: page for path, page in pages(tree) if kind(page) == "playbook"}
    assert len(playbooks) >= 7
    for path, page in playbooks.items():
        html = page.html or ""
        assert 0 < html.find('glossary/#batna"') < html.find('id="moves"'), path


def test_links_of_terms_are_whole(tree: Tree) -> None:
    """No link stands in another, in a heading or a button; no id stands twice; the script is there."""
    for path, page in pages(tree):
        links = page.css("main a.term")
        assert not page.css("a a, button a.term, :is(h1, h2, h3, h4, th, summary) a.term"), path
        assert all(link.attributes["data-means"] for link in links), path
        # Both load what shows a meaning when it is first wanted.
        assert not links or page.css('script[src*="door.js"], script[src*="share-bar.js"]'), path
        ids = Counter(node.attributes["id"] for node in page.css("[id]"))
        assert max(ids.values()) == 1, path


def pages(tree: Tree) -> list[tuple[str, LexborHTMLParser]]:
    """The pages whose words are linked."""
    return [(path, page) for path, page in tree.html.items() if kind(page) in KINDS]


def kind(page: LexborHTMLParser) -> str:
    """What kind of page it is."""
    found = re.search(r"body--([\w-]+)", page.body.attributes.get("class") or "" if page.body else "")
    return found[1] if found else ""


def test_kinds_are_those_that_the_site_links() -> None:
    """The kinds named here are those of the plan."""
    from site_build import pages as plans

    assert plans.LINKED_WHOLE == KINDS


@pytest.mark.parametrize("word", ["BATNA", "concession"])
def test_words_are_looked_for(word: str) -> None:
    """The list that this file reads is the glossary's."""
    assert word.lower() in words()
