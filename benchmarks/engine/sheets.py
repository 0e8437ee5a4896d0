"""The answer sheets that are scored, the same for every peer, and what CPython says to them.

Used by campaign.
"""

import json
import random
from typing import Any

from assessment import browser
from assessment.quiz import bundled_bank
from benchmarks.engine.floor import KEYS

Data = dict[str, Any]


def sheets(count: int, seed: int = 1) -> list[Data]:
    """So many complete sheets of the newest bank, answered at random."""
    bank, chance = bundled_bank(), random.Random(seed)
    found = []
    for _ in range(count):
        blocks = {}
        for block in bank.blocks:
            most, least = chance.sample([statement.id for statement in block.statements], 2)
            blocks[block.id] = {"most": most, "least": least}
        leaks = {item.id: chance.randint(1, len(bank.scale)) for item in bank.leaks}
        found.append({"bank": bank.id, "version": bank.version, "blocks": blocks, "leaks": leaks})
    return found


def answer(sheet: Data) -> Data:
    """The whole answer, as CPython gives it."""
    found: Data = json.loads(browser.call(json.dumps({"do": "score", "sheet": sheet, "seconds": {}})))
    return found


def numbers(found: Data) -> Data:
    """The part of an answer that the floor works out as well."""
    return {"ok": found["ok"], "result": {key: found["result"][key] for key in KEYS}}
