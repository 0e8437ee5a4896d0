"""Red lines, approvals and the way out without a deal, with a case's own figures."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.playbook_reader import read
from ledger.prepare import case
from ledger.seal import read_back
from ledger.sheet import prepared
from ledger.spoken import capital
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
        ("days <= min(60, units*2)", "Days: at most 20 days (the lower of 60 and (units × 2))"),
        ("days <= (units+2)*5", "Days: at most 60 days ((units + 2) × 5)"),
        ("days <= 60", "Days: at most 60 days"),
        ("days <= 60.5", "Days: at most 60.5 days"),
        ("days <= 1250.6", "Days: at most 1,250.6 days"),
        ("days >= -5", "Days: at least −5 days"),
        ("fee >= 230000.4", "Fee: at least 230,000.4 EUR"),
        ("60 >= days", "Days: at most 60 days"),
        ("units * 6 > days", "Days: below 60 days (units × 6)"),
        ("base <= fee", "Fee: at least base (100 EUR)"),
        ("fee * 1.19 >= base", "Fee × 1.19 at least base (100)"),
        ("fee >= volume.fee", "Fee: at least the volume of fee (10 EUR)"),
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


def test_number_that_was_written_is_not_rounded() -> None:
    """A position and a line to say have the number of the file; what a rule comes to is rounded."""
    data = small()
    data["terms"][0]["reservation"]["rule"] = "1000.25"
    data["terms"][1] |= {"hold": {"rule": "1250.6"}, "reservation": {"rule": "12506 / units"}}
    data["walk_away"] |= {"batna": "rest", "say": "{limit}"}
    found = prepared(case(read(data), SMALL_INPUTS))
    assert found["sheet"][0]["reservation"] == "1,000.25"
    assert (found["sheet"][1]["hold"], found["sheet"][1]["reservation"]) == ("1,250.6", "1,251")
    assert {"name": "limit", "text": "1,000.25", "at": 100.0} in found["scale"]["marks"]
    assert "Say: “1,000.25”" in dict(found["limits"]["facts"])["Without a deal"]
    assert any("(1,250.6)" in one["text"] for one in told_warnings(data, hold="1250.6", reservation="9"))


def told_warnings(data: dict[str, Any], **rules: str) -> list[dict[str, str]]:
    """What does not fit with other rules for the days."""
    data["terms"][1] |= {position: {"rule": rule} for position, rule in rules.items()}
    found: list[dict[str, str]] = prepared(case(read(data), SMALL_INPUTS))["warnings"]
    return found


@pytest.mark.parametrize(
    ("open_", "who"),
    [
        ({"who", "within"}, "nobody is named"),
        ({"who"}, "nobody is named, within 2 days"),
        ({"within"}, "Head of Words"),
        (set(), "Head of Words, within 2 days"),
    ],
)
def test_approval_that_leaves_its_approver_open(open_: set[str], who: str) -> None:
    """Who approves and how fast may be left out: the sheet and each package then say so in words."""
    data = small()
    need = data["approvals"][0]
    # A second one of the same kind is not asked for twice.
    data["approvals"] = [
        {key: value for key, value in {**need, "id": id_}.items() if key not in open_}
        for id_ in ("a-ref", "a-too")
    ]
    found = prepared(case(read(data), SMALL_INPUTS))
    assert [package["needs"] for package in found["packages"] if package["needs"]] == [[who]]
    facts = [text for name, text in found["limits"]["facts"] if name == "We give: Reference"]
    assert facts == [f"{capital(who)}. Needed for package A."] * 2
    assert "None" not in str(found["limits"])


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
