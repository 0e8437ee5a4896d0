"""The linter's rules by golden cases: one change of a sound playbook, and exactly what is said of it.

A case of tests/golden/playbooks is a YAML file named by its code:

    change    what to replace in sound.md by what, each a place that stands there once
    names     `changed`: every expected line is one that the change touched; else the path of the item whose
              line is named, such as `terms.1`, because the change lies inside it
    because   only where the change lies outside that item: why it is that line which is named
    kept      earlier versions, the oldest first, each as changes of sound.md
    beside    other playbooks, each as changes of sound.md
    also      other codes that cannot be helped
    expected  the lines, a warning marked as such

`GOLDEN=write` writes the expected lines anew, to be read before they are kept.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_build import playbook_commands
from site_build.errors import CODES, Problem
from site_build.frontmatter import Document
from site_build.models.playbook import Playbook
from site_build.playbooks import linter
from site_build.playbooks.subject import WEIGHTS
from tests.site_build.copies import DAY
from tests.site_build.playbook_samples import GOLDEN, SOUND, content, lint, read, replaced

CASES = sorted(GOLDEN.glob("*.yml"))
EXPECTED = "expected: |\n"
KEYS = {"change", "names", "because", "kept", "beside", "also", "expected"}
BINDINGS = {rule.code: rule.binding for rule in linter.RULES}


@dataclass(frozen=True)
class Case:
    """A golden case as its file has it."""

    file: Path
    said: dict[str, Any]

    @property
    def code(self) -> str:
        """The code that its name begins with."""
        return self.file.name.partition("-")[0]

    @property
    def changes(self) -> list[tuple[str, str]]:
        """What to replace by what."""
        return pairs(self.said.get("change", []))

    @property
    def text(self) -> str:
        """The sound playbook with its changes."""
        return replaced(SOUND, *self.changes)

    def others(self, key: str) -> tuple[Playbook, ...]:
        """Earlier versions or playbooks beside it, each made of the sound one."""
        return tuple(read(replaced(SOUND, *pairs(rows)))[1] for rows in self.said.get(key, []))


def pairs(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Changes as pairs of old and new text."""
    return [(row["replace"], row["by"]) for row in rows]


def load(file: Path) -> Case:
    """A case of its file; a key that is not known is a mistake."""
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert said.keys() <= KEYS, file.name
    return Case(file, said)


def found(case: Case) -> list[Problem]:
    """What the linter says of a case."""
    beside = case.others("beside") if "beside" in case.said else None
    return lint(case.text, case.others("kept"), beside)


def line(problem: Problem) -> str:
    """A problem as a line, a warning marked."""
    return f"{'warning: ' if problem.severity == 'warning' else ''}{problem}"


def alike(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginning."""
    pairs_ = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs_ if a != b), min(len(one), len(other)))


def touched(case: Case) -> set[int]:
    """The lines on which the changed text differs; where something was only taken out, those beside it."""
    lines: set[int] = set()
    for old, new in case.changes:
        begin = alike(old, new)
        end = len(new) - alike(old[begin:][::-1], new[begin:][::-1])
        place = SOUND.index(old)
        place += sum(len(by) - len(it) for it, by in case.changes if SOUND.index(it) < place)
        first = case.text[: place + begin].count("\n") + 1
        gone = begin == end and old.endswith("\n")
        lines |= {first - 1, first} if gone else set(range(first, first + new[begin:end].count("\n") + 1))
    return lines


def span(document: Document, path: tuple[str | int, ...]) -> range:
    """The lines of an item of the front matter, up to the next thing that is not inside it."""
    start = document.places[path][0]
    later = [
        place[0] for at, place in document.places.items() if at[: len(path)] != path and place[0] > start
    ]
    return range(start, min(later, default=document.body_line))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_says_what_is_expected(file: Path) -> None:
    """A case gives exactly its lines: place, code, severity, what is wrong, what to do."""
    text = file.read_text(encoding="utf-8")
    given = "".join(f"  {line(problem)}\n" for problem in found(load(file)))
    if os.environ.get("GOLDEN") == "write":
        text = text.partition(EXPECTED)[0] + EXPECTED + given
        file.write_text(text, encoding="utf-8")
    assert given == text.partition(EXPECTED)[2]
    assert given, "a case says something"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_breaks_its_own_rule_only(file: Path) -> None:
    """No other code appears than the one in the name, and those that the case lists."""
    case = load(file)
    codes = {problem.code for problem in found(case)}
    assert codes == {case.code, *case.said.get("also", [])}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_costs_the_weight_of_its_rule(file: Path) -> None:
    """The score loses what the rule counts, and says what is missing; only soft rules warn."""
    case = load(file)
    problems = found(case)
    broken = {problem.code for problem in problems}
    score = linter.score(problems)
    assert score.of - score.points == sum(WEIGHTS[BINDINGS[code]] for code in broken)
    assert score.missing == tuple(dict.fromkeys(rule.wants for rule in linter.RULES if rule.code in broken))
    assert {one.severity == "warning" for one in problems if one.code == case.code} == {
        BINDINGS[case.code] == "soft"
    }


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_changed_line_is_the_one_named(file: Path) -> None:
    """Each problem stands on a line that the change touched, or on that of the item that the case names."""
    case = load(file)
    document, _ = read(case.text)
    for problem in found(case):
        if problem.code != case.code:
            continue
        if case.said["names"] == "changed":
            assert problem.line in touched(case), f"{problem} is not among {touched(case)}"
            continue
        path = tuple(int(part) if part.isdigit() else part for part in case.said["names"].split("."))
        assert (problem.line, problem.column) == document.places[path]
        inside = bool(touched(case) & set(span(document, path)))
        assert inside is ("because" not in case.said), "say why where the change lies elsewhere"


def test_sound_playbook_has_no_problem_and_a_full_score() -> None:
    """The playbook that the cases break is sound by every rule."""
    assert lint(SOUND) == []
    score = linter.score([])
    assert score.points == score.of == sum(WEIGHTS[rule] for rule in BINDINGS.values())
    assert str(score) == f"{score.of}/{score.of}"
    assert score.missing == ()


def test_sound_playbook_is_what_new_writes(tmp_path: Path) -> None:
    """sound.md is what `playbook new sound` writes on DAY; `GOLDEN=write` takes it over."""
    (tmp_path / "content" / "playbooks").mkdir(parents=True)
    assert playbook_commands.new(tmp_path, "sound", "buy", DAY) == 0
    new = (tmp_path / "content" / "playbooks" / "sound.md").read_text(encoding="utf-8")
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / "sound.md").write_text(new, encoding="utf-8")
    assert new == (GOLDEN / "sound.md").read_text(encoding="utf-8")


def test_every_code_has_a_case_and_a_rule() -> None:
    """Each code of playbooks that there is has a case here and a rule with a weight, and no other has."""
    codes = {code for code in CODES if code.startswith("PB")}
    assert {load(file).code for file in CASES} == codes
    assert set(BINDINGS) == codes


def test_a_code_has_one_weight() -> None:
    """Rules that share a code share what binds them and what they want."""
    assert len({(rule.code, rule.binding, rule.wants) for rule in linter.RULES}) == len(BINDINGS)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_expected_lines_are_whole_and_plain(file: Path) -> None:
    """Every line has its place and a hint or a full stop, and speaks of no pattern, tuple or token."""
    for row in load(file).said["expected"].splitlines():
        assert re.fullmatch(r"(warning: )?sound\.md:\d+:\d+: PB\d{3} .+[.?]", row), row
        assert not re.search(r"pattern|tuple|dictionary|instance|input should|scalar|token|None", row), row


def test_all_playbooks_of_the_site_are_sound() -> None:
    """What we publish keeps our own standard, warnings apart."""
    errors = [one for one in linter.problems(content(), DAY) if one.severity == "error"]
    assert errors == []
