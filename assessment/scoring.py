"""The scorer: a bank and an answer sheet in, a result out, in whole numbers until the last division.

Called by browser and the command line; words and chart show what it returns. `score` takes all answers,
`score_profile` the counts that a share code holds. Knows nothing of files or sentences for a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from assessment.codes import Profile
from assessment.naming import Confidence, Kind, for_bank, naming
from assessment.quality import Note, check_seconds, notes
from assessment.quiz import Bank
from assessment.record import Record
from assessment.robustness import Robustness, robustness
from assessment.sheet import Answers, Pick, check, read_sheet
from assessment.standing import Standing, standing
from assessment.styles import Axes, axes

__all__ = ["Answers", "Leak", "Note", "Result", "read_sheet", "score", "score_profile", "standard_error"]

BAND = 1.28
"""Standard errors to each side of a share: the 80% band of a normal distribution."""


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
class Result(Record):
    """What the scorer found. Mappings are keyed by style id, in the bank's order; `leaks` by area id, and
    empty where the answers are not known.

    scores      s: most minus least, -n .. n for a style that n blocks hold
    shares      0 .. 100, adding up to 100
    errors      standard error of s; None for a style in fewer than two blocks, which has no spread to go by
    bands       share minus and plus 1.28 standard errors, in the units of the shares, not cut at 0
    lead        first score minus second
    primary, secondary    the first two of `order`, for every kind
    page        slug of the result page
    order       by score, then more most-picks, then fewer least-picks, then the bank's order
    axes        None unless the styles are the four known ones
    robustness  how many answers would have to differ, and which; None where the answers are not known
    picks       the picks that were scored, by block; empty where the answers are not known
    context     answers to the questions that choose wording, by id
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
    robustness: Robustness | None
    picks: Mapping[str, Pick]
    context: Mapping[str, str]
    held: Mapping[str, int]
    most: Mapping[str, int]
    least: Mapping[str, int]


def score(
    bank: Bank, answers: Answers | Mapping[str, Any], seconds: Mapping[str, float] | None = None
) -> Result:
    """Score a sheet, given as Answers or as the mapping a sheet's JSON holds. SheetError if it does not fit.

    `seconds` says how long each block took, by id, as far as that is known; it only brings remarks.
    """
    if isinstance(answers, Answers):
        check(bank, answers)
    else:
        answers = read_sheet(bank, answers)
    seconds = seconds or {}
    check_seconds(bank, seconds)
    found = standing(bank, answers)
    return replace(
        _result(bank, found),
        leaks=_leaks(bank, answers.leaks),
        notes=notes(bank, answers, seconds),
        robustness=robustness(bank, answers, found),
        picks=answers.blocks,
        context=answers.context,
    )


def score_profile(bank: Bank, profile: Profile) -> Result:
    """The result of the counts in a share code, for a bank whose statements are all keyed plus."""
    scores = {style: profile.most[style] - profile.least[style] for style in bank.styles}
    return _result(bank, Standing(bank.styles, scores, profile.most, profile.least))


def _result(bank: Bank, found: Standing) -> Result:
    """Shares and bands from a standing.

    With n blocks that hold style k and total = sum over j of (s_j + n_j): p_k = 100 (s_k + n_k) / total. The
    total does not depend on the answers unless statements are keyed minus; the bands take it as fixed. It
    can only be nought where blocks hold two statements: then all shares are equal.
    """
    scores, order = found.scores, found.order()
    held = bank.held
    errors = {
        style: standard_error(held[style], scores[style], found.most[style] + found.least[style])
        for style in bank.styles
    }
    total = sum(scores.values()) + sum(held.values())
    parts = {style: scores[style] + held[style] if total else 1 for style in bank.styles}
    total = total or len(parts)
    shares = {style: 100 * part / total for style, part in parts.items()}
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
        page=found.page(),
        confidence=for_bank(confidence, bank.id, bank.version),
        leaks={},
        notes=(),
        order=tuple(order),
        axes=axes(scores),
        robustness=None,
        picks={},
        context={},
        held=held,
        most=found.most,
        least=found.least,
    )


def standard_error(blocks: int, total: int, squares: int) -> float | None:
    """Delete-one jackknife standard error of a sum: sqrt(n/(n-1) times the sum of squared deviations).

    `total` is the sum over the blocks of what each gave (1, 0 or -1), `squares` the sum of the squares of
    that, which is how often the style was picked. Computed as sqrt((n*squares - total*total)/(n-1)), so that
    everything under the root but the one division is whole numbers. None for fewer than two blocks.
    """
    if blocks < 2:
        return None
    return sqrt((blocks * squares - total * total) / (blocks - 1))


def _band(share: float, error: float | None, total: int) -> tuple[float, float] | None:
    if error is None:
        return None
    half = BAND * error * 100 / total
    return share - half, share + half


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
