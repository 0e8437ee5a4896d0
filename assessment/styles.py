"""The four styles as data, and the two axes that order them.

Used by scoring, rules, words and chart; imports record only. Source of the axes: motivated information
processing in negotiation (De Dreu and Carnevale 2003), social motive by epistemic motive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.record import Record


@dataclass(frozen=True, slots=True)
class Style(Record):
    """One style: whose gain it tracks (`gain`), how it reaches a deal (`deal`), and its line to practise."""

    id: str
    animal: str
    name: str
    emoji: str
    gain: Literal["own", "both"]
    deal: Literal["closes", "searches"]
    line: str
    practise: str


STYLES: Mapping[str, Style] = {
    style.id: style
    for style in (
        Style(
            "lion",
            "Lion",
            "Closer",
            "🦁",
            "own",
            "closes",
            "Pushes for the decision: states, holds, ends.",
            "Which two of these matter most to you?",
        ),
        Style(
            "dolphin",
            "Dolphin",
            "Diplomat",
            "🐬",
            "both",
            "closes",
            "Keeps the connection and finds what all can sign.",
            "I can do that if you can do this.",
        ),
        Style(
            "owl",
            "Owl",
            "Strategist",
            "🦉",
            "own",
            "searches",
            "Studies the case, models it and plans the sequence.",
            "Here is our offer; let us test it.",
        ),
        Style(
            "monkey",
            "Monkey",
            "Game Changer",
            "🐵",
            "both",
            "searches",
            "Asks, reframes, adds issues and builds another deal.",
            "Before we add anything: what is settled?",
        ),
    )
}
"""The styles by id, in the order that decides a last tie."""


@dataclass(frozen=True, slots=True)
class Axes(Record):
    """Positions on the two axes, in points. Both lie in -2n .. 2n for a bank of n blocks."""

    own_minus_both: int
    search_minus_close: int


def axes(scores: Mapping[str, int]) -> Axes | None:
    """The axis scores that follow from the style scores; None unless the styles are the four known ones."""
    if set(scores) != set(STYLES):
        return None
    own = sum(scores[style.id] if style.gain == "own" else -scores[style.id] for style in STYLES.values())
    search = sum(
        scores[style.id] if style.deal == "searches" else -scores[style.id] for style in STYLES.values()
    )
    return Axes(own, search)


def animal(style: str) -> str:
    """The animal of a style, such as `Lion`; of another than the four its id as words: `Closing out`."""
    return STYLES[style].animal if style in STYLES else style[:1].upper() + style[1:].replace("-", " ")


def full_name(style: str) -> str:
    """`Lion, the Closer`; for another style than the four, its id as words."""
    return f"{STYLES[style].animal}, the {STYLES[style].name}" if style in STYLES else animal(style)
