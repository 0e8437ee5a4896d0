"""Measures of a negotiation as bare formulas, each with its number in the list of metrics.

Plain arithmetic without words or rounding. Used by `owners` and `rules`, and by the site for its tour.
Whether higher or lower is better needs no sign: it falls out of each share.
"""

from __future__ import annotations

from collections.abc import Sequence


def zone_share(result: float, ours: float, theirs: float) -> float:
    """M2: the part of the room between two limits that ended with us; 0 is our limit, 1 is theirs.

    It may leave 0 to 1, where a limit was crossed or a guess of theirs was wrong. ZeroDivisionError where the
    limits are one.
    """
    return (result - ours) / (theirs - ours)


def target_attainment(result: float, limit: float, target: float) -> float:
    """M3: the part of the way from limit to target that was made. ZeroDivisionError where they are one."""
    return (result - limit) / (target - limit)


def opening_ambition(opening: float, limit: float, target: float) -> float:
    """M4: how far beyond the target we opened, in lengths from limit to target; 0 is the target itself."""
    return (opening - target) / (target - limit)


def gap_share(result: float, opening: float, theirs: float) -> float:
    """M6: the part of the gap between the first offers that they moved; 1 is all of it, 0.5 the middle.

    M7, the part that we moved, is what is missing to 1.
    """
    return (result - theirs) / (opening - theirs)


def give_get(gets: float, gives: float) -> float:
    """M16: the value of what came back by the cost of what was given. ZeroDivisionError if nothing was."""
    return gets / gives


def price_cost(volume: float, discount: float) -> float:
    """M18: what a discount, a share of the price, costs on that volume."""
    return volume * discount


def more_volume(discount: float, margin: float) -> float | None:
    """M18: the share by which volume has to grow to make up for a discount; None where no volume can.

    Both are shares of the price before the discount; the cost of a unit stays.
    """
    return discount / (margin - discount) if discount < margin else None


def days_cost(amount: float, before: float, after: float, rate: float) -> float:
    """M19: what being paid on day `after` instead of day `before` costs, at a yearly rate such as 0.08.

    A·[(1 + i)^(−D₀/365) − (1 + i)^(−D₁/365)], the difference of two present values.
    """
    return float(amount * ((1 + rate) ** (-before / 365) - (1 + rate) ** (-after / 365)))


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The first and the third quartile, between neighbours in proportion: a spreadsheet's QUARTILE.INC."""
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])

    return at(0.25), at(0.75)


def realisation(invoiced: float, negotiated: float) -> float:
    """M29: the part of a negotiated saving that the invoices show; what is missing to 1 leaked."""
    return invoiced / negotiated
