"""A team in words: how the styles are spread, what is uncertain, gaps, pairs to coach; also as plain text.

Called by several with a roster. For learning: it ranks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.coaching import GAPS_NOTE, NO_PAIRS, PAIRS_NOTE, Coaching, gaps, pairs
from assessment.colleagues import leading
from assessment.figures import share_words
from assessment.phrases import EN_DASH, counted, listed
from assessment.record import Record
from assessment.roster import BadLine, Member, Roster
from assessment.styles import full_name
from assessment.words import label

LEAST = 2
CAVEAT = (
    "This page is for learning, and has no place in hiring, pay or promotion. A code is a claim that nobody"
    " has checked. Ask people before you paste theirs, and show them what you see here."
)


@dataclass(frozen=True, slots=True)
class MemberWords(Record):
    """One person: the number on the map, the name, the result's short name, how sure its first style is."""

    number: int
    name: str
    label: str
    sure: str


@dataclass(frozen=True, slots=True)
class StyleRow(Record):
    """One style over everybody, as the cells of a table; `note` is the last two in one short text."""

    style: str
    title: str
    first: str
    blend: str
    mean: str
    spread: str
    note: str


@dataclass(frozen=True, slots=True)
class Team(Record):
    """Everything the page says about a list. `text` is the same as plain lines, to copy or keep."""

    headline: str
    members: tuple[MemberWords, ...]
    standing: tuple[str, ...]
    styles: tuple[StyleRow, ...]
    gaps: tuple[str, ...]
    gaps_note: str
    pairs: tuple[Coaching, ...]
    no_pairs: str | None
    pairs_note: str
    caveat: str
    text: str


def too_few(roster: Roster) -> str | None:
    """Why there is no page; None when there are enough people."""
    number = len(roster.members)
    if number >= LEAST:
        return None
    read = "no line could be read" if not number else "one line could be read"
    return f"A team page needs at least two people, and {read}."


def team(members: Sequence[Member]) -> Team:
    """The words for at least two people."""
    people = tuple(
        MemberWords(
            member.number,
            member.called if member.name else "no name given",
            label(member.claim.bank, member.claim.result),
            _sure(member),
        )
        for member in members
    )
    found = pairs(members)
    styles = _rows(members)
    parts = (_headline(members), people, _standing(members), styles, gaps(members), GAPS_NOTE, found)
    none = None if found else NO_PAIRS
    text = _text(parts[0], people, parts[2], styles, parts[4], found or (none,))
    return Team(*parts, none, PAIRS_NOTE, CAVEAT, text)


def bad_lines(bad: Sequence[BadLine]) -> str | None:
    """The heading above the lines that could not be read; None without any."""
    if not bad:
        return None
    return f"{'One line' if len(bad) == 1 else f'{len(bad)} lines'} could not be read"


def _sure(member: Member) -> str:
    percent = member.claim.result.confidence.percent
    return "no chance is given" if percent is None else f"about {percent} in 100"


def _counts(members: Sequence[Member]) -> tuple[int, int, int]:
    """How many have a style named first, a blend, and no clear style."""
    kinds = [member.claim.result.kind for member in members]
    named = sum(member.claim.named for member in members)
    return named, kinds.count("blend"), kinds.count("none")


def _headline(members: Sequence[Member]) -> str:
    named, blends, none = _counts(members)
    kinds = (
        (named, "with one style named first"),
        (blends, "with a blend of two"),
        (none, "with no clear style"),
    )
    parts = [f"{counted(number)} {words}" for number, words in kinds if number]
    number = counted(len(members))
    return f"{number[0].upper()}{number[1:]} people: {listed(parts, 'and')}."


def _standing(members: Sequence[Member]) -> tuple[str, ...]:
    """How far the names can be trusted."""
    named, blends, none = _counts(members)
    found = []
    percents = [member.claim.result.confidence.percent or 0 for member in members if member.claim.named]
    if named == 1:
        found.append(
            f"The one first style named here is the true one with a chance of about {percents[0]} in 100,"
            " simulated and not measured on people."
        )
    elif named:
        low, high = sum(percents) // 100, -(-sum(percents) // 100)
        right = f"about {counted(low)}" if low == high else f"{counted(low)} or {counted(high)}"
        found.append(
            f"Of the {counted(named)} first styles named, {right} can be expected to be the true one: the"
            " chances, simulated and not measured on people, add up to that."
        )
    if blends or none:
        found.append("Blends and results without a clear style are counted as such and put under no style.")
    return tuple(found)


def _rows(members: Sequence[Member]) -> tuple[StyleRow, ...]:
    rows = []
    for style in members[0].claim.bank.styles:
        first = sum(member.claim.named and member.claim.result.primary == style for member in members)
        blend = sum(
            member.claim.result.kind == "blend" and style in leading(member.claim) for member in members
        )
        shares = [
            next(row.share for row in share_words(one.claim.bank, one.claim.result) if row.style == style)
            for one in members
        ]
        exact = sum(member.claim.result.shares[style] for member in members) / len(members)
        mean, spread = str(int(exact + 0.5)), f"{min(shares)} to {max(shares)}"
        note = f"mean {mean} ({min(shares)}{EN_DASH}{max(shares)})"
        rows.append(StyleRow(style, full_name(style), str(first), str(blend), mean, spread, note))
    return tuple(rows)


def _text(
    headline: str,
    people: Sequence[MemberWords],
    standing: Sequence[str],
    styles: Sequence[StyleRow],
    lacking: Sequence[str],
    found: Sequence[Coaching | str | None],
) -> str:
    """The page as lines, as one would send it."""
    lines = [headline, *standing, ""]
    lines += [f"{one.number}. {one.name}: {one.label} ({one.sure})" for one in people]
    lines += ["", "Styles"]
    lines += [
        f"{row.title}: first for {row.first}, in a blend of {row.blend}; share {row.note}" for row in styles
    ]
    lines += ["", "What a table of you may not do by itself", *lacking, GAPS_NOTE, "", "Pairs to coach"]
    for one in found:
        lines.append(
            f"{one.text} A line to practise: “{one.practise}”" if isinstance(one, Coaching) else f"{one}"
        )
    return "\n".join([*lines, PAIRS_NOTE, "", CAVEAT])
