"""Amounts that a sentence offers, each with the term that it is about: `EUR 300k a year` is one of the money.

Used by `limits`, for lines to say. It reads the ways in which people write an amount; what it cannot place it
leaves out.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ledger.playbook import Playbook, Term

NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
MAGNITUDE = r"(?:(?P<short>k|mn?)|[\s-]?(?P<long>thousand|million))?(?!\w)"
"""A letter stands right at its number: `3 m` are metres."""
ALSO = {"EUR": ("€", "euro"), "USD": ("$", "dollar"), "GBP": ("£", "pound"), "CHF": ("franc",)}
"""How a currency is written beside its three letters."""
NO_PRICE = re.compile(
    r"\b(sav(e[sd]?|ings?)|cost(s|ing)?|worth|los(e[sd]?|s|ses|ing)|spen[dt]|earns?|revenue|turnover)\b"
)
"""What an amount of the currency is when it is no price, in a sentence that does not name the term."""


class _Amount(NamedTuple):
    """An amount with its unit; `each` is whether the time or piece of the unit follows, as in `a year`."""

    value: float
    each: bool


def offered(playbook: Playbook, said: str, prices: Collection[float]) -> Iterator[tuple[Term, float]]:
    """The terms that a sentence puts at an amount: by its unit and a word of its label, or as the money.

    `prices` are the money term's positions: an amount of the currency that names no term is a price when it
    is a rate, or of their size. Else every other sum, such as a credit, would be below a seller's limit.
    """
    lower = said.lower()
    named = [term for term in playbook.terms if _named(term, lower)]
    for term in named:
        for amount in _amounts(term, playbook.currency, lower):
            yield term, amount.value
    money = playbook.money
    if money is None or not _paid(money, playbook.currency) or NO_PRICE.search(lower):
        return
    if any(_paid(term, playbook.currency) for term in named):
        return
    for amount in _amounts(money, playbook.currency, lower):
        if amount.each or (prices and min(prices) / 2 <= amount.value <= max(prices) * 2):
            yield money, amount.value


def _named(term: Term, said: str) -> bool:
    """Whether a sentence has a word of the term's label, its unit apart."""
    words = re.findall(r"[a-z]{5,}", term.label.lower())
    return any(word in said for word in words if word != _counted(term))


def _counted(term: Term) -> str:
    """The first word of a term's unit: `eur` of `EUR/year`."""
    return re.split(r"[\s/]", term.unit.lower(), maxsplit=1)[0]


def _paid(term: Term, currency: str) -> bool:
    return _counted(term) == currency.lower()


def _amounts(term: Term, currency: str, said: str) -> Iterator[_Amount]:
    """Every amount of a sentence in the unit of a term; of a currency, it may stand before or behind."""
    paid = _paid(term, currency)
    # One unit, or more: a day, 120 days, a 120-day notice.
    words = (_counted(term), *ALSO.get(currency, ())) if paid else (_counted(term).removesuffix("s"),)
    unit = rf"(?:{'|'.join(map(re.escape, words))})(?:e?s)?(?![a-z])"
    before = rf"(?<![a-z])(?P<before>{unit if paid else '(?!)'})\s?"
    each = re.escape(term.unit.partition("/")[2].lower() or "\n")
    rate = rf"(?P<each>\s?(?:an?|per|each|every|/)\s?{each}\b)"
    pattern = rf"(?:{before}|(?<![\w.,])){NUMBER}{MAGNITUDE}(?P<behind>[\s-]*{unit})?{rate}?"
    for one in re.finditer(pattern, said):
        if one["before"] or one["behind"]:
            times = TIMES.get(one["short"] or one["long"], 1.0)
            value = float(f"{one['whole'].replace(',', '')}.{one['part'] or 0}") * times
            yield _Amount(value, bool(one["each"]))
