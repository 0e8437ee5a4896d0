"""Prices by the unit, such as 0.22 EUR/kWh: shown with all the decimals that they are reckoned with."""

from __future__ import annotations

import pytest

from ledger.numbers import typed
from ledger.offers import money, offered
from ledger.sheet import prepared
from tests.ledger.brute_force import own_worth
from tests.ledger.ledger_samples import energy


@pytest.mark.parametrize(("base", "units"), [(0.22, 1_000_000), (0.045, 20_000_000), (0.0013, 5_000_000_000)])
def test_unit_price_is_shown_as_it_was_reckoned(base: float, units: int) -> None:
    """Whoever says the price that is shown offers what the package is worth, to the last euro."""
    one = energy(base, units)
    found, shown = offered(one), prepared(one)
    assert len(found) == 3
    assert len({words["price"] for words in shown["packages"]}) == len({offer.price for offer in found})
    for offer, words in zip(found, shown["packages"], strict=True):
        assert typed(words["price"], "price", "it") == offer.price
        assert own_worth(one, offer) == pytest.approx(offer.ours)


@pytest.mark.parametrize(("base", "units"), [(0.22, 1_000_000), (0.045, 20_000_000)])
def test_positions_of_a_unit_price_are_told_apart(base: float, units: int) -> None:
    """Sheet, scale and red line have the figures of the price, not three times the same hundredth."""
    one, shown = energy(base, units), prepared(energy(base, units))
    cash = money(one)
    assert cash
    for name in ("opening", "target", "hold", "reservation"):
        value = one.figures.number(f"{name}.price")
        assert abs(typed(shown["sheet"][0][name], "price", "it") - value) < cash.step
    assert len({mark["text"] for mark in shown["scale"]["marks"]}) == 4
    assert f"({base:g} EUR a kWh)" in shown["limits"]["red_lines"][0]["text"]
