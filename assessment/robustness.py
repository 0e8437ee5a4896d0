"""How much of an answer sheet would have to differ before the result did: exact, by every pair of picks.

Called by scoring with the standing of a sheet; knows no shares, no names and no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from assessment.naming import page
from assessment.quiz import Bank, Block
from assessment.record import Record
from assessment.sheet import Answers, Pick
from assessment.standing import Standing, mark


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
    singles = {block.id: _singles(block, answers.blocks[block.id], standing) for block in bank.blocks}
    ranks, order, shown = standing.ranks(), standing.order(), standing.page()
    sets = [_passing(singles, ranks, order[0], rival) for rival in order[1:]]
    picks = min((found for found in sets if found), key=len, default={})
    after = standing
    for block in bank.blocks:
        if block.id in picks:
            after = after.changed(block, answers.blocks[block.id], picks[block.id])
    alone: dict[str, tuple[str, ...]] = {}
    pages: dict[str, tuple[str, ...]] = {}
    for name, found in singles.items():
        orders = [sorted(single.ranks, key=single.ranks.__getitem__, reverse=True) for single in found]
        firsts = {other[0] for other in orders} - {order[0]}
        if firsts:
            alone[name] = tuple(filter(firsts.__contains__, order))
        others = {
            page([single.scores[style] for style in other], other, bank.styles)
            for single, other in zip(found, orders, strict=True)
        } - {shown}
        if others:
            pages[name] = tuple(sorted(others))
    return Robustness(
        changes=len(picks) or None,
        style=after.order()[0] if picks else None,
        picks={name: picks[name] for name in singles if name in picks},
        alone=alone,
        pages=pages,
    )


class _Single(NamedTuple):
    """One other answer to one block, and the ranks and scores that it would lead to."""

    pick: Pick
    ranks: dict[str, int]
    scores: dict[str, int]


def _singles(block: Block, old: Pick, standing: Standing) -> list[_Single]:
    """Every other answer to a block. Only the styles that it picks differ from the block left empty."""
    base = standing.base
    empty = standing.changed(block, old, Pick("", ""))
    ranks, scores = empty.ranks(base), empty.scores
    found = []
    for most, least in permutations(block.statements, 2):
        pick = Pick(most.id, least.id)
        if pick == old:
            continue
        single = _Single(pick, dict(ranks), dict(scores))
        for statement, picked in ((most, base**2), (least, -base)):
            points = mark(statement, pick)
            single.scores[statement.style] += points
            single.ranks[statement.style] += points * base**3 + picked
        found.append(single)
    return found


def _passing(
    singles: Mapping[str, list[_Single]], ranks: Mapping[str, int], first: str, rival: str
) -> dict[str, Pick] | None:
    """The fewest changed picks with which the rival passes the first style; None if no sheet does that."""
    gap = total = ranks[rival] - ranks[first]
    gains = []
    for block, found in singles.items():
        best = max(found, key=lambda single: single.ranks[rival] - single.ranks[first])
        gains.append((best.ranks[rival] - best.ranks[first] - gap, block, best.pick))
    gains.sort(key=lambda gained: -gained[0])
    picks = {}
    for gain, block, pick in gains:
        if total > 0 or gain <= 0:
            break
        total += gain
        picks[block] = pick
    return picks if total > 0 else None
