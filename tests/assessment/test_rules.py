"""The rules of a published bank: each has a bank that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assessment import rules
from assessment.quiz import Bank, load_bank
from assessment.refused import ANIMALS, LOADED
from tests.assessment.banks import SMALL, good_bank


def test_reading_asks_for_no_rules() -> None:
    """A bank that breaks rules can be read, because the scorer is general."""
    assert load_bank(SMALL).problems()


def test_good_bank_has_no_problems() -> None:
    """The bank that the rule tests start from breaks no rule."""
    assert good_bank().problems() == []


def edit(part: str, number: int, **fields: Any) -> Callable[[Bank], Bank]:
    """A change of one entry of the bank."""

    def change(bank: Bank) -> Bank:
        entries = list(getattr(bank, part))
        entries[number] = replace(entries[number], **fields)
        parts: dict[str, Any] = {part: tuple(entries)}
        return replace(bank, **parts)

    return change


def statement(place: int, **fields: Any) -> Callable[[Bank], Bank]:
    """A change of one statement of the fourth block."""

    def change(bank: Bank) -> Bank:
        statements = list(bank.blocks[3].statements)
        statements[place] = replace(statements[place], **fields)
        return edit("blocks", 3, statements=tuple(statements))(bank)

    return change


def swap(bank: Bank, first: int = 0) -> Bank:
    """The fourth block with two neighbouring styles in each other's place."""
    statements = list(bank.blocks[3].statements)
    one, other = statements[first : first + 2]
    statements[first : first + 2] = replace(one, style=other.style), replace(other, style=one.style)
    return edit("blocks", 3, statements=tuple(statements))(bank)


def sharpen(**fields: Any) -> Callable[[Bank], Bank]:
    """A change of the second statement of the first block that sharpens."""

    def change(bank: Bank) -> Bank:
        first, second, *others = bank.sharpen[0].statements
        return edit("sharpen", 0, statements=(first, replace(second, **fields), *others))(bank)

    return change


def turned(bank: Bank) -> Bank:
    """The third block that sharpens with its first two styles in each other's place."""
    one, other, *others = bank.sharpen[2].statements
    swapped = replace(one, style=other.style), replace(other, style=one.style)
    return edit("sharpen", 2, statements=(*swapped, *others))(bank)


EIGHT = "I write one two three four five six"
A04_2 = "blocks[3].statements[1] (a04-2)"
D01_2 = "sharpen[0].statements[1] (d01-2)"

BROKEN: list[tuple[Callable[[Bank], Bank], str, str, str]] = [
    (
        lambda b: replace(b, styles=("lion", "owl", "dolphin", "monkey")),
        "styles-known",
        "styles",
        "lion, owl",
    ),
    (edit("areas", 0, id="Area_1"), "id-form", "areas[0]", '"Area_1"'),
    (edit("leaks", 0, id="1b"), "id-form", "leaks[0]", '"1b"'),
    (lambda b: replace(b, id="NSA"), "id-form", "bank", '"NSA"'),
    (edit("context", 0, id="Side"), "id-form", "context[0]", '"Side"'),
    (edit("context", 0, id="side b"), "id-form", "context[0]", '"side b"'),
    (statement(1, id="a04-3b"), "statement-id", "blocks[3].statements[1] (a04-3b)", "place 2 of a04"),
    (lambda b: replace(b, blocks=b.blocks[:11]), "block-count", "blocks", "11 blocks"),
    (
        lambda b: edit("blocks", 3, statements=b.blocks[3].statements[:3])(b),
        "block-styles",
        "blocks[3] (a04)",
        "no statement for",
    ),
    (lambda b: replace(b, context=(b.context[0], replace(b.context[0], id="x", text="x"))), "", "", ""),
    (swap, "position-balance", "styles (lion)", "times in places 1 to 4"),
    (statement(1, keyed="minus"), "statement-keyed", A04_2, "keyed minus"),
    (statement(1, text="I write one two three four five"), "statement-length", A04_2, "7 words"),
    (
        statement(1, text=EIGHT + " seven eight nine ten eleven twelve thirteen"),
        "statement-length",
        A04_2,
        "15 words",
    ),
    (statement(1, text="I write one two three four five \u2013"), "statement-length", A04_2, "7 words"),
    (statement(1, text=EIGHT), "", "", ""),
    (statement(1, text=EIGHT + " seven eight nine ten eleven twelve"), "", "", ""),
    (statement(1, text="I roar like a Lion at the whole table"), "style-name", A04_2, '"lion"'),
    (
        statement(1, text="I bring in the Game-Changer when the talk stops"),
        "style-name",
        A04_2,
        '"game changer"',
    ),
    (statement(1, text="I leave the talk to the foxes and strategists"), "style-name", A04_2, '"strategist"'),
    (statement(1, text="I see the closer's hand in each of the terms"), "style-name", A04_2, '"closer"'),
    (edit("leaks", 2, text="talk like an owl?"), "style-name", "leaks[2] (b03)", '"owl"'),
    (statement(1, text="I make an honest case for each of the terms"), "virtue-word", A04_2, '"honest"'),
    (statement(1, text="I make a reckless case for each of the terms"), "virtue-word", A04_2, '"reckless"'),
    (
        lambda b: statement(1, text=b.blocks[0].statements[0].text.upper() + ".")(b),
        "text-duplicate",
        A04_2,
        "blocks[0].statements[0] (a01-1)",
    ),
    (
        lambda b: edit("leaks", 2, text=b.leaks[1].text)(b),
        "text-duplicate",
        "leaks[2] (b03)",
        "leaks[1] (b02)",
    ),
    (statement(1, text=EIGHT + "  seven"), "text-spacing", A04_2, "spaces"),
    (statement(1, text=EIGHT + " seven\n"), "text-spacing", A04_2, "line breaks"),
    (lambda b: replace(b, scale=b.scale[:4]), "scale-steps", "scale", "4 steps"),
    (
        lambda b: replace(b, areas=b.areas[:5], leaks=tuple(i for i in b.leaks if i.area != "area-f")),
        "area-count",
        "areas",
        "5 areas",
    ),
    (lambda b: replace(b, leaks=b.leaks[1:]), "area-items", "areas[0] (area-a)", "1 items"),
    (edit("leaks", 0, keyed="minus"), "area-keys", "areas[0] (area-a)", "minus and minus"),
    (edit("leaks", 0, text="word " * 24 + "one"), "", "", ""),
    (edit("leaks", 0, text="word " * 25 + "one"), "leak-length", "leaks[0] (b01)", "26 words"),
    (
        lambda b: replace(b, context=tuple(replace(b.context[0], id=x, text=x) for x in "abc")),
        "context-count",
        "context",
        "3 questions",
    ),
    (
        lambda b: edit("context", 0, options=b.context[0].options[:1])(b),
        "context-options",
        "context[0] (side)",
        "one option",
    ),
    (lambda b: replace(b, sharpen=()), "", "", ""),
    (lambda b: replace(b, sharpen=b.sharpen[:4]), "sharpen-count", "sharpen", "4 blocks"),
    (turned, "sharpen-balance", "styles (lion)", "lion stands before dolphin in 4 of 5 blocks"),
    (edit("sharpen", 0, id="D"), "id-form", "sharpen[0]", '"D"'),
    (
        lambda b: edit("sharpen", 0, statements=b.sharpen[0].statements[:3])(b),
        "block-styles",
        "sharpen[0] (d01)",
        "no statement for monkey",
    ),
    (sharpen(id="d01-3b"), "statement-id", "sharpen[0].statements[1] (d01-3b)", "place 2 of d01"),
    (sharpen(keyed="minus"), "statement-keyed", D01_2, "keyed minus"),
    (sharpen(text="I write one two"), "statement-length", D01_2, "4 words"),
    (sharpen(text="I make an honest case for each of the terms"), "virtue-word", D01_2, '"honest"'),
    (
        lambda b: sharpen(text=b.blocks[0].statements[0].text)(b),
        "text-duplicate",
        D01_2,
        "blocks[0].statements[0] (a01-1)",
    ),
]


@pytest.mark.parametrize(("change", "code", "place", "message"), BROKEN)
def test_broken_rule_is_told_with_place_and_remedy(
    change: Callable[[Bank], Bank], code: str, place: str, message: str
) -> None:
    """Each rule has a bank that breaks it; the problem names rule and place; a rule kept gives none."""
    found = change(good_bank()).problems()
    if not code:
        assert found == []
        return
    problem = next(one for one in found if one.code == code)
    assert problem.place == place
    assert message in problem.message
    assert problem.hint.endswith((".", "?"))


def test_every_rule_is_tested() -> None:
    """The cases above make every code of a BankProblem appear, and no code is undocumented."""
    assert {case[1] for case in BROKEN} - {""} == set(rules.CODES)


@pytest.mark.parametrize("first", range(3))
def test_one_swap_breaks_one_rule(first: int) -> None:
    """Two styles in each other's place, wherever, break the balance of these two and nothing else."""
    found = swap(good_bank(), first).problems()
    assert [one.code for one in found] == ["position-balance"] * 2


def test_refused_words_are_plain() -> None:
    """Both lists hold lower-case single words, so that comparing word by word finds them."""
    assert all(word.isalpha() and word == word.lower() for word in ANIMALS | LOADED)
    assert {"lion", "dolphin", "owl", "monkey"} <= ANIMALS
