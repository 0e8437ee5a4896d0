"""Runs every rule on a playbook, and counts what is complete. Gives problems, prints nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.playbook_reader import PlaybookError
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.library import Library
from site_build.models.playbook import Playbook
from site_build.playbooks import language, limits, moves, parts, scopes, terms, trades, versions, worked
from site_build.playbooks.subject import WEIGHTS, Names, Rule, Subject

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            rule
            for module in (language, worked, scopes, parts, terms, limits, trades, moves, versions)
            for rule in module.RULES
        ),
        key=lambda rule: rule.code,
    )
)


@dataclass(frozen=True, slots=True)
class Score:
    """How complete a playbook is: points of the rules it keeps, of all, and what is missing in words.

    A hard rule counts three points, one of the standard two, a soft one one.
    """

    points: int
    of: int
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.points}/{self.of}"


def lint(subject: Subject) -> list[Problem]:
    """What is wrong with a playbook, by place; what only soft rules say is a warning."""
    try:
        subject.read  # noqa: B018
    except PlaybookError as error:
        path = tuple(int(part) if part.isdigit() else part for part in error.place.split("."))
        return [subject.problem("PB001", error.message, error.hint, at=path)]
    found = []
    for rule in RULES:
        for problem in rule.find(subject):
            found.append(problem.warning() if rule.binding == "soft" else problem)
    return sorted(set(found))


def score(problems: Sequence[Problem]) -> Score:
    """The score of a playbook with these problems."""
    broken = {problem.code for problem in problems}
    codes = {rule.code: rule for rule in RULES}
    points = sum(WEIGHTS[rule.binding] for code, rule in codes.items() if code not in broken)
    missing = tuple(rule.wants for code, rule in codes.items() if code in broken)
    return Score(points, sum(WEIGHTS[rule.binding] for rule in codes.values()), missing)


def names(library: Library) -> Names:
    """What the site's glossary explains."""
    return Names(library.data.metrics, library.data.logs)


def subject(library: Library, document: Document, model: Playbook, today: date) -> Subject:
    """A playbook beside those of the library, which need not hold it."""
    others = tuple(entry.model for entry in library.playbooks if entry.model.id != model.id)
    kept = library.versions.get(model.id, ())
    ours = any(entry.model.id == model.id for entry in library.playbooks)
    return Subject(document, model, names(library), today, kept, others, ours)


def problems(library: Library, today: date) -> Iterator[Problem]:
    """What is wrong with the playbooks of the library."""
    for entry in library.playbooks:
        yield from lint(subject(library, entry.document, entry.model, today))
