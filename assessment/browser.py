"""The only door for JavaScript: JSON text in, JSON text out, and no exception for bad input.

Called by the site's worker (Pyodide) and by tests. Takes the bundled banks only; a sheet names its bank and
version.
"""

from __future__ import annotations

import json
from typing import Any

from assessment.chart import map_chart, shares_chart, to_json
from assessment.errors import PlacedError, quoted
from assessment.quiz import Bank, bundled_bank
from assessment.scoring import score
from assessment.sheet import SheetError, parse
from assessment.words import shown

LATEST = 1
"""The newest version among the bundled banks; older ones stay."""

_banks: dict[int, Bank] = {}


def score_json(sheet: str) -> str:
    """Score an answer sheet.

    Returns `{"ok": true, "result", "shown", "drawings": {"shares", "map"}}`, or
    `{"ok": false, "error": {"code", "place", "message", "hint"}}` for a sheet that cannot be scored.
    """
    try:
        answer = _scored(sheet)
    except PlacedError as error:
        parts = {"code": error.code, "place": error.place, "message": error.message, "hint": error.hint}
        answer = {"ok": False, "error": parts}
    return json.dumps(answer, separators=(",", ":"), check_circular=False)


def bank_sheet(version: int = LATEST) -> str:
    """A complete sheet for a bundled bank, as JSON, made to need most sentences of a result."""
    bank = _bank(version)
    blocks = {}
    for number, block in enumerate(bank.blocks):
        ranked = sorted(block.statements, key=lambda statement: bank.styles.index(statement.style))
        most, least = (2, 1) if number % 3 == 0 else (0, -1)
        blocks[block.id] = {"most": ranked[most].id, "least": ranked[least].id}
    leaks = {item.id: 1 + number % len(bank.scale) for number, item in enumerate(bank.leaks)}
    return json.dumps({"bank": bank.id, "version": bank.version, "blocks": blocks, "leaks": leaks})


def warm() -> str:
    """Score one dummy sheet, so that the first real one finds all loaded and compiled; returns the answer."""
    return score_json(bank_sheet())


def _scored(sheet: str) -> dict[str, Any]:
    data = parse(sheet)
    version = data.get("version")
    if type(version) is not int:
        given = quoted(version) if "version" in data else "missing"
        raise SheetError(
            "wrong-version", "version", f"the version is {given}", "Give the bank's version, a whole number."
        )
    bank = _bank(version)
    result = score(bank, data)
    across = map_chart(bank, result)
    drawings = {"shares": to_json(shares_chart(bank, result)), "map": across and to_json(across)}
    return {
        "ok": True,
        "result": result.to_json(),
        "shown": shown(bank, result).to_json(),
        "drawings": drawings,
    }


def _bank(version: int) -> Bank:
    if version not in _banks:
        if not 1 <= version <= LATEST:
            message = f"there is no bank of version {quoted(version)}"
            raise SheetError(
                "wrong-version", "version", message, f"The versions published are 1 to {LATEST}."
            )
        _banks[version] = bundled_bank(version)
    return _banks[version]
