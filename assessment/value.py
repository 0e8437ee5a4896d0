"""A range of value from the visitor's own figures. No figure of ours is in it, and no answer either.

Called by browser; imports errors and record. Shows its working in one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.errors import PlacedError, quoted
from assessment.phrases import EN_DASH
from assessment.record import Record

NAMES = {
    "volume": "what you negotiate in a year",
    "part": "the part of it where this happens",
    "low": "what it costs there at least",
    "high": "what it costs there at most",
}
"""The four figures by the name of their field; all but the first are in per cent."""
LARGEST = 10**15


class FigureError(PlacedError):
    """A figure cannot be used: `figure-missing`, `figure-form` or `figure-range`; `place` names its field."""


@dataclass(frozen=True, slots=True)
class Estimate(Record):
    """A range of whole units a year, in words, and how it was worked out."""

    low: int
    high: int
    text: str
    working: str


def estimate(figures: Mapping[str, object]) -> Estimate:
    """volume × part × low to high, per cent as hundredths. The fields are texts as typed. FigureError."""
    volume, part, low, high = (_figure(name, figures.get(name)) for name in NAMES)
    if low > high:
        message = "the least that it costs is more than the most"
        raise FigureError("figure-range", "high", message, "Write the smaller figure in the first field.")
    ends = round(volume * part * low / 10_000), round(volume * part * high / 10_000)
    text = f"By your own figures: {ends[0]:,} to {ends[1]:,} a year."
    if ends[0] == ends[1]:
        text = f"By your own figures: {ends[0]:,} a year."
    working = f"{volume:,.16g} × {part:.16g}% × {low:.16g}%{EN_DASH}{high:.16g}%"
    return Estimate(*ends, text, f"{working}. All four figures are yours; none follows from your answers.")


def _figure(name: str, given: object) -> float:
    """The number a visitor typed: `2,000,000`, `2 000 000`, `1.5` and `1,5` are all understood."""
    text = re.sub(r"[\s\u00a0\u202f'%]", "", given) if isinstance(given, str) else ""
    if not text:
        raise FigureError("figure-missing", name, f"{NAMES[name]} is missing", "Enter a number.")
    if re.fullmatch(r"[1-9]\d{0,2}([.,]\d{3})+", text) and name == "volume":
        text = re.sub(r"[.,]", "", text)
    text = text.replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        message = f"{NAMES[name]} is {quoted(given)}"
        raise FigureError("figure-form", name, message, "Enter a number, such as 40 or 2,000,000.")
    value, largest = float(text), LARGEST if name == "volume" else 100
    if value > largest:
        hint = "Enter a smaller amount." if name == "volume" else "Enter per cent, from 0 to 100."
        raise FigureError("figure-range", name, f"{NAMES[name]} is too large", hint)
    return value
