"""Every address in the built site leads somewhere, in a folder too; no file is left over."""

import re
from collections import defaultdict

from tests.site.tree import Reference, Tree, grouped

NAMED_BY_NOBODY = {
    "404.html": "the host serves it for an address that is not there",
    "sitemap.xml": "search engines ask for it by name",
    "sitemap.xml.gz": "the same, as MkDocs writes it",
    "robots.txt": "search engines ask for it by name",
    "llms.txt": "machines that read ask for it by name",
    r"schema/(lead|event)-1\.json": "whoever receives requests or events asks for it; docs/funnel.md has it",
    r"assets/cards/[0-9a-f]{10}\.png": "each page's head names its own in full; test_heads.py holds it",
    r"assessment/engine/(glue|library|pyodide\.asm)\.[0-9a-f]{10}\.(js|wasm)": "the worker has it beside it",
    r"assessment/engine/[a-z.]+\.[0-9a-f]{10}\.(js|wasm)\.(br|gz)": "the host sends it in the file's place",
    r"assets/[0-9a-f]{10}/components/redirect/redirect\.js": "the page at an address that has moved loads it",
    r"search/[0-9a-f]{10}/(t\d+|[a-z0])\.json": "the search finds it by search/index.json",
}
"""Files that no other file names, as patterns, and who asks for them."""


def broken(tree: Tree, reference: Reference) -> str | None:
    """What is wrong with an address: no such file or id; None for one that is right or leaves the site."""
    target = tree.target(reference)
    if target is None:
        return None
    path, fragment = target
    if path not in tree.files:
        return "no such file"
    # With a sign of equality it is no place: a script reads it, as it reads a code.
    if fragment and "=" not in fragment and path in tree.html and fragment not in tree.ids(path):
        return f"no such id in {path}"
    return None


def test_every_internal_address_resolves(tree: Tree) -> None:
    """Each href, src, srcset, url() and import leads to a file, and each fragment to an id in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in tree.files:
        for reference in tree.references(path):
            fault = broken(tree, reference)
            if fault:
                # On many pages the same link has many spellings, so the target names it.
                target = "#".join(part for part in tree.target(reference) or () if part)
                found[f"{fault}: {target}"].append(str(reference))
    assert not found, grouped(found, len(tree.html))


def test_addresses_hold_under_a_sub_path(tree: Tree) -> None:
    """No page but 404.html names a file from the root, and none climbs above it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in tree.files - {"404.html"}:
        depth = path.count("/")
        for reference in tree.references(path):
            if reference.url.startswith("/"):
                found[f"from the root: {reference.url}"].append(path)
            steps = re.match(r"(\.\./?)*", reference.url)
            if steps and steps[0].count("..") > depth:
                found[f"above the root: {reference.url}"].append(path)
    assert not found, grouped(found, len(tree.html))


def test_not_found_page_holds_at_any_depth(tree: Tree) -> None:
    """404.html is served at any depth, so all that it names stands from the root or inside the page."""
    wrong = [
        str(reference)
        for reference in tree.references("404.html")
        if tree.target(reference) and not reference.url.startswith(("/", "#"))
    ]
    assert not wrong


def test_every_file_is_named_by_another(tree: Tree) -> None:
    """Nothing lies in the site that no page leads to: no theme's leftovers, no data, no lonely page."""
    reached = {"index.html"}
    waiting = ["index.html", "404.html"]
    while waiting:
        for reference in tree.references(waiting.pop()):
            target = tree.target(reference)
            if target and target[0] not in reached:
                reached.add(target[0])
                if target[0] in tree.files:
                    waiting.append(target[0])
    left = [
        path
        for path in sorted(tree.files - reached - tree.redirects - {"_redirects"})
        if not any(re.fullmatch(pattern, path) for pattern in NAMED_BY_NOBODY)
    ]
    assert not left


def test_allow_list_of_files_is_needed(tree: Tree) -> None:
    """Each pattern of the allow-list matches a file: a dead entry would hide the next leftover."""
    for pattern in NAMED_BY_NOBODY:
        assert any(re.fullmatch(pattern, path) for path in tree.files), pattern


def test_sitemap_lists_the_pages(tree: Tree) -> None:
    """The sitemap names each page by its canonical address, once, and nothing else."""
    listed = re.findall(r"<loc>([^<]+)</loc>", tree.text("sitemap.xml"))
    canonical = [
        tree.one(path, "link[rel=canonical]").attributes["href"] for path in tree.html if path != "404.html"
    ]
    assert sorted(listed) == sorted(canonical, key=str)
