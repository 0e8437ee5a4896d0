"""Reads JSON that somebody else wrote: no deeper and with no other numbers than a file of ours can have.

Depth is counted before anything is parsed: in Pyodide a parser that runs out of stack takes Python with it.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

DEEPEST = 60
"""Lists and objects inside each other; ours have eight."""


def load(text: str) -> Any:
    """The value of a JSON text. ValueError says what is wrong with it."""
    depth = 0
    for sign in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        depth += 1 if sign in "[{" else -1
        if depth > DEEPEST:
            raise ValueError(f"lists stand more than {DEEPEST} deep inside each other")
    return json.loads(text, parse_constant=_no_number, parse_float=_finite)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if abs(value) == float("inf"):
        raise ValueError("a number is too large")
    return value
