"""The door for JavaScript: the same results as Python gives, and an answer to whatever comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, quiz
from assessment.chart import map_chart, shares_chart, to_json
from assessment.quiz import bundled_bank
from assessment.scoring import score
from assessment.words import shown
from tests.assessment.banks import sheets

BANK = bundled_bank(1)


@given(sheets(BANK))
def test_browser_gives_what_python_gives(data: dict[str, Any]) -> None:
    """Result, words and drawings of the bundled bank are those of the modules behind, as JSON."""
    found = json.loads(browser.score_json(json.dumps(data)))
    result = score(BANK, data)
    across = map_chart(BANK, result)
    assert across is not None
    assert found == {
        "ok": True,
        "result": result.to_json(),
        "shown": json.loads(json.dumps(shown(BANK, result).to_json())),
        "drawings": {"shares": to_json(shares_chart(BANK, result)), "map": to_json(across)},
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


@given(VALUES)
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


@pytest.mark.parametrize("value", [None, 3, {"bank": "nsa"}, b"{}"])
def test_what_is_no_text_gets_an_error(value: Any) -> None:
    """A value that is not text, as JavaScript may pass by mistake, gets an error."""
    assert refusal(value)["code"] in ("not-json", "missing-key", "wrong-version")


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
    assert found["drawings"]["map"][0] == "svg"


def test_bank_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bank is read for the first sheet and kept for the others."""
    reads: list[int] = []

    def read(version: int) -> quiz.Bank:
        reads.append(version)
        return BANK

    monkeypatch.setattr(browser, "_banks", {})
    monkeypatch.setattr(browser, "bundled_bank", read)
    browser.warm()
    browser.warm()
    assert reads == [1]


def test_latest_version_is_the_newest_file() -> None:
    """The versions that the browser takes are those in the package."""
    for version in range(1, browser.LATEST + 1):
        assert bundled_bank(version).version == version
    with pytest.raises(quiz.BankError):
        bundled_bank(browser.LATEST + 1)


def test_answer_is_plain_ascii() -> None:
    """The JSON is ASCII, so that no way of handing it over can damage it."""
    assert browser.warm().isascii()
