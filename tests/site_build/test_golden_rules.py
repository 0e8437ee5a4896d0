"""The rules by golden cases: files in, problem lines out; and what stands round the rules.

A case is a folder of tests/golden/rules named by its code. Its files lie over a copy of the project; those
below `before/` are committed first, and taken away. `expected.txt` has the lines for the case's own files.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from site_build import cli, settings
from site_build.errors import CODES, Problem
from tests.site_build.copies import DAY, ROOT

GOLDEN = ROOT / "tests" / "golden" / "rules"
CASES = sorted(GOLDEN.iterdir())
GIT = [
    "git",
    "-c",
    "user.name=Editor",
    "-c",
    "user.email=editor@example.com",
    "-c",
    "init.defaultBranch=main",
]


def laid(case: Path, project: Path) -> set[str]:
    """Lays the files of a case over a project; the paths that the case speaks of."""
    before = [file for file in (case / "before").rglob("*") if file.is_file()]
    names = {file.relative_to(case / "before").as_posix() for file in before}
    if before:
        shutil.copytree(case / "before", project, dirs_exist_ok=True)
        for command in (["init", "-q"], ["add", *names], ["commit", "-q", "-m", "Before"]):
            subprocess.run([*GIT, *command], cwd=project, check=True)
        for name in names:
            (project / name).unlink()
    for file in case.rglob("*"):
        place = file.relative_to(case)
        if file.is_file() and place.parts[0] not in ("before", "expected.txt"):
            target = project / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            names.add(place.as_posix())
    return names


def found(case: Path, project: Path) -> list[Problem]:
    """What is said of the case's own files, of unset settings too where the case is about them."""
    names = laid(case, project)
    problems = cli.check(project, DAY)
    if case.name.startswith("ST002"):
        loaded, _ = settings.load(project / "mkdocs.yml")
        assert loaded
        problems += loaded.unset
    return [problem for problem in problems if problem.path in names]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rule_says_what_is_expected(case: Path, project: Path) -> None:
    """A case gives exactly its lines: place, code, what is wrong, what to do; warnings and fixes marked."""
    lines = [
        f"{'warning: ' if one.severity == 'warning' else ''}{one}{' [--fix]' if one.fix else ''}"
        for one in found(case, project)
    ]
    assert lines == (case / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_code_has_a_golden_case() -> None:
    """Each code has a case here, or with front matter and playbooks; LK: the built site's, FU: exports."""
    files = (ROOT / "tests" / "golden" / "frontmatter").rglob("expected.txt")
    front = {code for file in files for code in re.findall(r"FM\d{3}", file.read_text(encoding="utf-8"))}
    playbooks = {file.name[:5] for file in (ROOT / "tests" / "golden" / "playbooks").glob("*.yml")}
    assert {case.name.partition("-")[0] for case in CASES} | front | playbooks == {
        code for code in CODES if not code.startswith(("LK", "FU"))
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_gives_the_code_that_it_names(case: Path) -> None:
    """A case holds lines of one code alone, the one in its name, so that rules are tried one by one."""
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert {re.split(r":\d+:\d+: ", line)[1].split()[0] for line in lines} == {case.name.partition("-")[0]}
