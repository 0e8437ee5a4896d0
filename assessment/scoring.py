"""The scorer: a bank and an answer sheet in, a result out, in whole numbers until the last division.

Called by browser and the command line; words and chart show what it returns. Knows nothing of files or
sentences for a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from assessment.naming import Confidence, Kind, for_bank, naming
from assessment.quiz import Bank
from assessment.record import Record
from assessment.sheet import Answers, check, read_sheet
from assessment.styles import Axes, axes

__all__ = ["Answers", "Leak", "Note", "Result", "marks", "read_sheet", "score"]

BAND = 1.28
"""Standard errors to each side of a share: the 80% band of a normal distribution."""

NO_CLEAR_STYLE = "no-clear-style"


@dataclass(frozen=True, slots=True)
class Leak(Record):
    """One area of part B.

    `score` is the mean of its items on the scale 1 (never) .. 5 (every time), reversed ones turned round, so
    high means that value leaks; None while an answer is missing. `answers` holds the raw answers given, by
    item. `rank` is 1 for the highest score, ties in the bank's order; None without a score.
    """

    score: float | None
    answers: Mapping[str, int]
    rank: int | None


@dataclass(frozen=True, slots=True)
class Note(Record):
    """A remark on the quality of the take: `same-position` or `same-answer`."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Result(Record):
    """What the scorer found. Mappings are keyed by style id, in the bank's order; `leaks` by area id.

    scores      s: most minus least, -n .. n for a style that n blocks hold
    shares      0 .. 100, adding up to 100
    errors      standard error of s; None for a style in fewer than two blocks, which has no spread to go by
    bands       share minus and plus 1.28 standard errors, in the units of the shares, not cut at 0
    lead        first score minus second
    primary, secondary    the first two of `order`, for every kind
    page        slug of the result page
    order       by score, then more most-picks, then fewer least-picks, then the bank's order
    axes        None unless the styles are the four known ones
    pivots      blocks with an answer under which the primary would not stand alone in front
    held, most, least     blocks that hold the style, and how often it was picked, whatever its key
    """

    bank: str
    version: int
    scores: Mapping[str, int]
    shares: Mapping[str, float]
    errors: Mapping[str, float | None]
    bands: Mapping[str, tuple[float, float] | None]
    lead: int
    primary: str
    secondary: str
    kind: Kind
    page: str
    confidence: Confidence
    leaks: Mapping[str, Leak]
    notes: tuple[Note, ...]
    order: tuple[str, ...]
    axes: Axes | None
    pivots: tuple[str, ...]
    held: Mapping[str, int]
    most: Mapping[str, int]
    least: Mapping[str, int]


def score(bank: Bank, answers: Answers | Mapping[str, Any]) -> Result:
    """Score a sheet, given as Answers or as the mapping a sheet's JSON holds. SheetError if it does not fit.

    With n blocks that hold style k and total = sum over j of (s_j + n_j): p_k = 100 (s_k + n_k) / total. The
    total does not depend on the answers unless statements are keyed minus; the bands take it as fixed. It
    can only be nought where blocks hold two statements: then all shares are equal.
    """
    if isinstance(answers, Answers):
        check(bank, answers)
    else:
        answers = read_sheet(bank, answers)
    given = marks(bank, answers)
    points: dict[str, list[int]] = {style: [] for style in bank.styles}
    for block_marks in given.values():
        for style, mark in block_marks.items():
            points[style].append(mark)
    held = {style: len(found) for style, found in points.items()}
    scores = {style: sum(found) for style, found in points.items()}
    errors = {style: standard_error(found) for style, found in points.items()}
    total = sum(scores.values()) + sum(held.values())
    parts = {style: scores[style] + held[style] if total else 1 for style in bank.styles}
    total = total or len(parts)
    shares = {style: 100 * part / total for style, part in parts.items()}
    most, least = _counts(bank, answers)
    place = {style: number for number, style in enumerate(bank.styles)}
    order = sorted(bank.styles, key=lambda style: (-scores[style], -most[style], least[style], place[style]))
    kind, confidence = naming([scores[style] for style in order])
    return Result(
        bank=bank.id,
        version=bank.version,
        scores=scores,
        shares=shares,
        errors=errors,
        bands={style: _band(shares[style], errors[style], total) for style in bank.styles},
        lead=scores[order[0]] - scores[order[1]],
        primary=order[0],
        secondary=order[1],
        kind=kind,
        page=_page(kind, order, place),
        confidence=for_bank(confidence, bank.id, bank.version),
        leaks=_leaks(bank, answers.leaks),
        notes=tuple(_notes(bank, answers)),
        order=tuple(order),
        axes=axes(scores),
        pivots=_pivots(bank, given, scores, order),
        held=held,
        most=most,
        least=least,
    )


def marks(bank: Bank, answers: Answers) -> dict[str, dict[str, int]]:
    """What each block gives each style it holds: 1, 0 or -1, by block and style. The answers must fit."""
    found = {}
    for block in bank.blocks:
        pick = answers.blocks[block.id]
        row = {}
        for statement in block.statements:
            mark = 1 if statement.id == pick.most else -1 if statement.id == pick.least else 0
            row[statement.style] = mark if statement.keyed == "plus" else -mark
        found[block.id] = row
    return found


def standard_error(points: list[int]) -> float | None:
    """Delete-one jackknife standard error of a sum: sqrt(n/(n-1) times the sum of squared deviations).

    Computed as sqrt((n*q - s*s)/(n-1)), q the sum of squares and s the sum, so that everything under the root
    but the one division is whole numbers. None for fewer than two points.
    """
    n = len(points)
    if n < 2:
        return None
    total = sum(points)
    return sqrt((n * sum(point * point for point in points) - total * total) / (n - 1))


def _counts(bank: Bank, answers: Answers) -> tuple[dict[str, int], dict[str, int]]:
    most, least = dict.fromkeys(bank.styles, 0), dict.fromkeys(bank.styles, 0)
    for block in bank.blocks:
        pick = answers.blocks[block.id]
        for statement in block.statements:
            if statement.id == pick.most:
                most[statement.style] += 1
            elif statement.id == pick.least:
                least[statement.style] += 1
    return most, least


def _band(share: float, error: float | None, total: int) -> tuple[float, float] | None:
    if error is None:
        return None
    half = BAND * error * 100 / total
    return share - half, share + half


def _page(kind: Kind, order: list[str], place: Mapping[str, int]) -> str:
    if kind == "none":
        return NO_CLEAR_STYLE
    if kind == "blend":
        return "-".join(sorted(order[:2], key=place.__getitem__))
    return order[0]


def _pivots(
    bank: Bank, given: Mapping[str, Mapping[str, int]], scores: Mapping[str, int], order: list[str]
) -> tuple[str, ...]:
    """The blocks with an answer under which the primary would not stand alone in front.

    For each other style: what the primary leads by, against what the block can take from that lead. A block
    that holds both can be turned to -2 (the other up, the primary down) if they are keyed alike, else to -1,
    like a block that holds one of them; a block that holds neither takes nothing.
    """
    first = order[0]
    found = []
    for block in bank.blocks:
        row = given[block.id]
        keys = {statement.style: statement.keyed for statement in block.statements}
        for other in order[1:]:
            worst = -((first in row) or (other in row))
            if first in row and keys[first] == keys.get(other):
                worst = -2
            swing = row.get(first, 0) - row.get(other, 0) - worst
            if scores[first] - scores[other] <= swing:
                found.append(block.id)
                break
    return tuple(found)


def _leaks(bank: Bank, given: Mapping[str, int]) -> dict[str, Leak]:
    turned = len(bank.scale) + 1
    raw: dict[str, dict[str, int]] = {area.id: {} for area in bank.areas}
    keyed: dict[str, list[int | None]] = {area.id: [] for area in bank.areas}
    for item in bank.leaks:
        value = given.get(item.id)
        keyed[item.area].append(value if value is None or item.keyed == "plus" else turned - value)
        if value is not None:
            raw[item.area][item.id] = value
    means = {area: _mean(values) for area, values in keyed.items()}
    scored = {area: mean for area, mean in means.items() if mean is not None}
    ranks = {area: rank for rank, area in enumerate(sorted(scored, key=lambda area: -scored[area]), 1)}
    return {area: Leak(means[area], raw[area], ranks.get(area)) for area in raw}


def _mean(values: list[int | None]) -> float | None:
    """Their mean; None if there are none or one is missing: a missing answer is never a number."""
    given = [value for value in values if value is not None]
    return sum(given) / len(given) if given and len(given) == len(values) else None


def _notes(bank: Bank, answers: Answers) -> list[Note]:
    notes = []
    places: dict[int, int] = {}
    for block in bank.blocks:
        most = answers.blocks[block.id].most
        place = next(number for number, statement in enumerate(block.statements, 1) if statement.id == most)
        places[place] = places.get(place, 0) + 1
    place, times = max(places.items(), key=lambda found: found[1])
    if 6 * times >= 5 * len(bank.blocks):
        text = (
            f"In {times} of {len(bank.blocks)} blocks you picked statement number {place} as most like you."
            " If the place on the screen made the choice, go through those blocks again."
        )
        notes.append(Note("same-position", text))
    reversed_items = sum(item.keyed == "minus" for item in bank.leaks)
    given = [answers.leaks.get(item.id) for item in bank.leaks]
    if 0 < reversed_items < len(given) and None not in given and len(set(given)) == 1:
        text = (
            f"You gave the same answer to all {len(given)} questions on where value may leak, and"
            f" {reversed_items} of them ask the reverse of the others."
            " Read them once more before you rely on that part."
        )
        notes.append(Note("same-answer", text))
    return notes
