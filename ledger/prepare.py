"""A case: a playbook with the figures and the alternatives of one negotiation, read as they were typed.

Every fault in them is told at once. Limits, warnings, packages and words are worked out of it elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from assessment.errors import PlacedError
from ledger.faults import Found
from ledger.figures import Figures
from ledger.numbers import per_cent, typed
from ledger.playbook import Playbook

LIMIT = {"opening": "opening", "target": "target", "hold": "hold", "reservation": "limit"}
"""What a position is called where people read it."""
WHAT = "What you would do"
WORTH = {-1: "What you would pay instead", 1: "What it would bring", 0: "What it is worth"}
"""What an alternative's value is called, by the sign of the money term: to a buyer it is a cost."""
MOST_ALTERNATIVES = 5


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
    place, near = f"inputs.{name}", playbook.inputs[name]
    return typed(inputs.get(name), place, f"“{label}”", per_cent(unit), near)


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
