"""A sealed entry, and the same with something changed. Used by the tests of the seal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from ledger.seal import read_back, sealed
from ledger.sheet import prepared
from tests.ledger.ledger_samples import AT, example_case

Path = tuple[str | int, ...]


@cache
def kept() -> str:
    """The file of the worked example of the software renewal, sealed."""
    return json.dumps(sealed(prepared(example_case("software-renewal"))["entry"], AT, "7k2"), indent=1)


def entry() -> dict[str, Any]:
    """The sealed entry, to change as one likes."""
    found: dict[str, Any] = json.loads(kept())
    return found


def unchanged(changed: object) -> bool:
    """Whether a file with this entry is as it was sealed."""
    return read_back(json.dumps(changed))[1]


def leaves(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every value in a value that holds no others."""
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if rows is None:
        yield path
    else:
        for key, part in rows:
            yield from leaves(part, (*path, key))


def inside(whole: Any, path: Path) -> Any:
    """What lies at a path."""
    for step in path:
        whole = whole[step]
    return whole


def spoilt(path: Path, value: object) -> dict[str, Any]:
    """The sealed entry with another value at a path."""
    found = entry()
    inside(found, path[:-1])[path[-1]] = value
    return found
