"""Rules read aloud, and figures with their units: "Annual price above hold", "at most 60 days".

Used by `limits` and `offers` for a case, and by the site for its pages and for what changed between versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

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


class Aloud:
    """Reads rules whose ids have these names; `own` are the ids that the playbook itself gives something."""

    def __init__(self, name: Callable[[str], str], own: Container[str]) -> None:
        self.name = name
        self.own = own

    def condition(self, node: Node) -> str:
        """The same with a capital: "Annual price above hold"."""
        return capital(self.said(node))

    def said(self, node: Node) -> str:
        """A part of a rule: `min(batna, baseline)` is "the lower of the BATNA and what you pay now"."""
        match node.op:
            case "number":
                return f"{node.value:,.15g}"
            case "name":
                return self._named(node.word)
            case "give":
                return f"{WORDS['give']} {self.name(node.word)}"
            case "negative":
                return f"minus {self._part(node.parts[0], '+-*/')}"
            case "between":
                what, low, high = map(self.said, node.parts)
                return f"{what} between {low} and {high}"
            case "and" | "or":
                return f" {node.op} ".join(map(self.said, node.parts))
            case "npv_days":
                amount, start, end, rate = map(self.said, node.parts)
                return f"the interest on {amount} from day {start} to day {end}, at {rate} a year"
        if node.op in CHOICES:
            *first, last = map(self.said, node.parts)
            return f"{CHOICES[node.op]} {', '.join(first)} and {last}"
        if node.op in COMPARISONS:
            one, other = node.parts
            position, _, of = other.word.partition(".")
            same = other.op == "name" and of == one.word
            return f"{self.said(one)} {WORDS[node.op]} {_position(position) if same else self.said(other)}"
        one, other = node.parts
        left = self._part(one, "+-" if node.op in "*/" else "")
        right = self._part(other, {"+": "", "-": "+-", "*": "+-", "/": "+-*/"}[node.op])
        return f"{left} {SUMS[node.op]} {right}"

    def _part(self, node: Node, signs: str) -> str:
        """A part of a sum; in brackets where it is a sum itself with one of these signs."""
        return f"({self.said(node)})" if node.op in signs else self.said(node)

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
    return Aloud(lambda id_: labels.get(id_) or unnamed(id_), labels)


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
    return text[:1].upper() + text[1:]


def _position(name: str) -> str:
    return "limit" if name == "reservation" else name
