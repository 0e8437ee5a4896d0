"""A playbook's figures for its own example: on its page, and as `[= rule ]` in its text."""

import re
from collections.abc import Iterator
from typing import Any

from ledger.figures import Figures
from ledger.numbers import shown
from ledger.playbook import PlaybookError, read
from ledger.prepare import case
from ledger.rules import RuleError, parse
from ledger.sheet import prepared
from site_build.errors import Problem
from site_build.models.playbook import Playbook
from site_build.playbooks.subject import Rule, Subject

INLINE = re.compile(r"\[=\s*([^\]\n]*?)\s*\]")
"""A rule in the text, in whose place its value in the worked example is printed."""


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

    def value(match: re.Match[str]) -> str:
        try:
            return shown(float(figures.of(parse(match[1]))))
        except RuleError:
            return match[0]

    return INLINE.sub(value, body)


def inline(subject: Subject) -> Iterator[Problem]:
    """PB002, as far as the text goes."""
    if subject.troubles:
        return
    for found in INLINE.finditer(subject.document.body):
        try:
            subject.figures.of(parse(found[1]))
        except RuleError as error:
            offset = found.start(1) + (0 if error.of else error.start)
            yield subject.document.body_problem("PB002", error.message, error.hint, offset=offset)


RULES = (Rule("PB002", "hard", "a value for every rule in its example", inline),)
