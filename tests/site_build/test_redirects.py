"""What has moved leads on from its old address, by a page and by rules, never in the place of a page."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_build import links, redirects
from site_build.library import Library
from tests.site_build.copies import PLACE, ROOT, SAMPLE, change, loaded

NAMES = {name: f"assets/0123456789/{name}" for name in (redirects.STYLE, redirects.SCRIPT, redirects.ICON)}
URL = "https://edge.example.com/"


@pytest.fixture
def library(project: Path) -> Library:
    """A library in which a page, the home page's old address and an article have moved."""
    change(project / PLACE, "cta: assessment", "cta: assessment\nredirect_from: [/articles/before/]")
    data = project / "content" / "_data" / "redirects.yml"
    data.write_text("/team/us/: /about/\n/start/: /\n", encoding="utf-8")
    return loaded(project)


def test_moved_addresses_are_joined(library: Library) -> None:
    """The file of redirects and the articles' own old addresses are one list, in order."""
    assert redirects.moved(library) == {
        "/articles/before/": "/articles/sample/",
        "/start/": "/",
        "/team/us/": "/about/",
    }


@pytest.mark.parametrize(
    ("old", "new", "canonical", "title"),
    [
        ("articles/before/", "../sample/", "articles/sample/", "A sample for the tests"),
        ("start/", "../", "", None),
        ("team/us/", "../../about/", "about/", None),
    ],
)
def test_page_leads_on(library: Library, old: str, new: str, canonical: str, title: str | None) -> None:
    """A page at the old address has a refresh, a link in words, the new canonical address, and no index."""
    page = LexborHTMLParser(redirects.collect(library, set(), NAMES, URL)[f"{old}index.html"].decode())

    def attribute(selector: str, name: str) -> str | None:
        node = page.css_first(selector)
        assert node, selector
        return node.attributes[name]

    assert attribute("meta[http-equiv=refresh]", "content") == f"0; url={new}"
    assert attribute("main a", "href") == new
    assert attribute("script", "data-to") == new
    assert attribute("link[rel=canonical]", "href") == URL + canonical
    assert attribute("meta[name=robots]", "content") == "noindex"
    depth = old.count("/")
    assert attribute("script", "src") == "../" * depth + NAMES[redirects.SCRIPT]
    assert not page.css("script:not([src]), style, [style]")
    if title:
        assert title in page.css_first("main a").text()  # type: ignore[union-attr]


def test_rules_for_hosts_that_know_them(library: Library) -> None:
    """The file of rules has each old address with its new one and the status, a line each."""
    rules = redirects.collect(library, set(), NAMES, URL)["_redirects"].decode()
    assert rules == "/articles/before/ /articles/sample/ 301\n/start/ / 301\n/team/us/ /about/ 301\n"


def test_nothing_moved_is_nothing_written(project: Path) -> None:
    """Without an address that has moved there is no page and no file of rules."""
    assert redirects.collect(loaded(project), set(), NAMES, URL) == {}


def test_page_is_never_written_over(library: Library) -> None:
    """An old address that is that of a page is refused, with both named."""
    with pytest.raises(redirects.AddressTaken, match=r"/start/ is the address of a page .* moved to /"):
        redirects.collect(library, {"start/"}, NAMES, URL)


def test_titles_are_escaped(library: Library) -> None:
    """A title with signs that mean something in HTML stands on the page as it was written."""
    entry = next(one for one in library.pages if one.url == "about/")
    other = replace(entry, model=entry.model.model_copy(update={"title": "Us & <them>"}))
    changed = replace(library, pages=tuple(other if one is entry else one for one in library.pages))
    html = redirects.collect(changed, set(), NAMES, URL)["team/us/index.html"].decode()
    assert "Us &amp; &lt;them&gt;" in html
    assert "<them>" not in html


def test_built_site_leads_on(tmp_path: Path) -> None:
    """In a real build the old addresses are there, sound, and in neither the sitemap nor the search."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    sample = SAMPLE.replace("cta: assessment", "cta: assessment\nredirect_from: [/articles/before/]")
    (tmp_path / PLACE).write_text(sample, encoding="utf-8")
    (tmp_path / "content/_data/redirects.yml").write_text("/us/: /about/\n", encoding="utf-8")
    for name in ("theme", "assessment", "ledger", "node_modules", ".cache", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    site = tmp_path / "site"
    assert "This page has moved" in (site / "us" / "index.html").read_text(encoding="utf-8")
    assert (site / "_redirects").read_text(encoding="utf-8").count("\n") == 2
    told = [str(problem) for problem in links.check(site, tmp_path / "content")]
    assert not [line for line in told if "LK003" in line or "/us/" in line or "/before/" in line]
    for listing in ("sitemap.xml", "search/index.json"):
        text = (site / listing).read_text(encoding="utf-8")
        assert "articles/sample/" in text
        assert "articles/before/" not in text
        assert "us/" not in text.replace("about-us/", "")
