"""What a team lacks by habit, and who could learn from whom: two simple rules, each stated where it is used.

Used by team; imports roster, compare and styles. Says nothing of how well anybody does a thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.compare import beyond_noise
from assessment.figures import share_words
from assessment.naming import NEAR
from assessment.record import Record
from assessment.roster import Member
from assessment.styles import STYLES, animal

MANY = 6
"""From so many people on, one alone is hardly anybody."""
PAIRS, TIMES = 5, 2
"""The most pairs that are named, and how often one person may coach."""

TASKS: Mapping[str, str] = {
    "lion": "name a number early, hold it, and bring the talk to an end",
    "dolphin": "keep the connection when it gets rough, and find the terms that all can sign",
    "owl": "study the case, know the limits, and plan the sequence before the talk",
    "monkey": "question the frame, add issues, and build another deal",
}
"""What a style brings to a table, as a task that can be given to somebody."""

SIDES: Mapping[tuple[str, int], str] = {
    ("own_minus_both", 1): "Nobody leans towards the own gain: claiming your share may be nobody's job.",
    ("own_minus_both", -1): (
        "Nobody leans towards the gain of both sides: what the others need may not be asked by itself."
    ),
    ("search_minus_close", 1): (
        "Nobody leans towards searching: a talk may settle before it is known what else is possible."
    ),
    ("search_minus_close", -1): (
        "Nobody leans towards closing: a talk may go on past the point where it could end."
    ),
}
"""What an empty side of an axis may come to, by the axis and the sign of its points."""

GAPS_NOTE = (
    "The rule: counted are the first two styles of everybody who has a clear one or a blend; one of"
    f" {MANY} or more counts as hardly anybody. To lean is to lie more than {NEAR} points off the middle of"
    " an axis. A gap is a task to give to somebody before the meeting, and no defect of anybody."
)
NO_GAPS = "No gap by this rule: every style, and every side of both axes, has somebody."
PAIRS_NOTE = (
    "The rule: both have one style named first; the two styles are opposite on both axes, or the one's lowest"
    " style is the other's first; and their shares of that first style differ by more than noise. The largest"
    f" differences come first, {PAIRS} pairs at the most; nobody is coached twice, and nobody coaches more"
    f" than {TIMES} others. A style says what somebody does often, not what they do well: ask both first."
)
NO_PAIRS = "No two people on this list meet the rule below."


@dataclass(frozen=True, slots=True)
class Coaching(Record):
    """One pair: who could learn from whom, why, and the line that the one who learns can practise."""

    coachee: str
    coach: str
    text: str
    practise: str


def gaps(members: Sequence[Member]) -> tuple[str, ...]:
    """What a table of these people may not do by itself."""
    counted = [member for member in members if member.claim.result.kind != "none"]
    found = []
    for style, task in TASKS.items():
        having = [
            member
            for member in counted
            if style in (member.claim.result.primary, member.claim.result.secondary)
        ]
        if not having:
            found.append(
                f"Nobody has the {animal(style)} first or second. What a table of you may not do by itself:"
                f" {task}."
            )
        elif len(having) == 1 and len(counted) >= MANY:
            found.append(
                f"Hardly anybody, only {having[0].called}, has the {animal(style)} first or second. What a"
                f" table of you may not do without them: {task}."
            )
    places = [member.claim.result.axes for member in members]
    for (axis, sign), text in SIDES.items():
        if not any(sign * getattr(place, axis) > NEAR for place in places if place):
            found.append(text)
    return tuple(found) or (NO_GAPS,)


def pairs(members: Sequence[Member]) -> tuple[Coaching, ...]:
    """Who could learn from whom, by the rule in PAIRS_NOTE."""
    named = [member for member in members if member.claim.named and member.claim.result.primary in STYLES]
    candidates = sorted(
        (-_difference(coachee, coach), coachee.number, coach.number)
        for coachee in named
        for coach in named
        if _meets_rule(coachee, coach)
    )
    by_number = {member.number: member for member in named}
    learning: set[int] = set()
    teaching: list[int] = []
    found: list[Coaching] = []
    for _, learner, teacher in candidates:
        if learner in learning or teaching.count(teacher) == TIMES or len(found) == PAIRS:
            continue
        learning.add(learner)
        teaching.append(teacher)
        found.append(_coaching(by_number[learner], by_number[teacher]))
    return tuple(found)


def _meets_rule(coachee: Member, coach: Member) -> bool:
    learner, teacher = coachee.claim.result, coach.claim.result
    style = teacher.primary
    one, other = STYLES[learner.primary], STYLES[style]
    opposite = one.gain != other.gain and one.deal != other.deal
    if not opposite and learner.scores[style] != min(learner.scores.values()):
        return False
    return _difference(coachee, coach) > 0 and beyond_noise(learner, teacher, style) is True


def _difference(coachee: Member, coach: Member) -> float:
    """By how much of a hundred the coach has more of the coach's first style."""
    style = coach.claim.result.primary
    return coach.claim.result.shares[style] - coachee.claim.result.shares[style]


def _coaching(coachee: Member, coach: Member) -> Coaching:
    learner, teacher = coachee.claim.result, coach.claim.result
    style = teacher.primary
    least = learner.scores[style] == min(learner.scores.values())
    how = f"{coachee.called}'s lowest" if least else f"opposite to the {animal(learner.primary)} on both axes"
    whole = [
        next(row.share for row in share_words(member.claim.bank, member.claim.result) if row.style == style)
        for member in (coachee, coach)
    ]
    text = (
        f"{_start(coachee.called)} could learn from {coach.called}, whose first style, the {animal(style)},"
        f" is {how}: {whole[0]} against {whole[1]} of 100."
    )
    return Coaching(coachee.called, coach.called, text, STYLES[learner.primary].practise)


def _start(name: str) -> str:
    """A name at the start of a sentence: only what we call somebody gets a capital."""
    return f"Number{name[6:]}" if name.startswith("number ") else name
