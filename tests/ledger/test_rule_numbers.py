"""A number that stands in a file without quotes is the rule that it looks like, however small or large."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.playbook_reader import read
from ledger.rules import parse
from ledger.syntax import LARGEST, written
from tests.ledger.ledger_samples import SMALL


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (220000, "220000"),
        (220000.0, "220000"),
        (0.08, "0.08"),
        (0.00005, "0.00005"),
        (-1.25e-7, "-0.000000125"),
        (0.1 + 0.2, "0.3"),
        (1234567.1, "1234567.1"),
        (5e-324, "0"),
        (2e15, "2000000000000000"),
        ("baseline * 2", "baseline * 2"),
    ],
)
def test_number_is_written_without_an_exponent(number: object, text: str) -> None:
    """Fixed point, no zeros at the end and none of the noise of a binary fraction; a text stays."""
    assert written(number) == text


@given(st.floats(-LARGEST, LARGEST))
def test_any_number_is_a_rule_of_its_value(number: float) -> None:
    """What is written is read as the number that it was, to fifteen figures."""
    assert parse(written(number)).number({}) == pytest.approx(number, rel=1e-14, abs=1e-30)


def test_bare_numbers_are_read_wherever_a_figure_stands() -> None:
    """A position, a cost and the value of the BATNA may be small numbers in a file."""
    plain = copy.deepcopy(SMALL)
    plain["terms"][0]["target"] = {"rule": 0.00005}
    plain["terms"][0]["cost"] = {"model": "price", "volume": 0.00005}
    plain["walk_away"]["value"] = 0.00005
    term = plain["terms"][0]["id"]
    rules = read(plain).rules
    for name in (f"target.{term}", f"volume.{term}", "batna"):
        assert rules[name][1].number({}) == pytest.approx(0.00005)
