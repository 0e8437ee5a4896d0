"""What has changed between two versions: in words, how heavy it is, and which version is due."""

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_build.frontmatter import Document
from site_build.models.base import validate
from site_build.models.playbook import Playbook
from site_build.playbooks.difference import LEVELS, Difference, Level, differences, due, enough, raised
from tests.site_build.playbook_samples import content, model
from tests.site_build.playbook_strategies import PLAYBOOKS

RED = '  - {id: r-batna, rule: "price <= batna", why: "above it, leaving is better", on_breach: stop}\n'
APPROVAL = '  - {id: a-price, when: "price > hold.price", who: Head of Department, within: 1d}\n'
FORECAST = """\
  - id: g-forecast
    label: A forecast every quarter
    our_cost: {amount: 300, basis: "half a day a quarter"}
    their_value: {low: 400, high: 2000, confidence: guess}
    trade_for: [t-support]
"""
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


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(st.tuples(PLAYBOOKS, PLAYBOOKS))
def test_any_two_playbooks(plain: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """A playbook differs in nothing from itself; of any two, the difference backwards weighs the same."""
    one, other = (Playbook.model_validate(each) for each in plain)
    assert differences(one, Playbook.model_validate(plain[0])) == []
    there, back = differences(one, other), differences(other, one)
    assert due(there) == due(back)
    assert [LEVELS.index(each.level) for each in there] == sorted(LEVELS.index(each.level) for each in there)


def test_sentence_ends_with_one_full_stop() -> None:
    """Words that end with a stop of their own are given as they are, and the sentence still ends once."""
    (one,) = differences(model(), model((ANCHOR, ANCHOR + ', say: ["We see it at {opening}."]')))
    assert (one.level, one.part) == ("patch", "move")
    assert one.text.startswith("Anchor with a reason: words now with We see it at {opening}.")
    assert not one.text.endswith("..")


def test_equal_playbooks_differ_in_nothing() -> None:
    """Neither ours from themselves nor by what says that there is a new version."""
    for entry in content().playbooks:
        assert differences(entry.model, entry.model.model_copy(deep=True)) == []
    later = model(
        ("version: 0.1.0\nstatus: draft", "version: 3.0.0\nstatus: active"),
        ("effective: 2026-11-30", "effective: 2026-12-30"),
        ("review_by: 2027-11-28", "review_by: 2027-12-28"),
        ('why: "first draft"', 'why: "another reason"'),
    )
    assert differences(model(), later) == []
    assert due([]) is None


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every single value in plain values."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, dict | list):
            yield from leaves(part, (*path, key))
        else:
            yield (*path, key)


WHOLE: dict[str, Any] = {
    **model().plain(),
    "terms": [
        {
            **model().plain()["terms"][0],
            **{
                position: {"rule": "1", "reason": f"the {position}"}
                for position in ("opening", "target", "hold", "reservation")
            },
        },
        model().plain()["terms"][1],
    ],
}
"""The sound playbook with a reason for each position of its first term."""
SAID_ELSEWHERE = {"schema", "id", "version", "status", "effective", "review_by", "changes"}
CHOICES = {
    "side": "sell",
    "currency": "USD",
    "better": "listed",
    "rank": "give",
    "stage": "review",
    "grade": "P",
    "confidence": "told",
    "on_breach": "escalate",
    "model": None,
    "id": None,
    "use": "take-a-break",
    "of": "price",
}


def changed(path: tuple[str | int, ...]) -> Playbook | None:
    """The whole playbook with another value at a path; None where no other is possible by itself."""
    plain = copy.deepcopy(WHOLE)
    part: Any = plain
    for key in path[:-1]:
        part = part[key]
    key, was = path[-1], part[path[-1]]
    other = CHOICES.get(str(key), was + 0.5 if isinstance(was, int | float) else f"{was} x")
    if other is None:
        return None
    part[key] = other if other != was else ("open" if key == "stage" else "C")
    found, problems = validate(Playbook, Document("a.yaml", plain, "", 1))
    assert found, problems
    return found


SINGLE = [path for path in leaves(WHOLE) if path[0] not in SAID_ELSEWHERE]


@pytest.mark.parametrize("path", SINGLE, ids=[".".join(map(str, path)) for path in SINGLE])
def test_no_change_goes_unsaid(path: tuple[str | int, ...]) -> None:
    """Whatever is changed in a playbook, the difference says something, so that a version has to follow."""
    other = changed(path)
    if other:
        assert differences(Playbook.model_validate(WHOLE), other)


@pytest.mark.parametrize(
    ("version", "level", "due_"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("0.0.0", "patch", "0.0.1"),
        ("9.9.9", "minor", "9.10.0"),
        ("1.10.99", "patch", "1.10.100"),
    ],
)
def test_version_that_is_due(version: str, level: Level, due_: str) -> None:
    """The part of its level goes up by one, and those behind it begin again."""
    assert raised(version, level) == due_
    assert enough(version, due_, level)


@pytest.mark.parametrize(
    ("old", "new", "levels"),
    [
        ("1.2.3", "1.2.3", ()),
        ("1.2.3", "1.2.4", ("patch",)),
        ("1.2.3", "1.3.0", ("patch", "minor")),
        ("1.2.3", "1.3.7", ("patch", "minor")),
        ("1.2.3", "2.0.0", ("patch", "minor", "major")),
        ("1.2.3", "4.5.6", ("patch", "minor", "major")),
        ("1.2.3", "1.2.2", ()),
        ("1.2.3", "1.1.9", ()),
        ("1.2.3", "0.9.9", ()),
        ("1.9.0", "1.10.0", ("patch", "minor")),
        ("9.0.0", "10.0.0", ("patch", "minor", "major")),
    ],
)
def test_version_that_is_enough(old: str, new: str, levels: tuple[Level, ...]) -> None:
    """A higher part is enough for a lower level, and numbers are compared as numbers."""
    assert tuple(level for level in reversed(LEVELS) if enough(old, new, level)) == levels
    assert set(get_args(Level)) == set(LEVELS)


def test_heaviest_change_says_what_is_due() -> None:
    """The heaviest stands first and decides."""
    found = differences(
        model(),
        model(('title: "Sound"', "title: Whole"), ("on_breach: stop", "on_breach: escalate"), (FORECAST, "")),
    )
    assert [one.level for one in found] == ["major", "minor", "patch"]
    assert due(found) == "major"
    assert due(found[1:]) == "minor"
    assert due(found[2:]) == "patch"


def test_kept_version_of_the_software_renewal() -> None:
    """From 1.0.0 to what we have now is a major change, which names the rule of the red line r-batna."""
    now = next(entry.model for entry in content().playbooks if entry.model.id == "software-renewal")
    old = next(one for one in content().versions["software-renewal"] if one.version == "1.0.0")
    found = differences(old, now)
    assert due(found) == "major"
    assert enough(old.version, now.version, "major")
    (rule,) = [one for one in found if one.text.startswith("r-batna: condition")]
    (line,) = [one for one in old.red_lines if one.id == "r-batna"]
    assert rule == ("major", "red line", f"r-batna: condition price <= batna, was {line.rule}.")
