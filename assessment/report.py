"""A result as text for people: every sentence that the page shows, line by line.

Called by the command line, and by people in a notebook: `print(recompute("…"))`. Makes no sentence of its
own but headings. Not loaded in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.codes import Profile, private_code, read_code, share_code
from assessment.leaks import LeakWords
from assessment.quiz import Bank, bundled_bank, versions
from assessment.scoring import Result, score, score_profile
from assessment.sheet import Answers
from assessment.words import Shown, shown
from assessment.working import Working

Scored = tuple[Bank, Result, Mapping[str, str]]
"""A result with its bank and its codes, by kind; none for a bank that is not bundled."""


def recompute(code: str) -> str:
    """All that the page shows of a code, private or share, or of a link that holds it. Raises CodeError."""
    bank, result, codes = of_code(read_code(code))
    return as_text(result, shown(bank, result), codes)


def of_code(found: Answers | Profile) -> Scored:
    """What a code holds, scored by the bank that it names."""
    bank = bundled_bank(found.version)
    if isinstance(found, Answers):
        return of_answers(bank, found)
    return bank, score_profile(bank, found), {"share": share_code(bank, found.most, found.least)}


def of_answers(bank: Bank, answers: Answers) -> Scored:
    """A complete sheet, scored by its bank. Raises SheetError if it does not fit."""
    result = score(bank, answers)
    if bank.version not in versions() or bank != bundled_bank(bank.version):
        return bank, result, {}
    codes = {"private": private_code(bank, answers), "share": share_code(bank, result.most, result.least)}
    return bank, result, codes


def as_text(result: Result, words: Shown, codes: Mapping[str, str] | None = None) -> str:
    """The result in words, for people; lines, no markup. `codes` by kind, as far as the result has any."""
    parts: list[list[str | None]] = [
        [words.headline, words.label],
        [words.shared],
        [
            words.confidence,
            words.confidence_note,
            words.guarantee,
            words.robustness,
            words.label_note,
            words.order_note,
        ],
        ["Shares", *(f"  {share.text}" for share in words.shares), words.band_note],
        [words.axes, words.last],
        ["Where value may leak", words.leaks_note, *_leaks(words.leaks)] if words.leaks else [],
        [f"  {area.title}. {area.reason}" for area in words.unscored],
        ["For the next deal", *(f"  {text}" for text in words.next_deal)] if words.next_deal else [],
        [words.hedge, *(f"  {note}" for note in words.notes)],
        ["The working", *_working(words.working)],
        [f"The {kind} code: {code}" for kind, code in (codes or {}).items()],
        [f"Bank {result.bank}, version {result.version}; result page: {words.page}"],
    ]
    given = ([line for line in part if line is not None] for part in parts)
    return "\n\n".join("\n".join(part) for part in given if part)


def _leaks(leaks: tuple[LeakWords, ...]) -> Iterator[str]:
    for leak in leaks:
        yield f"  {leak.rank}. {leak.text}"
        for one in leak.answers:
            yield f"     {one.shown}"


def _working(found: Working) -> Iterator[str]:
    for block in found.blocks:
        yield f"  {block.number}. Most: {block.most}"
        yield f"     Least: {block.least}"
        points = _by_style(found, block.points)
        yield f"     {points}; so far {_by_style(found, block.totals)}"
    yield f"  Totals: {_by_style(found, found.totals)}"
    for sentence in (found.shares, found.lead, found.rule):
        yield f"  {sentence}"
    yield "  The table, by lead; a star marks the row used:"
    for row in found.table:
        yield f"  {'*' if row.used else ' '} {row.lead}: {row.word}, {row.chance}"


def _by_style(found: Working, points: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {points[style]}" for style, name in found.animals.items() if style in points)
