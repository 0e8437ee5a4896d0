"""The seal of a prepared sheet: no change of what was prepared goes unseen, and events may be added."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.seal import SealError, digest, read_back, sealed
from ledger.sheet import prepared
from tests.ledger.ledger_samples import AT, example_case
from tests.ledger.sealed_entry import Path, entry, inside, kept, leaves, spoilt, unchanged

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
