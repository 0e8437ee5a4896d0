"""The round that sharpens: which pairs are offered, what they settle, and what they never change."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import browser, sharpen
from assessment.calibration import committed
from assessment.codes import Profile
from assessment.quiz import Bank, bundled_bank, load_bank
from assessment.scoring import Result, score, score_profile
from assessment.sharpen import SIMULATED, pairs, sharpened, sharpening
from assessment.sheet import SheetError
from tests.assessment.banks import SMALL, sheet, sheet_scoring, sheets

BANK = bundled_bank(1)
TIE = score(BANK, sheet_scoring(BANK, 6, -6, 6, -6))
CLOSE = score(BANK, sheet_scoring(BANK, 5, -5, 6, -6))


def chosen(result: Result, styles: str, bank: Bank = BANK) -> dict[str, str]:
    """Answers to the pairs, in their order, by the first letter of the style; a dot is no answer."""
    style = {one.id: one.style for block in bank.sharpen for one in block.statements}
    return {
        pair.id: next(one.id for one in pair.statements if style[one.id][0] == letter)
        for pair, letter in zip(pairs(bank, result), styles, strict=False)
        if letter != "."
    }


def settled(result: Result, styles: str, bank: Bank = BANK) -> sharpen.Sharpened:
    """What those answers come to."""
    found = sharpened(bank, result, chosen(result, styles, bank))
    assert found is not None
    return found


def ask(**request: Any) -> dict[str, Any]:
    """The door's answer."""
    found: dict[str, Any] = json.loads(browser.call(json.dumps(request)))
    return found


@pytest.mark.parametrize("lead", [0, 1])
def test_chance_after_the_pairs_is_the_calibrations(lead: int) -> None:
    """The chance stated is the committed one, both conditions pooled, rounded to five."""
    row = committed()["conditions"]["pooled"]["sharpen"][str(lead)]
    assert SIMULATED[lead] == 5 * round(20 * row["after"] / row["takers"])
    assert SIMULATED[lead] > 5 * round(20 * row["before"] / row["takers"])
    assert len(BANK.sharpen) == committed()["parameters"]["pairs"]


def test_a_lead_of_two_would_gain_next_to_nothing() -> None:
    """The reason for which a leaning gets no pairs: they add less than one in a hundred."""
    row = committed()["conditions"]["pooled"]["sharpen"]["2"]
    assert 0 <= 100 * (row["after"] - row["before"]) / row["takers"] < 1
    assert 2 not in SIMULATED


@given(sheets(BANK))
def test_pairs_are_offered_to_blends_alone(data: dict[str, Any]) -> None:
    """Five pairs where the first two styles are not told apart, else none; one statement of each style."""
    result = score(BANK, data)
    found = pairs(BANK, result)
    assert len(found) == (5 if result.kind == "blend" else 0)
    assert (sharpening(BANK, result, {}) is None) == (result.kind != "blend")
    texts = {one.id: (one.style, one.text) for block in BANK.sharpen for one in block.statements}
    for pair in found:
        assert {texts[one.id][0] for one in pair.statements} == {result.primary, result.secondary}
        assert all(texts[one.id][1] == one.text for one in pair.statements)
        assert [one.id for one in pair.statements] == sorted(one.id for one in pair.statements)


def test_pairs_need_the_answers_and_a_part_that_sharpens() -> None:
    """A shared result and a bank without that part offer nothing."""
    assert pairs(BANK, score_profile(BANK, Profile(1, TIE.most, TIE.least))) == ()
    assert pairs(replace(BANK, sharpen=()), TIE) == ()
    small = load_bank(SMALL)
    level = score(small, sheet(small, {"a01": ("green", "red"), "a02": ("blue", "red")}))
    assert sharpening(small, level, {}) is None


def test_statement_keyed_minus_makes_no_pair() -> None:
    """Picking it would speak for the other style, so its block is left out."""
    first = BANK.sharpen[0]
    turned = tuple(replace(one, keyed="minus") for one in first.statements)
    bank = replace(BANK, sharpen=(replace(first, statements=turned), *BANK.sharpen[1:]))
    assert [pair.id for pair in pairs(bank, TIE)] == ["d02", "d03", "d04", "d05"]
    assert settled(TIE, "oooo", bank).percent == SIMULATED[0]


@pytest.mark.parametrize(("one", "other"), list(combinations(BANK.styles, 2)))
def test_place_does_not_favour_a_style(one: str, other: str) -> None:
    """Of any two styles each is shown first in two or three of the five pairs."""
    orders = [[statement.style for statement in block.statements] for block in BANK.sharpen]
    assert sum(order.index(one) < order.index(other) for order in orders) in (2, 3)


def test_five_pairs_are_told_in_words() -> None:
    """The counts, who stands first, that the score stays, and how sure it is."""
    found = settled(TIE, "ooloo")
    assert (TIE.primary, found.first, found.second) == ("lion", "owl", "lion")
    assert found.counts == {"lion": 1, "owl": 4}
    assert found.text == (
        "In five more pairs you chose the Owl's statement four times, the Lion's once."
        " Where one of the two must stand first, it is Owl."
        " The score stays as it is: the pairs only break the tie."
    )
    assert found.percent == 60
    assert "About 60 in 100. The chance is simulated" in found.confidence


def test_without_a_tie_none_is_said_to_be_broken() -> None:
    """With a lead of one the scores differ, and the sentence does not speak of a tie."""
    found = settled(CLOSE, "lllll")
    assert (CLOSE.primary, found.first) == ("owl", "lion")
    assert "the Lion's statement five times, the Owl's not once" in found.text
    assert "tie" not in found.text
    assert found.text.endswith("the pairs only settle which of the two stands first.")


@pytest.mark.parametrize(
    ("styles", "first", "start"),
    [
        ("o", "owl", "In one more pair you chose the Owl's statement. Where"),
        ("..l", "lion", "In one more pair you chose the Lion's statement. Where"),
        ("ol", "lion", "In two more pairs you chose the Lion's statement once and the Owl's once, which"),
        ("lo.ol", "lion", "In four more pairs you chose the Lion's statement twice and the Owl's twice"),
        ("oo.l", "owl", "In three more pairs you chose the Owl's statement twice, the Lion's once."),
    ],
)
def test_some_pairs_settle_what_they_can(styles: str, first: str, start: str) -> None:
    """The majority of the pairs answered stands first, a tie keeps the order; no chance before the fifth."""
    found = settled(TIE, styles)
    assert found.first == first
    assert found.text.startswith(start)
    assert (found.percent, "in 100" in found.confidence) == (None, False)
    assert "for all five pairs only" in found.confidence


def test_tie_keeps_the_order_of_the_result() -> None:
    """With one pair for each style, the result's first stays first, whichever style that is."""
    assert (settled(CLOSE, "ol").first, settled(TIE, "ol").first) == ("owl", "lion")


@pytest.mark.parametrize(("result", "before"), [(TIE, 45), (CLOSE, 55)])
def test_offer_gives_both_chances(result: Result, before: int) -> None:
    """The offer says from where to where the chance rises, and that it is simulated."""
    found = sharpening(BANK, result, {})
    assert found is not None
    assert f"rises from about {before} to about 60 in 100" in found.offer
    assert "Lion and Owl" in found.offer
    assert "simulated" in found.offer
    assert found.stem == BANK.sharpen_stem
    assert found.result is None


def test_uncalibrated_bank_gets_no_chance() -> None:
    """Without a simulation the pairs settle the order, and no number is claimed."""
    bank = replace(BANK, version=2)
    result = score(bank, sheet_scoring(bank, 6, -6, 6, -6))
    answers = chosen(result, "ooooo", bank)
    found = sharpening(bank, result, answers)
    assert found is not None
    assert found.result is not None
    assert (found.result.first, found.result.percent) == ("owl", None)
    assert not re.search(r"\d", found.offer + found.result.text + found.result.confidence)


BAD = [
    ({"d06": "d06-1"}, "unknown-block", "sharpen.d06"),
    ({"a01": "a01-1"}, "unknown-block", "sharpen.a01"),
    ({"d01": "d02-1"}, "unknown-statement", "sharpen.d01"),
    ({"d01": None}, "unknown-statement", "sharpen.d01"),
    ({"d01": ["d01-1"]}, "unknown-statement", "sharpen.d01"),
    ({"d01": {}}, "unknown-statement", "sharpen.d01"),
    ({"x" * 99: 1}, "unknown-block", f"sharpen.{'x' * 39}\u2026"),
]


@pytest.mark.parametrize(("answers", "code", "place"), BAD)
@pytest.mark.parametrize("scores", [(6, -6, 6, -6), (6, -6, 1, -1)])
def test_bad_answers_are_refused_with_their_place(
    answers: dict[str, Any], code: str, place: str, scores: tuple[int, ...]
) -> None:
    """An id that the bank does not have is refused, pairs offered or not; the door says the same."""
    data = sheet_scoring(BANK, *scores)
    with pytest.raises(SheetError) as caught:
        sharpened(BANK, score(BANK, data), answers)
    assert (caught.value.code, caught.value.place) == (code, place)
    error = ask(do="score", sheet=data, sharpen=answers)["error"]
    assert (error["code"], error["place"]) == (code, place)


@pytest.mark.parametrize("answers", [[], "d01", 3, None, True])
def test_answers_that_are_no_object_are_refused(answers: Any) -> None:
    """What is not keyed by pair is refused."""
    error = ask(do="score", sheet=sheet_scoring(BANK, 6, -6, 6, -6), sharpen=answers)["error"]
    assert (error["code"], error["place"]) == ("wrong-type", "sharpen")


def test_answers_for_another_pair_of_styles_count_for_nothing() -> None:
    """A sheet changed after the round may have other first styles: the old choices are passed over."""
    answers = chosen(TIE, "ooooo")
    other = score(BANK, sheet_scoring(BANK, 6, 6, -6, -6))
    assert sharpened(BANK, other, answers) is None
    mixed = score(BANK, sheet_scoring(BANK, -6, -6, 6, 6))
    found = sharpened(BANK, mixed, {**answers, "d01": "d01-1"})
    assert found is not None
    assert found.counts == {"owl": 5, "monkey": 0}
    assert ask(do="score", sheet=sheet_scoring(BANK, 12, 0, 0, -12), sharpen=answers)["sharpen"] is None


@given(sheets(BANK), st.lists(st.integers(1, 4) | st.none(), min_size=5, max_size=5))
def test_pairs_change_nothing_else(data: dict[str, Any], places: list[int | None]) -> None:
    """Result, words, drawings and codes are those without the round; the majority stands first."""
    answers = {f"d{n:02}": f"d{n:02}-{place}" for n, place in enumerate(places, 1) if place}
    plain, asked = ask(do="score", sheet=data), ask(do="score", sheet=data, sharpen=answers)
    before, after = plain.pop("sharpen"), asked.pop("sharpen")
    assert asked == plain
    if before is None:
        assert after is None
        return
    assert {**after, "result": None} == before
    style = {one.id: one.style for block in BANK.sharpen for one in block.statements}
    two = plain["result"]["order"][:2]
    counts = Counter(style[name] for name in answers.values() if style[name] in two)
    if not counts:
        assert after["result"] is None
        return
    assert after["result"]["counts"] == {one: counts[one] for one in two}
    assert after["result"]["first"] == max(two, key=lambda one: counts[one])
    assert {after["result"]["first"], after["result"]["second"]} == set(two)
    assert (after["result"]["percent"] is not None) == (counts.total() == 5)


def test_private_code_offers_the_round_and_a_share_code_does_not() -> None:
    """`open` with a private code offers the pairs and takes answers; a share code knows nothing of them."""
    data = sheet_scoring(BANK, 6, -6, 6, -6)
    scored = ask(do="score", sheet=data, sharpen=chosen(TIE, "ooooo"))
    private, share = scored["codes"]["private"], scored["codes"]["share"]
    assert ask(do="open", code=private)["sharpen"] == {**scored["sharpen"], "result": None}
    again = ask(do="open", code=private, sharpen=chosen(TIE, "ooooo"))
    assert again["sharpen"] == scored["sharpen"]
    assert "sharpen" not in ask(do="open", code=share)
