"""One sum for each role that may own negotiation: against other formulas, and with bad figures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import PlacedError
from ledger import measures
from ledger.asked import SHEETS
from ledger.faults import Faults
from ledger.owners import WORK, worked_out
from tests.ledger.ledger_samples import ROOT

GOOD: dict[str, dict[str, str]] = {
    "cfo": {
        "volume": "500,000",
        "discount": "2",
        "margin": "10",
        "before": "30",
        "after": "60",
        "rate": "8",
    },
    "coo": {"prices": "10\n14; 11\n\n15\n12", "units": "1 000"},
    "cso": {"side": "buy", "limit": "100", "result": "88", "low": "80", "high": "86", "units": "100"},
    "chief-negotiation-officer": {
        "gives": "9,000",
        "gets": "18,064",
        "negotiated": "100000",
        "invoiced": "62000",
    },
    "learning-and-development": {"volume": "12,000,000", "open": "40", "cost": "60,000"},
}
AMOUNTS = st.floats(min_value=1, max_value=1e9)
SHARES = st.floats(min_value=0.001, max_value=0.99)


def figure(role: str, label: str, **changed: str) -> tuple[str, str]:
    """The value and the working of the row with that beginning."""
    found = worked_out(role, {**GOOD[role], **changed})
    [row] = [row for row in found["rows"] if row[0].startswith(label)]
    return row[1], row[2]


def refused(role: str, **changed: object) -> tuple[str, str]:
    """The code and the place of figures that cannot be used."""
    with pytest.raises(PlacedError) as error:
        worked_out(role, {**GOOD[role], **changed})
    assert error.value.message
    assert error.value.hint
    return error.value.code, error.value.place


# The sums


def test_every_owner_page_has_its_sum() -> None:
    """A page for each sheet, a sum for each sheet, and the other way round."""
    pages = {file.stem for file in (ROOT / "content" / "owners").glob("*.md")} - {"index"}
    assert SHEETS.keys() == WORK.keys() == GOOD.keys() == pages


def test_discount_and_days_cost_what_the_page_of_the_cfo_says() -> None:
    """Two points of 500,000; a quarter more to sell; thirty days at 8% by compound discount factors."""
    assert figure("cfo", "The discount costs") == ("10,000 a year", "500,000 × 2%")
    assert figure("cfo", "To make up") == ("25% more", "2 ÷ (10 − 2)")
    days = 500_000 * (1 / 1.08 ** (30 / 365) - 1 / 1.08 ** (60 / 365))
    assert round(days) == 3_133
    assert figure("cfo", "The payment term costs")[0] == "3,133 a year"
    assert worked_out("cfo", GOOD["cfo"])["headline"] == "Together they cost 13,133 a year"


def test_discount_as_large_as_the_margin_is_made_up_by_no_volume() -> None:
    """At and beyond the margin there is nothing to divide by."""
    for discount in ("10", "12.5"):
        assert figure("cfo", "To make up", discount=discount)[0] == "no volume makes up for it"


def test_payment_that_comes_sooner_brings_money() -> None:
    """The sign turns, and the words with it."""
    changed = {"before": "60", "after": "30", "discount": "0"}
    assert figure("cfo", "The payment term brings", **changed)[0] == "3,133 a year"
    assert worked_out("cfo", {**GOOD["cfo"], **changed})["headline"] == "Together they bring 3,133 a year"


def test_spread_is_that_of_the_middle_half() -> None:
    """Quartiles of five prices, times the units; few prices are called few."""
    assert figure("coo", "The spread for one site") == ("3,000 a year", "3 × 1,000")
    assert figure("coo", "From the lowest")[0] == "5,000 a year"
    assert worked_out("coo", GOOD["coo"])["note"].startswith("With fewer than 8 prices")
    many = "\n".join(map(str, range(20)))
    assert not worked_out("coo", {**GOOD["coo"], "prices": many})["note"].startswith("With fewer")


def test_prices_may_be_small() -> None:
    """A working shows the figures that it works with, and does not round them away."""
    assert figure("coo", "The spread for one unit", prices="0.0012\n0.0014\n0.0016\n0.0018")[0] == "0.0003"


def test_room_is_shared_as_the_page_of_the_cso_says() -> None:
    """Limit 100, price 88, theirs between 80 and 86: between 60% and 86% of the room."""
    assert figure("cso", "Of the room, you have")[0] == "between 60% and 86%"
    assert figure("cso", "Of the room, they have")[0] == "between 14% and 40%"
    assert figure("cso", "What stayed")[0] == "between 200 and 800 a year"


def test_seller_has_the_same_room_from_the_other_side() -> None:
    """Mirrored at 100, the shares stay."""
    mirrored = {"side": "sell", "result": "112", "low": "114", "high": "120"}
    assert figure("cso", "Of the room, you have", **mirrored)[0] == "between 60% and 86%"
    assert figure("cso", "What stayed", **mirrored)[0] == "between 200 and 800 a year"


def test_share_is_not_cut_off() -> None:
    """Below our own limit and beyond their guessed one it says so."""
    assert worked_out("cso", {**GOOD["cso"], "result": "85"})["note"].startswith("Above 100%")
    assert worked_out("cso", {**GOOD["cso"], "result": "103"})["note"].startswith("Below 0%")


def test_gives_gets_and_the_saving_that_arrived() -> None:
    """The two ratios and the two differences."""
    role = "chief-negotiation-officer"
    assert figure(role, "For each 1")[0] == "2.01"
    assert figure(role, "Gets less gives")[0] == "9,064"
    assert figure(role, "Of the saving")[0] == "62%"
    assert figure(role, "Lost on the way")[0] == "38,000"
    assert figure(role, "Arrived beyond", invoiced="110,000")[0] == "10,000"
    assert figure(role, "Lost on the way", invoiced="-5,000")[0] == "105,000"


def test_nothing_given_and_nothing_negotiated_divide_nothing() -> None:
    """A zero below the line is told in words."""
    role = "chief-negotiation-officer"
    assert figure(role, "Your concessions", gives="0")[0] == "cost nothing"
    assert figure(role, "Of the saving", negotiated="0")[0] == "no share"


def test_programme_pays_for_itself_at_so_many_points() -> None:
    """A hundredth of 40% of twelve million is 48,000; 60,000 is 1.25 of it."""
    role = "learning-and-development"
    assert figure(role, "One percentage point")[0] == "is worth 48,000"
    assert figure(role, "The cost is met")[0] == "1.25 percentage points more"
    assert figure(role, "The cost is met", cost="48,000")[0] == "1 percentage point more"
    dear = worked_out(role, {**GOOD[role], "cost": "4,800,001"})
    assert dear["headline"] == "The programme costs more than all that comes to the table"


# The formulas


@given(SHARES, SHARES, AMOUNTS)
def test_volume_that_makes_up_for_a_discount_does(discount: float, margin: float, volume: float) -> None:
    """Sold that much more at the lower price, the margin in money is what it was; else it is None."""
    more = measures.more_volume(discount, margin)
    if discount >= margin:
        assert more is None
    else:
        assert more is not None
        assert volume * (1 + more) * (margin - discount) == pytest.approx(volume * margin, rel=1e-6)


@given(AMOUNTS, st.integers(0, 365), st.integers(0, 365), SHARES)
def test_days_cost_the_difference_of_two_present_values(
    amount: float, before: int, after: int, rate: float
) -> None:
    """Invested at that rate until it comes, the later sum and its cost together are the earlier one."""
    cost = measures.days_cost(amount, before, after, rate)
    now = amount / (1 + rate) ** (before / 365)
    later = amount / (1 + rate) ** (after / 365)
    assert cost == pytest.approx(now - later, abs=1e-6 * amount)
    assert (cost > 0) == (after > before) or cost == 0


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=4, max_size=40))
def test_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    """The inclusive method, in any order."""
    import statistics  # Not in the browser's library, where this test does not run.

    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    assert measures.quartiles(values) == pytest.approx((low, high))


def test_measures_of_the_design_s_example() -> None:
    """The oracle of the sample entry: M2 to M4, M6 and M7 as they were worked out by hand."""
    assert measures.zone_share(221_000, 231_000, 205_000) == pytest.approx(0.385, abs=5e-4)
    assert measures.zone_share(221_000, 231_000, 225_000) == pytest.approx(1.667, abs=5e-4)
    assert measures.zone_share(221_000, 231_000, 214_000) == pytest.approx(0.588, abs=5e-4)
    assert measures.target_attainment(221_000, 231_000, 220_800) == pytest.approx(0.980, abs=5e-4)
    assert measures.opening_ambition(204_000, 231_000, 220_800) == pytest.approx(1.647, abs=5e-4)
    assert measures.gap_share(221_000, 204_000, 252_000) == pytest.approx(0.646, abs=5e-4)


# What cannot be worked out


@pytest.mark.parametrize(
    ("role", "changed", "wanted"),
    [
        ("cfo", {"volume": ""}, ("figure-missing", "figures.volume")),
        ("cfo", {"volume": None}, ("figure-missing", "figures.volume")),
        ("cfo", {"volume": "lots"}, ("figure-form", "figures.volume")),
        ("cfo", {"volume": "0"}, ("figure-range", "figures.volume")),
        ("cfo", {"discount": "101"}, ("figure-range", "figures.discount")),
        ("cfo", {"margin": "-1"}, ("figure-range", "figures.margin")),
        ("cfo", {"after": "4000"}, ("figure-range", "figures.after")),
        ("cfo", {"rate": [8]}, ("figure-missing", "figures.rate")),
        ("coo", {"prices": None}, ("figure-missing", "figures.prices")),
        ("coo", {"prices": "10\n11\n12"}, ("figure-missing", "figures.prices")),
        ("coo", {"prices": "10\n11\n12\nten"}, ("figure-form", "figures.prices")),
        ("coo", {"prices": "10\n11\n12\n-1"}, ("figure-range", "figures.prices")),
        ("coo", {"prices": "1\n" * 201}, ("figure-range", "figures.prices")),
        ("coo", {"units": ""}, ("figure-missing", "figures.units")),
        ("cso", {"side": ""}, ("figure-missing", "figures.side")),
        ("cso", {"low": "87"}, ("figure-order", "figures.high")),
        ("cso", {"high": "100"}, ("figure-range", "figures.high")),
        ("cso", {"side": "sell"}, ("figure-range", "figures.low")),
        ("chief-negotiation-officer", {"gives": "-1"}, ("figure-range", "figures.gives")),
        ("learning-and-development", {"open": "0"}, ("figure-range", "figures.open")),
        ("learning-and-development", {"cost": "0"}, ("figure-range", "figures.cost")),
    ],
)
def test_bad_figure_is_named_at_its_field(
    role: str, changed: dict[str, object], wanted: tuple[str, str]
) -> None:
    """Each with its code and its place, in words and with a hint."""
    assert refused(role, **changed) == wanted


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Each field by its label, in the order in which the page has them."""
    figures = {"side": "", "limit": "", "result": "88", "low": "x", "high": "86", "units": "-1"}
    with pytest.raises(Faults) as caught:
        worked_out("cso", figures)
    assert [(fault.place, fault.message) for fault in (caught.value, *caught.value.others)] == [
        ("figures.side", "it is open whether you buy or sell"),
        ("figures.limit", "“Your own limit” is missing"),
        ("figures.low", '“Their limit, the lower guess” is "x"'),
        ("figures.units", "“What is bought or sold in a year” is −1"),
    ]


def test_per_cent_may_have_its_sign() -> None:
    """A discount of "2%" is one of 2."""
    assert worked_out("cfo", {**GOOD["cfo"], "discount": "2%"}) == worked_out("cfo", GOOD["cfo"])


@pytest.mark.parametrize("role", ["ceo", None, ["cfo"], {}, ""])
def test_role_without_a_sum_is_named(role: Any) -> None:
    """Only the five there are."""
    with pytest.raises(PlacedError) as error:
        worked_out(role, {})
    assert (error.value.code, error.value.place) == ("unknown-role", "role")


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_any_figure_is_worked_out_or_refused_at_a_field(role: str, data: st.DataObject) -> None:
    """Whatever is typed, the answer is words without a number that is none, or an error at a field."""
    texts = st.one_of(
        st.text(max_size=8),
        st.integers(-10, 10**13).map(str),
        st.floats(0, 1e12).map(lambda one: f"{one:.4f}"),
    )
    typed = {name: data.draw(texts, label=name) for name in GOOD[role] if name != "side"}
    if "side" in GOOD[role]:
        typed["side"] = data.draw(st.sampled_from(["buy", "sell"]))
    try:
        found = worked_out(role, typed)
    except PlacedError as error:
        place = error.place
    else:
        place = ""
    if place:
        assert place.removeprefix("figures.") in GOOD[role]
        return
    words = " ".join([found["headline"], found["note"], *(part for row in found["rows"] for part in row)])
    assert not re.search(r"\b(nan|inf)\b", words)
