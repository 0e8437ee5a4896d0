"""The built service worker lists the files that the assessment's pages load; they weigh what is recorded."""

import json
import re
from typing import Any

from site_build.offline import ADDRESS, SCOPE
from tests.site.test_budgets import BUDGETS, CLOSE
from tests.site.tree import Tree
from tests.site.weight import packed


def release(tree: Tree) -> dict[str, Any]:
    """What the script says of its release, with addresses from the site's root."""
    [stated] = re.findall(r"^const RELEASE = (\{.*?^\});$", tree.text(ADDRESS), re.DOTALL | re.MULTILINE)
    found: dict[str, Any] = json.loads(stated)
    for kind in ("pages", "files", "engine"):
        found[kind] = {_from_root(address) for address in found[kind]}
    return found


def _from_root(address: str) -> str:
    whole = address.removeprefix("../") if address.startswith("../") else SCOPE + address.removeprefix("./")
    return whole + "index.html" if whole.endswith("/") else whole


def test_list_is_what_the_pages_load(tree: Tree) -> None:
    """The list is every page below assessment/, what showing and running them loads, and the engine."""
    found = release(tree)
    pages = {path for path in tree.html if path.startswith(SCOPE)}
    assert found["pages"] == pages
    assert found["engine"] == {
        path
        for path in tree.files
        if path.startswith(f"{SCOPE}engine/") and not path.endswith((".br", ".gz"))
    }
    loaded = set().union(*(tree.loads(page) for page in pages)) - pages
    late = _later(tree, loaded)
    assert late - loaded, "the script that asks for the service worker is loaded late"
    assert found["files"] == loaded | late


def _later(tree: Tree, loaded: set[str]) -> set[str]:
    """What the loaded scripts may fetch later, and what those scripts may."""
    found: set[str] = set()
    waiting = [path for path in loaded if path.endswith(".js")]
    while waiting:
        for reference in tree.references(waiting.pop()):
            target = tree.target(reference)
            if target and target[0] not in found:
                found.add(target[0])
                waiting.append(target[0])
    return found


def test_every_page_of_the_folder_names_its_release(tree: Tree) -> None:
    """A page below assessment/ names the service worker and carries the release's mark; no other does."""
    mark = release(tree)["mark"]
    for path in tree.html:
        body = tree.one(path, "body").attributes
        if path.startswith(SCOPE):
            assert body.get("data-mark") == mark, path
        else:
            assert not body.keys() & {"data-mark", "data-offline"}, path


def test_what_is_kept_weighs_what_is_recorded(tree: Tree) -> None:
    """What is fetched once more for the time without a connection, engine apart, is within its budget."""
    found = release(tree)
    files = {ADDRESS, *found["pages"], *found["files"]}
    now = sum(
        len(tree.bytes(path)) if path.endswith(".woff2") else packed(tree.bytes(path)) for path in files
    )
    assert now <= BUDGETS["offline"]["limit"]
    recorded = BUDGETS["offline"]["recorded"]
    assert abs(now - recorded) <= CLOSE * recorded, f"write into budgets.toml, if it is meant: {now:_}"
