"""What has changed between two versions, in words: each change in its part, with its level."""

from collections import Counter

import pytest

from site_build.playbooks.difference import Difference, Level, differences
from tests.site_build.playbook_samples import FORECAST, model

RED = '  - {id: r-batna, rule: "price <= batna", why: "above it, leaving is better", on_breach: stop}\n'
APPROVAL = '  - {id: a-price, when: "price > hold.price", who: Head of Department, within: 1d}\n'
EARLY = """\
  - id: g-early
    label: An early signature
    our_cost: {amount: 400, basis: "two days pulled forward"}
    their_value: {low: 500, high: 5000, confidence: guess}
    trade_for: [t-pay60, t-training]
"""
ANCHOR = "{id: m-anchor-reason, use: anchor-with-a-reason, then: {refuse: m-ask-rank}"
CASES: list[tuple[list[tuple[str, str]], Level, str, str]] = [
    (
        [('rule: "price <= batna"', 'rule: "price <= baseline"')],
        "major",
        "red line",
        "r-batna: condition price <= baseline, was price <= batna.",
    ),
    (
        [(RED, RED + RED.replace("r-batna", "r-new").replace("price <= batna", "payment_days >= 30"))],
        "major",
        "red line",
        "New red line: r-new.",
    ),
    (
        [("on_breach: stop", "on_breach: escalate")],
        "major",
        "red line",
        "r-batna: consequence escalate, was stop.",
    ),
    (
        [("above it, leaving", "beyond it, leaving")],
        "patch",
        "red line",
        "r-batna: reason beyond it, leaving is better, was above it, leaving is better.",
    ),
    (
        [(APPROVAL, APPROVAL + APPROVAL.replace("a-price", "a-limit"))],
        "major",
        "approval",
        "New approval: a-limit.",
    ),
    ([(APPROVAL, "")], "major", "approval", "No longer an approval: a-price."),
    (
        [("Department, within: 1d", "Department, within: 2d")],
        "major",
        "approval",
        "a-price: time limit 2d, was 1d.",
    ),
    (
        [("Head of Department, within: 1d", "CFO, within: 1d")],
        "major",
        "approval",
        "a-price: person CFO, was Head of Department.",
    ),
    (
        [('"min(batna, baseline)"', '"batna"')],
        "minor",
        "term",
        "Annual price: limit batna, was min(batna, baseline).",
    ),
    (
        [("    better: higher\n    rank: want", "    better: higher\n    rank: must")],
        "minor",
        "term",
        "Payment term: rank must, was want.",
    ),
    (
        [("    label: Payment term\n", "    label: Days to pay\n")],
        "patch",
        "term",
        "Days to pay: label Days to pay, was Payment term.",
    ),
    (
        [('reason: "payment runs are monthly"', 'reason: "runs are monthly"')],
        "patch",
        "term",
        "Payment term: reason for the opening runs are monthly, was payment runs are monthly.",
    ),
    ([(FORECAST, "")], "minor", "give", "No longer a give: A forecast every quarter."),
    (
        [("{amount: 300, basis", "{amount: 350.5, basis")],
        "minor",
        "give",
        "A forecast every quarter: cost to us 350.5, was 300.",
    ),
    (
        [("{amount: 300, basis", '{rule: "baseline / 300", basis')],
        "minor",
        "give",
        "A forecast every quarter: cost to us baseline / 300, was 300.",
    ),
    (
        [("    approval: a-reference\n", "")],
        "major",
        "give",
        "A public reference: approval gone, was a-reference.",
    ),
    (
        [("trade_for: [t-training, t-support]", "trade_for: [t-training, t-pay60]")],
        "minor",
        "give",
        "A public reference: trades now with t-pay60; without t-support.",
    ),
    (
        [("their_value: {low: 400, high: 2000", "their_value: {low: 400, high: 2500")],
        "minor",
        "give",
        "A forecast every quarter: worth to them low 400, high 2,500, confidence guess, "
        "was low 400, high 2,000, confidence guess.",
    ),
    (
        [('    to: "60"', '    to: "55"')],
        "minor",
        "get",
        "60 days to pay: place it moves its term to 55, was 60.",
    ),
    (
        [("use: if-you-then-we", "use: if-you-then-we, name: A trade")],
        "patch",
        "move",
        "A trade: name A trade, was If you, then we.",
    ),
    (
        [("then: {refuse: m-ask-rank}", "then: {refuse: m-meso}")],
        "minor",
        "move",
        "Anchor with a reason: next moves refuse: m-meso, was refuse: m-ask-rank.",
    ),
    ([(EARLY + FORECAST, FORECAST + EARLY)], "patch", "give", "The order of the gives has changed."),
    (
        [("example: 97000}", "example: 96000}")],
        "patch",
        "figure to fill in",
        "The best other offer: example 96,000, was 97,000.",
    ),
    ([("side: buy", "side: sell")], "major", "playbook", "Side: sell, was buy."),
    (
        [("owner: {role: Head of Department}", "owner: {role: CFO}")],
        "major",
        "playbook",
        "Owner: CFO, was Head of Department.",
    ),
    (
        [("{role: Head of Department}", "{role: Head of Department, deputy: CFO}")],
        "patch",
        "playbook",
        "Deputy: now CFO, where nothing stood.",
    ),
    (
        [("applies_when: [case_sound]", "applies_when: [case_sound, whole]")],
        "major",
        "playbook",
        "Scope: now with whole.",
    ),
    (
        [('value: "rival_offer"', 'value: "rival_offer * 1.01"')],
        "minor",
        "playbook",
        "Value of the BATNA: rival_offer * 1.01, was rival_offer.",
    ),
    ([('title: "Sound"', "title: Whole")], "patch", "playbook", "Title: Whole, was Sound."),
    (
        [("conditionality, held_rate]", "conditionality]")],
        "minor",
        "playbook",
        "Metrics: now without held_rate.",
    ),
]


@pytest.mark.parametrize(("changes", "level", "part", "text"), CASES, ids=[case[3][:50] for case in CASES])
def test_change_has_its_level_and_sentence(
    changes: list[tuple[str, str]], level: Level, part: str, text: str
) -> None:
    """One change is one sentence of its level, in the part of the playbook where it lies."""
    assert differences(model(), model(*changes)) == [Difference(level, part, text)]


@pytest.mark.parametrize("changes", [case[0] for case in CASES], ids=[case[3][:50] for case in CASES])
def test_difference_the_other_way_round(changes: list[tuple[str, str]]) -> None:
    """Backwards there are as many changes, of the same levels and parts: new is gone, and gone is new."""
    there, back = differences(model(), model(*changes)), differences(model(*changes), model())
    assert weights(there) == weights(back)
    assert news(there) == gone(back)
    assert gone(there) == news(back)


def weights(found: list[Difference]) -> Counter[tuple[str, str]]:
    """How many changes there are of each level in each part."""
    return Counter((one.level, one.part) for one in found)


def news(found: list[Difference]) -> set[str]:
    """What is new, by part and name."""
    start = "New {}: "
    return {
        one.text.replace(start.format(one.part), f"{one.part} ", 1)
        for one in found
        if one.text.startswith(start.format(one.part))
    }


def gone(found: list[Difference]) -> set[str]:
    """What is gone, by part and name."""
    return {
        f"{one.part} {one.text.partition(': ')[2]}" for one in found if one.text.startswith("No longer a")
    }


def test_sentence_ends_with_one_full_stop() -> None:
    """Words that end with a stop of their own are given as they are, and the sentence still ends once."""
    (one,) = differences(model(), model((ANCHOR, ANCHOR + ', say: ["We see it at {opening}."]')))
    assert (one.level, one.part) == ("patch", "move")
    assert one.text.startswith("Anchor with a reason: words now with We see it at {opening}.")
    assert not one.text.endswith("..")
