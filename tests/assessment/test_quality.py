"""The remarks on how a sheet was filled in: when they come, what they name; they change no figure."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.quality import QUICK
from assessment.quiz import bundled_bank
from assessment.scoring import score

BANK = bundled_bank()
BLOCKS = [block.id for block in BANK.blocks]


def sheet(places: list[int], leaks: dict[str, int] | None = None) -> dict[str, Any]:
    """A sheet whose most-pick stands in the given place of each block."""
    blocks = {
        block.id: {
            "most": block.statements[place].id,
            "least": block.statements[(place + 1 + number % 3) % 4].id,
        }
        for number, (block, place) in enumerate(zip(BANK.blocks, places, strict=True))
    }
    return {"bank": BANK.id, "version": BANK.version, "blocks": blocks, "leaks": leaks or {}}


PLAIN = sheet([number % 4 for number in range(12)])


def test_quick_take_is_flagged_with_its_quick_blocks() -> None:
    """Half of the blocks in under 8 seconds bring the note, and it names just those."""
    quick = dict.fromkeys(BLOCKS[:6], QUICK - 0.1) | dict.fromkeys(BLOCKS[6:], QUICK)
    notes = score(BANK, PLAIN, quick).notes
    assert [(note.code, note.again) for note in notes] == [("pace", tuple(BLOCKS[:6]))]
    assert "6 of 12 blocks in under 8 seconds" in notes[0].text


@pytest.mark.parametrize("seconds", [{}, dict.fromkeys(BLOCKS[:5], 1.0), dict.fromkeys(BLOCKS, QUICK)])
def test_unhurried_take_is_not_flagged(seconds: dict[str, float]) -> None:
    """Fewer than half, none known, or exactly 8 seconds each bring no note."""
    assert score(BANK, PLAIN, seconds).notes == ()


@pytest.mark.parametrize(("same", "flagged"), [(9, False), (10, True), (12, True)])
def test_same_place_is_flagged_from_ten_blocks(same: int, flagged: bool) -> None:
    """The most-pick in one place in ten of twelve blocks brings the note with those blocks; nine do not."""
    places = [2] * same + [0] * (12 - same)
    notes = score(BANK, sheet(places)).notes
    assert bool(notes) == flagged
    if flagged:
        assert (notes[0].code, notes[0].again) == ("same-position", tuple(BLOCKS[:same]))
        assert f"In {same} of 12 blocks you picked statement number 3" in notes[0].text


def test_same_answer_to_all_items_is_flagged() -> None:
    """One answer to all items of part B contradicts itself; one missing or other answer does not."""
    same = {item.id: 2 for item in BANK.leaks}
    notes = score(BANK, {**PLAIN, "leaks": same}).notes
    assert [(note.code, note.again) for note in notes] == [("same-answer", tuple(same))]
    assert score(BANK, {**PLAIN, "leaks": {**same, "b05": 3}}).notes == ()
    assert score(BANK, {**PLAIN, "leaks": dict.fromkeys(list(same)[1:], 2)}).notes == ()


def test_notes_change_no_figure() -> None:
    """A result is given all the same, with the same figures."""
    quick = score(BANK, PLAIN, dict.fromkeys(BLOCKS, 1.0))
    plain = score(BANK, PLAIN)
    assert quick.notes
    assert (quick.shares, quick.bands, quick.page) == (plain.shares, plain.bands, plain.page)
