"""The seal of a prepared sheet: no change of what was prepared goes unseen, and events may be added."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.seal import LONGEST, SealError, digest, read_back, sealed
from ledger.sheet import prepared
from tests.ledger.ledger_samples import AT, example_case

Path = tuple[str | int, ...]


@cache
def kept() -> str:
    """The file of the worked example of the software renewal, sealed."""
    return json.dumps(sealed(prepared(example_case("software-renewal"))["entry"], AT, "7k2"), indent=1)


def entry() -> dict[str, Any]:
    """The sealed entry, to change as one likes."""
    found: dict[str, Any] = json.loads(kept())
    return found


def unchanged(changed: object) -> bool:
    """Whether a file with this entry is as it was sealed."""
    return read_back(json.dumps(changed))[1]


def leaves(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every value in a value that holds no others."""
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if rows is None:
        yield path
    else:
        for key, part in rows:
            yield from leaves(part, (*path, key))


def inside(whole: Any, path: Path) -> Any:
    """What lies at a path."""
    for step in path:
        whole = whole[step]
    return whole


def spoilt(path: Path, value: object) -> dict[str, Any]:
    """The sealed entry with another value at a path."""
    found = entry()
    inside(found, path[:-1])[path[-1]] = value
    return found


SAMPLE = [("prep", *path) for path in leaves(entry()["prep"])]


# Sealed and read back


def test_sealed_entry_is_read_back_unchanged() -> None:
    """The entry has an id, the time, the method and 64 digits, and it reads back as it was."""
    whole = entry()
    assert whole["id"] == "n-2026-11-27-7k2"
    assert whole["prep"]["sealed_at"] == AT
    assert whole["seal"]["method"] == "sha-256"
    assert len(whole["seal"]["digest"]) == 64
    assert read_back(kept()) == (whole, True)


def test_sealing_leaves_the_given_entry_alone() -> None:
    """The entry that is sealed is not touched, and sealing it again at the same time says the same."""
    given_ = prepared(example_case("software-renewal"))["entry"]
    before = copy.deepcopy(given_)
    first = sealed(given_, AT, "7k2")
    assert given_ == before
    assert sealed(first, AT, "7k2") == first
    assert first["seal"]["digest"] == digest(first)


def test_seconds_may_be_given() -> None:
    """A time with seconds is a time."""
    assert sealed({"prep": {}}, "2026-11-27T09:30:15Z", "1")["prep"]["sealed_at"] == "2026-11-27T09:30:15Z"


def turned(value: object) -> object:
    """The same with the keys of every object in another order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(part) for part in value] if isinstance(value, list) else value


def test_order_of_keys_and_blanks_do_not_matter() -> None:
    """The same entry with its keys turned round, or written close together, is unchanged."""
    assert unchanged(turned(entry()))
    assert read_back(json.dumps(entry(), separators=(",", ":"), ensure_ascii=False))[1]


def test_whole_numbers_may_be_written_without_their_point() -> None:
    """A browser writes 240000.0 as 240000: a file that it saved again is still unchanged."""

    def as_browsers_do(value: object) -> object:
        if isinstance(value, dict):
            return {key: as_browsers_do(part) for key, part in value.items()}
        if isinstance(value, list):
            return [as_browsers_do(part) for part in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    assert unchanged(as_browsers_do(entry()))


# Without halves of letters, which no file can hold.
WORDS = st.text(st.characters(codec="utf-8"))


@given(st.dictionaries(WORDS, WORDS | st.integers() | st.floats(allow_nan=False, allow_infinity=False)))
def test_any_prepared_values_are_sealed_and_read_back(prep: dict[str, Any]) -> None:
    """Whatever stands in what was prepared, letters of all scripts among it, comes back as it was."""
    whole = sealed({"prep": prep, "events": []}, AT, "1")
    found, same = read_back(json.dumps(whole))
    assert same
    assert found == whole


# Any change shows


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: ".".join(map(str, path)))
def test_change_of_any_value_breaks_the_seal(path: Path) -> None:
    """Every figure, text and id of what was prepared: more, less, another text, nothing, or gone."""
    value = inside(entry(), path)
    others: list[object] = [None, "", [], not isinstance(value, bool)]
    if isinstance(value, str):
        others += [f"{value} ", value.upper() if value.upper() != value else value.lower(), value[:-1]]
    else:
        others += [value + 1, -value - 1, value * (1 + 1e-15) + 1e-12, str(value)]
    assert not any(unchanged(spoilt(path, other)) for other in others if other != value)
    left_out = entry()
    del inside(left_out, path[:-1])[path[-1]]
    assert not unchanged(left_out)


@pytest.mark.parametrize(
    "path",
    [("id",), ("side",), ("currency",), ("playbook", "id"), ("playbook", "version"), ("seal", "digest")],
)
def test_change_around_what_was_prepared_breaks_the_seal(path: Path) -> None:
    """The id, the side, the currency, the playbook and the digest itself are sealed too."""
    assert not unchanged(spoilt(path, f"{inside(entry(), path)}0"))


def test_additions_and_another_order_break_the_seal() -> None:
    """A new key anywhere, a row more, or two rows that have changed places."""
    assert not unchanged({**entry(), "note": "later"})
    assert not unchanged(spoilt(("prep", "note"), "later"))
    assert not unchanged(spoilt(("prep", "inputs", "other"), 1))
    packages = entry()["prep"]["packages"]
    assert not unchanged(spoilt(("prep", "packages"), packages[::-1]))
    assert not unchanged(spoilt(("prep", "packages"), packages + packages[:1]))


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text()), max_size=4))
def test_events_may_be_added_later(events: list[dict[str, Any]]) -> None:
    """What happens after the seal is written down without breaking it."""
    assert unchanged(spoilt(("events",), events))


# What cannot be sealed


@pytest.mark.parametrize(
    "at",
    [
        *("", "now", "2026-11-27", "2026-11-27 09:30Z", "2026-11-27T09:30", "2026-11-27T09:30+01:00"),
        *("2026-11-27T09:30Z\n", " 2026-11-27T09:30Z", "2026-13-27T09:30Z", "2026-11-32T09:30Z"),
        *("2026-02-30T09:30Z", "2026-11-27T24:30Z", "2026-11-27T09:60Z", "٢٠٢٦-11-27T09:30Z"),
    ],
)
def test_wrong_time_is_refused(at: str) -> None:
    """What is no time of a clock in the one form, in plain digits, is named."""
    with pytest.raises(SealError) as caught:
        sealed({"prep": {}}, at, "1")
    assert (caught.value.code, caught.value.place) == ("wrong-time", "at")
    assert caught.value.hint


@pytest.mark.parametrize("number", ["", "A", "a-b", "1" * 21, "é", "٣", "1\n"])
def test_wrong_number_is_refused(number: str) -> None:
    """The number is one to twenty plain letters and digits."""
    with pytest.raises(SealError) as caught:
        sealed({"prep": {}}, AT, number)
    assert (caught.value.code, caught.value.place) == ("wrong-number", "number")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_no_file_can_hold_is_refused_by_name(value: object) -> None:
    """A figure that is none, or half a letter, cannot be sealed: an error of the seal, no traceback."""
    with pytest.raises(SealError):
        sealed({"prep": {"batna": {"what": value}}}, AT, "1")


# Damaged files


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
