"""What a case allows us to offer: packages of equal worth that cross no limit, and whom they need a yes from.

Used by `limits`, `warned` and `sheet`. `packages` chooses among options, `deals` knows their tables.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger import packages
from ledger.deals import Deals
from ledger.figures import Figures
from ledger.money import Money, said, step_for, value
from ledger.numbers import exact, shown
from ledger.packages import Package, Priced
from ledger.playbook import Condition, Term
from ledger.prepare import Case
from ledger.rules import RuleError
from ledger.spoken import aloud, written

LEVELS = (1.0, 1.5, 2.0, 3.0)
"""How many times the target's worth packages may be worth: the first of these that has three."""


class Offers(NamedTuple):
    """What can be offered: packages worth at least `times` what the target price alone is worth.

    Without any, `crossed` names the red lines and limits that stood in the way, if they did.
    """

    packages: list[Package]
    times: float = 1.0
    crossed: tuple[str, ...] = ()


def money(one: Case, worth: float | None = None) -> Money | None:
    """The money term of a case for making packages: from the opening down to hold, or to the limit before it.

    The volume is that of a deal in which everything stands at hold.
    """
    term = one.playbook.money
    if not (term and term.sign and {"opening", "target", "hold"} <= term.positions.keys()):
        return None
    try:
        deals = Deals(one.playbook, one.inputs)
        units = deals.volume(deals.table(()))
        opening, target, hold = (
            one.figures.number(f"{name}.{term.id}") for name in ("opening", "target", "hold")
        )
        start = _start(one, term)
    except RuleError:
        return None
    if units <= 0:
        return None
    worth = term.sign * (target - start) * units if worth is None else worth
    step = step_for(units, worth)
    cash = Money(term.sign, start, opening, max(hold, start, key=lambda end: term.sign * end), units, step)
    # Said with its decimals, and rounded in our favour, the bound is not crossed.
    return cash._replace(worst=said(cash, cash.worst))


def _start(one: Case, term: Term) -> float:
    """The price against which value is counted: the limit, because below it there is nothing to share."""
    position = "reservation" if "reservation" in term.positions else "hold"
    return one.figures.number(f"{position}.{term.id}")


def offered(one: Case) -> list[Package]:
    """The packages of a case."""
    return offers(one).packages


def offers(one: Case) -> Offers:
    """Packages worth as much as the target price with all else at hold; if need be, up to three times that.

    None crosses a red line that stops a talk, nor our own limit for the price or for a term that it moves.
    """
    term, cash = one.playbook.money, money(one)
    if not term or not cash:
        return Offers([])
    worth = value(cash, one.figures.number(f"target.{term.id}"))
    if worth <= 0:
        return Offers([])
    gives, gets = _priced(one, term)
    deals, best, stopped = Deals(one.playbook, one.inputs), Offers([]), dict[str, None]()
    for level in LEVELS:
        choices = []
        for option in packages.options(cash, gives, gets, worth * level, deals.at):
            found = _stops(one, deals, option)
            choices += [] if found else [option]
            stopped |= dict.fromkeys(found)
        made = packages.packages(choices)
        if len(made) > len(best.packages):
            best = Offers(made, min(offer.ours for offer in made) / worth)
        if len(made) == packages.SHOWN:
            break
    return best if best.packages else best._replace(crossed=tuple(stopped))


def _stops(one: Case, deals: Deals, option: packages.Option) -> list[str]:
    """The names of what an option crosses, and must not."""
    ids = ([give.id for give in option.gives], [get.id for get in option.gets])
    found = deals.crossed(*ids, option.price)
    return [named(one, line) for line in found.stop] + [
        f"our limit for {term.label}" for term in found.beyond
    ]


def named(one: Case, line: Condition) -> str:
    """A red line by its label, or by its rule in words."""
    return str(line.said.get("label") or aloud(one.playbook).condition(line.rule.root))


def _priced(one: Case, money: Term) -> tuple[list[Priced], list[Priced]]:
    """The gives and the gets with their figures. Steps in price are none: the price is in every package."""
    figures, playbook = one.figures, one.playbook
    steps = {get.id for get in playbook.gets if get.moves == money.id}
    gets = []
    for get in playbook.gets:
        if get.id not in steps:
            ours = figures.number(f"worth.{get.id}")
            # What is not known is taken to cost them as much as it is worth to us.
            low, high = (ours if end is None else end for end in (get.low, get.high))
            gets.append(Priced(get.id, ours, low, high, get.needs, get.moves))
    gives = []
    for give in playbook.gives:
        # Traded for a step in price, it needs no other get beside it.
        trades = () if steps.intersection(give.trade_for) else give.trade_for
        cost = figures.number(f"costs.{give.id}")
        gives.append(Priced(give.id, cost, give.low, give.high, trades, give.moves))
    return gives, gets


def table(one: Case, offer: Package) -> dict[str, float]:
    """Every term's value in a package: hold, but for the price and what its trades move."""
    return Deals(one.playbook, one.inputs).table((*offer.gives, *offer.gets), offer.price)


def approvals(one: Case, offer: Package) -> list[Condition]:
    """The approvals that a package needs before it may be offered: by its terms, or for one of its gives."""
    figures = Figures(one.playbook, one.inputs, table(one, offer))
    given = frozenset(offer.gives)
    own = {give.approval for give in one.playbook.gives if give.id in given}
    return [need for need in one.playbook.approvals if need.id in own or holds(figures, need, given)]


def escalated(one: Case, offer: Package) -> tuple[Condition, ...]:
    """The red lines that a package crosses: whoever is escalated to has to be asked before it is offered."""
    return Deals(one.playbook, one.inputs).crossed(offer.gives, offer.gets, offer.price).escalate


def stood(one: Case, term: Term, position: str) -> str:
    """A position of a term as people read it: a number as it was written, else what its rule comes to."""
    number = written(term.positions[position].root)
    if number is not None:
        return exact(number)
    return figure(one, term, one.figures.number(f"{position}.{term.id}"))


def figure(one: Case, term: Term, value: float) -> str:
    """A worked-out value of a term: a price with the decimals that its packages are reckoned with."""
    cash = money(one) if term == one.playbook.money else None
    return shown(value, cash.places if cash else 4 if 0 < abs(value) < 1 else 0)


def holds(figures: Figures, condition: Condition, given: frozenset[str] = frozenset()) -> bool:
    try:
        return figures.holds(condition.rule, given)
    except RuleError:
        # A name that only the deal itself knows: nothing can be said of it beforehand.
        return condition.rule.text in {line.rule.text for line in figures.playbook.red_lines}
