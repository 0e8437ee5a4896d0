"""Two results side by side, style by style: a retake with the take before, one colleague with another.

Called by browser; imports scoring, styles and words. Everything is keyed by style id, so results of two
versions of the bank compare as well, whatever order their styles stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from assessment.figures import share_words
from assessment.phrases import signed
from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result
from assessment.styles import animal, full_name
from assessment.words import label

NOISE_NOTE = (
    "A difference counts as more than noise when it exceeds its 80% band, which follows from how far the"
    " answers of both differ from block to block. Of five differences between two takes of one and the same"
    " person, about one would do that by chance."
)


@dataclass(frozen=True, slots=True)
class Difference(Record):
    """One style in two results: shares in whole numbers of 100, the second minus the first.

    `beyond` says whether that exceeds the 80% band of the difference; None where a result has no band.
    """

    style: str
    animal: str
    first: int
    second: int
    change: int
    beyond: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two results: their labels, the differences in the first result's order, and what they come to."""

    first: str
    second: str
    styles: tuple[Difference, ...]
    summary: str
    note: str


def compare(
    first: tuple[Bank, Result], second: tuple[Bank, Result], names: tuple[str, str] = ("before", "now")
) -> Comparison:
    """Compare two results, each with its bank, that hold the same styles; `names` stand in the sentences."""
    shares = [{row.style: row.share for row in share_words(*one)} for one in (first, second)]
    rows = []
    for style in first[1].order:
        one, other = shares[0][style], shares[1][style]
        beyond = beyond_noise(first[1], second[1], style)
        text = f"{full_name(style)}: {one} {names[0]}, {other} {names[1]} ({signed(other - one)})"
        text += {True: ", more than noise", False: ", within noise", None: ""}[beyond]
        rows.append(Difference(style, animal(style), one, other, other - one, beyond, text))
    return Comparison(label(*first), label(*second), tuple(rows), _summary(rows), NOISE_NOTE)


def beyond_noise(first: Result, second: Result, style: str) -> bool | None:
    """Whether the shares differ by more than the 80% band of their difference, taken as independent."""
    bands = first.bands[style], second.bands[style]
    if bands[0] is None or bands[1] is None:
        return None
    halves = [(high - low) / 2 for low, high in (bands[0], bands[1])]
    # A band is 1.28 standard errors to each side, so the halves add up as the standard errors do.
    return abs(second.shares[style] - first.shares[style]) > sqrt(sum(half * half for half in halves))


def _summary(rows: list[Difference]) -> str:
    moved = [row.animal for row in rows if row.beyond]
    if not any(row.change for row in rows):
        return "The shares are the same."
    if not moved:
        return "No share differs by more than noise."
    if len(moved) == 1:
        return f"One share differs by more than noise: {moved[0]}."
    return f"{len(moved)} shares differ by more than noise: {', '.join(moved)}."
