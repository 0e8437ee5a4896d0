"""Generated rules, worked out a second time over fractions: both come to the same."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.rules import DEEPEST, LONGEST, Kind, RuleError
from tests.ledger.rule_figures import FIGURES, outcome


class Sure(NamedTuple):
    """An exact figure, and how far a calculation in floats may be from it."""

    exact: Fraction
    off: Fraction


class Unsure(Exception):
    """Floats may come to either side here, so nothing can be said."""


class Named(Exception):
    """The code of the error that has to come."""


Written = tuple[str, int, Callable[[], Sure | bool]]
"""A text, how strongly its outermost sign binds, and the independent calculation."""
TINY = Fraction(1, 2**52)
LIMIT = Fraction(10**12)


def bounded(exact: Fraction, off: Fraction) -> Sure:
    """A figure after one more rounding; past the limit it has to be refused."""
    off += abs(exact) * TINY
    if abs(abs(exact) - LIMIT) <= off:
        raise Unsure
    if abs(exact) > LIMIT:
        raise Named("too-large")
    return Sure(exact, off)


def leaf(text: str) -> Written:
    """A number or a name."""
    exact = Fraction(str(FIGURES[text])) if text in FIGURES else Fraction(text)
    return text, 9, lambda: Sure(exact, abs(Fraction(float(exact)) - exact))


def reckon(sign: str, one: Sure, other: Sure) -> Sure:
    """One sign of arithmetic over exact figures."""
    (a, da), (b, db) = one, other
    if sign in "+-":
        return bounded(a + b if sign == "+" else a - b, da + db)
    if sign == "*":
        return bounded(a * b, abs(a) * db + abs(b) * da + da * db)
    if abs(b) <= db:
        raise Named("divides-by-zero") if b == db == 0 else Unsure
    return bounded(a / b, (abs(a) * db + abs(b) * da) / (abs(b) * (abs(b) - db)))


def inside(part: Written, strength: int) -> str:
    """A part's text, in parentheses where it binds less than it has to."""
    return part[0] if part[1] >= strength else f"({part[0]})"


def figure(part: Written) -> Sure:
    """The exact value of a part that is a figure."""
    found = part[2]()
    assert isinstance(found, Sure)
    return found


def arithmetic(parts: tuple[Written, str, Written]) -> Written:
    """Two figures with a sign between; the right one needs more strength, for signs go from left to right."""
    left, sign, right = parts
    strength = 4 if sign in "+-" else 5
    text = f"{inside(left, strength)} {sign} {inside(right, strength + 1)}"
    return text, strength, lambda: reckon(sign, figure(left), figure(right))


def negative(part: Written) -> Written:
    """A figure with a minus before it."""

    def value() -> Sure:
        exact, off = figure(part)
        return bounded(-exact, off)

    return f"-{inside(part, 6)}", 6, value


def function(name: str, parts: list[Written]) -> Written:
    """The least or the most of some figures."""

    def value() -> Sure:
        found = [figure(part) for part in parts]
        choose = min if name == "min" else max
        return Sure(choose(one.exact for one in found), max(one.off for one in found))

    return f"{name}({', '.join(part[0] for part in parts)})", 9, value


def at_most(one: Sure, other: Sure) -> tuple[bool, bool]:
    """Whether one figure is at most the other, and whether they count as equal."""
    gap, near = abs(one.exact - other.exact), Fraction(1, 10**9)
    near *= max(Fraction(1), abs(one.exact), abs(other.exact))
    if abs(gap - near) <= 2 * (one.off + other.off) + near / 1_000:
        raise Unsure
    return one.exact < other.exact or gap < near, gap < near


def comparison(parts: tuple[Written, str, Written]) -> Written:
    """Two figures compared."""
    left, sign, right = parts

    def value() -> bool:
        one, other = figure(left), figure(right)
        less, equal = at_most(one, other)
        more, _ = at_most(other, one)
        return {"<=": less, ">=": more, "<": not more, ">": not less, "=": equal}[sign]

    return f"{inside(left, 4)} {sign} {inside(right, 4)}", 3, value


def between(parts: tuple[Written, Written, Written]) -> Written:
    """A figure between two."""
    middle, low, high = parts

    def value() -> bool:
        one, least, most = figure(middle), figure(low), figure(high)
        above, below = at_most(least, one)[0], at_most(one, most)[0]
        return above and below

    return f"{inside(middle, 4)} between {inside(low, 4)} and {inside(high, 4)}", 3, value


def joined(parts: tuple[Written, str, Written]) -> Written:
    """Two conditions; both are worked out, whatever the first says."""
    left, word, right = parts
    strength = 2 if word == "and" else 1

    def value() -> bool:
        one, other = left[2](), right[2]()
        return bool(one and other) if word == "and" else bool(one or other)

    return f"{inside(left, strength)} {word} {inside(right, strength + 1)}", strength, value


LEAVES = (
    st.integers(0, 1_000).map(str)
    | st.decimals(0, 1_000, places=2).map(str)
    | st.sampled_from(["a", "b", "c", "nil", "hold.price", "worth.t-price8", "big"])
).map(leaf)
TREES: st.SearchStrategy[Written] = st.recursive(
    LEAVES,
    lambda part: (
        st.tuples(part, st.sampled_from("+-*/"), part).map(arithmetic)
        | part.map(negative)
        | st.builds(function, st.sampled_from(["min", "max"]), st.lists(part, min_size=2, max_size=3))
        | part.map(lambda one: (f"({one[0]})", 9, one[2]))
    ),
    max_leaves=12,
)
CONDITIONS: st.SearchStrategy[Written] = st.recursive(
    st.tuples(TREES, st.sampled_from(["<", "<=", ">", ">=", "="]), TREES).map(comparison)
    | st.tuples(TREES, TREES, TREES).map(between),
    lambda part: st.tuples(part, st.sampled_from(["and", "or"]), part).map(joined),
    max_leaves=4,
)


def agrees(written: Written, kind: Kind) -> None:
    """The rule comes to what the fractions come to, or is refused by the same name."""
    text, _, calculation = written
    assume(len(text) <= LONGEST and text.count("(") + text.count("-") < DEEPEST)
    wanted: Sure | bool | str
    try:
        wanted = calculation()
    except Named as named:
        wanted = str(named)
    except Unsure:
        return
    found = outcome(text, kind)
    if isinstance(wanted, str):
        assert isinstance(found, RuleError)
        assert found.code == wanted
    elif isinstance(wanted, bool):
        assert found is wanted
    else:
        assert not isinstance(found, RuleError), found
        assert abs(Fraction(found) - wanted.exact) <= 2 * wanted.off + Fraction(1, 10**12)


@settings(max_examples=250)
@given(TREES)
def test_generated_figures_agree_with_fractions(written: Written) -> None:
    """Any figure comes to the same over fractions, division by zero and too large figures included."""
    agrees(written, "number")


@settings(max_examples=150)
@given(CONDITIONS)
def test_generated_conditions_agree_with_fractions(written: Written) -> None:
    """Any condition holds or not as it does over fractions."""
    agrees(written, "truth")


@given(TREES)
def test_typeset_signs_mean_the_same(written: Written) -> None:
    """−, × and ÷ are - * and / in every rule, and blanks around them change nothing."""
    text = written[0].replace("worth.t-price8", "a").replace("-", " − ").replace("*", "×").replace("/", "÷")
    plain = written[0].replace("worth.t-price8", "a")
    assume(len(text) <= LONGEST)
    one, other = outcome(plain, "number"), outcome(text, "number")
    if isinstance(one, RuleError):
        assert isinstance(other, RuleError)
        assert one.code == other.code
    else:
        assert one == other
