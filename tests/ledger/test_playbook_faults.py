"""Mistakes in a playbook: each is told with its place, and none ends in a traceback."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.errors import PlacedError
from ledger.figures import Figures
from ledger.playbook_reader import PlaybookError, read
from ledger.prepare import PrepareError, case
from ledger.rules import RuleError
from ledger.sheet import prepared
from tests.ledger.door_requests import asked
from tests.ledger.ledger_samples import SMALL_INPUTS, position, small, small_case


def circle(*names: str) -> dict[str, Any]:
    """A playbook in which the target of each of these terms is that of the next, round in a circle."""
    data = small()
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        term = {"id": name, "label": name, "unit": "x", "better": "lower", "rank": "want"}
        data["terms"].append({**term, "target": {"rule": f"{other} + 1"}})
    return data


@pytest.mark.parametrize("names", [("x",), ("x", "y"), ("x", "y", "z")])
def test_circle_of_rules_is_named(names: tuple[str, ...]) -> None:
    """Rules that need each other are a PrepareError, and a trouble that the linter can show."""
    read_ = read(circle(*names))
    troubles = Figures(read_, {"base": 100, "units": 10}).troubles()
    assert "circle" in {trouble.error.code for trouble in troubles}
    with pytest.raises(PrepareError, match="rules need each other"):
        case(read_, SMALL_INPUTS)


def test_long_chain_of_rules_is_worked_out_or_named() -> None:
    """Two hundred rules, each built on the next, are worked out or refused, without a traceback."""
    data = small()
    for number in range(200):
        term = {"id": f"x{number}", "label": "x", "unit": "x", "better": "lower", "rank": "want"}
        data["terms"].append({**term, "target": {"rule": f"x{number + 1}" if number < 199 else "7"}})
    try:
        assert position(case(read(data), SMALL_INPUTS), "target.x0") == 7
    except PlacedError as error:
        assert error.message  # noqa: PT017


@pytest.mark.parametrize(
    ("count", "begin", "end"),
    [
        *((4, "", "+0" * 140), (6, "", "+0" * 80), (12, "", "+0" * 40), (21, "", "+0" * 20)),
        *(
            (5, "0+", "+0" * 140),
            (30, "0+1*(" * 18, ")" * 18),
            (9, "-" * 19, ""),
            (30, "max(0," * 20, ")" * 20),
        ),
    ],
)
def test_deep_rules_in_a_long_chain_are_worked_out_or_named(count: int, begin: str, end: str) -> None:
    """Depth of rules times length of their chain ends in a figure or in `too-deep`, here and at the door."""
    data = small()
    for number in range(count):
        term = {"id": f"c{number}", "label": "x", "unit": "x", "better": "lower", "rank": "want"}
        inner = f"hold.c{number + 1}" if number < count - 1 else "7"
        data["terms"].append({**term, "hold": {"rule": f"{begin}{inner}{end}"}})
    answer = asked({"do": "prepare", "playbook": data, "inputs": SMALL_INPUTS, "alternatives": []})
    if len(begin) < 6:
        assert abs(position(case(read(data), SMALL_INPUTS), "hold.c0")) == 7
        assert answer["ok"]
    elif not answer["ok"]:
        assert answer["error"]["code"] == "too-deep"
        assert {one.error.code for one in Figures(read(data), {"base": 100, "units": 10}).troubles()} == {
            "too-deep"
        }


def test_figure_that_is_not_there_is_named() -> None:
    """A name that no rule has is a RuleError, as the door to the figures says."""
    figures = small_case().figures
    assert "nonsense" not in figures
    for name in ("nonsense", "hold.nonsense"):
        with pytest.raises(RuleError) as caught:
            figures.number(name)
        assert caught.value.code == "no-name"


def test_money_without_its_volume_is_named() -> None:
    """A money term whose cost says no volume is a fault of the playbook, told with its place."""
    data = small()
    del data["terms"][0]["cost"]["volume"]
    with pytest.raises(PlacedError) as caught:
        prepared(small_case(data))
    assert caught.value.place.startswith("terms.0")


@pytest.mark.parametrize("links", [5, True, "t-early", {"t-early": 1}])
def test_links_that_are_no_list_are_named(links: object) -> None:
    """What a give may be traded for is a list; anything else is named, and no letters are taken for ids."""
    data = small()
    data["gives"][0]["trade_for"] = links
    with pytest.raises(PlacedError) as caught:
        read(data)
    assert caught.value.place == "gives.0.trade_for"


def test_tiny_volume_is_worked_out_or_named() -> None:
    """A volume so small that no price could make up for a trade gives no overflow."""
    data = small()
    data["terms"][0]["cost"]["volume"] = " * ".join(["units"] * 26)
    data["terms"][1]["reservation"] = {"rule": "30"}
    data["gets"][0]["our_value"] = {"amount": 1_000_000_000_000}
    try:
        assert prepared(small_case(data, units="0.000000000001"))["sheet"]
    except PlacedError as error:
        assert error.message  # noqa: PT017


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("schema",), "edge-playbook/2", "schema"),
        (("id",), "", "id"),
        (("terms",), {}, "terms"),
        (("terms", 0), None, "terms.0"),
        (("terms", 0, "label"), 5, "terms.0.label"),
        (("terms", 0, "hold", "rule"), "base *", "terms.0.hold.rule"),
        (("terms", 0, "hold"), 5, "terms.0.hold"),
        (("terms", 0, "cost"), "price", "terms.0.cost"),
        (("gives", 1, "our_cost", "rule"), "base > 1", "gives.1.our_cost.rule"),
        (("gives", 1, "their_value", "low"), "5", "gives.1.their_value.low"),
        (("gets", 0, "to"), "14 days", "gets.0.to"),
        (("gets", 0, "their_cost", "high"), 1e13, "gets.0.their_cost.high"),
        (("inputs", 0, "example"), True, "inputs.0.example"),
        (("red_lines", 0, "rule"), "days", "red_lines.0.rule"),
        (("red_lines", 0, "rule"), "days <= 60 and hold.fee", "red_lines.0.rule"),
        (("red_lines", 0, "rule"), "sole_source", None),
        (("approvals", 0, "when"), "give g-ref or batna", "approvals.0.when"),
        (("facts",), [{"id": "sole_source"}], None),
        (("facts",), [{"means": "no id"}], "facts.0.id"),
        (("red_lines", 0, "rule"), "days + 1", "red_lines.0.rule"),
        (("approvals", 0, "when"), "give", "approvals.0.when"),
        (("walk_away", "value"), "?", "walk_away.value"),
    ],
)
def test_fault_of_a_playbook_names_its_place(
    path: tuple[str | int, ...], value: object, place: str | None
) -> None:
    """Each wrong value is named by its path; None stands for one that is right."""
    data: Any = small()
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    if place is None:
        read(data)
    else:
        with pytest.raises(PlaybookError) as caught:
            read(data)
        assert caught.value.place == place
        assert caught.value.message
