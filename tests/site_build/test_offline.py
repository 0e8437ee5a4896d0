"""The service worker's list: every page of its folder and what those load, and the release's own id."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_build import offline
from site_build.offline import BLANK

SOURCE = f"// before\n{BLANK}\n// after\n"
ENGINE = ["assessment/engine/worker.0123456789.js", "assessment/engine/library.0123456789.wasm"]
FILES = {
    "index.html": '<link rel="stylesheet" href="assets/other.0123456789.css">',
    "assessment/index.html": """
<link rel="canonical" href="../feed.xml"><link rel="stylesheet" href="../assets/site.0123456789.css">
<script type="module" src="../assets/0123456789/quiz.js"></script>
<body data-offline="service-worker.js"><a href="../assets/report.pdf">A report</a>
<img srcset="small.png 1x, large.png 2x" src="https://elsewhere.example/small.png">
<style-quiz data-worker="engine/worker.0123456789.js"></style-quiz>""",
    "assessment/team/index.html": '<team-map data-table="../../assets/0123456789/team.json">',
    "assessment/small.png": "small",
    "assessment/large.png": "large",
    "assessment/unused.png": "unused",
    ENGINE[0]: "// starts Python",
    ENGINE[1]: "zip",
    f"{ENGINE[1]}.br": "compressed",
    "assets/site.0123456789.css": 'a { src: url("font.0123456789.woff2") } /* url(unused.png) */',
    "assets/font.0123456789.woff2": "font",
    "assets/0123456789/quiz.js": 'import { a } from "./a.js";\n/** @type {import("./type.js").A} */',
    "assets/0123456789/a.js": 'const late = () => import("./late.js");',
    "assets/0123456789/late.js": "",
    "assets/0123456789/type.js": "",
    "assets/0123456789/team.json": "{}",
    "assets/other.0123456789.css": "",
    "assets/report.pdf": "",
    "feed.xml": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def release(site: Path, source: str = SOURCE, engine: list[str] = ENGINE) -> dict[str, Any]:
    """What the script says of the release."""
    text = offline.service_worker(site, source, engine, "mark").decode()
    before, _, rest = text.partition("const RELEASE = ")
    stated, _, after = rest.partition(";\n")
    assert before + BLANK + "\n" + after == source
    found: dict[str, Any] = json.loads(stated)
    return found


def test_list_holds_the_pages_and_what_they_load(site: Path) -> None:
    """Pages, styles, fonts, images, data and scripts, late ones too; not where a link leads, and no type."""
    found = release(site)
    assert found["pages"] == ["./", "team/"]
    assert found["files"] == [
        "large.png",
        "small.png",
        "../assets/0123456789/a.js",
        "../assets/0123456789/late.js",
        "../assets/0123456789/quiz.js",
        "../assets/0123456789/team.json",
        "../assets/font.0123456789.woff2",
        "../assets/site.0123456789.css",
    ]
    assert found["engine"] == ["engine/library.0123456789.wasm", "engine/worker.0123456789.js"]
    assert found["mark"] == "mark"


@pytest.mark.parametrize(
    "file", ["assessment/team/index.html", "assessment/small.png", "assets/0123456789/a.js"]
)
def test_id_changes_with_every_file(site: Path, file: str) -> None:
    """One other byte in a page or in what it loads makes another release."""
    before = release(site)
    with (site / file).open("a", encoding="utf-8") as text:
        text.write(" ")
    after = release(site)
    assert after["id"] != before["id"]
    assert {**after, "id": ""} == {**before, "id": ""}


def test_engine_has_an_id_of_its_own(site: Path) -> None:
    """Another file of the engine is another engine, and another release; another page is the same engine."""
    before = release(site)
    other = release(site, engine=[ENGINE[0], "assessment/engine/library.9876543210.wasm"])
    assert other["engineId"] != before["engineId"]
    assert other["id"] != before["id"]
    (site / "assessment" / "small.png").write_text("other", encoding="utf-8")
    assert release(site)["engineId"] == before["engineId"]


def test_id_changes_with_the_worker(site: Path) -> None:
    """A worker that does something else is another release, too: it fills a cache of its own."""
    assert release(site, SOURCE + "// more\n")["id"] != release(site)["id"]


def test_same_site_gives_the_same_script(site: Path) -> None:
    """What is not listed, the script of the build before included, changes nothing."""
    before = offline.service_worker(site, SOURCE, ENGINE, "mark")
    (site / offline.ADDRESS).write_bytes(before)
    (site / "feed.xml").write_text("more", encoding="utf-8")
    assert offline.service_worker(site, SOURCE, ENGINE, "mark") == before


def test_mark_is_of_all_addresses_in_any_order() -> None:
    """Another address gives another mark, another order does not."""
    assert offline.mark(["a", "b"]) == offline.mark(["b", "a"])
    assert offline.mark(["a", "b"]) != offline.mark(["a", "c"])


def test_source_without_a_place_is_refused(site: Path) -> None:
    """When the line for the release is not there, or there twice, the build says which line it wants."""
    for source in ("", SOURCE * 2):
        with pytest.raises(ValueError, match="const RELEASE"):
            offline.service_worker(site, source, ENGINE, "mark")
