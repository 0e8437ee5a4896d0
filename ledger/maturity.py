"""The self-check of an organisation: twelve answers to four pillars, and what they say to do first.

Points are added, nothing is weighted, and each step of the way to the advice is told in words. The advice is
a reading of the answers and an argument, not a measured effect: no study has tested it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from assessment.errors import PlacedError, nearest, quoted
from assessment.phrases import listed
from ledger.faults import Found

NAME = "maturity"
FULL = 3
"""The points of a question whose last anchor holds."""
ENOUGH = 2 / 3
"""The share of a pillar's points from which it counts as in place: usual practice in most of it."""
OWNERS = {
    "cfo": "CFO",
    "chief-negotiation-officer": "Chief Negotiation Officer",
    "coo": "COO",
    "cso": "CSO",
    "learning-and-development": "L&D",
}
"""The owner pages that the advice can lead to."""
SEVERAL = "chief-negotiation-officer"
"""Whose page it is when two or more pillars are equally low: the work is then no single function's."""


class MaturityError(PlacedError):
    """An answer cannot be used; `place` is its question, as in `answers.limits`."""


class Question(NamedTuple):
    """A question, what to look for before answering, and four things that can be the case, least first."""

    id: str
    pillar: str
    text: str
    evidence: str
    anchors: tuple[str, ...]


class Pillar(NamedTuple):
    """One of the four; `owner` is the page of the role that reads it first."""

    id: str
    title: str
    owner: str


class Bank(NamedTuple):
    """All questions, in order."""

    version: int
    pillars: tuple[Pillar, ...]
    questions: tuple[Question, ...]

    def of(self, pillar: str) -> tuple[Question, ...]:
        """The questions of a pillar."""
        return tuple(question for question in self.questions if question.pillar == pillar)


@lru_cache(maxsize=1)
def bank() -> Bank:
    """The questions of the package."""
    data = _read()
    pillars = tuple(Pillar(*(row[key] for key in Pillar._fields)) for row in data["pillars"])
    questions = tuple(
        Question(row["id"], row["pillar"], row["text"], row["evidence"], tuple(row["anchors"]))
        for row in data["questions"]
    )
    return Bank(data["version"], pillars, questions)


def assess(answers: Mapping[str, object]) -> dict[str, Any]:
    """What twelve answers say: points of each pillar with the working, advice, owner, the way there.

    An answer is the number of the anchor that holds, from 0. MaturityError for one that is missing or wrong.
    """
    questions = bank()
    faults = Found()
    points = {
        question.id: faults.take(partial(_points, question, answers), 0) for question in questions.questions
    }
    unknown = [name for name in answers if name not in points]
    if unknown:
        hint = nearest(unknown[0], points)
        message = f"there is no question {quoted(unknown[0])}"
        raise MaturityError("unknown-question", f"answers.{unknown[0]}", message, hint)
    faults.tell()
    rows = [_pillar(pillar, points) for pillar in questions.pillars]
    total = sum(points.values())
    return {
        "pillars": rows,
        "total": f"{total} of {FULL * len(points)} points",
        "working": f"{' + '.join(str(row['points']) for row in rows)} = {total}",
        **_advice(rows),
        "next": _next(points),
    }


def _pillar(pillar: Pillar, points: Mapping[str, int]) -> dict[str, Any]:
    own = [points[question.id] for question in bank().of(pillar.id)]
    got, most = sum(own), FULL * len(own)
    return {
        "id": pillar.id,
        "title": pillar.title,
        "owner": pillar.owner,
        "points": got,
        "of": most,
        "share": got / most,
        "working": f"{' + '.join(map(str, own))} = {got} of {most}",
        "in_place": got / most >= ENOUGH,
    }


def _advice(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Which question to answer first, by the shares of the pillars; the reason is in `steps`."""
    people = next(row for row in rows if row["id"] == "style")
    others = [row for row in rows if row is not people]
    got, most = sum(row["points"] for row in others), sum(row["of"] for row in others)
    steps = [
        f"The organisation: standard, outcomes and compounding together have {got} of {most} points.",
        f"Its people: coaching by style has {people['points']} of {people['of']}.",
        "A part counts as in place from two thirds of its points.",
    ]
    organisation = got / most >= ENOUGH
    if organisation and people["in_place"]:
        title = "Neither first: keep what you have, and measure it"
        text = "Both are in place by your answers. What is left is to see in figures whether results follow."
        steps.append("Both reach two thirds.")
    elif organisation:
        title = "People first: a programme, on top of the system you have"
        text = "There is a standard to train for and a record to learn from. Coaching by style is missing."
        steps.append("The organisation reaches two thirds and its people do not.")
    elif people["in_place"]:
        title = "The organisation first: a system around people who are coached already"
        text = "People know their habits. Nothing yet keeps what they learn: a standard and a record do."
        steps.append("Its people reach two thirds and the organisation does not.")
    else:
        title = "The organisation first, then its people: a system that begins with a programme"
        text = "Training without a standard has nothing to plug into afterwards. Begin with one playbook."
        steps.append("Neither reaches two thirds; without a standard a programme has nothing to plug into.")
    lowest = min(row["share"] for row in rows)
    low = [row for row in rows if row["share"] == lowest]
    owner = low[0]["owner"] if len(low) == 1 else SEVERAL
    names = listed([row["title"].lower() for row in low], "and")
    why = f"The lowest {'pillar is' if len(low) == 1 else 'pillars are'} {names}"
    if len(low) > 1:
        why += ", which is no single function’s work"
    steps.append(f"{why}: read the page for the {OWNERS[owner]}.")
    return {"advice": title, "text": text, "steps": steps, "owner": owner, "owner_name": OWNERS[owner]}


def _next(points: Mapping[str, int]) -> list[dict[str, str]]:
    """What could be shown next, for the three `question`s with the fewest points; earlier ones first."""
    open_ = [question for question in bank().questions if points[question.id] < FULL]
    lowest = sorted(open_, key=lambda question: points[question.id])[:3]
    return [
        {"question": question.text, "answer": question.anchors[points[question.id] + 1]}
        for question in lowest
    ]


def _points(question: Question, answers: Mapping[str, object]) -> int:
    given = answers.get(question.id)
    place = f"answers.{question.id}"
    if given is None:
        message = f"no answer to “{question.text}”"
        raise MaturityError("missing", place, message, "Choose what comes nearest.")
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= FULL:
        hint = f"Give a number from 0 to {FULL}."
        raise MaturityError("wrong-answer", place, f"the answer is {quoted(given)}", hint)
    return given


def _read() -> dict[str, Any]:
    """The bank: JSON where the site's build has made it that, else TOML."""
    file = os.path.join(os.path.dirname(__file__), "bank", f"{NAME}.")  # noqa: PTH118, PTH120
    load = __spec__.loader.get_data  # type: ignore[union-attr]
    try:
        data: dict[str, Any] = json.loads(load(file + "json"))
    except OSError:
        import tomllib

        data = tomllib.loads(load(file + "toml").decode())
    return data
