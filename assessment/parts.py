"""The parts of a question bank, as types.

Made by quiz, which hands them on to everything else in the package; rules loads only when asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.record import Record

if TYPE_CHECKING:
    from assessment.rules import BankProblem

Keyed = Literal["plus", "minus"]


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """One choice in a block. Keyed minus, its most-pick counts -1 and its least-pick +1."""

    id: str
    style: str
    text: str
    keyed: Keyed = "plus"


@dataclass(frozen=True, slots=True)
class Block(Record):
    """Statements shown together, in screen order; three or more, no style twice."""

    id: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Area(Record):
    """Where value may leak; measured by the leak items that name it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class LeakItem(Record):
    """A question of frequency. Keyed plus, doing it often leaks value; minus, it protects value."""

    id: str
    area: str
    text: str
    keyed: Keyed = "plus"


@dataclass(frozen=True, slots=True)
class ContextOption(Record):
    """One answer to a context question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ContextItem(Record):
    """A question that is not scored; it only chooses wording."""

    id: str
    text: str
    options: tuple[ContextOption, ...]


@dataclass(frozen=True, slots=True)
class Bank(Record):
    """A version of the questions.

    `styles` is the order that decides a last tie; `scale` runs upwards from never. `sharpen` holds the blocks
    of which two statements are shown where the first two styles are not told apart; they give no points.
    """

    id: str
    version: int
    title: str
    styles: tuple[str, ...]
    scale: tuple[str, ...]
    leak_stem: str
    block_stem: str
    blocks: tuple[Block, ...]
    areas: tuple[Area, ...] = ()
    leaks: tuple[LeakItem, ...] = ()
    context: tuple[ContextItem, ...] = ()
    sharpen_stem: str = ""
    sharpen: tuple[Block, ...] = ()

    @property
    def held(self) -> dict[str, int]:
        """How many blocks hold each style, those of `sharpen` apart."""
        held = dict.fromkeys(self.styles, 0)
        for block in self.blocks:
            for statement in block.statements:
                held[statement.style] += 1
        return held

    def problems(self) -> list[BankProblem]:
        """Where the bank breaks a rule for published banks; empty when it breaks none."""
        from assessment.rules import problems

        return problems(self)
