"""The grammar of the rule language: from a rule's text to its tree, every fault at its characters.

Used by `rules`, which says what a tree comes to; the language is described there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from assessment.errors import PlacedError, nearest, quoted

LONGEST = 300
DEEPEST = 20
LARGEST = 1e12
"""The largest figure, of either sign, that a rule may hold or come to."""
FUNCTIONS = {"min": None, "max": None, "npv_days": 4}
"""Each function with how many figures it takes; None for two or more."""
MOST_DECIMALS = 30
"""Of a number in a rule; what is smaller is written as nothing."""
WORDS = ("and", "or", "between", "give")
COMPARISONS = ("<=", ">=", "<", ">", "=")
SIGNS = {"−": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "==": "="}


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


class _Token(NamedTuple):
    kind: Literal["number", "name", "sign", "end"]
    text: str
    start: int
    end: int


def written(value: object) -> str:
    """A number as the text of a rule, which has no exponents: 0.00005, and not 5e-05."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.15g}"
    if small := text.partition("e-")[2]:
        return f"{value:.{min(14 + int(small), MOST_DECIMALS)}f}".rstrip("0").rstrip(".")
    return f"{value:.0f}" if "e" in text else text


def tree(text: str) -> Node:
    """The tree of a rule. RuleError if it cannot be read."""
    if len(text) > LONGEST:
        hint = "Give a part of it a name of its own."
        raise RuleError("too-long", LONGEST, len(text), f"the rule is longer than {LONGEST} characters", hint)
    return _Parser(text).whole()


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
    if len(whole.lstrip("0")) > 13 or len(part) > MOST_DECIMALS or float(token.text) > LARGEST:
        hint = "Use a larger unit, such as thousands."
        raise RuleError(
            "too-large", token.start, token.end, f"{quoted(token.text)} is too large a figure", hint
        )
    return float(token.text)
