"""The estimate from six observations: its rule, what one answer changes, and that it is never sure."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.counterpart import CONFIDENCE, counterpart, estimate
from assessment.observing import POLES, QUESTIONS, UNSEEN, WATCH
from assessment.styles import STYLES
from tests.assessment.takes import BLEND, NONE, OWL, ask, claim, code

IDS = [question.id for question in QUESTIONS]
EVERY = [
    dict(zip(IDS, answers, strict=True))
    for answers in product(*((*question.answers, UNSEEN) for question in QUESTIONS))
]
"""All 729 ways to answer."""
ANSWERS = st.sampled_from(EVERY)


def expected(answers: dict[str, str]) -> set[str]:
    """The styles by the rule as the page states it, written anew: the more frequent pole of each axis."""
    fitting = set(STYLES)
    votes = Counter(answers.values())
    for field, (one, other) in POLES.items():
        if votes[one] != votes[other]:
            pole = one if votes[one] > votes[other] else other
            fitting &= {style.id for style in STYLES.values() if getattr(style, field) == pole}
    return fitting if len(fitting) < len(STYLES) else set()


def test_three_questions_look_at_each_axis() -> None:
    """Six questions, three an axis, each with that axis's two poles in the order of the poles."""
    assert Counter(question.axis for question in QUESTIONS) == {"gain": 3, "deal": 3}
    assert all(tuple(question.answers) == POLES[question.axis] for question in QUESTIONS)
    texts = [text for question in QUESTIONS for text in (question.text, *question.answers.values())]
    assert len(set(texts)) == len(texts)


def test_estimate_follows_the_rule_for_every_answer() -> None:
    """For all 729 ways to answer, the styles are those whose sides got more answers."""
    assert len(EVERY) == 729
    for answers in EVERY:
        assert set(estimate(answers)) == expected(answers), answers
    assert {len(estimate(answers)) for answers in EVERY} == {0, 1, 2}


@given(ANSWERS)
def test_changes_are_exact(answers: dict[str, str]) -> None:
    """A sentence stands for each single answer that gives other styles, and for no other."""
    found = counterpart(answers, None)
    wanted = Counter(
        number
        for number, question in enumerate(QUESTIONS, 1)
        for answer in (*question.answers, UNSEEN)
        if expected({**answers, question.id: answer}) != expected(answers)
    )
    assert Counter(int(line.split(":")[0].removeprefix("Question ")) for line in found.changes) == wanted
    assert ("No single" in found.changes_note) == (not wanted)


@given(ANSWERS, st.sampled_from([None, *STYLES]))
def test_confidence_is_always_low(answers: dict[str, str], you: str | None) -> None:
    """Whatever was seen, the estimate says that it is of low confidence, and why."""
    found = counterpart(answers, you)
    assert found.confidence == CONFIDENCE
    assert "Nobody has checked" in found.reasons
    assert len(found.pairs) == len(found.styles) * bool(you)


def test_every_style_has_something_to_watch_for() -> None:
    """A guess comes with what would speak against it; two candidates come with how to tell them apart."""
    assert set(WATCH) == set(STYLES)
    lion = counterpart({**dict.fromkeys(IDS, UNSEEN), "o1": "own", "o2": "closes"}, None)
    assert lion.watch == (WATCH["lion"],)
    two = counterpart({**dict.fromkeys(IDS, UNSEEN), "o1": "own"}, None)
    assert two.styles == ("lion", "owl")
    assert two.watch[:2] == (WATCH["lion"], WATCH["owl"])
    assert two.watch[2].startswith("To see how they reach a deal")
    assert "did not show" in two.headline


def test_nothing_seen_gives_no_style() -> None:
    """Without a lean on either axis there is no estimate and no pair, and the page says so."""
    found = counterpart(dict.fromkeys(IDS, UNSEEN), "owl")
    assert (found.styles, found.pairs) == ((), ())
    assert found.headline == "These answers point at no style: both axes are level."
    assert found.reasons.startswith("No observations")


def test_own_style_chooses_the_pairs() -> None:
    """The pairs are the visitor's style, chosen or by their take, with each candidate; a blend has two."""
    answers = {**dict.fromkeys(IDS, UNSEEN), "o1": "own"}
    assert counterpart(answers, "monkey").pairs == ("monkey-meets-lion", "monkey-meets-owl")
    assert counterpart(answers, claim(OWL)).pairs == ("owl-meets-lion", "owl-meets-owl")
    blend = counterpart(answers, claim(BLEND))
    assert blend.pairs == ("lion-meets-lion", "lion-meets-owl", "owl-meets-lion", "owl-meets-owl")
    assert "a blend" in blend.own
    assert counterpart(answers, claim(NONE)).pairs == ()


def test_door_takes_style_sheet_or_code() -> None:
    """The visitor's own style comes as an id, as a sheet or as a code, and all give the same pairs."""
    answers = {**dict.fromkeys(IDS, UNSEEN), "o1": "own", "o2": "closes"}
    sheet = ask(do="open", code=code(OWL, private=True))["sheet"]
    given_ = [{"you": "owl"}, {"sheet": sheet}, {"code": code(OWL)}]
    found = [ask(do="counterpart", answers=answers, **one)["shown"]["pairs"] for one in given_]
    assert found == [["owl-meets-lion"]] * 3


@pytest.mark.parametrize(
    ("answers", "code_", "place"),
    [
        ({}, "unanswered", "o1"),
        ({"o1": "own", "o3": "own"}, "unanswered", "o2"),
        ({**EVERY[0], "o7": "own"}, "unknown-question", "o7"),
        ({**EVERY[0], "o2": "own"}, "unknown-answer", "o2"),
        ({**EVERY[0], "o2": 1}, "unknown-answer", "o2"),
    ],
)
def test_bad_answers_are_refused_at_their_question(
    answers: dict[str, object], code_: str, place: str
) -> None:
    """A missing, unknown or odd answer is named, with what to do."""
    error = ask(do="counterpart", answers=answers)["error"]
    assert (error["code"], error["place"]) == (code_, place)
    assert error["hint"]


def test_unknown_own_style_is_refused() -> None:
    """A style that is none is refused at the choice of one's own."""
    error = ask(do="counterpart", answers=EVERY[0], you="lyon")["error"]
    assert (error["code"], error["place"], error["hint"]) == ("unknown-style", "you", 'Did you mean "lion"?')
