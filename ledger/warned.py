"""What does not fit in a case: positions out of order, a limit behind the BATNA, red lines, another size.

Used by `sheet`.
"""

from __future__ import annotations

from itertools import pairwise

from ledger.figures import Figures, at_position
from ledger.numbers import shown
from ledger.offers import figure, holds, money, named, stood
from ledger.playbook import POSITIONS
from ledger.prepare import LIMIT, Case
from ledger.rules import same

FAR = 2
"""How many times larger or smaller than the example a case may be before its guesses do not fit."""


def warnings(one: Case) -> list[dict[str, str]]:
    """What does not fit in this case: `code`, `about` (a term's label or nothing) and `text`."""
    found = []
    for term in one.playbook.terms:
        rows = [
            (name, one.figures.number(f"{name}.{term.id}")) for name in POSITIONS if name in term.positions
        ]
        for (better, high), (worse, low) in pairwise(rows):
            if term.sign * (high - low) < 0 and not same(high, low):
                ends = (f"the {LIMIT[end]} ({stood(one, term, end)})" for end in (better, worse))
                found.append(_warning("order", term.label, " is worse for us than ".join(ends)))
    found += [*_against_batna(one), *_size(one)]
    for position in POSITIONS:
        figures = Figures(one.playbook, one.inputs, at_position(one.playbook, one.inputs, position))
        for line in one.playbook.red_lines:
            if not holds(figures, line):
                text = f"at the {LIMIT[position]} this red line is crossed: {line.said.get('why', '')}"
                found.append(_warning("red-line", named(one, line), text))
    return found


def _against_batna(one: Case) -> list[dict[str, str]]:
    money = one.playbook.money
    if not money or "reservation" not in money.positions or "batna" not in one.figures:
        return []
    batna = one.figures.number("batna")
    found = []
    for position, code, so in (
        ("reservation", "batna", "at the limit it is better to leave"),
        ("target", "target", "there is nothing to negotiate for"),
    ):
        value = one.figures.number(f"{position}.{money.id}") if position in money.positions else batna
        if money.sign * (value - batna) < 0 and not same(value, batna):
            ours, other = figure(one, money, value), figure(one, money, batna)
            text = f"the {LIMIT[position]} ({ours}) is worse than the alternative ({other}): {so}"
            found.append(_warning(code, money.label, text))
    return found


def _size(one: Case) -> list[dict[str, str]]:
    """Whether the case is far larger or smaller than the example that gives and gets are priced for."""
    playbook, inputs = one.playbook, one.playbook.inputs
    example = Case(playbook, inputs, (), None, Figures(playbook, inputs))
    sizes = [abs(cash.start * cash.volume) for case_ in (one, example) if (cash := money(case_))]
    if len(sizes) < 2 or not min(sizes) or 1 / FAR <= sizes[0] / sizes[1] <= FAR:
        return []
    ours, theirs = map(shown, sizes)
    text = (
        f"this deal is worth {ours} {playbook.currency} at the limit, and the one in the playbook’s example"
        f" {theirs}; amounts that no rule works out, and all guesses of what things are worth to them, are"
        " still those of the example: price them anew before you use the packages"
    )
    return [_warning("size", "Gives and gets", text)]


def _warning(code: str, about: str, text: str) -> dict[str, str]:
    return {"code": code, "about": about, "text": text}
