"""Codes of bank v1 to test with, and how a text that is no code is refused. Used by the tests of codes."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.codes import (
    CODES,
    CodeError,
    Profile,
    private_code,
    read_code,
    share_code,
)
from assessment.quiz import bundled_bank
from assessment.scoring import score
from assessment.sheet import Answers, read_sheet
from tests.assessment.banks import sheet_scoring

BANK = bundled_bank(1)
FOREIGN = "é 🦁<>&\"'/\\.+=%#?\0\n０"
"""Characters that no code has: some that a mail or a person puts in, some that mean something in markup."""


def answers_of(sheet: dict[str, Any]) -> Answers:
    """The answers of a sheet for bank v1."""
    return read_sheet(BANK, sheet)


def sample() -> dict[str, str]:
    """Some codes of bank v1, by what they hold."""
    leans = sheet_scoring(BANK, 8, -8, 3, -3)
    full = {**leans, "leaks": {item.id: 1 + number % 5 for number, item in enumerate(BANK.leaks)}}
    last = {block.id: {"most": f"{block.id}-4", "least": f"{block.id}-3"} for block in BANK.blocks}
    found = {"lean": answers_of(leans), "full": answers_of(full)}
    found["last"] = answers_of({**full, "blocks": last, "leaks": {item.id: 5 for item in BANK.leaks}})
    written = {name: private_code(BANK, answers) for name, answers in found.items()}
    result = score(BANK, found["full"])
    return {**written, "share": share_code(BANK, result.most, result.least)}


SAMPLE = sample()


def written(found: Answers | Profile) -> str:
    """The code of what a code held."""
    bank = bundled_bank(found.version)
    if isinstance(found, Answers):
        return private_code(bank, found)
    return share_code(bank, found.most, found.least)


def refused(text: str) -> str:
    """The code of the error for a text that is no code; it has its words too."""
    with pytest.raises(CodeError) as caught:
        read_code(text)
    error = caught.value
    assert error.code in CODES
    assert error.place == "code"
    assert error.message
    assert error.hint
    return error.code


def attempt(text: str) -> Answers | Profile | str:
    """What a code holds, or the code of the error."""
    try:
        return read_code(text)
    except CodeError as error:
        return error.code
