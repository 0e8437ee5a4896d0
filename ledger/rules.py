"""The rule language of playbooks: numbers and conditions over named figures. No Python is ever evaluated.

Small and closed on purpose. A rule is at most 300 characters of:

    numbers, names, + - * / (also − × ÷), parentheses, min(a, b, …), max(a, b, …),
    < <= > >= =, `x between a and b`, `and`, `or`, `npv_days(amount, from, to, rate)`, `give ID`.

A name may have a part behind a dot, as in `hold.price` or `worth.t-price8`. Where a condition is wanted, a
name alone is a fact that holds or does not. Figures are floats; two that differ by less than one part in a
billion count as equal, so that no limit is missed by a rounding error.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from assessment.errors import PlacedError, nearest, quoted

LONGEST = 300
DEEPEST = 20
LARGEST = 1e12
"""The largest figure, of either sign, that a rule may hold or come to."""
SAME = 1e-9
MOST_DAYS = 36_500
FUNCTIONS = {"min": None, "max": None, "npv_days": 4}
"""Each function with how many figures it takes; None for two or more."""
WORDS = ("and", "or", "between", "give")
COMPARISONS = ("<=", ">=", "<", ">", "=")
SIGNS = {"−": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "==": "="}

Kind = Literal["number", "truth"]
Value = float | bool


class RuleError(PlacedError):
    """A rule that cannot be read or has no value.

    `start` and `end` are the characters it is about, from 0; `of` is the rule's name, once it is one of a
    playbook.
    """

    of = ""

    def __init__(self, code: str, start: int, end: int, message: str, hint: str = "") -> None:
        super().__init__(code, f"character {start + 1}", message, hint)
        self.start = start
        self.end = end


class Node(NamedTuple):
    """A part of a rule: what it is (`op`), its parts, and the characters from `start` to `end` it stands in.

    `op` is `number`, `name`, `give`, `negative`, `between`, a sign, `and`, `or` or a function's name; `word`
    is the name of a name or of a give.
    """

    op: str
    start: int
    end: int
    parts: tuple[Node, ...] = ()
    word: str = ""
    value: float = 0.0


class Rule(NamedTuple):
    """A rule that was read: its text, its tree, and whether it gives a number or a truth."""

    text: str
    root: Node
    kind: Kind

    def named(self) -> Iterator[tuple[Node, Kind]]:
        """Every name of the rule, with whether it stands for a figure or for a fact."""
        return _named(self.root, self.kind)

    def gives(self) -> Iterator[Node]:
        """Every `give ID` of the rule."""
        return (node for node in _nodes(self.root) if node.op == "give")

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


class _Token(NamedTuple):
    kind: Literal["number", "name", "sign", "end"]
    text: str
    start: int
    end: int


def parse(text: str, kind: Kind = "number") -> Rule:
    """Read a rule that gives a number or, as `kind` says, a condition. RuleError if it cannot be read."""
    if len(text) > LONGEST:
        hint = "Give a part of it a name of its own."
        raise RuleError("too-long", LONGEST, len(text), f"the rule is longer than {LONGEST} characters", hint)
    root = _Parser(text).whole()
    _check(root, kind)
    return Rule(text, root, kind)


def known(word: str, names: Iterable[str]) -> str:
    """`Did you mean "x"?` for the name nearest to `word`, else the plain names there are, eight at most."""
    every = sorted(names)
    near = nearest(word, every)
    plain = [name for name in every if "." not in name]
    return near if near.startswith("Did") else f"Known: {', '.join(plain[:8])}{', …' if plain[8:] else ''}."


def same(one: float, other: float) -> bool:
    """Whether two figures count as equal."""
    return abs(one - other) <= SAME * max(1.0, abs(one), abs(other))


def npv_days(amount: float, start: float, end: float, rate: float) -> float:
    """What paying on day `end` instead of day `start` is worth, at a yearly `rate` such as 0.08.

    A·[(1 + i)^(−D₀/365) − (1 + i)^(−D₁/365)], the difference of two present values. ValueError outside 0 to
    36,500 days, and for a rate of −1 or less or above 10.
    """
    if not (0 <= start <= MOST_DAYS and 0 <= end <= MOST_DAYS):
        raise ValueError(f"days are from 0 to {MOST_DAYS}")
    if not -1 < rate <= 10:
        raise ValueError("the yearly rate is a share such as 0.08")
    try:
        return amount * (math.pow(1 + rate, -start / 365) - math.pow(1 + rate, -end / 365))
    except OverflowError:
        raise ValueError("the result is too large") from None


def _tokens(text: str) -> Iterator[_Token]:
    at, before = 0, ""
    while at < len(text):
        start, letter = at, text[at]
        at += 1
        if letter.isspace():
            continue
        if _digit(letter):
            while at < len(text) and (_digit(text[at]) or text[at] == "."):
                at += 1
            yield _Token("number", text[start:at], start, at)
        elif _first(letter):
            at = _name_end(text, at, hyphens=before == "give")
            yield _Token("name", text[start:at], start, at)
        else:
            if text[start : start + 2] in ("<=", ">=", "=="):
                at += 1
            sign = SIGNS.get(text[start:at], text[start:at])
            if sign not in ("+", "-", "*", "/", "(", ")", ",", *COMPARISONS):
                hint = "A rule has numbers, names, + - * / ( ) , < <= > >= = and a few words."
                raise RuleError("no-sign", start, at, f"{quoted(letter)} cannot stand in a rule", hint)
            yield _Token("sign", sign, start, at)
        before = text[start:at]
    yield _Token("end", "", len(text), len(text))


def _digit(letter: str) -> bool:
    return "0" <= letter <= "9"


def _first(letter: str) -> bool:
    return "a" <= letter <= "z" or "A" <= letter <= "Z" or letter == "_"


def _name_end(text: str, at: int, *, hyphens: bool) -> int:
    """Where a name ends: letters, digits, underscores; behind a dot and in a give's id hyphens too."""
    dotted = False
    while at < len(text):
        follows = text[at + 1 : at + 2] or " "
        if not (_first(text[at]) or _digit(text[at])):
            if text[at] == "." and not dotted and not hyphens and _first(follows):
                dotted = hyphens = True
            elif not (text[at] == "-" and hyphens and (_first(follows) or _digit(follows))):
                break
        at += 1
    return at


class _Parser:
    """Precedence climbing, from `or` down to a single figure; one token of foresight."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.token = next(self.tokens)
        self.depth = 0

    def whole(self) -> Node:
        if not self.text.strip():
            raise RuleError("empty", 0, len(self.text), "the rule is empty", "Write a figure, such as 45.")
        node = self.either()
        if self.token.kind != "end":
            raise self.unexpected("behind the end of the rule")
        return node

    def either(self) -> Node:
        return self.chain(("or",), self.both)

    def both(self) -> Node:
        return self.chain(("and",), self.comparison)

    def comparison(self) -> Node:
        left = self.sum()
        if self.token.text in COMPARISONS:
            sign = self.take().text
            right = self.sum()
            left = Node(sign, left.start, right.end, (left, right))
            if self.token.text in (*COMPARISONS, "between"):
                raise self.unexpected("behind a comparison", "Join two comparisons with `and`.")
        elif self.token.text == "between":
            self.take()
            low = self.sum()
            if self.token.text != "and":
                raise self.unexpected("in `between`", "Write `x between 1 and 5`.")
            self.take()
            high = self.sum()
            left = Node("between", left.start, high.end, (left, low, high))
        return left

    def sum(self) -> Node:
        return self.chain(("+", "-"), self.product)

    def product(self) -> Node:
        return self.chain(("*", "/"), self.single)

    def chain(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        left = part()
        while self.token.text in signs:
            sign = self.take().text
            right = part()
            left = Node(sign, left.start, right.end, (left, right))
        return left

    def single(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST + 1:
            hint = "Give a part of it a name of its own."
            message = f"parentheses stand more than {DEEPEST} deep"
            raise RuleError("too-deep", self.token.start, self.token.end, message, hint)
        node = self._single()
        self.depth -= 1
        return node

    def _single(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return Node("number", token.start, token.end, value=_figure(token))
        if token.text == "-":
            part = self.single()
            return Node("negative", token.start, part.end, (part,))
        if token.text == "(":
            node = self.either()
            end = self.closed(token)
            return node._replace(start=token.start, end=end)
        if token.text == "give" and token.kind == "name":
            if self.token.kind != "name":
                raise self.unexpected("behind `give`", "Write the give's id, as in `give g-reference`.")
            name = self.take()
            return Node("give", token.start, name.end, word=name.text)
        if token.kind == "name" and token.text not in WORDS:
            if self.token.text == "(":
                return self.call(token)
            return Node("name", token.start, token.end, word=token.text)
        self.token = token
        raise self.unexpected("where a figure should", "Write a number or a name there.")

    def call(self, name: _Token) -> Node:
        if name.text not in FUNCTIONS:
            message = f"there is no function {quoted(name.text)}"
            raise RuleError("no-function", name.start, name.end, message, nearest(name.text, FUNCTIONS))
        opened = self.take()
        parts = [self.either()]
        while self.token.text == ",":
            self.take()
            parts.append(self.either())
        end = self.closed(opened)
        wanted = FUNCTIONS[name.text]
        if len(parts) != wanted if wanted else len(parts) < 2:
            hint = {"npv_days": "Write npv_days(amount, from_days, to_days, yearly_rate)."}.get(
                name.text, f"Write {name.text}(a, b)."
            )
            message = f"{name.text} takes {wanted or 'two or more'} figures, not {len(parts)}"
            raise RuleError("wrong-count", name.start, end, message, hint)
        return Node(name.text, name.start, end, tuple(parts))

    def closed(self, opened: _Token) -> int:
        if self.token.text != ")":
            message = (
                "a parenthesis is never closed"
                if self.token.kind == "end"
                else "a parenthesis is not closed here"
            )
            at = opened if self.token.kind == "end" else self.token
            raise RuleError("not-closed", at.start, at.end, message, "Put `)` in.")
        return self.take().end

    def take(self) -> _Token:
        token = self.token
        if token.kind != "end":
            self.token = next(self.tokens)
        return token

    def unexpected(self, where: str, hint: str = "") -> RuleError:
        token = self.token
        if token.kind == "end":
            return RuleError("not-whole", token.start, token.end, f"the rule ends {where}", hint)
        found = self.text[token.start : token.end]
        return RuleError("unexpected", token.start, token.end, f"{quoted(found)} stands {where}", hint)


def _figure(token: _Token) -> float:
    whole, dot, part = token.text.partition(".")
    if "." in part or (dot and not part):
        message = f"{quoted(token.text)} is no number"
        raise RuleError("no-number", token.start, token.end, message, "Write it as 1234.5.")
    # Text may have thousands of digits, which Python takes long to read: counted first.
    if len(whole.lstrip("0")) > 13 or len(part) > 30 or float(token.text) > LARGEST:
        hint = "Use a larger unit, such as thousands."
        raise RuleError(
            "too-large", token.start, token.end, f"{quoted(token.text)} is too large a figure", hint
        )
    return float(token.text)


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
        if node.op == "give":
            return node.word in self.given
        if node.op == "name":
            return bool(self.named(node))
        if node.op in ("and", "or"):
            # Both are worked out, so that a mistake in the second is told whatever the first says.
            one, other = (self.holds(part) for part in node.parts)
            return one and other if node.op == "and" else one or other
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
        value = self._figure(node)
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
            case "+":
                return figures[0] + figures[1]
            case "-":
                return figures[0] - figures[1]
            case "*":
                return figures[0] * figures[1]
            case "min":
                return min(figures)
            case "max":
                return max(figures)
            case "npv_days":
                try:
                    return npv_days(figures[0], figures[1], figures[2], figures[3])
                except ValueError as error:
                    raise RuleError("out-of-range", node.start, node.end, f"in npv_days, {error}") from None
        if figures[1] == 0:
            part = node.parts[1]
            message = f"{self.shown(node)} divides by {self.shown(part)}, which is 0"
            hint = "Check the figures, or guard it, as in max(1, …)."
            raise RuleError("divides-by-zero", part.start, part.end, message, hint)
        return figures[0] / figures[1]

    def named(self, node: Node) -> Value:
        if node.word not in self.figures:
            hint = known(node.word, self.figures)
            raise RuleError("no-name", node.start, node.end, f"there is no figure {quoted(node.word)}", hint)
        return self.figures[node.word]

    def shown(self, node: Node) -> str:
        return f"`{self.rule.text[node.start : node.end]}`"


def _at_most(one: float, other: float) -> bool:
    return one < other or same(one, other)
