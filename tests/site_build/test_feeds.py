"""The feeds, read back by feedparser and by an XML parser, with titles meant to break them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_build import feeds
from site_build.feeds import Feed, Item
from site_build.models.article import Source

URL = "https://edge.example.com/articles/one/"
ITEM = Item(
    url=URL,
    title="A first article",
    summary="What it says.",
    content='<p>Text &amp; <a href="https://edge.example.com/styles/lion/">more</a>.</p>',
    authors=("A. Writer", "B. Writer"),
    categories=("System", "Style"),
    published=date(2026, 11, 2),
    changed=date(2026, 11, 5),
    picture="https://edge.example.com/assets/cards/0.png",
)
FEED = Feed("The Edge", "What it is.", "https://edge.example.com/topics/system/", "A company", (ITEM,))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML = [feeds.rss, feeds.atom]
# What no XML parser reads is taken out; whitespace at the ends is a parser's to trim.
READABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
)


def read(text: str) -> Any:
    """The feed as feedparser reads it, without a complaint."""
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("write", XML)
def test_item_is_read_back_whole(write: Any) -> None:
    """Title, address, id, days, authors, categories, summary and the whole text come back as they were."""
    found = read(write(FEED))
    assert found.feed.title == "The Edge"
    assert found.feed.link == FEED.home
    [entry] = found.entries
    assert (entry.title, entry.link, entry.id) == (ITEM.title, URL, URL)
    assert entry.published_parsed[:6] == (2026, 11, 2, 0, 0, 0)
    assert [author.name for author in entry.authors if author] == list(ITEM.authors)
    assert [tag.term for tag in entry.tags] == list(ITEM.categories)
    assert entry.summary == ITEM.summary
    assert entry.content[0].value == ITEM.content
    assert entry.content[0].type == "text/html"


@pytest.mark.parametrize(("write", "name"), [(feeds.rss, "feed.xml"), (feeds.atom, "atom.xml")])
def test_feed_names_itself(write: Any, name: str) -> None:
    """A link of the relation `self` has the feed's own address and type."""
    [own] = [link for link in read(write(FEED)).feed.links if link.rel == "self"]
    assert own.href == FEED.home + name
    assert own.type in feeds.TYPES.values()


def test_rss_has_what_its_profile_wants() -> None:
    """Title, link and description of the channel, a permanent guid, days with a time zone, version 2.0."""
    root = ElementTree.fromstring(feeds.rss(FEED))
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    [channel] = root
    assert {"title", "link", "description", "language"} <= {node.tag for node in channel}
    guid = channel.find("item/guid")
    assert guid is not None
    assert (guid.text, guid.attrib) == (URL, {"isPermaLink": "true"})
    assert channel.findtext("item/pubDate") == "Mon, 02 Nov 2026 00:00:00 +0000"
    assert channel.findtext("lastBuildDate") == "Thu, 05 Nov 2026 00:00:00 +0000"


def test_atom_has_what_its_standard_wants() -> None:
    """Feed and entry have an id, a title and a moment of change; the feed has an author."""
    root = ElementTree.fromstring(feeds.atom(FEED))
    for place in (root, root.find("a:entry", ATOM)):
        assert place is not None
        for name in ("id", "title", "updated", "author/a:name"):
            assert len(place.findall(f"a:{name}", ATOM)) >= 1, name
        assert place.findtext("a:updated", namespaces=ATOM) == "2026-11-05T00:00:00Z"
    assert root.findtext("a:entry/a:published", namespaces=ATOM) == "2026-11-02T00:00:00Z"


def test_json_feed_has_what_its_version_wants() -> None:
    """The version, the addresses, and items with id, text, moments and authors as objects."""
    found = json.loads(feeds.json_feed(FEED))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["home_page_url"], found["feed_url"]) == (FEED.home, f"{FEED.home}feed.json")
    [item] = found["items"]
    assert (item["id"], item["url"], item["content_html"]) == (URL, URL, ITEM.content)
    assert (item["date_published"], item["date_modified"]) == ("2026-11-02T00:00:00Z", "2026-11-05T00:00:00Z")
    assert item["authors"] == [{"name": "A. Writer"}, {"name": "B. Writer"}]
    assert item["tags"] == ["System", "Style"]


@pytest.mark.parametrize("write", XML)
@given(title=READABLE)
@example(title="</title><item>")
@example(title="]]> & <![CDATA[")
@example(title="\"quoted\" 'twice' <b>&amp;</b>")
def test_no_title_breaks_the_xml(write: Any, title: str) -> None:
    """Any title, author, category and text is read back by an XML parser as it was, at its place."""
    item = replace(ITEM, title=title, authors=(title,), categories=(title,), content=title)
    feed = replace(FEED, title=title, items=(item,))
    root = ElementTree.fromstring(write(feed).encode())
    texts = [node.text for node in root.iter()] + [node.get("term") for node in root.iter()]
    assert texts.count(title) == 5
    assert len(root.findall("channel/item") + root.findall("a:entry", ATOM)) == 1


@pytest.mark.parametrize("write", XML)
def test_what_xml_cannot_hold_is_left_out(write: Any) -> None:
    """A control character in a title does not make the feed unreadable."""
    found = read(write(replace(FEED, items=(replace(ITEM, title="a\x07b\ufffec"),))))
    assert found.entries[0].title == "abc"


@pytest.mark.parametrize("write", XML)
def test_feed_without_articles_is_sound(write: Any) -> None:
    """A site whose first article is still to come has feeds that can be read."""
    assert read(write(replace(FEED, items=()))).entries == []


def test_addresses_are_whole_in_the_text() -> None:
    """Links, pictures and their sizes lead somewhere from any reader; what only looks like one stays."""
    html = (
        '<p><a href="../two/#x">a</a> <a href="#source-1">1</a> <a href="mailto:a@b.example">m</a></p>'
        '<img alt="src" src="one/a.png" srcset="one/a.png 1x, one/b.png 2x"><code>href="../x"</code>'
    )
    assert feeds.portable(html, URL) == (
        '<p><a href="https://edge.example.com/articles/two/#x">a</a>'
        ' <a href="https://edge.example.com/articles/one/#source-1">1</a>'
        ' <a href="mailto:a@b.example">m</a></p>'
        '<img alt="src" src="https://edge.example.com/articles/one/one/a.png"'
        ' srcset="https://edge.example.com/articles/one/one/a.png 1x,'
        ' https://edge.example.com/articles/one/one/b.png 2x"><code>href="../x"</code>'
    )


def test_repeated_sentences_are_left_out() -> None:
    """Margin notes and pull quotes are not in the feed's text; the sources follow it."""
    html = (
        '<div class="cited"><p>A claim.<sup class="cite"><a href="#source-1">1</a></sup></p>'
        '<div aria-hidden="true" class="cited__notes"><p><span>1</span> Short</p></div></div>'
        '<div aria-hidden="true" class="pull-quote">\n<p>A claim.</p>\n</div><p>End.</p>'
    )
    sources = [Source(id="a", text="A & B (2020).", url="https://doi.example.org/1?a=1&b=2")]
    found = feeds.portable(html, URL, sources)
    assert "Short" not in found
    assert found.count("A claim.") == 1
    assert "<p>End.</p>" in found
    assert found.endswith(
        '<h2>Sources</h2>\n<ol><li>A &amp; B (2020). <a href="https://doi.example.org/1?a=1&amp;b=2">doi.example.org</a></li></ol>'
    )
