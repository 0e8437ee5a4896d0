"""How a value of a playbook has changed, in words: "the limit is now 97,000; it was 95,000".

Used by `difference`, which knows which values there are.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from ledger.limits import within
from ledger.numbers import apart, exact
from ledger.rules import RuleError, parse, same
from ledger.spoken import measured, written
from site_build.models.playbook import CashCost, Playbook, PriceCost, RiskCost, UnitCost
from site_build.playbooks.trees import alike, plain
from site_build.playbooks.words import Words

Said = Literal[
    "approval",
    "condition",
    "cost",
    "limit",
    "name",
    "names",
    "next",
    "objections",
    "plain",
    "quoted",
    "quotes",
    "range",
    "rank",
    "rule",
    "rules",
    "styles",
    "time",
]
"""How a value is said: a rule in words, an id as its label, a text in quotation marks, and so on."""
LONGEST = 240
"""Two values that are longer together are not repeated."""
RULED = ("rule", "rules", "condition", "limit", "cost")
"""How rules are said: two of them may mean the same."""
POINTING = (*RULED, "approval", "name", "names", "next")
"""How what stands for something else is said: in equal words, two of these may stand for different things."""
RANKS = {"must": "must-have", "want": "want", "give": "ready to give"}
ANSWERS = {"agree": "if they agree", "refuse": "if they refuse", "silence": "if they stay silent"}


class Phrases:
    """The words of two versions, the figures of both worked out for the example of the newer one."""

    def __init__(self, old: Playbook, new: Playbook) -> None:
        inputs = {one.id: one.example for one in (*old.inputs, *new.inputs)}
        self.old, self.new = Words(old, inputs), Words(new, inputs)
        # What only the other version has a name for is called so in both.
        self.old.fallback, self.new.fallback = self.new.names, self.old.names

    def change(self, what: str, how: Said, was: Any, now: Any, unit: str = "") -> str:
        """`what` is now one thing and was another; long ones are not repeated.

        An "it" is what the sentence before its colon says already.
        """
        if how in ("names", "quotes", "rules", "objections") and was and now:
            return f"{what} {self._listed(how, was, now)}"
        one, other = self._said(self.old, how, was, unit), self._said(self.new, how, now, unit)
        if was in (None, (), {}):
            return f"{what} is now {other}, and was left open" if len(other) <= LONGEST else f"{what} is new"
        if now in (None, (), {}):
            return f"{what} is gone, and was {one}" if len(one) <= LONGEST else f"{what} is gone"
        if one == other:
            again = "" if what == "it" else f": {other}"
            if how not in POINTING or alike(was, now):
                return f"{what} is written in another way, and says the same{again}"
            if how not in RULED:
                return f"{what} is another one of the same name{again}"
            place = self._worked(how, was, now, unit)
            told = f", and moves {place} in the example" if place else ""
            return f"{what} counts with another figure of the same name{told}{again}"
        if len(one) + len(other) > LONGEST:
            return f"{what} {'have' if how == 'styles' else 'has'} changed"
        if what == "it":
            return f"it was {one}"
        place = self._worked(how, was, now, unit)
        if place:
            return f"{what} moves {place} in the example; it is now {other}, and was {one}"
        same = ", which is the same in the example" if place == "" else ""
        return f"{what} is now {other}, and was {one}{same}"

    def moved(self, was: str, now: str, unit: str) -> str | None:
        """From where to where a rule's value moves in the example: empty for nowhere, None for unknown."""
        one, other = self.old.value(was), self.new.value(now)
        if one is None or other is None:
            return None
        if same(one, other):
            return ""
        before, after = (measured(number, unit) for number in apart(one, other))
        return f"from {before} to {after}"

    def _worked(self, how: Said, was: Any, now: Any, unit: str) -> str | None:
        """The same for a value that may be no rule; None for two numbers, which say it themselves."""
        one, other = (plain(value) if isinstance(value, float) else value for value in (was, now))
        if how != "rule" or (_bare(one) and _bare(other)):
            return None
        return self.moved(one, other, unit)

    def _listed(self, how: Said, was: tuple[Any, ...], now: tuple[Any, ...]) -> str:
        added = [self._one(self.new, how, one) for one in now if one not in was]
        gone = [self._one(self.old, how, one) for one in was if one not in now]
        added, gone = [one for one in added if one not in gone], [one for one in gone if one not in added]
        parts = [f"{verb} {', '.join(row)}" for verb, row in (("gains", added), ("loses", gone)) if row]
        text = " and ".join(parts)
        return text if parts and len(text) <= LONGEST else "has changed"

    def _said(self, words: Words, how: Said, value: Any, unit: str) -> str:
        if isinstance(value, tuple):
            return ", ".join(self._one(words, how, one) for one in value)
        if isinstance(value, Mapping):
            return "; ".join(
                f"{ANSWERS.get(key, key)}: {self._one(words, 'name' if how == 'next' else 'plain', one)}"
                for key, one in value.items()
            )
        return self._one(words, how, value, unit)

    def _one(self, words: Words, how: Said, value: Any, unit: str = "") -> str:
        if value is None:
            return ""
        if isinstance(value, BaseModel):
            return _whole(words, value)
        if isinstance(value, float):
            return measured(exact(value), unit)
        if isinstance(value, date):
            return f"{value.day} {value:%B %Y}"
        text = str(value)
        match how:
            case "quoted" | "quotes":
                return f"“{text.rstrip('.')}”"
            case "rule":
                return words.said(text, unit=unit)
            case "rules" | "condition":
                return f"“{words.condition(text)}”" if how == "condition" else words.said(text, "truth")
            case "limit":
                return f"“{words.limit(text)}”"
            case "name" | "names":
                return words.name(text)
            case "approval":
                return words.approval_name(text)
            case "rank":
                return RANKS.get(text, text)
            case "time":
                return within(text)
        return text


def _bare(rule: str) -> bool:
    """Whether a rule is a number alone, which has been said already."""
    try:
        return written(parse(rule).root) is not None
    except RuleError:
        return False


def _whole(words: Words, value: BaseModel) -> str:
    """A value of several parts, as what a step costs or what something is worth to them."""
    match value:
        case PriceCost():
            return f"one unit × {words.said(value.volume)}"
        case CashCost():
            return f"the date of a payment, at {value.rate * 100:,.15g}% a year"
        case RiskCost():
            return f"a risk of {value.probability * 100:,.15g}% times {words.said(value.severity)}"
        case UnitCost():
            return f"{words.said(value.value)} a step"
    said = getattr(value, "says", None)
    if said is not None:
        return f"“{said}”"
    low, high, known = (getattr(value, key, None) for key in ("low", "high", "confidence"))
    if low is None or high is None:
        return ", ".join(f"{key} {part}" for key, part in value if part is not None)
    source = {"guess": "a guess", "told": "as they told us", "observed": "as observed"}.get(str(known), known)
    amount = exact(low) if low == high else f"{exact(low)} to {exact(high)}"
    return f"{amount}, {source}"
