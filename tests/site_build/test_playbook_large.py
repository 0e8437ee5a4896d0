"""A playbook of 200 terms and 200 moves is read and linted like any other; `make bench` says how fast."""

import pytest

from benchmarks import playbook
from site_build.models.playbook import Playbook
from site_build.playbooks import files
from site_build.playbooks.worked import worked
from tests.site_build.playbook_samples import from_yaml

TEXT = playbook.text()


def test_large_playbook_has_no_problem() -> None:
    """Two hundred terms and two hundred moves give no problem and raise nothing."""
    made = Playbook.model_validate(playbook.plain(playbook.TERMS, playbook.MOVES))
    assert (len(made.terms), len(made.moves), len(made.red_lines)) == (200, 200, 200)
    assert playbook.check(TEXT.encode()) == []


def test_one_mistake_among_many_lines_is_found() -> None:
    """The line that is wrong is named, and no other."""
    text, line = playbook.text(50, 50), "can be 45 days, if you put"
    start = text.index(line)
    text = text[:start] + line.replace("45", "25") + text[start + len(line) :]
    (problem,) = playbook.check(text.encode())
    assert problem.code == "PB010"
    assert problem.line in range(text[:start].count("\n"), text[:start].count("\n") + 2)


def test_large_playbook_is_worked_out_and_written() -> None:
    """Its example has a sheet, and its file comes back as it was."""
    made = Playbook.model_validate(playbook.plain(playbook.TERMS, playbook.MOVES))
    assert from_yaml(files.as_yaml(made)) == made
    assert worked(made)


@pytest.mark.parametrize("size", [6, 12])
def test_smaller_ones_are_sound_too(size: int) -> None:
    """The playbook is sound at any size, so that the time of each can be measured."""
    assert playbook.check(playbook.text(50, size).encode()) == []
