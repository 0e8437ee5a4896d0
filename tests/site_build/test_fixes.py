"""`check --fix`: what is safe is mended and said, no word is lost, and a second run has nothing to do."""

from pathlib import Path

import pytest

from site_build import cli, fixes
from site_build.errors import Fix, Problem
from tests.site_build.copies import DAY, PLACE, SAMPLE
from tests.site_build.test_golden_rules import CASES, laid

MENDABLE = [case for case in CASES if "[--fix]" in (case / "expected.txt").read_text(encoding="utf-8")]
TEXT = """\

# Once more...

##### Too deep
They recieve an organization.\x20
Two lines\x20\x20
with a break.\t"""


def words(text: str) -> list[str]:
    """The words of a text without those that a fix changes."""
    changed = {"recieve", "receive", "organization.", "organisation.", "more...", "more…"}
    return [word for word in text.split() if word not in changed and set(word) != {"#"}]


@pytest.mark.parametrize("case", MENDABLE, ids=lambda case: case.name)
def test_what_is_marked_is_mended(case: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After mending, a case says no more of what its expected lines mark; each line is printed."""
    laid(case, project)
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    left = cli.fix(project, DAY)
    printed = capsys.readouterr().out.splitlines()
    marked = [line.removeprefix("warning: ") for line in expected if line.endswith(" [--fix]")]
    assert printed == [f"mended {line.removesuffix(' [--fix]')}" for line in marked]
    assert [str(problem) for problem in left] == [line for line in expected if not line.endswith(" [--fix]")]


def test_mending_twice_is_mending_once(project: Path) -> None:
    """A second run changes no byte and prints nothing, and no word is lost in the first."""
    file = project / PLACE
    file.write_text(SAMPLE + TEXT, encoding="utf-8")
    assert cli.fix(project, DAY) == []
    once = file.read_bytes()
    assert cli.fix(project, DAY) == []
    assert file.read_bytes() == once
    assert words(once.decode()) == words(SAMPLE + TEXT)
    assert b"Two lines  \nwith" in once
    assert b"## Once more\xe2\x80\xa6\n\n### Too deep\nThey receive an organisation.\n" in once


def test_line_ends_of_windows_stay(project: Path) -> None:
    """A file with CRLF is mended and keeps its line ends."""
    file = project / PLACE
    file.write_bytes((SAMPLE + "\nThey recieve it. \n").replace("\n", "\r\n").encode())
    assert cli.fix(project, DAY) == []
    assert file.read_bytes() == (SAMPLE + "\nThey receive it.\n").replace("\n", "\r\n").encode()


def test_fix_of_a_text_that_is_gone_is_not_made(tmp_path: Path) -> None:
    """Where the place no longer holds what the fix replaces, the file stays as it is."""
    (tmp_path / "a.md").write_text("one two\n", encoding="utf-8")
    stale = [Fix(1, 1, "two", "x"), Fix(9, 1, "", "x"), Fix(1, 99, "", "x")]
    assert fixes.mend(tmp_path, [Problem("a.md", 1, 1, "MD007", "m", fix=fix) for fix in stale]) == []
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "one two\n"


def test_fixes_that_overlap_are_made_one_at_a_time(tmp_path: Path) -> None:
    """Of two changes to one place the later is made, and the other is left for the next run."""
    (tmp_path / "a.md").write_text("abcd\n", encoding="utf-8")
    both = [Problem("a.md", 1, 1, "MD007", "m", fix=Fix(1, 1, "abc", "x"))]
    both.append(Problem("a.md", 1, 3, "MD007", "m", fix=Fix(1, 3, "cd", "y")))
    assert fixes.mend(tmp_path, both) == [both[1]]
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "aby\n"


def test_check_with_fix_from_the_command_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --fix` says what it mended and what is left, and succeeds when only warnings are."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(project)
    file = project / PLACE
    text = f"{SAMPLE}\n## Why Better Questions Win Deals\n\nSo it goes... on.\n"
    file.write_text(text, encoding="utf-8")
    assert cli.main(["check", "--fix"]) == 0
    said = capsys.readouterr()
    assert said.out.count("MD009") == 1
    assert f"mended {PLACE}" in said.out
    assert f"{PLACE}:{SAMPLE.count(chr(10)) + 2}:1: MD010" in said.out
    assert said.err == "0 problems, 1 warning\n"
