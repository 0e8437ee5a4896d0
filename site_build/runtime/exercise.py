"""Runs the browser packages once, to find out what they load of the standard library.

Runs inside Pyodide during a build, started by bundle.mjs. Whatever this module imports is kept for the
browser: it must not import more than the packages themselves do.
"""

import json
import sys
from collections.abc import Iterable
from importlib import import_module

TERM = {"id": "price", "label": "Price", "unit": "EUR", "better": "higher", "rank": "must"}
MONEY = {
    "opening": {"rule": "list"},
    "target": {"rule": "npv_days(list, 0, 30, 0.08) + 50"},
    "hold": {"rule": "max(40, 45)"},
    "cost": {"model": "price", "volume": "100"},
}
PLAYBOOK = {
    "schema": "edge-playbook/1",
    "id": "sample",
    "version": "1.0",
    "side": "sell",
    "currency": "EUR",
    "inputs": [{"id": "list", "example": 60}],
    "terms": [TERM | MONEY],
}
ENTRY = {"schema": "edge-ledger/1", "prep": {}}
EXAMPLES: dict[str, tuple[dict[str, object], ...]] = {
    "ledger": (
        {"do": "prepare", "playbook": PLAYBOOK, "inputs": {"list": "60"}},
        {"do": "seal", "entry": ENTRY, "at": "2026-11-27T09:30Z", "number": "1"},
        {"do": "read-back", "text": json.dumps(ENTRY | {"seal": {"digest": ""}})},
    )
}
"""By package, requests that are answered well, beyond the one that its `warm()` makes."""


def exercise(packages: Iterable[str], modules: Iterable[str]) -> None:
    """Import every module of the packages, and let each of their doors answer well and badly."""
    for module in modules:
        import_module(module)
    for package in packages:
        browser = import_module(f"{package}.browser")
        browser.warm()
        requests = (*({"do": name} for name in browser.DOORS), *EXAMPLES.get(package, ()))
        for text in ("", "{", "[]", '{"do": 1}', *map(json.dumps, requests)):
            browser.call(text)


def loaded(stdlib: str, packages: Iterable[str]) -> list[str]:
    """The files of the standard library, a zip, that are loaded at this moment, as they are named in it."""
    ours = tuple(f"{package}/" for package in packages)
    origins = (str(getattr(module.__spec__, "origin", "")) for module in list(sys.modules.values()))
    files = {origin.removeprefix(f"{stdlib}/") for origin in origins if origin.startswith(f"{stdlib}/")}
    return sorted(file for file in files if not file.startswith(ours))
