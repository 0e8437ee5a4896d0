"""The naming rule: from ordered scores to a kind, and from a lead to how sure that is.

Used by scoring; imports record only. CONFIDENCE is the only place where the chances stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from assessment.record import Record

Kind = Literal["style", "leaning", "blend", "none"]

NO_CLEAR_STYLE = "no-clear-style"
"""The slug of the result page for the kind `none`."""

NEAR = 2
"""Scores this close are not told apart."""


@dataclass(frozen=True, slots=True)
class Confidence(Record):
    """How sure the naming is.

    `row` is the row of the table that was used (a lead such as `5-6`, or for the kind `none` the rule that
    applied), `word` its wording, `percent` the simulated chance that the first style is right, rounded to 5,
    and `guarantee` what holds for every sheet with that lead. For the kind `none`, `percent` and `guarantee`
    are None. `simulated` is False for a bank that no simulation stands for; it has no `percent` either.
    """

    row: str
    word: str
    percent: int | None
    guarantee: str | None
    simulated: bool = True


_ORDER = "One different answer can change which of the two comes first."
_TIE = "One different answer can bring the second style level with the first, or past it."
_DELETE = "Leave out any one block, and the same style still comes first."
NO_CHANGE = "No single answer could change this: whatever one block says, the same style comes first."

CONFIDENCE: tuple[tuple[int, Confidence], ...] = (
    (0, Confidence("0\u20131", "blend", 45, _ORDER)),
    (1, Confidence("0\u20131", "blend", 55, _ORDER)),
    (2, Confidence("2", "leaning", 60, _TIE)),
    (3, Confidence("3\u20134", "with", 70, _DELETE)),
    (5, Confidence("5\u20136", "clearly", 85, NO_CHANGE)),
    (7, Confidence("\u2265 7", "strongly", 95, NO_CHANGE)),
)
"""The least lead of each row, and the row. Percentages: from calibration/v1.json, held by a test."""

NONE_THREE = Confidence("first three within 2", "no clear style", None, None)
NONE_FLAT = Confidence("all within 2 of zero", "no clear style", None, None)


CALIBRATED = frozenset({("nsa", 1)})
"""The banks, by id and version, for which the percentages were simulated."""


def naming(scores: Sequence[int]) -> tuple[Kind, Confidence]:
    """The kind and confidence for the scores of two styles or more, highest first.

    A lead is the first score minus the second. No clear style is looked for before anything else.
    """
    lead = scores[0] - scores[1]
    if len(scores) > 2 and scores[0] - scores[2] <= NEAR:
        return "none", NONE_THREE
    if all(abs(score) <= NEAR for score in scores):
        return "none", NONE_FLAT
    confidence = next(row for least, row in reversed(CONFIDENCE) if lead >= least)
    return ("blend" if lead <= 1 else "leaning" if lead == NEAR else "style"), confidence


def pages(styles: Sequence[str]) -> list[str]:
    """The slug of every result page: the styles, the pairs in the bank's order, no clear style."""
    return [*styles, *map("-".join, combinations(styles, 2)), NO_CLEAR_STYLE]


def page(scores: Sequence[int], order: Sequence[str], styles: Sequence[str]) -> str:
    """The slug of the result page, from the scores highest first and the styles in that order.

    `styles` is the bank's order, in which a blend names its two.
    """
    kind, _ = naming(scores)
    if kind == "none":
        return NO_CLEAR_STYLE
    return "-".join(sorted(order[:2], key=styles.index)) if kind == "blend" else order[0]


def for_bank(confidence: Confidence, bank: str, version: int) -> Confidence:
    """The confidence as it may be stated for that bank: without a percentage unless it is calibrated."""
    if (bank, version) in CALIBRATED:
        return confidence
    return replace(confidence, percent=None, simulated=False)
