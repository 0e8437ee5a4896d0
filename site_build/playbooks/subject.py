"""One playbook with all that a linter's rule may look at, and the shape of a rule."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from ledger.figures import Figures, at_position
from ledger.playbook import POSITIONS, RuleTrouble
from ledger.playbook import Playbook as Read
from ledger.playbook_reader import read_all
from ledger.rules import Rule as Text
from ledger.rules import RuleError
from site_build.errors import Problem
from site_build.frontmatter import Document, Path
from site_build.models.playbook import Playbook, Trade

Binding = Literal["hard", "standard", "soft"]
WEIGHTS: Mapping[Binding, int] = {"hard": 3, "standard": 2, "soft": 1}
"""What a rule counts for in the score of completeness."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a playbook may name: figures and fields of the ledger."""

    metrics: Collection[str]
    logs: Collection[str]


@dataclass(frozen=True)
class Subject:
    """A playbook as its file has it (`document`), as a model, and as the ledger reads it.

    `kept` are its versions that were put by, the oldest first; `others` the playbooks beside it; `ours` says
    that it is one of the project's.
    """

    document: Document
    model: Playbook
    names: Names
    today: date
    kept: tuple[Playbook, ...] = ()
    others: tuple[Playbook, ...] = field(default=(), compare=False)
    ours: bool = False

    @cached_property
    def _read(self) -> tuple[Read, list[RuleTrouble]]:
        return read_all(self.model.plain())

    @property
    def read(self) -> Read:
        """The playbook with its rules parsed; without those that cannot be."""
        return self._read[0]

    @property
    def troubles(self) -> list[RuleTrouble]:
        """The rules that cannot be read."""
        return self._read[1]

    @cached_property
    def figures(self) -> Figures:
        """The figures of the worked example."""
        return Figures(self.read, self.read.inputs)

    @cached_property
    def at(self) -> dict[str, Figures]:
        """The example with every term at one position, by the position's name; without what has no value."""
        found = {}
        for position in POSITIONS:
            try:
                table = at_position(self.read, self.read.inputs, position)
            except RuleError:
                continue
            found[position] = Figures(self.read, self.read.inputs, table)
        return found

    @cached_property
    def sound(self) -> bool:
        """Whether every rule can be read and has a value; of one that has not, others have nothing to say."""
        return not self.troubles and not self.figures.troubles()

    def number(self, name: str) -> float | None:
        """A figure of the example; None where it has no value, which a rule of its own names."""
        if name not in self.figures:
            # What asks for it would look for the nearest name, which takes long in a large playbook.
            return None
        try:
            return self.figures.number(name)
        except RuleError:
            return None

    def conditions(self) -> Iterator[tuple[Path, Text]]:
        """The rules of red lines and approvals, each with its place."""
        for key, rule, rows in (
            ("red_lines", "rule", self.read.red_lines),
            ("approvals", "when", self.read.approvals),
        ):
            ids = [one.id for one in getattr(self.model, key)]
            for one in rows:
                yield (key, ids.index(one.id), rule), one.rule

    def trades(self) -> Iterator[tuple[str, int, Trade]]:
        """The gives and gets that lead a term somewhere: list, place in it, and the trade."""
        terms = {term.id for term in self.read.terms}
        for key in ("gets", "gives"):
            for number, one in enumerate(getattr(self.model, key)):
                if one.of in terms and one.to is not None:
                    yield key, number, one

    def problem(self, code: str, message: str, hint: str = "", *, at: Path = ()) -> Problem:
        """A problem at the value `at` of the front matter."""
        return self.document.problem(code, message, hint, at=at)

    def rule_problem(self, code: str, trouble: RuleTrouble) -> Problem:
        """A problem at the character of a rule that it is about."""
        value: Any = self.document.meta
        for part in trouble.path:
            value = value[part]
        line, column = self.document.inner_place(trouble.path, str(value), trouble.error.start)
        message, hint = trouble.error.message, trouble.error.hint
        return Problem(self.document.path, line, column, code, message, hint)


class Rule(NamedTuple):
    """A rule of the linter: `wants` is what is so in a playbook that keeps it, after "the playbook has"."""

    code: str
    binding: Binding
    wants: str
    find: Callable[[Subject], Iterator[Problem]]
