"""The takes that a device keeps, in words: what each came to, and what has moved since the one before.

Called by browser with the codes of the takes, oldest first; knows nothing of storage or of pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.codes import CodeError, Profile, read_code
from assessment.compare import NOISE_NOTE, compare
from assessment.errors import quoted
from assessment.quiz import Bank, bundled_bank
from assessment.record import Record
from assessment.scoring import Result, score_profile
from assessment.sheet import SheetError
from assessment.standing import standing
from assessment.words import label, shown


@dataclass(frozen=True, slots=True)
class TakeWords(Record):
    """One take: its name, its sentence, its style page, and the difference to the last take that can be read.

    `summary` says how many shares moved by more than noise, `moved` has a line for each of those; None and
    empty for the first take. `versions` is a sentence where the two answered other questions. `error` says
    why a code cannot be read; the rest is None or empty then.
    """

    code: str
    at: str
    label: str | None = None
    headline: str | None = None
    page: str | None = None
    summary: str | None = None
    moved: tuple[str, ...] = ()
    versions: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class History(Record):
    """Takes in the order given; `note` says what noise is, None where nothing was compared."""

    takes: tuple[TakeWords, ...]
    note: str | None


def history(takes: object) -> History:
    """The words of takes, each an object with `code` and, for whoever lists them, `at`; oldest first.

    A take that cannot be read does not spoil the rest. SheetError if `takes` is no list.
    """
    if not isinstance(takes, Sequence) or isinstance(takes, str):
        raise SheetError("wrong-type", "takes", f"takes is {quoted(takes)}", "Make takes a list.")
    found = []
    before: tuple[Bank, Result] | None = None
    for take in takes:
        code, at = (_text(take, key) for key in ("code", "at"))
        try:
            now = _read(code)
        except CodeError as error:
            found.append(TakeWords(code, at, error=f"This take cannot be read: {error.message}."))
            continue
        words = TakeWords(code, at, label(*now), shown(*now).headline, now[1].page)
        found.append(_since(words, before, now) if before else words)
        before = now
    return History(tuple(found), NOISE_NOTE if any(one.summary for one in found) else None)


def _read(code: str) -> tuple[Bank, Result]:
    """The result behind a code, without leaks and robustness: a list of takes needs neither."""
    taken = read_code(code)
    bank = bundled_bank(taken.version)
    if isinstance(taken, Profile):
        return bank, score_profile(bank, taken)
    found = standing(bank, taken)
    result = score_profile(bank, Profile(taken.version, found.most, found.least))
    return bank, replace(result, picks=taken.blocks)


def _since(words: TakeWords, before: tuple[Bank, Result], now: tuple[Bank, Result]) -> TakeWords:
    compared = compare(before, now)
    moved = tuple(f"{row.text}." for row in compared.styles if row.beyond)
    old, new = before[0].version, now[0].version
    other = f"The questions changed in between, from version {old} to version {new}." if old != new else None
    return replace(words, summary=compared.summary, moved=moved, versions=other)


def _text(take: object, key: str) -> str:
    value = take.get(key, "") if isinstance(take, Mapping) else ""
    return value if isinstance(value, str) else ""
