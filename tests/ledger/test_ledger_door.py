"""The ledger's door for JavaScript: every request is answered in JSON, and none with an exception."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.browser import DOORS, MOST_CHARACTERS, call, warm
from ledger.maturity import bank
from tests.ledger.ledger_samples import AT, NAMES, SMALL, SMALL_INPUTS, examples, playbook, written

Path = tuple[str | int, ...]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**400, -0.0, "\ud800", "0", "1e999", "give", "a" * 400, "price", "batna"]),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=9), part, max_size=3),
    max_leaves=8,
)
"""What JSON can hold, as Python writes and reads it: with NaN, the infinities and halves of letters."""


def strict(name: str) -> object:
    """JavaScript reads no NaN and no infinity."""
    raise AssertionError(f"the answer holds {name}, which is no JSON")


def asked(request: object) -> dict[str, Any]:
    """The answer to a request, read as JavaScript reads it; its shape is checked."""
    text = request if isinstance(request, str) else json.dumps(request)
    answer = json.loads(call(text), parse_constant=strict)
    assert isinstance(answer, dict)
    if not answer["ok"]:
        assert answer.keys() == {"ok", "error"}
        assert answer["error"].keys() == {"code", "place", "message", "hint"}
        assert all(isinstance(part, str) for part in answer["error"].values())
        assert answer["error"]["code"]
        assert answer["error"]["message"]
    return answer


def failed(request: object) -> tuple[str, str]:
    """The code and the place of a request that cannot be answered."""
    answer = asked(request)
    assert not answer["ok"]
    return answer["error"]["code"], answer["error"]["place"]


@cache
def sound() -> dict[str, dict[str, Any]]:
    """A good request for every door."""
    prepare = {
        "do": "prepare",
        "playbook": SMALL,
        "inputs": SMALL_INPUTS,
        "alternatives": [{"what": "Wait", "value": "90", "by": "May"}],
    }
    entry = json.loads(call(json.dumps(prepare)))["entry"]
    seal = {"do": "seal", "entry": entry, "at": AT, "number": "7k2"}
    text = json.dumps(json.loads(call(json.dumps(seal)))["entry"])
    return {
        "maturity": {"do": "maturity", "answers": {question.id: 2 for question in bank().questions}},
        "owner": {
            "do": "owner",
            "role": "learning-and-development",
            "figures": {"volume": "1,000,000", "open": "50", "cost": "20,000"},
        },
        "prepare": prepare,
        "read-back": {"do": "read-back", "text": text},
        "seal": seal,
    }


# Good requests


def test_every_door_has_a_good_request_here() -> None:
    """A new door needs one, or the tests below would leave it out."""
    assert sound().keys() == DOORS.keys()


@pytest.mark.parametrize("door", DOORS)
def test_good_request_is_answered(door: str) -> None:
    """Each door answers what it is asked for rightly."""
    assert asked(sound()[door])["ok"]


def test_preparation_is_sealed_and_read_back_through_the_doors() -> None:
    """The way of a visitor: prepare, seal, save, open again; a changed figure shows."""
    prepared = asked(sound()["prepare"])
    assert prepared["entry"]["playbook"]["id"] == "small"
    sealed = asked({"do": "seal", "entry": prepared["entry"], "at": AT, "number": "1"})
    assert sealed["digest"] == sealed["entry"]["seal"]["digest"]
    back = asked({"do": "read-back", "text": json.dumps(sealed["entry"])})
    assert back["unchanged"] is True
    assert back["entry"] == sealed["entry"]
    sealed["entry"]["prep"]["inputs"]["base"] = 101
    assert asked({"do": "read-back", "text": json.dumps(sealed["entry"])})["unchanged"] is False


@pytest.mark.parametrize("name", NAMES)
def test_every_playbook_of_the_site_is_prepared(name: str) -> None:
    """The playbooks as they are downloaded, with the figures of their examples."""
    request = {"do": "prepare", "playbook": written()[name], "inputs": examples(playbook(name))}
    assert len(asked(request)["entry"]["prep"]["packages"]) == 3


def test_warming_up_answers_a_real_request() -> None:
    """What loads everything is an assessment that succeeds."""
    assert json.loads(warm())["ok"] is True


# Requests that there are not


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("prepar", 'Did you mean "prepare"?'),
        ("Seal", 'Did you mean "seal"?'),
        ("readback", 'Did you mean "read-back"?'),
        ("maturty", 'Did you mean "maturity"?'),
        ("score", "Known: maturity, owner, prepare, read-back, seal."),
        (None, "Known: maturity, owner, prepare, read-back, seal."),
        (["seal"], "Known: maturity, owner, prepare, read-back, seal."),
        ({}, "Known: maturity, owner, prepare, read-back, seal."),
        ("a" * 1_000, "Known: maturity, owner, prepare, read-back, seal."),
    ],
)
def test_unknown_request_gets_the_nearest_name(name: object, hint: str) -> None:
    """A slip is answered with what was meant, anything else with all that there is."""
    answer = asked({"do": name})
    assert (answer["error"]["code"], answer["error"]["place"]) == ("unknown-request", "do")
    assert answer["error"]["hint"] == hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-json"),
        ("{", "not-json"),
        ("seal", "not-json"),
        ("[" * 100_000, "not-json"),
        ("9" * 5_000, "not-json"),
        ("null", "wrong-type"),
        ("5", "wrong-type"),
        ('["seal"]', "wrong-type"),
        ("NaN", "not-json"),
        (" " * (MOST_CHARACTERS + 1), "too-large"),
    ],
)
def test_what_is_no_request_is_named(text: str, code: str) -> None:
    """No JSON, no object, or far too much of it."""
    assert failed(text) == (code, "")


# Requests with something wrong in them


@pytest.mark.parametrize(
    ("door", "field", "value", "wanted"),
    [
        ("maturity", "answers", [1, 2], ("wrong-type", "answers")),
        ("maturity", "answers", {}, ("missing", "answers.limits")),
        ("maturity", "answers", None, ("missing", "answers.limits")),
        ("owner", "figures", [1, 2], ("wrong-type", "figures")),
        ("owner", "figures", None, ("figure-missing", "figures.volume")),
        ("owner", "role", "ceo", ("unknown-role", "role")),
        ("owner", "role", None, ("unknown-role", "role")),
        ("prepare", "playbook", None, ("missing", "playbook")),
        ("prepare", "playbook", {}, ("missing", "playbook")),
        ("prepare", "playbook", {"schema": "edge-playbook/2"}, ("wrong-format", "playbook")),
        ("prepare", "inputs", None, ("figure-missing", "inputs.base")),
        ("prepare", "inputs", "100", ("wrong-type", "inputs")),
        ("prepare", "inputs", {**SMALL_INPUTS, "units": "ten"}, ("figure-form", "inputs.units")),
        ("prepare", "inputs", {**SMALL_INPUTS, "units": 0}, ("divides-by-zero", "")),
        ("prepare", "alternatives", {"what": "Wait"}, ("wrong-type", "alternatives")),
        ("prepare", "alternatives", ["Wait"], ("wrong-type", "alternatives.0")),
        ("prepare", "alternatives", [{"value": "3"}], ("no-name", "alternatives.0.what")),
        ("seal", "entry", None, ("wrong-type", "entry")),
        ("seal", "entry", {"prep": 5}, ("wrong-type", "entry")),
        ("seal", "entry", 5, ("wrong-type", "entry")),
        ("seal", "at", "yesterday", ("wrong-time", "at")),
        ("seal", "at", None, ("wrong-time", "at")),
        ("seal", "number", "A 1", ("wrong-number", "number")),
        ("read-back", "text", "{", ("not-json", "file")),
        ("read-back", "text", None, ("not-json", "file")),
        ("read-back", "text", {}, ("wrong-format", "file")),
    ],
)
def test_wrong_field_is_named(door: str, field: str, value: object, wanted: tuple[str, str]) -> None:
    """Each field of each door that is missing or of a wrong kind has its code and its place."""
    assert failed({**sound()[door], field: value}) == wanted


@pytest.mark.parametrize(
    "prep", ['{"a":NaN}', '{"a":1e999}', '{"a":-Infinity}', '{"a":"\\ud800"}', '{"\\udfff":1}']
)
def test_what_no_file_can_hold_is_refused_by_every_door(prep: str) -> None:
    """No number, no end, half a letter: sealed by no door, and answered in what JavaScript can read."""
    assert not asked(f'{{"do":"seal","entry":{{"prep":{prep}}},"at":"{AT}","number":"1"}}')["ok"]
    text = f'{{"schema":"edge-ledger/1","prep":{prep},"seal":{{"digest":""}}}}'
    answer = asked({"do": "read-back", "text": text})
    assert not answer["ok"] or answer["unchanged"] is False


@pytest.mark.parametrize("depth", [900, 5_000, 9_000, 9_900, 9_990, 9_998, 20_000, 100_000, 300_000])
def test_what_is_nested_beyond_reason_is_answered(depth: int) -> None:
    """As deep as it can be read, and deeper, in every place where a value can stand."""
    deep = "[" * depth + "]" * depth
    entry = f'{{"schema":"edge-ledger/1","seal":{{}},"prep":{{"a":{deep}}}}}'
    for request in (
        deep,
        f'{{"do":{deep}}}',
        f'{{"do":"maturity","answers":{{"limits":{deep}}}}}',
        f'{{"do":"prepare","playbook":{{"schema":{deep}}}}}',
        f'{{"do":"prepare","playbook":{json.dumps(SMALL)},"inputs":{{"base":{deep}}}}}',
        f'{{"do":"seal","entry":{entry},"at":"{AT}","number":"1"}}',
        f'{{"do":"seal","entry":{{"prep":{{}}}},"at":{deep},"number":"1"}}',
        json.dumps({"do": "read-back", "text": entry}),
    ):
        asked(request)


# Any request at all


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


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every value in a value, its own first."""
    yield path
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(part, (*path, key))


def changed(request: dict[str, Any], path: Path, *value: object) -> dict[str, Any]:
    """A request with another value at a path, or without it when no value is given."""
    found: Any = copy.deepcopy(request)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    if value:
        inner[path[-1]] = value[0]
    else:
        del inner[path[-1]]
    return dict(found)


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
