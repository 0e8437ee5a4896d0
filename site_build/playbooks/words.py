"""A playbook's rules read aloud, and its figures with their units: "Payment term: at most 60 days".

Used by the pages and by `difference`, and so by the linter and the command line. A rule that cannot be read
is given as it stands.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ledger import limits
from ledger.figures import Figures
from ledger.numbers import exact
from ledger.playbook_reader import PlaybookError, read_all
from ledger.prepare import Case
from ledger.rules import Kind, RuleError, parse
from ledger.spoken import BATNA, Aloud, Limit, capital, measured, unnamed, written
from site_build.models.playbook import Approval, Playbook, RedLine
from site_build.playbooks.trees import facts_named


class Crossing(NamedTuple):
    """A red line as it is said at the table, its rule in words where that says more, and why it is there.

    `breach` is what follows when it is crossed: `stop` or `escalate`.
    """

    said: str
    rule: str
    why: str
    breach: str


class Yes(NamedTuple):
    """An approval in words: the occasion, and who says yes how fast."""

    when: str
    who: str


class Words:
    """What one playbook calls its figures, and what they come to for `inputs`: without, for its example."""

    def __init__(self, model: Playbook, inputs: Mapping[str, float] | None = None) -> None:
        self.model = model
        self.inputs = {one.id: one.example for one in model.inputs} if inputs is None else inputs
        self.labels = {one.id: one.label for one in model.inputs}
        self.labels |= {one.id: one.label for one in (*model.gives, *model.gets)}
        self.labels |= {one.id: one.label for one in model.terms}
        self.names = self.labels | {move.id: move.name for move in model.moves}
        self.fallback: Mapping[str, str] = {}
        """Names of another version, for what this one has no name for."""
        self.aloud = Aloud(self.name, self.labels, {term.id: term.unit for term in model.terms})

    @cached_property
    def case(self) -> Case | None:
        """The example as a case; None for a playbook that no reader can use."""
        try:
            playbook = read_all(self.model.plain())[0]
        except PlaybookError:
            return None
        figures, inputs = Figures(playbook, self.inputs), dict(self.inputs)
        for name in BATNA[1:]:
            if name not in figures:
                try:
                    inputs[name] = figures.number("batna")
                except RuleError:
                    break
        return Case(playbook, inputs, (), None, Figures(playbook, inputs))

    def value(self, rule: str) -> float | None:
        """What a rule comes to in the example; None where it has no value there."""
        try:
            return float(self.case.figures.of(parse(rule))) if self.case else None
        except RuleError:
            return None

    def said(self, rule: str, kind: Kind = "number", unit: str = "") -> str:
        """A rule in words: `min(batna, baseline)` is "the lower of the BATNA and what you pay now"."""
        try:
            root = parse(rule, kind).root
        except RuleError:
            return rule
        number = written(root)
        return self.aloud.said(root) if number is None or not unit else measured(exact(number), unit)

    def condition(self, rule: str) -> str:
        """A condition in words that begin with a capital: "Annual price above hold"."""
        return capital(self.said(rule, "truth"))

    def red_line(self, line: RedLine) -> Crossing:
        """A red line: "Notice: at most 90 days", "Annual price: at most the BATNA (231,000 EUR a year)"."""
        found = self._limit(line.rule)
        return Crossing(found.said, found.whole if found.way else "", line.why, line.on_breach)

    def limit(self, rule: str) -> str:
        """The condition of a red line in words, with the unit of its term and its value in the example."""
        return self._limit(rule).whole

    def _limit(self, text: str) -> Limit:
        """The same in its parts; what compares no term with anything is a condition."""
        try:
            rule = parse(text, "truth")
        except RuleError:
            return Limit(text, "")
        found = limits.limit(self.case, rule, self.aloud) if self.case else self.aloud.limit(rule.root)
        return found or Limit(self.aloud.condition(rule.root), "")

    def facts(self) -> list[tuple[str, str]]:
        """What only the deal can tell and a red line or an approval names: in words, and what it means."""
        named = facts_named(self.model)
        return [(capital(self.name(one.id)), one.means) for one in self.model.facts if one.id in named]

    def name(self, id_: str) -> str:
        """What has this id, by its name; an id of the glossary with blanks."""
        return self.names.get(id_) or self.fallback.get(id_) or unnamed(id_)

    def approval_name(self, id_: str) -> str:
        """An approval by who gives it."""
        return next((one.who for one in self.model.approvals if one.id == id_ and one.who), id_)

    def approval(self, one: Approval) -> Yes:
        """An approval: when, and who within which time."""
        return Yes(self.condition(one.when), capital(limits.approver({"who": one.who, "within": one.within})))
