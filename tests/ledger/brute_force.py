"""Every deal that a market has, worked out one by one. Used by the tests of the packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from math import ceil, floor
from typing import NamedTuple

from ledger.figures import Figures, at_position
from ledger.money import Money
from ledger.packages import Package, Priced
from ledger.playbook import Get, Give
from ledger.prepare import Case

SIDE = 2
"""Gives, or gets, of one package at the most; written here again, so that a change is noticed."""


class Market(NamedTuple):
    """What there is to trade, and how much a package has to be worth to us."""

    money: Money
    gives: tuple[Priced, ...]
    gets: tuple[Priced, ...]
    worth: float


class Deal(NamedTuple):
    """One option of the brute force: its trades, its price, and our value of it."""

    gives: tuple[Priced, ...]
    gets: tuple[Priced, ...]
    price: float
    ours: float


def subsets(trades: Sequence[Priced]) -> Iterator[tuple[Priced, ...]]:
    """Every choice of at most two."""
    return chain.from_iterable(combinations(trades, size) for size in range(SIDE + 1))


def allowed(gives: Sequence[Priced], gets: Sequence[Priced]) -> bool:
    """Every give has a get that it is traded for, every get a give that it needs, no term is moved twice."""
    moves = [trade.moves for trade in (*gives, *gets) if trade.moves]
    linked = all(not give.trade_for or any(get.id in give.trade_for for get in gets) for give in gives)
    linked = linked and all(
        not get.trade_for or any(give.id in get.trade_for for give in gives) for get in gets
    )
    return linked and len(moves) == len(set(moves))


def ours(cash: Money, gives: Sequence[Priced], gets: Sequence[Priced], price: float) -> float:
    """Our value: what the price brings, and the gets, less the gives."""
    better = price - cash.start if cash.sign > 0 else cash.start - price
    return better * cash.volume + sum(get.ours for get in gets) - sum(give.ours for give in gives)


def prices(cash: Money) -> list[float]:
    """Every price of the grid within the bounds, the bound nearest to them among them."""
    low, high = sorted((cash.best, cash.worst))
    grid = [step * cash.step for step in range(ceil(low / cash.step), floor(high / cash.step) + 1)]
    return sorted({*grid, cash.worst})


def deals(market: Market) -> list[Deal]:
    """Every set of trades at every price."""
    return [
        Deal(gives, gets, price, ours(market.money, gives, gets, price))
        for gives, gets in product(subsets(market.gives), subsets(market.gets))
        if allowed(gives, gets)
        for price in prices(market.money)
    ]


def corners(cash: Money, deal: Deal, box: Sequence[Priced]) -> Iterator[float]:
    """What a deal is worth to them at every corner of the box of ranges."""
    for ends in product(*(sorted({trade.low, trade.high}) for trade in box)):
        worth = dict(zip((trade.id for trade in box), ends, strict=True))
        better = deal.price - cash.start if cash.sign < 0 else cash.start - deal.price
        brought = sum(worth[give.id] for give in deal.gives) - sum(worth[get.id] for get in deal.gets)
        yield better * cash.volume + brought


def as_deal(market: Market, offer: Package) -> Deal:
    """A package with its trades looked up again, and our value worked out again."""
    gives = tuple(give for give in market.gives if give.id in offer.gives)
    gets = tuple(get for get in market.gets if get.id in offer.gets)
    return Deal(gives, gets, offer.price, ours(market.money, gives, gets, offer.price))


def improves(cash: Money, other: Deal, deal: Deal) -> tuple[bool, bool]:
    """Whether another deal is better for them in a corner, and whether it is better for us.

    Both are False unless it is at least as good for both everywhere.
    """
    if other.ours < deal.ours:
        return False, False
    box = sorted({*other.gives, *other.gets, *deal.gives, *deal.gets})
    better = False
    for there, here in zip(corners(cash, other, box), corners(cash, deal, box), strict=True):
        if there < here:
            return False, False
        better = better or there > here
    return better, other.ours > deal.ours


# A package of a playbook, at its own table


def own_table(one: Case, offer: Package) -> Figures:
    """The figures where a package puts the terms: its price, what its trades move, all else at hold."""
    playbook = one.playbook
    values = at_position(playbook, one.inputs, "hold")
    trades: list[Give | Get] = [*playbook.gives, *playbook.gets]
    for trade in trades:
        if trade.id in (*offer.gives, *offer.gets) and trade.moves and f"to.{trade.id}" in one.figures:
            values[trade.moves] = one.figures.number(f"to.{trade.id}")
    assert playbook.money
    values[playbook.money.id] = offer.price
    return Figures(playbook, one.inputs, values)


def own_worth(one: Case, offer: Package) -> float:
    """Our value of a package, every rule worked out at its own table."""
    term, figures = one.playbook.money, own_table(one, offer)
    assert term
    better = term.sign * (offer.price - one.figures.number(f"reservation.{term.id}"))
    brought = sum(figures.number(f"worth.{id_}") for id_ in offer.gets)
    cost = sum(figures.number(f"costs.{id_}") for id_ in offer.gives)
    return better * figures.number(f"volume.{term.id}") + brought - cost
