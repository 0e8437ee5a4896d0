"""An estimate of the other side's style from six observations: always of low confidence, and it says why.

Called by several; the questions are in observing. What one other answer would change is tried out, each in
turn, so that the sentence is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.claims import Claim
from assessment.colleagues import leading, pair_slug
from assessment.errors import PlacedError, nearest, quoted
from assessment.observing import POLES, QUESTIONS, TELL_APART, UNSEEN, UNSEEN_TEXT, WATCH, Axis, Question
from assessment.phrases import counted, listed
from assessment.record import Record
from assessment.styles import STYLES, animal, full_name

CODES = {
    "unanswered": "a question has no answer",
    "unknown-question": "there is no question of that id",
    "unknown-answer": "the question has no such answer",
    "unknown-style": "there is no style of that id",
}
"""What each code of an ObservationError means, in one sentence."""

CONFIDENCE = "How sure is this? Low, whatever the answers."
CAVEAT = (
    "It is a guess about what somebody did in one deal. Use it to prepare a question, never to say what they"
    " are, and do not pass it on as a finding."
)
ASK_OWN = "Choose how you tend to play, and the pages about the two of you come up here."
_SIDES: Mapping[Axis, tuple[str, str]] = {
    "gain": ("for the own gain", "for both gains"),
    "deal": ("for closing", "for searching"),
}
_AXES: Mapping[Axis, str] = {"gain": "Whose gain they track", "deal": "How they reach a deal"}


class ObservationError(PlacedError):
    """The answers cannot be used. `code` is a key of CODES; the place is the id of a question, or `you`."""


@dataclass(frozen=True, slots=True)
class Counterpart(Record):
    """Everything the page says about six answers.

    `styles` are one or two style ids, none where both axes are level. `changes` has a sentence for each
    answer that alone would change them. `pairs` are slugs such as `owl-meets-lion`, the visitor's first.
    """

    headline: str
    styles: tuple[str, ...]
    axes: tuple[str, ...]
    confidence: str
    reasons: str
    changes_note: str
    changes: tuple[str, ...]
    watch: tuple[str, ...]
    caveat: str
    own: str
    pairs: tuple[str, ...]


def counterpart(answers: Mapping[str, object], you: str | Claim | None) -> Counterpart:
    """The words for six answers; `you` is a style id, or the claim of the visitor's own take."""
    given = _checked(answers)
    styles = estimate(given)
    yours, own = _own(you)
    unseen = sum(answer == UNSEEN for answer in given.values())
    changes = _changes(given, styles)
    return Counterpart(
        headline=_headline(styles, given),
        styles=styles,
        axes=tuple(_axis_words(axis, given) for axis in POLES),
        confidence=CONFIDENCE,
        reasons=_reasons(unseen),
        changes_note=_changes_note(styles, changes),
        changes=changes,
        watch=_watch(styles, given),
        caveat=CAVEAT,
        own=own if styles else f"{own} Without an estimate there is no pair to show.",
        pairs=tuple(pair_slug(mine, theirs) for mine in yours for theirs in styles),
    )


def estimate(given: Mapping[str, str]) -> tuple[str, ...]:
    """The styles that the answers point at: one, two where an axis is level, none where both are."""
    points = {axis: net(axis, given) for axis in POLES}
    if not any(points.values()):
        return ()
    fitting = dict.fromkeys(STYLES)
    for axis, number in points.items():
        if number:
            pole = POLES[axis][number < 0]
            fitting = {style: None for style in fitting if getattr(STYLES[style], axis) == pole}
    return tuple(fitting)


def net(axis: Axis, given: Mapping[str, str]) -> int:
    """Answers for the axis's first pole less those for its second."""
    one, other = _counts(axis, given)
    return one - other


def _counts(axis: Axis, given: Mapping[str, str]) -> tuple[int, int]:
    found = [given[question.id] for question in QUESTIONS if question.axis == axis]
    return found.count(POLES[axis][0]), found.count(POLES[axis][1])


def _checked(answers: Mapping[str, object]) -> dict[str, str]:
    known = [question.id for question in QUESTIONS]
    for name in answers:
        if name not in known:
            message = f"there is no question {quoted(name)}"
            raise ObservationError("unknown-question", str(name), message, nearest(name, known))
    missing = [number for number, question in enumerate(QUESTIONS, 1) if answers.get(question.id) is None]
    if missing:
        which = listed([str(number) for number in missing], "and")
        message = (
            f"question{'s' * (len(missing) > 1)} {which} {'have' if len(missing) > 1 else 'has'} no answer"
        )
        hint = f"Choose one of the three; “{UNSEEN_TEXT}” is an answer too."
        raise ObservationError("unanswered", QUESTIONS[missing[0] - 1].id, message, hint)
    given = {}
    for question in QUESTIONS:
        answer, known = answers[question.id], [*question.answers, UNSEEN]
        if not isinstance(answer, str) or answer not in known:
            message = f"the question has no answer {quoted(answer)}"
            raise ObservationError("unknown-answer", question.id, message, nearest(answer, known))
        given[question.id] = answer
    return given


def _headline(styles: Sequence[str], given: Mapping[str, str]) -> str:
    if not styles:
        return "These answers point at no style: both axes are level."
    if len(styles) == 1:
        return f"Going by your answers, they played like {_article(styles[0])} {full_name(styles[0])}."
    open_axis = "whose gain they track" if not net("gain", given) else "whether they close or search"
    names = " or ".join(f"{_article(style)} {animal(style)}" for style in styles)
    return f"Going by your answers, they played like {names}: {open_axis} did not show."


def _axis_words(axis: Axis, given: Mapping[str, str]) -> str:
    counts = _counts(axis, given)
    asked = sum(question.axis == axis for question in QUESTIONS)
    numbers = [counted(number) if number else "none" for number in (*counts, asked - sum(counts))]
    sides = (*_SIDES[axis], "unseen")
    parts = [f"{number} {side}" for number, side in zip(numbers, sides, strict=True)]
    leans = "level" if counts[0] == counts[1] else _SIDES[axis][counts[0] < counts[1]].removeprefix("for ")
    return f"{_AXES[axis]}: {leans} ({', '.join(parts)})."


def _reasons(unseen: int) -> str:
    seen = len(QUESTIONS) - unseen
    number = f"{counted(seen)[0].upper()}{counted(seen)[1:]} observation{'s' * (seen != 1)}"
    return (
        f"{number} by one person, of one deal. Nobody has checked how well these questions tell styles apart,"
        " and people play otherwise when the stakes, the role or the other side change."
    )


def _changes(given: Mapping[str, str], styles: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for number, question in enumerate(QUESTIONS, 1):
        for answer in (*question.answers, UNSEEN):
            other = estimate({**given, question.id: answer})
            if other != styles:
                found.append(f"Question {number}: with “{_said(question, answer)}”, {_named(other)}.")
    return tuple(found)


def _changes_note(styles: Sequence[str], changes: Sequence[str]) -> str:
    kept = "the estimate" if styles else "that"
    if not changes:
        return f"No single other answer would change {kept}."
    return f"Any one of these other answers alone would change {kept}:"


def _watch(styles: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    apart = [text for axis, text in TELL_APART.items() if not net(axis, given)]
    return (*(WATCH[style] for style in styles), *apart)


def _own(you: str | Claim | None) -> tuple[tuple[str, ...], str]:
    """The visitor's own styles, and the sentence about them."""
    if you is None:
        return (), ASK_OWN
    if isinstance(you, str):
        if you not in STYLES:
            message = f"there is no style {quoted(you)}"
            raise ObservationError("unknown-style", "you", message, nearest(you, STYLES))
        return (you,), f"You: {animal(you)}, as you chose."
    yours = leading(you)
    if not yours:
        return (), f"No style stands out in the take on this device. {ASK_OWN}"
    names = " or ".join(animal(style) for style in yours)
    both = ", a blend, so the pages of both styles are shown" if len(yours) > 1 else ""
    return yours, f"You: {names}, by the take on this device{both}."


def _said(question: Question, answer: str) -> str:
    return UNSEEN_TEXT if answer == UNSEEN else question.answers[answer].rstrip(".")


def _named(styles: Sequence[str]) -> str:
    return " or ".join(animal(style) for style in styles) or "no style"


def _article(style: str) -> str:
    return "an" if style[0] in "aeiou" else "a"
