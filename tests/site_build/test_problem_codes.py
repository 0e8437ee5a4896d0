"""The codes of problems: each is used, explained, and made to appear by a test."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_build.errors import CODES, Problem, nearest
from tests.site_build.copies import ROOT

CODE = re.compile(r"\b(?:FM|FU|CD|CN|CT|GL|LK|PB|QB|ST|MD|PR|RD|SP)\d{3}\b")
HERE = Path(__file__)


def golden() -> Iterator[Path]:
    """Every file that holds expected lines: those of folders, and the cases of playbooks."""
    yield from (ROOT / "tests" / "golden").rglob("expected.txt")
    yield from (ROOT / "tests" / "golden" / "playbooks").glob("*.yml")


def codes(files: Iterator[Path]) -> set[str]:
    """Every code that stands in one of the files."""
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_codes_are_those_that_the_package_uses() -> None:
    """Every code in CODES is used by a module, and no module uses another."""
    modules = (file for file in (ROOT / "site_build").rglob("*.py") if file.name != "errors.py")
    assert codes(modules) == set(CODES)


def test_every_code_is_made_to_appear() -> None:
    """Every code stands in what a golden case expects, or in an assertion of a test."""
    tests = (file for file in HERE.parent.glob("test_*.py") if file != HERE)
    assert codes(golden()) | codes(tests) >= set(CODES)


def test_every_front_matter_code_has_a_golden_case() -> None:
    """The wording of every FM code is held by a golden case."""
    expected = codes((ROOT / "tests" / "golden" / "frontmatter").rglob("expected.txt"))
    assert {code for code in CODES if code.startswith("FM")} <= expected


def test_golden_messages_are_whole_and_plain() -> None:
    """Every expected line is one sentence or more, and none speaks of patterns, tuples or parsers."""
    for file in (ROOT / "tests" / "golden").rglob("expected.txt"):
        for raw in file.read_text(encoding="utf-8").splitlines():
            line = raw.removeprefix("warning: ").removesuffix(" [--fix]")
            assert re.fullmatch(r"[^:]+:\d+:\d+: [A-Z]{2}\d{3} .+[.?]", line), line
            assert not re.search(r"pattern|tuple|dictionary|instance|input should|scalar|token", line), line


@pytest.mark.parametrize(
    ("message", "hint", "line"),
    [
        ("what is wrong", "Do this.", "a.md:1:2: FM000 what is wrong. Do this."),
        ("what is wrong", "", "a.md:1:2: FM000 what is wrong."),
        ("what is wrong?", "Do this.", "a.md:1:2: FM000 what is wrong? Do this."),
        ("it says so.", "", "a.md:1:2: FM000 it says so."),
    ],
)
def test_problem_prints_as_a_line(message: str, hint: str, line: str) -> None:
    """A problem is printed with its place, its code, a full stop where none stands, and its hint."""
    assert str(Problem("a.md", 1, 2, "FM000", message, hint)) == line


def test_problems_sort_by_place() -> None:
    """Problems stand by file, then line, then column, counted as numbers."""
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 2, 10), ("a.md", 2, 9)]
    problems = sorted(Problem(*place, "FM000", "m") for place in places)
    assert [(one.path, one.line, one.column) for one in problems] == sorted(places)


def test_nearest_names_one_word_or_all() -> None:
    """A near word is asked about; else the known ones are listed in order, unless that is not wanted."""
    assert nearest("titel", ["title", "date"]) == 'Did you mean "title"?'
    assert nearest("colour", ["title", "date"]) == "Known: date, title."
    assert nearest("colour", ["title", "date"], others=False) == ""
    assert nearest("colour", []) == ""
