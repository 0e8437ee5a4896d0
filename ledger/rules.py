"""The rule language of playbooks: numbers and conditions over named figures. No Python is ever evaluated.

Small and closed on purpose. A rule is at most 300 characters of:

    numbers, names, + - * / (also − × ÷), parentheses, min(a, b, …), max(a, b, …),
    < <= > >= =, `x between a and b`, `and`, `or`, `npv_days(amount, from, to, rate)`, `give ID`.

A name may have a part behind a dot, as in `hold.price` or `worth.t-price8`. Where a condition is wanted, a
name alone is a fact that holds or does not. Figures are floats; two that differ by less than one part in a
billion count as equal, so that no limit is missed by a rounding error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from assessment.errors import nearest, quoted
from ledger.measures import days_cost
from ledger.syntax import COMPARISONS, DEEPEST, FUNCTIONS, LARGEST, LONGEST, Node, RuleError, tree

__all__ = [
    "DEEPEST",
    "FUNCTIONS",
    "LARGEST",
    "LONGEST",
    "Kind",
    "Node",
    "Rule",
    "RuleError",
    "Value",
    "known",
    "npv_days",
    "parse",
    "same",
]

SAME = 1e-9
MOST_DAYS = 36_500

CHAINED = ("+", "-", "*", "/", "and", "or")
"""What stands in rows such as `a + b + c`: trees as deep as they are long, so they are walked, not called."""

Kind = Literal["number", "truth"]
Value = float | bool


class Rule(NamedTuple):
    """A rule that was read: its text, its tree, and whether it gives a number or a truth.

    `height` is how many parts stand inside each other where it is worked out.
    """

    text: str
    root: Node
    kind: Kind
    height: int

    def named(self) -> Iterator[tuple[Node, Kind]]:
        """Every name of the rule, with whether it stands for a figure or for a fact."""
        return _named(self.root, self.kind)

    def gives(self) -> Iterator[Node]:
        """Every `give ID` of the rule."""
        return (node for node in _nodes(self.root) if node.op == "give")

    def betweens(self) -> Iterator[Node]:
        """Every `x between a and b` of the rule."""
        return (node for node in _nodes(self.root) if node.op == "between")

    def value(self, figures: Mapping[str, Value], given: Collection[str] = ()) -> Value:
        """What the rule comes to.

        `figures` has every name: a number, or for a fact whether it holds; `given` the ids of gives on the
        table. RuleError for a name that is not there, a division by zero, and a figure that is too large.
        """
        return _Evaluation(self, figures, given).truth(self.root, self.kind)

    def number(self, figures: Mapping[str, Value]) -> float:
        """The value of a rule that gives a number."""
        value = self.value(figures)
        assert not isinstance(value, bool)
        return value


def parse(text: str, kind: Kind = "number") -> Rule:
    """Read a rule that gives a number or, as `kind` says, a condition. RuleError if it cannot be read."""
    root = tree(text)
    _check(root, kind)
    return Rule(text, root, kind, _height(root))


def known(word: str, names: Iterable[str]) -> str:
    """`Did you mean "x"?` for the name nearest to `word`, else the plain names there are, eight at most.

    A name with `-5` at its end is one from which something was to be taken.
    """
    every = sorted(names)
    if minus := next((at for at, sign in enumerate(word) if sign == "-" and word[:at] in every), 0):
        return f"Put blanks round the minus: `{word[:minus]} - {word[minus + 1 :]}`."
    near = nearest(word, every)
    plain = [name for name in every if "." not in name]
    return near if near.startswith("Did") else f"Known: {', '.join(plain[:8])}{', …' if plain[8:] else ''}."


def same(one: float, other: float) -> bool:
    """Whether two figures count as equal."""
    return abs(one - other) <= SAME * max(1.0, abs(one), abs(other))


def npv_days(amount: float, start: float, end: float, rate: float) -> float:
    """What paying on day `end` instead of day `start` is worth, at a yearly `rate` such as 0.08.

    It is what being paid so much later costs (M19). ValueError outside 0 to 36,500 days, and for a rate of −1
    or less or above 10.
    """
    if not (0 <= start <= MOST_DAYS and 0 <= end <= MOST_DAYS):
        raise ValueError(f"days are from 0 to {MOST_DAYS}")
    if not -1 < rate <= 10:
        raise ValueError("the yearly rate is a share such as 0.08")
    try:
        return days_cost(amount, start, end, rate)
    except OverflowError:
        raise ValueError("the result is too large") from None


def _gives(node: Node) -> Kind:
    truth = node.op in (*COMPARISONS, "between", "and", "or", "give")
    return "truth" if truth else "number"


def _wanted(node: Node) -> Kind:
    """What the parts of a node have to give."""
    return "truth" if node.op in ("and", "or") else "number"


def _check(node: Node, kind: Kind) -> None:
    """RuleError where a condition stands in a number's place, or the other way round."""
    if _gives(node) != kind and not (kind == "truth" and node.op == "name"):
        if kind == "truth":
            hint = "Compare it, as in `price <= 100`."
            raise RuleError(
                "not-truth", node.start, node.end, "a figure stands where a condition should", hint
            )
        hint = "Conditions cannot be added or compared."
        raise RuleError("not-number", node.start, node.end, "a condition stands where a figure should", hint)
    for part in node.parts:
        _check(part, _wanted(node))


def _height(node: Node) -> int:
    deepest = 0
    while node.op in CHAINED:
        deepest = max(deepest, _height(node.parts[1]))
        node = node.parts[0]
    return 1 + max([deepest, *map(_height, node.parts)])


def _row(node: Node) -> tuple[Node, list[Node]]:
    """The first part of a row such as `a + b - c`, and the nodes that each join the next part to it."""
    joined: list[Node] = []
    while node.op in CHAINED:
        joined.append(node)
        node = node.parts[0]
    return node, joined[::-1]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from _nodes(part)


def _named(node: Node, kind: Kind) -> Iterator[tuple[Node, Kind]]:
    if node.op == "name":
        yield node, kind
    for part in node.parts:
        yield from _named(part, _wanted(node))


class _Evaluation:
    def __init__(self, rule: Rule, figures: Mapping[str, Value], given: Collection[str]) -> None:
        self.rule = rule
        self.figures = figures
        self.given = given

    def truth(self, node: Node, kind: Kind) -> Value:
        return self.holds(node) if kind == "truth" else self.figure(node)

    def holds(self, node: Node) -> bool:
        first, joined = _row(node) if node.op in ("and", "or") else (node, [])
        value = self._holds(first)
        for one in joined:
            # Both are worked out, so that a mistake in the second is told whatever the first says.
            other = self.holds(one.parts[1])
            value = value and other if one.op == "and" else value or other
        return value

    def _holds(self, node: Node) -> bool:
        if node.op == "give":
            return node.word in self.given
        if node.op == "name":
            return bool(self.named(node))
        figures = [self.figure(part) for part in node.parts]
        if node.op == "between":
            value, low, high = figures
            return _at_most(low, value) and _at_most(value, high)
        one_, other_ = figures
        match node.op:
            case "<=":
                return _at_most(one_, other_)
            case ">=":
                return _at_most(other_, one_)
            case "<":
                return not _at_most(other_, one_)
            case ">":
                return not _at_most(one_, other_)
        return same(one_, other_)

    def figure(self, node: Node) -> float:
        first, joined = _row(node)
        value = self.bounded(first, self._figure(first))
        for one in joined:
            value = self.bounded(one, self._joined(one, value, self.figure(one.parts[1])))
        return value

    def bounded(self, node: Node, value: float) -> float:
        # `not <=` is true of what is no number, too.
        if not abs(value) <= LARGEST:
            message = f"{self.shown(node)} comes to more than {LARGEST:,.0f}"
            raise RuleError(
                "too-large", node.start, node.end, message, "Use a larger unit, such as thousands."
            )
        return value

    def _figure(self, node: Node) -> float:
        if node.op == "number":
            return node.value
        if node.op == "name":
            return float(self.named(node))
        figures = [self.figure(part) for part in node.parts]
        match node.op:
            case "negative":
                return -figures[0]
            case "min":
                return min(figures)
            case "max":
                return max(figures)
        try:
            return npv_days(figures[0], figures[1], figures[2], figures[3])
        except ValueError as error:
            raise RuleError("out-of-range", node.start, node.end, f"in npv_days, {error}") from None

    def _joined(self, node: Node, one: float, other: float) -> float:
        match node.op:
            case "+":
                return one + other
            case "-":
                return one - other
            case "*":
                return one * other
        if other == 0:
            part = node.parts[1]
            message = f"{self.shown(node)} divides by {self.shown(part)}, which is 0"
            hint = "Check the figures, or guard it, as in max(1, …)."
            raise RuleError("divides-by-zero", part.start, part.end, message, hint)
        return one / other

    def named(self, node: Node) -> Value:
        if node.word not in self.figures:
            hint = known(node.word, self.figures)
            raise RuleError("no-name", node.start, node.end, f"there is no figure {quoted(node.word)}", hint)
        return self.figures[node.word]

    def shown(self, node: Node) -> str:
        return f"`{self.rule.text[node.start : node.end]}`"


def _at_most(one: float, other: float) -> bool:
    return one < other or same(one, other)
