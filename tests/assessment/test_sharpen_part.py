"""The part of a bank that sharpens: what the reader takes and refuses."""

from __future__ import annotations

import pytest

from assessment.quiz import BankError, load_bank
from tests.assessment.banks import FOUR, good_data, toml


def test_blocks_that_sharpen_are_read_and_give_no_points() -> None:
    """They have the form of the other blocks, and may be missing; no style is held more often for them."""
    data = good_data()
    bank = load_bank(toml(data))
    assert [block.id for block in bank.sharpen] == ["d01", "d02", "d03", "d04", "d05"]
    assert bank.sharpen[1].statements[2].style == "monkey"
    assert bank.sharpen_stem == "Which of these two is more like you?"
    assert [block["id"] for block in bank.to_json()["sharpen"]] == ["d01", "d02", "d03", "d04", "d05"]
    del data["sharpen"], data["sharpen_stem"]
    without = load_bank(toml(data))
    assert (without.sharpen, without.sharpen_stem) == ((), "")
    assert without.held == bank.held == dict.fromkeys(FOUR, 12)


def test_blocks_that_sharpen_need_their_question() -> None:
    """Without the stem there is nothing to ask of the two statements."""
    data = good_data()
    del data["sharpen_stem"]
    with pytest.raises(BankError, match='the field "sharpen_stem" is missing') as caught:
        load_bank(toml(data))
    assert caught.value.code == "bank-missing-field"


def test_id_of_a_block_that_sharpens_is_its_own() -> None:
    """It may be that of no other block, so that an answer cannot be taken for one of part A."""
    data = good_data()
    data["sharpen"][1]["id"] = "a01"
    with pytest.raises(BankError, match="stands twice") as caught:
        load_bank(toml(data))
    assert (caught.value.code, caught.value.place) == ("bank-duplicate", "sharpen[1] (a01)")


@pytest.mark.parametrize(
    ("field", "value", "code", "name"),
    [("id", "a01-1", "bank-duplicate", "a01-1"), ("style", "owi", "bank-style", "d02-1")],
)
def test_statements_that_sharpen_are_read_as_all_are(field: str, value: str, code: str, name: str) -> None:
    """An id of part A and an unknown style are refused, with the place."""
    data = good_data()
    data["sharpen"][1]["statements"][0][field] = value
    with pytest.raises(BankError) as caught:
        load_bank(toml(data))
    assert (caught.value.code, caught.value.place) == (code, f"sharpen[1].statements[0] ({name})")
