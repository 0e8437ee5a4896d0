"""Every figure of a playbook worked out for one case: positions, prices, the BATNA.

Pure arithmetic over `playbook`; used by `prepare`, by the site's worked examples and by its linter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.errors import quoted
from ledger.playbook import POSITIONS, Playbook, RuleTrouble
from ledger.rules import Rule, RuleError, Value, known

LONGEST_CHAIN = 30
DEEPEST = 120
"""How many parts may stand inside each other in rules that need each other: far from Python's limit."""


class Figures:
    """The figures of one case, by name; a rule is worked out when it is first asked for.

    Names are the inputs, `batna`, `opening.TERM` and the other positions, `worth.GET`, `costs.GIVE`,
    `volume.TERM` and the like. A term's own name is its target, or what `table` says is on the table.
    """

    def __init__(
        self, playbook: Playbook, inputs: Mapping[str, float], table: Mapping[str, float] | None = None
    ) -> None:
        self.playbook = playbook
        self.table = table or {}
        self.known: dict[str, Value] = dict(inputs)
        self.terms = {term.id for term in playbook.terms}
        self.open: list[str] = []

    def names(self) -> set[str]:
        """Every name that a rule may use."""
        own = {"batna"} if self.playbook.batna else set()
        return self.known.keys() | self.playbook.rules.keys() | self.terms | own

    def __contains__(self, name: str) -> bool:
        return (
            name in self.table
            or name in self.known
            or name in self.terms
            or name in self.playbook.rules
            or (name == "batna" and self.playbook.batna is not None)
        )

    def number(self, name: str) -> float:
        """A figure by its name; RuleError where there is none, or where its rule has no value."""
        return float(self._value(name))

    def of(self, rule: Rule) -> Value:
        """The value of a rule for this case."""
        return rule.value(_Lookup(self))

    def holds(self, rule: Rule, given: frozenset[str] = frozenset()) -> bool:
        """Whether a condition holds, with these gives on the table."""
        return bool(rule.value(_Lookup(self), given))

    def troubles(self) -> list[RuleTrouble]:
        """Every rule of the playbook that has no value in this case."""
        found: list[RuleTrouble] = []
        for name, (path, _) in self.playbook.rules.items():
            try:
                self.number(name)
            except RuleError as error:
                # A rule that only takes over another's fault says nothing new; of a chain the first speaks.
                deep = error.code == "too-deep" and all(one.error.code != "too-deep" for one in found)
                if error.of == name or error.code == "circle" or deep:
                    found.append(RuleTrouble(path, error))
        return found

    def _value(self, name: str) -> Value:
        if name in self.table:
            return self.table[name]
        if name not in self.known:
            self.known[name] = self._worked_out(name)
        return self.known[name]

    def _worked_out(self, name: str) -> Value:
        if len(self.open) > LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} rules need each other one after the other"
            raise RuleError("too-deep", 0, 0, message, "Give one of them a figure.")
        if name in self.open:
            circle = " → ".join([*self.open[self.open.index(name) :], name])
            raise RuleError("circle", 0, 0, f"rules need each other: {circle}", "Give one of them a figure.")
        if name in self.playbook.rules:
            rules = self.playbook.rules
            if sum(rules[one][1].height for one in (*self.open, name)) > DEEPEST:
                message = "rules that need each other stand too deep inside each other"
                raise RuleError("too-deep", 0, 0, message, "Give one of them a figure.")
            self.open.append(name)
            try:
                return self.of(rules[name][1])
            except RuleError as error:
                error.of = error.of or name
                raise
            finally:
                self.open.pop()
        if name in self.terms:
            return self._value(f"target.{name}")
        raise RuleError("no-name", 0, 0, f"there is no figure {quoted(name)}", known(name, self.names()))


class _Lookup(Mapping[str, Value]):
    """Figures as a rule sees them."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def __contains__(self, name: object) -> bool:
        figures = self.figures
        if name in figures.terms:
            return name in figures.table or f"target.{name}" in figures.playbook.rules
        return isinstance(name, str) and name in figures

    def __getitem__(self, name: str) -> Value:
        return self.figures._value(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.figures.names()))

    def __len__(self) -> int:
        return len(self.figures.names())


def at_position(playbook: Playbook, inputs: Mapping[str, float], position: str) -> dict[str, float]:
    """What every term is at one position; a term without it at the nearest one that it has, or left out."""
    figures = Figures(playbook, inputs)
    table = {}
    order = sorted(POSITIONS, key=lambda one: abs(POSITIONS.index(one) - POSITIONS.index(position)))
    for term in playbook.terms:
        near = next((one for one in order if one in term.positions), None)
        if near:
            table[term.id] = figures.number(f"{near}.{term.id}")
    return table
