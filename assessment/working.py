"""The working of a result: every block with its picks and points, the totals, the row of the table used.

Called by words; imports quiz, naming, scoring and styles. Anyone can follow it with a pencil.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.naming import CONFIDENCE, for_bank
from assessment.phrases import minus, signed
from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result
from assessment.standing import mark
from assessment.styles import animal


@dataclass(frozen=True, slots=True)
class WorkedBlock(Record):
    """One block: its number, both picked statements with the animals of their styles, the points it gave, and
    the totals so far, by style."""

    block: str
    number: int
    most: str
    most_style: str
    least: str
    least_style: str
    points: Mapping[str, str]
    totals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkedRow(Record):
    """A row of the table of leads, and whether it is the one used."""

    lead: str
    word: str
    chance: str
    used: bool


@dataclass(frozen=True, slots=True)
class Working(Record):
    """The working. `animals` names the styles, in the bank's order; `blocks` is empty without answers."""

    animals: Mapping[str, str]
    blocks: tuple[WorkedBlock, ...]
    totals: Mapping[str, str]
    shares: str
    lead: str
    rule: str
    table: tuple[WorkedRow, ...]


def working(bank: Bank, result: Result) -> Working:
    """How a result came about, block by block."""
    first, second = (animal(style) for style in result.order[:2])
    scores = [result.scores[style] for style in result.order[:2]]
    held = set(result.held.values())
    of_blocks = f"{held.pop()}" if len(held) == 1 else "the blocks that hold the style"
    total = sum(result.scores.values()) + sum(result.held.values())
    return Working(
        animals={style: animal(style) for style in bank.styles},
        blocks=tuple(_blocks(bank, result)),
        totals={style: minus(result.scores[style]) for style in bank.styles},
        shares=f"Share of a style = 100 × (its points + {of_blocks}) / {total}.",
        lead=f"Lead = {first} {minus(scores[0])} less {second} {minus(scores[1])} = {result.lead}.",
        rule=_rule(result),
        table=tuple(_table(bank, result)),
    )


def _table(bank: Bank, result: Result) -> list[WorkedRow]:
    rows = []
    names = [row.row for _, row in CONFIDENCE]
    for least, row in CONFIDENCE:
        # Two leads that share a row of the design's table have a chance each.
        own = names.count(row.row) > 1
        stated = for_bank(row, bank.id, bank.version)
        chance = f"{stated.percent} in 100" if stated.percent is not None else "not calibrated"
        used = stated == result.confidence and (not own or least == result.lead)
        rows.append(WorkedRow(str(least) if own else row.row, row.word, chance, used))
    return rows


def _blocks(bank: Bank, result: Result) -> list[WorkedBlock]:
    totals = dict.fromkeys(bank.styles, 0)
    rows = []
    for number, block in enumerate(bank.blocks, 1):
        pick = result.picks.get(block.id)
        if pick is None:
            continue
        picked = {statement.id: statement for statement in block.statements}
        most, least = picked[pick.most], picked[pick.least]
        points = {statement.style: mark(statement, pick) for statement in block.statements}
        for style, value in points.items():
            totals[style] += value
        rows.append(
            WorkedBlock(
                block.id,
                number,
                most.text,
                animal(most.style),
                least.text,
                animal(least.style),
                {style: signed(value) for style, value in points.items() if value},
                {style: minus(value) for style, value in totals.items()},
            )
        )
    return rows


def _rule(result: Result) -> str:
    row = result.confidence.row
    if result.kind == "none":
        return f"Looked for first, before the lead: no style is named when {row}. That is so here."
    return f"Row used: a lead of {row}, shown as \u201c{result.confidence.word}\u201d."
