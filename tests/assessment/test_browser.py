"""The door for JavaScript: the same results as Python gives, and an answer to whatever comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, quiz
from assessment.chart import map_chart, shares_chart, to_json
from assessment.codes import private_code, share_code
from assessment.quiz import bundled_bank
from assessment.scoring import score
from assessment.sharpen import sharpening
from assessment.sheet import read_sheet
from assessment.words import shown
from tests.assessment.banks import sheets

BANK = bundled_bank(1)


@given(sheets(BANK))
def test_browser_gives_what_python_gives(data: dict[str, Any]) -> None:
    """Result, words and drawings of the bundled bank are those of the modules behind, as JSON."""
    found = json.loads(browser.score_json(json.dumps(data)))
    answers = read_sheet(BANK, data)
    result = score(BANK, answers)
    across = map_chart(BANK, result)
    assert across is not None
    more = sharpening(BANK, result, {})
    assert found == {
        "ok": True,
        "result": result.to_json(),
        "shown": json.loads(json.dumps(shown(BANK, result).to_json())),
        "drawings": {"shares": to_json(shares_chart(BANK, result)), "map": to_json(across)},
        "codes": {
            "private": private_code(BANK, answers),
            "share": share_code(BANK, result.most, result.least),
        },
        "sharpen": json.loads(json.dumps(more.to_json())) if more else None,
    }


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def refusal(text: Any) -> dict[str, str]:
    """The error for a bad sheet; fails if the answer is anything else."""
    found = json.loads(browser.score_json(text))
    assert found["ok"] is False
    assert found.keys() == {"ok", "error"}
    error: dict[str, str] = found["error"]
    assert list(error) == ["code", "place", "message", "hint"]
    assert all(isinstance(part, str) for part in error.values())
    assert error["message"]
    return error


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """No text raises; text that is no sheet gets an error."""
    refusal(text)


@given(VALUES.filter(lambda value: not isinstance(value, str)))
def test_any_json_gets_an_answer(value: Any) -> None:
    """No JSON value raises, be it NaN, nested, or of the wrong shape."""
    refusal(json.dumps(value))


@given(sheets(BANK), st.sampled_from(["bank", "version", "blocks", "leaks", "context"]), VALUES)
def test_damaged_sheets_get_an_answer(data: dict[str, Any], key: str, value: Any) -> None:
    """A sheet with one part replaced by anything gets a result or an error, never an exception."""
    found = json.loads(browser.score_json(json.dumps({**data, key: value})))
    assert found["ok"] in (True, False)


@given(sheets(BANK), st.sampled_from([f"a{number:02}" for number in range(1, 13)]), VALUES)
def test_damaged_picks_get_an_error(data: dict[str, Any], block: str, value: Any) -> None:
    """A sheet with one pick replaced by anything else gets an error."""
    refusal(json.dumps({**data, "blocks": {**data["blocks"], block: value}}))


@pytest.mark.parametrize("value", [None, 3, b"{}", "", "{", "[]", "{}", '{"do": "fly"}', '{"do": []}'])
def test_what_is_no_request_gets_an_error(value: Any) -> None:
    """What is no request at all, or asks for what there is not, gets an error."""
    error = json.loads(browser.call(value))["error"]
    assert error["code"] in ("not-json", "wrong-type", "unknown-request")


def test_unknown_request_names_the_nearest() -> None:
    """A request with a typing error is told the name that was meant."""
    error = json.loads(browser.call('{"do": "scor"}'))["error"]
    assert error["hint"] == 'Did you mean "score"?'


@given(sheets(BANK))
def test_private_code_opens_to_the_same_answer(data: dict[str, Any]) -> None:
    """A private code gives back the sheet and what was shown of it, but for the unscored questions."""
    plain = {**data, "context": {}}
    scored = json.loads(browser.score_json(json.dumps(plain)))
    opened = json.loads(browser.call(json.dumps({"do": "open", "code": scored["codes"]["private"]})))
    assert opened.pop("sheet") == read_sheet(BANK, plain).to_json()
    assert opened == scored


@given(sheets(BANK))
def test_share_code_opens_to_the_same_figures(data: dict[str, Any]) -> None:
    """A share code gives the same figures and drawings, and nothing of the answers."""
    scored = json.loads(browser.score_json(json.dumps(data)))
    link = f"https://edge.example.com/styles/lion/#s={scored['codes']['share']}"
    opened = json.loads(browser.call(json.dumps({"do": "open", "code": link})))
    for field in ("scores", "shares", "errors", "bands", "lead", "order", "kind", "page", "axes"):
        assert opened["result"][field] == scored["result"][field]
    assert opened["drawings"]["shares"] == scored["drawings"]["shares"]
    assert opened["codes"] == {"share": scored["codes"]["share"]}
    assert (opened["result"]["leaks"], opened["result"]["picks"], opened["shown"]["leaks"]) == ({}, {}, [])
    assert opened["shown"]["shared"]
    assert "sharpen" not in opened


def test_before_brings_a_comparison() -> None:
    """With the sheet as it was before, the answer says what has changed."""
    data = json.loads(browser.bank_sheet())
    same = json.loads(browser.call(json.dumps({"do": "score", "sheet": data, "before": data})))
    assert same["comparison"]["summary"] == "The shares are the same."
    other = {**data, "blocks": {**data["blocks"], "a02": {"most": "a02-1", "least": "a02-3"}}}
    asked = {"do": "score", "sheet": other, "before": data}
    changed = json.loads(browser.call(json.dumps(asked)))["comparison"]
    assert [row["change"] for row in changed["styles"]] != [0, 0, 0, 0]
    assert changed["first"] == same["comparison"]["first"]


@pytest.mark.parametrize("seconds", [{"a01": -1}, {"a01": "3"}, {"zz": 3}, {"a01": True}, [3], 3])
def test_bad_seconds_get_an_error(seconds: Any) -> None:
    """Times that are no seconds of known blocks are refused."""
    data = json.loads(browser.bank_sheet())
    answer = json.loads(browser.call(json.dumps({"do": "score", "sheet": data, "seconds": seconds})))
    assert answer["error"]["place"].startswith("seconds")


@pytest.mark.parametrize("version", [0, 2, -1, 10**30, True, 1.0, "1", None, [1]])
def test_unknown_versions_get_an_error(version: Any) -> None:
    """A sheet of a version that is not bundled is told so, whatever stands for the version."""
    sheet = json.loads(browser.bank_sheet())
    error = refusal(json.dumps({**sheet, "version": version}))
    assert (error["code"], error["place"]) == ("wrong-version", "version")


def test_missing_version_gets_an_error() -> None:
    """A sheet without a version is told what to add."""
    assert refusal('{"bank": "nsa"}')["message"] == "the version is missing"


def test_another_bank_gets_an_error() -> None:
    """A sheet of another bank is not scored by this one."""
    sheet = json.loads(browser.bank_sheet())
    assert refusal(json.dumps({**sheet, "bank": "other"}))["code"] == "wrong-bank"


def test_warm_scores_a_sheet_that_needs_most_sentences() -> None:
    """The dummy sheet is sound, names a style, scores every area and has no notes."""
    found = json.loads(browser.warm())
    assert found["ok"]
    assert found["result"]["kind"] == "style"
    assert len(found["shown"]["leaks"]) == 6
    assert found["shown"]["robustness"]
    assert found["shown"]["label_note"]
    assert found["drawings"]["map"][0] == "svg"


def test_bank_is_read_once() -> None:
    """The bank is read for the first sheet and kept for the others."""
    quiz._bundled.cache_clear()
    browser.warm()
    browser.warm()
    assert quiz._bundled.cache_info().misses == 1


def test_versions_are_the_files_of_the_package() -> None:
    """The versions that can be asked for are those in the package; without one, the newest is taken."""
    assert quiz.versions() == (1,)
    assert bundled_bank() == bundled_bank(quiz.versions()[-1])
    with pytest.raises(quiz.BankError):
        bundled_bank(quiz.versions()[-1] + 1)


def test_answer_is_plain_ascii() -> None:
    """The JSON is ASCII, so that no way of handing it over can damage it."""
    assert browser.warm().isascii()
