"""The takes of a device in words: each by itself, what moved since the one before, what cannot be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, codes, history, quiz
from assessment.codes import private_code, share_code
from assessment.compare import NOISE_NOTE, compare
from assessment.quiz import bundled_bank, load_bank
from assessment.scoring import Result, score
from assessment.sheet import read_sheet
from assessment.words import label, shown
from tests.assessment.banks import good_data, sheet_scoring, sheets, toml

BANK = bundled_bank(1)


def asked(*takes: Any) -> dict[str, Any]:
    """What the door answers to takes."""
    answer: dict[str, Any] = json.loads(browser.call(json.dumps({"do": "takes", "takes": takes})))
    assert answer.pop("ok") is True
    return answer


def take(sheet: dict[str, Any], day: int = 1) -> dict[str, str]:
    """What the device keeps of a sheet that was finished on a day."""
    return {"code": private_code(BANK, read_sheet(BANK, sheet)), "at": f"2026-11-{day:02}T09:00:00Z"}


def result_of(*scores: int) -> Result:
    """The result of a sheet with those scores."""
    return score(BANK, sheet_scoring(BANK, *scores))


LION = sheet_scoring(BANK, 9, -5, 0, -4)
OWL = sheet_scoring(BANK, 0, -5, 9, -4)


def test_no_takes_have_no_words() -> None:
    """An empty list is answered with an empty list, and nothing about noise."""
    assert asked() == {"takes": [], "note": None}


@given(sheets(BANK))
def test_take_is_called_what_its_result_is_called(sheet: dict[str, Any]) -> None:
    """Label, headline and page are those of the result itself; a take alone is compared with nothing."""
    [found] = asked(take(sheet))["takes"]
    result = score(BANK, sheet)
    assert found == {
        **take(sheet),
        "label": label(BANK, result),
        "headline": shown(BANK, result).headline,
        "page": result.page,
        "summary": None,
        "moved": [],
        "versions": None,
        "error": None,
    }


@given(sheets(BANK), sheets(BANK))
def test_take_is_compared_with_the_one_before(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Summary and lines are those of the comparison of the two results; lines stand for what moved alone."""
    answer = asked(take(one), take(other, 2))
    compared = compare((BANK, score(BANK, one)), (BANK, score(BANK, other)))
    assert answer["note"] == NOISE_NOTE
    assert answer["takes"][0]["summary"] is None
    assert answer["takes"][1]["summary"] == compared.summary
    assert answer["takes"][1]["moved"] == [f"{row.text}." for row in compared.styles if row.beyond]


def test_what_moved_is_said_with_its_numbers() -> None:
    """Lion one time and Owl the next: both are named with both shares; the same again says so."""
    first, second, third = asked(take(LION), take(OWL, 2), take(OWL, 3))["takes"]
    assert first["label"] == "strongly Lion"
    assert second["summary"] == "2 shares differ by more than noise: Lion, Owl."
    assert second["moved"] == [
        "Lion, the Closer: 44 before, 25 now (\N{MINUS SIGN}19), more than noise.",
        "Owl, the Strategist: 25 before, 44 now (+19), more than noise.",
    ]
    assert (third["summary"], third["moved"]) == ("The shares are the same.", [])


def test_unreadable_take_does_not_spoil_the_rest() -> None:
    """A take with a damaged code says what is wrong; the next is compared with the last that can be read."""
    broken = {"code": take(LION)["code"][:-1] + "!", "at": "2026-11-02T09:00:00Z"}
    alone = asked(take(LION), take(OWL, 3))["takes"]
    found = asked(take(LION), broken, {}, 7, {"code": 3}, take(OWL, 3))["takes"]
    assert [found[0], found[-1]] == alone
    assert found[1]["error"] == 'This take cannot be read: no code holds the character "!".'
    assert found[1]["at"] == broken["at"]
    for one in found[2:-1]:
        assert one["error"] == "This take cannot be read: there is no code."
        assert one["label"] is None


def test_shared_result_can_be_listed() -> None:
    """A share code among the takes has its label and page; its words do not say "you"."""
    result = result_of(9, -5, 0, -4)
    [found] = asked({"code": share_code(BANK, result.most, result.least), "at": ""})["takes"]
    assert found["label"] == label(BANK, result)
    assert found["headline"].startswith("Whoever answered tends")


def test_other_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes of two versions are compared, each scored by its own bank, and the change is said."""
    second = load_bank(toml({**good_data(), "version": 2}))
    banks = {1: BANK, 2: second}
    for module in (codes, history, quiz):
        monkeypatch.setattr(module, "bundled_bank", lambda version=None: banks[version or 2])
    monkeypatch.setattr(codes, "versions", lambda: (1, 2))
    sheet = {**sheet_scoring(second, 9, -5, 0, -4), "leaks": {}}
    new = {"code": private_code(second, read_sheet(second, sheet)), "at": ""}
    words = history.history([take(LION), new]).takes[1]
    assert words.versions == "The questions changed in between, from version 1 to version 2."
    assert words.summary == "The shares are the same."


@given(st.lists(st.dictionaries(st.sampled_from(["code", "at", "x"]), st.none() | st.text() | st.integers())))
def test_any_takes_get_an_answer(takes: list[dict[str, Any]]) -> None:
    """Whatever stands in the device's storage, each take gets words or an error, in its place."""
    found = asked(*takes)["takes"]
    assert len(found) == len(takes)
    assert all((one["label"] is None) == (one["error"] is not None) for one in found)


@pytest.mark.parametrize("takes", [None, "x", 3, {"code": "x"}])
def test_no_list_is_refused(takes: Any) -> None:
    """What is no list of takes is refused with a place and a hint."""
    answer = json.loads(browser.call(json.dumps({"do": "takes", "takes": takes})))
    assert answer["error"]["place"] == "takes"
    assert answer["error"]["hint"] == "Make takes a list."
