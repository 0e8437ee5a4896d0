"""The packages of a case: within red lines and limits, equal at their own tables, alike, said as reckoned."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import PlacedError
from ledger.money import value
from ledger.offers import approvals, escalated, money, offered, offers
from ledger.packages import Package
from ledger.playbook import Get, Give
from ledger.prepare import Case, case
from ledger.rules import RuleError
from ledger.sheet import prepared
from tests.ledger.brute_force import own_table, own_worth
from tests.ledger.ledger_samples import NAMES, energy, example_case, examples, playbook, small, small_case

# Red lines and limits


def trades(one: Case) -> list[Give | Get]:
    """The gives and the gets of a case's playbook."""
    return [*one.playbook.gives, *one.playbook.gets]


def check_lines(one: Case, offer: Package) -> None:
    """A package is within every red line that stops a talk, and within our limit for all that it moves."""
    figures, book = own_table(one, offer), one.playbook
    for line in book.red_lines:
        if line.said.get("on_breach") != "escalate":
            try:
                assert figures.holds(line.rule, frozenset(offer.gives)), (line.rule.text, offer)
            except RuleError:
                continue
    moved = {trade.moves for trade in trades(one) if trade.id in (*offer.gives, *offer.gets)}
    for term in book.terms:
        if "reservation" in term.positions and (term.id in moved or term == book.money):
            limit = one.figures.number(f"reservation.{term.id}")
            better = term.sign * (figures.number(term.id) - limit)
            assert better >= -1e-9 * max(1.0, abs(limit)), (term.id, offer)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_package_crosses_a_line_and_all_are_equal(data: st.DataObject) -> None:
    """Whatever the figures, from a third to three times those of the example: within lines, and equal."""
    book = playbook(data.draw(st.sampled_from(NAMES)))
    factors = {name: data.draw(st.floats(0.3, 3.0), label=name) for name in book.inputs}
    inputs = {name: f"{value * factors[name]:.6f}0" for name, value in book.inputs.items()}
    try:
        one = case(book, inputs)
    except PlacedError:
        return
    found = offered(one)
    for offer in found:
        check_lines(one, offer)
        assert offer.ours == pytest.approx(own_worth(one, offer), abs=1e-6)
    values = [own_worth(one, offer) for offer in found]
    assert not values or max(values) - min(values) <= 0.01 * max(values)


@pytest.mark.parametrize("rows", [[], [{"what": "Leave", "value": "222,000"}]])
def test_limit_binds_before_the_hold_position(rows: list[object]) -> None:
    """With a quote of 211,000 the BATNA is better than hold: no package is dearer than it."""
    book = playbook("software-renewal")
    one = case(book, {**examples(book), "rival_quote": "211000"}, rows)
    found = offered(one)
    assert found
    for offer in found:
        check_lines(one, offer)
        assert offer.price <= one.figures.number("batna") <= 223_000


def lined(rule: str, breach: str = "stop") -> dict[str, Any]:
    """The small playbook with one more red line."""
    data = small()
    data["red_lines"].append({"id": "r-more", "label": "One more", "rule": rule, "on_breach": breach})
    return data


def test_option_that_crosses_a_red_line_is_no_option() -> None:
    """A line on a term that a get moves, on the price, and on a give: what crosses it is not offered."""
    assert any("t-early" in offer.gets for offer in offered(small_case()))
    kept = offered(small_case(lined("days >= 20")))
    assert kept
    assert not any("t-early" in offer.gets for offer in kept)
    assert all(offer.price >= 118 for offer in offered(small_case(lined("fee >= 118"))))
    assert offered(small_case(lined("fee >= 118 or give g-slow")))


def test_nothing_left_is_said_with_the_line_in_the_way() -> None:
    """Where every option crosses a line, there is no package, and the note names what was in the way."""
    one = small_case(lined("fee >= 131"))
    found = offers(one)
    assert (found.packages, found.crossed) == ([], ("One more",))
    note = prepared(one)["packages_note"]
    assert note.startswith("No package is left")
    assert "One more" in note


def test_give_does_not_lead_beyond_our_limit() -> None:
    """A give that moves its term further than our limit for it is in no package."""
    data = small()
    data["gives"][1] |= {"of": "days", "to": "60", "trade_for": ["t-case"]}
    data["gives"][1]["their_value"] = {"low": 100, "high": 200}
    assert any("g-slow" in offer.gives for offer in offered(small_case(data)))
    data["gives"][1]["to"] = "61"
    data["red_lines"] = []
    assert not any("g-slow" in offer.gives for offer in offered(small_case(data)))


def test_line_that_is_escalated_is_marked() -> None:
    """A package that crosses one stays, and says who has to be asked before."""
    data = lined("days >= 20", "escalate")
    data["escalation"] = {"after": "an impasse", "to": "CFO", "bring": ["packages"]}
    one = small_case(data)
    found = offered(one)
    crossing = [offer for offer in found if "t-early" in offer.gets]
    assert crossing
    for offer, words in zip(found, prepared(one)["packages"], strict=True):
        marked = "CFO, for a red line is crossed: One more" in words["needs"]
        assert marked == bool(escalated(one, offer)) == (offer in crossing)


# What they are worth


def leasing() -> dict[str, Any]:
    """The small playbook with a give that doubles what is paid, and a get that counts with the price."""
    data = small()
    data["terms"].append(
        {
            "id": "years",
            "label": "Years",
            "unit": "years",
            "better": "lower",
            "rank": "give",
            **{name: {"rule": "1"} for name in ("opening", "target", "hold")},
            "reservation": {"rule": "2"},
        }
    )
    data["terms"][0]["cost"]["volume"] = "units * years"
    data["gives"][1] |= {"of": "years", "to": "2", "our_cost": {"rule": "150 * years"}, "trade_for": []}
    data["gives"][1]["their_value"] = {"low": 5, "high": 900}
    data["gets"][1]["our_value"] = {"rule": "fee * years * 0.2"}
    return data


def test_package_is_worth_what_it_is_worth_at_its_own_table() -> None:
    """Volume, costs and worths are those of the terms where the package puts them, and of its own price."""
    one = small_case(leasing())
    found = offered(one)
    given = {id_ for offer in found for id_ in (*offer.gives, *offer.gets)}
    assert {"g-slow", "t-case"} <= given
    values = [own_worth(one, offer) for offer in found]
    assert [offer.ours for offer in found] == pytest.approx(values)
    assert max(values) - min(values) < 0.01 * max(values)


def test_get_stands_with_a_give_that_it_needs() -> None:
    """`needs` ties a get to gives: it is in no package without one of them."""
    data = small()
    data["gets"][1]["needs"] = ["g-slow"]
    for offer in offered(small_case(data)):
        assert "t-case" not in offer.gets or "g-slow" in offer.gives
    one = example_case("software-renewal")
    fixed = next(get for get in one.playbook.gets if get.id == "t-fix3")
    assert fixed.needs == ("g-term3",)


def test_renewal_never_trades_payment_twice() -> None:
    """Paying at once and 60 days move the same term, so no package has both, whatever the figures."""
    one = example_case("software-renewal")
    moved = {trade.id: trade.moves for trade in trades(one)}
    assert moved["g-prepay"] == moved["t-pay60"] == "payment_days"


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_worth_the_target(name: str) -> None:
    """Every example has packages at the level of the target itself, and the note says so."""
    one = example_case(name)
    assert 1.0 <= offers(one).times < 1.01
    assert "each is worth as much as the target price alone" in prepared(one)["packages_note"]


@pytest.mark.parametrize(
    ("gets", "words"),
    [
        (0.2, "each is worth as much as the target"),
        (0.5, "each is worth twice as much as the target"),
        (1.0, "each is worth three times as much as the target"),
        (1.6, "each is worth 2.32 times as much as the target"),
        (2.0, "It is worth 1.2 times as much as the target"),
    ],
)
def test_worth_above_the_target_is_said(gets: float, words: str) -> None:
    """Where only dearer packages differ, the note says how many times the target's worth they have."""
    one = energy(100, 1_000, gets)
    assert words in prepared(one)["packages_note"]
    cash = money(one)
    assert cash
    assert offers(one).times == pytest.approx(min(offer.ours for offer in offered(one)) / value(cash, 95))


# What a choice tells


@pytest.mark.parametrize("name", NAMES)
def test_packages_have_a_core_and_lean_on_one_thing_each(name: str) -> None:
    """Any two of a playbook's example differ by one trade each, and the heading names what only one has."""
    found = offered(example_case(name))
    names = [{*offer.gives, *offer.gets} for offer in found]
    for one, other in combinations(names, 2):
        assert len(one ^ other) <= 2
    for offer in found:
        if offer.view.id:
            assert sum(offer.view.id in one for one in names) == 1


def test_three_of_the_renewal() -> None:
    """By hand: three years, the year at once or a reference, beside an early signature; worth 10,200 each."""
    found = {offer.view.id: offer for offer in offered(example_case("software-renewal"))}
    assert {id_: offer.price for id_, offer in found.items()} == {
        "g-term3": 217_100,
        "g-prepay": 218_740,
        "g-ref": 224_600,
    }
    for id_, offer in found.items():
        assert {*offer.gives} == {id_, "g-early"}
        assert offer.gets == ("t-reduce20", "t-exit90")
    # 231,000 − 217,100 saved, 4,800 + 3,000 of gets, 9,000 + 2,500 of gives.
    assert found["g-term3"].ours == 13_900 + 7_800 - 11_500


# Who is asked


def test_approval_of_a_give_binds_without_its_condition() -> None:
    """A give that names an approval needs it, whatever the approval's own occasion says."""
    data = small()
    data["approvals"][0]["when"] = "fee > 10000"
    one = small_case(data)
    found = [offer for offer in offered(one) if "g-ref" in offer.gives]
    assert found
    for offer in found:
        assert [need.id for need in approvals(one, offer)] == ["a-ref"]
