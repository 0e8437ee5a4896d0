"""How many answers would have to differ: against brute force over every other sheet, and as guarantees."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.quiz import Bank, bundled_bank
from assessment.robustness import Robustness
from assessment.scoring import Result, read_sheet, score
from assessment.standing import Standing, standing
from tests.assessment.banks import general_banks, good_bank, sheet, sheets

BANK = bundled_bank()
GOOD = good_bank()


def robust(result: Result) -> Robustness:
    """The robustness of a result whose answers are known."""
    assert result.robustness is not None
    return result.robustness


def changed(data: dict[str, Any], picks: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """The sheet with other picks in some blocks."""
    new = {block: {"most": most, "least": least} for block, (most, least) in picks.items()}
    return {**data, "blocks": {**data["blocks"], **new}}


def other_picks(bank: Bank, name: str, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every pair of picks in a block but the one that the sheet has."""
    block = next(block for block in bank.blocks if block.id == name)
    for most, least in permutations([statement.id for statement in block.statements], 2):
        if data["blocks"][name] != {"most": most, "least": least}:
            yield most, least


def standing_of(bank: Bank, data: dict[str, Any]) -> Standing:
    """The standing of a whole sheet, read anew."""
    return standing(bank, read_sheet(bank, data))


def random_sheet(chance: random.Random) -> dict[str, Any]:
    """A sheet that favours one style, more or less."""
    style, pull = chance.choice(BANK.styles), chance.choice((0, 0.3, 0.6, 0.9))
    blocks = {}
    for block in BANK.blocks:
        names = [statement.id for statement in block.statements]
        own = next(statement.id for statement in block.statements if statement.style == style)
        most = own if chance.random() < pull else chance.choice(names)
        blocks[block.id] = {"most": most, "least": chance.choice([name for name in names if name != most])}
    return {"bank": BANK.id, "version": BANK.version, "blocks": blocks}


def test_single_changes_agree_with_brute_force() -> None:
    """On 150 random sheets, what one other answer could do is what scoring all 132 of them says."""
    chance = random.Random(20261124)
    seen = set()
    for _ in range(150):
        data = random_sheet(chance)
        result = score(BANK, data)
        alone: dict[str, set[str]] = {}
        pages: dict[str, set[str]] = {}
        for block in BANK.blocks:
            for pick in other_picks(BANK, block.id, data):
                other = standing_of(BANK, changed(data, {block.id: pick}))
                if other.order()[0] != result.primary:
                    alone.setdefault(block.id, set()).add(other.order()[0])
                if other.page() != result.page:
                    pages.setdefault(block.id, set()).add(other.page())
        found = robust(result)
        assert {block: set(styles) for block, styles in found.alone.items()} == alone
        assert {block: set(shown) for block, shown in found.pages.items()} == pages
        assert (found.changes == 1) == bool(alone)
        seen.add(found.changes)
    assert seen >= {1, 2, 3, 4}


@given(general_banks().flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank))))
def test_fewest_changes_agree_with_brute_force(case: tuple[Bank, dict[str, Any]]) -> None:
    """On banks of up to three blocks, no smaller set of other answers puts another style first."""
    bank, data = case
    names = [block.id for block in bank.blocks[:3]]
    bank = replace(bank, blocks=bank.blocks[:3])
    data = {**data, "blocks": {name: data["blocks"][name] for name in names}}
    assume(all(any(style == one.style for b in bank.blocks for one in b.statements) for style in bank.styles))
    result = score(bank, data)
    fewest = None
    for number in range(1, len(names) + 1):
        for chosen in combinations(names, number):
            options = [list(other_picks(bank, name, data)) for name in chosen]
            if any(
                standing_of(bank, changed(data, dict(zip(chosen, picks, strict=True)))).order()[0]
                != result.primary
                for picks in product(*options)
            ):
                fewest = number
                break
        if fewest:
            break
    assert robust(result).changes == fewest


@given(sheets(GOOD, lean=True))
def test_the_named_answers_do_what_is_said(data: dict[str, Any]) -> None:
    """With the picks of the smallest set in place, the named style comes first; with one less, it may not."""
    result = score(GOOD, data)
    found = robust(result)
    assert found.changes == len(found.picks)
    picks = {block: (pick.most, pick.least) for block, pick in found.picks.items()}
    assert score(GOOD, changed(data, picks)).primary == found.style != result.primary


@given(sheets(GOOD, lean=True))
def test_lead_of_five_survives_any_other_answer_to_one_block(data: dict[str, Any]) -> None:
    """With a lead of 5 or more, it takes at least two different answers to put another style first."""
    result = score(GOOD, data)
    assume(result.lead >= 5)
    found = robust(result)
    assert found.changes is not None
    assert found.changes >= 2
    assert found.alone == {}
    for block in GOOD.blocks:
        for pick in other_picks(GOOD, block.id, data):
            assert standing_of(GOOD, changed(data, {block.id: pick})).order()[0] == result.primary


def test_lead_of_four_can_hang_on_one_block_and_the_tie_order() -> None:
    """Lion leads Owl by 4; the one block of Lion against Owl, turned, draws level, and most-picks decide."""
    lions = dict.fromkeys(("a01", "a02", "a03"), ("lion", "monkey"))
    owls = dict.fromkeys(("a04", "a05", "a06"), ("owl", "dolphin"))
    against = {"a07": ("lion", "owl"), "a08": ("dolphin", "owl"), "a09": ("monkey", "owl")}
    rest = {"a10": ("dolphin", "monkey"), "a11": ("monkey", "dolphin"), "a12": ("monkey", "dolphin")}
    result = score(GOOD, sheet(GOOD, lions | owls | against | rest))
    assert (result.scores["lion"], result.scores["owl"], result.lead) == (4, 0, 4)
    assert (result.most["lion"], result.most["owl"]) == (4, 3)
    assert robust(result).alone == {"a07": ("owl",)}
    fewer = lions | owls | against | rest | {"a04": ("dolphin", "monkey"), "a08": ("dolphin", "monkey")}
    result = score(GOOD, sheet(GOOD, fewer))
    assert (result.lead, result.most["owl"], robust(result).changes) == (4, 2, 2)


@pytest.mark.parametrize("lead", [3, 4])
def test_lead_of_three_survives_leaving_out_any_block_exactly(lead: int) -> None:
    """Random sheets of bank v1 with that lead keep their primary without any one block."""
    chance = random.Random(lead)
    found = 0
    while found < 40:
        data = random_sheet(chance)
        order = standing_of(BANK, data).order()
        scores = standing_of(BANK, data).scores
        if scores[order[0]] - scores[order[1]] != lead:
            continue
        found += 1
        for gone in BANK.blocks:
            rest = replace(BANK, blocks=tuple(block for block in BANK.blocks if block is not gone))
            blocks = {name: pick for name, pick in data["blocks"].items() if name != gone.id}
            assert standing_of(rest, {**data, "blocks": blocks}).order()[0] == order[0]
