"""What the floor needs of the project: the bank as plain data, for a scorer without our package.

Used by engines and by the test that holds plain.py and plain.js against the package.
"""

from typing import Any

from assessment.quiz import Bank
from assessment.scoring import BAND

KEYS = (
    "scores",
    "shares",
    "errors",
    "bands",
    "lead",
    "primary",
    "secondary",
    "order",
    "most",
    "least",
    "held",
    "leaks",
)
"""The parts of a result that the floor works out: its numbers, without confidence, robustness and notes."""


def bank_data(bank: Bank) -> dict[str, Any]:
    """The bank as JSON takes it: by block and statement `[style, sign]`, by leak item `[area, sign]`."""
    return {
        "styles": list(bank.styles),
        "band": BAND,
        "scale": len(bank.scale),
        "areas": [area.id for area in bank.areas],
        "blocks": {
            block.id: {one.id: [one.style, _sign(one.keyed)] for one in block.statements}
            for block in bank.blocks
        },
        "leaks": {item.id: [item.area, _sign(item.keyed)] for item in bank.leaks},
    }


def _sign(keyed: str) -> int:
    return 1 if keyed == "plus" else -1
