"""Small pieces of sentences: lists, signed points, numbers in words. Used where sentences are made."""

from __future__ import annotations

from collections.abc import Sequence

EN_DASH, MINUS = "\u2013", "\u2212"
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def listed(parts: Sequence[str], word: str) -> str:
    """`a, b and c`, with the given word before the last."""
    return " ".join((", ".join(parts[:-1]), word, parts[-1])) if len(parts) > 1 else parts[0]


def signed(points: int) -> str:
    """`+3`, `\u22123` or `0`."""
    return f"+{points}" if points > 0 else minus(points)


def minus(points: int) -> str:
    """A number with a true minus sign."""
    return f"{MINUS}{-points}" if points < 0 else f"{points}"


def counted(number: int) -> str:
    """A number up to twelve in words."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number}"
