"""Two scopes are apart when no figure can lie in both ranges; an end may be left out."""

import pytest

from tests.site_build.playbook_samples import SOUND, lint, read, replaced

SCOPE = "applies_when: [case_sound]"


def overlap(own: str, theirs: str) -> bool:
    """Whether a case can belong to two playbooks that share their side and a fact, under these conditions."""
    other = read(
        replaced(SOUND, ('id: "sound"', "id: other"), (SCOPE, f'applies_when: [case_sound, "{theirs}"]'))
    )
    mine = replaced(SOUND, (SCOPE, f'applies_when: [case_sound, "{own}"]'))
    codes = {problem.code for problem in lint(mine, others=(other[1],))}
    assert codes <= {"PB023"}
    return bool(codes)


BETWEEN = "value between 20000 and 500000"


@pytest.mark.parametrize(
    "own",
    [
        "value < 20000",
        "value > 500000",
        "20000 > value",
        "500000 < value",
        "600000 <= value",
        "value = 19999",
        "value <= -5",
    ],
)
def test_what_is_apart_is_no_problem(own: str) -> None:
    """`<` leaves its end out, a number may stand on the left, and one below nothing is a number too."""
    assert not overlap(own, BETWEEN)
    assert not overlap(BETWEEN, own)


@pytest.mark.parametrize(
    "own",
    [
        "value <= 20000",
        "20000 >= value",
        "value >= 500000",
        "500000 <= value",
        "value = 20000",
        "value > -5",
        "value < 20001",
        "value < 20000 or value > 500000",
        "value < limit_of_the_year",
        "another between 1 and 2",
    ],
)
def test_what_touches_or_cannot_be_told_is_one(own: str) -> None:
    """An end that belongs to both is a case of both; so is what an `or` or another figure leaves open."""
    assert overlap(own, BETWEEN)
    assert overlap(BETWEEN, own)


def test_open_ends_on_both_sides_are_apart() -> None:
    """Below a number and above it have no case in common, and not even the number itself."""
    assert not overlap("value < 500", "value > 500")
    assert not overlap("value < 500", "value >= 500")
    assert overlap("value <= 500", "value >= 500")
