"""A playbook's rules read aloud, and its figures with their units: "Payment term: at most 60 days".

Used by the pages and by `difference`, and so by the linter and the command line. A rule that cannot be read
is given as it stands.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ledger.figures import Figures
from ledger.limits import within
from ledger.numbers import shown
from ledger.playbook import POSITIONS
from ledger.playbook import WORDS as SIGNS
from ledger.playbook_reader import PlaybookError, read_all
from ledger.rules import Kind, Node, RuleError, parse
from ledger.syntax import COMPARISONS
from site_build.models.playbook import Approval, Playbook, RedLine, Term

BATNA = ("batna", "batna_price")
"""The names of the BATNA's figure; the second is that of the first files of the format."""
SUMS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
CHOICES = {"min": "the lower of", "max": "the higher of"}


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
        return measured(root.value, unit) if root.op == "number" and unit else self._said(root)

    def condition(self, rule: str) -> str:
        """A condition in words that begin with a capital: "Annual price above hold"."""
        return _capital(self.said(rule, "truth"))

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
        known = "" if value is None else measured(value, term.unit)
        return term, SIGNS[root.op], self.said(text, unit=term.unit), known, other.op != "name"

    def name(self, id_: str) -> str:
        """What has this id, by its name; an id of the glossary with blanks."""
        return self.names.get(id_) or self.fallback.get(id_) or re.sub(r"[_-]", " ", id_)

    def approval_name(self, id_: str) -> str:
        """An approval by who gives it."""
        return next((one.who for one in self.model.approvals if one.id == id_ and one.who), id_)

    def approval(self, one: Approval) -> Yes:
        """An approval: when, who, within which time."""
        return Yes(self.condition(one.when), one.who or "", within(one.within or ""))

    def _said(self, node: Node) -> str:
        match node.op:
            case "number":
                return f"{node.value:,.15g}"
            case "name":
                return self._named(node.word)
            case "give":
                return f"{SIGNS['give']} {self.labels.get(node.word, node.word)}"
            case "negative":
                return f"minus {self._part(node.parts[0], '+-*/')}"
            case "between":
                what, low, high = map(self._said, node.parts)
                return f"{what} between {low} and {high}"
            case "and" | "or":
                return f" {node.op} ".join(map(self._said, node.parts))
            case "npv_days":
                amount, start, end, rate = map(self._said, node.parts)
                return f"the interest on {amount} from day {start} to day {end}, at {rate} a year"
        if node.op in CHOICES:
            *first, last = map(self._said, node.parts)
            return f"{CHOICES[node.op]} {', '.join(first)} and {last}"
        if node.op in COMPARISONS:
            one, other = node.parts
            position, _, of = other.word.partition(".")
            same = other.op == "name" and of == one.word
            return f"{self._said(one)} {SIGNS[node.op]} {_position(position) if same else self._said(other)}"
        one, other = node.parts
        left = self._part(one, "+-" if node.op in "*/" else "")
        right = self._part(other, {"+": "", "-": "+-", "*": "+-", "/": "+-*/"}[node.op])
        return f"{left} {SUMS[node.op]} {right}"

    def _part(self, node: Node, signs: str) -> str:
        """A part of a sum; in brackets where it is a sum itself with one of these signs."""
        return f"({self._said(node)})" if node.op in signs else self._said(node)

    def _named(self, name: str) -> str:
        if name in BATNA and name not in self.labels:
            return SIGNS["batna"]
        what, dot, of = name.partition(".")
        if not dot:
            label = lower(self.name(name))
            return f"“{label}”" if "," in label else label
        label = lower(self.name(of))
        if what in POSITIONS:
            return f"the {_position(what)} of {label}"
        return {"worth": f"what “{label}” is worth", "costs": f"what “{label}” costs"}.get(
            what, f"the {what} of {label}"
        )


def measured(value: float, unit: str) -> str:
    """A figure with its unit as it is said: "1 day a week", "20% of seats", "2 × annual fees"."""
    number = shown(value)
    if unit.startswith("%"):
        return f"{number}{unit}"
    if unit.startswith("multiple of "):
        return f"{number} × {unit.removeprefix('multiple of ')}"
    what, _, per = unit.partition("/")
    if number == "1" and what.endswith("s"):
        what = what[:-1]
    article = "an" if per[:1] in "aeio" or per.startswith("hour") else "a"
    return f"{number} {what} {article} {per}" if per else f"{number} {what}".strip()


def lower(label: str) -> str:
    """A label within a sentence: a small letter first, but for an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2] in (" ", "’", "'") or label[1:2].islower() else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _position(name: str) -> str:
    return "limit" if name == "reservation" else name
