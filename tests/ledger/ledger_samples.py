"""What the tests of the ledger share: the playbooks of `content/` as plain values, and a small one."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from ledger.playbook import Playbook
from ledger.playbook_reader import read
from ledger.prepare import Case, case

ROOT = Path(__file__).parents[2]
AT = "2026-11-27T09:30Z"

SMALL: dict[str, Any] = {
    "schema": "edge-playbook/1",
    "id": "small",
    "version": "1.0.0",
    "side": "sell",
    "currency": "EUR",
    "inputs": [{"id": "base", "example": 100}, {"id": "units", "example": 10}],
    "terms": [
        {
            "id": "fee",
            "label": "Fee",
            "unit": "EUR",
            "better": "higher",
            "rank": "must",
            "opening": {"rule": "base * 1.3"},
            "target": {"rule": "base * 1.2"},
            "hold": {"rule": "base * 1.1"},
            "reservation": {"rule": "base"},
            "cost": {"model": "price", "volume": "units"},
        },
        {
            "id": "days",
            "label": "Days",
            "unit": "days",
            "better": "lower",
            "rank": "want",
            "opening": {"rule": "14"},
            "target": {"rule": "30"},
            "hold": {"rule": "45"},
            "reservation": {"rule": "600 / units"},
        },
    ],
    "gives": [
        {
            "id": "g-ref",
            "label": "Reference",
            "our_cost": {"amount": 10},
            "their_value": {"low": 20, "high": 60, "confidence": "guess"},
            "trade_for": ["t-early"],
            "approval": "a-ref",
        },
        {
            "id": "g-slow",
            "label": "Slower start",
            "our_cost": {"rule": "base / 20"},
            "their_value": {"low": 5, "high": 30},
            "trade_for": ["t-early", "t-case"],
        },
    ],
    "gets": [
        {
            "id": "t-early",
            "label": "Paid early",
            "of": "days",
            "to": 14,
            "our_value": {"amount": 25},
            "their_cost": {"low": 5, "high": 15},
        },
        {"id": "t-case", "label": "A case study", "our_value": {"rule": "units * 3"}},
    ],
    "red_lines": [{"id": "r-days", "label": "Days to pay", "rule": "days <= 60", "why": "the bank says so"}],
    "approvals": [{"id": "a-ref", "when": "give g-ref", "who": "Head of Words", "within": "2d"}],
    "walk_away": {"value": "base * 0.9"},
}
"""A seller's playbook with little of everything; its examples give sound figures."""
SMALL_INPUTS = {"base": "100", "units": "10"}


def small() -> dict[str, Any]:
    """The small playbook, to change as one likes."""
    return copy.deepcopy(SMALL)


def small_case(data: dict[str, Any] | None = None, **inputs: str) -> Case:
    """The case of the small playbook, or of a changed one, with some figures in place of the examples."""
    return case(read(data or SMALL), {**SMALL_INPUTS, **inputs})


@cache
def written() -> dict[str, dict[str, Any]]:
    """Every playbook of `content/`, as its JSON file gives it, by id."""
    # Here, so that the other tests run where pydantic cannot: in Pyodide.
    from site_build import library

    found, problems = library.load(ROOT / "content")
    assert found, problems
    return {
        entry.model.id: entry.model.model_dump(mode="json", by_alias=True, exclude_none=True)
        for entry in found.playbooks
    }


def playbook(name: str) -> Playbook:
    """A playbook of `content/`, read."""
    return read(written()[name])


def examples(read_: Playbook) -> dict[str, str]:
    """The examples of its inputs, as one would type them."""
    return {name: f"{value:.10f}".rstrip("0").rstrip(".") for name, value in read_.inputs.items()}


def example_case(name: str, **inputs: str) -> Case:
    """The worked example of a playbook of `content/`, with some figures changed."""
    read_ = playbook(name)
    return case(read_, {**examples(read_), **inputs})


def position(one: Case, name: str) -> float:
    """A figure of a case."""
    return one.figures.number(name)


NAMES = sorted(path.stem for path in (ROOT / "content" / "playbooks").glob("*.md") if path.stem != "index")


def energy(base: float, units: int, gets: float = 0.2) -> Case:
    """A purchase by the unit: so many kWh at so much, with trades that are worth a part of it."""
    part = base * units * 0.02
    data: dict[str, Any] = {
        "schema": "edge-playbook/1",
        "id": "energy",
        "version": "1.0.0",
        "side": "buy",
        "currency": "EUR",
        "inputs": [{"id": "base", "label": "What you pay now", "unit": "EUR/kWh", "example": base}],
        "terms": [
            {
                "id": "price",
                "label": "Price",
                "unit": "EUR/kWh",
                "better": "lower",
                "rank": "must",
                "opening": {"rule": "base * 0.9"},
                "target": {"rule": "base * 0.95"},
                "hold": {"rule": "base * 0.97"},
                "reservation": {"rule": "base"},
                "cost": {"model": "price", "volume": str(units)},
            }
        ],
        "gives": [
            {
                "id": f"g-{number}",
                "label": f"Give {number}",
                "our_cost": {"amount": part * number / 10},
                "their_value": {"low": part * number / 20, "high": part * number / 2},
                "trade_for": ["t-1", "t-2", "t-3"],
            }
            for number in (1, 2, 3)
        ],
        "gets": [
            {
                "id": f"t-{number}",
                "label": f"Get {number}",
                "our_value": {"amount": part * number * gets},
                "their_cost": {"low": part * number / 20, "high": part * number / 8},
            }
            for number in (1, 2, 3)
        ],
        "red_lines": [
            {"id": "r-base", "rule": "price <= base", "why": "it is what is paid", "on_breach": "stop"}
        ],
    }
    return case(read(data), {"base": str(base)})
