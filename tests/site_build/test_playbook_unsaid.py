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
from site_build.playbooks.difference import LEVELS, differences, due
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
SAID_ELSEWHERE = {"schema", "id", "version"}
CHOICES = {
    "status": "retired",
    "effective": "2026-12-30",
    "review_by": "2027-12-28",
    "date": "2026-10-30",
    "glossary": None,
    "version": "0.0.9",
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
