"""The pages of the pairs: a table that leads to each of them, and on each both lists and the ways on."""

from itertools import product

import pytest

from assessment.styles import STYLES
from tests.site.tree import Tree, address

TABLE = "pairs/index.html"
PAIRS = list(product(STYLES, STYLES))


def place(you: str, they: str) -> str:
    """The path of a pair's page."""
    return f"pairs/{you}-meets-{they}/index.html"


def links(tree: Tree, path: str, selector: str) -> list[str]:
    """The pages that the links in the selected parts of a page lead to, in order."""
    targets = {reference.url: tree.target(reference) for reference in tree.references(path)}
    found = (targets[node.attributes["href"] or ""] for node in tree.html[path].css(f"{selector} a[href]"))
    return [target[0] for target in found if target]


def test_table_leads_to_each_pair_in_its_row_and_column(tree: Tree) -> None:
    """Each cell leads to the page of its row's and its column's style, and its link names both."""
    rows = tree.html[TABLE].css("table.pairs tbody tr")
    heads = [node.text().strip() for node in tree.html[TABLE].css("table.pairs thead th[scope=col]")]
    assert heads == ["You tend to play", *(style.animal for style in STYLES.values())]
    assert [row.css("th[scope=row]")[0].text().split()[-1] for row in rows] == heads[1:]
    assert links(tree, TABLE, "table.pairs td") == [place(you, they) for you, they in PAIRS]
    for (you, they), link in zip(PAIRS, tree.html[TABLE].css("table.pairs td a"), strict=True):
        shown = " ".join(link.text().split())
        assert shown.startswith(f"{STYLES[you].animal} meets {STYLES[they].animal}: "), shown
        assert link.attributes["aria-label"] == shown


@pytest.mark.parametrize(("you", "they"), PAIRS)
def test_pair_shows_its_lists_and_its_ways_on(tree: Tree, you: str, they: str) -> None:
    """A pair's page has both lists, the line, a dot for each style, the caveat and every way on."""
    path = place(you, they)
    html = tree.html[path]
    for name in ("expect", "do"):
        assert 2 <= len(html.css(f"section[aria-labelledby={name}] li")) <= 4
    assert len(html.css("q.practise__line")) == 1
    assert len(html.css(".chart__dot")) == len({you, they})
    ways = links(tree, path, "main")
    assert {"articles/how-this-assessment-works/index.html", "assessment/index.html", TABLE} <= set(ways)
    assert {place(you, other) for other in STYLES if other != they} <= set(ways)
    assert (place(they, you) in ways) == (you != they)
    assert {f"styles/{you}/index.html", f"styles/{they}/index.html"} <= set(ways)


@pytest.mark.parametrize("style", STYLES)
def test_style_page_leads_to_its_row(tree: Tree, style: str) -> None:
    """From the page of a style its whole row of pairs is one step away, and from the overview the table."""
    ways = set(links(tree, f"styles/{style}/index.html", "main"))
    assert {place(style, they) for they in STYLES} <= ways
    assert TABLE in links(tree, "styles/index.html", "main")


def test_pairs_stand_under_styles_in_the_menu(tree: Tree) -> None:
    """On a pair's page and on the table the menu marks Styles, which is not the page itself."""
    for path in (TABLE, place("lion", "owl")):
        (current,) = tree.html[path].css(".masthead__nav [aria-current]")
        assert (current.text(), current.attributes["aria-current"]) == ("Styles", "true"), address(path)
