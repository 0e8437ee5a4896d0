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


def test_style_ids_of_other_banks_get_a_capital() -> None:
    """For styles that are not the four, the id with a capital letter stands for animal and name."""
    bank = load_bank(SMALL.replace('keyed = "minus"\n', "", 1).replace('"a02"', '"a02"'))
    found = shown(bank, score(bank, sheet(bank, {"a01": ("red", "blue"), "a02": ("red", "blue")})))
    assert found.headline.startswith("No style") or "Red" in found.headline
    assert {one.title for one in found.shares} == {"Red", "Green", "Blue", "Amber"}
    assert FOUR[0] not in json.dumps(found.to_json())
