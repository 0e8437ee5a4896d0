"""A playbook's rules read aloud, and its figures with their units: "Payment term: at most 60 days".

Used by the pages and by `difference`, and so by the linter and the command line. A rule that cannot be read
is given as it stands.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ledger.figures import Figures
from ledger.limits import within
from ledger.numbers import shown
from ledger.playbook_reader import PlaybookError, read_all
from ledger.rules import Kind, RuleError, parse
from ledger.spoken import BATNA, Aloud, capital, measured, unnamed
from ledger.spoken import WORDS as SIGNS
from ledger.syntax import COMPARISONS
from site_build.models.playbook import Approval, Playbook, RedLine, Term


class Crossing(NamedTuple):
    """A red line as it is said at the table, its rule in words where that says more, and why it is there.

    `breach` is what follows when it is crossed: `stop` or `escalate`.
    """

    said: str
    rule: str
    why: str
    breach: str


class Yes(NamedTuple):
    """An approval in words: the occasion, who says yes, and how fast."""

    when: str
    who: str
    within: str


class Words:
    """What one playbook calls its figures, and what they come to for `inputs`: without, for its example."""

    def __init__(self, model: Playbook, inputs: Mapping[str, float] | None = None) -> None:
        self.model = model
        self.inputs = {one.id: one.example for one in model.inputs} if inputs is None else inputs
        self.terms = {term.id: term for term in model.terms}
        self.labels = {one.id: one.label for one in model.inputs}
        self.labels |= {one.id: one.label for one in (*model.gives, *model.gets)}
        self.labels |= {one.id: one.label for one in model.terms}
        self.names = self.labels | {move.id: move.name for move in model.moves}
        self.fallback: Mapping[str, str] = {}
        """Names of another version, for what this one has no name for."""
        self.aloud = Aloud(self.name, self.labels)

    @cached_property
    def figures(self) -> Figures | None:
        """The figures of the example; None for a playbook that no reader can use."""
        try:
            figures = Figures(read_all(self.model.plain())[0], self.inputs)
        except PlaybookError:
            return None
        for name in BATNA[1:]:
            if name not in figures:
                try:
                    figures.known[name] = figures.number("batna")
                except RuleError:
                    break
        return figures

    def value(self, rule: str) -> float | None:
        """What a rule comes to in the example; None where it has no value there."""
        try:
            return float(self.figures.of(parse(rule))) if self.figures else None
        except RuleError:
            return None

    def said(self, rule: str, kind: Kind = "number", unit: str = "") -> str:
        """A rule in words: `min(batna, baseline)` is "the lower of the BATNA and what you pay now"."""
        try:
            root = parse(rule, kind).root
        except RuleError:
            return rule
        return measured(shown(root.value), unit) if root.op == "number" and unit else self.aloud.said(root)

    def condition(self, rule: str) -> str:
        """A condition in words that begin with a capital: "Annual price above hold"."""
        return capital(self.said(rule, "truth"))

    def red_line(self, line: RedLine) -> Crossing:
        """A red line: "Notice: at most 90 days", "Annual price: at most the BATNA (231,000 EUR a year)"."""
        said, rule = self._at_the_table(line.rule), self.limit(line.rule)
        return Crossing(said, "" if rule == said else rule, line.why, line.on_breach)

    def limit(self, rule: str) -> str:
        """The condition of a red line in words, with the unit of its term and its value in the example."""
        term, sign, place, value, _ = self._compared(rule)
        if term is None:
            return self.condition(rule)
        return f"{term.label}: {sign} {place}{f' ({value})' if value else ''}"

    def _at_the_table(self, rule: str) -> str:
        """The same, but for a sum the figure that it comes to."""
        term, sign, _, value, summed = self._compared(rule)
        return f"{term.label}: {sign} {value}" if term and value and summed else self.limit(rule)

    def _compared(self, rule: str) -> tuple[Term | None, str, str, str, bool]:
        """A condition's term, sign, other side in words, the value of that side, and whether it is a sum."""
        try:
            root = parse(rule, "truth").root
        except RuleError:
            return None, "", "", "", False
        term = self.terms.get(root.parts[0].word) if root.op in COMPARISONS else None
        if term is None:
            return None, "", "", "", False
        other = root.parts[1]
        text = rule[other.start : other.end]
        value = None if other.op == "number" else self.value(text)
        known = "" if value is None else measured(shown(value), term.unit)
        return term, SIGNS[root.op], self.said(text, unit=term.unit), known, other.op != "name"

    def name(self, id_: str) -> str:
        """What has this id, by its name; an id of the glossary with blanks."""
        return self.names.get(id_) or self.fallback.get(id_) or unnamed(id_)

    def approval_name(self, id_: str) -> str:
        """An approval by who gives it."""
        return next((one.who for one in self.model.approvals if one.id == id_ and one.who), id_)

    def approval(self, one: Approval) -> Yes:
        """An approval: when, who, within which time."""
        return Yes(self.condition(one.when), one.who or "", within(one.within or ""))
