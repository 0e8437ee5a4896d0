"""What has changed between two versions, in words: each change in its part, with its level."""

from collections import Counter

import pytest

from site_build.playbooks.compared import Level
from site_build.playbooks.difference import Difference, differences, summary
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
OWNER = "{role: Head of Department}"
ANCHOR = "{id: m-anchor-reason, use: anchor-with-a-reason, then: {refuse: m-ask-rank}"
CASES: list[tuple[list[tuple[str, str]], Level, str, str]] = [
    (
        [('rule: "price <= batna"', 'rule: "price <= baseline"')],
        "major",
        "red line",
        "“Annual price: at most what it costs now (100,000 EUR a year)”: it "
        "was “Annual price: at most the BATNA (97,000 EUR a year)”.",
    ),
    (
        [(RED, RED + RED.replace("r-batna", "r-new").replace("price <= batna", "payment_days >= 30"))],
        "major",
        "red line",
        "New red line: “Payment term: at least 30 days”.",
    ),
    (
        [("on_breach: stop", "on_breach: escalate")],
        "major",
        "red line",
        "“Annual price: at most the BATNA (97,000 EUR a year)”: what follows when it is broken "
        "is now escalate, and was stop.",
    ),
    (
        [("above it, leaving", "beyond it, leaving")],
        "patch",
        "red line",
        "“Annual price: at most the BATNA (97,000 EUR a year)”: its reason "
        "is now “beyond it, leaving is better”, and was “above it, leaving is better”.",
    ),
    (
        [(APPROVAL, APPROVAL + APPROVAL.replace("a-price", "a-limit"))],
        "major",
        "approval",
        "New approval: “Annual price above hold”.",
    ),
    ([(APPROVAL, "")], "major", "approval", "No longer an approval: “Annual price above hold”."),
    (
        [("Department, within: 1d", "Department, within: 2d")],
        "major",
        "approval",
        "“Annual price above hold”: the time to answer is now 2 days, and was 1 day.",
    ),
    (
        [("Head of Department, within: 1d", "CFO, within: 1d")],
        "major",
        "approval",
        "“Annual price above hold”: who approves is now CFO, and was Head of Department.",
    ),
    (
        [('"min(batna, baseline)"', '"batna"')],
        "minor",
        "term",
        "Annual price: the limit is now the BATNA, "
        "and was the lower of the BATNA and what it costs now, which is the same in the example.",
    ),
    (
        [("    better: higher\n    rank: want", "    better: higher\n    rank: must")],
        "minor",
        "term",
        "Payment term: its rank is now must-have, and was want.",
    ),
    (
        [("    label: Payment term\n", "    label: Days to pay\n")],
        "patch",
        "term",
        "Days to pay: its name is now “Days to pay”, and was “Payment term”.",
    ),
    (
        [('reason: "payment runs are monthly"', 'reason: "runs are monthly"')],
        "patch",
        "term",
        "Payment term: the reason for the opening is now “runs are monthly”, "
        "and was “payment runs are monthly”.",
    ),
    ([(FORECAST, "")], "minor", "give", "No longer a give: A forecast every quarter."),
    (
        [("{amount: 300, basis", "{amount: 350.5, basis")],
        "minor",
        "give",
        "A forecast every quarter: what it costs us is now 350.5, and was 300.",
    ),
    (
        [("{amount: 300, basis", '{rule: "baseline / 300", basis')],
        "minor",
        "give",
        "A forecast every quarter: what it costs us moves from 300 to 333.33 in the example; it "
        "is now what it costs now ÷ 300, and was 300.",
    ),
    (
        [("    approval: a-reference\n", "")],
        "major",
        "give",
        "A public reference: the approval it needs is gone, and was Head of Communications.",
    ),
    (
        [("trade_for: [t-training, t-support]", "trade_for: [t-training, t-pay60]")],
        "minor",
        "give",
        "A public reference: what it is traded for gains 60 days to pay and loses A named contact.",
    ),
    (
        [("their_value: {low: 400, high: 2000", "their_value: {low: 400, high: 2500")],
        "minor",
        "give",
        "A forecast every quarter: what it is worth to them is now 400 to 2,500, a guess, "
        "and was 400 to 2,000, a guess.",
    ),
    (
        [('    to: "60"', '    to: "55"')],
        "minor",
        "get",
        "60 days to pay: where it moves its term to is now 55, and was 60.",
    ),
    (
        [("use: if-you-then-we", "use: if-you-then-we, name: A trade")],
        "patch",
        "move",
        "A trade: its name is now “A trade”, and was “If you, then we”.",
    ),
    (
        [("then: {refuse: m-ask-rank}", "then: {refuse: m-meso}")],
        "minor",
        "move",
        "Anchor with a reason: what comes next is now if they refuse: Three equal packages, "
        "and was if they refuse: Ask for the ranking.",
    ),
    ([(EARLY + FORECAST, FORECAST + EARLY)], "patch", "give", "The order of the gives has changed."),
    (
        [("example: 97000}", "example: 96000}")],
        "patch",
        "figure to fill in",
        "The best other offer: its figure in the example is now 96,000 EUR a year, "
        "and was 97,000 EUR a year.",
    ),
    ([("side: buy", "side: sell")], "major", "playbook", "The side is now sell, and was buy."),
    (
        [("owner: {role: Head of Department}", "owner: {role: CFO}")],
        "major",
        "playbook",
        "The owner is now CFO, and was Head of Department.",
    ),
    (
        [("{role: Head of Department}", "{role: Head of Department, deputy: CFO}")],
        "patch",
        "playbook",
        "The deputy is now CFO, and was left open.",
    ),
    (
        [("applies_when: [case_sound]", "applies_when: [case_sound, whole]")],
        "major",
        "playbook",
        "When it applies gains whole.",
    ),
    (
        [("status: draft", "status: retired")],
        "patch",
        "playbook",
        "The status is now retired, and was draft.",
    ),
    (
        [("review_by: 2027-11-28", "review_by: 2028-11-28")],
        "patch",
        "playbook",
        "The day of the next review is now 28 November 2028, and was 28 November 2027.",
    ),
    (
        [('why: "first draft"', 'why: "another reason"')],
        "patch",
        "playbook",
        "What the list of changes says of version 0.1.0 has changed.",
    ),
    ([('title: "Sound"', "title: Whole")], "patch", "playbook", "The title is now “Whole”, and was “Sound”."),
    (
        [("conditionality, held_rate]", "conditionality]")],
        "minor",
        "playbook",
        "What is measured loses held rate.",
    ),
]


@pytest.mark.parametrize(("changes", "level", "part", "text"), CASES, ids=[case[3][:50] for case in CASES])
def test_change_has_its_level_and_sentence(
    changes: list[tuple[str, str]], level: Level, part: str, text: str
) -> None:
    """One change is one sentence of its level, in the part of the playbook where it lies."""
    assert [one[:3] for one in differences(model(), model(*changes))] == [(level, part, text)]


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
    assert one.text.startswith("Anchor with a reason: what to say gains “We see it at {opening}”")
    assert not one.text.endswith("..")


def test_what_was_left_open_is_named() -> None:
    """A place that only has something now is told apart, and so is no place that has another value."""
    (deputy,) = differences(model(), model((OWNER, "{role: Head of Department, deputy: CFO}")))
    assert deputy.filled == "the deputy"
    (owner,) = differences(model(), model((OWNER, "{role: CFO}")))
    assert owner.filled == ""
    (gone,) = differences(model((OWNER, "{role: Head of Department, deputy: CFO}")), model())
    assert gone.filled == ""


LIMIT = ('"min(batna, baseline)"', '"min(batna, baseline) * 0.9"')


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ([], "No limit moved in the example."),
        ([('"min(batna, baseline)"', '"batna"')], "No limit moved in the example."),
        (
            [LIMIT],
            "The limit of “Annual price” moved from 97,000 EUR a year to 87,300 EUR a year in the example.",
        ),
        (
            [(RED, RED + RED.replace("r-batna", "r-new")), (APPROVAL, "")],
            "No limit moved in the example. 1 red line is new. 1 approval is gone.",
        ),
        (
            [('"min(batna, baseline)"', '"unheard_of"')],
            "No limit moved in the example. For “Annual price” the example does not tell.",
        ),
    ],
)
def test_what_it_comes_to(changes: list[tuple[str, str]], text: str) -> None:
    """A sentence says which limits moved, from where to where, "
    "and how many red lines and approvals changed."""
    assert summary(model(), model(*changes)) == text
