"""What is no code is never read as a take: wrong characters, lengths and places, and what nobody wrote."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, codes
from assessment.codes import (
    ALPHABET,
    CODES,
    Profile,
    share_code,
)
from tests.assessment.coded import BANK, FOREIGN, SAMPLE, attempt, refused, written

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
