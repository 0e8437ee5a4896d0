"""How heavy a difference is, and which version it makes due."""

from typing import get_args

import pytest

from site_build.playbooks.compared import LEVELS, Level
from site_build.playbooks.difference import differences, due, enough, raised, summary
from tests.site_build.playbook_samples import FORECAST, content, model


@pytest.mark.parametrize(
    ("version", "level", "due_"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("0.0.0", "patch", "0.0.1"),
        ("9.9.9", "minor", "9.10.0"),
        ("1.10.99", "patch", "1.10.100"),
    ],
)
def test_version_that_is_due(version: str, level: Level, due_: str) -> None:
    """The part of its level goes up by one, and those behind it begin again."""
    assert raised(version, level) == due_
    assert enough(version, due_, level)


@pytest.mark.parametrize(
    ("old", "new", "levels"),
    [
        ("1.2.3", "1.2.3", ()),
        ("1.2.3", "1.2.4", ("patch",)),
        ("1.2.3", "1.3.0", ("patch", "minor")),
        ("1.2.3", "1.3.7", ("patch", "minor")),
        ("1.2.3", "2.0.0", ("patch", "minor", "major")),
        ("1.2.3", "4.5.6", ("patch", "minor", "major")),
        ("1.2.3", "1.2.2", ()),
        ("1.2.3", "1.1.9", ()),
        ("1.2.3", "0.9.9", ()),
        ("1.9.0", "1.10.0", ("patch", "minor")),
        ("9.0.0", "10.0.0", ("patch", "minor", "major")),
    ],
)
def test_version_that_is_enough(old: str, new: str, levels: tuple[Level, ...]) -> None:
    """A higher part is enough for a lower level, and numbers are compared as numbers."""
    assert tuple(level for level in reversed(LEVELS) if enough(old, new, level)) == levels
    assert set(get_args(Level)) == set(LEVELS)


def test_heaviest_change_says_what_is_due() -> None:
    """The heaviest stands first and decides."""
    found = differences(
        model(),
        model(('title: "Sound"', "title: Whole"), ("on_breach: stop", "on_breach: escalate"), (FORECAST, "")),
    )
    assert [one.level for one in found] == ["major", "minor", "patch"]
    assert due(found) == "major"
    assert due(found[1:]) == "minor"
    assert due(found[2:]) == "patch"


def test_kept_version_of_the_software_renewal() -> None:
    """From 1.0.0 to what we have now is a major change: the BATNA follows the figures, and a red line it."""
    now = next(entry.model for entry in content().playbooks if entry.model.id == "software-renewal")
    old = next(one for one in content().versions["software-renewal"] if one.version == "1.0.0")
    found = differences(old, now)
    assert due(found) == "major"
    assert enough(old.version, now.version, "major")
    line = "“Annual price: at most the BATNA (231,000 EUR a year)”: "
    assert [(one.level, one.text.removeprefix(line)) for one in found if one.part == "red line"] == [
        (
            "major",
            "the BATNA moves by another rule, which is the same in the example, and the red line with it.",
        ),
        ("patch", "it is written in another way, and says the same."),
    ]
    assert summary(old, now).startswith("No limit moved in the example.")
