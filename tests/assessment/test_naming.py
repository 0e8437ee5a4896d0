"""The naming rule: each row of the table, no clear style before all others, and ties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.calibration import committed
from assessment.naming import CONFIDENCE, naming
from assessment.quiz import load_bank
from assessment.scoring import score
from assessment.words import shown
from tests.assessment.banks import FOUR, SMALL, good_bank, sheet, sheet_of, sheet_scoring

GOOD = good_bank()

BOUNDARIES = [
    ((6, 6, -6, -6), "blend", "0\u20131", "blend", 45, "lion-dolphin"),
    ((5, 4, -4, -5), "blend", "0\u20131", "blend", 55, "lion-dolphin"),
    ((4, -4, 5, -5), "blend", "0\u20131", "blend", 55, "lion-owl"),
    ((-4, -5, 4, 5), "blend", "0\u20131", "blend", 55, "owl-monkey"),
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
    ((3, 2, 0, -5), "blend", "0\u20131", "blend", 55, "lion-dolphin"),
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
    """Each row of the table begins and ends where the design says; no clear style is looked for first."""
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
    assert found == [45, 55, 60, 70, 70, 85, 85, 95, 95, 95, 95, 95]
    assert all((row.percent or 0) % 5 == 0 for _, row in CONFIDENCE)


def test_percentages_are_those_of_the_calibration() -> None:
    """Each row's percentage is the calibration's for that lead, both conditions pooled, rounded to five."""
    rows = committed()["conditions"]["pooled"]["by_lead"].values()
    found = [5 * round(20 * row["right"] / row["takers"]) for row in rows]
    assert [row.percent for _, row in CONFIDENCE] == found


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
    """Of two styles with equal score and most-picks (one with a minus key), fewer least-picks decide."""
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


def test_uncalibrated_bank_gets_no_percentage() -> None:
    """Without a simulation of its own a bank's result claims no chance; the guarantee of its row holds."""
    bank = replace(GOOD, version=2)
    sure, unsure = (score(one, sheet_scoring(one, 6, 1, -1, -6)) for one in (GOOD, bank))
    assert (unsure.confidence.percent, unsure.confidence.simulated) == (None, False)
    assert unsure.confidence == replace(sure.confidence, percent=None, simulated=False)
    found = shown(bank, unsure)
    assert found.confidence == (
        "How sure is it that Lion comes first? This instrument has not been calibrated, so no chance is"
        " given, only what is certain."
    )
    assert found.confidence_note is None
    assert found.robustness == shown(GOOD, sure).robustness
    assert {row.chance for row in found.working.table} == {"not calibrated"}
    assert [row.lead for row in found.working.table if row.used] == ["5\u20136"]
    flat = score(bank, sheet_scoring(bank, 0, 0, 0, 0))
    assert not flat.confidence.simulated
    assert "calibrated" not in shown(bank, flat).confidence
