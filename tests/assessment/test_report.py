"""The result in words: nothing that the page shows is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from assessment.__main__ import main
from assessment.codes import CodeError, Profile, private_code, share_code
from assessment.quiz import bundled_bank
from assessment.report import as_text, recompute
from assessment.scoring import Result, score, score_profile
from assessment.sheet import read_sheet
from assessment.words import shown
from tests.assessment.banks import sheet_scoring, sheets

BANK = bundled_bank(1)
IDS = {"style", "area", "id", "block", "page"}
"""Fields that name things for the page's script."""


def texts(value: Any, field: str = "") -> Iterator[str]:
    """Every text in a JSON value but ids."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, field)
    elif isinstance(value, str) and field not in IDS:
        yield value


def assert_whole(result: Result) -> None:
    """Every text of the words stands in the report; a title may begin with a small letter.

    The note on the ranking of part B stands only where something is ranked.
    """
    words = shown(BANK, result)
    printed = as_text(result, words)
    found = {**words.to_json(), "leaks_note": words.leaks_note if words.leaks else None}
    for text in texts(found):
        assert text.lower() in printed.lower(), text
    assert "None" not in printed
    assert "\n\n\n" not in printed


@given(sheets(BANK))
def test_every_text_of_a_result_is_printed(data: dict[str, Any]) -> None:
    """Whatever the sheet, each sentence, statement, point and row that the page has is in the report."""
    assert_whole(score(BANK, data))


def test_answers_on_side_and_stake_are_printed() -> None:
    """What the unscored questions add to the next deal is in the report."""
    context = {question.id: question.options[0].id for question in BANK.context}
    result = score(BANK, {**sheet_scoring(BANK, 6, -6, 1, -1), "context": context})
    assert len(shown(BANK, result).next_deal) == 2
    assert_whole(result)


@pytest.mark.parametrize("scores", [(6, 5, -5, -6), (0, 0, 0, 0), (12, 0, 0, -12)])
def test_every_text_of_a_shared_result_is_printed(scores: tuple[int, ...]) -> None:
    """Without answers, the note that it is shared stands in the report, and all that the counts allow."""
    result = score(BANK, sheet_scoring(BANK, *scores))
    profile = score_profile(BANK, Profile(1, result.most, result.least))
    assert shown(BANK, profile).shared
    assert_whole(profile)


def test_totals_and_the_row_used_can_be_followed() -> None:
    """The last block's totals are the scores, and one row of the table has the star."""
    result = score(BANK, sheet_scoring(BANK, 6, -6, 1, -1))
    lines = as_text(result, shown(BANK, result), {"share": "C12345"}).splitlines()
    totals = "Lion 6, Dolphin \u22126, Owl 1, Monkey \u22121"
    assert f"  Totals: {totals}" in lines
    assert sum(line.endswith(f"; so far {totals}") for line in lines) >= 1
    assert [line for line in lines if line.startswith("  * ")] == ["  * 5\u20136: clearly, 85 in 100"]
    assert lines[-3:] == ["The share code: C12345", "", "Bank nsa, version 1; result page: lion"]


def test_recompute_gives_what_the_command_line_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """One call gives of a private code, a share code or a link what `score --text` prints of it."""
    answers = read_sheet(BANK, sheet_scoring(BANK, 5, -5, 4, -4))
    result = score(BANK, answers)
    private, share = private_code(BANK, answers), share_code(BANK, result.most, result.least)
    for code in (private, share, f"https://edge.example.com/assessment/#r={private}"):
        assert main(["score", "--text", code]) == 0
        assert recompute(code) + "\n" == capsys.readouterr().out


def test_recompute_refuses_what_is_no_code() -> None:
    """A mistyped code is an error that says so, never a result."""
    with pytest.raises(CodeError):
        recompute("DBlUhbp97Z5z2vc")
