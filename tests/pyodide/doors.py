"""Asks the door of a package a few things and prints what is loaded by then, and each answer on a line.

Run by CPython, and inside Pyodide by run.mjs on the library that visitors load; the lines are to be the same.
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

Ask = Callable[[dict[str, Any]], dict[str, Any]]
TERMS = [
    {
        "id": "price",
        "label": "Price",
        "unit": "EUR",
        "better": "higher",
        "rank": "must",
        "opening": {"rule": "list"},
        "target": {"rule": "list - 5"},
        "hold": {"rule": "list - 10"},
        "reservation": {"rule": "max(45, list − 15)"},
        "cost": {"model": "price", "volume": "units"},
    },
    {
        "id": "payment",
        "label": "Payment",
        "unit": "days",
        "better": "lower",
        "rank": "want",
        "target": {"rule": "30"},
        "hold": {"rule": "45"},
    },
]
PLAYBOOK = {
    "schema": "edge-playbook/1",
    "id": "sample",
    "version": "1.0",
    "side": "sell",
    "currency": "EUR",
    "inputs": [{"id": "list", "example": 60}, {"id": "units", "example": 1000}],
    "terms": TERMS,
    "gives": [
        {
            "id": "g-days",
            "label": "Later payment",
            "our_cost": {"rule": "npv_days(list * units, 45, 60, 0.08)"},
            "their_value": {"low": 300, "high": 900},
            "trade_for": ["t-volume"],
            "of": "payment",
            "to": 60,
        }
    ],
    "gets": [
        {
            "id": "t-volume",
            "label": "More volume",
            "our_value": {"amount": 2000},
            "their_cost": {"low": 100, "high": 700},
        }
    ],
    "red_lines": [{"id": "r-price", "rule": "price >= 45", "why": "It costs 45."}],
    "approvals": [{"id": "a-price", "when": "price < 55 or give g-days", "who": "CFO", "within": "a day"}],
    "walk_away": {"value": "44"},
}


def assessment(ask: Ask) -> Iterator[dict[str, Any]]:
    """What the assessment answers: a sheet, the code to share, and the private one among the takes."""
    browser = import_module("assessment.browser")
    yield (scored := ask({"do": "score", "sheet": browser.bank_sheet()}))
    yield ask({"do": "open", "code": scored["codes"]["share"]})
    yield ask({"do": "takes", "takes": [{"code": scored["codes"]["private"], "at": "2026-11-27"}]})


def ledger(ask: Ask) -> Iterator[dict[str, Any]]:
    """What the ledger answers: self-check, an owner's sum, a case that is prepared, sealed, and read back."""
    questions = import_module("ledger.maturity").bank().questions
    yield ask({"do": "maturity", "answers": {one.id: at % 4 for at, one in enumerate(questions)}})
    figures = {"side": "buy", "limit": "100", "result": "88", "low": "80", "high": "86", "units": "100"}
    yield ask({"do": "owner", "role": "cso", "figures": figures})
    yield (sheet := ask({"do": "prepare", "playbook": PLAYBOOK, "inputs": {"list": "60", "units": "1,000"}}))
    yield (entry := ask({"do": "seal", "entry": sheet["entry"], "at": "2026-11-27T09:30Z", "number": "1"}))
    yield ask({"do": "read-back", "text": json.dumps(entry["entry"])})


def main(door: str) -> None:
    """Print the lines. What is ours and loaded is said of the start alone, before anything is asked."""
    browser = import_module(f"{door}.browser")
    browser.warm()
    print(*sorted(name for name in sys.modules if name.split(".")[0] in ("assessment", "ledger")))
    examples = {"assessment": assessment, "ledger": ledger}[door]
    for answer in examples(lambda request: json.loads(browser.call(json.dumps(request)))):
        print(json.dumps(answer, sort_keys=True))


if __name__ == "__main__":
    main((globals().get("arguments") or sys.argv[1:])[0])
