"""Any request at all: the ledger's door answers it, whatever stands in it and wherever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.browser import DOORS
from tests.ledger.door_requests import VALUES, asked, changed, paths, sound


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    """No text raises anything."""
    asked(text)
    asked({"do": "read-back", "text": text})


@given(VALUES)
def test_any_value_is_answered(value: object) -> None:
    """No value raises anything, as a request and as the name of one."""
    asked(value)
    asked({"do": value})


@settings(max_examples=200)
@given(st.sampled_from(sorted(DOORS)), st.data())
def test_any_field_of_any_door_is_answered(door: str, data: st.DataObject) -> None:
    """Whatever stands in a field of a good request, it is answered."""
    field = data.draw(st.sampled_from([key for key in sound()[door] if key != "do"]))
    asked({**sound()[door], field: data.draw(VALUES)})
    asked({"do": door, "other": data.draw(VALUES)})


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("value", [None, 5, -1e300, True, "", "x y", [], [1], {}, {"a": 1}], ids=repr)
def test_every_place_of_every_door_may_hold_what_it_should_not(door: str, value: object) -> None:
    """Each value of each good request, exchanged for one of another kind, is answered."""
    for path in paths(sound()[door]):
        if path:
            asked(changed(sound()[door], path, value))


@pytest.mark.parametrize("door", DOORS)
def test_every_place_of_every_door_may_be_missing(door: str) -> None:
    """Each value of each good request, left out, is answered."""
    for path in paths(sound()[door]):
        if path:
            asked(changed(sound()[door], path))


@settings(max_examples=200)
@given(st.sampled_from(sorted(DOORS)), st.data())
def test_any_value_at_any_place_is_answered(door: str, data: st.DataObject) -> None:
    """Any value of a good request exchanged for anything."""
    path = data.draw(st.sampled_from([path for path in paths(sound()[door]) if path and path != ("do",)]))
    asked(changed(sound()[door], path, data.draw(VALUES)))


RULES = st.lists(
    st.sampled_from(
        [
            *(
                "base",
                "units",
                "fee",
                "days",
                "batna",
                "hold.fee",
                "target.days",
                "worth.t-early",
                "costs.g-ref",
            ),
            *(
                "volume.fee",
                "0",
                "1",
                "1000000000000",
                "0.000001",
                "+",
                "-",
                "*",
                "/",
                "(",
                ")",
                "min(",
                "max(",
            ),
            *("npv_days(", ",", "<", "=", "and", "or", "between", "give g-ref", "other"),
        ]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)


@settings(max_examples=150)
@given(st.data())
def test_any_rule_at_any_place_is_answered(data: st.DataObject) -> None:
    """Rules that are wrong, without a value, or in circles, wherever a playbook may have one."""
    request = sound()["prepare"]
    places = [
        path for path in paths(request) if path[-1:] in (("rule",), ("amount",), ("when",), ("volume",))
    ]
    for _ in range(data.draw(st.integers(1, 3))):
        request = changed(request, data.draw(st.sampled_from(places)), data.draw(RULES))
    asked(request)
