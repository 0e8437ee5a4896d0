"""The money term of packages: what a price is worth to us, the price that is worth so much, and its steps.

Used by `packages` and `offers`.
"""

from __future__ import annotations

import math
from typing import NamedTuple


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

    @property
    def decimals(self) -> int:
        """With how many decimals a price is said, so that what is said is what was reckoned with."""
        return max(2, self.places)

    @property
    def places(self) -> int:
        """The decimals of a step; 0 for a step of one or more."""
        return max(0, -_exponent(self.step))


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
    price = round(whole * money.step, money.decimals)
    if money.sign * (price - money.best) > 1e-9:
        return None
    return max(price, money.worst) if money.sign > 0 else min(price, money.worst)


def said(money: Money, price: float) -> float:
    """A price with the decimals that it is said with, rounded in our favour."""
    tens = 10.0**money.decimals
    units = price * tens
    whole = round(units)
    if abs(units - whole) > 1e-6:
        whole = math.ceil(units) if money.sign > 0 else math.floor(units)
    return whole / tens


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
