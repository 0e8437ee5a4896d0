"""The search's index of the real site: light, whole, and every hit that it can give leads to a place."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_build import links
from tests.conftest import ROOT
from tests.site.test_budgets import BUDGETS
from tests.site.tree import Tree
from tests.site.weight import packed

INDEX = "search/index.json"


@pytest.fixture(scope="module")
def index(tree: Tree) -> dict[str, Any]:
    """The list of pages and headings."""
    found: dict[str, Any] = json.loads(tree.text(INDEX))
    return found


def test_every_internal_link_of_the_build_is_sound(built: Path) -> None:
    """What `make build` ends with finds nothing."""
    assert [str(problem) for problem in links.check(built, ROOT / "content")] == []


def test_hits_lead_to_places_that_are_there(tree: Tree, index: dict[str, Any]) -> None:
    """Each page and each heading of the index is at its address, under its title."""
    for url, _, title, names in index["pages"]:
        path = f"{url}index.html"
        assert title in tree.one(path, "title").text(), path
        assert set(names[::2]) <= set(tree.ids(path)), path


def test_pages_that_say_something_are_in_the_index(tree: Tree, index: dict[str, Any]) -> None:
    """Every page can be found but the home page, the search itself, and those that stand for another."""
    listed = {f"{url}index.html" for url, *_ in index["pages"]}
    assert set(tree.html) - listed == {"index.html", "404.html", "search/index.html"}


def test_moves_of_playbooks_are_places(index: dict[str, Any]) -> None:
    """A move is found by its own heading."""
    [names] = [names for url, _, _, names in index["pages"] if url == "playbooks/software-renewal/"]
    assert {"m-trade", "m-wait"} <= set(names[::2])


def test_index_is_within_its_limit(tree: Tree, index: dict[str, Any]) -> None:
    """What the first key loads, the list and the heaviest shard, is within its limit."""
    sizes = {
        path: packed(tree.bytes(path))
        for path in tree.files
        if path.startswith("search/") and path.endswith(".json")
    }
    shards = [
        size
        for path, size in sizes.items()
        if path.rpartition("/")[2] in {f"{name}.json" for name in index["shards"]}
    ]
    now = sizes[INDEX] + max(shards)
    assert now <= BUDGETS["search"]["limit"], f"{now:_}"


def test_scripts_are_within_their_limit(tree: Tree) -> None:
    """The search's modules together keep to their limit."""
    scripts = [path for path in tree.files if "/components/search/" in path]
    assert {"door.js", "search.js"} <= {path.rpartition("/")[2] for path in scripts}
    now = sum(packed(tree.bytes(path)) for path in scripts)
    assert now <= BUDGETS["search"]["script"], f"{now:_}"
