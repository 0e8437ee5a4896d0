"""The ledger's door for JavaScript: every request is answered in JSON, and none with an exception."""

from __future__ import annotations

import json

import pytest

from ledger.browser import DOORS, MOST_CHARACTERS, warm
from ledger.seal import LONGEST
from tests.ledger.door_requests import asked, failed, sound
from tests.ledger.ledger_samples import AT, NAMES, SMALL, SMALL_INPUTS, examples, playbook, written

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


def test_file_that_is_too_large_is_told_as_a_file() -> None:
    """The door takes the request, so that a visitor reads of the file, and to choose another."""
    error = asked({"do": "read-back", "text": " " * (LONGEST + 1)})["error"]
    assert (error["code"], error["place"], error["hint"]) == ("too-large", "file", "Choose another.")


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
