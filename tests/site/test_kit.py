"""The kit on the built site: pages of their own, files beside them, links that name nobody."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from site_build.kit.links import CHANNELS
from tests.conftest import ROOT
from tests.site.tree import Tree, address

SLUGS = sorted(file.stem for file in (ROOT / "content" / "styles").glob("*.md") if file.stem != "index")
KINDS = ("kit", "style", "pair")
MARKED = {"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"}


def test_every_style_has_a_page_of_the_kit(tree: Tree) -> None:
    """Eleven styles, eleven pages, and the overview leads to each."""
    assert set(tree.kinds()["kit"]) == {f"kit/{slug}/index.html" for slug in SLUGS}
    listed = {tree.target(reference) for reference in tree.references("kit/index.html")}
    assert {(f"kit/{slug}/index.html", "") for slug in SLUGS} <= listed


def test_pages_to_send_have_heads_of_their_own(tree: Tree) -> None:
    """No two pages of styles, pairs and kit share a title, a description, a heading or a card."""
    paths = [path for kind in KINDS for path in tree.kinds()[kind]]
    assert len(paths) == len(SLUGS) * 2 + 16
    for selector, attribute in (
        ("title", ""),
        ("h1", ""),
        ("meta[name=description]", "content"),
        ("link[rel=canonical]", "href"),
        ("meta[property='og:title']", "content"),
        ("meta[property='og:image']", "content"),
    ):
        nodes = [tree.one(path, selector) for path in paths]
        found = [node.attributes[attribute] if attribute else node.text() for node in nodes]
        assert all(found), selector
        assert len(set(found)) == len(paths), selector


@pytest.mark.parametrize("slug", SLUGS)
def test_page_has_every_file_and_every_text(tree: Tree, slug: str) -> None:
    """Codes and sheet are there, and each text ends with its channel's link, to be read without a script."""
    path = f"kit/{slug}/index.html"
    for name in ("qr.svg", "qr.png", f"{slug}.pdf", f"{slug}-letter.pdf"):
        assert f"kit/{slug}/{name}" in tree.files
    html = tree.html[path]
    base = tree.one(f"styles/{slug}/index.html", "link[rel=canonical]").attributes["href"]
    for channel, id_ in (("email", "mail"), ("linkedin", "linkedin"), ("sms", "sms")):
        link = f"{base}?utm_source=kit&utm_medium={channel}&utm_campaign={slug}"
        words = tree.one(path, f"#{id_}-text").text().removesuffix("Best regards").split()
        assert words[-1] == link
        href = tree.one(path, f"section[aria-labelledby={id_}] a").attributes["href"] or ""
        assert unquote(href).removesuffix("Best regards").rstrip().endswith(link)
        assert not re.search("(?<!%0D)%0A", href), "a mail's lines end in CRLF (RFC 6068)"
    shown = [node.text() for node in html.css(".kit__links a")]
    assert shown == [
        f"{base}?utm_source=kit&utm_medium={channel}&utm_campaign={slug}" for channel in CHANNELS
    ]
    for node in html.css(".kit__links a"):
        target = (node.attributes["href"] or "").partition("?")
        assert target[0] == f"../../styles/{slug}/"
        assert node.text().endswith(target[2])


def test_style_pages_lead_to_their_kit(tree: Tree) -> None:
    """Each page of a style, and their overview, has the one line for sales people."""
    for slug in SLUGS:
        found = [tree.target(reference) for reference in tree.references(f"styles/{slug}/index.html")]
        assert found.count((f"kit/{slug}/index.html", "")) == 1
    assert ("kit/index.html", "") in map(tree.target, tree.references("styles/index.html"))


def test_no_link_of_the_site_names_anybody(tree: Tree) -> None:
    """What a link to us says of itself is a channel and a style, and no link holds a greeting."""
    known = {"kit", *CHANNELS, *SLUGS}
    marked = 0
    for path in tree.html:
        for reference in tree.references(path):
            texts = [reference.url, unquote(reference.url), unquote(unquote(reference.url))]
            assert not any("hello=" in text for text in texts), reference
            own = [] if reference.url.startswith("mailto:") else [reference.url]
            for found in re.findall(r"https?://[^\s\"<>]+", texts[-1]) + own:
                if "utm_" not in found:
                    continue
                pairs = dict(parse_qsl(urlsplit(unquote(found)).query)) if "utm_" in found else {}
                ours = {name: value for name, value in pairs.items() if name.startswith("utm_")}
                assert set(ours) <= MARKED, reference
                assert set(ours.values()) <= known, reference
                marked += 1
    assert marked > len(SLUGS) * len(CHANNELS)


def test_kit_stands_under_styles_in_the_menu(tree: Tree) -> None:
    """On a page of the kit the menu marks Styles, which is not the page itself."""
    for path in ("kit/index.html", "kit/lion/index.html"):
        (current,) = tree.html[path].css(".masthead__nav [aria-current]")
        assert (current.text(), current.attributes["aria-current"]) == ("Styles", "true"), address(path)
