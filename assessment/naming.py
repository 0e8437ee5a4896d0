"""The naming rule: from ordered scores to a kind, and from a lead to how sure that is.

Used by scoring; imports record only. CONFIDENCE is the only place where the chances stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.record import Record

Kind = Literal["style", "leaning", "blend", "none"]

NEAR = 2
"""Scores this close are not told apart."""


@dataclass(frozen=True, slots=True)
class Confidence(Record):
    """How sure the naming is.

    `row` is the row of the table that was used (a lead such as `5-6`, or for the kind `none` the rule that
    applied), `word` its wording, `percent` the simulated chance that the first style is right, rounded to 5,
    and `guarantee` what holds for every sheet with that lead. For the kind `none`, `percent` and `guarantee`
    are None.
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


def naming(scores: Sequence[int]) -> tuple[Kind, Confidence]:
    """The kind and confidence for the scores of at least three styles, highest first.

    A lead is the first score minus the second. No clear style is looked for before anything else.
    """
    lead = scores[0] - scores[1]
    if scores[0] - scores[2] <= NEAR:
        return "none", NONE_THREE
    if all(abs(score) <= NEAR for score in scores):
        return "none", NONE_FLAT
    confidence = next(row for least, row in reversed(CONFIDENCE) if lead >= least)
    return ("blend" if lead <= 1 else "leaning" if lead == NEAR else "style"), confidence
