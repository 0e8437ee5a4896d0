"""Requests for the ledger's door, good ones and spoilt ones, and its answers as JavaScript reads them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ledger.browser import call
from ledger.maturity import bank
from tests.ledger.ledger_samples import AT, SMALL, SMALL_INPUTS

Path = tuple[str | int, ...]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**400, -0.0, "\ud800", "0", "1e999", "give", "a" * 400, "price", "batna"]),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=9), part, max_size=3),
    max_leaves=8,
)
"""What JSON can hold, as Python writes and reads it: with NaN, the infinities and halves of letters."""


def strict(name: str) -> object:
    """JavaScript reads no NaN and no infinity."""
    raise AssertionError(f"the answer holds {name}, which is no JSON")


def asked(request: object) -> dict[str, Any]:
    """The answer to a request, read as JavaScript reads it; its shape is checked."""
    text = request if isinstance(request, str) else json.dumps(request)
    answer = json.loads(call(text), parse_constant=strict)
    assert isinstance(answer, dict)
    if not answer["ok"]:
        assert answer.keys() - {"others"} == {"ok", "error"}
        for error in (answer["error"], *answer.get("others", ())):
            assert error.keys() == {"code", "place", "message", "hint"}
            assert all(isinstance(part, str) for part in error.values())
            assert error["code"]
            assert error["message"]
    return answer


def failed(request: object) -> tuple[str, str]:
    """The code and the place of a request that cannot be answered."""
    answer = asked(request)
    assert not answer["ok"]
    return answer["error"]["code"], answer["error"]["place"]


@cache
def sound() -> dict[str, dict[str, Any]]:
    """A good request for every door."""
    prepare = {
        "do": "prepare",
        "playbook": SMALL,
        "inputs": SMALL_INPUTS,
        "alternatives": [{"what": "Wait", "value": "90", "by": "May"}],
    }
    entry = json.loads(call(json.dumps(prepare)))["entry"]
    seal = {"do": "seal", "entry": entry, "at": AT, "number": "7k2"}
    text = json.dumps(json.loads(call(json.dumps(seal)))["entry"])
    return {
        "maturity": {"do": "maturity", "answers": {question.id: 2 for question in bank().questions}},
        "owner": {
            "do": "owner",
            "role": "learning-and-development",
            "figures": {"volume": "1,000,000", "open": "50", "cost": "20,000"},
        },
        "prepare": prepare,
        "read-back": {"do": "read-back", "text": text},
        "seal": seal,
    }


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every value in a value, its own first."""
    yield path
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(part, (*path, key))


def changed(request: dict[str, Any], path: Path, *value: object) -> dict[str, Any]:
    """A request with another value at a path, or without it when no value is given."""
    found: Any = copy.deepcopy(request)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    if value:
        inner[path[-1]] = value[0]
    else:
        del inner[path[-1]]
    return dict(found)
