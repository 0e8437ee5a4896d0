"""The voluntary round after a result: pairs of statements that settle which of two close styles stands first.

Called by browser; imports quiz, scoring and sheet. A tie-break only: no score, share, page or code changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.errors import nearest, quoted, shortened
from assessment.naming import CALIBRATED
from assessment.phrases import counted, listed
from assessment.quiz import Bank, Statement
from assessment.record import Record
from assessment.scoring import Result
from assessment.sheet import SheetError
from assessment.styles import animal

SIMULATED: Mapping[int, int] = {0: 60, 1: 60}
"""The chance by lead that the first style is right after all pairs. From calibration/v1.json, held by a test.

A lead of 2 is no blend, and five pairs would add nothing to it: in the same file, 60 in 100 become 61.
"""


@dataclass(frozen=True, slots=True)
class Choice(Record):
    """One statement of a pair; its style stays untold, as in the blocks."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair(Record):
    """Two statements of one block in screen order, one of each of the two styles; the id is the block's."""

    id: str
    statements: tuple[Choice, Choice]


@dataclass(frozen=True, slots=True)
class Sharpened(Record):
    """What the pairs came to.

    `counts` says how often each of the two styles was chosen, `percent` the simulated chance that the first
    is right, rounded to 5; None before all pairs are answered, and for a bank that was not calibrated. `text`
    and `confidence` say it in words.
    """

    first: str
    second: str
    counts: Mapping[str, int]
    percent: int | None
    text: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Round(Record):
    """The round as it is offered: the question, the sentence that offers it, the pairs, the result so far."""

    stem: str
    offer: str
    pairs: tuple[Pair, ...]
    result: Sharpened | None


def sharpening(bank: Bank, result: Result, answers: Mapping[str, Any]) -> Round | None:
    """The round for a result and the answers given to it, if any; None where none is offered.

    Answers as for `sharpened`; they are checked in any case.
    """
    found = pairs(bank, result)
    after = sharpened(bank, result, answers)
    return Round(bank.sharpen_stem, _offer(bank, result, found), found, after) if found else None


def pairs(bank: Bank, result: Result) -> tuple[Pair, ...]:
    """The pairs for the first two styles; none unless these are not told apart and the answers are known."""
    if result.kind != "blend" or not result.picks:
        return ()
    both = [_both(block.statements, result) for block in bank.sharpen]
    return tuple(
        Pair(block.id, (Choice(two[0].id, two[0].text), Choice(two[1].id, two[1].text)))
        for block, two in zip(bank.sharpen, both, strict=True)
        if len(two) == 2
    )


def sharpened(bank: Bank, result: Result, answers: Mapping[str, Any]) -> Sharpened | None:
    """Which of the two stands first by the pairs answered, statement id by pair id; None without any.

    Who is chosen more often stands first; if neither is, the result's order stays. SheetError for an id that
    the bank does not have. A statement of a third style counts for nothing: it was chosen before an answer to
    the sheet was changed.
    """
    _check(bank, answers)
    found = pairs(bank, result)
    shown = {choice.id for pair in found for choice in pair.statements}
    style = {one.id: one.style for block in bank.sharpen for one in block.statements}
    chosen = [style[name] for name in answers.values() if name in shown]
    if not chosen:
        return None
    one, other = result.primary, result.secondary
    counts = {one: chosen.count(one), other: chosen.count(other)}
    first, second = (one, other) if counts[one] >= counts[other] else (other, one)
    whole = len(chosen) == len(found)
    percent = SIMULATED.get(result.lead) if whole and _calibrated(bank) else None
    text = _text(result, counts, first, second)
    return Sharpened(
        first, second, counts, percent, text, _confidence(bank, first, percent, len(chosen), len(found))
    )


def _both(statements: tuple[Statement, ...], result: Result) -> list[Statement]:
    """The statements of the two styles; one keyed minus would speak for the other, so it makes no pair."""
    two = (result.primary, result.secondary)
    return [one for one in statements if one.style in two and one.keyed == "plus"]


def _check(bank: Bank, answers: Mapping[str, Any]) -> None:
    known = {block.id: [one.id for one in block.statements] for block in bank.sharpen}
    for name, picked in answers.items():
        place = f"sharpen.{shortened(name)}"
        if name not in known:
            raise SheetError("unknown-block", place, f"there is no pair {quoted(name)}", nearest(name, known))
        if picked not in known[name]:
            message = f"the pair has no statement {quoted(picked)}"
            raise SheetError("unknown-statement", place, message, nearest(picked, known[name]))


def _calibrated(bank: Bank) -> bool:
    return (bank.id, bank.version) in CALIBRATED


def _offer(bank: Bank, result: Result, found: tuple[Pair, ...]) -> str:
    two = (result.primary, result.secondary)
    names = listed([animal(style) for style in bank.styles if style in two], "and")
    several = f"{counted(len(found))} more pairs" if len(found) > 1 else "one more pair"
    offer = (
        f"{names} come so close in your answers that either could stand first."
        f" If you like, {several} of statements can settle which one does"
    )
    before, after = result.confidence.percent, SIMULATED.get(result.lead)
    if before is None or after is None or not _calibrated(bank):
        return f"{offer}; the score stays as it is."
    return (
        f"{offer}: the chance that it is the right one rises from about {before} to about {after} in 100."
        " That is simulated and has not been measured on people. The score stays as it is."
    )


def _text(result: Result, counts: Mapping[str, int], first: str, second: str) -> str:
    total = sum(counts.values())
    one, other = animal(first), animal(second)
    text = f"In {counted(total)} more pair{'s' * (total > 1)} you chose the {one}'s statement"
    if counts[first] == counts[second]:
        each = _times(counts[first])
        return (
            f"{text} {each} and the {other}'s {each}, which decides nothing."
            f" Where one of the two must stand first, it stays {one}."
        )
    if total > 1:
        text += f" {_times(counts[first])}, the {other}'s {_times(counts[second])}"
    what = "break the tie" if result.lead == 0 else "settle which of the two stands first"
    return (
        f"{text}. Where one of the two must stand first, it is {one}."
        f" The score stays as it is: the pairs only {what}."
    )


def _confidence(bank: Bank, first: str, percent: int | None, given: int, total: int) -> str:
    question = f"How sure is it that {animal(first)} comes first?"
    if percent is not None:
        return (
            f"{question} About {percent} in 100. The chance is simulated: among made-up takers with such a"
            f" lead, the style that stood first after {counted(total)} pairs was the true one that often."
        )
    if not _calibrated(bank):
        return f"{question} This instrument has not been calibrated, so no chance is given."
    return (
        f"{question} A chance was simulated for all {counted(total)} pairs only; {counted(given)}"
        f" {'is' if given == 1 else 'are'} answered so far, so none is given."
    )


def _times(number: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(number, f"{counted(number)} times")
