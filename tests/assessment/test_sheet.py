"""The answer sheet: the forms it may come in, and everything it is refused for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assessment import sheet as sheet_module
from assessment.scoring import score
from assessment.sheet import Answers, Pick, SheetError, read_sheet
from tests.assessment.banks import good_bank, sheet_scoring

GOOD = good_bank()


def test_sheet_may_come_as_answers_mapping_or_text() -> None:
    """Answers, mapping and JSON text of one sheet give one result, and Answers go back to the sheet."""
    data = {**sheet_scoring(GOOD, 6, 1, -1, -6), "leaks": {"b01": 2}, "context": {"side": "buy"}}
    answers = read_sheet(GOOD, json.dumps(data))
    assert answers == read_sheet(GOOD, data)
    assert score(GOOD, answers) == score(GOOD, data)
    assert answers.to_json() == data
    assert answers.blocks["a01"] == Pick(**data["blocks"]["a01"])


BASE = {**sheet_scoring(GOOD, 6, 1, -1, -6), "leaks": {"b01": 3}, "context": {"side": "buy"}}


def changed(**fields: Any) -> dict[str, Any]:
    """The base sheet with other top fields; None takes a field away."""
    return {key: value for key, value in {**BASE, **fields}.items() if value is not None}


def picks(**blocks: Any) -> dict[str, Any]:
    """The base sheet with other blocks; None takes a block away."""
    merged = {**BASE["blocks"], **blocks}
    return changed(blocks={name: pick for name, pick in merged.items() if pick is not None})


REFUSED: list[tuple[Any, str, str, str, str]] = [
    ("{", "not-json", "", "not JSON", "one JSON object"),
    ("[" * 1000, "not-json", "", "not JSON", "one JSON object"),
    ("[" * 1001, "too-many-parts", "", "more than 1000", "one JSON object"),
    ('{"a":' * 1001, "too-many-parts", "", "more than 1000", "one JSON object"),
    ("[1]", "wrong-type", "", "the sheet is [1]", "one JSON object"),
    ([1], "wrong-type", "", "the sheet is [1]", "one JSON object"),
    (
        '{"version": 1, "bank": "nsa", "bank": "nsa"}',
        "duplicate-key",
        "bank",
        '"bank" stands twice',
        "Keep one",
    ),
    (
        json.dumps(BASE).replace('"a02": {', '"a01": {', 1),
        "duplicate-key",
        "a01",
        '"a01" stands twice',
        "Keep one",
    ),
    (changed(blocs={}), "unknown-key", "", 'unknown key "blocs"', 'Did you mean "blocks"?'),
    (
        changed(blocks=None),
        "missing-key",
        "",
        'the key "blocks" is missing',
        "bank, version, blocks, leaks, context",
    ),
    (changed(bank="nas"), "wrong-bank", "bank", 'the bank "nas"', '"nsa"'),
    (changed(bank=7), "wrong-bank", "bank", "the bank 7", '"nsa"'),
    (changed(version=2), "wrong-version", "version", "version 2", "version 1"),
    (changed(version=True), "wrong-version", "version", "version True", "version 1"),
    (changed(version=1.0), "wrong-version", "version", "version 1.0", "version 1"),
    (changed(blocks=[]), "wrong-type", "blocks", "blocks is []", "an object"),
    (changed(leaks=3), "wrong-type", "leaks", "leaks is 3", "an object"),
    (picks(a01="a01-2"), "wrong-type", "blocks.a01", 'the pick is "a01-2"', '"most"'),
    (
        picks(a01={"most": "a01-1"}),
        "missing-key",
        "blocks.a01",
        '"least" is missing',
        '"least": statement id',
    ),
    (
        picks(a01={"most": "a01-1", "lest": "a01-2"}),
        "unknown-key",
        "blocks.a01",
        '"lest"',
        'Did you mean "least"?',
    ),
    (
        picks(a01={"most": "a01-1", "least": "a01-2", "x": 1}),
        "unknown-key",
        "blocks.a01",
        'unknown key "x"',
        "Known: most, least.",
    ),
    (picks(a1={"most": "a01-1", "least": "a01-2"}), "unknown-block", "blocks.a1", 'block "a1"', '"a01"?'),
    (
        picks(a01={"most": "a01-9", "least": "a01-2"}),
        "unknown-statement",
        "blocks.a01.most",
        '"a01-9"',
        '"a01-1"?',
    ),
    (
        picks(a01={"most": "a01-1", "least": "a02-2"}),
        "unknown-statement",
        "blocks.a01.least",
        '"a02-2"',
        '"a01-2"?',
    ),
    (
        picks(a01={"most": 1, "least": ["a"]}),
        "unknown-statement",
        "blocks.a01.most",
        "statement 1",
        "Known: a01-1",
    ),
    (
        picks(a01={"most": "a01-2", "least": "a01-2"}),
        "same-pick",
        "blocks.a01",
        "both most and least",
        "two different",
    ),
    (
        picks(a03=None, a07=None),
        "missing-blocks",
        "blocks",
        "2 of 12 blocks have no answer: a03, a07",
        "every block",
    ),
    (changed(leaks={"b1": 3}), "unknown-leak", "leaks.b1", '"b1"', 'Did you mean "b01"?'),
    (changed(leaks={1: 3}), "unknown-leak", "leaks.1", "leak item 1", "Known: b01"),
    (changed(leaks={"b01": 0}), "leak-value", "leaks.b01", "the answer is 0", "1 (never) to 5 (every time)"),
    (changed(leaks={"b01": 6}), "leak-value", "leaks.b01", "the answer is 6", "leave the item out"),
    (changed(leaks={"b01": True}), "leak-value", "leaks.b01", "the answer is True", "whole number"),
    (changed(leaks={"b01": 3.0}), "leak-value", "leaks.b01", "the answer is 3.0", "whole number"),
    (changed(leaks={"b01": "3"}), "leak-value", "leaks.b01", 'the answer is "3"', "whole number"),
    (changed(leaks={"b01": [None]}), "leak-value", "leaks.b01", "the answer is [None]", "leave the item out"),
    (changed(context={"sde": "buy"}), "unknown-context", "context.sde", '"sde"', 'Did you mean "side"?'),
    (changed(context={"side": "by"}), "unknown-option", "context.side", '"by"', 'Did you mean "buy"?'),
    (changed(context={"side": ["buy"]}), "unknown-option", "context.side", "['buy']", "Known: buy, sell."),
]


@pytest.mark.parametrize(("data", "code", "place", "message", "hint"), REFUSED)
def test_sheet_that_does_not_fit_is_refused(
    data: Any, code: str, place: str, message: str, hint: str
) -> None:
    """A bad sheet raises SheetError with a code, the place, what is wrong, and what to do; never a result."""
    with pytest.raises(SheetError) as caught:
        read_sheet(GOOD, data)
    error = caught.value
    assert (error.code, error.place) == (code, place)
    assert message in error.message
    assert hint in error.hint
    if not isinstance(data, str):
        with pytest.raises(SheetError):
            score(GOOD, data)


def test_every_code_of_a_sheet_is_tested() -> None:
    """The cases above make every code of a SheetError appear."""
    assert {case[1] for case in REFUSED} == set(sheet_module.CODES)


def test_answers_made_by_hand_are_checked_too() -> None:
    """Answers made without the reader cannot slip past it: no result before all blocks are answered."""
    whole = read_sheet(GOOD, BASE)
    part = {name: pick for name, pick in whole.blocks.items() if name != "a05"}
    with pytest.raises(SheetError, match="1 of 12 blocks have no answer: a05"):
        score(GOOD, Answers("nsa", 1, part))
    with pytest.raises(SheetError, match="both most and least"):
        score(GOOD, replace(whole, blocks={**whole.blocks, "a05": Pick("a05-1", "a05-1")}))


def test_long_values_are_cut_in_messages() -> None:
    """A message quotes at most forty characters of what it was given."""
    with pytest.raises(SheetError) as caught:
        read_sheet(GOOD, changed(bank="x" * 1000))
    assert len(caught.value.message) < 80
    with pytest.raises(SheetError) as caught:
        read_sheet(GOOD, changed(leaks={"x" * 1000: 3}))
    assert len(str(caught.value)) < 250
