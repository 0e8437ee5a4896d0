"""Sealed files that were damaged: refused by name, or told to be changed; never a traceback."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.seal import LONGEST, SealError, read_back
from tests.ledger.sealed_entry import entry, kept, spoilt, unchanged


def refused(text: str) -> SealError:
    """The error of a file that cannot be read back."""
    with pytest.raises(SealError) as caught:
        read_back(text)
    assert caught.value.place == "file"
    return caught.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-json"),
        ("Dear diary", "not-json"),
        ("{", "not-json"),
        ("\ufeff{}", "not-json"),
        ("\x00", "not-json"),
        ("9" * 5_000, "not-json"),
        ("null", "wrong-format"),
        ("5", "wrong-format"),
        ("[]", "wrong-format"),
        ("{}", "wrong-format"),
        ('{"schema":"edge-ledger/2"}', "wrong-format"),
        ('{"schema":["edge-ledger/1"]}', "wrong-format"),
        ('{"schema":"edge-ledger/1"}', "not-sealed"),
        ('{"schema":"edge-ledger/1","prep":{}}', "not-sealed"),
        ('{"schema":"edge-ledger/1","prep":{},"seal":"x"}', "not-sealed"),
        ('{"schema":"edge-ledger/1","prep":[],"seal":{}}', "not-sealed"),
    ],
)
def test_damaged_file_is_named(text: str, code: str) -> None:
    """What is no JSON, no entry, or not sealed is told so, with what to do."""
    error = refused(text)
    assert error.code == code
    assert error.message.startswith("the ")
    assert error.hint


def test_file_that_is_too_large_is_refused_unread() -> None:
    """Nobody waits for megabytes."""
    assert refused(" " * (LONGEST + 1)).code == "too-large"


@pytest.mark.parametrize("depth", [10_000, 100_000, 900_000])
def test_file_of_nothing_but_brackets_is_refused(depth: int) -> None:
    """A file nested beyond all reason is a damaged one, not a traceback."""
    refused("[" * depth)
    refused("[" * depth + "]" * depth)


def test_entry_nested_beyond_reason_is_refused_or_changed() -> None:
    """An entry with a value nested as deep as can be read at all: refused, or told to be changed."""
    for depth in (1_000, 5_000, 9_000, 9_990, 20_000, 60_000):
        deep = "[" * depth + "]" * depth
        try:
            assert not read_back(f'{{"schema":"edge-ledger/1","seal":{{}},"prep":{{"x":{deep}}}}}')[1]
        except SealError as error:
            assert error.place == "file"  # noqa: PT017


def test_seal_without_a_digest_is_a_change() -> None:
    """A seal that was emptied proves nothing."""
    assert not unchanged({**entry(), "seal": {}})
    assert not unchanged(spoilt(("seal", "digest"), None))


def test_every_torn_file_is_refused() -> None:
    """A file that ends anywhere before its end cannot be read."""
    text = kept()
    for length in range(0, len(text), 7):
        assert refused(text[:length]).code == "not-json"


def test_no_slip_in_a_file_goes_unseen_or_raises() -> None:
    """1,000 seeded slips of one character: refused, told, or nothing that is sealed has changed."""
    chance, text, whole = random.Random(20_261_127), kept(), entry()
    seen = 0
    for _ in range(1_000):
        at = chance.randrange(len(text))
        slipped = text[:at] + chance.choice('0179aZ .,"}{[]-\u20ac') + text[at + 1 :]
        try:
            found, same = read_back(slipped)
        except SealError:
            seen += 1
            continue
        seen += not same
        sealed_part = {key: found.get(key) for key in whole if key not in ("events", "seal")}
        assert not same or sealed_part == {key: whole[key] for key in sealed_part}
    assert seen > 500


@given(st.text())
def test_any_text_is_refused_or_read(text: str) -> None:
    """No text raises anything but a SealError, bare or inside an entry."""
    wrapped = f'{{"schema":"edge-ledger/1","seal":{{"digest":{text}}},"prep":{{}}}}'
    for file in (text, wrapped):
        try:
            assert read_back(file)[1] is False
        except SealError as error:
            assert error.place == "file"  # noqa: PT017
