"""Scopes: no case belongs to two playbooks of the same side."""

import math
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ledger.conditions import strangers
from ledger.numbers import shown
from ledger.playbook import RuleTrouble
from ledger.rules import Node, RuleError, parse
from ledger.rules import Rule as Text
from site_build.errors import Problem
from site_build.frontmatter import Path
from site_build.models.playbook import Playbook
from site_build.playbooks.subject import Rule, Subject

End = tuple[float, int]
"""An end of a range: a number, and whether it lies just below that (-1), at it (0) or just above (1)."""
Range = tuple[End, End]
EVERYTHING: Range = ((-math.inf, 0), (math.inf, 0))
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


class _Case(NamedTuple):
    """What a scope asks for: facts that have to hold, and for each figure the range it has to lie in."""

    facts: frozenset[str]
    ranges: dict[str, Range]


def apart(subject: Subject) -> Iterator[Problem]:
    """PB023: two scopes overlap when they share a fact, or name none, and no figure keeps them apart."""
    model = subject.model
    own = _case(model)
    for other in subject.others:
        if other.side != model.side or other.id == model.id or "retired" in (other.status, model.status):
            continue
        theirs = _case(other)
        shared = own.facts & theirs.facts or not (own.facts and theirs.facts)
        both = own.ranges.keys() & theirs.ranges.keys()
        if shared and not any(_apart(own.ranges[name], theirs.ranges[name]) for name in both):
            message = f'a case can belong to "{other.id}" too, which has the same side'
            hint = "Tell them apart under `applies_when`: by a fact, or by a range of a figure."
            yield subject.problem("PB023", message, hint, at=("scope",))


def readable(subject: Subject) -> Iterator[Problem]:
    """PB001, as far as scopes go."""
    for key in ("applies_when", "not_when"):
        for index, text in enumerate(getattr(subject.model.scope, key)):
            try:
                rule = parse(text, "truth")
            except RuleError as error:
                yield subject.rule_problem("PB001", RuleTrouble(("scope", key, index), error))
                continue
            for mistake in strangers(rule, subject.read.names):
                if mistake.code != "no-name":
                    yield subject.rule_problem("PB001", RuleTrouble(("scope", key, index), mistake))


def upright(subject: Subject) -> Iterator[Problem]:
    """PB037, as far as `between` goes: no figure lies between a larger and a smaller one."""
    rules: list[tuple[Path, Text]] = []
    for key in ("applies_when", "not_when"):
        for index, text in enumerate(getattr(subject.model.scope, key)):
            with suppress(RuleError):
                rules.append((("scope", key, index), parse(text, "truth")))
    for path, rule in (*rules, *subject.conditions()):
        for node in rule.betweens():
            _, low, high = (part.value if part.op == "number" else None for part in node.parts)
            if low is not None and high is not None and low > high:
                message = f"nothing lies between {shown(low)} and {shown(high)}"
                error = RuleError("out-of-range", node.start, node.end, message, "Swap the two.")
                yield subject.rule_problem("PB037", RuleTrouble(path, error))


def _case(model: Playbook) -> _Case:
    facts, ranges = set[str](), dict[str, Range]()
    for text in model.scope.applies_when:
        try:
            _read(parse(text, "truth").root, facts, ranges)
        except RuleError:
            continue
    return _Case(frozenset(facts), ranges)


def _read(node: Node, facts: set[str], ranges: dict[str, Range]) -> None:
    """Facts and ranges that all have to hold; what stands in an `or` is left out, as it need not."""
    if node.op == "and":
        for part in node.parts:
            _read(part, facts, ranges)
    elif node.op == "name":
        facts.add(node.word)
    elif found := _range(node):
        name, (low, high) = found
        before = ranges.get(name, EVERYTHING)
        ranges[name] = (max(low, before[0]), min(high, before[1]))


def _range(node: Node) -> tuple[str, Range] | None:
    """The name that a condition compares with numbers, whichever side it is on, and where it has to lie."""
    one, *others = node.parts or (node,)
    sign = node.op
    if one.op != "name" and len(others) == 1:
        one, others, sign = others[0], [one], MIRRORED.get(sign, sign)
    numbers = [value for part in others if (value := _number(part)) is not None]
    if one.op != "name" or len(numbers) < len(others):
        return None
    low, high = numbers[0], numbers[-1]
    match sign:
        case "between" | "=":
            return one.word, ((low, 0), (high, 0))
        case "<" | "<=":
            return one.word, (EVERYTHING[0], (high, -1 if sign == "<" else 0))
        case ">" | ">=":
            return one.word, ((low, 1 if sign == ">" else 0), EVERYTHING[1])
    return None


def _number(node: Node) -> float | None:
    if node.op == "negative" and node.parts[0].op == "number":
        return -node.parts[0].value
    return node.value if node.op == "number" else None


def _apart(one: Range, other: Range) -> bool:
    return one[1] < other[0] or other[1] < one[0]


RULES = (
    Rule("PB001", "hard", "rules that can be read", readable),
    Rule("PB037", "standard", "ranges that go upwards", upright),
    Rule("PB023", "standard", "a scope that no other playbook has", apart),
)
