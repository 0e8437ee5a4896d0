"""Part B and the quality notes: areas scored, ranked and told in words, and takes that deserve caution."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.quiz import Bank
from assessment.scoring import score
from assessment.words import Shown, shown
from tests.assessment.banks import general_banks, good_bank, sheet_scoring, sheets

GOOD = good_bank()


def words(**more: Any) -> Shown:
    """The words for a sheet that names a style, with these other parts."""
    return shown(GOOD, score(GOOD, {**sheet_scoring(GOOD, 6, 1, -1, -6), **more}))


@given(general_banks().flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank))))
def test_leak_areas_agree_with_an_independent_scorer(case: tuple[Bank, dict[str, Any]]) -> None:
    """An area's score is the mean of its items turned the leaking way, or None; ranks run from the top."""
    bank, data = case
    result = score(bank, data)
    expected: dict[str, Fraction | None] = {}
    for area in bank.areas:
        items = [item for item in bank.leaks if item.area == area.id]
        raw = [data["leaks"].get(item.id) for item in items]
        assert result.leaks[area.id].answers == {
            item.id: data["leaks"][item.id] for item in items if item.id in data["leaks"]
        }
        if not items or None in raw:
            expected[area.id] = None
        else:
            turned = [
                value if item.keyed == "plus" else len(bank.scale) + 1 - value
                for item, value in zip(items, raw, strict=True)
            ]
            expected[area.id] = Fraction(sum(turned), len(turned))
    for name, mean in expected.items():
        found = result.leaks[name]
        if mean is None:
            assert (found.score, found.rank) == (None, None)
        else:
            assert found.score == float(mean)
    scored = [(name, mean) for name, mean in expected.items() if mean is not None]
    ranked = sorted(scored, key=lambda one: one[1], reverse=True)
    assert [result.leaks[name].rank for name, _ in ranked] == list(range(1, len(ranked) + 1))


def test_a_missing_answer_is_never_a_number() -> None:
    """An area with one of its two items unanswered has no score and no rank, and does not move the others."""
    leaks = {item.id: 3 for item in GOOD.leaks}
    full = score(GOOD, {**sheet_scoring(GOOD, 0, 0, 0, 0), "leaks": leaks | {"b02": 5}})
    assert (full.leaks["area-b"].score, full.leaks["area-b"].rank) == (4.0, 1)
    part = score(
        GOOD, {**sheet_scoring(GOOD, 0, 0, 0, 0), "leaks": {**{k: v for k, v in leaks.items() if k != "b02"}}}
    )
    assert (part.leaks["area-b"].score, part.leaks["area-b"].rank) == (None, None)
    assert part.leaks["area-b"].answers == {"b08": 3}
    assert [leak.rank for leak in part.leaks.values()] == [1, None, 2, 3, 4, 5]


@pytest.mark.parametrize(("times", "flagged"), [(9, False), (10, True), (12, True)])
def test_same_position_is_noted_from_ten_of_twelve(times: int, flagged: bool) -> None:
    """The note appears when the most-pick stands in one place in ten or more of twelve blocks."""
    blocks = {}
    for number, block in enumerate(GOOD.blocks):
        place = 1 if number < times else 2
        blocks[block.id] = {"most": block.statements[place].id, "least": block.statements[3].id}
    result = score(GOOD, {"bank": "nsa", "version": 1, "blocks": blocks})
    assert [note.code for note in result.notes] == ["same-position"] * flagged
    if flagged:
        assert f"In {times} of 12 blocks you picked statement number 2" in result.notes[0].text


def test_same_answer_to_all_leak_items_is_noted() -> None:
    """The note appears only when all items are answered, all alike."""
    data = sheet_scoring(GOOD, 3, 0, 0, -3)
    alike = {item.id: 4 for item in GOOD.leaks}
    assert [note.code for note in score(GOOD, {**data, "leaks": alike}).notes] == ["same-answer"]
    assert "all 12 questions" in score(GOOD, {**data, "leaks": alike}).notes[0].text
    assert score(GOOD, {**data, "leaks": alike | {"b01": 3}}).notes == ()
    assert score(GOOD, {**data, "leaks": {k: v for k, v in alike.items() if k != "b01"}}).notes == ()
    assert score(GOOD, data).notes == ()


def test_same_answer_is_no_note_where_nothing_is_reversed() -> None:
    """Items all keyed the same way can honestly be answered alike."""
    plus = replace(GOOD, leaks=tuple(replace(item, keyed="plus") for item in GOOD.leaks))
    data = {**sheet_scoring(GOOD, 3, 0, 0, -3), "leaks": {item.id: 4 for item in GOOD.leaks}}
    assert score(plus, data).notes == ()


def test_leaks_are_told_with_the_answers_behind() -> None:
    """Areas stand by rank, with frequency in words and both answers; a half step is between words."""
    leaks = {item.id: 3 for item in GOOD.leaks} | {"b02": 5, "b08": 2, "b03": 1, "b09": 5}
    del leaks["b06"]
    found = words(leaks=leaks)
    first = found.leaks[0]
    assert (first.area, first.title, first.rank) == ("area-b", "Area b", 1)
    assert first.frequency == "between most of the time and every time"
    assert first.text == "Area b. How often value may leak here: between most of the time and every time."
    assert [(one.id, one.answer, one.reversed) for one in first.answers] == [
        ("b02", "every time", False),
        ("b08", "once", True),
    ]
    assert (found.leaks[-1].area, found.leaks[-1].frequency) == ("area-c", "never")
    assert [(one.area, one.reason) for one in found.unscored] == [
        ("area-f", "Not scored: 1 of its 2 questions are answered, and it takes all of them.")
    ]


def test_notes_bring_a_hedge() -> None:
    """A flagged take shows its notes and one sentence of caution; another shows neither."""
    flagged = words(leaks={item.id: 2 for item in GOOD.leaks})
    assert flagged.hedge is not None
    assert len(flagged.notes) == 1
    plain = words()
    assert (plain.hedge, plain.notes) == (None, ())
