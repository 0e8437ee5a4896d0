"""Remarks on how a sheet was filled in: soft, as a result is always given.

Called by scoring; imports quiz, sheet and record. No trick questions, and no correlation of odd with even
items: on twelve blocks that flags careful people as often as careless ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from assessment.errors import nearest, quoted
from assessment.quiz import Bank
from assessment.record import Record
from assessment.sheet import Answers, SheetError

QUICK = 8.0
"""Seconds; a block of four statements takes longer than that to read and weigh."""


@dataclass(frozen=True, slots=True)
class Note(Record):
    """A remark: `pace`, `same-position` or `same-answer`, and the blocks or items to go through once more."""

    code: str
    text: str
    again: tuple[str, ...]


def notes(bank: Bank, answers: Answers, seconds: Mapping[str, float]) -> tuple[Note, ...]:
    """The remarks on a sheet; `seconds` says how long each block took, as far as that is known."""
    return (*_pace(bank, seconds), *_position(bank, answers), *_contradiction(bank, answers))


def check_seconds(bank: Bank, seconds: Mapping[str, float]) -> None:
    """Raise SheetError unless `seconds` holds finite numbers from 0 by ids of blocks."""
    known = [block.id for block in bank.blocks]
    for name, value in seconds.items():
        place = f"seconds.{name}"[:40]
        if name not in known:
            message = f"the bank has no block {quoted(name)}"
            raise SheetError("unknown-block", place, message, nearest(name, known))
        if type(value) not in (int, float) or not isfinite(value) or value < 0:
            message = f"the time is {quoted(value)}"
            raise SheetError("wrong-type", place, message, "Give seconds from 0, or leave the block out.")


def _pace(bank: Bank, seconds: Mapping[str, float]) -> Iterator[Note]:
    quick = tuple(block.id for block in bank.blocks if seconds.get(block.id, QUICK) < QUICK)
    if 2 * len(quick) >= len(bank.blocks):
        text = (
            f"You answered {len(quick)} of {len(bank.blocks)} blocks in under {QUICK:.0f} seconds each."
            " That is little time to read and weigh four statements."
        )
        yield Note("pace", text, quick)


def _position(bank: Bank, answers: Answers) -> Iterator[Note]:
    places: dict[int, list[str]] = {}
    for block in bank.blocks:
        most = answers.blocks[block.id].most
        place = next(number for number, statement in enumerate(block.statements, 1) if statement.id == most)
        places.setdefault(place, []).append(block.id)
    place, blocks = max(places.items(), key=lambda found: len(found[1]))
    if 6 * len(blocks) >= 5 * len(bank.blocks):
        text = (
            f"In {len(blocks)} of {len(bank.blocks)} blocks you picked statement number {place} as most like"
            " you. If the place on the screen made the choice, go through those blocks again."
        )
        yield Note("same-position", text, tuple(blocks))


def _contradiction(bank: Bank, answers: Answers) -> Iterator[Note]:
    reversed_items = sum(item.keyed == "minus" for item in bank.leaks)
    given = [answers.leaks.get(item.id) for item in bank.leaks]
    if 0 < reversed_items < len(given) and None not in given and len(set(given)) == 1:
        text = (
            f"You gave the same answer to all {len(given)} questions on where value may leak, and"
            f" {reversed_items} of them ask the reverse of the others."
            " Read them once more before you rely on that part."
        )
        yield Note("same-answer", text, tuple(item.id for item in bank.leaks))
