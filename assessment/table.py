"""A table of a bank file: hands out its fields with their types checked, each error with its place.

Used by quiz, which builds the bank from it; imports errors only. Knows TOML's values but not the bank's
types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from assessment.errors import PlacedError, nearest, quoted

CODES = {
    "bank-file": "the file cannot be read",
    "bank-toml": "the text is not TOML",
    "bank-unknown-field": "a field is not known",
    "bank-missing-field": "a field is missing",
    "bank-type": "a value is not what the field takes",
    "bank-empty": "a text is empty",
    "bank-duplicate": "an id, a style or a step of the scale stands twice",
    "bank-style": "a statement names a style that the bank does not list",
    "bank-style-twice": "a style stands twice in a block",
    "bank-block-short": "a block has fewer than three statements",
    "bank-area": "a leak item names an area that the bank does not list",
}
"""What each code of a BankError means, in one sentence."""


class BankError(PlacedError):
    """The bank cannot be read.

    `code` is a key of CODES, `place` is such as `v1.toml: blocks[3].statements[1] (a04-2)`, counted from 0.
    """


class Table:
    """A table with the name of its file and its path in it, such as `blocks[3]`."""

    def __init__(self, data: Mapping[str, Any], source: str, path: str) -> None:
        self.data, self.source, self.path = data, source, path

    # Each method but `only` and `error` returns a field, or raises BankError.

    def error(self, code: str, message: str, hint: str) -> BankError:
        name = self.data.get("id")
        path = f"{self.path} ({name})" if self.path and isinstance(name, str) and name else self.path
        return BankError(code, ": ".join(part for part in (self.source, path) if part), message, hint)

    def only(self, *known: str) -> None:
        for key in self.data:
            if key not in known:
                raise self.error("bank-unknown-field", f"unknown field {quoted(key)}", nearest(key, known))

    def take(self, key: str, kind: type, what: str) -> Any:
        if key not in self.data:
            raise self.error("bank-missing-field", f"the field {quoted(key)} is missing", f"Add it: {what}.")
        value = self.data[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.error("bank-type", f"{key} is {quoted(value)}", f"Make it {what}.")
        return value

    def text(self, key: str) -> str:
        value: str = self.take(key, str, "a text")
        if not value.strip():
            raise self.error("bank-empty", f"{key} is empty", "Write the text, or take the entry out.")
        return value

    def name(self, seen: set[str]) -> str:
        """The id of the entry, which must not be among those already seen."""
        value = self.text("id")
        if value in seen:
            raise self.error(
                "bank-duplicate", f"the id {quoted(value)} stands twice", "Give each its own id."
            )
        seen.add(value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, "a list of texts")
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(
                "bank-type", f"{key} is {quoted(values)}", "Make it a list of texts, none of them empty."
            )
        for place, value in enumerate(values):
            if value in values[:place]:
                raise self.error("bank-duplicate", f"{key} holds {quoted(value)} twice", "Take one out.")
        return tuple(values)

    def keyed(self) -> Literal["plus", "minus"]:
        match self.data.get("keyed", "plus"):
            case "plus":
                return "plus"
            case "minus":
                return "minus"
            case other:
                raise self.error("bank-type", f"keyed is {quoted(other)}", 'Make it "plus" or "minus".')

    def one_of(self, key: str, known: Iterable[str], code: str) -> str:
        value = self.text(key)
        if value not in known:
            raise self.error(code, f"unknown {key} {quoted(value)}", nearest(value, known))
        return value

    def tables(self, key: str, *, required: bool = True) -> list[Table]:
        if key not in self.data and not required:
            return []
        values = self.take(key, list, f"one or more tables, [[{self.heading(key)}]]")
        if not values or not all(isinstance(value, dict) for value in values):
            raise self.error(
                "bank-type", f"{key} is {quoted(values)}", f"Write it as tables, [[{self.heading(key)}]]."
            )
        prefix = f"{self.path}." if self.path else ""
        return [Table(value, self.source, f"{prefix}{key}[{place}]") for place, value in enumerate(values)]

    def heading(self, key: str) -> str:
        return f"{self.path.split('[')[0]}.{key}" if self.path else key
