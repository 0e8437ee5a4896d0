"""What the engine's benchmark works out of its samples, and the pace of its links."""

import math
from dataclasses import replace

import pytest

from benchmarks.engine.campaign import Campaign, FileSize, Plan
from benchmarks.engine.figures import Sample, Take, distance, percentile, spread
from benchmarks.engine.limits import reached
from benchmarks.engine.link import PROFILES, Pace
from benchmarks.engine.machine import Machine
from benchmarks.engine.report import placed, report, table
from benchmarks.engine.threads import Usage, usage


def test_a_link_takes_its_time() -> None:
    """Bytes occupy the link for their bits over its rate, one after the other."""
    pace = Pace(8_000)
    pace.begin(10.0)
    assert [pace.take(500), pace.take(1_000)] == [10.5, 11.5]


def test_an_idle_link_saves_nothing_up() -> None:
    """After a pause the next bytes take as long as the first did."""
    pace = Pace(8_000)
    pace.begin(0.0)
    pace.take(1_000)
    pace.begin(60.0)
    assert pace.take(1_000) == 61.0


def test_a_late_timer_costs_a_busy_link_nothing() -> None:
    """While the link is busy, what comes next begins when the last has passed, not when a timer fired."""
    pace = Pace(8_000)
    pace.begin(0.0)
    pace.take(1_000)
    pace.begin(0.4)
    assert pace.take(1_000) == 2.0


def test_a_page_waits_three_round_trips() -> None:
    """A page opens the connection; what it asks for comes over it."""
    slow = PROFILES["slow"]
    assert slow.latency(False) == 0.15
    assert slow.latency(True) == pytest.approx(0.45)


def test_spread_and_percentile() -> None:
    """The median stands before the range, and the 95th of a hundred is the 95th percentile."""
    assert spread([1_500, 900, 1_000]) == "1,000 [900–1,500]"
    assert spread([]) == "–"
    assert percentile([float(one) for one in range(1, 101)]) == 95
    assert percentile([7.0]) == 7


@pytest.mark.parametrize(
    ("found", "wanted", "far"),
    [
        ({"a": [1, 2.5]}, {"a": [1, 2.0]}, 0.5),
        ({"a": 1}, {"b": 1}, math.inf),
        ([1], [1, 2], math.inf),
        (True, 1, math.inf),
        (None, 0, math.inf),
        ("lion", "lion", 0.0),
    ],
)
def test_distance(found: object, wanted: object, far: float) -> None:
    """Numbers differ by their difference, all else by infinity."""
    assert distance(found, wanted) == far


def test_the_pages_renderer_is_the_one_with_a_worker() -> None:
    """A renderer in reserve that starts meanwhile is not taken for the page's."""
    before = {1: {(1, "main"): 5.0}}
    after = {
        1: {(1, "main"): 9.0},
        2: {(2, "main"): 0.5, (3, "worker"): 0.25},
    }
    found = usage(before, after)
    assert (found.worker, found.main) == (0.25, 0.5)


SITE = Sample("site", "loopback", True, 900, 0, 9, [4.0, 6.0], Usage(1.0, 1.0, 0.1, 0.0, 90.0), [], 0, 0.0)
STOCK = replace(SITE, peer="stock", ready=3_000, usage=Usage(4.0, 2.0, 0.1, 0.0, 100.0))
CAMPAIGN = Campaign(
    Plan(runs=1),
    Machine("2026-01-01", "a processor", 2, "Linux", 0.1, {"Pyodide": "1"}),
    60.0,
    [SITE, STOCK],
    [Take(20.0, [10.0], [5.0, 4.0])],
    {"site": [FileSize("engine.js", 9, 8, 3_500_000)]},
)


def test_limits_that_are_kept() -> None:
    """Shares are of stock's median; a link that was not measured has no row."""
    rows = reached(CAMPAIGN)
    assert [row.reached for row in rows[:2]] == ["0.300", "0.250"]
    assert all(row.kept for row in rows)


@pytest.mark.parametrize(
    "worse",
    [
        {"ready": 1_100.0},
        {"usage": Usage(1.2, 1.0, 0.1, 0.0, 90.0)},
        {"away": 1},
        {"each": [4.0, 60.0]},
        {"distance": 1e-8},
    ],
)
def test_limits_that_are_missed(worse: dict[str, float]) -> None:
    """A figure that is worse than its limit misses that one and no other."""
    worsened = replace(SITE, **worse)  # type: ignore[arg-type]
    rows = reached(replace(CAMPAIGN, samples=[worsened, STOCK]))
    assert [row.kept for row in rows].count(False) == 1


def test_a_slowed_processor_has_no_limits() -> None:
    """The limits are for the machine as it is."""
    assert reached(replace(CAMPAIGN, plan=Plan(quota=0.25))) == []


def test_the_report_has_its_place_in_the_document() -> None:
    """The tables replace what stood between the comments, and nothing else; without them it is an error."""
    document = "before\n<!-- a: begin -->\nold\n<!-- a: end -->\nafter\n"
    assert placed(document, "a", "new") == "before\n<!-- a: begin -->\n\nnew\n\n<!-- a: end -->\nafter\n"
    with pytest.raises(ValueError, match="b: begin"):
        placed(document, "b", "new")


def test_tables_are_whole() -> None:
    """Every line of a table has as many cells as its head."""
    assert table(("", "n"), [("a", "1")]) == "|  | n |\n| --- | ---: |\n| a | 1 |"
    blocks = report(CAMPAIGN).split("\n\n")
    for block in blocks:
        if block.startswith("|"):
            assert len({line.count("|") for line in block.split("\n")}) == 1
