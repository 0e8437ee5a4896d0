"""Red lines, approvals and the way out without a deal, with a case's own figures."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.playbook_reader import read
from ledger.prepare import case
from ledger.seal import read_back
from ledger.sheet import prepared
from tests.ledger.ledger_samples import NAMES, SMALL_INPUTS, example_case, examples, playbook, small


def told(data: dict[str, Any], **inputs: str) -> dict[str, Any]:
    """The limits of a playbook with the small one's figures, some of them changed."""
    found: dict[str, Any] = prepared(case(read(data), {**SMALL_INPUTS, **inputs}))["limits"]
    return found


def test_limits_of_the_worked_example() -> None:
    """A red line with its figure, who approves at which figure and for which package, and the way out."""
    found = prepared(example_case("software-renewal"))["limits"]
    assert found["red_lines"][0] == {
        "text": "Annual price: at most the BATNA (231,000 EUR a year)",
        "why": "above it, leaving is cheaper than staying; when broken, stop",
        "held": "Holds at every position",
        "crossed": False,
    }
    facts = dict(found["facts"])
    assert facts["Annual price above hold (225,600)"] == (
        "Head of Procurement, within 1 day. Needed at the limit."
    )
    assert facts["We give: Three-year commitment"] == "CFO, within 3 days. Needed for package A."
    escalation = facts["Escalate after all three packages refused, or one red line touched"]
    assert escalation == "to CFO, with the ledger, the packages, the BATNA"
    assert facts["Without a deal"].startswith("move to the second supplier before the contract ends: 231,000")
    assert "until [the date]" in facts["Without a deal"]


def test_figures_are_the_visitors() -> None:
    """With another baseline and an alternative of one's own, limits and the way out change with them."""
    model = playbook("software-renewal")
    rows = [{"what": "Do without", "value": "300,000", "by": "May"}, {"what": "Build it", "value": "280,000"}]
    found = prepared(case(model, {**examples(model), "baseline": "310,000"}, rows))["limits"]
    assert found["red_lines"][0]["text"] == "Annual price: at most the BATNA (280,000 EUR a year)"
    assert found["red_lines"][0]["held"] == "Crossed at the target and hold"
    assert found["red_lines"][0]["crossed"] is True
    facts = dict(found["facts"])
    assert "Annual price above hold (291,400)" in facts
    assert facts["Without a deal"].startswith("Build it: 280,000 EUR/year. Say: ")


def test_red_line_that_is_crossed_says_where() -> None:
    """Days to pay beyond the bank's at the limit only; the warning above the sheet says the same."""
    found = prepared(case(read(small()), {**SMALL_INPUTS, "units": "8"}))
    [line] = found["limits"]["red_lines"]
    assert (line["held"], line["crossed"]) == ("Crossed at the limit", True)
    assert [one["code"] for one in found["warnings"]] == ["red-line"]
    assert found["entry"]["prep"]["red_lines"][0]["crossed_at"] == ["reservation"]


def test_red_line_that_only_the_deal_can_tell() -> None:
    """A fact that no figure stands for is neither held nor crossed."""
    data = small()
    data["red_lines"][0]["rule"] = "signed_late <= 3"
    [line] = told(data)["red_lines"]
    assert (line["held"], line["crossed"]) == ("Only the deal can tell", False)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("days <= units * 6", "Days: at most 60 days (units × 6)"),
        ("days <= min(60, units*2)", "Days: at most 20 days (the lower of 60 and units × 2)"),
        ("days <= (units+2)*5", "Days: at most 60 days ((units + 2) × 5)"),
        ("days <= 60", "Days: at most 60 days"),
        ("days <= 60.5", "Days: at most 60.5 days"),
        ("days<=60", "Days: at most 60 days"),
        ("days <= fee", "Days: at most fee"),
        ("days<=60 and fee>=base", "Days at most 60 and fee at least base"),
    ],
)
def test_rule_is_shown_beside_what_it_comes_to(rule: str, text: str) -> None:
    """A limit that is worked out stands as its figure with the way to it, however the rule is spaced."""
    data = small()
    data["red_lines"][0]["rule"] = rule
    assert told(data)["red_lines"][0]["text"] == text


def test_limit_without_a_value_is_open() -> None:
    """A sum that divides by nothing is no figure: whether the line holds is not claimed."""
    data = small()
    data["red_lines"][0]["rule"] = "days <= units / (units - 10)"
    assert told(data)["red_lines"][0]["held"] == "Only the deal can tell"


def test_line_to_say_has_the_figures() -> None:
    """What the money term gives is filled in; what no figure gives stays a blank."""
    data = small()
    data["walk_away"] |= {"batna": "rest", "say": "{opening}, {target}, {hold}, {limit}, {date}, {other}."}
    assert dict(told(data)["facts"])["Without a deal"] == (
        "rest: 90 EUR. Say: “130, 120, 110, 100, [the date], [other].”"
    )


def test_playbook_without_limits_has_none() -> None:
    """Without red lines, approvals, escalation and walk-away nothing is claimed."""
    data = small()
    for key in ("red_lines", "approvals", "walk_away"):
        del data[key]
    assert told(data) == {"red_lines": [], "facts": []}


@pytest.mark.parametrize("name", NAMES)
def test_every_playbook_says_all_that_it_has(name: str) -> None:
    """Each red line and each approval is there, once, and in the entry that is sealed."""
    one = example_case(name)
    found = prepared(one)
    assert len(found["limits"]["red_lines"]) == len(one.playbook.red_lines)
    assert len(found["limits"]["facts"]) == len(one.playbook.approvals) + 2
    prep = found["entry"]["prep"]
    assert [line["id"] for line in prep["red_lines"]] == [line.id for line in one.playbook.red_lines]
    assert [need["id"] for need in prep["approvals"]] == [need.id for need in one.playbook.approvals]


BEFORE = (
    '{"schema":"edge-ledger/1","id":"n-2026-11-27-7k2","playbook":{"id":"small","version":"1.0.0"},'
    '"side":"sell","currency":"EUR","prep":{"inputs":{"base":100,"units":10},"batna":{"value":90},'
    '"alternatives":[],"terms":{"fee":{"opening":130,"target":120,"hold":110,"reservation":100}},'
    '"gives":{},"gets":{},"packages":[],"sealed_at":"2026-11-27T09:30Z"},"events":[],'
    '"seal":{"method":"sha-256",'
    '"digest":"79c1b3001690299c9605dd8bdce3b63dc9e2e14154761a629d8a451417eb2a23"}}'
)
"""A file as it was sealed before the entry had limits and must-haves."""


def test_file_sealed_before_limits_were_in_it_is_read_back() -> None:
    """What was sealed earlier stays readable, and counts as unchanged."""
    entry, unchanged = read_back(BEFORE)
    assert unchanged
    assert "red_lines" not in entry["prep"]
