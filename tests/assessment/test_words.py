"""The sentences of a result: the right one for each kind, honest, and the same wherever they are shown."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.browser import bank_sheet
from assessment.codes import Profile
from assessment.context import NEXT_DEAL
from assessment.naming import naming
from assessment.quiz import Bank, bundled_bank, load_bank
from assessment.scoring import score, score_profile
from assessment.words import Shown, shown
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


def words(*scores: int, **more: Any) -> Shown:
    """The words for a sheet with these scores on the good bank."""
    return shown(GOOD, score(GOOD, {**sheet_scoring(GOOD, *scores), **more}))


def all_texts(value: Any) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in all_texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in all_texts(one)]
    return [value] if isinstance(value, str) else []


NAMED = [
    ((8, 1, -3, -6), "strongly Lion", "You tend to play as a Lion, the Closer.", "Lion, the Closer", "lion"),
    (
        (6, -6, 1, -1),
        "clearly Lion, then Owl",
        "You tend to play as a Lion, the Closer.",
        "Lion, the Closer",
        "lion",
    ),
    (
        (2, -2, 6, -6),
        "Owl with Lion",
        "You tend to play as an Owl, the Strategist.",
        "Owl, the Strategist",
        "owl",
    ),
    (
        (4, -4, -6, 6),
        "Monkey, leaning Lion",
        "You tend to play as a Monkey, the Game Changer, and lean towards the Lion.",
        "Monkey, the Game Changer",
        "monkey",
    ),
    ((5, -5, 6, -6), "Lion\u2013Owl", "You tend to play between Lion and Owl.", "Lion\u2013Owl", "lion-owl"),
    (
        (1, -1, 1, -1),
        "no clear style",
        "No style stands out in your answers, and that is a result too.",
        "No clear style",
        "no-clear-style",
    ),
]


@pytest.mark.parametrize(("scores", "label", "headline", "title", "page"), NAMED)
def test_each_kind_has_its_words(
    scores: tuple[int, ...], label: str, headline: str, title: str, page: str
) -> None:
    """Label, headline, title and page of every row of the naming table."""
    found = words(*scores)
    assert (found.label, found.headline, found.title, found.page) == (label, headline, title, page)


@pytest.mark.parametrize(
    ("scores", "percent"),
    [
        ((6, 6, -6, -6), 45),
        ((6, 5, -5, -6), 55),
        ((6, 4, -4, -6), 60),
        ((6, 2, -2, -6), 70),
        ((8, 2, -4, -6), 85),
    ],
)
def test_confidence_is_about_a_number_and_said_to_be_simulated(scores: tuple[int, ...], percent: int) -> None:
    """The confidence sentence gives the rounded figure; the note gives the lead, and where it comes from."""
    found = words(*scores)
    assert found.confidence.endswith(f"Lion comes first? About {percent} in 100.")
    note = found.confidence_note or ""
    assert "simulated" in note
    assert "not been measured on people" in note
    assert f"({scores[0] - scores[1]} in this result)" in note


@pytest.mark.parametrize(
    ("scores", "reason"), [((2, 2, 1, -5), "first three styles"), ((2, 1, -1, -2), "Every style")]
)
def test_no_clear_style_gives_its_reason_and_no_chance(scores: tuple[int, ...], reason: str) -> None:
    """Without a clear style there is no percentage and no guarantee; the rule that applied is named."""
    found = words(*scores)
    assert reason in found.confidence
    assert "in 100" not in found.confidence
    assert (found.guarantee, found.robustness, found.order_note) == (None, None, None)


def test_robustness_says_what_one_answer_could_do() -> None:
    """Where one answer is enough, the styles it could put first and the blocks that matter are named."""
    lions = dict.fromkeys(("a01", "a02", "a03"), ("lion", "monkey"))
    owls = dict.fromkeys(("a04", "a05", "a06"), ("owl", "dolphin"))
    against = {"a07": ("lion", "owl"), "a08": ("dolphin", "owl"), "a09": ("monkey", "owl")}
    rest = {"a10": ("dolphin", "monkey"), "a11": ("monkey", "dolphin"), "a12": ("monkey", "dolphin")}
    found = shown(GOOD, score(GOOD, sheet(GOOD, lions | owls | against | rest)))
    assert found.robustness == (
        "One different answer could put Owl first instead of Lion; the block that matters is 7."
    )
    assert found.label_note is None
    blend = words(6, 5, -5, -6).robustness or ""
    assert blend.startswith(
        "One different answer could put Dolphin first instead of Lion; the blocks that matter are 1"
    )


def test_robustness_says_how_many_answers_it_takes() -> None:
    """Where one answer is not enough: so many, such as these, and who would come first; the label apart."""
    found = words(6, 1, -1, -6)
    assert found.robustness == (
        "No single answer could put another style first. It would take at least two different answers, such"
        " as in blocks 1 and 2; then Dolphin would come first."
    )
    assert (found.label_note or "").startswith(
        "The name of this result is less firm: one different answer, in"
    )
    assert words(12, -12, 0, 0).label_note is None
    assert words(12, -12, 0, 0).guarantee is None


def test_no_clear_style_says_what_one_answer_could_name() -> None:
    """Without a clear style no robustness is claimed; the pages that one answer could show are."""
    found = words(2, 2, 1, -5)
    assert found.robustness is None
    assert (found.label_note or "").startswith("One different answer, in any of")


@pytest.mark.parametrize("scores", [(8, 1, -3, -6), (6, 1, -1, -6), (6, 3, -3, -6), (6, 5, -5, -6)])
def test_shared_result_gives_the_guarantee_of_the_row(scores: tuple[int, ...]) -> None:
    """Without the answers, the guarantee that holds for every sheet of that lead stands in their place."""
    result = score(GOOD, sheet_scoring(GOOD, *scores))
    shared = score_profile(GOOD, Profile(1, result.most, result.least))
    found = shown(GOOD, shared)
    assert found.guarantee == naming(sorted(scores, reverse=True))[1].guarantee
    assert (found.robustness, found.label_note, found.leaks, found.unscored) == (None, None, (), ())
    assert found.shared
    assert found.headline == "Whoever answered tends to play " + found.headline.partition(" to play ")[2]
    assert (found.shares, found.label) == (shown(GOOD, result).shares, shown(GOOD, result).label)
    assert [row.block for row in found.working.blocks] == []


def test_least_like_is_named_unless_three_are_level() -> None:
    """The lowest style is named with its line, two if level; nothing where more are, or without the four."""
    assert words(6, 1, -1, -6).last == (
        "Least like you in these answers: Monkey, the Game Changer (asks, reframes, adds issues and builds"
        " another deal)."
    )
    assert "Owl, the Strategist (studies" in (words(6, 0, -3, -3).last or "")
    assert words(6, -2, -2, -2).last is None
    assert words(1, -1, 1, -1).last is None


def test_context_adds_a_sentence_on_the_next_deal() -> None:
    """Each unscored answer that has words adds them, in the order of the questions; the score is the same."""
    bank = bundled_bank()
    data = json.loads(bank_sheet())
    plain = score(bank, data)
    told = score(bank, {**data, "context": {"stake": "price", "side": "buy"}})
    assert shown(bank, plain).next_deal == ()
    assert shown(bank, told).next_deal == (NEXT_DEAL["side"]["buy"], NEXT_DEAL["stake"]["price"])
    assert told.scores == plain.scores
    known = {item.id: {option.id for option in item.options} for item in bank.context}
    assert all(set(words) <= known[question] for question, words in NEXT_DEAL.items())


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


@given(general_banks().flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank))))
def test_words_hold_for_any_bank(case: tuple[Bank, dict[str, Any]]) -> None:
    """Whole shares sum to 100, lie near the exact share and within their bands; all is plain JSON."""
    bank, data = case
    result = score(bank, data)
    found = shown(bank, result)
    assert sum(one.share for one in found.shares) == 100
    assert [one.style for one in found.shares] == list(result.order)
    for one in found.shares:
        assert abs(one.share - result.shares[one.style]) < 1
        assert (one.low is None) == (one.high is None) == (result.errors[one.style] is None)
        if one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.share <= one.high <= 100
        assert one.animal == one.style.capitalize()
    value = found.to_json()
    assert json.loads(json.dumps(value)) == value
    assert [leak.rank for leak in found.leaks] == list(range(1, len(found.leaks) + 1))
    assert len(found.leaks) + len(found.unscored) == len(bank.areas)
    assert not any("None" in text for text in all_texts(value))


@given(sheets(GOOD))
def test_words_say_how_you_play_and_do_not_shout(data: dict[str, Any]) -> None:
    """No sentence shouts or says what the taker is; headlines say how they tend to play."""
    result = score(GOOD, data)
    found = shown(GOOD, result)
    for text in all_texts(found.to_json()):
        assert "!" not in text
        assert not re.search(r"\byou are an? |\byou're\b", text, re.IGNORECASE)
    assert found.headline.startswith("You tend to play") or result.kind == "none"


def test_axes_are_worded_for_each_direction() -> None:
    """Both directions and the middle of each axis have their words."""
    assert words(0, 0, 0, 0).axes == (
        "You tend to follow your own gain as much as the gain of both sides (0), and to search as much as to"
        " close on what is known (0); each axis runs from \u221224 to +24."
    )
    other = words(-6, -1, 1, 6).axes or ""
    assert "the gain of both sides more than your own gain (\u221210)" in other
    assert "to search more than to close on what is known (+14)" in other
    small = score(SMALL_BANK, sheet(SMALL_BANK, {"a01": ("red", "blue"), "a02": ("red", "amber")}))
    assert shown(SMALL_BANK, small).axes is None


def test_share_without_a_band_says_why() -> None:
    """No band for a style in one block, nor where all blocks say the same: the text says which."""
    small = score(SMALL_BANK, sheet(SMALL_BANK, {"a01": ("red", "blue"), "a02": ("red", "amber")}))
    texts = {one.style: one.text for one in shown(SMALL_BANK, small).shares}
    assert texts["amber"] == "Amber: 0 of 100, no band, as fewer than two blocks hold this style"
    assert texts["green"] == "Green: 40 of 100, no band, as every block said the same"
    assert texts["blue"] == "Blue: 20 of 100, 80% band 0 to 46"


def test_style_ids_of_other_banks_get_a_capital() -> None:
    """For styles that are not the four, the id with a capital letter stands for animal and name."""
    bank = load_bank(SMALL.replace('keyed = "minus"\n', "", 1).replace('"a02"', '"a02"'))
    found = shown(bank, score(bank, sheet(bank, {"a01": ("red", "blue"), "a02": ("red", "blue")})))
    assert found.headline.startswith("No style") or "Red" in found.headline
    assert {one.title for one in found.shares} == {"Red", "Green", "Blue", "Amber"}
    assert FOUR[0] not in json.dumps(found.to_json())
