"""A playbook's figures for its own example: on its page, and as `[= rule ]` in its text."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ledger.figures import Figures
from ledger.numbers import shown
from ledger.playbook_reader import PlaybookError, read
from ledger.prepare import case
from ledger.rules import RuleError, parse
from ledger.sheet import prepared
from site_build.errors import Problem
from site_build.models.playbook import Playbook
from site_build.playbooks.subject import Rule, Subject


class Inline(NamedTuple):
    """A rule in the text, in whose place its value in the worked example is printed: `[= rule ]`.

    The text from `start` to `end` is the whole, from `at` on the rule.
    """

    rule: str
    start: int
    at: int
    end: int


def worked(model: Playbook) -> dict[str, Any] | None:
    """The worked example, as the page that prepares shows a case; None for a broken one."""
    try:
        one = read(model.plain())
        return prepared(case(one, one.inputs))
    except (PlaybookError, RuleError, ValueError):
        return None


def filled(model: Playbook, body: str) -> str:
    """The text with the value in place of every rule; one without a value stays, for the linter to name."""
    try:
        one = read(model.plain())
    except PlaybookError:
        return body
    figures = Figures(one, one.inputs)

    parts, done = [], 0
    for found in inlines(body):
        try:
            said = shown(float(figures.of(parse(found.rule))))
        except RuleError:
            continue
        parts += [body[done : found.start], said]
        done = found.end
    return "".join([*parts, body[done:]])


def inlines(body: str) -> Iterator[Inline]:
    """Every `[= rule ]` that opens and closes on one line. No pattern: one would go back over long blanks."""
    at = body.find("[=")
    while at >= 0:
        line = body.find("\n", at)
        end = body.find("]", at, line if line >= 0 else None)
        if end >= 0:
            inner = body[at + 2 : end]
            yield Inline(inner.strip(), at, at + 2 + len(inner) - len(inner.lstrip()), end + 1)
        at = body.find("[=", end if end >= 0 else line) if max(line, end) >= 0 else -1


def inline(subject: Subject) -> Iterator[Problem]:
    """PB002, as far as the text goes."""
    if subject.troubles:
        return
    for found in inlines(subject.document.body):
        try:
            subject.figures.of(parse(found.rule))
        except RuleError as error:
            offset = found.at + (0 if error.of else error.start)
            yield subject.document.body_problem("PB002", error.message, error.hint, offset=offset)


RULES = (Rule("PB002", "hard", "a value for every rule in its example", inline),)
