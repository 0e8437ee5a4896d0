"""How much of an answer sheet would have to differ before the result did: exact, by every pair of picks.

Called by scoring with the standing of a sheet; knows no shares, no names and no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from assessment.quiz import Bank, Block
from assessment.record import Record
from assessment.sheet import Answers, Pick
from assessment.standing import Standing


@dataclass(frozen=True, slots=True)
class Robustness(Record):
    """The fewest blocks whose answers would have to differ for another style to come first, and which.

    changes     that number; None where no answers to this bank put another style first
    picks       one smallest set of such answers, by block: with these in place, `style` comes first
    style       the style that then does; None without `changes`
    alone       if one block is enough: for each such block, the styles it could put first
    pages       for each block of which a single other answer would show another result page: those pages
    """

    changes: int | None
    style: str | None
    picks: Mapping[str, Pick]
    alone: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[str, ...]]


def robustness(bank: Bank, answers: Answers, standing: Standing) -> Robustness:
    """The exact robustness of a sheet whose standing is given.

    A rival passes the first style when its rank does. Ranks are sums over blocks, so the smallest set for a
    rival is the blocks with the largest gains, each with its best pair of picks.
    """
    singles = {block.id: list(_singles(block, answers.blocks[block.id], standing)) for block in bank.blocks}
    order = standing.order()
    sets = [_passing(singles, standing, order[0], rival) for rival in order[1:]]
    picks = min((found for found in sets if found), key=len, default={})
    after = standing
    for block in bank.blocks:
        if block.id in picks:
            after = after.changed(block, answers.blocks[block.id], picks[block.id])
    firsts = {block: {single.order[0] for single in found} - {order[0]} for block, found in singles.items()}
    page = standing.page()
    pages = {block: {single.page for single in found} - {page} for block, found in singles.items()}
    return Robustness(
        changes=len(picks) or None,
        style=after.order()[0] if picks else None,
        picks={block: picks[block] for block in singles if block in picks},
        alone={block: tuple(filter(found.__contains__, order)) for block, found in firsts.items() if found},
        pages={block: tuple(sorted(found)) for block, found in pages.items() if found},
    )


class _Single(NamedTuple):
    """One other answer to one block, and what it would lead to."""

    pick: Pick
    ranks: dict[str, int]
    order: list[str]
    page: str


def _singles(block: Block, old: Pick, standing: Standing) -> Iterator[_Single]:
    for most, least in permutations([statement.id for statement in block.statements], 2):
        pick = Pick(most, least)
        if pick != old:
            after = standing.changed(block, old, pick)
            yield _Single(pick, after.ranks(), after.order(), after.page())


def _passing(
    singles: Mapping[str, list[_Single]], standing: Standing, first: str, rival: str
) -> dict[str, Pick] | None:
    """The fewest changed picks with which the rival passes the first style; None if no sheet does that."""
    ranks = standing.ranks()
    gap = ranks[rival] - ranks[first]
    gains = []
    for block, found in singles.items():
        best = max(found, key=lambda single: single.ranks[rival] - single.ranks[first])
        gains.append((best.ranks[rival] - best.ranks[first] - gap, block, best.pick))
    gains.sort(key=lambda gained: -gained[0])
    picks = {}
    total = gap
    for gain, block, pick in gains:
        if total > 0 or gain <= 0:
            break
        total += gain
        picks[block] = pick
    return picks if total > 0 else None
