"""The rules of a published bank, and the words that may not stand in it.

Called by Bank.problems(), for `make check` and tests; never loaded in the browser. Imports parts, record,
refused and styles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assessment.parts import Bank, Block
from assessment.record import Record
from assessment.refused import ANIMALS, LOADED
from assessment.styles import STYLES

CODES = {
    "styles-known": "the styles are not lion, dolphin, owl, monkey in this order, which decides ties",
    "id-form": "an id is not lower-case letters, digits and hyphens, beginning with a letter",
    "statement-id": "a statement's id is not its block's id, a hyphen and its place on the screen",
    "block-count": "part A does not have twelve blocks",
    "block-styles": "a block, here or in the part that sharpens, does not hold every style exactly once",
    "position-balance": "a style does not stand equally often in every place on the screen",
    "statement-keyed": "a statement of a block is keyed minus",
    "statement-length": "a statement has fewer than 8 or more than 14 words",
    "style-name": "a text names a style or an animal",
    "virtue-word": "a statement praises or blames whoever picks it",
    "text-duplicate": "a text stands twice",
    "text-spacing": "a text begins or ends with a space, or has a line break or two spaces in a row",
    "scale-steps": "the scale of part B does not have five steps",
    "area-count": "part B does not have six areas",
    "area-items": "an area does not have exactly two items",
    "area-keys": "an area does not have one item keyed plus and one keyed minus",
    "leak-length": "an item of part B has more than 25 words",
    "context-count": "part C has more than two questions",
    "context-options": "a question of part C has fewer than two options",
    "sharpen-count": "the part that sharpens has blocks, but not five",
    "sharpen-balance": "in the part that sharpens, of two styles one stands first in more than three blocks",
}
"""What each code of a BankProblem means, in one sentence."""

BLOCKS, AREAS, STEPS, CONTEXT, SHARPEN = 12, 6, 5, 2, 5
STATEMENT_WORDS = range(8, 15)
LEAK_WORDS = 25

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class BankProblem(Record):
    """One broken rule.

    `code` is a key of CODES, `place` counts from 0, such as `blocks[3].statements[1] (a04-2)`.
    """

    code: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Text:
    part: str
    place: str
    text: str


def problems(bank: Bank) -> list[BankProblem]:
    """Every broken rule, in the order of the checks below; empty for a bank that may be published."""
    checks = (
        _styles(bank),
        _ids(bank),
        _blocks(bank),
        _balance(bank),
        _texts(bank),
        _part_b(bank),
        _part_c(bank),
        _sharpen(bank),
    )
    return [problem for check in checks for problem in check]


def _styles(bank: Bank) -> Iterator[BankProblem]:
    if bank.styles != tuple(STYLES):
        message = f"the styles are {', '.join(bank.styles)}"
        yield BankProblem("styles-known", "styles", message, f"Write them as {', '.join(STYLES)}.")


def _ids(bank: Bank) -> Iterator[BankProblem]:
    named = [("bank", bank.id), *((f"areas[{i}]", area.id) for i, area in enumerate(bank.areas))]
    named += [(place, block.id) for place, block in _all_blocks(bank)]
    named += [(f"leaks[{i}]", item.id) for i, item in enumerate(bank.leaks)]
    for i, item in enumerate(bank.context):
        named.append((f"context[{i}]", item.id))
        named += [(f"context[{i}].options[{j}]", option.id) for j, option in enumerate(item.options)]
    for place, name in named:
        if not _ID.fullmatch(name):
            message = f'the id "{name}" has a character that an id may not have'
            yield BankProblem("id-form", place, message, "Use a-z, 0-9 and hyphens, beginning with a letter.")
    for place, block in _all_blocks(bank):
        for j, statement in enumerate(block.statements):
            if statement.id != f"{block.id}-{j + 1}":
                yield BankProblem(
                    "statement-id",
                    f"{place}.statements[{j}] ({statement.id})",
                    f"the statement in place {j + 1} of {block.id} has another id",
                    f'Call it "{block.id}-{j + 1}".',
                )


def _blocks(bank: Bank) -> Iterator[BankProblem]:
    if len(bank.blocks) != BLOCKS:
        yield BankProblem(
            "block-count", "blocks", f"there are {len(bank.blocks)} blocks", f"Make it {BLOCKS}."
        )
    for place, block in _all_blocks(bank):
        missing = [style for style in bank.styles if style not in [one.style for one in block.statements]]
        if missing:
            yield BankProblem(
                "block-styles",
                f"{place} ({block.id})",
                f"no statement for {', '.join(missing)}",
                "Give every style one statement.",
            )
        for j, statement in enumerate(block.statements):
            if statement.keyed == "minus":
                yield BankProblem(
                    "statement-keyed",
                    f"{place}.statements[{j}] ({statement.id})",
                    "the statement is keyed minus",
                    "Word it so that picking it speaks for its style.",
                )


def _balance(bank: Bank) -> Iterator[BankProblem]:
    """Each style as often in each place: then always picking the same two places gives a flat profile."""
    places = range(max(len(block.statements) for block in bank.blocks))
    counts = Counter(
        (one.style, place) for block in bank.blocks for place, one in enumerate(block.statements)
    )
    for style in bank.styles:
        found = [counts[style, place] for place in places]
        if len(set(found)) > 1:
            message = f"{style} stands {', '.join(map(str, found))} times in places 1 to {len(places)}"
            wanted = f"{len(bank.blocks) / len(bank.styles):g}"
            yield BankProblem(
                "position-balance",
                f"styles ({style})",
                message,
                f"Reorder blocks so that it is {wanted} times in each.",
            )


def _texts(bank: Bank) -> Iterator[BankProblem]:
    seen: dict[str, str] = {}
    for one in _all_texts(bank):
        words = _WORD.findall(one.text.lower())
        count = sum(any(map(str.isalnum, part)) for part in one.text.split())
        if one.part == "statement" and count not in STATEMENT_WORDS:
            yield BankProblem(
                "statement-length", one.place, f"the statement has {count} words", "Make it 8 to 14 words."
            )
        if one.part == "leak" and count > LEAK_WORDS:
            yield BankProblem(
                "leak-length", one.place, f"the item has {count} words", f"Make it at most {LEAK_WORDS}."
            )
        for name in _names(words):
            yield BankProblem(
                "style-name",
                one.place,
                f'the text says "{name}"',
                "Say it in other words: a name gives the scoring away.",
            )
        if one.part == "statement":
            for word in words:
                if word in LOADED:
                    yield BankProblem(
                        "virtue-word",
                        one.place,
                        f'the statement says "{word}"',
                        "Say what is done, not how well.",
                    )
        if one.text != " ".join(one.text.split()):
            yield BankProblem(
                "text-spacing",
                one.place,
                "there are spaces or line breaks too many",
                "Write one line, with single spaces.",
            )
        if one.part == "option":
            continue
        key = " ".join(words)
        if key in seen:
            yield BankProblem(
                "text-duplicate", one.place, f"the text also stands at {seen[key]}", "Word one of them anew."
            )
        seen.setdefault(key, one.place)


def _all_blocks(bank: Bank) -> Iterator[tuple[str, Block]]:
    """The blocks of part A and those that sharpen, each with its place."""
    for part, blocks in (("blocks", bank.blocks), ("sharpen", bank.sharpen)):
        for i, block in enumerate(blocks):
            yield f"{part}[{i}]", block


def _all_texts(bank: Bank) -> Iterator[_Text]:
    for place, block in _all_blocks(bank):
        for j, statement in enumerate(block.statements):
            yield _Text("statement", f"{place}.statements[{j}] ({statement.id})", statement.text)
    for i, leak in enumerate(bank.leaks):
        yield _Text("leak", f"leaks[{i}] ({leak.id})", leak.text)
    for i, area in enumerate(bank.areas):
        yield _Text("area", f"areas[{i}] ({area.id})", area.title)
    for i, question in enumerate(bank.context):
        yield _Text("context", f"context[{i}] ({question.id})", question.text)
        for j, option in enumerate(question.options):
            yield _Text("option", f"context[{i}].options[{j}] ({option.id})", option.text)


def _names(words: list[str]) -> Iterator[str]:
    """Names of styles and animals among the words, in the singular or plural."""
    line = f" {' '.join(words)} "
    names = ANIMALS | {name.lower() for style in STYLES.values() for name in (style.animal, style.name)}
    for name in sorted(names):
        if f" {name} " in line or f" {name}s " in line:
            yield name


def _part_b(bank: Bank) -> Iterator[BankProblem]:
    if len(bank.scale) != STEPS:
        yield BankProblem(
            "scale-steps", "scale", f"the scale has {len(bank.scale)} steps", f"Make it {STEPS}."
        )
    if len(bank.areas) != AREAS:
        yield BankProblem("area-count", "areas", f"there are {len(bank.areas)} areas", f"Make it {AREAS}.")
    for i, area in enumerate(bank.areas):
        keys = [item.keyed for item in bank.leaks if item.area == area.id]
        place = f"areas[{i}] ({area.id})"
        if len(keys) != 2:
            yield BankProblem("area-items", place, f"the area has {len(keys)} items", "Give it two.")
        if sorted(keys) != ["minus", "plus"]:
            message = f"the area's items are keyed {' and '.join(keys) or 'not at all'}"
            yield BankProblem(
                "area-keys", place, message, "Key one of its two items plus and the other minus."
            )


def _part_c(bank: Bank) -> Iterator[BankProblem]:
    if len(bank.context) > CONTEXT:
        yield BankProblem(
            "context-count", "context", f"there are {len(bank.context)} questions", f"Keep {CONTEXT} at most."
        )
    for i, question in enumerate(bank.context):
        if len(question.options) < 2:
            yield BankProblem(
                "context-options",
                f"context[{i}] ({question.id})",
                "there is one option",
                "Give at least two.",
            )


def _sharpen(bank: Bank) -> Iterator[BankProblem]:
    """Of any two styles, each is shown first about as often: then the place cannot decide between them."""
    count = len(bank.sharpen)
    if count not in (0, SHARPEN):
        yield BankProblem(
            "sharpen-count", "sharpen", f"there are {count} blocks", f"Make it {SHARPEN}, or none."
        )
    orders = [[one.style for one in block.statements] for block in bank.sharpen]
    for one, other in combinations(bank.styles, 2):
        both = [order for order in orders if one in order and other in order]
        before = sum(order.index(one) < order.index(other) for order in both)
        if abs(2 * before - len(both)) > 1:
            yield BankProblem(
                "sharpen-balance",
                f"styles ({one})",
                f"{one} stands before {other} in {before} of {len(both)} blocks that sharpen",
                "Reorder them so that each of the two is first in about half.",
            )
