"""The packages of every playbook's worked example: three, allowed, equal to us, and not to be improved."""

from __future__ import annotations

from itertools import product

import pytest

from ledger.money import Money, price_for
from ledger.offers import money, offered
from ledger.packages import MOST_TRADES, Priced
from tests.ledger.brute_force import SIDE, Deal, Market, allowed, as_deal, ours, own_worth, subsets
from tests.ledger.ledger_samples import NAMES, example_case


def market_of(name: str) -> Market:
    """The worked example of a playbook as a market, put together from its file's own words."""
    one = example_case(name)
    cash, book = money(one), one.playbook
    assert cash
    assert book.money
    steps = {get.id for get in book.gets if get.moves == book.money.id}
    gets = []
    for get in book.gets:
        worth = one.figures.number(f"worth.{get.id}")
        low, high = worth if get.low is None else get.low, worth if get.high is None else get.high
        gets += [Priced(get.id, worth, low, high, get.needs, get.moves)] if get.id not in steps else []
    gives = []
    for give in book.gives:
        links = () if steps & {*give.trade_for} else give.trade_for
        cost = one.figures.number(f"costs.{give.id}")
        gives.append(Priced(give.id, cost, give.low, give.high, links, give.moves))
    target = one.figures.number(f"target.{book.money.id}")
    return Market(cash, tuple(gives), tuple(gets), ours(cash, (), (), target))


@pytest.mark.parametrize("name", NAMES)
def test_every_playbook_gives_three_packages(name: str) -> None:
    """The worked example has three, worth the target price to us at their own tables, and nearly the same."""
    one = example_case(name)
    found, market = offered(one), market_of(name)
    assert len(found) == 3
    values = []
    for offer in found:
        deal = as_deal(market, offer)
        values.append(own_worth(one, offer))
        low, high = sorted((market.money.best, market.money.worst))
        assert low - 1e-6 <= offer.price <= high + 1e-6
        assert allowed(deal.gives, deal.gets)
        assert len(deal.gives) == len(offer.gives) <= SIDE
        assert len(deal.gets) == len(offer.gets) <= SIDE
        assert offer.ours == pytest.approx(deal.ours)
        assert offer.ours == pytest.approx(own_worth(one, offer))
        assert market.worth - 1e-6 <= deal.ours < market.worth * 1.01
    assert max(values) - min(values) < 0.01 * max(values)


@pytest.mark.parametrize("name", NAMES)
def test_no_package_of_a_playbook_can_be_improved(name: str) -> None:
    """Against every set of trades, at the price that is best for them and as good as the package to us."""
    market = market_of(name)
    cash = market.money
    assert max(len(market.gives), len(market.gets)) <= MOST_TRADES
    sets = [pair for pair in product(subsets(market.gives), subsets(market.gets)) if allowed(*pair)]
    for offer in offered(example_case(name)):
        deal = as_deal(market, offer)
        for gives, gets in sets:
            price = price_for(cash, deal.ours - ours(cash, gives, gets, cash.start))
            if price is None:
                continue
            mine = ours(cash, gives, gets, price)
            least, most = difference(cash, Deal(gives, gets, price, mine), deal)
            better = most > 1e-4 or mine > deal.ours + 1e-4
            assert not (mine >= deal.ours - 1e-6 and least >= -1e-6 and better), (offer, gives, gets, price)


def difference(cash: Money, one: Deal, other: Deal) -> tuple[float, float]:
    """The least and the most by which one deal may be better for them: trades of both cancel out."""
    least = most = (other.price - one.price) * cash.sign * cash.volume
    for mine, theirs in ((one.gives, other.gives), (other.gets, one.gets)):
        more, fewer = {*mine} - {*theirs}, {*theirs} - {*mine}
        least += sum(trade.low for trade in more) - sum(trade.high for trade in fewer)
        most += sum(trade.high for trade in more) - sum(trade.low for trade in fewer)
    return least, most
