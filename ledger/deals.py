"""A set of trades at its own table: what gives, gets and volume come to there, and which lines it crosses.

A trade may move a term that other rules count with, such as the length of a contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.figures import Figures, at_position
from ledger.packages import At, Priced
from ledger.playbook import Condition, Get, Give, Playbook, Term
from ledger.rules import Rule, RuleError, same


class Crossed(NamedTuple):
    """What a package would cross: red lines, by what follows, and the terms that end beyond our own limit."""

    stop: tuple[Condition, ...]
    escalate: tuple[Condition, ...]
    beyond: tuple[Term, ...]


class Deals:
    """The figures of a case wherever its trades put the terms; all others stand at hold.

    A rule is worked out once for each set of values of the terms that it counts with, its own and those of
    the rules that it needs.
    """

    def __init__(self, playbook: Playbook, inputs: Mapping[str, float]) -> None:
        self.playbook = playbook
        self.inputs = inputs
        figures = Figures(playbook, inputs)
        self.hold = at_position(playbook, inputs, "hold")
        trades: list[Give | Get] = [*playbook.gives, *playbook.gets]
        money = playbook.money.id if playbook.money else ""
        self.moved = {
            one.id: (one.moves, figures.number(f"to.{one.id}"))
            for one in trades
            if one.moves and one.moves != money and f"to.{one.id}" in figures
        }
        self.limits = {
            term.id: figures.number(f"reservation.{term.id}")
            for term in playbook.terms
            if "reservation" in term.positions
        }
        self.terms = {term.id: term for term in playbook.terms}
        self.counted: dict[str, tuple[str, ...]] = {}
        self.known: dict[tuple[object, ...], float] = {}

    def table(self, ids: Sequence[str], price: float | None = None) -> dict[str, float]:
        """Every term's value with these trades, and at this price."""
        values = dict(self.hold)
        if self.playbook.money and price is not None:
            values[self.playbook.money.id] = price
        values.update(self.moved[id_] for id_ in ids if id_ in self.moved)
        return values

    def volume(self, table: Mapping[str, float]) -> float:
        """How many units of the price the deal holds; 0 without a money term."""
        term = self.playbook.money
        name = f"volume.{term.id}" if term else ""
        return self._figure(name, table) if name in self.playbook.rules else 0.0

    def at(self, gives: Sequence[Priced], gets: Sequence[Priced], price: float) -> At | None:
        """The volume and the trades as they are priced at their own table; None where a rule has no value."""
        table = self.table([trade.id for trade in (*gives, *gets)], price)
        try:
            return At(
                self.volume(table),
                tuple(give._replace(ours=self._figure(f"costs.{give.id}", table)) for give in gives),
                tuple(get._replace(ours=self._figure(f"worth.{get.id}", table)) for get in gets),
            )
        except RuleError:
            return None

    def crossed(self, gives: Sequence[str], gets: Sequence[str], price: float) -> Crossed:
        """What a package with these trades at this price would cross."""
        table = self.table([*gives, *gets], price)
        lines = [line for line in self.playbook.red_lines if not self._holds(line, table, gives)]
        money = self.playbook.money
        ends = {self.moved[id_][0] for id_ in (*gives, *gets) if id_ in self.moved}
        ends |= {money.id} if money else set()
        return Crossed(
            tuple(line for line in lines if line.said.get("on_breach") != "escalate"),
            tuple(line for line in lines if line.said.get("on_breach") == "escalate"),
            tuple(self.terms[id_] for id_ in sorted(ends) if id_ in self.limits and self._beyond(id_, table)),
        )

    def _beyond(self, id_: str, table: Mapping[str, float]) -> bool:
        value, limit = table[id_], self.limits[id_]
        return self.terms[id_].sign * (value - limit) < 0 and not same(value, limit)

    def _holds(self, line: Condition, table: Mapping[str, float], gives: Sequence[str]) -> bool:
        needed = {node.word for node in line.rule.gives()}
        given = frozenset(gives) & needed
        key = ("line", line.rule.text, *self._counted(line.rule.text, line.rule, table), given)
        if key not in self.known:
            try:
                held = Figures(self.playbook, self.inputs, table).holds(line.rule, given)
            except RuleError:
                # A name that only the deal itself knows: nothing can be said of it beforehand.
                held = True
            self.known[key] = held
        return bool(self.known[key])

    def _figure(self, name: str, table: Mapping[str, float]) -> float:
        key = (name, *self._counted(name, self.playbook.rules[name][1], table))
        if key not in self.known:
            self.known[key] = Figures(self.playbook, self.inputs, table).number(name)
        return self.known[key]

    def _counted(self, name: str, rule: Rule, table: Mapping[str, float]) -> list[float | None]:
        """The values on the table that a rule counts with."""
        if name not in self.counted:
            self.counted[name] = tuple(sorted(self._terms(rule, set())))
        return [table.get(id_) for id_ in self.counted[name]]

    def _terms(self, rule: Rule, seen: set[str]) -> set[str]:
        found = set()
        for node, _ in rule.named():
            if node.word in self.terms:
                found.add(node.word)
            elif node.word in self.playbook.rules and node.word not in self.inputs and node.word not in seen:
                seen.add(node.word)
                found |= self._terms(self.playbook.rules[node.word][1], seen)
        return found
