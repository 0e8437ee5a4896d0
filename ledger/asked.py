"""Which figures of their own each role that may own negotiation is asked for. Used by `owners` and the pages.

The keys of `SHEETS` are the slugs of those pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ledger.numbers import LARGEST

FAR = 3650
"""The most days of a payment term."""


class Asked(NamedTuple):
    """A figure that is asked for: its id, label, unit, and the ends between which it may lie."""

    id: str
    label: str
    unit: str
    low: float
    high: float = LARGEST


class Sheet(NamedTuple):
    """What a role's page asks for, and the same sum `by_hand` in words.

    `prices` asks for a list as well, `sides` whether we buy or sell.
    """

    title: str
    intro: str
    by_hand: str
    asked: tuple[Asked, ...]
    prices: str = ""
    sides: bool = False


MONEY = "in your currency"
CENT = "% of the price"
SHEETS: Mapping[str, Sheet] = {
    "cfo": Sheet(
        "What a discount and a payment term cost",
        "For deals in which you sell: a discount, and the days until you are paid.",
        "the discount costs volume × discount; to make up for it, sell discount ÷ (margin − "
        "discount) more; the payment term costs about volume × yearly rate × days ÷ 365.",
        (
            Asked("volume", "What these deals bring in a year, before the discount", MONEY, 1),
            Asked("discount", "The discount", CENT, 0, 100),
            Asked("margin", "Your margin before it", CENT, 0, 100),
            Asked("before", "Days until you are paid, as it was", "days", 0, FAR),
            Asked("after", "Days until you are paid, as agreed", "days", 0, FAR),
            Asked("rate", "What money costs you", "% a year", 0, 100),
        ),
    ),
    "coo": Sheet(
        "What the spread between your sites costs",
        "For one thing that several sites or teams buy: the price that each of them pays.",
        "sort the prices, leave the lowest and the highest quarter out; what is left between the "
        "ends, times the units of a site, is the spread.",
        (Asked("units", "What a site buys in a year, on average", "in the unit of the price", 0),),
        prices="What each site pays for one unit",
    ),
    "cso": Sheet(
        "How much of the room ended with you",
        "For one deal that is closed: your limit, the price, and your guess of their limit, as a range.",
        "divide the way from your limit to the price by the way from your limit to theirs, once for "
        "each guess; what is missing to 1 stayed with them.",
        (
            Asked("limit", "Your own limit", "for one unit", 0),
            Asked("result", "The price that was agreed", "for one unit", 0),
            Asked("low", "Their limit, the lower guess", "for one unit", 0),
            Asked("high", "Their limit, the higher guess", "for one unit", 0),
            Asked("units", "What is bought or sold in a year", "in units", 0),
        ),
        sides=True,
    ),
    "chief-negotiation-officer": Sheet(
        "What came back, and what arrived",
        "For the deals of one team, or of one kind, in one year.",
        "divide what came back by what the concessions cost, and the invoiced saving by the negotiated one.",
        (
            Asked("gives", "What your concessions cost", MONEY, 0),
            Asked("gets", "What came back for them", MONEY, 0),
            Asked("negotiated", "The saving that was negotiated", MONEY, 0),
            Asked("invoiced", "The saving that the invoices show", MONEY, -LARGEST),
        ),
    ),
    "learning-and-development": Sheet(
        "What the programme would have to bring",
        "For one group of people who are trained, in the year after it.",
        "a percentage point is worth a hundredth of what comes to the table; divide the cost by that.",
        (
            Asked("volume", "What these people negotiate in a year", MONEY, 1),
            Asked("open", "The part of it that comes to the table in that year", "%", 0, 100),
            Asked("cost", "What the programme costs, their working days included", MONEY, 1),
        ),
    ),
}
"""By the slug of the role's page."""
