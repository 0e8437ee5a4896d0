"""Preparation: a playbook with the figures of one case; what does not fit in it, and the packages to offer.

Used by `sheet`, which puts it in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from assessment.errors import PlacedError
from ledger import packages
from ledger.faults import Found
from ledger.figures import Figures, at_position
from ledger.numbers import per_cent, shown, typed
from ledger.packages import Money, Package, Priced
from ledger.playbook import POSITIONS, Condition, Playbook, Term
from ledger.rules import RuleError, same

LIMIT = {"opening": "opening", "target": "target", "hold": "hold", "reservation": "limit"}
"""What a position is called where people read it."""
WHAT = "What you would do"
WORTH = {-1: "What you would pay instead", 1: "What it would bring", 0: "What it is worth"}
"""What an alternative's value is called, by the sign of the money term: to a buyer it is a cost."""
MOST_ALTERNATIVES = 5
LEVELS = (1.0, 1.5, 2.0, 3.0)


class PrepareError(PlacedError):
    """The figures of a case do not fit the playbook; `place` names a field, `inputs.baseline` for one."""


class Alternative(NamedTuple):
    """What we do without a deal, what that is worth in the unit of the money term, and by when it holds."""

    what: str
    value: float
    by: str


class Case(NamedTuple):
    """A playbook with the figures of one negotiation; `best` is the alternative that is the BATNA."""

    playbook: Playbook
    inputs: Mapping[str, float]
    alternatives: tuple[Alternative, ...]
    best: Alternative | None
    figures: Figures


def case(playbook: Playbook, inputs: Mapping[str, object], alternatives: Sequence[object] = ()) -> Case:
    """The case of these figures as typed; an input that is not given has no value, and that is an error.

    `alternatives` are objects with `what`, `value` and `by`; empty ones are left out. The best of them is the
    BATNA, in place of the playbook's rule for it.
    """
    faults = Found()
    given = {name: faults.take(partial(_input, playbook, inputs, name), 0.0) for name in playbook.inputs}
    money = playbook.money
    found = tuple(_alternatives(alternatives, WORTH[money.sign if money else 0], faults))
    faults.tell()
    best = None
    if found and money:
        best = max(found, key=lambda one: money.sign * one.value)
        given["batna"] = best.value
    figures = Figures(playbook, given)
    for trouble in figures.troubles():
        hint = "Check the figures that it is worked out of."
        raise PrepareError(trouble.error.code, "", trouble.error.message, hint)
    return Case(playbook, given, found, best, figures)


def _input(playbook: Playbook, inputs: Mapping[str, object], name: str) -> float:
    label, unit = playbook.asked[name]
    return typed(inputs.get(name), f"inputs.{name}", f"“{label}”", per_cent(unit))


def _alternatives(rows: Sequence[object], worth: str, faults: Found) -> list[Alternative]:
    found = []
    if len(rows) > MOST_ALTERNATIVES:
        message = f"there are more than {MOST_ALTERNATIVES} alternatives"
        raise PrepareError("too-many", "alternatives", message, "Leave the weakest out.")
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise PrepareError("wrong-type", f"alternatives.{number}", "an alternative has no keys")
        texts = ("" if row.get(key) is None else str(row[key]) for key in ("what", "value", "by"))
        what, value, by = (text.strip()[:200] for text in texts)
        if not (what or value):
            continue
        place, of = f"alternatives.{number}", f"of alternative {number + 1}"
        if not what:
            message = f"“{WHAT}” {of} is missing"
            faults.faults.append(PrepareError("no-name", f"{place}.what", message, "Put it in a few words."))
        found.append(
            Alternative(
                what, faults.take(partial(typed, value, f"{place}.value", f"“{worth}” {of}"), 0.0), by
            )
        )
    return found


def money(one: Case, worth: float | None = None) -> Money | None:
    """The money term of a case for making packages: from the opening down to the hold position."""
    term, volume = one.playbook.money, one.playbook.volume
    if not (term and volume and term.sign and {"opening", "target", "hold"} <= term.positions.keys()):
        return None
    units = float(one.figures.of(volume))
    if units <= 0:
        return None
    opening, target, hold = (
        one.figures.number(f"{name}.{term.id}") for name in ("opening", "target", "hold")
    )
    start = _start(one, term)
    worth = term.sign * (target - start) * units if worth is None else worth
    step = packages.step_for(units, worth)
    return Money(term.sign, start, opening, hold, units, step)


def _start(one: Case, term: Term) -> float:
    """The price against which value is counted: the limit, because below it there is nothing to share."""
    position = "reservation" if "reservation" in term.positions else "hold"
    return one.figures.number(f"{position}.{term.id}")


def offered(one: Case) -> list[Package]:
    """The packages of a case, worth at least what the target price alone is worth; all else at hold.

    Where that is too little for three that differ, they are worth more: 1.5, two or three times as much.
    """
    term, cash = one.playbook.money, money(one)
    if not term or not cash:
        return []
    worth = packages.value(cash, one.figures.number(f"target.{term.id}"))
    if worth <= 0:
        return []
    gives, gets = _priced(one, term)
    tried = (packages.packages(cash, gives, gets, worth * times) for times in LEVELS)
    return max(tried, key=lambda found: (len(found), packages.apart(found)))


def _priced(one: Case, money: Term) -> tuple[list[Priced], list[Priced]]:
    """The gives and the gets with their figures. Steps in price are none: the price is in every package."""
    figures, playbook = one.figures, one.playbook
    steps = {get.id for get in playbook.gets if get.moves == money.id}
    gets = []
    for get in playbook.gets:
        if get.id not in steps:
            ours = figures.number(f"worth.{get.id}")
            # What is not known is taken to cost them as much as it is worth to us.
            low, high = (ours if end is None else end for end in (get.low, get.high))
            gets.append(Priced(get.id, ours, low, high, moves=get.moves))
    gives = []
    for give in playbook.gives:
        # Traded for a step in price, it needs no other get beside it.
        trades = () if steps.intersection(give.trade_for) else give.trade_for
        cost = figures.number(f"costs.{give.id}")
        gives.append(Priced(give.id, cost, give.low, give.high, trades, give.moves))
    return gives, gets


def table(one: Case, offer: Package) -> dict[str, float]:
    """Every term's value in a package: hold, but for the price and what its trades move."""
    values = at_position(one.playbook, one.inputs, "hold")
    term = one.playbook.money
    if term:
        values[term.id] = offer.price
    moved = {give.id: give.moves for give in one.playbook.gives} | {
        get.id: get.moves for get in one.playbook.gets
    }
    for id_ in (*offer.gives, *offer.gets):
        if moved[id_] and f"to.{id_}" in one.figures:
            values[moved[id_]] = one.figures.number(f"to.{id_}")
    return values


def approvals(one: Case, offer: Package) -> list[Condition]:
    """The approvals that a package needs before it may be offered."""
    figures = Figures(one.playbook, one.inputs, table(one, offer))
    return [need for need in one.playbook.approvals if _holds(figures, need, frozenset(offer.gives))]


def warnings(one: Case) -> list[dict[str, str]]:
    """What does not fit in this case: `code`, `about` (a term's label or nothing) and `text`."""
    found = []
    for term in one.playbook.terms:
        rows = [
            (name, one.figures.number(f"{name}.{term.id}")) for name in POSITIONS if name in term.positions
        ]
        for (better, high), (worse, low) in pairwise(rows):
            if term.sign * (high - low) < 0 and not same(high, low):
                ends = f"the {LIMIT[better]} ({shown(high)}) is worse for us than the {LIMIT[worse]}"
                found.append(_warning("order", term.label, f"{ends} ({shown(low)})"))
    found += _against_batna(one)
    for position in POSITIONS:
        figures = Figures(one.playbook, one.inputs, at_position(one.playbook, one.inputs, position))
        for line in one.playbook.red_lines:
            if not _holds(figures, line):
                text = f"at the {LIMIT[position]} this red line is crossed: {line.said.get('why', '')}"
                found.append(
                    _warning(
                        "red-line", str(line.said.get("label") or one.playbook.spoken(line.rule.text)), text
                    )
                )
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
            text = (
                f"the {LIMIT[position]} ({shown(value)}) is worse than the alternative ({shown(batna)}): {so}"
            )
            found.append(_warning(code, money.label, text))
    return found


def _warning(code: str, about: str, text: str) -> dict[str, str]:
    return {"code": code, "about": about, "text": text}


def _holds(figures: Figures, condition: Condition, given: frozenset[str] = frozenset()) -> bool:
    try:
        return figures.holds(condition.rule, given)
    except RuleError:
        # A name that only the deal itself knows: nothing can be said of it beforehand.
        return condition.rule.text in {line.rule.text for line in figures.playbook.red_lines}
