"""The answer sheet: what a taker picked, and the reader that refuses a sheet which does not fit its bank.

Used by scoring and browser. Knows nothing of scores.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.errors import PlacedError, nearest, quoted, shortened
from assessment.quiz import Bank, Block
from assessment.record import Record

CODES = {
    "not-json": "the sheet is not JSON text",
    "too-many-parts": "the text has more opening brackets than any sheet",
    "duplicate-key": "a key stands twice in one object",
    "wrong-type": "a value is of another type than its key takes",
    "unknown-key": "a key is not known",
    "missing-key": "a key is missing",
    "wrong-bank": "the sheet was answered on another bank",
    "wrong-version": "the sheet was answered on another version of the bank",
    "unknown-block": "the bank has no block of that id",
    "missing-blocks": "not every block is answered",
    "unknown-statement": "the block has no statement of that id",
    "same-pick": "one statement is both most and least",
    "unknown-leak": "the bank has no leak item of that id",
    "leak-value": "an answer to a leak item is not a whole number on the scale",
    "unknown-context": "the bank has no context question of that id",
    "unknown-option": "the context question has no option of that id",
}
"""What each code of a SheetError means, in one sentence."""


class SheetError(PlacedError):
    """The sheet cannot be scored. `code` is a key of CODES, `place` is such as `blocks.a01.most`."""


@dataclass(frozen=True, slots=True)
class Pick(Record):
    """The ids of the statements picked as most and as least like the taker, in one block."""

    most: str
    least: str


@dataclass(frozen=True, slots=True)
class Answers(Record):
    """An answer sheet: picks by block, leak answers by item (1 is the first step), context answers by
    question.

    `to_json()` gives the sheet in the form that `read_sheet` takes.
    """

    bank: str
    version: int
    blocks: Mapping[str, Pick]
    leaks: Mapping[str, int] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)


def read_sheet(bank: Bank, data: Mapping[str, Any] | str) -> Answers:
    """The answers in a sheet, given as JSON text or as the mapping it holds, checked against the bank.

    `leaks` and `context` may be left out, wholly or in part; every block must be answered. Raises SheetError.
    """
    if isinstance(data, str):
        data = parse(data)
    if not isinstance(data, Mapping):
        raise SheetError("wrong-type", "", f"the sheet is {quoted(data)}", _SHEET_HINT)
    _keys("", data, ("bank", "version", "blocks"), ("leaks", "context"))
    blocks = {}
    for name, pick in _object(data, "blocks").items():
        if not isinstance(pick, Mapping):
            raise SheetError("wrong-type", _at("blocks", name), f"the pick is {quoted(pick)}", _PICK_HINT)
        if len(pick) != len(_PICK) or not all(key in pick for key in _PICK):
            _keys(_at("blocks", name), pick, _PICK)
        blocks[name] = Pick(pick["most"], pick["least"])
    answers = Answers(
        data["bank"], data["version"], blocks, dict(_object(data, "leaks")), dict(_object(data, "context"))
    )
    check(bank, answers)
    return answers


def parse(text: object) -> Mapping[str, Any]:
    """The object a JSON text holds.

    Raises SheetError for other text, a key that stands twice, no object, or what is no text at all.
    """
    if not isinstance(text, str):
        raise SheetError("not-json", "", f"the sheet is {quoted(text)} and no text", _SHEET_HINT)
    if text.count("[") + text.count("{") > PARTS:
        raise SheetError(
            "too-many-parts", "", f"the text has more than {PARTS} opening brackets", _SHEET_HINT
        )
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except SheetError:
        raise
    except ValueError as error:
        raise SheetError("not-json", "", f"the sheet is not JSON ({error})", _SHEET_HINT) from error
    if not isinstance(data, dict):
        raise SheetError("wrong-type", "", f"the sheet is {quoted(data)}", _SHEET_HINT)
    return data


def check(bank: Bank, answers: Answers) -> None:
    """Raise SheetError unless the answers fit the bank: its version, every block, known ids and values."""
    if answers.bank != bank.id:
        raise SheetError(
            "wrong-bank",
            "bank",
            f"the sheet is for the bank {quoted(answers.bank)}",
            f'Score it with that bank; this one is "{bank.id}".',
        )
    if answers.version != bank.version or type(answers.version) is not int:
        raise SheetError(
            "wrong-version",
            "version",
            f"the sheet is for version {quoted(answers.version)}",
            f"Score it with that version; this bank is version {bank.version}.",
        )
    known = {block.id: block for block in bank.blocks}
    for name, pick in answers.blocks.items():
        if name not in known:
            raise SheetError(
                "unknown-block",
                _at("blocks", name),
                f"the bank has no block {quoted(name)}",
                nearest(name, known),
            )
        _check_pick(known[name], pick)
    if len(answers.blocks) < len(known):
        missing = [name for name in known if name not in answers.blocks]
        message = f"{len(missing)} of {len(known)} blocks have no answer: {', '.join(missing)}"
        raise SheetError(
            "missing-blocks", "blocks", message, "Answer every block; before that there is no result."
        )
    items = [item.id for item in bank.leaks]
    steps = len(bank.scale)
    for name, value in answers.leaks.items():
        if name not in items:
            raise SheetError(
                "unknown-leak",
                _at("leaks", name),
                f"the bank has no leak item {quoted(name)}",
                nearest(name, items),
            )
        if type(value) is not int or not 1 <= value <= steps:
            scale = f"1 ({bank.scale[0]}) to {steps} ({bank.scale[-1]})"
            hint = f"Give a whole number from {scale}, or leave the item out."
            raise SheetError("leak-value", _at("leaks", name), f"the answer is {quoted(value)}", hint)
    questions = {item.id: item for item in bank.context}
    for name, choice in answers.context.items():
        if name not in questions:
            message = f"the bank has no context question {quoted(name)}"
            raise SheetError("unknown-context", _at("context", name), message, nearest(name, questions))
        options = [option.id for option in questions[name].options]
        if choice not in options:
            raise SheetError(
                "unknown-option",
                _at("context", name),
                f"there is no option {quoted(choice)}",
                nearest(choice, options),
            )


def _check_pick(block: Block, pick: Pick) -> None:
    names = [statement.id for statement in block.statements]
    for place, picked in (("most", pick.most), ("least", pick.least)):
        if picked not in names:
            message = f"the block has no statement {quoted(picked)}"
            raise SheetError(
                "unknown-statement", f"blocks.{block.id}.{place}", message, nearest(picked, names)
            )
    if pick.most == pick.least:
        message = f"{quoted(pick.most)} is both most and least"
        raise SheetError("same-pick", f"blocks.{block.id}", message, "Pick two different statements.")


PARTS = 1000
"""More opening brackets are not parsed: in Pyodide, some thousands of nested ones end the whole runtime."""

_SHEET_HINT = "Give the sheet as one JSON object."
_PICK = ("most", "least")
_PICK_HINT = 'Write {"most": statement id, "least": statement id}.'


def _at(part: str, name: object) -> str:
    return f"{part}.{shortened(str(name))}"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        last = {key: place for place, (key, _) in enumerate(pairs)}
        twice = next(key for place, (key, _) in enumerate(pairs) if last[key] != place)
        raise SheetError(
            "duplicate-key",
            shortened(twice),
            f"the key {quoted(twice)} stands twice in one object",
            "Keep one of them.",
        )
    return found


def _keys(
    place: str, data: Mapping[str, Any], needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> None:
    known = needed + optional
    for key in data:
        if key not in known:
            raise SheetError("unknown-key", place, f"unknown key {quoted(key)}", nearest(key, known))
    for key in needed:
        if key not in data:
            raise SheetError(
                "missing-key",
                place,
                f"the key {quoted(key)} is missing",
                f"A sheet's keys are {', '.join(known)}." if not place else _PICK_HINT,
            )


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, Mapping):
        raise SheetError(
            "wrong-type", key, f"{key} is {quoted(value)}", f"Make {key} an object, keyed by id."
        )
    return value
