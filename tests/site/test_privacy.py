"""No file of the site makes a browser ask another host, and none tells of the machine that built it."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import ROOT
from tests.site.tree import Tree

ENGINE = re.compile(r"assessment/engine/(?!worker\.)")
"""The runtime of others, with our package in its library; beside it our own worker."""
TEXT = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml")
NAMESPACE = "http://www.w3.org/2000/svg"
"""The name of a vocabulary; it is never fetched."""
ABSOLUTE = re.compile(r"(?:\b[a-z]+:|[\"'`(])//[^\s\"'`<>)]*", re.IGNORECASE)
"""An address with a scheme, or one that begins with two slashes where an address may begin."""
HOST_IN_ENGINE = re.compile(r"https://cdn\.[a-z]+\.net/pyodide/")
"""Where Pyodide looks when it is told no folder. Our worker tells it one; tests/browser holds it."""
PACKAGE_INDEX = re.compile(r"(?:registry\.|pypi|pythonhosted|npmjs|/simple/)", re.IGNORECASE)
LOOPBACK = re.compile(r"\blocalhost\b|127\.0\.0\.\d|\[::1\]|0\.0\.0\.0")


def texts(tree: Tree, *, engine: bool = False) -> Iterator[tuple[str, str]]:
    """Every text file of the site with its content; those of the runtime only when asked for."""
    for path in sorted(tree.files):
        if path.endswith(TEXT) and bool(ENGINE.match(path)) == engine:
            yield path, tree.text(path)


def test_nothing_is_loaded_from_another_host(tree: Tree) -> None:
    """Every src, srcset, poster, loaded link, url() and import stays on the site."""
    leaves = [
        str(reference)
        for path in sorted(tree.files)
        for reference in tree.references(path)
        if reference.loads and tree.target(reference) is None
    ]
    assert leaves == []


def test_visitor_leaves_only_by_a_link(tree: Tree) -> None:
    """What leads off the site is a link over https, a mail or a text message; a form leads to a mail."""
    wrong = []
    for path in tree.html:
        for reference in tree.references(path):
            if tree.target(reference) is not None:
                continue
            scheme = urlsplit(reference.url).scheme
            allowed = {"mailto"} if reference.element == "form" else {"https", "mailto", "sms"}
            if reference.element == "link":
                allowed = {"https"}
            if scheme not in allowed:
                wrong.append(str(reference))
    assert wrong == []


def test_no_hint_opens_a_connection(tree: Tree) -> None:
    """No preconnect, DNS prefetch, ping, refresh, speculation rules or report address."""
    hints = (
        "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prerender], a[ping],"
        " meta[http-equiv=refresh], script[type=speculationrules], base, iframe, object, embed"
    )
    for path, html in tree.html.items():
        assert [node.html for node in html.css(hints)] == [], path
        assert "report-" not in tree.text(path).partition("</head>")[0], path


def test_own_scripts_and_styles_name_no_host(tree: Tree) -> None:
    """Our scripts, style sheets and drawings hold no absolute address, but for a vocabulary's name."""
    for path, text in texts(tree):
        if path.endswith((".js", ".css", ".svg")):
            found = {match[0] for match in ABSOLUTE.finditer(text)} - {NAMESPACE}
            assert found == set(), path


def test_runtime_names_one_host_and_is_not_led_there(tree: Tree) -> None:
    """In the engine only Pyodide's default address names a host, and our worker gives it a folder."""
    found = [
        (path, match[0])
        for path, text in texts(tree, engine=True)
        if path.endswith(".js")
        for match in re.finditer(r"https?://[a-z0-9][^\s\"'`<>)]*", text)
    ]
    assert all(HOST_IN_ENGINE.match(url) for _, url in found), found
    [worker] = [text for path, text in texts(tree) if "/worker." in path]
    assert "indexURL" in worker


def test_no_trace_of_the_build_machine(tree: Tree) -> None:
    """No text file names a folder of the machine, its package index or the loopback address (DEP-2)."""
    folders = {str(ROOT), str(tree.folder), str(Path.home()), tempfile.gettempdir(), sys.prefix} - {"/"}
    hosts = {
        host
        for name, value in os.environ.items()
        if re.search("index|registry|proxy", name, re.IGNORECASE) and (host := urlsplit(value).hostname)
    }
    for engine in (False, True):
        for path, text in texts(tree, engine=engine):
            assert not [name for name in folders if re.search(rf"(?<![\w./-]){re.escape(name)}/", text)], path
            # The runtime of others has such words in its code; it is pinned by its hash.
            if not engine:
                assert not [host for host in hosts if host in text], path
                assert "site-packages" not in text, path
                assert not LOOPBACK.search(text), path
                assert not PACKAGE_INDEX.search(text), path
