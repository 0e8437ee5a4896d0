"""The shares, their bands and the position on the axes, in words and whole numbers.

Used by words, chart and compare; imports quiz, scoring and styles.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.phrases import signed
from assessment.quiz import Bank
from assessment.record import Record
from assessment.scoring import Result
from assessment.styles import animal, full_name

BAND_NOTE = (
    "Each range is an 80% band: how far the share would move with other blocks of the same kind, estimated"
    " by leaving out one block at a time. There is no norm group: a share says nothing about other people."
)


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


def share_words(bank: Bank, result: Result) -> tuple[ShareWords, ...]:
    """The shares in whole numbers that add up to 100 (largest remainder, ties by order), with bands.

    A band is cut at 0 and at the highest share a style can reach, and always includes its whole number.
    """
    parts = {style: 100 * (result.scores[style] + result.held[style]) for style in result.order}
    if not any(parts.values()):  # two styles only, see scoring
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
    gains = ("your own gain" if result.picks else "their own gain", "the gain of both sides")
    subject = "You tend" if result.picks else "Whoever answered tends"
    if own == 0:
        gain = f"{subject} to follow {gains[0]} as much as {gains[1]}"
    else:
        one, other = gains[:: 1 if own > 0 else -1]
        gain = f"{subject} to follow {one} more than {other}"
    if search == 0:
        deal = "to search as much as to close on what is known"
    else:
        one, other = ("to search", "to close on what is known")[:: 1 if search > 0 else -1]
        deal = f"{one} more than {other}"
    scale = f"each axis runs from {signed(-reach)} to {signed(reach)}"
    return f"{gain} ({signed(own)}), and {deal} ({signed(search)}); {scale}."


def _rounded(value: float) -> int:
    """Halves up: Python's own rounding takes a half to the even number."""
    return int(value + 0.5)
