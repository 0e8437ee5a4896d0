"""The list that somebody pastes for a team page: one person a line, a name and a code or a link.

Called by several before team; imports claims. A bad line is told by its number and stops no other.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.claims import PRIVATE_NOTE, Claim, read_claim
from assessment.codes import CodeError
from assessment.errors import PlacedError, shortened
from assessment.phrases import listed
from assessment.record import Record

CODES = {
    "no-members": "the list has no line with anything on it",
    "too-many-members": "the list has more lines than a team page takes",
}
"""What each code of a RosterError means, in one sentence."""

MOST = 15
"""A page takes so many people: beyond that it would be a survey, which needs other care."""


class RosterError(PlacedError):
    """The list cannot be taken at all. `code` is a key of CODES; the place is always `text`."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(code, "text", message, hint)


@dataclass(frozen=True, slots=True)
class Member:
    """One readable line: its number in the list, the person's on the page, the name, what is claimed."""

    line: int
    number: int
    name: str
    claim: Claim

    @property
    def called(self) -> str:
        """The name, or `number 3`."""
        return self.name or f"number {self.number}"


@dataclass(frozen=True, slots=True)
class BadLine(Record):
    """A line that cannot be read, by its number, and why."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list holds: people, the lines that could not be read, and remarks on the others."""

    members: tuple[Member, ...]
    bad: tuple[BadLine, ...]
    remarks: tuple[str, ...]


def read_roster(text: str) -> Roster:
    """Read a list. Empty lines are passed over, but counted, as an editor counts them. Raises RosterError."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        hint = "Paste one person a line: a name, a space, and the code or the link."
        raise RosterError("no-members", "the list is empty", hint)
    if len(lines) > MOST:
        over = [number for number, _ in lines[MOST:]]
        which = f"lines {over[0]} to {over[-1]}" if len(over) > 1 else f"line {over[0]}"
        message = f"the list has {len(lines)} lines, and a team page takes {MOST}"
        raise RosterError("too-many-members", message, f"Take {which} out, or as many others.")
    members: list[Member] = []
    bad: list[BadLine] = []
    for number, line in lines:
        # A code or link has no space in it, so that the last word is it, and what stands before is the name.
        *words, code = line.split()
        name = shortened(" ".join(words).strip(",;:–- "))
        try:
            claim = read_claim(code)
        except CodeError as error:
            who = f" ({name})" if name else ""
            bad.append(BadLine(number, f"Line {number}{who}: {error.message}. {error.hint}"))
            continue
        members.append(Member(number, len(members) + 1, name, claim))
    return Roster(tuple(members), tuple(bad), tuple(_remarks(members)))


def _remarks(members: list[Member]) -> list[str]:
    found = []
    same: dict[tuple[object, ...], list[str]] = {}
    for member in members:
        result = member.claim.result
        key = (result.version, *result.most.items(), *result.least.items())
        same.setdefault(key, []).append(str(member.line))
    for lines in same.values():
        if len(lines) > 1:
            found.append(
                f"Lines {listed(lines, 'and')} hold the same scores. Each is counted; if it is one person,"
                " keep one line."
            )
    private = [str(member.line) for member in members if member.claim.private]
    if private:
        lines_ = f"Line{'s' if len(private) > 1 else ''} {listed(private, 'and')}"
        found.append(f"{lines_}: {PRIVATE_NOTE[0].lower()}{PRIVATE_NOTE[1:]}")
    return found
