"""The error of whatever reads what somebody gave: a place, what is wrong there, and what to do.

Imports nothing of the package, so that every reader of assessment and of ledger may raise it.
"""

from __future__ import annotations

from collections.abc import Iterable


class PlacedError(ValueError):
    """Something in the input is wrong.

    `code` is permanent, `place` says where in the input, `message` what is wrong, `hint` what to do about it.
    """

    def __init__(self, code: str, place: str, message: str, hint: str = "") -> None:
        super().__init__(code, place, message, hint)
        self.code = code
        self.place = place
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}. {self.hint}".rstrip()


def quoted(value: object) -> str:
    """A value from the input as it may stand in a message: in double quotes, at most 40 characters."""
    text = shortened(value if isinstance(value, str) else repr(value))
    return f'"{text}"' if isinstance(value, str) else text


def shortened(text: str) -> str:
    """At most 40 characters of a text from the input."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def nearest(word: object, known: Iterable[str]) -> str:
    """`Did you mean "x"?` for the known word nearest to `word`, else the list of the known ones.

    Own code, because difflib would be one more module in every visitor's download, for one hint.
    """
    names = list(known)
    if isinstance(word, str) and len(word) <= 80:
        near = [(_distance(word.lower(), name.lower()), place) for place, name in enumerate(names)]
        distance, place = min(near, default=(len(word), 0))
        if distance <= max(1, len(word) // 3):
            return f'Did you mean "{names[place]}"?'
    return f"Known: {', '.join(names)}." if names else ""


def _distance(one: str, other: str) -> int:
    """How many letters to insert, drop or change to make `other` of `one` (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, there in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (letter != there))
    return row[-1]
