"""Seals what was prepared: the time, and a digest by which a later change of it shows.

The digest is the SHA-256 of the entry as JSON, keys sorted, without the digest itself and without the events,
which come later. Whoever noted it when it was sealed can show that nothing was changed since; without that
note it proves nothing, for anybody can reckon it anew. The time is that of the visitor's own clock.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessment.errors import PlacedError, quoted
from ledger.reading import load
from ledger.sheet import ENTRY

LONGEST = 1_000_000
"""Characters of a file that is read back; a prepared sheet has about ten thousand.

Half of what the door takes: a request holds the file as JSON text, in which some characters count twice.
"""

TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z"


class SealError(PlacedError):
    """An entry cannot be sealed, or a file cannot be read back; `code` says which way."""


def sealed(entry: Mapping[str, Any], at: str, number: str) -> dict[str, Any]:
    """The entry with its id, the time `at` (UTC, such as `2026-11-27T09:30Z`) and its digest."""
    try:
        datetime.fromisoformat(at if re.fullmatch(TIME, at) else "")
    except ValueError:
        hint = "Give it as 2026-11-27T09:30Z."
        raise SealError("wrong-time", "at", f"the time is {quoted(at)}", hint) from None
    if not re.fullmatch(r"[a-z0-9]{1,20}", number):
        raise SealError("wrong-number", "number", f"the number is {quoted(number)}")
    id_ = f"n-{at[:10]}-{number}"
    whole = {"schema": ENTRY, "id": id_, **{key: entry[key] for key in entry if key not in ("schema", "id")}}
    whole["prep"] = {**whole["prep"], "sealed_at": at}
    try:
        return {**whole, "seal": {"method": "sha-256", "digest": digest(whole)}}
    except (ValueError, RecursionError):
        raise SealError("cannot-seal", "entry", "the entry holds what no file can hold") from None


def digest(entry: Mapping[str, Any]) -> str:
    """The digest of an entry without its seal and its events: those are added after the seal."""
    return fingerprint({key: value for key, value in entry.items() if key not in ("seal", "events")})


def fingerprint(values: Mapping[str, Any]) -> str:
    """The SHA-256 of JSON values, in hexadecimal, however their keys are ordered."""
    text = json.dumps(
        _plain(values), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def read_back(text: str) -> tuple[dict[str, Any], bool]:
    """The entry of a file, and whether its digest fits. SealError for what is no sealed entry."""
    if len(text) > LONGEST:
        raise SealError("too-large", "file", "the file is too large for a prepared sheet", "Choose another.")
    try:
        entry = load(text)
    except (ValueError, RecursionError) as error:
        hint = "Choose the file that was saved here; it ends in .json."
        raise SealError("not-json", "file", f"the file cannot be read: {error}", hint) from None
    if not isinstance(entry, dict) or entry.get("schema") != ENTRY:
        raise SealError(
            "wrong-format",
            "file",
            "the file is no entry of the ledger",
            "Choose the file that was saved here.",
        )
    seal, prep = entry.get("seal"), entry.get("prep")
    if not isinstance(seal, dict) or not isinstance(prep, dict):
        raise SealError("not-sealed", "file", "the entry has no seal", "Seal it first.")
    try:
        return entry, seal.get("digest") == digest(entry)
    except (ValueError, RecursionError):
        return entry, False


def _plain(value: Any) -> Any:
    """The same with whole numbers as such: JavaScript writes 240000.0 as 240000."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
