"""What one figure comes to for each role that may own negotiation, with the visitor's own numbers only.

`worked_out` gives the results in words, each with its working. Nothing is filled in or stored, and nothing is
assumed but what `note` says. `asked` has the figures, `measures` the formulas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from assessment.errors import PlacedError, nearest, quoted
from ledger import faults, measures
from ledger.asked import SHEETS, Asked
from ledger.numbers import LARGEST, MINUS, FigureError, per_cent, shown, typed

Numbers = Mapping[str, float]
LEAST_PRICES, MOST_PRICES = 4, 200
FEW = 8
"""Below so many figures a spread is a first look."""


class RoleError(PlacedError):
    """The role is none of those that have a sheet."""


def worked_out(role: object, figures: Mapping[str, object]) -> dict[str, Any]:
    """The results for a role: `headline`, `rows` of label, value and working, `note` on what they leave out.

    FigureError for a figure that cannot be used, RoleError for a role without a sheet.
    """
    if not isinstance(role, str) or role not in SHEETS:
        raise RoleError("unknown-role", "role", f"there is no role {quoted(role)}", nearest(role, SHEETS))
    sheet, found = SHEETS[role], faults.Found()
    if sheet.sides:
        found.take(partial(_selling, figures.get("side")))
    if sheet.prices:
        found.take(partial(_prices, figures.get("prices")))
    numbers = {one.id: found.take(partial(_number, figures, one), 0.0) for one in sheet.asked}
    found.tell()
    headline, rows, note = WORK[role](numbers, figures)
    return {"headline": headline, "rows": [list(row) for row in rows], "note": note}


Row = tuple[str, str, str]
Found = tuple[str, list[Row], str]


def _cfo(numbers: Numbers, _: Mapping[str, object]) -> Found:
    volume, rate = numbers["volume"], numbers["rate"]
    discount, margin = numbers["discount"], numbers["margin"]
    price = measures.price_cost(volume, discount / 100)
    more = measures.more_volume(discount / 100, margin / 100)
    days = measures.days_cost(volume, numbers["before"], numbers["after"], rate / 100)
    rows: list[Row] = [
        ("The discount costs", f"{shown(price)} a year", f"{_plain(volume)} × {_plain(discount)}%")
    ]
    label = "To make up for it, you have to sell"
    if more is None:
        taken = f"{_plain(discount)}% is not below the margin of {_plain(margin)}%"
        rows.append((label, "no volume makes up for it", taken))
    else:
        way = f"{_plain(discount)} ÷ ({_plain(margin)} − {_plain(discount)})"
        rows.append((label, f"{shown(more * 100)}% more", way))
    powers = " − ".join(f"(1 + {_plain(rate)}%)^(−{_plain(numbers[end])}/365)" for end in ("before", "after"))
    told = "The payment term costs" if days >= 0 else "The payment term brings"
    rows.append((told, f"{shown(abs(days))} a year", f"{_plain(volume)} × ({powers})"))
    total = price + days
    headline = f"Together they cost {shown(total)} a year"
    if total < 0:
        headline = f"Together they bring {shown(-total)} a year"
    note = (
        "The cost of a unit is taken to stay as it is. The days are those of the whole volume, at the price"
        " before the discount. What others will ask for once they know is not in it."
    )
    return headline, rows, note


def _coo(numbers: Numbers, figures: Mapping[str, object]) -> Found:
    prices = _prices(figures.get("prices"))
    units = numbers["units"]
    low, high = measures.quartiles(prices)
    spread, range_ = high - low, max(prices) - min(prices)
    apart = f"{_plain(low)} and {_plain(high)}"
    rows: list[Row] = [
        ("The middle half of the prices lies between", apart, f"quartiles of {len(prices)} prices"),
        ("The spread for one unit", _plain(spread), f"{_plain(high)} − {_plain(low)}"),
        ("The spread for one site", f"{shown(spread * units)} a year", f"{_plain(spread)} × {_plain(units)}"),
        (
            "From the lowest price to the highest",
            f"{shown(range_ * units)} a year",
            f"({_plain(max(prices))} − {_plain(min(prices))}) × {_plain(units)}",
        ),
    ]
    headline = f"A site at the upper quarter pays {shown(spread * units)} a year more than one at the lower"
    if spread * units == 0:
        headline = "There is no spread in the middle half of your prices"
    note = (
        "Quartiles as QUARTILE.INC of a spreadsheet gives them. A part of a spread may have reasons: volume,"
        " place, service. What has none is the part that a standard can close."
    )
    if len(prices) < FEW:
        note = f"With fewer than {FEW} prices this is a first look. {note}"
    return headline, rows, note


def _cso(numbers: Numbers, figures: Mapping[str, object]) -> Found:
    limit, result, units = numbers["limit"], numbers["result"], numbers["units"]
    selling = _selling(figures.get("side"))
    low, high = numbers["low"], numbers["high"]
    if low > high:
        hint = "Swap the two, or correct one."
        raise FigureError("figure-order", "figures.high", "the higher guess is below the lower one", hint)
    for name in ("low", "high"):
        if (numbers[name] <= limit) if selling else (numbers[name] >= limit):
            message = f"at {_plain(numbers[name])} there is no room between their limit and yours"
            way = "above yours when you sell" if selling else "below yours when you buy"
            hint = f"Their limit lies {way}."
            raise FigureError("figure-range", f"figures.{name}", message, hint)
    shares = sorted((measures.zone_share(result, limit, theirs), theirs) for theirs in (low, high))
    left = sorted((theirs - result) * (1 if selling else -1) * units for theirs in (low, high))
    working = "; ".join(
        f"({_plain(result)} − {_plain(limit)}) ÷ ({_plain(theirs)} − {_plain(limit)}) = {_percent(share)}"
        for share, theirs in shares
    )
    part = _between(*(_percent(share) for share, _ in shares))
    rest = _between(*(_percent(1 - share) for share, _ in reversed(shares)))
    way = "; ".join(
        f"({_plain(theirs)} − {_plain(result)}) × {_plain(units)}"
        if selling
        else f"({_plain(result)} − {_plain(theirs)}) × {_plain(units)}"
        for theirs in (low, high)
    )
    rows: list[Row] = [
        ("Of the room, you have", part, working),
        ("Of the room, they have", rest, "100% less that"),
        ("What stayed with them", f"{_between(*map(shown, left))} a year", way),
    ]
    note = (
        "Their limit is your guess, so the result is a range. One deal says nothing; twenty in one segment,"
        " beside twenty in another, begin to."
    )
    if any(share > 1 for share, _ in shares):
        note = f"Above 100% the guess was wrong: they agreed to more than you took for their limit. {note}"
    if any(share < 0 for share, _ in shares):
        note = f"Below 0% the deal is worse than your own limit. {note}"
    return f"You have {part} of the room", rows, note


def _cno(numbers: Numbers, _: Mapping[str, object]) -> Found:
    gives, gets = numbers["gives"], numbers["gets"]
    negotiated, invoiced = numbers["negotiated"], numbers["invoiced"]
    rows: list[Row] = []
    if gives:
        ratio = shown(measures.give_get(gets, gives))
        rows.append(("For each 1 that you gave, there came back", ratio, f"{_plain(gets)} ÷ {_plain(gives)}"))
        headline = f"For each 1 that you gave, {ratio} came back"
    else:
        rows.append(("Your concessions", "cost nothing", "there is nothing to divide by"))
        headline = f"Nothing was given, and {shown(gets)} came back"
    rows.append(("Gets less gives", shown(gets - gives), f"{_plain(gets)} − {_plain(gives)}"))
    if negotiated:
        share = measures.realisation(invoiced, negotiated)
        way = f"{_plain(invoiced)} ÷ {_plain(negotiated)}"
        rows.append(("Of the saving, there arrived", _percent(share), way))
        leaked = negotiated - invoiced
        told = ("Lost on the way" if leaked >= 0 else "Arrived beyond it", shown(abs(leaked)))
        rows.append((*told, f"{_plain(negotiated)} − {_plain(invoiced)}"))
    else:
        rows.append(("Of the saving, there arrived", "no share", "no saving was negotiated"))
    note = (
        "Both figures are as good as the prices put on the terms. They say what happened, and not who did it"
        " well; a market that moves shows in them too."
    )
    return headline, rows, note


def _learning(numbers: Numbers, _: Mapping[str, object]) -> Found:
    volume, open_, cost = numbers["volume"], numbers["open"], numbers["cost"]
    table = volume * open_ / 100
    if not table:
        hint = "Enter a share above 0."
        raise FigureError("figure-range", "figures.open", "nothing comes to the table in that year", hint)
    point = table / 100
    needed = cost / point
    rows: list[Row] = [
        ("On the table in that year", shown(table), f"{_plain(volume)} × {_plain(open_)}%"),
        ("One percentage point that is held", f"is worth {shown(point)}", f"{_plain(table)} × 1%"),
        ("The cost is met when they hold", f"{_points(needed)} more", f"{_plain(cost)} ÷ {_plain(point)}"),
    ]
    headline = f"The programme pays for itself at {_points(needed)} held"
    if needed > 100:
        headline = "The programme costs more than all that comes to the table"
    note = (
        "This is what would have to happen, and no forecast of it. Whether it happened, only a record of held"
        " terms can show; without one, the same sum justifies any course."
    )
    return headline, rows, note


WORK: Mapping[str, Callable[[Numbers, Mapping[str, object]], Found]] = {
    "cfo": _cfo,
    "coo": _coo,
    "cso": _cso,
    "chief-negotiation-officer": _cno,
    "learning-and-development": _learning,
}


def _number(figures: Mapping[str, object], asked: Asked) -> float:
    place = f"figures.{asked.id}"
    label = f"“{asked.label}”"
    number = typed(figures.get(asked.id), place, label, per_cent(asked.unit))
    if not asked.low <= number <= asked.high:
        ends = f"to {shown(asked.high)}" if asked.high < LARGEST else "up"
        hint = f"Enter a number from {shown(asked.low)} {ends}."
        raise FigureError("figure-range", place, f"{label} is {_plain(number)}", hint)
    return number


def _prices(text: object) -> list[float]:
    """Prices, one a line or with semicolons between them; a comma belongs to a number."""
    place = "figures.prices"
    parts = [part for part in re.split(r"[;\n]", text if isinstance(text, str) else "") if part.strip()]
    if len(parts) < LEAST_PRICES:
        hint = f"Enter {LEAST_PRICES} prices or more, one a line."
        there = "is one price" if len(parts) == 1 else f"are {len(parts) or 'no'} prices"
        raise FigureError("figure-missing", place, f"there {there}", hint)
    if len(parts) > MOST_PRICES:
        message = f"there are more than {MOST_PRICES} prices"
        raise FigureError("figure-range", place, message, "Leave some out.")
    prices = [typed(part, place, f"price {number}") for number, part in enumerate(parts, 1)]
    if min(prices) < 0:
        message = f"price {prices.index(min(prices)) + 1} is below zero"
        raise FigureError("figure-range", place, message, "Enter prices from 0 up.")
    return prices


def _selling(side: object) -> bool:
    if side not in ("buy", "sell"):
        hint = "Choose one of the two."
        raise FigureError("figure-missing", "figures.side", "it is open whether you buy or sell", hint)
    return side == "sell"


def _plain(number: float) -> str:
    """A number as it was typed, so that a working can be done again: up to six decimals."""
    text = f"{abs(number):,.6f}".rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if number < 0 and text != "0" else text


def _percent(share: float) -> str:
    return f"{shown(round(share * 100))}%"


def _points(number: float) -> str:
    return f"{shown(number)} percentage point{'' if shown(number) == '1' else 's'}"


def _between(low: str, high: str) -> str:
    return low if low == high else f"between {low} and {high}"
