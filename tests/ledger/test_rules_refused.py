"""What no rule may say is refused by name and where it stands, and any text has a value or an error."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.rules import DEEPEST, LONGEST, Kind, RuleError
from tests.ledger.rule_figures import outcome, refused, worked

CODES = {
    *("too-long", "empty", "no-sign", "no-number", "too-large", "too-deep", "unexpected", "not-whole"),
    *("not-closed", "no-function", "wrong-count", "not-truth", "not-number", "no-name", "divides-by-zero"),
    "out-of-range",
}


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
