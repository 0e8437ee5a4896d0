"""The working of a result: it adds up, and it says which rule decided."""

from __future__ import annotations

from typing import Any

from assessment.quiz import load_bank
from assessment.scoring import score
from assessment.words import Shown, shown
from tests.assessment.banks import (
    SMALL,
    good_bank,
    sheet,
    sheet_of,
    sheet_scoring,
)

GOOD = good_bank()
SMALL_BANK = load_bank(SMALL)


def words(*scores: int, **more: Any) -> Shown:
    """The words for a sheet with these scores on the good bank."""
    return shown(GOOD, score(GOOD, {**sheet_scoring(GOOD, *scores), **more}))


def test_working_adds_up() -> None:
    """Each block shows its picks and points, the totals run, and the row used is the one of the result."""
    result = score(GOOD, sheet_scoring(GOOD, 6, 1, -1, -6))
    found = shown(GOOD, result).working
    assert [row.number for row in found.blocks] == list(range(1, 13))
    texts = {one.text: one.style for block in GOOD.blocks for one in block.statements}
    totals = dict.fromkeys(GOOD.styles, 0)
    for row in found.blocks:
        totals[texts[row.most]] += 1
        totals[texts[row.least]] -= 1
        assert row.points == {texts[row.most]: "+1", texts[row.least]: "\u22121"}
        assert {style: int(text.replace("\u2212", "-")) for style, text in row.totals.items()} == totals
    assert totals == result.scores
    assert found.blocks[-1].totals == found.totals
    assert found.lead == "Lead = Lion 6 less Dolphin 1 = 5."
    assert found.shares == "Share of a style = 100 × (its points + 12) / 48."
    assert [row.lead for row in found.table if row.used] == ["5\u20136"]
    assert "no style is named" in words(1, -1, 1, -1).working.rule


def test_tie_between_two_styles_is_explained() -> None:
    """Where the tie order decided what is shown, the page says so, and by which rule."""
    most, least = {"lion": 5, "owl": 6, "monkey": 1}, {"dolphin": 6, "owl": 1, "monkey": 5}
    blend = shown(GOOD, score(GOOD, sheet_of(GOOD, most, least)))
    assert blend.order_note == (
        "Owl and Lion have the same score; where one of them must stand first, it is Owl, because it was"
        " picked as most like more often."
    )
    assert words(6, 6, -6, -6).order_note == (
        "Lion and Dolphin have the same score; where one of them must stand first, it is Lion, because of the"
        " fixed order Lion, Dolphin, Owl and Monkey."
    )
    second = words(4, 0, 0, -4).order_note or ""
    assert second.startswith("Dolphin and Owl have the same score; Dolphin is named second, because ")
    assert words(12, -12, 0, 0).order_note is None
    assert words(6, 1, -1, -6).order_note is None


def test_tie_by_least_picks_is_explained() -> None:
    """A tie that only the least-picks decide is explained by them."""
    data = SMALL.replace('text = "Green two."', 'text = "Green two."\nkeyed = "minus"')
    third = """
[[blocks]]
id = "a03"
  [[blocks.statements]]
  id = "a03-1"
  style = "blue"
  text = "Blue three."
  [[blocks.statements]]
  id = "a03-2"
  style = "amber"
  text = "Amber three."
  [[blocks.statements]]
  id = "a03-3"
  style = "green"
  text = "Green three."
"""
    more = [third.replace("a03", f"a{number:02}").replace("three", f"no {number}") for number in range(3, 7)]
    bank = load_bank(data + "".join(more))
    picks = {"a01": ("blue", "red"), "a02": ("blue", "red")}
    picks |= {f"a{number:02}": ("blue", "amber") for number in range(3, 7)}
    result = score(bank, sheet(bank, picks))
    assert (result.scores["red"], result.scores["green"], result.lead) == (0, 0, 6)
    assert shown(bank, result).order_note == (
        "Green and Red have the same score; Green is named second, because it was picked as least like less"
        " often."
    )


def test_worked_shares_round_by_largest_remainder() -> None:
    """37.5, 27.08, 18.75 and 16.67 become 37, 27, 19 and 17, with the bands of the worked example."""
    most = {"lion": 7, "dolphin": 1, "owl": 3, "monkey": 1}
    least = {"lion": 1, "dolphin": 5, "owl": 2, "monkey": 4}
    found = shown(GOOD, score(GOOD, sheet_of(GOOD, most, least)))
    rows = [(one.style, one.animal, one.share, one.low, one.high) for one in found.shares]
    assert rows == [
        ("lion", "Lion", 37, 31, 44),
        ("owl", "Owl", 27, 21, 33),
        ("monkey", "Monkey", 19, 13, 24),
        ("dolphin", "Dolphin", 17, 11, 23),
    ]
    assert found.shares[0].text == "Lion, the Closer: 37 of 100, 80% band 31 to 44"
    assert found.axes == (
        "You tend to follow your own gain more than the gain of both sides (+14), and to close on what is"
        " known more than to search (\u22124); each axis runs from \u221224 to +24."
    )


def test_share_without_a_band_says_why() -> None:
    """No band for a style in one block, nor where all blocks say the same: the text says which."""
    small = score(SMALL_BANK, sheet(SMALL_BANK, {"a01": ("red", "blue"), "a02": ("red", "amber")}))
    texts = {one.style: one.text for one in shown(SMALL_BANK, small).shares}
    assert texts["amber"] == "Amber: 0 of 100, no band, as fewer than two blocks hold this style"
    assert texts["green"] == "Green: 40 of 100, no band, as every block said the same"
    assert texts["blue"] == "Blue: 20 of 100, 80% band 0 to 46"
