"""A prepared case in words: sheet, trades, packages; and the entry of the ledger that begins there.

Called by `browser` and by the site for a playbook's worked example. Stores nothing; `seal` seals the entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.phrases import listed
from ledger.limits import approver, limits, recorded
from ledger.money import value
from ledger.numbers import shown
from ledger.offers import Offers, approvals, escalated, figure, money, named, offers, stood
from ledger.packages import Package
from ledger.playbook import POSITIONS
from ledger.prepare import LIMIT, Case
from ledger.rules import Value, same
from ledger.warned import warnings

ENTRY = "edge-ledger/1"


def prepared(one: Case) -> dict[str, Any]:
    """Everything the page shows, as plain values: scale, sheet, limits, trades, warnings, packages, entry."""
    made = offers(one)
    return {
        "scale": _scale(one),
        "sheet": _sheet(one),
        "limits": limits(one, made.packages),
        "trades": _trades(one),
        "warnings": warnings(one),
        "packages": [_package_words(one, offer) for offer in made.packages],
        "packages_note": _note(one, made),
        "entry": _entry(one, made.packages),
    }


def _scale(one: Case) -> dict[str, Any] | None:
    """The money term as a line: each mark with its name, its figure, and its place from 0 to 100."""
    term = one.playbook.money
    if term is None:
        return None
    marks = [
        (LIMIT[name], stood(one, term, name), one.figures.number(f"{name}.{term.id}"))
        for name in POSITIONS
        if name in term.positions
    ]
    if "batna" in one.figures:
        batna = one.figures.number("batna")
        marks.append(("BATNA", figure(one, term, batna), batna))
    low, high = min(value for *_, value in marks), max(value for *_, value in marks)
    spread = (high - low) or 1.0
    return {
        "label": term.label,
        "unit": term.unit,
        "marks": [
            {"name": name, "text": text, "at": round((value - low) / spread * 100, 1)}
            for name, text, value in marks
        ],
    }


def _sheet(one: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": term.id,
            "label": term.label,
            "unit": term.unit,
            "rank": term.rank,
            **{name: stood(one, term, name) if name in term.positions else "–" for name in POSITIONS},
        }
        for term in one.playbook.terms
    ]


def _trades(one: Case) -> dict[str, list[dict[str, str]]]:
    gives = [
        {
            "label": give.label,
            "ours": shown(one.figures.number(f"costs.{give.id}")),
            "theirs": _range(give.low, give.high),
            "for": "; ".join(one.playbook.named(id_) for id_ in give.trade_for),
        }
        for give in one.playbook.gives
    ]
    gets = [
        {
            "label": get.label,
            "ours": shown(one.figures.number(f"worth.{get.id}")),
            "theirs": "–" if get.low is None or get.high is None else _range(get.low, get.high),
        }
        for get in one.playbook.gets
    ]
    return {"gives": gives, "gets": gets}


def _range(low: float, high: float) -> str:
    if same(low, high):
        return shown(low)
    return f"{shown(low)} to {shown(high)}" if low < 0 else f"{shown(low)}–{shown(high)}"


def _package_words(one: Case, offer: Package) -> dict[str, Any]:
    playbook = one.playbook
    term, cash = playbook.money, money(one)
    view = {
        "price": "If money matters most to them",
        "give": f"If this is worth most to them: {playbook.named(offer.view.id)}",
        "get": f"If this costs them least: {playbook.named(offer.view.id)}",
    }[offer.view.side]
    needs = list(dict.fromkeys(approver(need.said) for need in approvals(one, offer)))
    to = playbook.escalation.get("to") or "Whoever decides on red lines"
    needs += [f"{to}, for a red line is crossed: {named(one, line)}" for line in escalated(one, offer)]
    return {
        "view": view,
        "price": shown(offer.price, cash.decimals if cash else 2),
        "unit": term.unit if term else "",
        "gives": [playbook.named(id_) for id_ in offer.gives],
        "gets": [playbook.named(id_) for id_ in offer.gets],
        "ours": shown(offer.ours),
        "theirs": _range(*offer.theirs),
        "needs": needs,
    }


def _note(one: Case, made: Offers) -> str:
    found, term, cash = made.packages, one.playbook.money, money(one)
    if len(found) > 1:
        spread = max(offer.ours for offer in found) - min(offer.ours for offer in found)
        return (
            f"Worth is counted from our limit, in {one.playbook.currency}: each is worth {_times(made)} the"
            f" target price alone, and they differ by {shown(spread)}. A choice speaks for what that package"
            " alone holds. Of packages with at most two gives and two gets, none is better for one side"
            " without being worse for the other, as far as the ranges tell."
            " Terms that are not named stand at hold."
        )
    if found:
        return (
            "These trades allow one package only: no other is worth the same to us. It is worth"
            f" {_times(made)} the target price alone."
        )
    if made.crossed:
        lines = listed(made.crossed, "or")
        return f"No package is left: all that are worth as much as the target price cross {lines}."
    if not term or not cash:
        return "Packages need a term that is money, with opening, target and hold."
    if value(cash, one.figures.number(f"target.{term.id}")) <= 0:
        return "No package can be made: at the target there is nothing above our limit to share."
    return "No package can be made: none of these trades is worth as much as the target price alone."


def _times(made: Offers) -> str:
    """How much packages are worth against the target, before its name."""
    if made.times < 1.01:
        return "as much as"
    words = {1.5: "one and a half times", 2.0: "twice", 3.0: "three times"}
    return f"{words.get(round(made.times, 2), f'{shown(made.times)} times')} as much as"


def _entry(one: Case, offers: Sequence[Package]) -> dict[str, Any]:
    """The beginning of a ledger entry: what was prepared, before anything happened."""
    playbook = one.playbook
    batna: dict[str, Value | str] = {}
    if "batna" in one.figures:
        batna["value"] = one.figures.number("batna")
    if one.best:
        batna |= {"what": one.best.what, "by": one.best.by}
    return {
        "schema": ENTRY,
        "playbook": {"id": playbook.id, "version": playbook.version},
        "side": playbook.side,
        "currency": playbook.currency,
        "prep": {
            "inputs": {name: one.inputs[name] for name in playbook.inputs},
            "batna": batna,
            "alternatives": [alternative._asdict() for alternative in one.alternatives],
            "terms": {
                term.id: {
                    name: one.figures.number(f"{name}.{term.id}")
                    for name in POSITIONS
                    if name in term.positions
                }
                for term in playbook.terms
            },
            **recorded(one),
            "gives": {give.id: one.figures.number(f"costs.{give.id}") for give in playbook.gives},
            "gets": {get.id: one.figures.number(f"worth.{get.id}") for get in playbook.gets},
            "packages": [
                {
                    "price": offer.price,
                    "gives": list(offer.gives),
                    "gets": list(offer.gets),
                    "worth": offer.ours,
                }
                for offer in offers
            ],
        },
        "events": [],
    }
