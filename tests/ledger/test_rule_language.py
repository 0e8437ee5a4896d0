"""The rule language: what can be written, in what order it is worked out, and where a mistake is shown."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.rules import DEEPEST, FUNCTIONS, LONGEST, Kind, RuleError, Value, npv_days, parse, same

ROOT = Path(__file__).parents[2]
FIGURES: dict[str, Value] = {
    "a": 12.0,
    "b": 4.0,
    "c": 0.5,
    "nil": 0.0,
    "big": 1e12,
    "hold.price": 225_600.0,
    "worth.t-price8": 4_800.0,
    "sole_source": True,
    "renewal": False,
}
CODES = {
    *("too-long", "empty", "no-sign", "no-number", "too-large", "too-deep", "unexpected", "not-whole"),
    *("not-closed", "no-function", "wrong-count", "not-truth", "not-number", "no-name", "divides-by-zero"),
    "out-of-range",
}


def worked(text: str, kind: Kind = "number", *given_: str) -> Value:
    """What a rule comes to with the figures above."""
    return parse(text, kind).value(FIGURES, given_)


def refused(text: str, kind: Kind = "number") -> RuleError:
    """The error of a rule that cannot be read or worked out."""
    with pytest.raises(RuleError) as caught:
        worked(text, kind)
    return caught.value


# What can be written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", 45),
        ("0012.50", 12.5),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("20 - 5 - 3", 12),
        ("100 / 5 / 2", 10),
        ("100 / 5 * 2", 40),
        ("2 - 3 + 4", 3),
        ("-2 * 3", -6),
        ("2 * -3", -6),
        ("2 - -3", 5),
        ("- - 2", 2),
        ("-(2 + 3)", -5),
        ("-2 - 3", -5),
        ("a / b + c", 3.5),
        ("a/(b+c)", 12 / 4.5),
        ("min(a, b)", 4),
        ("max(1, a, b * 4)", 16),
        ("min(a, max(b, 5)) * 2", 10),
        ("hold.price - 600", 225_000),
        ("worth.t-price8 / 2", 2_400),
        ("worth.t-price8 -2", 4_798),
        ("a-b", 8),
        ("\n 1\t+\u00a02 ", 3),
        ("5 \u2212 3", 2),
        ("\u22125", -5),
        ("5 × 3", 15),
        ("6 ÷ 4", 1.5),
        ("sole_source + renewal", 1),
        ("1000000000000", 1e12),
    ],
)
def test_figure_is_worked_out(text: str, value: float) -> None:
    """Numbers, names, signs and functions, in the order of school arithmetic."""
    assert worked(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("1 < 2", True),
        ("2 < 2", False),
        ("2 <= 2", True),
        ("2 ≤ 2", True),
        ("3 ≤ 2", False),
        ("2 ≥ 2", True),
        ("1 >= 2", False),
        ("3 > 2", True),
        ("2 > 2", False),
        ("2 = 2", True),
        ("2 == 3", False),
        ("1 + 1 = 4 / 2", True),
        ("a between 12 and 13", True),
        ("a between b and 12", True),
        ("a between 13 and 14", False),
        ("a between 13 and 1", False),
        ("a between 1 and 5 or sole_source", True),
        ("sole_source and a between 1 and 20 and b = 4", True),
        ("sole_source", True),
        ("renewal", False),
        ("b", True),
        ("nil", False),
        ("1 = 1 or 1 = 1 and 1 = 2", True),
        ("(1 = 1 or 1 = 1) and 1 = 2", False),
        ("1 = 2 and 1 = 2 or 1 = 1", True),
        ("1 = 2 and (1 = 2 or 1 = 1)", False),
        ("(sole_source) and (a > b)", True),
        ("give g-ref", True),
        ("give g-prepay", False),
        ("give g-prepay or give g-ref", True),
        ("give g-term3 - 1 = 2", None),
        ("min(a, b) = 4 and not_known = 1", None),
    ],
)
def test_condition_is_worked_out(text: str, holds: bool | None) -> None:
    """Comparisons, ranges, facts and gives; `and` binds closer than `or`. None stands for a refusal."""
    if holds is None:
        refused(text, "truth")
    else:
        assert worked(text, "truth", "g-ref") is holds


def test_rule_tells_its_names_and_gives() -> None:
    """Every name with what it stands for, and every give, with their places."""
    rule = parse("sole_source and a + b > c or give g-ref and renewal", "truth")
    named = [(node.word, kind, rule.text[node.start : node.end]) for node, kind in rule.named()]
    kinds = {"sole_source": "truth", "renewal": "truth", "a": "number", "b": "number", "c": "number"}
    assert {word: kind for word, kind, _ in named} == kinds
    assert all(word == shown for word, _, shown in named)
    gives = [(node.word, rule.text[node.start : node.end]) for node in rule.gives()]
    assert gives == [("g-ref", "give g-ref")]
    assert parse("a + 1").number(FIGURES) == 13


def test_both_sides_of_a_condition_are_worked_out() -> None:
    """A mistake behind `or` is told although the first side holds already."""
    assert refused("sole_source or a / nil > 1", "truth").code == "divides-by-zero"
    assert refused("renewal and other", "truth").code == "no-name"


# What is refused, and where


@pytest.mark.parametrize(
    ("text", "kind", "code", "about"),
    [
        ("", "number", "empty", (0, 0)),
        (" \t ", "truth", "empty", (0, 3)),
        ("a ; b", "number", "no-sign", (2, 3)),
        ("a ** 2", "number", "unexpected", (3, 4)),
        ("a // 2", "number", "unexpected", (3, 4)),
        ("a != 2", "truth", "no-sign", (2, 3)),
        ("a % 2", "number", "no-sign", (2, 3)),
        ("'a'", "number", "no-sign", (0, 1)),
        ("a.b.c", "number", "no-sign", (3, 4)),
        ("2 + é", "number", "no-sign", (4, 5)),
        ("٣", "number", "no-sign", (0, 1)),
        ("1.2.3 + 1", "number", "no-number", (0, 5)),
        ("a + 1.", "number", "no-number", (4, 6)),
        ("1..2", "number", "no-number", (0, 4)),
        (".5", "number", "no-sign", (0, 1)),
        ("a + 1000000000001", "number", "too-large", (4, 17)),
        ("9" * 300, "number", "too-large", (0, 300)),
        ("1 + big + 1", "number", "too-large", (0, 7)),
        ("a + big * b", "number", "too-large", (4, 11)),
        ("1 + (big * 2)", "number", "too-large", (4, 13)),
        ("-big - 1", "number", "too-large", (0, 8)),
        ("a b", "number", "unexpected", (2, 3)),
        ("2x", "number", "unexpected", (1, 2)),
        ("(1))", "number", "unexpected", (3, 4)),
        ("1 + * 2", "number", "unexpected", (4, 5)),
        ("1 < 2 < 3", "truth", "unexpected", (6, 7)),
        ("1 = 2 between 3 and 4", "truth", "unexpected", (6, 13)),
        ("a between 1, 2", "truth", "unexpected", (11, 12)),
        ("and", "truth", "unexpected", (0, 3)),
        ("1 + or", "number", "unexpected", (4, 6)),
        ("give 5", "truth", "unexpected", (5, 6)),
        ("f()", "number", "no-function", (0, 1)),
        ("max()", "number", "unexpected", (4, 5)),
        ("1 +", "number", "not-whole", (3, 3)),
        ("a between 1 ", "truth", "not-whole", (12, 12)),
        ("give", "truth", "not-whole", (4, 4)),
        ("2 * (a + 1", "number", "not-closed", (4, 5)),
        ("min(a, b", "number", "not-closed", (3, 4)),
        ("(a b)", "number", "not-closed", (3, 4)),
        ("2 * mix(a, b)", "number", "no-function", (4, 7)),
        ("eval(1)", "number", "no-function", (0, 4)),
        ("1 + max(a)", "number", "wrong-count", (4, 10)),
        ("npv_days(a, 1, 2)", "number", "wrong-count", (0, 17)),
        ("npv_days(a, 1, 2, 3, 4) + 1", "number", "wrong-count", (0, 23)),
        ("a + 1", "truth", "not-truth", (0, 5)),
        ("a > 1 and (b + 1)", "truth", "not-truth", (10, 17)),
        ("min(a, b)", "truth", "not-truth", (0, 9)),
        ("a > 1", "number", "not-number", (0, 5)),
        ("1 + (a > 1)", "number", "not-number", (4, 11)),
        ("min(a, b < 1)", "number", "not-number", (7, 12)),
        ("a + give g-ref > 1", "truth", "not-number", (4, 14)),
        ("-(a = 1)", "number", "not-number", (1, 8)),
        ("a + other", "number", "no-name", (4, 9)),
        ("other and renewal", "truth", "no-name", (0, 5)),
        ("hold.price-5", "number", "no-name", (0, 12)),
        ("a / nil", "number", "divides-by-zero", (4, 7)),
        ("1 + a / (b - 4) * 2", "number", "divides-by-zero", (8, 15)),
        ("npv_days(a, 0 - 1, 2, 0.1)", "number", "out-of-range", (0, 26)),
        ("1 + npv_days(a, 1, 36501, 0.1)", "number", "out-of-range", (4, 30)),
        ("npv_days(a, 1, 2, -1)", "number", "out-of-range", (0, 21)),
        ("npv_days(a, 1, 2, 10.1)", "number", "out-of-range", (0, 23)),
    ],
)
def test_mistake_is_named_where_it_stands(text: str, kind: Kind, code: str, about: tuple[int, int]) -> None:
    """Each mistake has its code and the very characters that it is about."""
    error = refused(text, kind)
    assert (error.code, (error.start, error.end)) == (code, about)
    assert error.place == f"character {about[0] + 1}"
    assert error.message


def test_too_long_a_rule_is_refused() -> None:
    """300 characters are read, one more is not; the error is about what is too much."""
    assert worked("1" + " " * 299) == 1
    error = refused("1" + " " * 300)
    assert (error.code, error.start, error.end) == ("too-long", 300, 301)
    assert refused("(" * 1_000_000).end == 1_000_000


@pytest.mark.parametrize("opening", ["(", "min(1, ", "-(", "1 + (", "- "])
def test_too_deep_a_rule_is_refused(opening: str) -> None:
    """What is nested far too deep is named at the place where it becomes so."""
    text = opening * (LONGEST // len(opening))
    error = refused(text[:LONGEST])
    assert error.code == "too-deep"
    assert 0 < error.start < error.end <= LONGEST


def test_depth_is_as_the_message_says() -> None:
    """Twenty parentheses in each other are read; with the 21st the message is true."""
    deep = "(" * DEEPEST + "1" + ")" * DEEPEST
    assert "more than 20 deep" in refused(f"({deep})").message
    assert worked(deep) == 1


def test_long_flat_rules_are_worked_out() -> None:
    """A rule may have as many terms as its length allows."""
    assert worked("1" + "+1" * 149) == 150
    assert worked("1=1" + " or 1=1" * 42, "truth") is True
    assert worked("max(1" + ",1" * 147 + ")") == 1


def test_name_behind_a_dot_may_have_hyphens_only_there() -> None:
    """`worth.t-price8` is one name, `a-b` is a difference, and a give's id has hyphens."""
    assert [node.word for node, _ in parse("worth.t-price8 + a-b").named()] == ["worth.t-price8", "a", "b"]
    assert [node.word for node in parse("give g-one-invoice", "truth").gives()] == ["g-one-invoice"]


def test_unknown_names_are_told_the_nearest() -> None:
    """A slip of the pen in a name or a function is answered with what was meant."""
    assert refused("hold.prise").hint == 'Did you mean "hold.price"?'
    assert refused("maxi(1, 2)").hint == 'Did you mean "max"?'


def test_small_figure_is_never_called_too_large() -> None:
    """A figure with sixteen decimals is small; whatever is said of it, it is not that it is too large."""
    try:
        assert worked("0.0001234567890123") == pytest.approx(0.000_123_456_789)
    except RuleError as error:
        assert error.code != "too-large"  # noqa: PT017


@pytest.mark.parametrize("rate", ["-0.9999", "-0.999"])
def test_present_value_beyond_all_bounds_is_named(rate: str) -> None:
    """A rate close to −1 over a hundred years comes to more than any figure may: named, not raised."""
    error = refused(f"npv_days(a, 0, 36500, {rate})")
    assert error.code in ("too-large", "out-of-range")


# Any text at all


WORDS = [
    *("0", "1", "12.5", "007", "9999999999999", "1" * 60, "0." + "0" * 40 + "1", "1.2.3"),
    *("a", "b", "nil", "big", "hold.price", "worth.t-price8", "x_1", "sole_source", "Z"),
    *("+", "-", "*", "/", "−", "×", "÷", "≤", "≥", "<", "<=", ">", ">=", "=", "==", "(", ")", ","),
    *("and", "or", "between", "give", "min", "max", "npv_days", "min(", "max(", "npv_days("),
    *(" ", "\n", "\u00a0", ".", "é", "٣", "½", "\ud800", "\x00", "🂡", "$", '"', "%", "("),
]
TEXTS = (
    st.text(max_size=320)
    | st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
    | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
    | st.builds(str.__mul__, st.sampled_from(WORDS), st.integers(0, 400))
    | st.integers().map(str)
    | st.floats().map(str)
)


def outcome(text: str, kind: Kind) -> RuleError | Value:
    """A value or the one error that there may be; whatever else is raised goes through."""
    try:
        return worked(text, kind, "a")
    except RuleError as error:
        return error


@settings(max_examples=500)
@given(TEXTS, st.sampled_from(get_args(Kind)))
def test_any_text_has_a_value_or_an_error_inside_it(text: str, kind: Kind) -> None:
    """No text raises anything but a RuleError, and its characters lie in the text."""
    found = outcome(text, kind)
    if isinstance(found, RuleError):
        assert found.code in CODES
        assert 0 <= found.start <= found.end <= len(text)
    else:
        assert isinstance(found, bool) if kind == "truth" else abs(found) <= 1e12


@given(st.integers(1, 5_000), st.integers(0, 100), st.sampled_from(["(", "min(1,", "-", "max(2,(", "1+("]))
def test_any_depth_and_length_has_an_error_inside_it(times: int, closed: int, opening: str) -> None:
    """Nested deep or never closed: read or refused, without another exception."""
    text = opening * times + "1" + ")" * closed
    found = outcome(text, "number")
    assert not isinstance(found, RuleError) or 0 <= found.start <= found.end <= len(text)


@given(st.text("0123456789", max_size=320), st.text("0123456789.", max_size=320))
def test_any_digits_are_a_figure_or_an_error(whole: str, part: str) -> None:
    """Thousands of digits are counted, not read; a figure that is read is the one that was written."""
    text = f"{whole}.{part}"
    found = outcome(text, "number")
    if not isinstance(found, RuleError):
        assert found == pytest.approx(float(Fraction(text)))


# Generated rules, worked out a second time over fractions


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
SPOKEN = {"*": "×", "/": "÷", "<=": "≤", ">=": "≥", "=": "=="}


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


# What counts as equal


@pytest.mark.parametrize("size", [1.0, 1_234.5, 4.4e8, 9e11])
def test_one_part_in_a_billion_counts_as_equal(size: float) -> None:
    """Half a part in a billion is no difference, two parts are one, in every comparison."""
    near, far = size * (1 + 5e-10), size * (1 + 2e-9)
    for other, equal in ((near, True), (far, False)):
        figures = {"x": size, "y": other}
        found = {sign: parse(f"x {sign} y", "truth").value(figures) for sign in ("=", "<=", ">=", "<", ">")}
        assert found == {"=": equal, "<=": True, ">=": equal, "<": not equal, ">": False}
        assert same(size, other) is equal
        assert same(other, size) is equal


def test_rounding_error_misses_no_limit() -> None:
    """0.1 + 0.2 is at most 0.3, and within it."""
    assert worked("0.1 + 0.2 <= 0.3", "truth") is True
    assert worked("0.1 + 0.2 > 0.3", "truth") is False
    assert worked("0.1 + 0.2 between 0.1 and 0.3", "truth") is True


# npv_days


def test_present_value_of_the_worked_example() -> None:
    """220,800 paid after 60 days instead of 30, at 8 % a year, is worth 1,383.50."""
    assert npv_days(220_800, 30, 60, 0.08) == pytest.approx(1_383.50, abs=0.005)
    assert worked("npv_days(220800, 30, 60, 0.08)") == pytest.approx(1_383.50, abs=0.005)


@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 3_650),
    st.integers(0, 3_650),
    st.decimals(Decimal("-0.5"), 10, places=4),
)
def test_present_value_agrees_with_decimals(amount: int, start: int, end: int, rate: Decimal) -> None:
    """The difference of two present values, worked out in decimals of 28 digits."""
    year = Decimal(365)
    exact = amount * ((1 + rate) ** (-start / year) - (1 + rate) ** (-end / year))
    assert npv_days(amount, start, end, float(rate)) == pytest.approx(float(exact), rel=1e-9, abs=1e-3)


@pytest.mark.parametrize(
    ("start", "end", "rate"),
    [(-1, 5, 0.1), (0, 36_501, 0.1), (1e300, 0, 0.1), (0, 1, -1.0), (0, 1, 10.01), (0, 1, float("nan"))],
)
def test_present_value_has_bounds(start: float, end: float, rate: float) -> None:
    """Days and rates that make no sense are refused."""
    with pytest.raises(ValueError, match=r"days are|yearly rate"):
        npv_days(1, start, end, rate)


# No Python is evaluated


def test_no_python_is_ever_evaluated() -> None:
    """No source of the ledger names what runs text as code."""
    forbidden = {"eval", "exec", "compile", "ast", "__import__", "importlib", "pickle", "getattr", "globals"}
    for file in sorted((ROOT / "ledger").glob("*.py")):
        source = file.read_text(encoding="utf-8")
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        names = {token.string for token in tokens if token.type == tokenize.NAME}
        assert not names & forbidden, file.name


def test_every_function_is_one_of_the_documented() -> None:
    """The language has three functions; a fourth would have to be written down here."""
    assert set(FUNCTIONS) == {"min", "max", "npv_days"}
