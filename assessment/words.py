"""Every sentence the result page shows, so that command line, build and browser show the same letters.

Called by browser, chart and the command line with a bank and its result. Does no scoring; knows nothing of
HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.naming import NO_CHANGE, NONE_THREE
from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result
from assessment.styles import STYLES, animal, full_name

EN_DASH, MINUS = "\u2013", "\u2212"

BAND_NOTE = (
    "Each range is an 80% band: how far the share would move with other blocks of the same kind, estimated"
    " by leaving out one block at a time. There is no norm group: a share says nothing about other people."
)
LEAKS_NOTE = (
    "Ranked by how often you said it happens. Frequency is not money: no amount is known from these answers."
)
FLAT = "Every style lies within two points of zero"
HEDGE = "Read this result with more caution than the figures alone suggest:"


@dataclass(frozen=True, slots=True)
class ShareWords(Record):
    """One style's share, with its band, in whole numbers of 100; `low` and `high` are None without a band."""

    style: str
    animal: str
    title: str
    share: int
    low: int | None
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class AnswerWords(Record):
    """One question of part B and what was answered; `reversed` if doing it often protects value."""

    id: str
    text: str
    answer: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class LeakWords(Record):
    """One scored area of part B; `frequency` says in words how often value may leak there."""

    area: str
    title: str
    rank: int
    frequency: str
    text: str
    answers: tuple[AnswerWords, ...]


@dataclass(frozen=True, slots=True)
class Unscored(Record):
    """An area of part B that has no score, and why."""

    area: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown(Record):
    """The words of a result.

    `shares` stand in the result's order, their whole numbers add up to 100. `leaks` stand in order of rank.
    None where a sentence does not apply: guarantee (no clear style), robustness (no style named, or the
    guarantee says it), order_note (no tie), axes (other styles than the four), hedge (no quality notes).
    """

    headline: str
    label: str
    page: str
    title: str
    confidence: str
    guarantee: str | None
    robustness: str | None
    order_note: str | None
    shares: tuple[ShareWords, ...]
    band_note: str
    axes: str | None
    leaks: tuple[LeakWords, ...]
    leaks_note: str
    unscored: tuple[Unscored, ...]
    hedge: str | None
    notes: tuple[str, ...]


def shown(bank: Bank, result: Result) -> Shown:
    """Everything the page says about a result of that bank."""
    return Shown(
        headline=_headline(bank, result),
        label=label(bank, result),
        page=result.page,
        title=_title(bank, result),
        confidence=_confidence(result),
        guarantee=result.confidence.guarantee,
        robustness=_robustness(bank, result),
        order_note=_order_note(bank, result),
        shares=share_words(bank, result),
        band_note=BAND_NOTE,
        axes=axes_words(bank, result),
        leaks=_leaks(bank, result),
        leaks_note=LEAKS_NOTE,
        unscored=_unscored(bank, result),
        hedge=HEDGE if result.notes else None,
        notes=tuple(note.text for note in result.notes),
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


def share_words(bank: Bank, result: Result) -> tuple[ShareWords, ...]:
    """The shares in whole numbers that add up to 100 (largest remainder, ties by order), with bands.

    A band is cut at 0 and at the highest share a style can reach, and always includes its whole number.
    """
    parts = {style: 100 * (result.scores[style] + result.held[style]) for style in result.order}
    if not any(parts.values()):  # two styles only, see `score`
        parts = dict.fromkeys(parts, 100)
    total = sum(parts.values()) // 100
    whole = {style: part // total for style, part in parts.items()}
    by_remainder = sorted(result.order, key=lambda style: -(parts[style] % total))
    for style in by_remainder[: 100 - sum(whole.values())]:
        whole[style] += 1
    found = []
    for style in result.order:
        band = result.bands[style]
        low = high = None
        range_text = "no band, as fewer than two blocks hold this style"
        if band is not None:
            reach = min(100.0, 200 * result.held[style] / total)
            low = min(whole[style], _rounded(max(0.0, band[0])))
            high = max(whole[style], _rounded(min(reach, band[1])))
            range_text = f"80% band {low} to {high}"
        if result.errors[style] == 0:
            range_text = "no band, as every block said the same"
        text = f"{full_name(style)}: {whole[style]} of 100, {range_text}"
        found.append(ShareWords(style, animal(style), full_name(style), whole[style], low, high, text))
    return tuple(found)


def axes_words(bank: Bank, result: Result) -> str | None:
    """Where the result lies on the two axes, with the points; None for other styles than the four."""
    if result.axes is None:
        return None
    own, search, reach = result.axes.own_minus_both, result.axes.search_minus_close, 2 * len(bank.blocks)
    if own == 0:
        gain = "You tend to follow your own gain as much as the gain of both sides"
    else:
        one, other = ("your own gain", "the gain of both sides")[:: 1 if own > 0 else -1]
        gain = f"You tend to follow {one} more than {other}"
    if search == 0:
        deal = "to search as much as to close on what you know"
    else:
        one, other = ("to search", "to close on what you know")[:: 1 if search > 0 else -1]
        deal = f"{one} more than {other}"
    scale = f"each axis runs from {_signed(-reach)} to {_signed(reach)}"
    return f"{gain} ({_signed(own)}), and {deal} ({_signed(search)}); {scale}."


def _pair(bank: Bank, result: Result) -> list[str]:
    """The animals of the first two styles in the bank's order."""
    return [animal(style) for style in bank.styles if style in (result.primary, result.secondary)]


def _headline(bank: Bank, result: Result) -> str:
    if result.kind == "none":
        return "No style stands out in your answers, and that is a result too."
    if result.primary not in STYLES:  # another instrument, whose styles are words of any kind
        if result.kind == "blend":
            return f"{' and '.join(_pair(bank, result))} come first in your answers, close together."
        behind = f", with {animal(result.secondary)} close behind" if result.kind == "leaning" else ""
        return f"{animal(result.primary)} comes first in your answers{behind}."
    if result.kind == "blend":
        return f"You tend to play between {' and '.join(_pair(bank, result))}."
    article = "an" if result.primary[0].lower() in "aeiou" else "a"
    lean = f", and lean towards the {animal(result.secondary)}" if result.kind == "leaning" else ""
    return f"You tend to play as {article} {full_name(result.primary)}{lean}."


def _title(bank: Bank, result: Result) -> str:
    if result.kind == "none":
        return "No clear style"
    return EN_DASH.join(_pair(bank, result)) if result.kind == "blend" else full_name(result.primary)


def _confidence(result: Result) -> str:
    percent = result.confidence.percent
    if result.kind == "none":
        three = result.confidence.row == NONE_THREE.row
        reason = "Your first three styles lie within two points of each other" if three else FLAT
        return f"{reason}, too close to tell them apart. So no style is named first, and no chance is given."
    question = f"How sure is it that {animal(result.primary)} comes first?"
    lead = f"with such a lead (yours is {result.lead})"
    if percent is None:
        unsure = "This instrument has not been calibrated, so no chance is given"
        return f"{question} {unsure}, only what is certain {lead}."
    return (
        f"{question} About {percent} in 100. Among simulated answer sheets of twelve blocks {lead}, the style"
        " that came first was the true one that often. It has not been measured on people."
    )


def _robustness(bank: Bank, result: Result) -> str | None:
    """What one changed answer could do to this very sheet, where the row's guarantee does not say it."""
    if result.kind not in ("style", "leaning") or result.confidence.guarantee == NO_CHANGE:
        return None
    first = animal(result.primary)
    if not result.pivots:
        return f"On your sheet, no single answer could change this: {first} would still come first."
    numbers = [str(number) for number, block in enumerate(bank.blocks, 1) if block.id in result.pivots]
    blocks = f"block {numbers[0]}" if len(numbers) == 1 else f"any of the blocks {_listed(numbers, 'or')}"
    change = f"could bring another style level with {first}, or past it"
    return f"On your sheet, one different answer in {blocks} {change}."


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
        reason = "because you picked it as most like you more often"
    elif result.least[one] != result.least[other]:
        reason = "because you picked it as least like you less often"
    else:
        reason = f"because of the fixed order {_listed([animal(style) for style in bank.styles], 'and')}"
    return f"{animal(one)} and {animal(other)} have the same score; {named}, {reason}."


def _leaks(bank: Bank, result: Result) -> tuple[LeakWords, ...]:
    answers: dict[str, list[AnswerWords]] = {area.id: [] for area in bank.areas}
    for item in bank.leaks:
        value = result.leaks[item.area].answers.get(item.id)
        if value is not None:
            words = AnswerWords(item.id, item.text, bank.scale[value - 1], item.keyed == "minus")
            answers[item.area].append(words)
    found = []
    for area in bank.areas:
        leak = result.leaks[area.id]
        if leak.score is not None and leak.rank is not None:
            step = int(leak.score)
            frequency = bank.scale[step - 1]
            if leak.score > step:
                frequency = f"between {frequency} and {bank.scale[step]}"
            text = f"{area.title}. How often value may leak here: {frequency}."
            found.append(LeakWords(area.id, area.title, leak.rank, frequency, text, tuple(answers[area.id])))
    return tuple(sorted(found, key=lambda leak: leak.rank))


def _unscored(bank: Bank, result: Result) -> tuple[Unscored, ...]:
    found = []
    for area in bank.areas:
        if result.leaks[area.id].score is None:
            total = sum(item.area == area.id for item in bank.leaks)
            given = len(result.leaks[area.id].answers)
            reason = f"Not scored: {given} of its {total} questions are answered, and it takes all of them."
            found.append(Unscored(area.id, area.title, reason))
    return tuple(found)


def _listed(parts: list[str], word: str) -> str:
    return " ".join((", ".join(parts[:-1]), word, parts[-1])) if len(parts) > 1 else parts[0]


def _rounded(value: float) -> int:
    return int(value + 0.5)


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else f"{MINUS}{-points}" if points < 0 else "0"
