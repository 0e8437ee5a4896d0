"""The question bank as the checks report it: each problem at its line."""

from pathlib import Path

import pytest

from site_build import checks
from tests.site_build.copies import change


@pytest.fixture
def bank(project: Path) -> Path:
    """A copy of the question bank."""
    return project / "assessment" / "bank" / "v1.toml"


def line_of(file: Path, text: str) -> int:
    """The first line of a file that holds a text."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ('id = "a04-2"\n', 'id = "a04-2"\nkeyed = "minus"\n', 'id = "a04-2"', "statement-keyed"),
        ('id = "b03"\narea', 'id = "b99"\narea', 'id = "b99"', ""),
        ('scale = ["never", ', "scale = [", "scale = [", "scale-steps"),
        ('styles = ["lion", "dolphin"', 'styles = ["dolphin", "lion"', "styles = [", "styles-known"),
        (
            'id = "absence"\ntitle = "Not',
            'id = "absence"\ntitle = "The owl not',
            'id = "absence"',
            "style-name",
        ),
    ],
)
def test_bank_problem_stands_on_the_line_of_its_id(
    bank: Path, old: str, new: str, at: str, code: str
) -> None:
    """QB001: a broken rule of the instrument is named at the line of the id or the field that breaks it."""
    change(bank, old, new)
    found = checks.check_bank(bank, "assessment/bank/v1.toml")
    lines = {(problem.line, problem.message.split()[0]) for problem in found}
    assert {problem.code for problem in found} == ({"QB001"} if code else set())
    assert not code or (line_of(bank, at), code) in lines


def test_bank_problem_reads_as_a_line(bank: Path) -> None:
    """QB001: the line names file, line, rule, what is wrong and what to do."""
    change(bank, 'id = "a02-1"', 'id = "A02-1"')
    (problem,) = checks.check_bank(bank, "assessment/bank/v1.toml")
    line = line_of(bank, 'id = "A02-1"')
    assert str(problem) == (
        f"assessment/bank/v1.toml:{line}:1: QB001 statement-id "
        'the statement in place 1 of a02 has another id. Call it "a02-1".'
    )


@pytest.mark.parametrize(
    ("old", "new", "lines_above", "column", "code"),
    [
        ('id = "a02-1"', 'id = "a02-1', 0, 12, "bank-toml"),
        ('id = "a02-2"', 'idd = "a02-2"', 1, 1, "bank-unknown-field"),
        ('id = "b02"', 'idd = "b02"', 1, 1, "bank-unknown-field"),
        ('id = "a02-3"', 'id = ""', 1, 1, "bank-empty"),
    ],
)
def test_bank_that_cannot_be_read_is_a_problem(
    bank: Path, old: str, new: str, lines_above: int, column: int, code: str
) -> None:
    """QB001: a bank with broken syntax or shape is named at its line and stops nothing else with an error."""
    change(bank, old, new)
    (problem,) = checks.check_bank(bank, "v1.toml")
    assert (problem.code, problem.message.split()[0]) == ("QB001", code)
    assert (problem.line, problem.column) == (line_of(bank, new) - lines_above, column)


def test_bank_in_another_hand_is_named_at_its_place(bank: Path) -> None:
    """QB001: an indented bank is named at the same line; tables within one line, at the first of the file."""
    change(bank, 'id = "a02-2"', 'idd = "a02-2"')
    (before,) = checks.check_bank(bank, "v1.toml")
    text = bank.read_text(encoding="utf-8")
    bank.write_text("\n".join(f"  {line}" for line in text.split("\n")), encoding="utf-8")
    assert checks.check_bank(bank, "v1.toml") == [before]
    bank.write_text(
        'version = 1\nstyles = ["a"]\nscale = ["b", "c"]\nareas = [{idd = "d"}]\n', encoding="utf-8"
    )
    assert [(one.line, one.code) for one in checks.check_bank(bank, "v1.toml")] == [(1, "QB001")]


def test_bank_that_is_not_text_is_a_problem(bank: Path) -> None:
    """FM009: a bank that is not UTF-8 is named like any other file."""
    bank.write_bytes(b'bank = "\xff"\n')
    assert [str(problem) for problem in checks.check_bank(bank, "v1.toml")] == [
        "v1.toml:1:9: FM009 the byte 0xff is no UTF-8 text. Save the file as UTF-8."
    ]
