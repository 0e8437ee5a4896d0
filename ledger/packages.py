"""Package offers of equal value to us, each the best for a different guess of what they value (MESO).

An option is a set of gives and gets with a price; a give needs a get that it may be traded for. Our value is
the money saved or earned against a starting price, plus the worth of the gets, less the cost of the gives.
Theirs is known as ranges only, so a *view* fixes one value in each range. Packages are made by choosing, for
each view, the option that is best for them among all that are worth the same to us.

Why they are on the efficient frontier: were some option at least as good for us and, whatever their values
within the ranges, at least as good for them, it would be at least as good for them under the view that the
package is best for, and under the middle of all ranges. The choice is by the first of these, then by the
second, then by our own value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

MOST_SIDE = 2
"""Gives, or gets, in one package: what people can say in one breath."""
MOST_TRADES = 9
"""Gives, or gets, that are looked at: those of the highest worth first. 46 × 46 options at the most."""
EQUAL = 0.01
"""Two packages count as equal when our values differ by less than this share."""
SHOWN = 3


class Priced(NamedTuple):
    """A give or a get: `ours` is what it costs or brings us, `low` to `high` what it brings or costs them.

    Without `trade_for`, a give needs no get beside it. No two trades of a package move the same term.
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


class Money(NamedTuple):
    """The money term: `sign` is 1 when a higher price is better for us, -1 when a lower one is.

    `start` is the price against which value is counted, `best` and `worst` for us the bounds of what packages
    may hold, `volume` how many units are paid, `step` the smallest step of the price.
    """

    sign: int
    start: float
    best: float
    worst: float
    volume: float
    step: float


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
    """A set of trades and the price, in steps from the start, at which it is worth what was asked for."""

    gives: tuple[Priced, ...]
    gets: tuple[Priced, ...]
    price: float
    ours: float


def packages(money: Money, gives: Sequence[Priced], gets: Sequence[Priced], worth: float) -> list[Package]:
    """At most three packages that are worth `worth` or a little more to us, as different as can be.

    Fewer where the trades do not allow it; none where no set of trades reaches `worth` within the bounds.
    """
    choices = [_Weighed(money, option) for option in options(money, gives, gets, worth)]
    found: dict[frozenset[str], tuple[View, Option]] = {}
    for view in _views(gives, gets):
        best = max(choices, key=lambda choice: choice.rank(view), default=None)
        if best and (view.side == "price" or view.id in best.names):
            found.setdefault(best.names, (view, best.option))
    return [_package(money, view, option) for view, option in _apart(list(found.values()))]


def apart(found: Sequence[Package]) -> int:
    """In how many trades the two packages differ that are nearest to each other; 0 for fewer than two."""
    pairs = combinations([{*one.gives, *one.gets} for one in found], 2)
    return min((len(one ^ other) for one, other in pairs), default=0)


def options(money: Money, gives: Sequence[Priced], gets: Sequence[Priced], worth: float) -> Iterator[Option]:
    """Every set of trades, at the price for which it is worth `worth` to us, rounded in our favour.

    A set that is worth more to us even at the worst price is an option at that price.
    """
    asked = list(_sets(_first(gets)))
    for given in _sets(_first(gives)):
        cost = sum(give.ours for give in given)
        for got in asked:
            ids = {get.id for get in got}
            if not all(ids.intersection(give.trade_for) for give in given if give.trade_for):
                continue
            moved = [trade.moves for trade in (*given, *got) if trade.moves]
            if len(set(moved)) < len(moved):
                continue
            trades = sum(get.ours for get in got) - cost
            price = price_for(money, worth - trades)
            if price is not None:
                yield Option(given, got, price, value(money, price) + trades)


def value(money: Money, price: float) -> float:
    """What a price is worth to us against the starting price."""
    return money.sign * (price - money.start) * money.volume


def price_for(money: Money, worth: float) -> float | None:
    """The price nearest to theirs, within the bounds, that brings us `worth`; None where none does."""
    exact = money.start + money.sign * worth / money.volume
    if money.sign * (money.worst - exact) >= 0:
        return money.worst if money.sign * (money.worst - money.best) <= 1e-9 else None
    steps = exact / money.step
    if not math.isfinite(steps):
        return None
    # A price that lies on a step but for a rounding error stays there.
    whole = round(steps)
    if abs(steps - whole) > 1e-6:
        whole = int(steps // 1) + (1 if money.sign > 0 else 0)
    price = whole * money.step
    if money.sign * (price - money.best) > 1e-9:
        return None
    return max(price, money.worst) if money.sign > 0 else min(price, money.worst)


def their_range(money: Money, option: Option) -> tuple[float, float]:
    """The least and the most that an option may be worth to them, against the starting price alone."""
    paid = -value(money, option.price)
    low = sum(give.low for give in option.gives) - sum(get.high for get in option.gets)
    high = sum(give.high for give in option.gives) - sum(get.low for get in option.gets)
    return paid + low, paid + high


class _Weighed:
    """An option with the sums that every view is made of.

    In the view `price`, gives are worth their least to them and gets cost them their most: money is what
    counts. In the view of a give, that one is worth its most, the others their least; in the view of a get,
    that one costs its least and the others their most. The other side of the trade is in the middle.
    """

    def __init__(self, money: Money, option: Option) -> None:
        self.option = option
        self.names = frozenset(trade.id for trade in (*option.gives, *option.gets))
        self.paid = -value(money, option.price)
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


def _views(gives: Sequence[Priced], gets: Sequence[Priced]) -> Iterator[View]:
    yield View("price")
    yield from (View("give", give.id) for give in _first(gives))
    yield from (View("get", get.id) for get in _first(gets))


def _first(trades: Sequence[Priced]) -> Sequence[Priced]:
    """The trades that are looked at, in their order."""
    if len(trades) <= MOST_TRADES:
        return trades
    kept = sorted(trades, key=lambda trade: -abs(trade.middle - trade.ours))[:MOST_TRADES]
    return [trade for trade in trades if trade in kept]


def _sets(trades: Sequence[Priced]) -> Iterator[tuple[Priced, ...]]:
    for size in range(min(MOST_SIDE, len(trades)) + 1):
        yield from combinations(trades, size)


def _apart(found: Sequence[tuple[View, Option]]) -> Sequence[tuple[View, Option]]:
    """The three that differ most from each other and are equal to us; fewer if there are no three."""
    trades = {view: {trade.id for trade in (*option.gives, *option.gets)} for view, option in found}

    def distance(rows: Sequence[tuple[View, Option]]) -> tuple[int, int]:
        between = [len(trades[one] ^ trades[other]) for (one, _), (other, _) in combinations(rows, 2)]
        return min(between, default=0), sum(between)

    for size in range(min(SHOWN, len(found)), 0, -1):
        sets = [rows for rows in combinations(found, size) if equal([option.ours for _, option in rows])]
        if sets:
            return max(sets, key=distance)
    return []


def equal(values: Sequence[float]) -> bool:
    """Whether values differ by less than one in a hundred of the largest."""
    return max(values) - min(values) < EQUAL * max(abs(value) for value in values) or len(set(values)) == 1


def _package(money: Money, view: View, option: Option) -> Package:
    return Package(
        view,
        option.price,
        tuple(give.id for give in option.gives),
        tuple(get.id for get in option.gets),
        option.ours,
        their_range(money, option),
    )


def step_for(volume: float, worth: float) -> float:
    """A round step of the price, such as 50, that moves the whole by at most one in 400 of `worth`.

    Three roundings together then stay below one in a hundred.
    """
    largest = max(abs(worth), 1.0) / 400 / max(volume, 1e-9)
    step = 10.0 ** _exponent(largest)
    return next((step * times for times in (5, 2) if step * times <= largest), step)


def _exponent(number: float) -> int:
    exponent = 0
    while 10.0 ** (exponent + 1) <= number:
        exponent += 1
    while 10.0**exponent > number:
        exponent -= 1
    return exponent
