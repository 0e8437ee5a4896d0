"""The value calculator: the visitor's own figures, understood as typed, refused by name, worked in sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.value import FigureError, estimate

FIGURES = {"volume": "2,000,000", "part": "40", "low": "1", "high": "3"}


def test_range_is_the_product_of_the_figures() -> None:
    """2,000,000 times 40 % times 1 to 3 % is 8,000 to 24,000, and the working says so."""
    found = estimate(FIGURES)
    assert (found.low, found.high) == (8_000, 24_000)
    assert found.text == "By your own figures: 8,000 to 24,000 a year."
    assert found.working.startswith("2,000,000 × 40% × 1%\u20133%.")


@pytest.mark.parametrize(
    "volume", ["2000000", "2 000 000", "2.000.000", "2,000,000", "2'000'000", " 2000000 "]
)
def test_volume_is_understood_as_people_write_it(volume: str) -> None:
    """Thousands may be parted by commas, points, spaces or apostrophes."""
    assert estimate({**FIGURES, "volume": volume}).low == 8_000


@pytest.mark.parametrize("low", ["1.5", "1,5", "1.5 %"])
def test_per_cent_takes_a_decimal(low: str) -> None:
    """A decimal point and a decimal comma mean the same."""
    assert estimate({**FIGURES, "low": low}).low == 12_000


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("volume", "", "figure-missing"),
        ("part", None, "figure-missing"),
        ("volume", "much", "figure-form"),
        ("volume", "-5", "figure-form"),
        ("low", "1e3", "figure-form"),
        ("part", "140", "figure-range"),
        ("volume", "9" * 20, "figure-range"),
        ("high", "0.5", "figure-range"),
    ],
)
def test_bad_figure_is_named(field: str, text: object, code: str) -> None:
    """What cannot be used is refused with its field and what to do."""
    with pytest.raises(FigureError) as caught:
        estimate({**FIGURES, field: text})
    assert (caught.value.code, caught.value.place) == (code, field)
    assert caught.value.hint


@given(st.dictionaries(st.sampled_from(list(FIGURES)), st.text() | st.none() | st.integers()))
def test_any_figures_get_an_estimate_or_a_named_error(figures: dict[str, object]) -> None:
    """Whatever is typed: a range whose ends are in order, or an error at a field."""
    place = None
    try:
        found = estimate(figures)
    except FigureError as error:
        place = error.place
    assert place in FIGURES if place is not None else 0 <= found.low <= found.high
