"""The scorer against an independent one, against figures worked by hand, and against its own promises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from itertools import permutations
from math import isclose, sqrt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import sheet as sheet_module
from assessment.naming import CONFIDENCE, naming
from assessment.quiz import Bank, load_bank
from assessment.scoring import Answers, Result, marks, read_sheet, score
from assessment.sheet import Pick, SheetError
from tests.assessment.banks import (
    FOUR,
    SMALL,
    general_banks,
    good_bank,
    sheet,
    sheet_of,
    sheet_scoring,
    sheets,
)

GOOD = good_bank()
SMALL_BANK = load_bank(SMALL)


class Oracle:
    """A scorer written anew from the design, in fractions, by statement instead of by block."""

    def __init__(self, bank: Bank, data: Mapping[str, Any]) -> None:
        self.bank = bank
        picks = [(pick["most"], pick["least"]) for pick in data["blocks"].values()]
        self.firsts = [most for most, _ in picks]
        self.lasts = [least for _, least in picks]
        self.points: dict[str, list[int]] = {}
        self.most: dict[str, int] = {}
        self.least: dict[str, int] = {}
        for style in bank.styles:
            own = [one for block in bank.blocks for one in block.statements if one.style == style]
            picked = [(self.firsts.count(one.id) - self.lasts.count(one.id), one.keyed) for one in own]
            self.points[style] = [{"plus": value, "minus": -value}[keyed] for value, keyed in picked]
            self.most[style] = sum(one.id in self.firsts for one in own)
            self.least[style] = sum(one.id in self.lasts for one in own)
        self.scores = {style: sum(points) for style, points in self.points.items()}

    def shares(self) -> dict[str, Fraction]:
        """Each score moved up by its blocks, as a part of all of them, times 100."""
        parts = {style: self.scores[style] + len(points) for style, points in self.points.items()}
        return {style: Fraction(100 * part, sum(parts.values())) for style, part in parts.items()}

    def variance(self, style: str) -> Fraction | None:
        """The jackknife by its definition: leave each block out, estimate the sum from the others, compare."""
        points = self.points[style]
        n = len(points)
        if n < 2:
            return None
        without = [Fraction(n * (sum(points) - point), n - 1) for point in points]
        mean = sum(without) / n
        return Fraction(n - 1, n) * sum((one - mean) ** 2 for one in without)

    def order(self) -> list[str]:
        """By repeated stable sorting, the last rule first."""
        ranked = list(self.bank.styles)
        ranked.sort(key=lambda style: self.least[style])
        ranked.sort(key=lambda style: self.most[style], reverse=True)
        ranked.sort(key=lambda style: self.scores[style], reverse=True)
        return ranked

    def kind(self) -> str:
        """The rows of the design's table, read from below."""
        first, second, third = (self.scores[style] for style in self.order()[:3])
        if first - third <= 2 or max(map(abs, self.scores.values())) <= 2:
            return "none"
        return {0: "blend", 1: "blend", 2: "leaning"}.get(first - second, "style")

    def pivots(self) -> set[str]:
        """The blocks in which some other pair of picks leaves the primary with another style level or ahead."""
        first = self.order()[0]
        found = set()
        for block in self.bank.blocks:
            for most, least in permutations(block.statements, 2):
                scores = dict(self.scores)
                for one in block.statements:
                    sign = 1 if one.keyed == "plus" else -1
                    scores[one.style] -= sign * ((one.id in self.firsts) - (one.id in self.lasts))
                    scores[one.style] += sign * ((one is most) - (one is least))
                if max(value for style, value in scores.items() if style != first) >= scores[first]:
                    found.add(block.id)
        return found


def scored_cases(**options: bool) -> st.SearchStrategy[tuple[Bank, dict[str, Any]]]:
    """A general bank with a sheet for it."""
    return general_banks(**options).flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank)))


@given(scored_cases())
def test_scores_agree_with_an_independent_scorer(case: tuple[Bank, dict[str, Any]]) -> None:
    """On any bank, scores, shares, errors, bands, order, kind, page and pivots are those of the oracle."""
    bank, data = case
    result, oracle = score(bank, data), Oracle(bank, data)
    assert result.scores == oracle.scores
    assert list(result.scores) == list(bank.styles)
    assert result.held == {style: len(points) for style, points in oracle.points.items()}
    assert (result.most, result.least) == (oracle.most, oracle.least)
    for style, share in oracle.shares().items():
        assert isclose(result.shares[style], share, abs_tol=1e-12)
        error, variance, band = result.errors[style], oracle.variance(style), result.bands[style]
        if variance is None:
            assert error is None
            assert band is None
        else:
            assert error is not None
            assert band is not None
            assert isclose(error, sqrt(variance), abs_tol=1e-12)
            half = (
                1.28
                * sqrt(variance)
                * 100
                / sum(oracle.scores[one] + len(oracle.points[one]) for one in bank.styles)
            )
            assert isclose(band[0], share - half, abs_tol=1e-9)
            assert isclose(band[1], share + half, abs_tol=1e-9)
    order = oracle.order()
    assert list(result.order) == order
    assert (result.primary, result.secondary) == (order[0], order[1])
    assert result.lead == oracle.scores[order[0]] - oracle.scores[order[1]]
    assert result.kind == oracle.kind()
    pair = [style for style in bank.styles if style in order[:2]]
    assert result.page == {"none": "no-clear-style", "blend": "-".join(pair)}.get(result.kind, order[0])
    assert set(result.pivots) == oracle.pivots()


@given(scored_cases())
def test_leak_areas_agree_with_an_independent_scorer(case: tuple[Bank, dict[str, Any]]) -> None:
    """An area's score is the mean of its items turned the leaking way, or None; ranks run from the highest."""
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


@given(scored_cases(full=True, minus=False))
def test_full_banks_sum_to_zero_and_a_hundred(case: tuple[Bank, dict[str, Any]]) -> None:
    """Where every block holds every style and all is keyed plus, scores sum to 0 and shares to 100."""
    result = score(*case)
    blocks = len(case[0].blocks)
    assert sum(result.scores.values()) == 0
    assert isclose(sum(result.shares.values()), 100, abs_tol=1e-9)
    assert all(-blocks <= points <= blocks for points in result.scores.values())


@given(scored_cases(), st.data())
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


@given(st.data())
def test_lead_of_five_survives_any_other_answer(data: st.DataObject) -> None:
    """With a lead of 5 or more, no other answer to one block changes the primary; there are no pivots."""
    picks = st.permutations(range(4)).map(
        lambda order: sorted(order[:2]) if data.draw(st.booleans()) else order[:2]
    )
    blocks = {}
    for block in GOOD.blocks:
        ranked = sorted(block.statements, key=lambda one: FOUR.index(one.style))
        most, least = data.draw(picks)
        blocks[block.id] = {"most": ranked[most].id, "least": ranked[least].id}
    answers = {"bank": "nsa", "version": 1, "blocks": blocks}
    result = score(GOOD, answers)
    assume(result.lead >= 5)
    assert result.pivots == ()
    for block in GOOD.blocks:
        for most_one, least_one in permutations(block.statements, 2):
            changed = {**blocks, block.id: {"most": most_one.id, "least": least_one.id}}
            assert score(GOOD, {**answers, "blocks": changed}).primary == result.primary


def test_lead_of_four_can_fall_to_one_answer_at_most_level() -> None:
    """With a lead of 4, one block turned round brings the second level but not past: then pivots name such blocks."""
    picks = {block.id: ("lion", "dolphin") for block in GOOD.blocks[:4]}
    picks |= {block.id: ("owl", "monkey") for block in GOOD.blocks[4:8]}
    picks |= {block.id: ("lion", "owl") for block in GOOD.blocks[8:10]}
    picks |= {block.id: ("dolphin", "lion") for block in GOOD.blocks[10:11]}
    picks |= {block.id: ("monkey", "lion") for block in GOOD.blocks[11:]}
    result = score(GOOD, sheet(GOOD, picks))
    assert result.scores == {"lion": 4, "dolphin": -3, "owl": 2, "monkey": -3}
    assert result.lead == 2
    picks["a11"], picks["a12"] = ("lion", "dolphin"), ("dolphin", "monkey")
    result = score(GOOD, sheet(GOOD, picks))
    assert (result.lead, result.scores["lion"], result.scores["owl"]) == (5, 7, 2)
    picks["a11"] = ("dolphin", "monkey")
    result = score(GOOD, sheet(GOOD, picks))
    assert (result.lead, result.pivots) == (4, ("a09", "a10"))


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

    a01: red most, blue least. a02: red (keyed minus) most: -1, amber least. So red 0 of 2 blocks, green 0 of 2, blue -1
    of 2, amber -1 of 1; parts 2, 2, 1, 0 of 5.
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
    parts = marks(SMALL_BANK, read_sheet(SMALL_BANK, data))
    assert parts == {
        "a01": {"red": 1, "green": 0, "blue": -1},
        "a02": {"green": 0, "red": -1, "blue": 0, "amber": -1},
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


BOUNDARIES = [
    ((6, 6, -6, -6), "blend", "0\u20131", "blend", 40, "lion-dolphin"),
    ((5, 4, -4, -5), "blend", "0\u20131", "blend", 50, "lion-dolphin"),
    ((4, -4, 5, -5), "blend", "0\u20131", "blend", 50, "lion-owl"),
    ((-4, -5, 4, 5), "blend", "0\u20131", "blend", 50, "owl-monkey"),
    ((6, 4, -4, -6), "leaning", "2", "leaning", 60, "lion"),
    ((6, 3, -3, -6), "style", "3\u20134", "with", 70, "lion"),
    ((6, 2, -2, -6), "style", "3\u20134", "with", 70, "lion"),
    ((6, 1, -1, -6), "style", "5\u20136", "clearly", 85, "lion"),
    ((-6, 6, 0, 0), "style", "5\u20136", "clearly", 85, "dolphin"),
    ((6, -1, -1, -4), "style", "\u2265 7", "strongly", 95, "lion"),
    ((0, 0, 0, 0), "none", "first three within 2", "no clear style", None, "no-clear-style"),
    ((2, 2, 0, -4), "none", "first three within 2", "no clear style", None, "no-clear-style"),
    ((3, 1, 1, -5), "none", "first three within 2", "no clear style", None, "no-clear-style"),
    ((3, 3, 1, -7), "none", "first three within 2", "no clear style", None, "no-clear-style"),
    ((3, 1, 0, -4), "leaning", "2", "leaning", 60, "lion"),
    ((3, 2, 0, -5), "blend", "0\u20131", "blend", 50, "lion-dolphin"),
    ((2, 2, -2, -2), "none", "all within 2 of zero", "no clear style", None, "no-clear-style"),
    ((2, 1, -1, -2), "none", "all within 2 of zero", "no clear style", None, "no-clear-style"),
    ((2, 0, -1, -1), "none", "all within 2 of zero", "no clear style", None, "no-clear-style"),
    ((3, 0, -1, -2), "style", "3\u20134", "with", 70, "lion"),
    ((1, 1, 1, -3), "none", "first three within 2", "no clear style", None, "no-clear-style"),
    ((2, 1, -1, -2)[::-1], "none", "all within 2 of zero", "no clear style", None, "no-clear-style"),
    ((3, 0, 0, -3), "style", "3\u20134", "with", 70, "lion"),
]


@pytest.mark.parametrize(("scores", "kind", "row", "word", "percent", "page"), BOUNDARIES)
def test_naming_rule_at_its_boundaries(
    scores: tuple[int, ...], kind: str, row: str, word: str, percent: int | None, page: str
) -> None:
    """Each row of the table begins and ends where the design says, and no clear style comes before all others."""
    result = score(GOOD, sheet_scoring(GOOD, *scores))
    assert tuple(result.scores.values()) == scores
    assert (result.kind, result.page) == (kind, page)
    confidence = result.confidence
    assert (confidence.row, confidence.word, confidence.percent) == (row, word, percent)
    assert (confidence.guarantee is None) == (percent is None)
    assert confidence.simulated


def test_percentages_by_lead() -> None:
    """Each lead has the percentage of its row, rounded to five."""
    found = [naming((lead, 0, -8, -8))[1].percent for lead in range(12)]
    assert found == [40, 50, 60, 70, 70, 85, 85, 95, 95, 95, 95, 95]
    assert all((row.percent or 0) % 5 == 0 for _, row in CONFIDENCE)


def test_no_clear_style_goes_before_a_lead_of_three() -> None:
    """Three styles at 2, -1, -1 have a lead of 3, but all lie within 2 of zero."""
    kind, confidence = naming((2, -1, -1))
    assert (kind, confidence.row) == ("none", "all within 2 of zero")


def test_tie_goes_to_more_most_picks() -> None:
    """Of two equal scores, the style picked as most more often stands first, against the bank's order."""
    most = {"lion": 5, "dolphin": 0, "owl": 6, "monkey": 1}
    least = {"lion": 0, "dolphin": 6, "owl": 1, "monkey": 5}
    result = score(GOOD, sheet_of(GOOD, most, least))
    assert result.scores == {"lion": 5, "dolphin": -6, "owl": 5, "monkey": -4}
    assert (result.primary, result.secondary, result.page) == ("owl", "lion", "lion-owl")


def test_tie_goes_to_fewer_least_picks() -> None:
    """Of two styles with equal score and most-picks (one of them with a minus key), fewer least-picks decide."""
    text = SMALL.replace('text = "Green two."', 'text = "Green two."\nkeyed = "minus"')
    bank = load_bank(text)
    result = score(bank, sheet(bank, {"a01": ("blue", "red"), "a02": ("amber", "red")}))
    assert (result.scores["red"], result.scores["green"]) == (0, 0)
    assert (result.most["red"], result.most["green"]) == (0, 0)
    assert (result.least["red"], result.least["green"]) == (2, 0)
    assert result.order.index("green") < result.order.index("red")


def test_last_tie_goes_to_the_banks_order() -> None:
    """Styles alike in all counts stand in the bank's order."""
    flat = dict.fromkeys(FOUR, 3)
    assert score(GOOD, sheet_of(GOOD, flat, flat)).order == FOUR


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


def test_sheet_may_come_as_answers_mapping_or_text() -> None:
    """Answers, the mapping and the JSON text of one sheet give one result, and Answers go back to the sheet."""
    data = {**sheet_scoring(GOOD, 6, 1, -1, -6), "leaks": {"b01": 2}, "context": {"side": "buy"}}
    answers = read_sheet(GOOD, json.dumps(data))
    assert answers == read_sheet(GOOD, data)
    assert score(GOOD, answers) == score(GOOD, data)
    assert answers.to_json() == data
    assert answers.blocks["a01"] == Pick(**data["blocks"]["a01"])


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
        "guarantee": "No single answer could change this: whatever one block says, the same style comes first.",
        "simulated": True,
    }
    assert data["leaks"]["area-a"] == {"score": 3.0, "answers": {"b01": 2, "b07": 2}, "rank": 1}
    assert data["axes"] == {"own_minus_both": 10, "search_minus_close": -14}
    assert data["notes"][0].keys() == {"code", "text"}


def test_records_cannot_be_changed() -> None:
    """Results and answers are frozen and have no room for other fields."""
    result = score(GOOD, sheet_scoring(GOOD, 6, 1, -1, -6))
    with pytest.raises(FrozenInstanceError):
        result.lead = 3  # type: ignore[misc]
    assert not hasattr(result, "__dict__")
    assert isinstance(result, Result)


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
    ("[" * 100_000, "not-json", "", "not JSON", "one JSON object"),
    ("[1]", "wrong-type", "", "the sheet is [1]", "one JSON object"),
    ([1], "wrong-type", "", "the sheet is [1]", "one JSON object"),
    ('{"bank": "nsa", "bank": "nsa"}', "duplicate-key", "bank", '"bank" stands twice', "Keep one"),
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
    (changed(leaks={"b01": 0}), "leak-value", "leaks.b01", "the answer is 0", "1 (never) to 5 (every time)"),
    (changed(leaks={"b01": 6}), "leak-value", "leaks.b01", "the answer is 6", "leave the item out"),
    (changed(leaks={"b01": True}), "leak-value", "leaks.b01", "the answer is True", "whole number"),
    (changed(leaks={"b01": 3.0}), "leak-value", "leaks.b01", "the answer is 3.0", "whole number"),
    (changed(leaks={"b01": "3"}), "leak-value", "leaks.b01", 'the answer is "3"', "whole number"),
    (changed(leaks={"b01": [None]}), "leak-value", "leaks.b01", "the answer is [None]", "leave the item out"),
    (changed(context={"sde": "buy"}), "unknown-context", "context.sde", '"sde"', 'Did you mean "side"?'),
    (changed(context={"side": "bye"}), "unknown-option", "context.side", '"bye"', 'Did you mean "buy"?'),
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
    """Answers that did not come through the reader cannot slip past it: no result before all blocks are answered."""
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
