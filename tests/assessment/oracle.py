"""A second scorer, written from the design and not from the code, for the tests to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations
from typing import Any

from assessment.quiz import Bank


class Oracle:
    """A scorer written anew from the design, in fractions, by statement instead of by block."""

    def __init__(self, bank: Bank, data: Mapping[str, Any]) -> None:
        self.bank = bank
        picks = [(pick["most"], pick["least"]) for pick in data["blocks"].values()]
        self.firsts = [most for most, _ in picks]
        self.lasts = [least for _, least in picks]
        self.points: dict[str, list[int]] = {}
        self.most: dict[str, int] = {}
        self.least: dict[str, int] = {}
        for style in bank.styles:
            own = [one for block in bank.blocks for one in block.statements if one.style == style]
            picked = [(self.firsts.count(one.id) - self.lasts.count(one.id), one.keyed) for one in own]
            self.points[style] = [{"plus": value, "minus": -value}[keyed] for value, keyed in picked]
            self.most[style] = sum(one.id in self.firsts for one in own)
            self.least[style] = sum(one.id in self.lasts for one in own)
        self.scores = {style: sum(points) for style, points in self.points.items()}

    def shares(self) -> dict[str, Fraction]:
        """Each score moved up by its blocks, as a part of all of them, times 100."""
        parts = {style: self.scores[style] + len(points) for style, points in self.points.items()}
        return {style: Fraction(100 * part, sum(parts.values())) for style, part in parts.items()}

    def variance(self, style: str) -> Fraction | None:
        """The jackknife by its definition: leave each block out, estimate the sum from the rest."""
        points = self.points[style]
        n = len(points)
        if n < 2:
            return None
        without = [Fraction(n * (sum(points) - point), n - 1) for point in points]
        mean = sum(without, Fraction(0)) / n
        squares = [(one - mean) * (one - mean) for one in without]
        return Fraction(n - 1, n) * sum(squares, Fraction(0))

    def order(self) -> list[str]:
        """By repeated stable sorting, the last rule first."""
        ranked = list(self.bank.styles)
        ranked.sort(key=lambda style: self.least[style])
        ranked.sort(key=lambda style: self.most[style], reverse=True)
        ranked.sort(key=lambda style: self.scores[style], reverse=True)
        return ranked

    def kind(self) -> str:
        """The rows of the design's table, read from below."""
        first, second, third = (self.scores[style] for style in self.order()[:3])
        if first - third <= 2 or max(map(abs, self.scores.values())) <= 2:
            return "none"
        return {0: "blend", 1: "blend", 2: "leaning"}.get(first - second, "style")

    def pivots(self) -> set[str]:
        """The blocks in which some other pair of picks brings another style level with the primary."""
        first = self.order()[0]
        found = set()
        for block in self.bank.blocks:
            for most, least in permutations(block.statements, 2):
                scores = dict(self.scores)
                for one in block.statements:
                    sign = 1 if one.keyed == "plus" else -1
                    scores[one.style] -= sign * ((one.id in self.firsts) - (one.id in self.lasts))
                    scores[one.style] += sign * ((one is most) - (one is least))
                if max(value for style, value in scores.items() if style != first) >= scores[first]:
                    found.add(block.id)
        return found
