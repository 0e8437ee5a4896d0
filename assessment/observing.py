"""The observer questions about the other side: three on whose gain they track, three on how to a deal.

Data for counterpart and for the form. Behaviour that somebody at the table can see; a changed word is a new
VERSION, since answers are never scored by other questions than were asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.record import Record

VERSION = 1
UNSEEN = "unseen"
UNSEEN_TEXT = "I could not see that"

Axis = Literal["gain", "deal"]

POLES: Mapping[Axis, tuple[str, str]] = {"gain": ("own", "both"), "deal": ("closes", "searches")}
"""The two answers that count, by axis; they are the values of a style's field of that name."""


@dataclass(frozen=True, slots=True)
class Question(Record):
    """One question: the axis it looks at, and the texts of its answers by pole."""

    id: str
    axis: Axis
    text: str
    answers: Mapping[str, str]


QUESTIONS: tuple[Question, ...] = (
    Question(
        "o1",
        "gain",
        "You named a difficulty of yours. What did they do with it?",
        {
            "own": "They went on with their own points.",
            "both": "They asked about it, or offered something that would ease it.",
        },
    ),
    Question(
        "o2",
        "deal",
        "How did their first number or proposal come?",
        {
            "closes": "Early, with few questions before it.",
            "searches": "Late, after questions, figures or several ideas.",
        },
    ),
    Question(
        "o3",
        "gain",
        "When they argued for a term, whose advantage did they speak of?",
        {
            "own": "Theirs: what they need, or what they must have.",
            "both": "Theirs and yours: what it would do for each side.",
        },
    ),
    Question(
        "o4",
        "deal",
        "Something new came up: a figure, an event, an idea. What did they do?",
        {
            "closes": "They set it aside, and came back to the decision.",
            "searches": "They went into it: asked, computed, or built on it.",
        },
    ),
    Question(
        "o5",
        "gain",
        "You gave way on a point. What did they do next?",
        {
            "own": "They took it, and went on to the next point.",
            "both": "They took it, and gave something or asked whether you can live with it.",
        },
    ),
    Question(
        "o6",
        "deal",
        "Something lay on the table that both of you could have signed. What did they do?",
        {
            "closes": "They moved to settle it.",
            "searches": "They looked on: other ways, more figures, further terms.",
        },
    ),
)

WATCH: Mapping[str, str] = {
    "lion": (
        "If it is a Lion, a question about priorities tends to be answered with a demand, and the date comes"
        " up again. If they rank their issues for you, think again."
    ),
    "dolphin": (
        "If it is a Dolphin, a plain no tends to be followed by an effort to keep the talk friendly, and by a"
        " smaller step. If they let the silence stand, think again."
    ),
    "owl": (
        "If it is an Owl, a new figure tends to bring a question about it, or a pause. If they press for a"
        " decision before their file is complete, think again."
    ),
    "monkey": (
        "If it is a Monkey, a deadlock tends to bring a new term or another frame. If they only say their"
        " point once more, think again."
    ),
}
"""What to look out for, to test a guess: what would speak for it, and what against."""

TELL_APART: Mapping[Axis, str] = {
    "gain": (
        "To see whose gain they track, give something that helps them and costs you little: who tracks both"
        " gains tends to come back with something for you, who tracks the own gain tends to take it."
    ),
    "deal": (
        "To see how they reach a deal, put down a proposal that they could sign: who closes tends to move"
        " towards it, who searches tends to ask for time, figures or further terms."
    ),
}
"""How to learn more about an axis on which the answers are level or missing."""
