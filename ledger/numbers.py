"""Numbers as people type and read them. Used by `prepare`, `owners` and the site's worked figures."""

from __future__ import annotations

import re

from assessment.errors import PlacedError, quoted

LARGEST = 1e12
MINUS = "−"


class FigureError(PlacedError):
    """A figure cannot be used: `figure-missing`, `figure-form` or `figure-range`; `place` names its field."""


def per_cent(unit: str) -> int:
    """By what a number is divided when a per cent sign follows it: 100 in a share of 1, 1 in a unit of `%`.

    0 in any other unit, where the sign has no meaning.
    """
    return 100 if unit.startswith(("of 1", "share")) else int(unit.startswith("%"))


def typed(text: object, place: str, label: str, percent: int = 0, near: float = 0.0) -> float:
    """The number that a visitor typed: `2,000,000`, `2 000 000`, `-1.5` and `1,5` are all understood.

    `1.085` can mean either; it is understood as what is within ten times of `near`, an example of the figure.
    With `percent`, as `per_cent` gives it, a per cent sign may follow. FigureError says what is wrong with
    `label`.
    """
    if isinstance(text, int) and abs(text) > LARGEST:
        raise FigureError("figure-range", place, f"{label} is too large", "Enter a smaller number.")
    plain = re.sub(r"[\s\u00a0\u202f'€$£]", "", str(text) if isinstance(text, str | int | float) else "")
    plain = plain.replace(MINUS, "-")
    divisor = 1
    if percent and plain.endswith("%"):
        plain, divisor = plain[:-1], percent
    if not plain:
        raise FigureError("figure-missing", place, f"{label} is missing", "Enter a number.")
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", plain):
        whole = plain.replace(".", "")
        likely = [way for way in (plain, whole) if near and 0.1 <= float(way) / near <= 10]
        if not likely:
            thousands = plain.replace(".", ",")
            hint = f"A point before three figures can mean either: write {thousands} or {plain}0."
            raise FigureError("figure-form", place, f"{label} is {quoted(text)}", hint)
        plain = likely[0]
    elif re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+,\d+|-?[1-9]\d{0,2}(\.\d{3}){2,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain):
        hint = "Enter a number without a sign behind it, such as 40, 0.85 or 2,000,000."
        if percent:
            hint = f"Enter a number such as {'0.85, or 85%' if percent > 1 else '8.5, or 8.5%'}."
        raise FigureError("figure-form", place, f"{label} is {quoted(text)}", hint)
    if len(plain) > 30 or abs(float(plain)) > LARGEST:
        raise FigureError("figure-range", place, f"{label} is too large", "Enter a smaller number.")
    return float(plain) / divisor


def exact(value: float) -> str:
    """A number that somebody wrote, as it was written: with commas, and every decimal that it has."""
    text = f"{abs(value):,.15g}"
    if "e-" in text:
        text = f"{abs(value):.{14 + int(text.partition('e-')[2])}f}".rstrip("0")
    return f"{MINUS}{text}" if value < 0 else text


def apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers as `shown`, with as many decimals more as it takes to tell them apart."""
    pairs = ((shown(one, decimals), shown(other, decimals)) for decimals in range(13))
    return next((pair for pair in pairs if pair[0] != pair[1]), (exact(one), exact(other)))


def shown(value: float, decimals: int = 0) -> str:
    """A number that was worked out: two decimals at most, none from 1,000 on, or `decimals`."""
    decimals = max(decimals, 0 if abs(value) >= 1000 else 2)
    text = f"{abs(value):,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text
