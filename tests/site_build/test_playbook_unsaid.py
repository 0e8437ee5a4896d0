"""Two playbooks differ in words wherever they differ at all, and in none where they are equal."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_build.frontmatter import Document
from site_build.models.base import validate
from site_build.models.playbook import Playbook
from site_build.playbooks.compared import LEVELS
from site_build.playbooks.difference import differences, due
from tests.site_build.playbook_samples import content, model
from tests.site_build.playbook_strategies import PLAYBOOKS


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(st.tuples(PLAYBOOKS, PLAYBOOKS))
def test_any_two_playbooks(plain: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """A playbook differs in nothing from itself; of any two, the difference backwards weighs the same."""
    one, other = (Playbook.model_validate(each) for each in plain)
    assert differences(one, Playbook.model_validate(plain[0])) == []
    there, back = differences(one, other), differences(other, one)
    assert due(there) == due(back)
    assert [LEVELS.index(each.level) for each in there] == sorted(LEVELS.index(each.level) for each in there)


def test_equal_playbooks_differ_in_nothing() -> None:
    """Neither ours from themselves nor by a new version with its entry."""
    for entry in content().playbooks:
        assert differences(entry.model, entry.model.model_copy(deep=True)) == []
    entry_ = "  - {version: 0.1.0, date: 2026-11-30"
    later = model(
        ("version: 0.1.0\nstatus", "version: 3.0.0\nstatus"),
        (entry_, f'  - {{version: 3.0.0, date: 2026-12-30, by: editors, why: "later"}}\n{entry_}'),
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


PLAIN = model().plain()
WHOLE: dict[str, Any] = {
    **PLAIN,
    "owner": {**PLAIN["owner"], "deputy": "CFO"},
    "scope": {**PLAIN["scope"], "not_when": ["sole_source"]},
    "inputs": [{**PLAIN["inputs"][0], "why": "the invoice has it"}, *PLAIN["inputs"][1:]],
    "facts": [{"id": "budget_frozen", "means": "the CFO has frozen the budget in writing"}],
    "terms": [
        {
            **PLAIN["terms"][0],
            **{
                position: {"rule": "1", "reason": f"the {position}"}
                for position in ("opening", "target", "hold", "reservation")
            },
        },
        PLAIN["terms"][1],
        {
            **PLAIN["terms"][1],
            "id": "cap",
            "label": "Cap",
            "cost": {"model": "risk", "probability": 0.1, "severity": "9"},
        },
        {**PLAIN["terms"][1], "id": "seats", "label": "Seats", "cost": {"model": "unit", "value": "9"}},
    ],
    "gives": [
        {
            **PLAIN["gives"][0],
            "of": "seats",
            "to": "8",
            "max_uses": 1,
            "our_cost": {"rule": "9", "basis": "a guess"},
        },
        *PLAIN["gives"][1:],
    ],
    "gets": [{**PLAIN["gets"][0], "needs": ["g-early"]}, *PLAIN["gets"][1:]],
    "moves": [
        {
            **PLAIN["moves"][0],
            "by_style": {"forcing": "ask, and wait"},
            "evidence": {"grade": "E", "note": "one study", "source": "the study"},
            "then": {"agree": "m-seal", "refuse": "m-seal", "silence": "m-seal"},
        },
        *PLAIN["moves"][1:],
    ],
    "red_lines": [{**PLAIN["red_lines"][0], "label": "The way out"}],
    "changes": [{**PLAIN["changes"][0], "ledger": ["n-2026-11-27-7k2"]}],
}
"""The sound playbook with something in every field of the format: a test holds it to that."""
SAID_ELSEWHERE = {"schema", "id", "version"}
"""What is not compared: what the file is, and which version."""
CHOICES = {
    "status": "retired",
    "effective": "2026-12-30",
    "review_by": "2027-12-28",
    "date": "2026-10-30",
    "version": "0.0.9",
    "side": "sell",
    "currency": "USD",
    "better": "listed",
    "rank": "give",
    "stage": "review",
    "grade": "P",
    "confidence": "told",
    "on_breach": "escalate",
    "use": "take-a-break",
    "rate": 0.07,
    "probability": 0.2,
    "of": "price",
}


def changed(path: tuple[str | int, ...]) -> Playbook:
    """The whole playbook with another value at a path."""
    plain = copy.deepcopy(WHOLE)
    part: Any = plain
    for key in path[:-1]:
        part = part[key]
    key, was = path[-1], part[path[-1]]
    other = CHOICES.get(str(key), was + 1 if isinstance(was, int | float) else f"{was} x")
    if key == "glossary":
        del part[key]
    elif key == "id":
        part[key] = f"{was}x"
    else:
        part[key] = other if other != was else {"stage": "open", "grade": "C"}[str(key)]
    found, problems = validate(Playbook, Document("a.yaml", plain, "", 1))
    assert found, problems
    return found


# A cost of another model has other keys, so it cannot change alone.
SINGLE = [path for path in leaves(WHOLE) if path[0] not in SAID_ELSEWHERE and path[-1] != "model"]


@pytest.mark.parametrize("path", SINGLE, ids=[".".join(map(str, path)) for path in SINGLE])
def test_no_change_goes_unsaid(path: tuple[str | int, ...]) -> None:
    """Whatever is changed in a playbook, the difference says something, so that a version has to follow."""
    whole, other = Playbook.model_validate(WHOLE), changed(path)
    assert other != whole
    assert differences(whole, other)


def fields(part: dict[str, Any], path: str = "") -> Iterator[str]:
    """The path of every field of the format that holds a value, or values by any key."""
    part = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    inside = [*part.get("anyOf", ()), *part.get("oneOf", ()), *filter(None, [part.get("items")])]
    for key, one in part.get("properties", {}).items():
        yield from fields(one, f"{path}.{key}".lstrip("."))
    for one in inside:
        yield from fields(one, path)
    if not inside and "properties" not in part and part.get("type") != "null":
        yield path


SCHEMA = Playbook.model_json_schema()


def test_whole_playbook_has_every_field_of_the_format() -> None:
    """A field that is added to the format is tried above, so that none can be forgotten again."""
    tried = {".".join(str(key) for key in path if isinstance(key, str)) for path in leaves(WHOLE)}
    assert not [
        field for field in fields(SCHEMA) if not any(f"{path}.".startswith(f"{field}.") for path in tried)
    ]
