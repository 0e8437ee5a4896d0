"""Where the styles stand after a sheet: scores and picks, the order that follows, the page that is shown.

Used by scoring and robustness; imports quiz, sheet and naming.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.naming import page
from assessment.quiz import Bank, Block, Statement
from assessment.sheet import Answers, Pick


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the styles stand: score, most-picks and least-picks of each; `styles` in the bank's order."""

    styles: tuple[str, ...]
    scores: Mapping[str, int]
    most: Mapping[str, int]
    least: Mapping[str, int]

    @property
    def base(self) -> int:
        """More than any difference of scores or of picks that one sheet and another can have."""
        return 4 * (sum(self.most.values()) + len(self.styles))

    def ranks(self, base: int = 0) -> dict[str, int]:
        """A number for each style that orders them, highest first.

        By score, then more most-picks, then fewer least-picks, then the bank's order: four digits to `base`
        (the standing's own, unless given), so that the ranks of a sheet are a sum over its blocks.
        """
        base = base or self.base
        return {
            style: ((self.scores[style] * base + self.most[style]) * base - self.least[style]) * base - place
            for place, style in enumerate(self.styles)
        }

    def order(self) -> list[str]:
        """The styles, highest rank first."""
        ranks = self.ranks()
        return sorted(self.styles, key=ranks.__getitem__, reverse=True)

    def page(self) -> str:
        """The slug of the result page that is shown for this standing."""
        order = self.order()
        return page([self.scores[style] for style in order], order, self.styles)

    def changed(self, block: Block, old: Pick, new: Pick) -> Standing:
        """The standing with another answer to one block."""
        scores, most, least = dict(self.scores), dict(self.most), dict(self.least)
        for statement in block.statements:
            style = statement.style
            scores[style] += mark(statement, new) - mark(statement, old)
            most[style] += (statement.id == new.most) - (statement.id == old.most)
            least[style] += (statement.id == new.least) - (statement.id == old.least)
        return Standing(self.styles, scores, most, least)


def standing(bank: Bank, answers: Answers) -> Standing:
    """The standing of a complete sheet. The answers must fit the bank."""
    nothing = dict.fromkeys(bank.styles, 0)
    scores, most, least = dict(nothing), dict(nothing), dict(nothing)
    for block in bank.blocks:
        pick = answers.blocks[block.id]
        for statement in block.statements:
            scores[statement.style] += mark(statement, pick)
            most[statement.style] += statement.id == pick.most
            least[statement.style] += statement.id == pick.least
    return Standing(bank.styles, scores, most, least)


def mark(statement: Statement, pick: Pick) -> int:
    """What a pick gives the statement's style: 1, 0 or -1, turned round for a statement keyed minus."""
    points = (statement.id == pick.most) - (statement.id == pick.least)
    return points if statement.keyed == "plus" else -points
