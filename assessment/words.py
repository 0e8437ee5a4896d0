"""Every sentence the result page shows, so that command line, build and browser show the same letters.

Called by browser and the command line with a bank and its result; puts the words of figures, certainty, leaks
and working together. Does no scoring; knows nothing of HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.certainty import confidence, confidence_note, label_note, robustness_words
from assessment.context import NEXT_DEAL
from assessment.figures import BAND_NOTE, ShareWords, axes_words, share_words
from assessment.leaks import LEAKS_NOTE, LeakWords, Unscored, leak_words, unscored
from assessment.phrases import EN_DASH, listed
from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result
from assessment.styles import STYLES, animal, full_name
from assessment.working import Working, working

HEDGE = "Read this result with more caution than the figures alone suggest:"
SHARED = (
    "This is a shared result: the scores that somebody passed on, without the answers behind them. It is a"
    " claim that nobody has checked."
)


@dataclass(frozen=True, slots=True)
class Shown(Record):
    """The words of a result.

    `shares` stand in the result's order, their whole numbers add up to 100. `leaks` stand in order of rank.
    None where a sentence does not apply: shared (the answers are known), confidence_note (no chance is
    given), guarantee (no clear style, or robustness says it for this very sheet), robustness (no style named,
    or the answers are not known), label_note (robustness says as much), order_note (no tie), axes and last
    (other styles than the four), hedge (no quality notes).
    """

    headline: str
    shared: str | None
    label: str
    page: str
    title: str
    confidence: str
    confidence_note: str | None
    robustness: str | None
    guarantee: str | None
    label_note: str | None
    order_note: str | None
    shares: tuple[ShareWords, ...]
    band_note: str
    axes: str | None
    last: str | None
    next_deal: tuple[str, ...]
    leaks: tuple[LeakWords, ...]
    leaks_note: str | None
    unscored: tuple[Unscored, ...]
    hedge: str | None
    notes: tuple[str, ...]
    working: Working


def shown(bank: Bank, result: Result) -> Shown:
    """Everything the page says about a result of that bank."""
    robust = robustness_words(bank, result)
    return Shown(
        headline=_headline(bank, result),
        shared=None if result.picks else SHARED,
        label=label(bank, result),
        page=result.page,
        title=_title(bank, result),
        confidence=confidence(result),
        confidence_note=confidence_note(result),
        robustness=robust,
        guarantee=None if robust else result.confidence.guarantee,
        label_note=label_note(bank, result),
        order_note=_order_note(bank, result),
        shares=share_words(bank, result),
        band_note=BAND_NOTE,
        axes=axes_words(bank, result),
        last=_last(result),
        next_deal=_next_deal(result),
        leaks=leak_words(bank, result),
        leaks_note=LEAKS_NOTE if any(leak.rank for leak in result.leaks.values()) else None,
        unscored=unscored(bank, result),
        hedge=HEDGE if result.notes else None,
        notes=tuple(note.text for note in result.notes),
        working=working(bank, result),
    )


def label(bank: Bank, result: Result) -> str:
    """The result's short name, such as `clearly Lion, then Owl`; a blend's two stand in the bank's order."""
    first, second = animal(result.primary), animal(result.secondary)
    match result.confidence.word:
        case "blend":
            return EN_DASH.join(_pair(bank, result))
        case "leaning":
            return f"{first}, leaning {second}"
        case "with":
            return f"{first} with {second}"
        case "clearly":
            return f"clearly {first}, then {second}"
        case "strongly":
            return f"strongly {first}"
    return "no clear style"


def _pair(bank: Bank, result: Result) -> list[str]:
    """The animals of the first two styles in the bank's order."""
    return [animal(style) for style in bank.styles if style in (result.primary, result.secondary)]


def _headline(bank: Bank, result: Result) -> str:
    if result.kind == "none":
        return (
            f"No style stands out in {'your' if result.picks else 'these'} answers, and that is a result too."
        )
    if result.primary not in STYLES:  # another instrument, whose styles are words of any kind
        if result.kind == "blend":
            return f"{' and '.join(_pair(bank, result))} come first in your answers, close together."
        behind = f", with {animal(result.secondary)} close behind" if result.kind == "leaning" else ""
        return f"{animal(result.primary)} comes first in your answers{behind}."
    who = "You tend" if result.picks else "Whoever answered tends"
    if result.kind == "blend":
        return f"{who} to play between {' and '.join(_pair(bank, result))}."
    article = "an" if result.primary[0].lower() in "aeiou" else "a"
    lean = f", and lean towards the {animal(result.secondary)}" if result.kind == "leaning" else ""
    lean = lean if result.picks else lean.replace("lean ", "leans ")
    return f"{who} to play as {article} {full_name(result.primary)}{lean}."


def _title(bank: Bank, result: Result) -> str:
    if result.kind == "none":
        return "No clear style"
    return EN_DASH.join(_pair(bank, result)) if result.kind == "blend" else full_name(result.primary)


def _order_note(bank: Bank, result: Result) -> str | None:
    """Which tie between named styles the tie order decided, and by which of its rules."""
    first, second, *others = result.order
    if result.kind == "none" or result.confidence.word == "strongly":
        return None
    if result.scores[first] == result.scores[second]:
        named = f"where one of them must stand first, it is {animal(first)}"
        return _tie(bank, result, first, second, named)
    if result.kind != "blend" and others and result.scores[second] == result.scores[others[0]]:
        return _tie(bank, result, second, others[0], f"{animal(second)} is named second")
    return None


def _tie(bank: Bank, result: Result, one: str, other: str, named: str) -> str:
    if result.most[one] != result.most[other]:
        reason = "because it was picked as most like more often"
    elif result.least[one] != result.least[other]:
        reason = "because it was picked as least like less often"
    else:
        reason = f"because of the fixed order {listed([animal(style) for style in bank.styles], 'and')}"
    return f"{animal(one)} and {animal(other)} have the same score; {named}, {reason}."


def _last(result: Result) -> str | None:
    """What is least like the taker: the lowest style, or the lowest two where they are level."""
    if result.axes is None:
        return None
    lowest = min(result.scores.values())
    last = [style for style in result.order if result.scores[style] == lowest]
    if len(last) > 2 or result.kind == "none":
        return None
    names = listed(
        [f"{full_name(style)} ({STYLES[style].line[0].lower()}{STYLES[style].line[1:-1]})" for style in last],
        "and",
    )
    return f"Least like {'you' if result.picks else 'them'} in these answers: {names}."


def _next_deal(result: Result) -> tuple[str, ...]:
    """What the answers to the unscored questions add, in the order of the questions."""
    found = (NEXT_DEAL[question].get(result.context.get(question, "")) for question in NEXT_DEAL)
    return tuple(text for text in found if text)
