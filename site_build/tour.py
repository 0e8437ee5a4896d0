"""The tour's figures, worked out of the sample company's entry and quarters by the ledger's own formulas.

Takes models and gives plain values; `tour_drawing` draws them.
"""

import math
from itertools import pairwise
from typing import Any, NamedTuple

from ledger import measures
from ledger.figures import Figures
from ledger.numbers import shown
from ledger.playbook_reader import read
from site_build.models.playbook import Playbook
from site_build.models.sample import Event, Logged, Quarter

TERM = "price"
BASELINE, LENGTH = "baseline", "contract_years"
"""In the playbook: what was paid before, and the term that says for how many years a price is."""
LEAST = 8
"""Deals of a quarter from which a mean says something; below, only the points are shown."""
STUDENT = (2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)
"""The 97.5th percentile of Student's t for 7 degrees of freedom and more."""


class Measure(NamedTuple):
    """A measure: its number in the list of metrics, its name, its value in words, and the working."""

    number: str
    name: str
    value: str
    working: str


class Trend(NamedTuple):
    """A quarter: its points, and from eight deals on their mean with the ends of its 95% interval."""

    name: str
    points: tuple[float, ...]
    mean: float | None
    low: float
    high: float


def day(entry: Logged, event: Event) -> int:
    """The day of the talk on which something happened; the first is 1."""
    return (event.time.date() - entry.events[0].time.date()).days + 1


def offers(entry: Logged, by: str) -> list[Event]:
    """The offers of one side in their order, without the settlement."""
    return [event for event in entry.events if event.by == by and event.kind == "offer"]


def steps(entry: Logged, playbook: Playbook) -> list[dict[str, Any]]:
    """The talk line by line: day, who, price, the move's name and its page, what was given for what."""
    moves = {move.id: move for move in playbook.moves}
    labels = {one.id: one.label for one in (*playbook.gives, *playbook.gets)}
    return [
        {
            "day": day(entry, event),
            "by": event.by,
            "kind": event.kind,
            "price": shown(event.terms[TERM]) if TERM in event.terms else "",
            "move": moves[event.move].name if event.move else "",
            "use": moves[event.move].use if event.move else None,
            "gives": [labels[id_] for id_ in event.gives],
            "returns": [labels[id_] for id_ in event.returns],
        }
        for event in entry.events
    ]


def outcome(entry: Logged, playbook: Playbook) -> dict[str, Any]:
    """What was offered, conceded and held, and what it cost; `measures` has each figure with its working."""
    ours, theirs = (offers(entry, by)[0].terms[TERM] for by in ("us", "them"))
    result = entry.outcome.terms[TERM]
    return {
        "ours": shown(ours),
        "theirs": shown(theirs),
        "result": shown(result),
        "gap": shown(abs(theirs - ours)),
        "we_moved": shown(abs(result - ours)),
        "they_moved": shown(abs(theirs - result)),
        "our_share": _percent(1 - measures.gap_share(result, ours, theirs)),
        "their_share": _percent(measures.gap_share(result, ours, theirs)),
        "held": held(entry, playbook),
        "cost": cost(entry, playbook),
        "approvals": entry.approvals,
        "measures": _measures(entry, ours, theirs, result),
    }


def held(entry: Logged, playbook: Playbook) -> list[dict[str, Any]]:
    """Each term that had a hold position: where it ended, and whether at that position or better."""
    terms = {term.id: term for term in playbook.terms}
    rows = []
    for id_, positions in entry.prep.terms.items():
        term, ended = terms[id_], entry.outcome.terms[id_]
        good = ended <= positions.hold if term.better == "lower" else ended >= positions.hold
        row = {"label": term.label, "ended": shown(ended), "hold": shown(positions.hold), "held": good}
        rows.append({**row, "unit": term.unit})
    return rows


def cost(entry: Logged, playbook: Playbook) -> dict[str, Any]:
    """What was given and what came back, each priced by the playbook, and the second by the first."""
    one = read(playbook.plain())
    figures = Figures(one, one.inputs)
    gives = [id_ for event in entry.events for id_ in event.gives]
    gets = [id_ for event in entry.events for id_ in event.returns]
    given = sum(figures.number(f"costs.{id_}") for id_ in gives)
    back = sum(figures.number(f"worth.{id_}") for id_ in gets)
    return {
        "gives": [one.named(id_) for id_ in gives],
        "gets": [one.named(id_) for id_ in gets],
        "given": shown(given),
        "back": shown(back),
        "given_sum": given,
        "back_sum": back,
        "ratio": f"{measures.give_get(back, given):.2f}",
    }


def signed(entry: Logged, playbook: Playbook) -> dict[str, float]:
    """The price before and now, for how many years it was given, and what it saves over them."""
    one = read(playbook.plain())
    before, now = Figures(one, one.inputs).number(BASELINE), entry.outcome.terms[TERM]
    given = {id_ for event in entry.events for id_ in event.gives}
    years = [float(give.to) for give in playbook.gives if give.id in given and give.of == LENGTH and give.to]
    length = max([1.0, *years])
    saved = abs(before - now) * length
    return {"before": before, "now": now, "years": length, "saved": saved}


def _measures(entry: Logged, ours: float, theirs: float, result: float) -> list[Measure]:
    sealed, guess = entry.prep.terms[TERM], entry.prep.their_reservation[TERM]
    limit, target = sealed.reservation, sealed.target
    shares = sorted(measures.zone_share(result, limit, end) for end in (guess.low, guess.high))
    gap = measures.gap_share(result, ours, theirs)
    way = _way(limit, target)
    return [
        Measure(
            "M4",
            "Opening ambition",
            f"{measures.opening_ambition(ours, limit, target):.3f}",
            f"{_way(target, ours)} ÷ {way}",
        ),
        Measure(
            "M3",
            "Target attainment",
            f"{measures.target_attainment(result, limit, target):.3f}",
            f"{_way(limit, result)} ÷ {way}",
        ),
        Measure(
            "M6", "Share of the opening gap", f"{gap:.3f}", f"{_way(theirs, result)} ÷ {_way(theirs, ours)}"
        ),
        Measure("M7", "Our share of the concessions", f"{1 - gap:.3f}", f"1 − {gap:.3f}"),
        Measure(
            "M2",
            "Share of the zone",
            f"{shares[0]:.3f} to {shares[1]:.3f}",
            "; ".join(f"{_way(limit, result)} ÷ {_way(limit, end)}" for end in (guess.low, guess.high)),
        ),
    ]


def trend(quarters: tuple[Quarter, ...]) -> list[Trend]:
    """Each quarter with its points; from eight deals on with the mean and its interval by Student's t."""
    return [_quarter(one.name, one.attainment) for one in quarters]


def overlapping(found: list[Trend]) -> bool:
    """Whether the first interval and the last one have a part in common."""
    known = [one for one in found if one.mean is not None]
    return all(
        one.high >= other.low and other.high >= one.low for one, other in pairwise(known[:: len(known) - 1])
    )


def _quarter(name: str, points: tuple[float, ...]) -> Trend:
    n = len(points)
    if n < LEAST:
        return Trend(name, points, None, 0, 0)
    mean = sum(points) / n
    spread = math.sqrt(sum((point - mean) ** 2 for point in points) / (n - 1))
    half = STUDENT[n - LEAST] * spread / math.sqrt(n)
    return Trend(name, points, mean, mean - half, mean + half)


def _way(start: float, end: float) -> str:
    return f"({shown(max(start, end))} − {shown(min(start, end))})"


def _percent(share: float) -> str:
    return f"{round(share * 100)}%"
