"""What a case is warned of: positions out of order, limits worse than leaving, red lines that are crossed."""

from __future__ import annotations

import pytest

from ledger.playbook_reader import read
from ledger.prepare import Case, case
from ledger.warned import warnings
from tests.ledger.ledger_samples import SMALL_INPUTS, example_case, position, small, small_case


def codes(one: Case) -> list[str]:
    """The codes of a case's warnings."""
    return [warning["code"] for warning in warnings(one)]


def test_sound_figures_raise_no_warning() -> None:
    """Positions in order, above the alternative, within every red line."""
    assert codes(small_case()) == []


@pytest.mark.parametrize("worse", ["opening", "target", "hold"])
def test_positions_out_of_order_are_warned_of(worse: str) -> None:
    """A position that is worse for us than the next one is told with both figures, for either direction."""
    data = small()
    data["terms"][0][worse] = {"rule": "base * 0.95"}
    data["terms"][1][worse] = {"rule": "61"}
    found = [warning for warning in warnings(small_case(data)) if warning["code"] == "order"]
    assert {warning["about"] for warning in found} == {"Fee", "Days"}
    names = ["opening", "target", "hold", "limit"]
    worst = f"the {worse} (95) is worse for us than the {names[names.index(worse) + 1]}"
    assert any(warning["text"].startswith(worst) for warning in found)


def test_equal_positions_are_in_order() -> None:
    """Two positions at the same figure, but for a rounding error, are no mistake."""
    data = small()
    data["terms"][0]["hold"] = {"rule": "base * 1.1"}
    data["terms"][0]["target"] = {"rule": "base + base / 10"}
    assert codes(small_case(data)) == []


def test_limit_below_the_alternative_is_warned_of() -> None:
    """A limit at which it is better to leave; the target is still above it."""
    found = warnings(case(read(small()), SMALL_INPUTS, [row(115)]))
    assert [(warning["code"], warning["about"]) for warning in found] == [("batna", "Fee")]
    assert "the limit (100) is worse than the alternative (115)" in found[0]["text"]


def row(value: float) -> dict[str, str]:
    """An alternative of this value."""
    return {"what": "Another customer", "value": str(value)}


def test_target_below_the_alternative_is_warned_of() -> None:
    """With an alternative better than the target there is nothing to negotiate for."""
    assert codes(case(read(small()), SMALL_INPUTS, [row(125)])) == ["batna", "target"]
    assert codes(case(read(small()), SMALL_INPUTS, [row(120)])) == ["batna"]


def test_crossed_red_line_is_warned_of_at_every_position() -> None:
    """A red line is told for each position at which it is crossed, with its label and its reason."""
    found = warnings(small_case(units="6"))
    assert [warning["code"] for warning in found] == ["red-line"]
    assert found[0]["about"] == "Days to pay"
    assert found[0]["text"] == "at the limit this red line is crossed: the bank says so"


def test_warnings_of_a_buyer_with_a_better_alternative() -> None:
    """A rival at 180,000 makes limit, target and every price a bad one: all that is said at once."""
    one = example_case("software-renewal", rival_quote="168000")
    assert position(one, "reservation.price") == 180_000
    found = codes(one)
    assert set(found) == {"order", "target", "red-line"}
    assert found.count("red-line") == 3


def test_condition_that_has_no_value_is_no_error() -> None:
    """A red line over what only the deal knows says nothing beforehand."""
    data = small()
    data["red_lines"].append({"id": "r-x", "rule": "months_late < 2"})
    assert codes(small_case(data)) == []


def test_case_of_another_size_is_warned_of() -> None:
    """Less than half or more than twice the example: gives and gets are priced for that, and it is said."""
    for base, units in (("51", "10"), ("199", "10"), ("100", "19")):
        assert "size" not in codes(small_case(base=base, units=units))
    for base, units in (("49", "10"), ("100", "21"), ("300", "20")):
        assert "size" in codes(small_case(base=base, units=units))
    one = example_case("software-renewal", baseline="25,000", rival_quote="22,800", moving_cost="3,600")
    found = [warning for warning in warnings(one) if warning["code"] == "size"]
    assert [warning["about"] for warning in found] == ["Gives and gets"]
    assert "24,000 EUR" in found[0]["text"]
    assert "231,000" in found[0]["text"]
