"""Samples and what is made of them: medians with spread, a 95th percentile, the distance of two answers.

Used by campaign, limits and report; pure.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.engine.server import Request
from benchmarks.engine.threads import Usage


@dataclass(frozen=True, slots=True)
class Sample:
    """One visit of one peer's page. Times in milliseconds; `each` holds the calls after the first.

    `cold` is a browser that has seen nothing yet, else it is the second visit in the same profile. `away`
    counts requests to other hosts, `restarts` how often the engine gave a start up and began anew by itself.
    `distance` is the largest difference of an answer's number from CPython's, None where it was not compared.
    """

    peer: str
    profile: str
    cold: bool
    ready: float
    restarts: int
    first: float
    each: list[float]
    usage: Usage
    requests: list[Request]
    away: int
    distance: float | None


@dataclass(frozen=True, slots=True)
class Take:
    """One visit of the assessment itself: milliseconds from the press of the last button to the result.

    `answered` has for all of them when the page had the engine's answer; the rest is the page's own work.
    """

    first: float
    later: list[float]
    answered: list[float]


def spread(values: Sequence[float], digits: int = 0) -> str:
    """`median [least–most]`; a dash for none."""
    if not values:
        return "–"
    three = (min(values), statistics.median(values), max(values))
    low, middle, high = (f"{one:,.{digits}f}" for one in three)
    return f"{middle} [{low}–{high}]"


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    """The least of the values that so large a part of them do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def distance(found: object, wanted: object) -> float:
    """The largest difference of two numbers at one place of two answers; infinite if they differ else."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return 0.0 if found is wanted else math.inf
    if isinstance(found, int | float) and isinstance(wanted, int | float):
        return abs(found - wanted)
    if isinstance(found, dict) and isinstance(wanted, dict) and found.keys() == wanted.keys():
        return max((distance(found[key], wanted[key]) for key in wanted), default=0.0)
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        return max(map(distance, found, wanted), default=0.0)
    return 0.0 if found == wanted else math.inf
