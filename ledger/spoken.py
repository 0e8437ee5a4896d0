"""Rules read aloud, and figures with their units: "Annual price above hold", "at most 60 days".

Used by `limits` and `offers` for a case, and by the site for its pages and for what changed between versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import NamedTuple

from ledger.numbers import exact
from ledger.playbook import POSITIONS, Playbook
from ledger.syntax import COMPARISONS, Node

WORDS = {
    "<": "below",
    ">": "above",
    "<=": "at most",
    ">=": "at least",
    "=": "exactly",
    "give": "we give:",
    "batna": "the BATNA",
}
"""What stands for the signs of a condition where people read it."""
BATNA = ("batna", "batna_price")
"""The names of the BATNA's figure; the second is that of the first files of the format."""
SUMS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
CHOICES = {"min": "the lower of", "max": "the higher of"}
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
LISTS = (*CHOICES, "npv_days")
"""What is said with an `and` or a comma of its own: in brackets wherever more is said around it."""
LOOSER = {
    "+": ((), ("+", "-")),
    "-": ((), ("+", "-")),
    "*": (("+", "-"), tuple(SUMS)),
    "/": (("+", "-"), tuple(SUMS)),
    "and": (("or", "between", "give"), ("or", "and", "between", "give")),
    "or": (("and", "between", "give"), ("and", "or", "between", "give")),
}
"""What needs brackets on the left and on the right of each sign, to be heard as it is meant."""


class Limit(NamedTuple):
    """A red line of one term: "Price: at most the BATNA (231,000 EUR a year)".

    Where its figure is that of a sum, it is said by itself, and `way` has the sum.
    """

    said: str
    way: str

    @property
    def whole(self) -> str:
        return f"{self.said} ({self.way})" if self.way else self.said


class Aloud:
    """Reads rules whose ids have these names.

    `own` are the ids that the playbook itself gives something, `units` those of its terms, by their ids.
    """

    def __init__(self, name: Callable[[str], str], own: Container[str], units: Mapping[str, str]) -> None:
        self.name = name
        self.own = own
        self.units = units

    def condition(self, node: Node) -> str:
        """The same with a capital: "Annual price above hold"."""
        return capital(self.said(node))

    def limit(self, node: Node, figure: str = "") -> Limit | None:
        """A condition that compares a term with something that comes to `figure`; None for any other."""
        node = self.turned(node)
        term = node.parts[0].word if node.op in COMPARISONS else ""
        if term not in self.units:
            return None
        start, other, unit = f"{capital(self.name(term))}: {WORDS[node.op]}", node.parts[1], self.units[term]
        number = written(other)
        if number is not None:
            return Limit(f"{start} {measured(exact(number), unit)}", "")
        words, known = self.said(other), figure and measured(figure, unit)
        if known and other.op != "name":
            return Limit(f"{start} {known}", words)
        return Limit(f"{start} {words}{f' ({known})' if known else ''}", "")

    def turned(self, node: Node) -> Node:
        """A comparison with the term on its left, or at least no number: `30 <= days` is `days >= 30`."""
        if node.op not in COMPARISONS:
            return node
        one, other = node.parts
        late = other.word in self.units and one.word not in self.units
        if late or (written(one) is not None and written(other) is None):
            return node._replace(op=MIRRORED[node.op], parts=(other, one))
        return node

    def said(self, node: Node) -> str:
        """A part of a rule: `min(batna, baseline)` is "the lower of the BATNA and what you pay now"."""
        match node.op:
            case "number":
                return exact(node.value)
            case "name":
                return self._named(node.word)
            case "give":
                return f"{WORDS['give']} {self.name(node.word)}"
            case "negative":
                return f"minus {self._part(node.parts[0], SUMS)}"
            case "between":
                what, low, high = map(self._part, node.parts)
                return f"{what} between {low} and {high}"
            case "npv_days":
                amount, start, end, rate = map(self._part, node.parts)
                return f"the interest on {amount} from day {start} to day {end}, at {rate} a year"
        if node.op in CHOICES:
            *first, last = (self._part(part, SUMS) for part in node.parts)
            return f"{CHOICES[node.op]} {', '.join(first)} and {last}"
        if node.op in COMPARISONS:
            return self._compared(self.turned(node))
        one, other = node.parts
        left, right = LOOSER[node.op]
        return f"{self._part(one, left)} {SUMS.get(node.op, node.op)} {self._part(other, right)}"

    def _compared(self, node: Node) -> str:
        """A comparison; a position of the term itself needs no name: "price above hold"."""
        one, other = node.parts
        position, _, of = other.word.partition(".")
        same = position in POSITIONS and of and of == one.word
        words = _position(position) if same else self._part(other)
        return f"{self._part(one)} {WORDS[node.op]} {words}"

    def _part(self, node: Node, signs: Container[str] = ()) -> str:
        """A part of something, in brackets where it is a list, or where one of these signs joins it."""
        return f"({self.said(node)})" if node.op in LISTS or node.op in signs else self.said(node)

    def _named(self, name: str) -> str:
        if name in BATNA and name not in self.own:
            return WORDS["batna"]
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


def aloud(playbook: Playbook) -> Aloud:
    """How a playbook's rules are read: by the labels of its figures, terms and trades."""
    labels = {id_: one.label for id_, one in playbook.asked.items()}
    labels |= {one.id: one.label for one in playbook.gives} | {one.id: one.label for one in playbook.gets}
    labels |= {one.id: one.label for one in playbook.terms}
    units = {one.id: one.unit for one in playbook.terms}
    return Aloud(lambda id_: labels.get(id_) or unnamed(id_), labels, units)


def written(node: Node) -> float | None:
    """The number that a rule is, of either sign; None for a rule that has to be worked out."""
    if node.op == "negative" and node.parts[0].op == "number":
        return -node.parts[0].value
    return node.value if node.op == "number" else None


def unnamed(id_: str) -> str:
    """An id that has no name, as words."""
    return re.sub(r"[_-]", " ", id_)


def measured(number: str, unit: str) -> str:
    """A figure with its unit as it is said: "1 day a week", "20% of seats", "2 × annual fees"."""
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


def capital(text: str) -> str:
    """A sentence with a capital first, also behind brackets that open."""
    start = len(text) - len(text.lstrip("("))
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _position(name: str) -> str:
    return "limit" if name == "reservation" else name
