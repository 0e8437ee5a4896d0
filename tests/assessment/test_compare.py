"""Two results side by side: differences by style, and whether they exceed noise."""

from __future__ import annotations

from math import sqrt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.compare import compare
from assessment.scoring import score
from tests.assessment.banks import good_bank, sheet_scoring, sheets

GOOD = good_bank()


def compared(one: dict[str, Any], other: dict[str, Any]) -> Any:
    """The comparison of two sheets of the good bank, with both results."""
    first, second = score(GOOD, one), score(GOOD, other)
    return compare((GOOD, first), (GOOD, second)), first, second


@given(st.tuples(sheets(GOOD), sheets(GOOD)))
def test_noise_is_the_band_of_the_difference(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """A share differs by more than noise just when it does so by more than 1.28 joint standard errors."""
    found, first, second = compared(*case)
    for row in found.styles:
        one, other = first.errors[row.style], second.errors[row.style]
        joint = 1.28 * sqrt(one * one + other * other) * 100 / 48
        difference = abs(first.shares[row.style] - second.shares[row.style])
        if abs(difference - joint) > 1e-9:
            assert row.beyond == (difference > joint)
        assert row.change == row.second - row.first
        assert ("more than noise" in row.text) == row.beyond


def test_what_moved_is_named() -> None:
    """The summary names the shares that moved by more than noise, or says that none did."""
    found, *_ = compared(sheet_scoring(GOOD, 8, 1, -3, -6), sheet_scoring(GOOD, -6, 1, -3, 8))
    assert found.summary == "2 shares differ by more than noise: Lion, Monkey."
    assert (found.first, found.second) == ("strongly Lion", "strongly Monkey")
    same, *_ = compared(sheet_scoring(GOOD, 6, 1, -1, -6), sheet_scoring(GOOD, 6, 1, -1, -6))
    assert same.summary == "The shares are the same."
    near, *_ = compared(sheet_scoring(GOOD, 6, 1, -1, -6), sheet_scoring(GOOD, 5, 2, -1, -6))
    assert near.summary == "No share differs by more than noise."


def test_lines_name_the_takes() -> None:
    """Each line gives both shares under the given names, and the difference with a true minus sign."""
    first, second = (
        score(GOOD, sheet_scoring(GOOD, 8, 1, -3, -6)),
        score(GOOD, sheet_scoring(GOOD, 0, 0, 0, 0)),
    )
    found = compare((GOOD, first), (GOOD, second), ("in May", "today"))
    assert found.styles[0].text.startswith("Lion, the Closer: 42 in May, 25 today (\u221217)")
