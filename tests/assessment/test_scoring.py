"""The scorer against figures worked by hand, and against its own promises."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from math import isclose
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.naming import naming
from assessment.quiz import Bank, load_bank
from assessment.scoring import Result, score
from tests.assessment.banks import (
    SMALL,
    good_bank,
    scored_cases,
    sheet,
    sheet_of,
    sheet_scoring,
)

GOOD = good_bank()
SMALL_BANK = load_bank(SMALL)


@given(scored_cases(full=True, minus=False))
def test_full_banks_sum_to_zero_and_a_hundred(case: tuple[Bank, dict[str, Any]]) -> None:
    """Where every block holds every style and all is keyed plus, scores sum to 0 and shares to 100."""
    result = score(*case)
    blocks = len(case[0].blocks)
    assert sum(result.scores.values()) == 0
    assert isclose(sum(result.shares.values()), 100, abs_tol=1e-9)
    assert all(-blocks <= points <= blocks for points in result.scores.values())


@given(scored_cases(lean=True), st.data())
def test_lead_of_three_survives_leaving_out_any_block(
    case: tuple[Bank, dict[str, Any]], data: st.DataObject
) -> None:
    """With a lead of 3 or more, the sheet without any one block has the same primary."""
    bank, answers = case
    result = score(bank, answers)
    assume(result.lead >= 3 and len(bank.blocks) > 1)
    gone = data.draw(st.sampled_from(bank.blocks))
    rest = replace(bank, blocks=tuple(block for block in bank.blocks if block is not gone))
    blocks = {name: pick for name, pick in answers["blocks"].items() if name != gone.id}
    assert score(rest, {**answers, "blocks": blocks}).primary == result.primary


def test_worked_example() -> None:
    """Scores, shares, errors, bands, order and row of one sheet, each worked by hand.

    Lion: 7 most, 1 least: s = 6, q = 8, SE = sqrt((12*8 - 36)/11) = sqrt(60/11); share (6 + 12)/48 = 37.5 %.
    """
    most = {"lion": 7, "dolphin": 1, "owl": 3, "monkey": 1}
    least = {"lion": 1, "dolphin": 5, "owl": 2, "monkey": 4}
    result = score(GOOD, sheet_of(GOOD, most, least))
    assert result.scores == {"lion": 6, "dolphin": -4, "owl": 1, "monkey": -3}
    assert result.shares == {"lion": 37.5, "dolphin": 800 / 48, "owl": 1300 / 48, "monkey": 18.75}
    assert [round(error or 0, 5) for error in result.errors.values()] == [2.3355, 2.2563, 2.31595, 2.15322]
    assert [tuple(round(end, 3) for end in band or ()) for band in result.bands.values()] == [
        (31.272, 43.728),
        (10.65, 22.683),
        (20.907, 33.259),
        (13.008, 24.492),
    ]
    assert result.order == ("lion", "owl", "monkey", "dolphin")
    assert (result.lead, result.kind, result.page) == (5, "style", "lion")
    assert (result.confidence.row, result.confidence.word, result.confidence.percent) == (
        "5\u20136",
        "clearly",
        85,
    )
    assert result.axes is not None
    assert (result.axes.own_minus_both, result.axes.search_minus_close) == (14, -4)
    assert result.leaks["area-a"].score is None
    assert result.notes == ()


def test_small_bank_worked_by_hand() -> None:
    """Blocks of three and four, a style in one block, and a statement keyed minus, worked by hand.

    a01: red most, blue least. a02: red (keyed minus) most: -1, amber least. So red 0 of 2 blocks, green 0 of
    2, blue -1 of 2, amber -1 of 1; parts 2, 2, 1, 0 of 5.
    """
    data = sheet(
        SMALL_BANK, {"a01": ("red", "blue"), "a02": ("red", "amber")}, leaks={"b01": 4, "b02": 1, "b03": 2}
    )
    result = score(SMALL_BANK, data)
    assert result.scores == {"red": 0, "green": 0, "blue": -1, "amber": -1}
    assert result.shares == {"red": 40.0, "green": 40.0, "blue": 20.0, "amber": 0.0}
    assert result.errors == {"red": 2.0, "green": 0.0, "blue": 1.0, "amber": None}
    assert result.bands["amber"] is None
    assert result.bands["blue"] == (20 - 1.28 * 1.0 * 100 / 5, 20 + 1.28 * 1.0 * 100 / 5)
    assert result.held == {"red": 2, "green": 2, "blue": 2, "amber": 1}
    assert result.most == {"red": 2, "green": 0, "blue": 0, "amber": 0}
    assert result.order == ("red", "green", "blue", "amber")
    assert result.axes is None
    assert {name: (leak.score, leak.rank) for name, leak in result.leaks.items()} == {
        "first": (4.5, 1),
        "second": (2.0, 2),
        "empty": (None, None),
    }


def test_keyed_minus_least_pick_counts_for_its_style() -> None:
    """A statement keyed minus, picked as least, adds one to its style."""
    result = score(SMALL_BANK, sheet(SMALL_BANK, {"a01": ("green", "blue"), "a02": ("blue", "red")}))
    assert result.scores == {"red": 1, "green": 1, "blue": 0, "amber": 0}
    assert result.least["red"] == 1


def test_all_lion_and_no_dolphin_is_strongly_lion() -> None:
    """Lion as most and Dolphin as least in every block gives the strongest row, with errors of zero."""
    result = score(GOOD, sheet(GOOD, {block.id: ("lion", "dolphin") for block in GOOD.blocks}))
    assert result.scores == {"lion": 12, "dolphin": -12, "owl": 0, "monkey": 0}
    assert result.shares == {"lion": 50.0, "dolphin": 0.0, "owl": 25.0, "monkey": 25.0}
    assert set(result.errors.values()) == {0.0}
    assert (result.lead, result.kind, result.primary, result.page) == (12, "style", "lion", "lion")
    assert (result.confidence.word, result.confidence.percent) == ("strongly", 95)


def test_result_as_json_has_the_fields_of_the_design() -> None:
    """`to_json` gives plain values only, with every field that the design names."""
    result = score(GOOD, {**sheet_scoring(GOOD, 6, 1, -1, -6), "leaks": {item.id: 2 for item in GOOD.leaks}})
    data = result.to_json()
    assert json.loads(json.dumps(data)) == data
    named = "bank version scores shares errors lead primary secondary kind page confidence leaks notes"
    assert set(named.split()) <= set(data)
    assert data["scores"] == {"lion": 6, "dolphin": 1, "owl": -1, "monkey": -6}
    assert data["confidence"] == {
        "row": "5\u20136",
        "word": "clearly",
        "percent": 85,
        "guarantee": naming((6, 1, -1, -6))[1].guarantee,
        "simulated": True,
    }
    assert data["leaks"]["area-a"] == {"score": 3.0, "answers": {"b01": 2, "b07": 2}, "rank": 1}
    assert data["axes"] == {"own_minus_both": 10, "search_minus_close": -14}
    assert data["notes"][0].keys() == {"code", "text", "again"}


def test_records_cannot_be_changed() -> None:
    """Results and answers are frozen and have no room for other fields."""
    result = score(GOOD, sheet_scoring(GOOD, 6, 1, -1, -6))
    with pytest.raises(FrozenInstanceError):
        result.lead = 3  # type: ignore[misc]
    assert not hasattr(result, "__dict__")
    assert isinstance(result, Result)
