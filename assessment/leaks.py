"""The words of part B: the areas ranked, how often value may leak there, and the answers behind each.

Called by words; imports quiz, record and scoring. Never says an amount: frequency is not money.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result

LEAKS_NOTE = (
    "Ranked by how often you said it happens. Frequency is not money: no amount is known from these answers."
)


@dataclass(frozen=True, slots=True)
class AnswerWords(Record):
    """One question of part B and what was answered; `reversed` if doing it often protects value."""

    id: str
    text: str
    answer: str
    reversed: bool
    shown: str


@dataclass(frozen=True, slots=True)
class LeakWords(Record):
    """One scored area of part B; `frequency` says in words how often value may leak there."""

    area: str
    title: str
    rank: int
    frequency: str
    often: str
    text: str
    answers: tuple[AnswerWords, ...]


@dataclass(frozen=True, slots=True)
class Unscored(Record):
    """An area of part B that has no score, and why."""

    area: str
    title: str
    reason: str


def leak_words(bank: Bank, result: Result) -> tuple[LeakWords, ...]:
    """The scored areas in order of rank; none where the answers are not known."""
    if not result.leaks:
        return ()
    answers: dict[str, list[AnswerWords]] = {area.id: [] for area in bank.areas}
    for item in bank.leaks:
        value = result.leaks[item.area].answers.get(item.id)
        if value is not None:
            reverse, answer = item.keyed == "minus", bank.scale[value - 1]
            asked = f"… {item.text} {answer}{' (asks the reverse)' if reverse else ''}"
            words = AnswerWords(item.id, item.text, answer, reverse, asked)
            answers[item.area].append(words)
    found = []
    for area in bank.areas:
        leak = result.leaks[area.id]
        if leak.score is not None and leak.rank is not None:
            step = int(leak.score)
            frequency = bank.scale[step - 1]
            if leak.score > step:
                frequency = f"between {frequency} and {bank.scale[step]}"
            often = f"How often value may leak here: {frequency}."
            text = f"{area.title}. {often}"
            found.append(
                LeakWords(area.id, area.title, leak.rank, frequency, often, text, tuple(answers[area.id]))
            )
    return tuple(sorted(found, key=lambda leak: leak.rank))


def unscored(bank: Bank, result: Result) -> tuple[Unscored, ...]:
    """The areas without a score, each with the reason; none where the answers are not known."""
    if not result.leaks:
        return ()
    found = []
    for area in bank.areas:
        if result.leaks[area.id].score is None:
            total = sum(item.area == area.id for item in bank.leaks)
            given = len(result.leaks[area.id].answers)
            reason = f"Not scored: {given} of its {total} questions are answered, and it takes all of them."
            found.append(Unscored(area.id, area.title, reason))
    return tuple(found)
