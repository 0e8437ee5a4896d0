"""The self-check of an organisation: points that add up, advice by a rule that can be told, named errors."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import PlacedError
from ledger.faults import Faults
from ledger.maturity import OWNERS, MaturityError, assess, bank

PILLARS = {
    "standard": ("limits", "words", "mandate"),
    "outcomes": ("concessions", "cost", "invoices"),
    "style": ("own-style", "coaching", "pairs"),
    "compounding": ("joined", "changed", "owner"),
}
"""Written here again, so that a change of the bank is noticed."""
READERS = {
    "standard": "coo",
    "outcomes": "cfo",
    "style": "learning-and-development",
    "compounding": "cso",
}
QUESTIONS = [question for questions in PILLARS.values() for question in questions]
ALL = st.fixed_dictionaries({question: st.integers(0, 3) for question in QUESTIONS})


def answered(**points: int) -> dict[str, int]:
    """Answers with the same anchor for all questions of a pillar; 0 where a pillar is not named."""
    return {question: points.get(pillar, 0) for pillar, own in PILLARS.items() for question in own}


def refused(answers: Mapping[str, object]) -> PlacedError:
    """The error of answers that cannot be used."""
    with pytest.raises((MaturityError, Faults)) as caught:
        assess(answers)
    return caught.value


# The bank


def test_bank_has_four_pillars_of_three_questions_of_four_anchors() -> None:
    """Twelve questions in the order of the pillars, each with evidence and four different anchors."""
    questions = bank()
    assert [pillar.id for pillar in questions.pillars] == list(PILLARS)
    assert {pillar: tuple(one.id for one in questions.of(pillar)) for pillar in PILLARS} == PILLARS
    assert [question.id for question in questions.questions] == QUESTIONS
    for question in questions.questions:
        assert len(set(question.anchors)) == 4
        assert question.text
        assert question.evidence


def test_every_pillar_has_an_owner_of_its_own() -> None:
    """Each pillar leads to another page; the fifth page is for what is no single function's."""
    owners = {pillar.id: pillar.owner for pillar in bank().pillars}
    assert owners == READERS
    assert set(OWNERS) == {*READERS.values(), "chief-negotiation-officer"}


# The points


@pytest.mark.parametrize("pillar", PILLARS)
def test_every_combination_of_a_pillar_sums_right(pillar: str) -> None:
    """All 64 ways to answer a pillar: its points, its working, its share, and whether it is in place."""
    at = list(PILLARS).index(pillar)
    for points in product(range(4), repeat=3):
        found = assess({**answered(), **dict(zip(PILLARS[pillar], points, strict=True))})
        row, total = found["pillars"][at], sum(points)
        assert (row["id"], row["points"], row["of"]) == (pillar, total, 9)
        assert row["working"] == f"{points[0]} + {points[1]} + {points[2]} = {total} of 9"
        assert row["share"] == pytest.approx(total / 9)
        assert row["in_place"] is (total >= 6)
        assert found["total"] == f"{total} of 36 points"
        assert [other["points"] for other in found["pillars"]] == [total if i == at else 0 for i in range(4)]


@given(ALL)
def test_total_is_the_sum_of_what_is_shown(answers: dict[str, int]) -> None:
    """The working of the whole adds the points of the four pillars."""
    found = assess(answers)
    sums = [sum(answers[question] for question in own) for own in PILLARS.values()]
    assert [row["points"] for row in found["pillars"]] == sums
    assert found["working"] == f"{' + '.join(map(str, sums))} = {sum(sums)}"
    assert found["total"] == f"{sum(answers.values())} of 36 points"


# The advice


def expected(answers: Mapping[str, int]) -> tuple[str, str]:
    """The beginning of the advice and the owner, by the rule as it is told to readers."""
    sums = {pillar: sum(answers[question] for question in own) for pillar, own in PILLARS.items()}
    people = Fraction(sums["style"], 9) >= Fraction(2, 3)
    organisation = Fraction(sum(sums.values()) - sums["style"], 27) >= Fraction(2, 3)
    advice = {
        (True, True): "Neither first",
        (True, False): "People first",
        (False, True): "The organisation first: a system around people",
        (False, False): "The organisation first, then its people",
    }[organisation, people]
    low = [pillar for pillar in sums if sums[pillar] == min(sums.values())]
    return advice, READERS[low[0]] if len(low) == 1 else "chief-negotiation-officer"


@given(ALL)
def test_advice_follows_the_rule_as_it_is_told(answers: dict[str, int]) -> None:
    """Two thirds of its points put a side in place; the lowest pillar chooses the page."""
    found = assess(answers)
    advice, owner = expected(answers)
    assert found["advice"].startswith(advice)
    assert (found["owner"], found["owner_name"]) == (owner, OWNERS[owner])
    assert OWNERS[owner] in found["steps"][-1]


def test_advice_follows_the_rule_for_every_sum_of_the_pillars() -> None:
    """Sums of four pillars around every edge: 6 of 9, 18 of 27, and where pillars tie."""
    ways = {sum(way): way for way in product(range(4), repeat=3)}
    seen: set[str] = set()
    for sums in product((0, 3, 5, 6, 7, 9), repeat=4):
        answers = {
            question: point
            for own, total in zip(PILLARS.values(), sums, strict=True)
            for question, point in zip(own, ways[total], strict=True)
        }
        found = assess(answers)
        advice, owner = expected(answers)
        assert found["advice"].startswith(advice)
        assert found["owner"] == owner
        seen.add(found["advice"])
    assert len(seen) == 4


@pytest.mark.parametrize("owner", OWNERS)
def test_every_owner_can_be_reached(owner: str) -> None:
    """Each page has answers that lead to it."""
    low = [pillar for pillar, reader in READERS.items() if reader == owner] or ["standard", "style"]
    points = {pillar: 1 if pillar in low else 2 for pillar in PILLARS}
    assert assess(answered(**points))["owner"] == owner


def test_next_steps_are_the_anchors_above_the_lowest_answers() -> None:
    """The three questions with the fewest points, earlier ones first, each with the anchor that is next."""
    answers = {**answered(standard=2, outcomes=2, style=3, compounding=3), "changed": 0, "cost": 1}
    asked = {question.id: question for question in bank().questions}
    assert assess(answers)["next"] == [
        {"question": asked[id_].text, "answer": asked[id_].anchors[place]}
        for id_, place in (("changed", 1), ("cost", 2), ("limits", 3))
    ]


@given(ALL)
def test_next_steps_are_never_there_already(answers: dict[str, int]) -> None:
    """What is shown next holds for none of the answers, and at full points nothing is left."""
    asked = {question.id: question for question in bank().questions}
    open_ = [asked[id_] for id_ in QUESTIONS if answers[id_] < 3]
    found = assess(answers)["next"]
    assert len(found) == min(3, len(open_))
    later = [{"question": one.text, "answer": one.anchors[answers[one.id] + 1]} for one in open_]
    assert all(step in later for step in found)


def test_full_points_leave_nothing_open() -> None:
    """All at the last anchor: neither first, and no next step."""
    found = assess(answered(standard=3, outcomes=3, style=3, compounding=3))
    assert found["advice"].startswith("Neither first")
    assert found["next"] == []


# What is no answer


def test_every_question_without_an_answer_is_named_at_once() -> None:
    """All of them in one error, in the order of the page, each by what it asks."""
    answers: dict[str, Any] = {key: 0 for key in answered() if key not in ("words", "changed")}
    error = refused({**answers, "cost": 7})
    assert isinstance(error, Faults)
    texts = {question.id: question.text for question in bank().questions}
    assert [(one.place, one.message) for one in (error, *error.others)] == [
        ("answers.words", f"no answer to “{texts['words']}”"),
        ("answers.cost", "the answer is 7"),
        ("answers.changed", f"no answer to “{texts['changed']}”"),
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_missing_answer_is_named(question: str) -> None:
    """Each question that is left out, or is null, is named."""
    answers: dict[str, Any] = answered()
    for wrong in ({**answers, question: None}, {key: 0 for key in answers if key != question}):
        error = refused(wrong)
        assert (error.code, error.place) == ("missing", f"answers.{question}")
        assert error.hint


@pytest.mark.parametrize("answer", [-1, 4, 10**30, 1.0, 2.5, "2", True, False, [], {}, [1]])
def test_wrong_answer_is_named(answer: object) -> None:
    """What is no whole number from 0 to 3 is refused at its question."""
    error = refused({**answered(), "cost": answer})
    assert (error.code, error.place) == ("wrong-answer", "answers.cost")
    assert error.hint == "Give a number from 0 to 3."


def test_unknown_question_is_named_with_the_nearest() -> None:
    """An answer to what is not asked is refused, and the nearest question told."""
    error = refused({**answered(), "coachin": 1})
    assert (error.code, error.place) == ("unknown-question", "answers.coachin")
    assert error.hint == 'Did you mean "coaching"?'


@given(st.dictionaries(st.sampled_from([*QUESTIONS, "other"]), st.integers(-1, 4) | st.none() | st.text()))
def test_any_answers_are_assessed_or_refused_at_their_place(answers: dict[str, object]) -> None:
    """Whatever is sent: twelve right answers are assessed, all else names a question."""
    right = set(answers) == set(QUESTIONS) and all(answer in (0, 1, 2, 3) for answer in answers.values())
    if right:
        assert assess(answers)["total"]
    else:
        assert refused(answers).place.partition(".")[2] in {*QUESTIONS, "other"}
