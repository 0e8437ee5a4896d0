"""The tour: the sample company's figures against those worked out by hand, its drawings, its playbook."""

import math
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from ledger.figures import Figures
from ledger.playbook_reader import read
from site_build import library, pages, tour, tour_drawing
from site_build.library import Library
from site_build.models.playbook import Playbook
from site_build.models.sample import Quarter, Sample
from tests.site_build.copies import ROOT

PRICES = [252_000, 204_000, 238_000, 216_000]
ORACLE = {"M4": "1.647", "M3": "0.980", "M6": "0.646", "M7": "0.354", "M2": "0.385 to 1.667"}
"""The measures of the entry's price as they were worked out by hand when the format was designed."""


@cache
def loaded() -> Library:
    """The content as it is."""
    found, problems = library.load(ROOT / "content")
    assert found is not None, problems
    return found


@cache
def shown() -> tuple[Sample, Playbook]:
    """The sample company, and the playbook of its entry."""
    sample = loaded().sample
    assert sample is not None
    return sample, next(one.model for one in loaded().playbooks if one.model.id == sample.entry.playbook.id)


def test_measures_are_those_worked_out_by_hand() -> None:
    """Each of the five, with a working that gives it."""
    sample, playbook = shown()
    found = {one.number: one for one in tour.outcome(sample.entry, playbook)["measures"]}
    assert {number: one.value for number, one in found.items()} == ORACLE
    assert found["M3"].working == "(231,000 − 221,000) ÷ (231,000 − 220,800)"
    assert found["M6"].working == "(252,000 − 221,000) ÷ (252,000 − 204,000)"


def test_outcome_says_what_was_offered_conceded_held_and_what_it_cost() -> None:
    """The four answers, by other sums."""
    sample, playbook = shown()
    found = tour.outcome(sample.entry, playbook)
    assert (found["ours"], found["theirs"], found["gap"]) == ("204,000", "252,000", "48,000")
    assert (found["we_moved"], found["our_share"]) == ("17,000", f"{17 / 48:.0%}")
    assert (found["they_moved"], found["their_share"]) == ("31,000", f"{31 / 48:.0%}")
    assert [one["held"] for one in found["held"]] == [True, True]
    back = 240_000 * 0.92 * 0.0909 * 0.9
    assert found["cost"]["given"] == "9,000"
    assert found["cost"]["back"] == f"{back:,.0f}"
    assert found["cost"]["ratio"] == f"{back / 9_000:.2f}"


def test_term_beyond_its_hold_position_was_not_held() -> None:
    """One euro above it, buying, and a day below it."""
    sample, playbook = shown()
    for terms in ({"price": 225_601, "payment_days": 45}, {"price": 221_000, "payment_days": 44}):
        ended = sample.entry.outcome.model_copy(update={"terms": terms})
        entry = sample.entry.model_copy(update={"outcome": ended})
        assert sorted(one["held"] for one in tour.held(entry, playbook)) == [False, True]


def test_entry_fits_its_playbook() -> None:
    """The limits are those of the example; moves, gives and approvals exist; it ends with the deal."""
    sample, playbook = shown()
    entry = sample.entry
    one = read(playbook.plain())
    figures = Figures(one, one.inputs)
    for id_, positions in entry.prep.terms.items():
        for name, value in positions.model_dump().items():
            assert figures.number(f"{name}.{id_}") == value
    assert {event.move for event in entry.events if event.move} <= {move.id for move in playbook.moves}
    needed = {one.id: one.approval for one in playbook.gives}
    given = [id_ for event in entry.events for id_ in event.gives]
    assert [needed[id_] for id_ in given] == [approved.id for approved in entry.approvals]
    assert entry.events[-1].terms == entry.outcome.terms
    assert all(one.time < other.time for one, other in pairwise(entry.events))
    assert entry.prep.sealed_at < entry.events[0].at
    move = next(one for one in loaded().moves if one.slug == sample.moment.move)
    assert len(move.model.by_style) == 4


def test_steps_tell_the_talk_in_its_order() -> None:
    """Days count from the first; the trade names what is given and what for."""
    sample, playbook = shown()
    found = tour.steps(sample.entry, playbook)
    assert [one["day"] for one in found] == [1, 1, 3, 5, 8, 9]
    assert [one["by"] for one in found] == ["them", "us", "us", "them", "us", "them"]
    assert found[4]["gives"] == ["Three-year commitment"]
    assert found[4]["returns"] == ["Price fixed for three years"]


def density(x: float, freedom: int) -> float:
    """Student's t."""
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    return float(scale * (1 + x * x / freedom) ** (-(freedom + 1) / 2))


@pytest.mark.parametrize("freedom", range(7, 7 + len(tour.STUDENT)))
def test_percentiles_of_student_s_t_are_right(freedom: int) -> None:
    """Between minus and plus the figure lies 95% of the distribution, by Simpson's rule."""
    end, parts = tour.STUDENT[freedom - 7], 2_000
    step = end / parts
    weights = (1 if at in (0, parts) else 4 if at % 2 else 2 for at in range(parts + 1))
    half = sum(weight * density(at * step, freedom) for at, weight in enumerate(weights)) * step / 3
    assert 2 * half == pytest.approx(0.95, abs=5e-5)


def test_quarter_has_a_mean_from_eight_deals_on() -> None:
    """Seven are points; eight have their interval, here by hand: half-width 2.365 × 0.2449 ÷ √8."""
    values = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    few, enough = tour.trend((Quarter(name="A", attainment=values[:7]), Quarter(name="B", attainment=values)))
    assert few.mean is None
    assert enough.mean == pytest.approx(0.45)
    assert enough.high - 0.45 == pytest.approx(0.2048, abs=1e-4)
    assert 0.45 - enough.low == pytest.approx(0.2048, abs=1e-4)
    assert len(tour.STUDENT) + tour.LEAST - 1 == 16, "a quarter may have more deals than the table knows"


def test_overlap_is_that_of_the_first_and_the_last_interval() -> None:
    """Apart they are apart, whichever is above."""
    low = tour.Trend("A", (), 0.2, 0.1, 0.3)
    middle = tour.Trend("B", (), 0.3, 0.0, 1.0)
    high = tour.Trend("C", (), 0.6, 0.5, 0.7)
    none = tour.Trend("D", (0.1,), None, 0, 0)
    assert not tour.overlapping([none, low, middle, high])
    assert not tour.overlapping([high, low])
    assert tour.overlapping([low, high, middle])
    assert tour.overlapping(tour.trend(shown()[0].quarters))


def test_drawings_tell_their_figures_in_words() -> None:
    """Each has a title and a description with every price, every count and every mean."""
    sample, _ = shown()
    talk, quarters = tour_drawing.talk(sample.entry), tour_drawing.quarters(tour.trend(sample.quarters))
    described = talk.partition("<desc>")[2].partition("</desc>")[0]
    assert all(f"{price:,}" in described for price in [*PRICES, 221_000])
    described = quarters.partition("<desc>")[2].partition("</desc>")[0]
    for one in tour.trend(sample.quarters):
        assert f"{len(one.points)} deals" in described
        assert one.mean is None or f"{one.mean:.2f}" in described
    assert quarters.count("tour-point") == sum(len(one.attainment) for one in sample.quarters)


def test_tour_without_a_sample_company_stops_the_build() -> None:
    """The message names the file."""
    with pytest.raises(ValueError, match=r"content/_data/tour\.yml"):
        pages.plan(replace(loaded(), sample=None), date(2026, 11, 28))


def test_wrong_key_of_the_sample_company_is_placed(project: Path) -> None:
    """File, line and column, as everywhere."""
    file = project / "content" / "_data" / "tour.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("side: buy", "side: lend"), encoding="utf-8")
    found, problems = library.load(project / "content")
    assert found is None
    [problem] = problems
    assert str(problem).startswith("content/_data/tour.yml:8:")
