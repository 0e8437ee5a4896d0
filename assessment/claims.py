"""A code that somebody passed on, as a result: the counts alone, whatever else the code holds.

Used by colleagues and roster; imports codes, quiz and scoring. Every claim has its styles in the one order of
STYLES, so that nothing said of two people depends on the order in which a bank lists them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assessment.codes import Profile, read_code
from assessment.quiz import Bank, bundled_bank
from assessment.scoring import Result, score_profile
from assessment.sheet import Answers
from assessment.standing import standing
from assessment.styles import STYLES

PRIVATE_NOTE = (
    "This is a private code: it holds every single answer. The share code, which holds the counts alone, says"
    " as much here; ask for that one next time."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a code claims: a result without answers, the bank it was counted on, and the code's kind."""

    bank: Bank
    result: Result
    private: bool = False

    @property
    def named(self) -> bool:
        """Whether one style stands first."""
        return self.result.kind in ("style", "leaning")


def read_claim(code: str) -> Claim:
    """What a private or share code claims, or a link that holds one. Raises CodeError."""
    found = read_code(code)
    bank = bundled_bank(found.version)
    if isinstance(found, Profile):
        return claim_of(bank, found)
    return replace(claim_of(bank, profile_of(bank, found)), private=True)


def profile_of(bank: Bank, answers: Answers) -> Profile:
    """The counts of a sheet: what its share code would hold."""
    counted = standing(bank, answers)
    return Profile(answers.version, counted.most, counted.least)


def claim_of(bank: Bank, profile: Profile) -> Claim:
    """The claim of counts, for a bank whose statements are all keyed plus, as those of codes are."""
    known = list(STYLES)
    ordered = sorted(
        bank.styles, key=lambda style: (known.index(style) if style in known else len(known), style)
    )
    bank = replace(bank, styles=tuple(ordered))
    return Claim(bank, score_profile(bank, profile))
