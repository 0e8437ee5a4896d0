"""What the engine has to reach beside stock Pyodide in the same run, and what it reached.

Used by report and the command line. Shares are of medians of cold starts; a limit is judged only where the
run has what it needs, and never under a CPU quota.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.engine.campaign import Campaign
from benchmarks.engine.figures import Sample, percentile
from benchmarks.engine.link import PROFILES

READY = {"loopback": 0.35, "fast": 0.48, "slow": 0.62}
"""Share of stock's time to ready."""
AIM = {"loopback": 0.30}
"""Better still; missing it is no failure."""
CPU = 0.29
"""Share of stock's worker CPU up to ready."""
MEGABYTES, REQUESTS = 3.55, 5
"""With brotli, without the page."""
ANSWER = 50.0
"""Milliseconds from the last answer to the result, 95th percentile, on a ready engine."""
DISTANCE = 1e-9
"""Of any number from CPython's."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One limit, as the table has it, and whether it is kept."""

    what: str
    limit: str
    reached: str
    kept: bool


def reached(found: Campaign) -> list[Reached]:
    """Every limit that this run can tell of."""
    if found.plan.quota is not None:
        return []
    return [*_shares(found), *_weight(found), *_answers(found)]


def cold(found: Campaign, peer: str, profile: str) -> list[Sample]:
    """The cold visits of a peer on a link."""
    return [one for one in found.samples if (one.peer, one.profile, one.cold) == (peer, profile, True)]


def _shares(found: Campaign) -> Iterator[Reached]:
    for profile, limit in READY.items():
        ours, stock = cold(found, "site", profile), cold(found, "stock", profile)
        if ours and stock:
            share = _median([one.ready for one in ours]) / _median([one.ready for one in stock])
            aim = f" (aim {AIM[profile]:.2f})" if profile in AIM else ""
            what = f"ready, cold, as a share of stock: {PROFILES[profile].title}"
            yield Reached(
                what,
                f"≤ {limit:.2f}{aim}",
                f"{share:.3f}",
                share <= limit,
            )
    ours, stock = cold(found, "site", "loopback"), cold(found, "stock", "loopback")
    if ours and stock:
        share = _median([one.usage.worker for one in ours]) / _median([one.usage.worker for one in stock])
        yield Reached("worker CPU, as a share of stock", f"≤ {CPU:.2f}", f"{share:.3f}", share <= CPU)


def _weight(found: Campaign) -> Iterator[Reached]:
    files = found.files.get("site")
    if files:
        size = sum(file.br for file in files)
        yield Reached(
            "the engine's files with brotli",
            f"≤ {MEGABYTES * 1e6:,.0f} bytes",
            f"{size:,} bytes",
            size <= MEGABYTES * 1e6,
        )
        yield Reached("requests", f"≤ {REQUESTS}", str(len(files)), len(files) <= REQUESTS)
        away = sum(one.away for one in found.samples if one.peer == "site")
        yield Reached("requests to another host", "0", str(away), away == 0)


def _answers(found: Campaign) -> Iterator[Reached]:
    ready = [time for one in cold(found, "site", "loopback") for time in (one.first, *one.each)]
    pressed = [time for one in found.takes for time in (one.first, *one.later)]
    for what, times in (
        ("last answer to result, on the page", pressed),
        ("answers posted to result, at the worker", ready),
    ):
        if times:
            part = percentile(times)
            limit, value = f"p95 ≤ {ANSWER:.0f} ms", f"{part:.1f} ms of {len(times):,}"
            yield Reached(what, limit, value, part <= ANSWER)
    far = [one.distance for one in found.samples if one.peer == "site" and one.distance is not None]
    if far:
        yield Reached("difference from CPython's numbers", "≤ 1e-9", f"{max(far):.1g}", max(far) <= DISTANCE)


def _median(values: list[float]) -> float:
    return statistics.median(values)
