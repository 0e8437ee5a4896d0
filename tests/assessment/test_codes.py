"""Codes that carry a take: what is written is read again, and nothing else is ever read as a take."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, codes, quiz
from assessment.codes import (
    ALPHABET,
    CODES,
    LAST_VERSION,
    CodeError,
    Profile,
    code_length,
    private_code,
    read_code,
    share_code,
)
from assessment.quiz import Bank, bundled_bank, load_bank
from assessment.scoring import score, score_profile
from assessment.sheet import Answers, SheetError, read_sheet
from tests.assessment.banks import general_banks, good_data, sheet_scoring, sheets, toml

BANK = bundled_bank(1)
FOREIGN = "é 🦁<>&\"'/\\.+=%#?\0\n０"
"""Characters that no code has: some that a mail or a person puts in, some that mean something in markup."""


def answers_of(sheet: dict[str, Any]) -> Answers:
    """The answers of a sheet for bank v1."""
    return read_sheet(BANK, sheet)


def sample() -> dict[str, str]:
    """Some codes of bank v1, by what they hold."""
    leans = sheet_scoring(BANK, 8, -8, 3, -3)
    full = {**leans, "leaks": {item.id: 1 + number % 5 for number, item in enumerate(BANK.leaks)}}
    last = {block.id: {"most": f"{block.id}-4", "least": f"{block.id}-3"} for block in BANK.blocks}
    found = {"lean": answers_of(leans), "full": answers_of(full)}
    found["last"] = answers_of({**full, "blocks": last, "leaks": {item.id: 5 for item in BANK.leaks}})
    written = {name: private_code(BANK, answers) for name, answers in found.items()}
    result = score(BANK, found["full"])
    return {**written, "share": share_code(BANK, result.most, result.least)}


SAMPLE = sample()


def written(found: Answers | Profile) -> str:
    """The code of what a code held."""
    bank = bundled_bank(found.version)
    if isinstance(found, Answers):
        return private_code(bank, found)
    return share_code(bank, found.most, found.least)


def refused(text: str) -> str:
    """The code of the error for a text that is no code; it has its words too."""
    with pytest.raises(CodeError) as caught:
        read_code(text)
    error = caught.value
    assert error.code in CODES
    assert error.place == "code"
    assert error.message
    assert error.hint
    return error.code


def attempt(text: str) -> Answers | Profile | str:
    """What a code holds, or the code of the error."""
    try:
        return read_code(text)
    except CodeError as error:
        return error.code


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


# A wrong character, a wrong length, a wrong place


@pytest.mark.parametrize("name", SAMPLE)
def test_every_wrong_character_is_refused(name: str) -> None:
    """At every place, each other character of the alphabet and each foreign one is refused (SEC-8)."""
    code = SAMPLE[name]
    for place, right in enumerate(code):
        for wrong in ALPHABET + FOREIGN:
            text = code[:place] + wrong + code[place + 1 :]
            if wrong == right or text.strip() == code:
                continue
            found = refused(text)
            if wrong in ALPHABET and place:
                assert found == "code-check", text
            elif wrong in ALPHABET:
                assert found in ("code-version", "code-length"), text


@pytest.mark.parametrize("name", SAMPLE)
def test_every_other_length_is_refused(name: str) -> None:
    """Every truncation, from either end, and every extension by up to three characters is refused."""
    code = SAMPLE[name]
    for length in range(len(code)):
        assert refused(code[:length]) == ("code-length" if length else "code-empty")
        refused(code[len(code) - length :])
    for more in ("A", "_", "AA", "AAA", code[-1], code[:1], code):
        assert refused(code + more) == "code-length"
        refused(more + code)


@pytest.mark.parametrize("name", SAMPLE)
def test_every_exchange_of_two_is_refused(name: str) -> None:
    """Two characters that have changed places, neighbours or not, are refused, unless they are the same."""
    code = SAMPLE[name]
    for one in range(len(code)):
        for other in range(one + 1, len(code)):
            signs = list(code)
            signs[one], signs[other] = signs[other], signs[one]
            if signs[one] != signs[other]:
                refused("".join(signs))


@pytest.mark.parametrize("name", SAMPLE)
def test_every_gap_and_every_double_is_refused(name: str) -> None:
    """A character left out or typed twice is refused at every place."""
    code = SAMPLE[name]
    for place in range(len(code)):
        refused(code[:place] + code[place + 1 :])
        refused(code[:place] + code[place] + code[place:])


# What nobody wrote


def test_random_texts_never_give_a_wrong_result() -> None:
    """100,000 seeded texts: each is refused, or it is the very code of what was read from it (SEC-8)."""
    chance = random.Random(20_261_124)
    read = 0
    for number in range(100_000):
        length = chance.choice((15, 6, chance.randrange(40)))
        signs = ALPHABET if number % 4 else ALPHABET + FOREIGN
        text = "".join(chance.choices(signs, k=length))
        if number % 2 and length in (15, 6):
            text = ("D" if length == 15 else "C") + text[1:]
        found = attempt(text)
        if isinstance(found, str):
            assert found in CODES
        else:
            assert written(found) == text.strip()
            read += 1
    assert read > 5, "hardly a text was a code by chance, so nothing was held"


@given(st.text())
def test_any_text_is_refused_or_is_a_code(text: str) -> None:
    """No text raises anything but a CodeError, through the door as well."""
    answer = json.loads(browser.call(json.dumps({"do": "open", "code": text})))
    if answer["ok"]:
        assert answer["codes"].get("private", answer["codes"]["share"]) in text
    else:
        assert answer["error"]["code"] in CODES


def test_every_code_of_counts_is_a_possible_one() -> None:
    """Of all share codes with a sound check exactly those are read whose counts some answers give."""
    read, held = 0, len(BANK.blocks)
    possible = {
        counts
        for counts in ((a, b, c, held - a - b - c) for a in range(13) for b in range(13) for c in range(13))
        if counts[-1] >= 0
    }
    chance = random.Random(4)
    for _ in range(20_000):
        values = [2, *(chance.randrange(64) for _ in range(4))]
        code = "".join(ALPHABET[value] for value in [*values, codes._check([*values, 0])])
        found = attempt(code)
        if found == "code-range":
            continue
        assert isinstance(found, Profile)
        most, least = tuple(found.most.values()), tuple(found.least.values())
        assert {most, least} <= possible
        assert all(one + other <= held for one, other in zip(most, least, strict=True))
        read += 1
    assert 0 < read < 20_000


@pytest.mark.parametrize(
    ("most", "least"),
    [
        ((13, 0, 0, -1), (0, 4, 4, 4)),
        ((5, 5, 5, -3), (3, 3, 3, 3)),
        ((12, 0, 0, 0), (1, 11, 0, 0)),
        ((7, 5, 0, 0), (6, 6, 0, 0)),
    ],
)
def test_impossible_counts_are_refused(most: tuple[int, ...], least: tuple[int, ...]) -> None:
    """Counts below none, above the blocks, or of one style in more blocks than hold it: no result."""
    counts = [dict(zip(BANK.styles, numbers, strict=True)) for numbers in (most, least)]
    assert refused(share_code(BANK, *counts)) in ("code-range", "code-check")


def test_answers_beyond_the_last_are_refused() -> None:
    """A number that is larger than every number of answers is refused, check character or not."""
    values = [3, *([63] * 13)]
    assert (
        refused("".join(ALPHABET[value] for value in [*values, codes._check([*values, 0])])) == "code-range"
    )


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
