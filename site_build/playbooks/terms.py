"""Terms: the positions that a term has to have, their order, and the one that is money."""

from collections.abc import Iterator
from itertools import pairwise

from ledger.numbers import shown
from ledger.playbook import POSITIONS
from ledger.rules import same
from site_build.errors import Problem
from site_build.playbooks.subject import Rule, Subject

NEEDED = ("target", "hold", "reservation")
"""What a must-have cannot be prepared without."""
BETTER = {"buy": "lower", "sell": "higher"}
"""The direction of the money term by the side; on the others either may be."""


def complete(subject: Subject) -> Iterator[Problem]:
    """PB003."""
    for number, term in enumerate(subject.model.terms):
        lacking = [name for name in NEEDED if getattr(term, name) is None]
        if term.rank == "must" and lacking:
            message = f'the must-have "{term.id}" has no {" and no ".join(lacking)}'
            hint = 'Add it, as in `hold: {rule: "45"}`.'
            yield subject.problem("PB003", message, hint, at=("terms", number))


def ordered(subject: Subject) -> Iterator[Problem]:
    """PB004."""
    for number, term in enumerate(subject.read.terms):
        there = [name for name in POSITIONS if name in term.positions]
        for better, worse in pairwise(there):
            high, low = subject.number(f"{better}.{term.id}"), subject.number(f"{worse}.{term.id}")
            if high is None or low is None or same(high, low) or term.sign * (high - low) >= 0:
                continue
            message = (
                f'"{term.id}": the {better} ({shown(high)}) is worse for us than the {worse} ({shown(low)})'
            )
            hint = f"With `better: {term.better}` they go from opening to reservation, the best first."
            yield subject.problem("PB004", message, hint, at=("terms", number, better))


def money(subject: Subject) -> Iterator[Problem]:
    """PB026."""
    found = [number for number, term in enumerate(subject.read.terms) if term.cost.get("model") == "price"]
    if not found:
        hint = "Give the term that is money `cost: {model: price, volume: …}`."
        yield subject.problem("PB026", "no term is the money", hint, at=("terms",))
    for number in found[1:]:
        message = "a second term is the money"
        hint = "Keep `model: price` for the one whose price is paid; use `unit` for the other."
        yield subject.problem("PB026", message, hint, at=("terms", number, "cost"))


def directed(subject: Subject) -> Iterator[Problem]:
    """PB038: a buyer's money is better lower, a seller's higher, and nobody's is a matter of choice."""
    term, wanted = subject.read.money, BETTER.get(subject.model.side)
    if term is None or term.better in ((wanted,) if wanted else ("higher", "lower")):
        return
    message = f'"{term.id}" is the money, and `better: {term.better}` is not what is good for this side'
    hint = f"With `side: {subject.model.side}` the money is `better: {wanted or 'higher` or `lower'}`."
    at = ("terms", subject.read.terms.index(term), "better")
    yield subject.problem("PB038", message, hint, at=at)


def reasoned(subject: Subject) -> Iterator[Problem]:
    """PB033."""
    for number, term in enumerate(subject.model.terms):
        if term.opening and not term.opening.reason:
            message = f'the opening of "{term.id}" has no reason'
            hint = "Write the reason that you will say with it."
            yield subject.problem("PB033", message, hint, at=("terms", number, "opening"))


RULES = (
    Rule("PB003", "hard", "target, hold and reservation for every must-have", complete),
    Rule("PB004", "hard", "positions in the order of the term's direction", ordered),
    Rule("PB026", "standard", "one term that is money", money),
    Rule("PB038", "hard", "money that is better the way its side wants it", directed),
    Rule("PB033", "soft", "a reason for every opening", reasoned),
)
