"""How sure a result is, in sentences: the simulated chance, and what other answers would have changed.

Called by words; imports quiz, naming, scoring and styles.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from assessment.naming import NONE_THREE, pages
from assessment.phrases import EN_DASH, counted, listed
from assessment.quiz import Bank
from assessment.scoring import Result
from assessment.styles import animal

FLAT = "Every style lies within two points of zero"
MANY = 5
"""From so many blocks on, a sentence gives their number instead of naming them."""


def confidence(result: Result) -> str:
    """How sure it is that the first style comes first, or why none is named."""
    percent = result.confidence.percent
    if result.kind == "none":
        three = result.confidence.row == NONE_THREE.row
        reason = "The first three styles lie within two points of each other" if three else FLAT
        return f"{reason}, too close to tell them apart. So no style is named first, and no chance is given."
    question = f"How sure is it that {animal(result.primary)} comes first?"
    if percent is None:
        return (
            f"{question} This instrument has not been calibrated, so no chance is given,"
            " only what is certain."
        )
    return f"{question} About {percent} in 100."


def confidence_note(result: Result) -> str | None:
    """Where the chance comes from; None where no chance is given."""
    if result.confidence.percent is None:
        return None
    return (
        "The chance is simulated: among made-up takers of twelve blocks with such a lead"
        f" ({result.lead} in this result), the style that came first was the true one that often. It has not"
        " been measured on people."
    )


def robustness_words(bank: Bank, result: Result) -> str | None:
    """What it would take to put another style first; None without answers, or if no style is named first."""
    found = result.robustness
    if found is None or result.kind == "none":
        return None
    first = animal(result.primary)
    if found.changes is None or found.style is None:
        return f"No other answers could put another style before {first}."
    if found.changes > 1:
        return (
            f"No single answer could put another style first. It would take at least {counted(found.changes)}"
            f" different answers, such as in blocks {_numbers(bank, found.picks)}; then {animal(found.style)}"
            " would come first."
        )
    styles = {style for others in found.alone.values() for style in others}
    others = listed([animal(style) for style in result.order if style in styles], "or")
    change = f"One different answer could put {others} first instead of {first}"
    if len(found.alone) == len(bank.blocks):
        return f"{change}, in any of the {counted(len(bank.blocks))} blocks."
    if len(found.alone) == 1:
        return f"{change}; the block that matters is {_numbers(bank, found.alone)}."
    return f"{change}; the blocks that matter are {_numbers(bank, found.alone)}."


def label_note(bank: Bank, result: Result) -> str | None:
    """Which other pages one different answer could show, where the sentence before does not say as much."""
    found = result.robustness
    if found is None or not found.pages or (result.kind != "none" and found.changes == 1):
        return None
    reached = {slug for slugs in found.pages.values() for slug in slugs}
    names = [name for slug, name in page_names(bank).items() if slug in reached]
    others = listed(names, "or") if len(names) < MANY else "another one"
    if result.kind == "none":
        return f"One different answer, in {_blocks(bank, found.pages)}, could make it {others}."
    return (
        f"The name of this result is less firm: one different answer, in {_blocks(bank, found.pages)}, could"
        f" make it {others}."
    )


def page_names(bank: Bank) -> dict[str, str]:
    """The short name of every result page of a bank, by slug."""
    animals = [animal(style) for style in bank.styles]
    names = [*animals, *map(EN_DASH.join, combinations(animals, 2)), "no clear style"]
    return dict(zip(pages(bank.styles), names, strict=True))


def _blocks(bank: Bank, blocks: Collection[str]) -> str:
    """`block 3`, `blocks 3 and 7`, or how many there are."""
    if len(blocks) >= MANY:
        return f"any of {counted(len(blocks))} blocks"
    return f"block{'s' * (len(blocks) > 1)} {_numbers(bank, blocks)}"


def _numbers(bank: Bank, blocks: Collection[str]) -> str:
    numbers = [str(number) for number, block in enumerate(bank.blocks, 1) if block.id in blocks]
    return listed(numbers, "and")
