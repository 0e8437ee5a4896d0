"""Codes of made-up people for the tests of what is said about several. Knows the bundled bank only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assessment import browser
from assessment.claims import Claim, claim_of
from assessment.codes import Profile, private_code, share_code
from assessment.quiz import bundled_bank
from assessment.scoring import score
from assessment.sheet import read_sheet
from tests.assessment.banks import sheet_scoring

BANK = bundled_bank(1)
LION, DOLPHIN, OWL, MONKEY = ((9, -3, -3, -3), (-3, 9, -3, -3), (-3, -3, 9, -3), (-3, -3, -3, 9))
BLEND, NONE = (5, -5, 4, -4), (0, 0, 0, 0)
"""Scores of sheets, in the order of the bank's styles."""


def code(scores: tuple[int, ...], *, private: bool = False) -> str:
    """The share code of somebody with these scores, or the private one."""
    answers = read_sheet(BANK, sheet_scoring(BANK, *scores))
    result = score(BANK, answers)
    return private_code(BANK, answers) if private else share_code(BANK, result.most, result.least)


def claim(scores: tuple[int, ...]) -> Claim:
    """What that code claims."""
    result = score(BANK, sheet_scoring(BANK, *scores))
    return claim_of(BANK, Profile(1, result.most, result.least))


def ask(**request: Any) -> Mapping[str, Any]:
    """What the door answers."""
    found: Mapping[str, Any] = json.loads(browser.call(json.dumps(request)))
    return found
