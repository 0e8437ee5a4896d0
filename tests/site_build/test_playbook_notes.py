"""A style's note that asks for what its move avoids is found whatever the form of the verb."""

import pytest

from tests.site_build.playbook_samples import said

MOVE = "{id: m-anchor-reason, use: anchor-with-a-reason, then: {refuse: m-ask-rank}}"
STYLES = 'dolphin: "Calmly.", owl: "Briefly.", monkey: "Friendly."'


def notes(avoided: str, note: str) -> list[str]:
    """What the linter says of a move that avoids something, with a note for the lion."""
    by = f'{MOVE[:-1]}, avoid: ["{avoided}"], by_style: {{lion: "{note}", {STYLES}}}}}'
    return [line for line in said((MOVE, by)) if "PB031" in line]


@pytest.mark.parametrize(
    ("avoided", "note"),
    [
        ("saying it twice", "Say it twice."),
        ("naming another customer", "Name another customer."),
        ("making threats in public", "Make threats in public."),
        ("putting a date to it", "Put a date to it."),
        ("selling the idea", "Sell the idea."),
        ("bringing a lawyer", "Bring a lawyer."),
        ("pricing the gives", "Price each give."),
        ("use of the word final", "Using the word final helps."),
    ],
)
def test_verb_is_one_in_all_its_forms(avoided: str, note: str) -> None:
    """naming, names and name are one; so are putting and put, and bringing and bring."""
    assert len(notes(avoided, note)) == 1


@pytest.mark.parametrize(
    ("avoided", "note"),
    [
        ("naming another customer", "Never name another customer."),
        ("naming another customer", "Name another reason."),
        ("a string of threats", "Strong threats work."),
    ],
)
def test_note_that_agrees_is_left_alone(avoided: str, note: str) -> None:
    """A note that denies, speaks of something else, or has a word that only begins alike."""
    assert notes(avoided, note) == []
