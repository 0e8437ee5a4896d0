"""Two codes side by side: keyed by style id, whatever the order of a bank, and refused at their field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.claims import claim_of
from assessment.codes import Profile
from assessment.colleagues import MEANING, colleagues
from assessment.people_chart import pair_map, pair_shares
from assessment.quiz import Bank
from assessment.scoring import score
from assessment.styles import STYLES
from tests.assessment.banks import sheets
from tests.assessment.takes import BANK, BLEND, DOLPHIN, LION, MONKEY, NONE, OWL, ask, claim, code


@st.composite
def permuted(draw: st.DrawFn) -> Bank:
    """The bundled bank with its styles, its blocks and each block's statements in another order."""
    blocks = [
        replace(block, statements=tuple(draw(st.permutations(block.statements)))) for block in BANK.blocks
    ]
    return replace(
        BANK, styles=tuple(draw(st.permutations(BANK.styles))), blocks=tuple(draw(st.permutations(blocks)))
    )


def counts(bank: Bank, sheet: dict[str, Any]) -> Profile:
    """The counts of a sheet, as its share code holds them."""
    result = score(bank, sheet)
    return Profile(1, result.most, result.least)


@given(sheets(BANK, lean=True), sheets(BANK), permuted(), permuted())
def test_order_of_the_bank_changes_nothing(
    mine: dict[str, Any], theirs: dict[str, Any], one: Bank, other: Bank
) -> None:
    """The same answers to banks that list styles, blocks and statements in other orders compare the same."""
    plain = [claim_of(BANK, counts(BANK, sheet)) for sheet in (mine, theirs)]
    turned = [claim_of(one, counts(one, mine)), claim_of(other, counts(other, theirs))]
    assert colleagues(*turned) == colleagues(*plain)
    assert pair_map(*turned) == pair_map(*plain)
    assert pair_shares(*turned) == pair_shares(*plain)


@given(sheets(BANK), sheets(BANK))
def test_the_two_change_places(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """With the codes exchanged every cell stands on the other side, and what is noise stays noise."""
    one, other = (claim_of(BANK, counts(BANK, sheet)) for sheet in (mine, theirs))
    there, back = colleagues(one, other), colleagues(other, one)
    assert [(row.style, row.first, row.second) for row in there.rows] == [
        (row.style, row.second, row.first) for row in back.rows
    ]
    verdicts = [[row.difference.partition(", ")[2] for row in found.rows] for found in (there, back)]
    assert verdicts[0] == verdicts[1]


def test_row_has_shares_bands_and_verdict() -> None:
    """Each row names the style's shares with their bands and whether the difference is more than noise."""
    found = colleagues(claim(LION), claim(DOLPHIN))
    assert [row.style for row in found.rows] == list(STYLES)
    lion, _, owl, _ = found.rows
    assert lion.difference.startswith("\u221225, more than")
    assert owl.difference == "0, within noise"
    assert lion.first.startswith("44 (")
    assert found.headline == "You: strongly Lion. Your colleague: strongly Dolphin."


@pytest.mark.parametrize(
    ("one", "other", "meaning", "pair"),
    [
        (LION, LION, (True, True), "lion-meets-lion"),
        (LION, OWL, (True, False), "lion-meets-owl"),
        (LION, DOLPHIN, (False, True), "lion-meets-dolphin"),
        (MONKEY, LION, (False, False), "monkey-meets-lion"),
    ],
)
def test_pairing_follows_the_axes(
    one: tuple[int, ...], other: tuple[int, ...], meaning: tuple[bool, bool], pair: str
) -> None:
    """What two styles share, gain or way to a deal, chooses the sentence; the pair is named you first."""
    found = colleagues(claim(one), claim(other))
    assert found.meaning == (MEANING[meaning],)
    assert found.pairs == (pair,)


def test_blend_brings_both_its_pairs() -> None:
    """A blend has a page with each of its two styles, and no sentence that takes one for first."""
    found = colleagues(claim(BLEND), claim(DOLPHIN))
    assert found.pairs == ("lion-meets-dolphin", "owl-meets-dolphin")
    assert "Lion and Owl on your side, Dolphin on your colleague's" in found.meaning[0]


def test_no_clear_style_brings_no_pair() -> None:
    """Where no style stands out there is no pair, and the page says so."""
    found = colleagues(claim(NONE), claim(OWL))
    assert found.pairs == ()
    assert "no pair to speak of" in found.meaning[0]


def test_private_and_share_code_say_the_same() -> None:
    """A private code is compared by its counts alone, and a colleague's brings the advice to ask for less."""
    shared, private = (
        ask(do="compare", codes=[code(LION), code(OWL, private=kind)]) for kind in (False, True)
    )
    notes = [answer["shown"]["people"][1].pop("note") for answer in (shared, private)]
    assert notes[0] is None
    assert notes[1].startswith("This is a private code")
    assert private == shared
    assert ask(do="compare", codes=[code(LION, private=True), code(OWL)]) == {
        **shared,
        "shown": {
            **shared["shown"],
            "people": [
                *shared["shown"]["people"][:1],
                {**shared["shown"]["people"][1], "note": None},
            ],
        },
    }


@pytest.mark.parametrize("form", ["https://x.example/styles/owl/#s={}", "#s={}", "  {} ", "x/#r={}"])
def test_links_are_read(form: str) -> None:
    """A link that holds the code, or the code between spaces, is as good as the code."""
    assert ask(do="compare", codes=[form.format(code(OWL)), code(LION)]) == ask(
        do="compare", codes=[code(OWL), code(LION)]
    )


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("bad", ["", "C", "CAAAAB", "Z2345", "ü"])
def test_bad_code_is_refused_at_its_field(place: int, bad: str) -> None:
    """The error of a bad code names which of the two it is."""
    codes = [code(LION), code(LION)]
    codes[place] = bad
    error = ask(do="compare", codes=codes)["error"]
    assert error["place"] == f"codes.{place}"
    assert error["code"].startswith("code-")
    assert error["hint"]


@pytest.mark.parametrize("codes", [None, [], ["x"], ["x", 1], "xy", ["x", "y", "z"]])
def test_other_than_two_texts_is_refused(codes: object) -> None:
    """A request without two texts gets an error and no exception."""
    assert ask(do="compare", codes=codes)["error"]["code"] == "wrong-type"
