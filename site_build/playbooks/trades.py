"""Gives and gets: each has a price, something to trade it for, and is worth the trade."""

from collections.abc import Iterator

from ledger.numbers import shown
from ledger.rules import same
from site_build.errors import Problem, nearest
from site_build.frontmatter import Path
from site_build.playbooks.subject import Rule, Subject

FEWEST = 3
"""Gives, and gets, that preparation asks for."""


def priced(subject: Subject) -> Iterator[Problem]:
    """PB016."""
    for key, price in (("gives", "our_cost"), ("gets", "our_value")):
        for number, one in enumerate(getattr(subject.model, key)):
            amount = getattr(one, price)
            if amount.amount is None and amount.rule is None:
                hint = "Write an amount, as in `amount: 1500`, or a rule."
                yield subject.problem("PB016", f'"{one.id}" has no price', hint, at=(key, number, price))
            elif amount.amount is not None and amount.rule is not None:
                hint = "Keep one of the two."
                message = f'"{one.id}" has an amount and a rule'
                yield subject.problem("PB016", message, hint, at=(key, number, price))


def based(subject: Subject) -> Iterator[Problem]:
    """PB034."""
    for key, price in (("gives", "our_cost"), ("gets", "our_value")):
        for number, one in enumerate(getattr(subject.model, key)):
            if not getattr(one, price).basis:
                message = f'the price of "{one.id}" does not say where it comes from'
                hint = 'Add `basis: "…"`.'
                yield subject.problem("PB034", message, hint, at=(key, number, price))


def linked(subject: Subject) -> Iterator[Problem]:
    """PB017."""
    for number, give in enumerate(subject.model.gives):
        if not give.trade_for:
            message = f'the give "{give.id}" may be traded for nothing'
            hint = "Name the gets that it may be given for: `trade_for: [t-…]`."
            yield subject.problem("PB017", message, hint, at=("gives", number))


def worthwhile(subject: Subject) -> Iterator[Problem]:
    """PB018."""
    for number, give in enumerate(subject.model.gives):
        cost = subject.number(f"costs.{give.id}")
        worth = [value for id_ in give.trade_for if (value := subject.number(f"worth.{id_}")) is not None]
        if cost is not None and worth and max(worth) < cost and not same(max(worth), cost):
            message = f'the give "{give.id}" costs {shown(cost)}, more than any get that it is traded for'
            hint = f"The dearest of those is worth {shown(max(worth))}: name a better one."
            yield subject.problem("PB018", message, hint, at=("gives", number, "trade_for"))


def enough(subject: Subject) -> Iterator[Problem]:
    """PB024."""
    for key in ("gives", "gets"):
        count = len(getattr(subject.model, key))
        if count < FEWEST:
            message = f"there is one {key[:-1]}" if count == 1 else f"there are {count or 'no'} {key}"
            hint = f"Price at least {FEWEST} of each: with fewer there is no choice of trades."
            yield subject.problem("PB024", message, hint, at=(key,))


def wanted(subject: Subject) -> Iterator[Problem]:
    """PB035."""
    named = {id_ for give in subject.model.gives for id_ in give.trade_for}
    for number, get in enumerate(subject.model.gets):
        if get.id not in named:
            message = f'no give is traded for "{get.id}"'
            hint = "Add it to a `trade_for`, or take it out."
            yield subject.problem("PB035", message, hint, at=("gets", number))


def placed(subject: Subject) -> Iterator[Problem]:
    """PB028: a trade leads its term in the right direction from the hold position."""
    terms = {term.id: term for term in subject.read.terms}
    for key, side in (("gets", 1), ("gives", -1)):
        for number, one in enumerate(getattr(subject.model, key)):
            term = terms.get(one.of or "")
            if term is None or one.to is None:
                continue
            to, hold = subject.number(f"to.{one.id}"), subject.number(f"hold.{one.of}")
            if to is None or hold is None:
                continue
            if side * term.sign * (to - hold) < 0 and not same(to, hold):
                way = "worse" if side > 0 else "better"
                message = f'"{one.id}" moves {term.id} to {shown(to)}, which is {way} for us than its hold'
                hint = f"A get leads to something better than the hold of {shown(hold)}, a give to worse."
                yield subject.problem("PB028", message, hint, at=(key, number, "to"))


def pointing(subject: Subject) -> Iterator[Problem]:
    """PB011, as far as trades go."""
    model = subject.model
    gets, needs = [get.id for get in model.gets], [need.id for need in model.approvals]
    terms = [term.id for term in model.terms]
    rows: list[tuple[Path, str | None, list[str]]] = []
    for number, give in enumerate(model.gives):
        rows += [
            (("gives", number, "trade_for", index), id_, gets) for index, id_ in enumerate(give.trade_for)
        ]
        rows += [
            (("gives", number, "approval"), give.approval, needs),
            (("gives", number, "of"), give.of, terms),
        ]
    rows += [(("gets", number, "of"), get.of, terms) for number, get in enumerate(model.gets)]
    for at, id_, known in rows:
        if id_ is not None and id_ not in known:
            message = f'"{id_}" is no id that stands here'
            yield subject.problem("PB011", message, nearest(id_, known), at=at)


RULES = (
    Rule("PB011", "hard", "ids that lead somewhere", pointing),
    Rule("PB016", "standard", "a price for every give and get", priced),
    Rule("PB017", "standard", "something to trade every give for", linked),
    Rule("PB018", "standard", "gives that cost less than what they are traded for", worthwhile),
    Rule("PB024", "standard", "three gives and three gets", enough),
    Rule("PB028", "standard", "trades that move their terms the right way", placed),
    Rule("PB034", "soft", "a basis for every price", based),
    Rule("PB035", "soft", "a give for every get", wanted),
)
