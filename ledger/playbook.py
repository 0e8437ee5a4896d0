"""A playbook as the ledger has it: its terms, trades and conditions, their rules parsed.

Made by `playbook_reader`; used by `figures`, `prepare` and the site's linter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.conditions import Names
from ledger.rules import Rule, RuleError

FORMAT = "edge-playbook/1"
POSITIONS = ("opening", "target", "hold", "reservation")
"""The positions of a term, the best for us first."""
BLANKS = {
    "opening": "our opening",
    "get": "what we ask for",
    "give": "what we give",
    "date": "the date",
    "target": "our target",
    "hold": "our hold position",
    "limit": "our limit",
}
"""What a blank of a line to say stands for, as in `{date}`."""
Path = tuple[str | int, ...]


class RuleTrouble(NamedTuple):
    """A rule of a playbook that cannot be read or worked out: the path of its text, and why."""

    path: Path
    error: RuleError


class Input(NamedTuple):
    """A figure to fill in, as people read it."""

    label: str
    unit: str


class Term(NamedTuple):
    """Something to settle. `positions` has a rule for each position that is set; `cost` is as in the file."""

    id: str
    label: str
    unit: str
    better: str
    rank: str
    positions: Mapping[str, Rule]
    cost: Mapping[str, Any]

    @property
    def sign(self) -> int:
        """1 where more is better for us, -1 where less is, 0 where it is a matter of choice."""
        return {"higher": 1, "lower": -1}.get(self.better, 0)


class Give(NamedTuple):
    """What we can offer. `cost` is ours, a rule; `low` and `high` are its worth to them.

    `moves` is the id of the term that it moves, to the rule `to.GIVE`; empty where it moves none.
    """

    id: str
    label: str
    cost: Rule
    low: float
    high: float
    confidence: str
    trade_for: tuple[str, ...]
    approval: str
    moves: str


class Get(NamedTuple):
    """What we ask for. `worth` is ours, a rule; `low` and `high` are its cost to them, None if unknown.

    `moves` as for a give; `needs` are the gives without one of which it makes no sense.
    """

    id: str
    label: str
    worth: Rule
    low: float | None
    high: float | None
    moves: str
    needs: tuple[str, ...] = ()


class Condition(NamedTuple):
    """A red line or the occasion of an approval."""

    id: str
    rule: Rule
    said: Mapping[str, Any]


class Playbook(NamedTuple):
    """What can be worked out of a playbook. `inputs` maps each figure to fill in to its example.

    `escalation` and `walk_away` are as in the file: words, and no rules but the value of the BATNA.
    """

    id: str
    title: str
    version: str
    side: str
    currency: str
    inputs: Mapping[str, float]
    asked: Mapping[str, Input]
    terms: tuple[Term, ...]
    gives: tuple[Give, ...]
    gets: tuple[Get, ...]
    red_lines: tuple[Condition, ...]
    approvals: tuple[Condition, ...]
    escalation: Mapping[str, Any]
    walk_away: Mapping[str, Any]
    batna: Rule | None
    rules: Mapping[str, tuple[Path, Rule]]
    """Every rule that gives a figure, by the name under which others use it, with its path."""
    facts: tuple[str, ...] = ()
    """What only the deal itself can tell, and conditions may name."""

    @property
    def names(self) -> Names:
        """What its conditions may name."""
        figures = {*self.inputs, *self.rules, *(term.id for term in self.terms)}
        return Names(
            figures | ({"batna"} if self.batna else set()), self.facts, [give.id for give in self.gives]
        )

    @property
    def money(self) -> Term | None:
        """The term that is money itself: the one whose cost has the model `price`."""
        return next((term for term in self.terms if term.cost.get("model") == "price"), None)

    @property
    def volume(self) -> Rule | None:
        """How many units of the money term's price the deal holds."""
        return self.rules[f"volume.{self.money.id}"][1] if self.money else None

    def named(self, id_: str) -> str:
        """The label of a term, a give or a get."""
        labels = {one.id: one.label for one in self.terms}
        labels |= {one.id: one.label for one in self.gives} | {one.id: one.label for one in self.gets}
        return labels.get(id_, id_)
