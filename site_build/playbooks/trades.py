"""Gives and gets: each has a price, something to trade it for, and is worth the trade."""

from collections.abc import Iterator

from ledger.figures import Figures
from ledger.numbers import shown
from ledger.rules import RuleError, same
from site_build.errors import Problem, nearest
from site_build.frontmatter import Path
from site_build.playbooks.subject import Rule, Subject

FEWEST = 3
"""Gives, and gets, that preparation asks for."""
TINY = 1e-9
"""What a volume has to be more than."""


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
    """PB028: a trade leads its term in the right direction from the hold position, and not past our limit."""
    terms = {term.id: term for term in subject.read.terms}
    for key, number, one in subject.trades():
        term, side = terms[str(one.of)], 1 if key == "gets" else -1
        to, hold = subject.number(f"to.{one.id}"), subject.number(f"hold.{one.of}")
        if to is None:
            continue
        leads = f'"{one.id}" moves {term.id} to {shown(to)}, which is'
        if hold is not None and side * term.sign * (to - hold) < 0 and not same(to, hold):
            way = "worse" if side > 0 else "better"
            message = f"{leads} {way} for us than its hold"
            hint = f"A get leads to something better than the hold of {shown(hold)}, a give to worse."
            yield subject.problem("PB028", message, hint, at=(key, number, "to"))
            continue
        limit = subject.number(f"reservation.{one.of}")
        if limit is not None and term.sign * (to - limit) < 0 and not same(to, limit):
            hint = f"Lead it to {shown(limit)} at most, or move the limit." if term.sign < 0 else ""
            hint = hint or f"Lead it to {shown(limit)} at least, or move the limit."
            yield subject.problem("PB028", f"{leads} past our limit", hint, at=(key, number, "to"))


def approved(subject: Subject) -> Iterator[Problem]:
    """PB036: the approval that a give names is called for by giving it, or by where that leads its term."""
    needs = {need.id: need for need in subject.read.approvals}
    hold = subject.at["hold"].table if "hold" in subject.at else {}
    for number, give in enumerate(subject.model.gives):
        need = needs.get(give.approval or "")
        named = {node.word for node in need.rule.gives()} if need else set()
        if need is None or give.id in named or not named <= set(subject.read.names.gives):
            continue
        to = subject.number(f"to.{give.id}")
        moved = {str(give.of): to} if give.of and to is not None else {}
        figures = Figures(subject.read, subject.read.inputs, {**hold, **moved})
        try:
            called = figures.holds(need.rule, frozenset({give.id}))
        except RuleError:
            continue
        if not called:
            message = f'giving "{give.id}" does not call for the approval "{need.id}"'
            hint = f"Write `give {give.id}` into its `when`, or name the approval that does."
            yield subject.problem("PB036", message, hint, at=("gives", number, "approval"))


def upright(subject: Subject) -> Iterator[Problem]:
    """PB037, as far as their figures go."""
    for key, worth, so in (("gives", "their_value", "is worth to"), ("gets", "their_cost", "costs")):
        for number, one in enumerate(getattr(subject.model, key)):
            found = getattr(one, worth)
            if found and found.low > found.high:
                ends = f"{shown(found.low)} down to {shown(found.high)}"
                message = f'what "{one.id}" {so} them goes from {ends}'
                yield subject.problem("PB037", message, "Swap `low` and `high`.", at=(key, number, worth))


def possible(subject: Subject) -> Iterator[Problem]:
    """PB039: prices and worths that their rules bring below nothing, and a money term paid for no unit."""
    rows: list[tuple[Path, str, str, float]] = []
    for number, give in enumerate(subject.model.gives):
        rows.append((("gives", number, "our_cost"), f"costs.{give.id}", f'the cost of "{give.id}"', 0))
    for number, get in enumerate(subject.model.gets):
        rows.append((("gets", number, "our_value"), f"worth.{get.id}", f'the worth of "{get.id}"', 0))
    for number, term in enumerate(subject.model.terms):
        at: Path = ("terms", number, "cost")
        rows.append((at, f"volume.{term.id}", f'the volume of "{term.id}"', TINY))
        rows.append((at, f"severity.{term.id}", f'the severity of "{term.id}"', 0))
    for at, name, what, least in rows:
        value = subject.number(name)
        if value is not None and value < least:
            message = f"{what} comes to {shown(value)} in the example"
            hint = f"It has to be {'more than' if least else 'at least'} 0."
            yield subject.problem("PB039", message, hint, at=at)


def uses(subject: Subject) -> Iterator[Problem]:
    """PB041: every use of a give is a trade of its own, and a get is got once."""
    for number, give in enumerate(subject.model.gives):
        if give.max_uses and give.trade_for and give.max_uses > len(give.trade_for):
            message = (
                f'the give "{give.id}" may be used {give.max_uses} times, and is traded for fewer gets: '
                f"{len(give.trade_for)}"
            )
            hint = "Each use is a trade for another get: name more under `trade_for`, or lower `max_uses`."
            yield subject.problem("PB041", message, hint, at=("gives", number, "max_uses"))


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
    gives = [give.id for give in model.gives]
    for number, get in enumerate(model.gets):
        rows += [(("gets", number, "needs", index), id_, gives) for index, id_ in enumerate(get.needs)]
        rows.append((("gets", number, "of"), get.of, terms))
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
    Rule("PB028", "standard", "trades that move their terms the right way, up to the limit", placed),
    Rule("PB036", "hard", "approvals that their gives call for", approved),
    Rule("PB037", "standard", "ranges that go upwards", upright),
    Rule("PB039", "standard", "prices and volumes that can be", possible),
    Rule("PB041", "standard", "a get for every use of a give", uses),
    Rule("PB034", "soft", "a basis for every price", based),
    Rule("PB035", "soft", "a give for every get", wanted),
)
