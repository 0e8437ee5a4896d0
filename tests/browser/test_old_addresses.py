"""Pages that have moved: an old address leads on to the new one, with and without script."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_build import redirects
from site_build.library import load
from tests.conftest import ROOT, Site
from tests.site.tree import Tree

pytestmark = pytest.mark.browser


@pytest.fixture
def moved(tmp_path: Path, tree: Tree) -> Iterator[Site]:
    """A site of two pages: one that is there, and one that has moved to it."""
    library, problems = load(ROOT / "content")
    assert library, problems
    data = library.data.model_copy(update={"redirects": {"/old/place/": "/about/"}})
    names = {path.partition("/components/")[2]: path for path in tree.files if "/components/" in path}
    names = {f"components/{name}": path for name, path in names.items()} | {
        name: next(path for path in tree.files if path.startswith(f"assets/{name.partition('.')[0]}."))
        for name in (redirects.STYLE, redirects.ICON)
    }
    files = redirects.collect(replace(library, data=data), set(), names, "https://edge.example.com/")
    script = names[redirects.SCRIPT]
    files |= {"about/index.html": tree.bytes("about/index.html"), script: tree.bytes(script)}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    site = Site(tmp_path)
    yield site
    site.close()


def test_old_address_leads_on(page: Page, moved: Site) -> None:
    """What stands behind an old address comes along to the new one, and the old is not in the history."""
    page.goto(f"{moved.url}about/")
    page.goto(f"{moved.url}old/place/?from=mail#who", wait_until="commit")
    page.wait_for_url(f"{moved.url}about/?from=mail#who")
    page.go_back()
    page.wait_for_url(f"{moved.url}about/")


def test_old_address_leads_on_without_script(plain: Page, moved: Site) -> None:
    """Without script the page's own refresh leads to the new address."""
    plain.goto(f"{moved.url}old/place/", wait_until="commit")
    plain.wait_for_url(f"{moved.url}about/")
