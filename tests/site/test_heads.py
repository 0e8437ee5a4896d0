"""What machines read of the built site: heads and their cards, structured data, feeds, sitemap, twins."""

import json
import re
import struct
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from site_build.offline import SCOPE
from tests.conftest import ROOT
from tests.site.tree import Tree, address

CARD_MOST = 60_000
FEEDS = ("feed.xml", "atom.xml")


def metas(tree: Tree, path: str) -> dict[str, str]:
    """The page's tags by name; of several with one name the last."""
    return {
        node.attributes.get("property") or node.attributes["name"] or "": node.attributes["content"] or ""
        for node in tree.html[path].css("meta[property], meta[name]")
    }


def pages(tree: Tree) -> list[str]:
    """Every page but the one that has no address of its own."""
    return [path for path in tree.html if path != "404.html"]


def root(tree: Tree) -> str:
    """The site's full address."""
    return tree.one("index.html", "link[rel=canonical]").attributes["href"] or ""


def graph(tree: Tree, path: str) -> list[dict[str, Any]]:
    """The nodes of a page's one block of data."""
    [block] = tree.html[path].css('script[type="application/ld+json"]')
    return json.loads(block.text())["@graph"]  # type: ignore[no-any-return]


def test_every_page_has_a_card_of_its_size(tree: Tree) -> None:
    """The picture is there, a PNG of the size that the tags give, below 60 KB, with words for it."""
    for path in pages(tree):
        tags = metas(tree, path)
        assert tags["og:image"].startswith(root(tree)), path
        png = tree.bytes(tags["og:image"].removeprefix(root(tree)))
        assert png[:8] == b"\x89PNG\r\n\x1a\n", path
        given = (int(tags["og:image:width"]), int(tags["og:image:height"]))
        assert struct.unpack(">II", png[16:24]) == given == (1200, 630), path
        assert len(png) < CARD_MOST, (path, len(png))
        assert tags["og:image:alt"].endswith(tags["og:title"]), path


def test_every_card_is_some_pages(tree: Tree) -> None:
    """No card is left over but under addresses that are kept; no two pages share one, nor a title."""
    kept = yaml.safe_load((ROOT / "content" / "_data" / "cards.yml").read_text(encoding="utf-8"))
    old = {f"assets/cards/{name}.png" for name, card in kept.items() if card["until"] >= date.today()}
    named = [metas(tree, path)["og:image"].removeprefix(root(tree)) for path in pages(tree)]
    assert sorted(named) == sorted(
        path for path in tree.files if path.startswith("assets/cards/") and path not in old - {*named}
    )


def test_data_says_what_the_page_shows(tree: Tree) -> None:
    """The first node has the page's address, title and description; an article's days are the visible one."""
    for path in pages(tree):
        first, *more = graph(tree, path)
        tags = metas(tree, path)
        assert first["url"] == tags["og:url"], path
        assert first["description"] == tags["description"] or path == "index.html"
        if path != "index.html":
            assert first.get("headline", first.get("name")) == tags["og:title"], path
            assert more[0]["itemListElement"][-1]["item"] == tags["og:url"], path
        if tags["og:type"] == "article":
            shown = tree.one(path, ".head__meta time").attributes["datetime"]
            assert first["datePublished"] == tags["article:published_time"] == shown, path
            byline = tree.one(path, ".head__meta span").text()
            assert all(author["name"] in byline for author in first["author"]), path


def test_breadcrumbs_lead_to_pages(tree: Tree) -> None:
    """Each breadcrumb is the address of a page of the site."""
    for path in pages(tree):
        for node in graph(tree, path)[1:]:
            for crumb in node["itemListElement"]:
                assert crumb["item"].removeprefix(root(tree)) + "index.html" in tree.html, (path, crumb)


def test_types_are_those_of_the_pages(tree: Tree) -> None:
    """Articles, the assessment and the home page have the types that search engines know."""
    kinds = {"article": "Article", "assessment": "Quiz", "home": "WebSite"}
    found = tree.kinds()
    for kind, type_ in kinds.items():
        assert {graph(tree, path)[0]["@type"] for path in found[kind]} == {type_}


@pytest.mark.parametrize("name", FEEDS)
def test_feed_is_read_and_leads_back(tree: Tree, name: str) -> None:
    """Each article's whole text stands in the feed; every link and picture in it is whole and leads on."""
    found = feedparser.parse(tree.bytes(name))
    assert not found.bozo, found.get("bozo_exception")
    articles = [address(path) for path in tree.kinds()["article"]]
    assert sorted(entry.link for entry in found.entries) == sorted(root(tree) + url for url in articles)[:20]
    for entry in found.entries:
        path = entry.link.removeprefix(root(tree)) + "index.html"
        content = LexborHTMLParser(entry.content[0].value)
        headings = [node.text() for node in tree.html[path].css(".prose h2")]
        assert [node.text() for node in content.css("h2")][: len(headings)] == headings
        for node in content.css("[href], [src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            assert re.match(r"https://|mailto:", target), (path, target)
            if target.startswith(root(tree)):
                file, _, fragment = target.removeprefix(root(tree)).partition("#")
                file += "index.html" if file.endswith("/") or not file else ""
                assert file in tree.files, (path, target)
                assert not fragment or fragment in tree.ids(file), (path, target)


def test_json_feed_is_that_of_the_others(tree: Tree) -> None:
    """All three formats have the same articles in the same order."""
    items = json.loads(tree.text("feed.json"))["items"]
    for name in FEEDS:
        assert [item["id"] for item in items] == [e.id for e in feedparser.parse(tree.bytes(name)).entries]


def test_feeds_name_their_own_addresses(tree: Tree) -> None:
    """The address that a feed gives for itself is where it stands, for every topic's too."""
    feeds = [path for path in tree.files if path.endswith(FEEDS)]
    assert len(feeds) > len(FEEDS)
    for path in feeds:
        links = feedparser.parse(tree.bytes(path)).feed.links
        assert [link.href for link in links if link.rel == "self"] == [root(tree) + path]


def test_pages_lead_to_feeds_and_twins(tree: Tree) -> None:
    """Each head but that of an offline page leads to the feeds, an article's to its twin: all are there."""
    for path in pages(tree):
        links = tree.html[path].css("link[rel=alternate]")
        found = {link.attributes["type"]: link.attributes["href"] or "" for link in links}
        types = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
        assert types & found.keys() == (set() if path.startswith(SCOPE) else types), path
        for href in found.values():
            assert urljoin(f"{root(tree)}{address(path)}", href).removeprefix(root(tree)) in tree.files, path
    for path in tree.kinds()["article"]:
        assert address(path) + "index.md" in tree.files


def test_twins_hold_nothing_of_ours(tree: Tree) -> None:
    """No twin has a block fence, a placeholder, a citation by name or a link that is not whole."""
    twins = [path for path in tree.files if path.endswith("/index.md")]
    assert twins
    for path in twins:
        text = tree.text(path)
        assert text.startswith("# "), path
        for pattern in (r"^///", r"\{\{", r"\[@", r"\]\((?!https://|mailto:)"):
            assert not re.search(pattern, text, re.MULTILINE), (path, pattern)


def test_llms_txt_leads_to_files(tree: Tree) -> None:
    """Every address in llms.txt is a page or a twin of the site, and every article is in it."""
    found = re.findall(r"\]\(([^)]+)\)", tree.text("llms.txt"))
    for url in found:
        path = url.removeprefix(root(tree))
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in tree.files, url
    for path in tree.kinds()["article"]:
        assert f"{root(tree)}{address(path)}index.md" in found


def test_sitemap_gives_an_articles_own_day(tree: Tree) -> None:
    """A page's day of change is that of its front matter; pages without one have none."""
    listed = re.findall(r"<loc>([^<]+)</loc>\s*(?:<lastmod>([^<]+)</lastmod>)?", tree.text("sitemap.xml"))
    days = {url.removeprefix(root(tree)): day for url, day in listed}
    for path in tree.kinds()["article"]:
        tags = metas(tree, path)
        wanted = tags.get("article:modified_time", tags["article:published_time"])
        assert days[address(path)] == wanted
    assert days["privacy/"] == ""


def test_robots_name_the_sitemap(tree: Tree) -> None:
    """robots.txt keeps nobody out, and its sitemap is there."""
    assert tree.text("robots.txt").splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {root(tree)}sitemap.xml",
    ]


def test_offline_pages_need_no_card_and_no_feed(tree: Tree) -> None:
    """The service worker keeps neither cards nor feeds, twins or other files for machines."""
    script = tree.text("assessment/service-worker.js")
    assert not re.search(r"cards/|\.xml|feed\.json|\.md\"|\.txt\"", script)
