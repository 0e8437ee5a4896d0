"""Records that turn themselves into plain values for JSON, field by field.

The base of the dataclasses in quiz, sheet, naming, scoring and words; imports nothing of the package.
`dataclasses.asdict` does the same with a deep copy at each step, at ten times the cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Record:
    """Base of a frozen slotted dataclass: adds `to_json`."""

    __slots__: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The fields as dicts, lists, strings, numbers, booleans and None."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: one if type(one) in _ATOMS else _plain(one) for key, one in value.items()}
    return value.to_json()


_ATOMS = frozenset((str, int, float, bool, type(None)))
"""Types that JSON has as they are. Asked for first: most fields are of these, and an ABC is slow to ask."""
