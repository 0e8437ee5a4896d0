"""Codes that carry a take: what is written is read again, and each version is known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, codes, quiz
from assessment.codes import (
    ALPHABET,
    LAST_VERSION,
    CodeError,
    Profile,
    code_length,
    private_code,
    read_code,
    share_code,
)
from assessment.quiz import Bank, load_bank
from assessment.scoring import score, score_profile
from assessment.sheet import SheetError, read_sheet
from tests.assessment.banks import general_banks, good_data, sheet_scoring, sheets, toml
from tests.assessment.coded import BANK, SAMPLE, answers_of, written

# What is written is read


@given(sheets(BANK))
def test_private_code_holds_every_answer(sheet: dict[str, Any]) -> None:
    """Picks and frequency answers, missing ones too, come back as they were; context answers do not."""
    answers = answers_of({**sheet, "context": {"side": "buy"}})
    code = private_code(BANK, answers)
    assert len(code) == code_length(BANK, "private") == 15
    found = read_code(code)
    assert found == answers_of(sheet)
    assert list(found.to_json()["blocks"]) == [block.id for block in BANK.blocks]


@given(sheets(BANK))
def test_share_code_holds_the_result(sheet: dict[str, Any]) -> None:
    """Its counts give scores, shares, bands and name of the result itself, and no answer."""
    result = score(BANK, answers_of(sheet))
    code = share_code(BANK, result.most, result.least)
    assert len(code) == code_length(BANK, "share") == 6
    found = read_code(code)
    assert found == Profile(1, result.most, result.least)
    shared = score_profile(BANK, found)
    for part in ("scores", "shares", "errors", "bands", "order", "kind", "page", "confidence", "axes"):
        assert getattr(shared, part) == getattr(result, part), part
    assert (shared.picks, shared.leaks, shared.context) == ({}, {}, {})


@given(general_banks(minus=False).flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank))))
def test_codes_hold_answers_to_any_bank(drawn: tuple[Bank, dict[str, Any]]) -> None:
    """Blocks and scales of other sizes travel as well: both codes come back from a bank of any shape."""
    bank, sheet = drawn
    answers = read_sheet(bank, sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "versions", lambda: (bank.version,))
        patch.setattr(codes, "bundled_bank", lambda _: bank)
        assert read_code(private_code(bank, answers)) == answers


@pytest.mark.parametrize("name", SAMPLE)
def test_link_is_as_good_as_its_code(name: str) -> None:
    """A link, spaces around and a line break at the end change nothing; what follows the code is left out."""
    code = SAMPLE[name]
    found = read_code(code)
    for text in (
        f"  {code}\n",
        f"https://x.example/assessment/#r={code}",
        f"#s={code}&v=2",
        f"See #r={code} ",
    ):
        assert read_code(text) == found


# Versions


@pytest.mark.parametrize("version", [0, *range(2, LAST_VERSION + 1)])
def test_unknown_version_is_named(version: int) -> None:
    """A code of a version that is not here is refused, and told so, whatever its length."""
    for private in (0, 1):
        first = ALPHABET[2 * version + private]
        for length in (1, 6, 15, 30):
            with pytest.raises(CodeError) as caught:
                read_code(first * length)
            assert caught.value.code == "code-version"
            assert f"version {version} " in caught.value.message


def test_codes_of_two_versions_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a second bank a code is read by the bank that it names, and that of the first is as it was."""
    data = {**good_data(), "version": 2}
    data["blocks"].reverse()
    second = load_bank(toml(data))
    banks = {1: BANK, 2: second}
    for module in (codes, quiz, browser):
        monkeypatch.setattr(module, "versions", lambda: (1, 2))
        monkeypatch.setattr(module, "bundled_bank", lambda version=None: banks[version or 2])
    sheet = {**json.loads(browser.bank_sheet(2)), "leaks": {}}
    code = private_code(second, read_sheet(second, sheet))
    assert code[0] == "F"
    assert read_code(code) == read_sheet(second, sheet)
    for old in SAMPLE.values():
        found = read_code(old)
        assert found.version == 1
        assert written(found) == old


def test_version_beyond_the_last_cannot_be_written() -> None:
    """The first character has room for a certain number of versions; one more raises and writes nothing."""
    bank = load_bank(toml({**good_data(), "version": LAST_VERSION + 1}))
    with pytest.raises(ValueError, match=f"up to {LAST_VERSION}"):
        share_code(bank, dict.fromkeys(bank.styles, 3), dict.fromkeys(bank.styles, 3))


def test_unfinished_answers_have_no_code() -> None:
    """A sheet with a block open cannot be written as a code."""
    sheet = sheet_scoring(BANK, 2, 0, -1, -1)
    del sheet["blocks"]["a07"]
    with pytest.raises(SheetError):
        private_code(BANK, answers_of(sheet))
