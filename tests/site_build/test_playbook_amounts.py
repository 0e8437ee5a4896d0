"""Amounts in lines to say are read as people write them, and what is no amount of a term is left alone."""

import pytest

from ledger.playbook_reader import read
from site_build.playbooks.amounts import offered
from tests.site_build.playbook_samples import model

BUYER = read(model().plain())
DOLLARS = read(
    model(
        ("currency: EUR", "currency: USD"),
        ("label: Annual price\n    unit: EUR", "label: Annual price\n    unit: USD"),
    ).plain()
)
PRICES = (85_000, 97_000)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("We can go to a price of 98,000 euros.", 98_000),
        ("We can go to a price of EUR 98,000 a year.", 98_000),
        ("We can go to a price of EUR98,000.", 98_000),
        ("We can go to a price of €98,000.", 98_000),
        ("We can go to a price of € 98.5k.", 98_500),
        ("We can go to a price of 98k EUR.", 98_000),
        ("We can go to a price of 98 thousand euros.", 98_000),
        ("We can go to a price of 0.3 million EUR.", 300_000),
        ("We can go to a price of €1.2m.", 1_200_000),
        ("We can go to 98,000 EUR a year.", 98_000),
        ("We can go to €2m per year.", 2_000_000),
        ("Let us meet at €98,000.", 98_000),
    ],
)
def test_price_is_read_however_it_is_written(said: str, value: float) -> None:
    """Code, sign or word, before or behind, with thousands and millions; with or without the term's name."""
    assert [(term.id, amount) for term, amount in offered(BUYER, said, PRICES)] == [("price", value)]


@pytest.mark.parametrize(
    "said",
    [
        "The price is one of 98,000 reasons.",
        "The price of $98,000 is in another currency.",
        "We can go to 98,000.",
        "An hour of standstill is 5,000 EUR.",
        "This saves you 98,000 EUR a year.",
        "An outage costs us €98,000.",
        "Europeans paid 98,000 eurocents.",
        "Two lines of 98 m each.",
    ],
)
def test_other_amounts_are_left_alone(said: str) -> None:
    """No unit, another currency, a sum far from any price, or one that is said to be no price."""
    assert list(offered(BUYER, said, PRICES)) == []


@pytest.mark.parametrize(
    "said", ["a payment term of 20 days", "a 20-day payment term", "payment within 20 days, not a year"]
)
def test_unit_may_be_one_or_many(said: str) -> None:
    """A unit stands behind a number with or without its s, and with a hyphen."""
    assert [(term.id, amount) for term, amount in offered(BUYER, said, PRICES)] == [("payment_days", 20)]


def test_currency_is_that_of_the_playbook() -> None:
    """Signs and words of a currency are its own: dollars are no euros."""
    rows = [
        (term.id, amount) for term, amount in offered(DOLLARS, "We can do $98,000, or 99k dollars.", PRICES)
    ]
    assert rows == [("price", 98_000), ("price", 99_000)]
    assert list(offered(DOLLARS, "We can do €98,000 a year.", PRICES)) == []
