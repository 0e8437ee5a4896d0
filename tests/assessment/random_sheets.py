"""Seeded random sheets for the bundled bank: the same ones in every Python."""

from __future__ import annotations

import random
from typing import Any

from assessment.quiz import bundled_bank

BANK = bundled_bank()


def random_sheet(chance: random.Random) -> dict[str, Any]:
    """A complete sheet that prefers one or two styles, more or less; parts B and C with gaps."""
    ranked = chance.sample(BANK.styles, len(BANK.styles))
    pull = chance.choice((0, 0.2, 0.4, 0.6, 0.9, 1))
    two = chance.random() < 0.4
    blocks = {}
    for number, block in enumerate(BANK.blocks):
        first = ranked[number % 2] if two else ranked[0]
        by_style = {statement.style: statement.id for statement in block.statements}
        most = by_style[first if chance.random() < pull else chance.choice(BANK.styles)]
        others = [name for name in by_style.values() if name != most]
        last = by_style[ranked[-1]]
        least = last if last != most and chance.random() < pull else chance.choice(others)
        blocks[block.id] = {"most": most, "least": least}
    gaps = chance.choice((0, 0, 0.1, 0.5, 1))
    same = chance.randint(1, 5) if chance.random() < 0.1 else None
    leaks = {item.id: same or chance.randint(1, 5) for item in BANK.leaks if chance.random() >= gaps}
    context = {item.id: chance.choice(item.options).id for item in BANK.context if chance.random() < 0.5}
    return {"bank": BANK.id, "version": BANK.version, "blocks": blocks, "leaks": leaks, "context": context}
