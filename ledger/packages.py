"""Package offers of equal value to us, each the best for a different guess of what they value (MESO).

An option is a set of gives and gets with a price; a give needs a get that it may be traded for. Our value is
the money saved or earned against a starting price, plus the worth of the gets, less the cost of the gives,
all as they are where the option itself puts the terms. Theirs is known as ranges only, so a *view* fixes one
value in each range. Packages are made by choosing, for each view, the option that is best for them among all
that are worth the same to us. Three of these are shown, those that have most in common while each has a trade
of its own, so that the choice among them tells something.

Why they are on the efficient frontier of the options: were some option at least as good for us and, whatever
their values within the ranges, at least as good for them, it would be at least as good for them under the
view that the package is best for, and under the middle of all ranges. The choice is by the first of these,
then by the second, then by our own value. An option has at most two gives and two gets; a third may be better
for both: it is left to the table, as nobody can say it in one breath.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from ledger.money import Money, price_for, value

MOST_SIDE = 2
"""Gives, or gets, in one package: what people can say in one breath."""
MOST_TRADES = 9
"""Gives, or gets, that are looked at: those of the highest worth first. 46 × 46 options at the most."""
EQUAL = 0.01
"""Two packages count as equal when our values differ by less than this share."""
SHOWN = 3
MOST_TURNS = 6
"""How often a price is worked out again where the trades' worth hangs on it."""


class Priced(NamedTuple):
    """A give or a get: `ours` is what it costs or brings us, `low` to `high` what it brings or costs them.

    `trade_for` are those of the other side of which one has to stand beside it; empty, it may stand alone. No
    two trades of a package move the same term.
    """

    id: str
    ours: float
    low: float
    high: float
    trade_for: tuple[str, ...] = ()
    moves: str = ""

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class At(NamedTuple):
    """What a set of trades comes to at its own table: how many units are paid, and each trade with `ours`."""

    volume: float
    gives: tuple[Priced, ...]
    gets: tuple[Priced, ...]


Pricing = Callable[[Sequence[Priced], Sequence[Priced], float], At | None]
"""Gives, gets and a price to what they come to there; None where that has no value."""


class View(NamedTuple):
    """A guess of what they value: the `price`, or the `give` or the `get` of this id more than any other."""

    side: Literal["price", "give", "get"]
    id: str = ""


class Package(NamedTuple):
    """A package offer: `ours` is its value to us, `theirs` the range to them, `view` what it answers."""

    view: View
    price: float
    gives: tuple[str, ...]
    gets: tuple[str, ...]
    ours: float
    theirs: tuple[float, float]


class Option(NamedTuple):
    """A set of trades and the price, in steps from the start, at which it is worth what was asked for.

    `money` has the volume that is paid with these trades.
    """

    money: Money
    gives: tuple[Priced, ...]
    gets: tuple[Priced, ...]
    price: float
    ours: float


def packages(choices: Sequence[Option]) -> list[Package]:
    """At most three packages of these options: equal to us, best for them under some view, and alike.

    Fewer where the options do not allow it.
    """
    weighed = [_Weighed(option) for option in choices]
    found = []
    for view in _views(choices):
        best = max(weighed, key=lambda choice: choice.rank(view), default=None)
        if best and (view.side == "price" or view.id in best.names):
            found.append((view, best.option))
    return [_package(view, option) for view, option in _alike(found)]


def unlike(found: Sequence[Package | Option]) -> tuple[int, int]:
    """In how many trades the two differ that differ most, and all pairs together."""
    pairs = combinations([_names(one) for one in found], 2)
    between = [len(one ^ other) for one, other in pairs]
    return max(between, default=0), sum(between)


def options(
    money: Money,
    gives: Sequence[Priced],
    gets: Sequence[Priced],
    worth: float,
    pricing: Pricing | None = None,
) -> Iterator[Option]:
    """Every set of trades, at the price for which it is worth `worth` to us, rounded in our favour.

    A set that is worth more to us even at the worst price is an option at that price. `pricing` prices a set
    at its own table; without it every trade costs and brings the same in all.
    """
    asked = list(_sets(_first(gets)))
    for given in _sets(_first(gives)):
        for got in asked:
            ids = {trade.id for trade in (*given, *got)}
            if not all(ids.intersection(trade.trade_for) for trade in (*given, *got) if trade.trade_for):
                continue
            moved = [trade.moves for trade in (*given, *got) if trade.moves]
            if len(set(moved)) < len(moved):
                continue
            option = _priced(money, given, got, worth, pricing)
            if option:
                yield option


def _priced(
    money: Money, gives: tuple[Priced, ...], gets: tuple[Priced, ...], worth: float, pricing: Pricing | None
) -> Option | None:
    """A set of trades at its price, which is sought in turns: their worth may hang on the price itself."""
    price, before = money.worst, math.nan
    for _ in range(MOST_TURNS):
        at = pricing(gives, gets, price) if pricing else At(money.volume, gives, gets)
        if at is None or at.volume <= 0:
            return None
        cash = money._replace(volume=at.volume)
        trades = sum(get.ours for get in at.gets) - sum(give.ours for give in at.gives)
        wanted, ours = price_for(cash, worth - trades), value(cash, price) + trades
        if wanted is None:
            return None
        # Between two steps that each ask for the other, the one that is worth enough.
        if wanted == price or (wanted == before and ours >= worth):
            return Option(cash, at.gives, at.gets, price, ours)
        price, before = wanted, price
    return None


def their_range(option: Option) -> tuple[float, float]:
    """The least and the most that an option may be worth to them, against the starting price alone."""
    paid = -value(option.money, option.price)
    low = sum(give.low for give in option.gives) - sum(get.high for get in option.gets)
    high = sum(give.high for give in option.gives) - sum(get.low for get in option.gets)
    return paid + low, paid + high


class _Weighed:
    """An option with the sums that every view is made of.

    In the view `price`, gives are worth their least to them and gets cost them their most: money is what
    counts. In the view of a give, that one is worth its most, the others their least; in the view of a get,
    that one costs its least and the others their most. The other side of the trade is in the middle.
    """

    def __init__(self, option: Option) -> None:
        self.option = option
        self.names = _names(option)
        self.paid = -value(option.money, option.price)
        self.low, self.mid = (sum(g.low for g in option.gives), sum(g.middle for g in option.gives))
        self.dear, self.cost = (sum(g.high for g in option.gets), sum(g.middle for g in option.gets))
        self.more = {give.id: give.high - give.low for give in option.gives}
        self.less = {get.id: get.high - get.low for get in option.gets}

    def rank(self, view: View) -> tuple[float, float, float, int, list[str]]:
        """What they have of it under a view, then in the middle, then we; then the simpler, for certainty."""
        if view.side == "price":
            theirs = self.low - self.dear
        elif view.side == "give":
            theirs = self.low + self.more.get(view.id, 0.0) - self.cost
        else:
            theirs = self.mid - self.dear + self.less.get(view.id, 0.0)
        middle = self.paid + self.mid - self.cost
        ours = round(self.option.ours, 6)
        return round(self.paid + theirs, 6), round(middle, 6), ours, -len(self.names), sorted(self.names)


def _views(choices: Sequence[Option]) -> Iterator[View]:
    yield View("price")
    gives = dict.fromkeys(give.id for option in choices for give in option.gives)
    gets = dict.fromkeys(get.id for option in choices for get in option.gets)
    yield from (View("give", id_) for id_ in gives)
    yield from (View("get", id_) for id_ in gets)


def _first(trades: Sequence[Priced]) -> Sequence[Priced]:
    """The trades that are looked at, in their order."""
    if len(trades) <= MOST_TRADES:
        return trades
    kept = sorted(trades, key=lambda trade: -abs(trade.middle - trade.ours))[:MOST_TRADES]
    return [trade for trade in trades if trade in kept]


def _sets(trades: Sequence[Priced]) -> Iterator[tuple[Priced, ...]]:
    for size in range(min(MOST_SIDE, len(trades)) + 1):
        yield from combinations(trades, size)


def _alike(found: Sequence[tuple[View, Option]]) -> Sequence[tuple[View, Option]]:
    """The three equal ones that have most in common, each with its view's trade for itself; fewer if need be.

    What one package has alone is what a choice of it speaks for; the price makes up for the difference. Of
    those that are as much alike, the choice tells most where we know least: where the ranges are widest.
    """
    sizes = range(min(SHOWN, len(found)), 1, -1)
    for wanted, size in [(_telling, size) for size in sizes] + [(_different, size) for size in (*sizes, 1)]:
        sets = [rows for rows in combinations(found, size) if wanted(rows)]
        if sets:
            return min(sets, key=lambda rows: (*unlike([option for _, option in rows]), -_open(rows)))
    return []


def _open(rows: Sequence[tuple[View, Option]]) -> float:
    """How wide the ranges of the trades are that packages have alone."""
    trades = [
        trade for view, option in rows for trade in (*option.gives, *option.gets) if trade.id == view.id
    ]
    return round(sum(trade.high - trade.low for trade in trades), 6)


def _different(rows: Sequence[tuple[View, Option]]) -> bool:
    """Whether options are equal to us, and no two have the same trades."""
    names = {_names(option) for _, option in rows}
    return len(names) == len(rows) and equal([option.ours for _, option in rows])


def _telling(rows: Sequence[tuple[View, Option]]) -> bool:
    """Whether each of different options alone has what it is best for.

    That is its view's trade, and for those to whom money matters most the best price of all.
    """
    names = [_names(option) for _, option in rows]
    prices = [-option.money.sign * option.price for _, option in rows]
    return _different(rows) and all(
        sum(view.id in one for one in names) == 1 if view.id else price == max(prices)
        for (view, _), price in zip(rows, prices, strict=True)
    )


def _names(one: Package | Option) -> frozenset[str]:
    return frozenset(trade if isinstance(trade, str) else trade.id for trade in (*one.gives, *one.gets))


def equal(values: Sequence[float]) -> bool:
    """Whether values differ by less than one in a hundred of the largest."""
    return max(values) - min(values) < EQUAL * max(abs(value) for value in values) or len(set(values)) == 1


def _package(view: View, option: Option) -> Package:
    return Package(
        view,
        option.price,
        tuple(give.id for give in option.gives),
        tuple(get.id for get in option.gets),
        option.ours,
        their_range(option),
    )
