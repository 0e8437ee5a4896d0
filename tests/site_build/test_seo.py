"""The head of a page as values: tags, and data that no title can break out of."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_build import seo
from site_build.seo import Head, Picture, Site, Subject, Written

SITE = Site("The Edge", "https://edge.example.com/", "What it is.", "A company", "https://www.example.com/")
PICTURE = Picture("https://edge.example.com/assets/cards/0.png", 1200, 630, "The system: A title")
WRITTEN = Written(
    date(2026, 1, 2), date(2026, 3, 4), ("A. Writer", "the editors"), "The system", ("One", "Two")
)


def head(kind: str = "page", url: str = "https://edge.example.com/a/", **more: Any) -> Head:
    """The head of a page with a title of its own."""
    values: dict[str, Any] = {"title": "A title", "description": "A description.", "picture": PICTURE}
    return seo.head(SITE, Subject(kind=kind, url=url, **values | more))


def tags(found: Head) -> list[tuple[str, str]]:
    """Names and contents of the tags."""
    return [(tag.name, tag.content) for tag in found.tags]


def graph(found: Head) -> list[dict[str, Any]]:
    """The nodes of the data."""
    value = json.loads(found.data)
    assert value["@context"] == "https://schema.org"
    return value["@graph"]  # type: ignore[no-any-return]


class Scripts(HTMLParser):
    """What an HTML parser takes for the texts of script elements, and for other elements."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        (self.scripts if tag == "script" else self.others).append("")

    def handle_data(self, data: str) -> None:
        if self.scripts:
            self.scripts[-1] += data


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("]]>&amp;\u2028\u2029</SCRIPT >")
def test_no_title_breaks_out_of_the_data(title: str) -> None:
    """Whatever a title holds, a parser sees one script element, and its text reads back as that title."""
    found = head(title=title)
    assert not re.search(r"[<>&\u2028\u2029]", found.data)
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{found.data}</script>')
    parser.close()
    assert (len(parser.scripts), parser.others) == (1, [])
    assert graph(found)[0]["name"] == title


def test_article_says_when_and_by_whom() -> None:
    """Tags and data of an article have its days, authors, section and topics."""
    found = head("article", written=WRITTEN)
    assert [pair for pair in tags(found) if pair[0].startswith("article:")] == [
        ("article:published_time", "2026-01-02"),
        ("article:modified_time", "2026-03-04"),
        ("article:author", "A. Writer"),
        ("article:author", "the editors"),
        ("article:section", "The system"),
        ("article:tag", "One"),
        ("article:tag", "Two"),
    ]
    assert dict(tags(found))["og:type"] == "article"
    [node] = graph(found)
    assert (node["@type"], node["headline"], node["articleSection"]) == ("Article", "A title", "The system")
    assert (node["datePublished"], node["dateModified"]) == ("2026-01-02", "2026-03-04")
    assert [author["@type"] for author in node["author"]] == ["Person", "Organization"]
    assert node["publisher"]["name"] == SITE.organisation


def test_article_that_never_changed_has_no_day_of_change() -> None:
    """Without `updated` no tag says so, and the data has the day of publication."""
    written = Written(date(2026, 1, 2), None, ("A. Writer",), None, ("One",))
    found = head("article", written=written)
    assert not {"article:modified_time", "article:section"} & set(dict(tags(found)))
    assert graph(found)[0]["dateModified"] == "2026-01-02"
    assert "articleSection" not in graph(found)[0]


def test_picture_comes_with_its_size_and_words() -> None:
    """The picture's address is whole, and width, height and alternative text stand with it."""
    found = dict(tags(head()))
    assert found["og:image"] == PICTURE.url
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == PICTURE.alt
    assert found["twitter:card"] == "summary_large_image"


def test_address_is_the_canonical_one_everywhere() -> None:
    """Canonical link, og:url and data name one address."""
    found = head(url="https://other.example.com/first/")
    assert {found.canonical, dict(tags(found))["og:url"], graph(found)[0]["url"]} == {
        "https://other.example.com/first/"
    }


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("home", "WebSite"), ("assessment", "Quiz"), ("index", "CollectionPage"), ("style", "WebPage")],
)
def test_pages_are_of_their_type(kind: str, type_: str) -> None:
    """Home stands for the site, the assessment is a quiz, an overview a collection, all else a page."""
    assert graph(head(kind))[0]["@type"] == type_


def test_trail_leads_from_home_to_the_page() -> None:
    """The breadcrumbs are numbered from 1 and end in the page itself; home has none."""
    found = head(trail=(("Home", SITE.url), ("Articles", f"{SITE.url}articles/")))
    crumbs = graph(found)[1]
    assert crumbs["@type"] == "BreadcrumbList"
    assert [(one["position"], one["name"]) for one in crumbs["itemListElement"]] == [
        (1, "Home"),
        (2, "Articles"),
        (3, "A title"),
    ]
    assert len(graph(head("home"))) == 1
