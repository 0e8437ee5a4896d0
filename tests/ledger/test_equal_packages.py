"""Package offers against brute force: what is offered is allowed, equal to us, and not to be improved."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.money import Money, price_for, step_for
from ledger.offers import offered
from ledger.packages import Package, Priced, options, packages
from tests.ledger.brute_force import SIDE, Market, allowed, as_deal, corners, deals, improves, prices
from tests.ledger.ledger_samples import small, small_case

# Small markets, in whole numbers, so that nothing is lost by rounding


@st.composite
def markets(draw: st.DrawFn, *, known: bool = False) -> Market:
    """Up to four gives and gets on a coarse grid; with `known`, their values are points, not ranges."""
    step = draw(st.sampled_from([1, 5, 10]))
    start, worst, best = (number * step for number in sorted(draw(st.tuples(*[st.integers(0, 8)] * 3))))
    sign = draw(st.sampled_from([1, -1]))
    volume = draw(st.integers(1, 3))
    amount = st.integers(0, 20)

    def trades(kind: str, links: Sequence[str]) -> tuple[Priced, ...]:
        found = []
        for number in range(draw(st.integers(0, 4))):
            low, more = draw(amount), 0 if known else draw(st.sampled_from([0, 3, 10]))
            linked = tuple(draw(st.lists(st.sampled_from(links), max_size=2, unique=True))) if links else ()
            moves = draw(st.sampled_from(["", "", "m", "n"]))
            id_ = f"{kind}{number}"
            found.append(Priced(id_, float(draw(amount)), float(low), float(low + more), linked, moves))
        return tuple(found)

    gets = trades("t", draw(st.sampled_from([(), ("g0", "g1")])))
    gives = trades("g", [get.id for get in gets])
    start, best, worst = sign * start, sign * best, sign * worst
    cash = Money(sign, float(start), float(best), float(worst), float(volume), float(step))
    return Market(cash, gives, gets, float(draw(st.integers(1, 60))))


def found_in(market: Market) -> list[Package]:
    """The packages that the ledger offers."""
    return packages(list(options(*market)))


@settings(max_examples=120)
@given(markets())
def test_every_package_is_allowed(market: Market) -> None:
    """Within the bounds, linked, at most two trades a side, no term moved twice, worth what was asked."""
    low, high = sorted((market.money.best, market.money.worst))
    for offer in found_in(market):
        deal = as_deal(market, offer)
        assert low <= offer.price <= high
        assert len(offer.gives) == len(deal.gives) <= SIDE
        assert len(offer.gets) == len(deal.gets) <= SIDE
        assert allowed(deal.gives, deal.gets)
        assert offer.ours == deal.ours >= market.worth


@settings(max_examples=120)
@given(markets())
def test_packages_are_equal_to_us_and_differ_in_trades(market: Market) -> None:
    """At most three, less than one in a hundred apart in our value, and no two with the same trades."""
    found = found_in(market)
    values = [as_deal(market, offer).ours for offer in found]
    assert len(found) <= 3
    assert len({(offer.gives, offer.gets) for offer in found}) == len(found)
    if len(set(values)) > 1:
        assert max(values) - min(values) < 0.01 * max(values)


@settings(max_examples=100)
@given(markets())
def test_range_for_them_is_that_of_the_corners(market: Market) -> None:
    """The least and the most that a package may be worth to them are found in the corners of the box."""
    for offer in found_in(market):
        deal = as_deal(market, offer)
        values = list(corners(market.money, deal, [*deal.gives, *deal.gets]))
        assert offer.theirs == (min(values), max(values))


@settings(max_examples=100)
@given(markets())
def test_no_option_is_better_for_them_and_as_good_for_us(market: Market) -> None:
    """Against every option at every price: none is as good for both everywhere and better for them once."""
    found, every = found_in(market), deals(market)
    for offer in found:
        deal = as_deal(market, offer)
        assert not [other for other in every if improves(market.money, other, deal)[0]]


@settings(max_examples=100)
@given(markets())
def test_no_option_is_better_for_us_and_as_good_for_them(market: Market) -> None:
    """Against every option at every price: none is as good for them in every corner and better for us."""
    found, every = found_in(market), deals(market)
    for offer in found:
        deal = as_deal(market, offer)
        assert not [other for other in every if improves(market.money, other, deal)[1]]


@settings(max_examples=100)
@given(markets(known=True))
def test_packages_are_efficient_where_their_values_are_known(market: Market) -> None:
    """With points instead of ranges it is the efficiency of the textbook: nothing is better for one only."""
    every = [
        (deal.ours, next(corners(market.money, deal, [*deal.gives, *deal.gets]))) for deal in deals(market)
    ]
    for offer in found_in(market):
        deal = as_deal(market, offer)
        theirs = next(corners(market.money, deal, [*deal.gives, *deal.gets]))
        better = [one for one in every if one[0] >= deal.ours and one[1] >= theirs]
        assert set(better) == {(deal.ours, theirs)}


def test_cheaper_of_two_gives_that_are_the_same_to_them_is_offered() -> None:
    """Two gives are worth the same to them and one costs us less: after rounding the price, that one wins."""
    cash = Money(1, 0.0, 100.0, 10.0, 1.0, 10.0)
    gives = [Priced("g-cheap", 1.0, 9.0, 9.0), Priced("g-dear", 4.0, 9.0, 9.0)]
    for one in (gives, gives[::-1], [gives[0]._replace(id="z"), gives[1]]):
        found = found_in(Market(cash, tuple(one), (), 16.0))
        offered_ = {id_ for offer in found for id_ in offer.gives}
        cheap = next(give.id for give in one if give.ours == 1.0)
        assert cheap in offered_
        assert all(cheap in offer.gives for offer in found if offer.gives)


@settings(max_examples=100)
@given(markets())
def test_packages_are_found_where_there_are_any(market: Market) -> None:
    """None is offered only if no option within the bounds is worth what was asked."""
    possible = any(deal.ours >= market.worth for deal in deals(market))
    assert bool(found_in(market)) is possible


def test_many_markets_have_packages() -> None:
    """Of random markets a good part has two or three packages, so that the tests above hold something."""
    chance = random.Random(20_261_127)
    cash = Money(1, 0.0, 90.0, 10.0, 10.0, 0.1)
    counts = [0, 0, 0, 0]
    for _ in range(200):
        rows = [
            [
                Priced(f"{kind}{number}", chance.randrange(1, 20), low, low + chance.randrange(9))
                for number in range(4)
                for low in [chance.randrange(20)]
            ]
            for kind in "gt"
        ]
        counts[len(found_in(Market(cash, tuple(rows[0]), tuple(rows[1]), 200.0)))] += 1
    assert counts[0] < 20
    assert counts[2] + counts[3] > 100
    assert counts[3] > 20


def test_what_may_be_worth_more_to_them_is_offered() -> None:
    """Two gives are worth the same to them at the least: the one that may be worth more is offered."""
    cash = Money(1, 0.0, 100.0, 10.0, 1.0, 10.0)
    for sure, open_ in (("z", "a"), ("a", "z")):
        gives = [Priced(sure, 2.0, 5.0, 5.0, (), "m"), Priced(open_, 2.0, 5.0, 15.0, (), "m")]
        found = found_in(Market(cash, tuple(gives), (), 16.0))
        assert {offer.gives for offer in found} == {(open_,)}


# Prices


@given(
    st.sampled_from([1, -1]),
    st.tuples(*[st.integers(-50, 50)] * 3),
    st.integers(1, 4),
    st.sampled_from([1.0, 2.0, 5.0, 0.5]),
    st.integers(-200, 200),
)
def test_price_is_the_nearest_to_them_that_is_enough(
    sign: int, places: tuple[int, int, int], volume: int, step: float, worth: int
) -> None:
    """Of all prices of the grid within the bounds, the one that is best for them and brings us enough."""
    start, *ends = (place * step for place in places)
    worst, best = sorted(ends, key=lambda price: sign * price)
    cash = Money(sign, start, best, worst, float(volume), step)
    enough = [price for price in prices(cash) if sign * (price - start) * volume >= worth]
    wanted = min(enough, key=lambda price: sign * price) if enough else None
    assert price_for(cash, float(worth)) == wanted


@pytest.mark.parametrize(("sign", "worst", "best"), [(1, 7.0, 20.0), (-1, -7.0, -20.0), (1, 7.0, 8.0)])
def test_worst_price_that_is_enough_is_taken(sign: int, worst: float, best: float) -> None:
    """What is worth enough at the worst price is offered at it, also where it lies between two steps."""
    assert price_for(Money(sign, 0.0, best, worst, 1.0, 5.0), 6.0) == worst


@given(st.floats(1e-3, 1e9), st.floats(1e-3, 1e9))
def test_step_is_round_and_small_enough(volume: float, worth: float) -> None:
    """1, 2 or 5 with noughts, and three roundings together stay below one in a hundred."""
    step = step_for(volume, worth)
    assert f"{step:.6e}"[0] in "125"
    assert float(f"{step:.6e}"[1:8]) == 0 or f"{step:.6e}"[1:8] == ".000000"
    assert 3 * step * volume <= 0.01 * max(worth, 1.0)


# What has no packages


def test_no_package_without_money() -> None:
    """Without a money term, without volume to pay, or with nothing to share, none is offered."""
    data = small()
    data["terms"][0]["cost"]["model"] = "risk"
    assert offered(small_case(data)) == []
    data = small()
    data["terms"][0]["cost"]["volume"] = "0"
    assert offered(small_case(data)) == []
    data = small()
    data["terms"][0]["target"] = {"rule": "base"}
    assert offered(small_case(data)) == []
    data = small()
    del data["terms"][0]["hold"]
    assert offered(small_case(data)) == []


def test_unknown_cost_is_taken_to_be_what_it_is_worth_to_us() -> None:
    """A get without `their_cost` costs them as much as it brings us: 30, in the least and in the most."""
    data = small()
    del data["gets"][0]["their_cost"]
    for offer in offered(small_case(data)):
        brought = [(20, 60) for id_ in offer.gives if id_ == "g-ref"]
        brought += [(5, 30) for id_ in offer.gives if id_ == "g-slow"]
        cost = sum({"t-early": 25, "t-case": 30}[id_] for id_ in offer.gets)
        low, high = (
            sum(ends) - cost + (100 - offer.price) * 10 for ends in zip((0, 0), *brought, strict=True)
        )
        assert offer.theirs == pytest.approx((low, high))
