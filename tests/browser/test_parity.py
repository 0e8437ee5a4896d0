"""The same sheet gives the same answer in CPython and in the page's worker: 402 sheets on one start."""

import json
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assessment.browser import bank_sheet, score_json
from assessment.quiz import bundled_bank
from assessment.sheet import CODES
from tests.assessment.random_sheets import random_sheet
from tests.browser.visits import WITH_ENGINE, Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser

BANK = bundled_bank()
SHEETS = 400
SEED = 20_261_123
TOLERANCE = 1e-9
"""The two C libraries may differ in the last bit of a square root; nothing that is shown may differ."""


@pytest.fixture(scope="module")
def score(chromium: Browser, built: Path) -> Iterator[Callable[[list[str]], list[Any]]]:
    """Scores sheets, given as texts, in the worker of one page."""
    profiles = Profiles(chromium, Site(built))
    with profiles.open:
        page = profiles.visit()
        page.evaluate(WITH_ENGINE % "window.engine = begin();")

        def score(sheets: list[str]) -> list[Any]:
            return _scored(page, sheets)

        yield score
    profiles.site.server.shutdown()
    profiles.site.server.server_close()


def _scored(page: Page, sheets: list[str]) -> list[Any]:
    found: list[Any] = page.evaluate(
        "async (sheets) => { const found = [];"
        " for (const sheet of sheets) found.push(await engine.ask({ do: 'score', sheet })); return found; }",
        sheets,
    )
    return found


def place_sheet(most: int, least: int) -> dict[str, Any]:
    """The same two places on the screen in every block: a flat profile, with a note on it."""
    blocks = {
        block.id: {"most": block.statements[most].id, "least": block.statements[least].id}
        for block in BANK.blocks
    }
    return {"bank": BANK.id, "version": BANK.version, "blocks": blocks}


def sheets() -> list[dict[str, Any]]:
    """The seeded sheets, and some that are sure to be flat."""
    chance = random.Random(SEED)
    return [*(random_sheet(chance) for _ in range(SHEETS)), place_sheet(0, 3), place_sheet(2, 1)]


def assert_alike(one: Any, other: Any, place: str = "") -> None:
    """Equal in types and values, floats within the tolerance."""
    if isinstance(other, float):
        # JavaScript has one kind of number: a whole one comes back without its point.
        one = float(one)
    assert type(one) is type(other), f"{place}: {one!r} in the browser, {other!r} in CPython"
    if isinstance(one, float):
        assert math.isclose(one, other, rel_tol=0, abs_tol=TOLERANCE), f"{place}: {one!r}, {other!r}"
    elif isinstance(one, dict):
        assert list(one) == list(other), place
        for key in one:
            assert_alike(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), place
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            assert_alike(left, right, f"{place}[{number}]")
    else:
        assert one == other, f"{place}: {one!r} in the browser, {other!r} in CPython"


def test_random_sheets_score_alike(score: Callable[[list[str]], list[Any]]) -> None:
    """Random sheets get the numbers, words and drawings of CPython: words and drawings to the letter."""
    texts = [json.dumps(sheet) for sheet in sheets()]
    for number, (found, text) in enumerate(zip(score(texts), texts, strict=True)):
        wanted = json.loads(score_json(text))
        assert wanted["ok"]
        assert_alike(found, wanted, f"sheet {number}")
        assert found["shown"] == wanted["shown"]
        assert found["drawings"] == wanted["drawings"]


def test_random_sheets_hold_every_case() -> None:
    """The sheets above meet each kind of result, each confidence, each kind of remark, and gaps in part B."""
    answers = [json.loads(score_json(json.dumps(sheet))) for sheet in sheets()]
    assert {answer["result"]["kind"] for answer in answers} == {"style", "leaning", "blend", "none"}
    assert len({answer["result"]["confidence"]["row"] for answer in answers}) >= 7
    assert {answer["result"]["page"] for answer in answers} >= {*BANK.styles, "no-clear-style"}
    assert {note["code"] for answer in answers for note in answer["result"]["notes"]} == {
        "same-position",
        "same-answer",
    }
    for field in ("label_note", "robustness", "order_note", "hedge", "unscored"):
        assert {bool(answer["shown"][field]) for answer in answers} == {True, False}, field
    assert any("fixed order" in (answer["shown"]["order_note"] or "") for answer in answers)


def bad_sheets() -> dict[str, list[str]]:
    """Sheets that cannot be scored, by the code of the error they should give."""
    good = bank_sheet()

    def changed(**parts: Any) -> str:
        return json.dumps({**json.loads(good), **parts})

    def picked(**pick: Any) -> str:
        return changed(blocks={**json.loads(good)["blocks"], "a03": pick})

    without = {name: pick for name, pick in json.loads(good)["blocks"].items() if name not in ("a02", "a07")}
    return {
        "not-json": ["", "nonsense", "{", '{"bank": "nsa",', "\ufeff{}", "[" * 999],
        "too-many-parts": ["[" * 1001, '{"a":' * 100_000],
        "duplicate-key": [
            good.replace('"bank"', '"version": 1, "bank"', 1),
            '{"version": 1, "a": {"ü": 1, "ü": 2}}',
        ],
        "wrong-type": [
            "3",
            "null",
            "[]",
            changed(blocks=[]),
            changed(leaks="often"),
            changed(blocks={"a01": "a01-1"}),
        ],
        "unknown-key": [changed(leak={}), picked(most="a03-1", least="a03-2", more="x")],
        "missing-key": ['{"version": 1}', picked(most="a03-1")],
        "wrong-bank": [changed(bank="nsb"), changed(bank=None)],
        "wrong-version": [changed(version=2), changed(version="1"), changed(version=True), "{}"],
        "unknown-block": [
            changed(blocks={"a1": {"most": "a01-1", "least": "a01-2"}}),
            changed(blocks={**without, "zz": {"most": 1, "least": 2}}),
        ],
        "missing-blocks": [changed(blocks={}), changed(blocks=without)],
        "unknown-statement": [
            picked(most="a04-1", least="a03-2"),
            picked(most="a03-1", least=None),
            picked(most=[1], least="x" * 200),
        ],
        "same-pick": [picked(most="a03-1", least="a03-1")],
        "unknown-leak": [changed(leaks={"b0": 3}), changed(leaks={"\ud83e": 3}), changed(leaks={"🦁": 3})],
        "leak-value": [
            changed(leaks={"b01": value}) for value in (0, 6, 3.0, "3", True, None, 10**30, math.nan)
        ],
        "unknown-context": [changed(context={"side ": "buy"})],
        "unknown-option": [
            changed(context={BANK.context[0].id: "boat"}),
            changed(context={BANK.context[0].id: 1}),
        ],
    }


@pytest.mark.parametrize("code", CODES)
def test_bad_sheet_gives_the_same_error(code: str, score: Callable[[list[str]], list[Any]]) -> None:
    """A sheet that cannot be scored is refused with CPython's code, place, message and hint."""
    texts = bad_sheets()[code]
    for found, text in zip(score(texts), texts, strict=True):
        wanted = json.loads(score_json(text))
        assert wanted["error"]["code"] == code, text[:200]
        assert found == wanted, text[:200]


def test_good_sheet_after_bad_ones(score: Callable[[list[str]], list[Any]]) -> None:
    """The worker that refused all those sheets still scores."""
    text = bank_sheet()
    assert_alike(score([text])[0], json.loads(score_json(text)))
