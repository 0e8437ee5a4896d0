"""Numbers as people type them, and as they read them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.numbers import FigureError, apart, exact, per_cent, shown, typed
from tests.ledger.ledger_samples import NAMES, playbook


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2000000", 2_000_000),
        ("2,000,000", 2_000_000),
        ("2 000 000", 2_000_000),
        ("2\u00a0000\u202f000", 2_000_000),
        ("2'000'000", 2_000_000),
        ("2.000.000", 2_000_000),
        ("2.000.000,50", 2_000_000.5),
        ("1,234.5", 1_234.5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("-1.5", -1.5),
        ("\u22121,234", -1_234),
        ("€ 240,000", 240_000),
        ("0", 0),
        ("007", 7),
        ("0.085", 0.085),
        ("1000000000000", 1e12),
        (45, 45),
        (0.5, 0.5),
    ],
)
def test_typed_number_is_understood(text: object, number: float) -> None:
    """Commas, points, blanks, apostrophes, signs of currency and both minus signs."""
    assert typed(text, "inputs.x", "it") == number


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("85%", "of 1", 0.85),
        (" 8,5 % ", "of 1", 0.085),
        ("0.85", "of 1", 0.85),
        ("10%", "share, such as 0.1", 0.1),
        ("8%", "% a year", 8),
        ("8", "% a year", 8),
    ],
)
def test_per_cent_sign_is_understood_where_it_means_something(text: str, unit: str, number: float) -> None:
    """A share may be typed as a per cent, and a per cent with its sign."""
    assert typed(text, "inputs.x", "it", per_cent(unit)) == number


@pytest.mark.parametrize(
    ("text", "unit", "code", "hint"),
    [
        ("85%", "EUR", "figure-form", "without a sign behind it"),
        ("85%%", "of 1", "figure-form", "0.85, or 85%"),
        ("much", "% a year", "figure-form", "8.5, or 8.5%"),
        ("%", "of 1", "figure-missing", "Enter a number."),
    ],
)
def test_per_cent_sign_is_refused_elsewhere(text: str, unit: str, code: str, hint: str) -> None:
    """Money has no per cent, one sign is enough, and the hint says what may be typed here."""
    with pytest.raises(FigureError) as caught:
        typed(text, "inputs.x", "it", per_cent(unit))
    assert caught.value.code == code
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "figure-missing"),
        ("  ", "figure-missing"),
        ("€", "figure-missing"),
        (None, "figure-missing"),
        ([], "figure-missing"),
        ({"value": 1}, "figure-missing"),
        ("much", "figure-form"),
        ("1e3", "figure-form"),
        ("12,34,56", "figure-form"),
        ("1.2.3", "figure-form"),
        ("5-3", "figure-form"),
        ("--5", "figure-form"),
        ("0x10", "figure-form"),
        ("٤٥", "figure-form"),
        ("nan", "figure-form"),
        ("inf", "figure-form"),
        (float("nan"), "figure-form"),
        (True, "figure-form"),
        ("1000000000001", "figure-range"),
        ("-1000000000001", "figure-range"),
        ("9" * 5_000, "figure-range"),
        (10**100, "figure-range"),
    ],
)
def test_typed_number_is_refused_by_name(text: object, code: str) -> None:
    """What is no number, or too large, is refused with its field, its label and what to do."""
    with pytest.raises(FigureError) as caught:
        typed(text, "inputs.x", "the price")
    assert (caught.value.code, caught.value.place) == (code, "inputs.x")
    assert caught.value.message.startswith("the price is")
    assert caught.value.hint


@given(st.text() | st.text("0123456789.,'- €%−") | st.integers() | st.floats() | st.none())
@example(10**5_000)
def test_anything_typed_is_a_number_or_a_named_error(text: object) -> None:
    """No text and no number raises anything but a FigureError, and what is understood is in range."""
    try:
        assert abs(typed(text, "inputs.x", "it")) <= 1e12
    except FigureError as error:
        assert error.place == "inputs.x"  # noqa: PT017


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (0.005, "0.01"),
        (0.5, "0.5"),
        (12.0, "12"),
        (100.0, "100"),
        (12.345, "12.35"),
        (999.99, "999.99"),
        (999.999, "1,000"),
        (1_000.4, "1,000"),
        (240_000.0, "240,000"),
        (-1_383.5, "\u22121,384"),
        (-12.5, "\u221212.5"),
        (1e12, "1,000,000,000,000"),
    ],
)
def test_number_is_shown_as_people_read_it(value: float, text: str) -> None:
    """Commas between thousands, at most two decimals, none from a thousand on, and no negative nought."""
    assert shown(value) == text


@given(st.floats(-1e12, 1e12))
def test_number_that_is_shown_can_be_typed(value: float) -> None:
    """What is shown is understood again, and is off by half of the last place at the most."""
    back = typed(shown(value), "inputs.x", "it")
    off = Fraction(1, 2) if abs(value) >= 1_000 else Fraction(5_001, 1_000_000)
    assert abs(Fraction(back) - Fraction(value)) <= off


@pytest.mark.parametrize(
    ("text", "near", "number"),
    [
        ("1.075", 1.075, 1.075),
        ("1.500", 1.1, 1.5),
        ("1.500", 1_200, 1_500),
        ("240.000", 240_000, 240_000),
        ("-1.075", -1.1, -1.075),
        ("1.0750", 36, 1.075),
    ],
)
def test_point_is_understood_by_an_example(text: str, near: float, number: float) -> None:
    """A point before three figures is what is within ten times of the example of the figure."""
    assert typed(text, "inputs.x", "it", near=near) == number


@pytest.mark.parametrize("near", [0, 36, -1.5])
def test_point_that_can_mean_either_is_asked_for(near: float) -> None:
    """Without an example that decides, the message has both ways to write it, and both are understood."""
    with pytest.raises(FigureError) as caught:
        typed("1.075", "inputs.x", "it", near=near)
    assert caught.value.hint == "A point before three figures can mean either: write 1,075 or 1.0750."
    assert (typed("1,075", "x", "it"), typed("1.0750", "x", "it")) == (1_075, 1.075)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_can_be_filled_in(name: str) -> None:
    """Each example of a playbook, written as the page writes it, is read back as it is."""
    for value in playbook(name).inputs.values():
        assert typed(written(value), "inputs.x", "it", near=value) == value


@given(st.floats(1e-6, 1e11))
def test_any_example_can_be_filled_in(value: float) -> None:
    """So is any other, to twelve decimals."""
    assert typed(written(value), "inputs.x", "it", near=value) == pytest.approx(value, abs=1e-12, rel=1e-12)


def written(value: float) -> str:
    """A number as the page's script writes it: with commas, at most twelve decimals, no noughts behind."""
    return f"{value:,.12f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (230_000.4, "230,000.4"),
        (0.125, "0.125"),
        (-1_250.6, "−1,250.6"),
        (60, "60"),
        (0.00000025, "0.00000025"),
        (1e12, "1,000,000,000,000"),
        (0.0, "0"),
        (-0.0, "0"),
    ],
)
def test_number_is_said_exactly(value: float, text: str) -> None:
    """A number that somebody wrote keeps every decimal, and has no exponent."""
    assert exact(value) == text


@given(st.floats(-1e12, 1e12))
def test_any_number_is_said_exactly(value: float) -> None:
    """Read back it is what it was, to the 15 figures that a number has in a file."""
    back = float(exact(value).replace(",", "").replace("−", "-"))
    assert back == float(f"{value:.15g}")


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        (230_000.4, 230_000.2, ("230,000.4", "230,000.2")),
        (1.121, 1.125, ("1.121", "1.125")),
        (240_000.0, 231_000.0, ("240,000", "231,000")),
        (77_000 / 3, 77_001 / 3, ("25,666.7", "25,667")),
        (1e-14, 2e-14, ("0.00000000000001", "0.00000000000002")),
    ],
)
def test_two_numbers_are_told_apart(one: float, other: float, pair: tuple[str, str]) -> None:
    """Where the usual decimals would make two numbers look the same, more are shown."""
    assert apart(one, other) == pair


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.21342, 5, "0.21342"),
        (0.2, 5, "0.2"),
        (1_234.5, 2, "1,234.5"),
        (225_600.0, 2, "225,600"),
        (0.004, 0, "0"),
    ],
)
def test_number_is_shown_with_the_decimals_it_needs(value: float, decimals: int, text: str) -> None:
    """More decimals where a price is reckoned with more, and no noughts behind."""
    assert shown(value, decimals) == text
