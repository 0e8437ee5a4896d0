"""Banks and sheets for the tests: a small fixture, a bank without problems, and generators of general ones.

Used by the tests of the assessment only. Banks go through load_bank, so that the reader is tested with them.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from assessment.quiz import Bank, load_bank

FOUR = ("lion", "dolphin", "owl", "monkey")
SCALE = ("never", "once", "about half the time", "most of the time", "every time")

FIVE = [[FOUR[int(number)] for number in order] for order in ["0123", "0132", "1023", "2301", "3210"]]
"""Orders of five blocks in which each style stands before each other two or three times."""

SMALL = """
bank = "small"
version = 3
title = "Small bank"
styles = ["red", "green", "blue", "amber"]
scale = ["never", "once", "about half the time", "most of the time", "every time"]
leak_stem = "How often did you …"
block_stem = "Which is most like you, and which is least?"

[[areas]]
id = "first"
title = "First area"

[[areas]]
id = "second"
title = "Second area"

[[areas]]
id = "empty"
title = "Area without items"

[[blocks]]
id = "a01"
  [[blocks.statements]]
  id = "a01-1"
  style = "red"
  text = "Red one."
  [[blocks.statements]]
  id = "a01-2"
  style = "green"
  text = "Green one."
  [[blocks.statements]]
  id = "a01-3"
  style = "blue"
  text = "Blue one."

[[blocks]]
id = "a02"
  [[blocks.statements]]
  id = "a02-1"
  style = "green"
  text = "Green two."
  [[blocks.statements]]
  id = "a02-2"
  style = "red"
  text = "Red two."
  keyed = "minus"
  [[blocks.statements]]
  id = "a02-3"
  style = "blue"
  text = "Blue two."
  [[blocks.statements]]
  id = "a02-4"
  style = "amber"
  text = "Amber two."

[[leaks]]
id = "b01"
area = "first"
keyed = "plus"
text = "Do the costly thing?"

[[leaks]]
id = "b02"
area = "first"
keyed = "minus"
text = "Do the thrifty thing?"

[[leaks]]
id = "b03"
area = "second"
text = "Do the other thing?"

[[context]]
id = "side"
text = "Which side?"
  [[context.options]]
  id = "buy"
  text = "Buying"
  [[context.options]]
  id = "sell"
  text = "Selling"
"""
"""A bank that is far from publishable: styles in two, two, two and one blocks, one statement keyed minus."""


def toml(bank: Mapping[str, Any]) -> str:
    """The bank as TOML; tables may nest one level deep. JSON's strings, numbers and lists are TOML's too."""
    lines: list[str] = []
    later: list[str] = []
    for key, value in bank.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for table in value:
                later.append(f"[[{key}]]")
                nested: list[str] = []
                for name, field in table.items():
                    if isinstance(field, list) and field and isinstance(field[0], dict):
                        for inner in field:
                            nested.append(f"[[{key}.{name}]]")
                            nested += [f"{part} = {json.dumps(text)}" for part, text in inner.items()]
                    else:
                        later.append(f"{name} = {json.dumps(field)}")
                later += nested
        else:
            lines.append(f"{key} = {json.dumps(value)}")
    return "\n".join(lines + later) + "\n"


def good_data() -> dict[str, Any]:
    """The data of a bank of the published shape that breaks no rule: 12 blocks, 6 areas, 5 that sharpen."""
    orders = [order for order in itertools.permutations(FOUR) if _even(order)]
    blocks = [_block(f"a{number:02}", order) for number, order in enumerate(orders, 1)]
    sharpen = [_block(f"d{number:02}", order) for number, order in enumerate(FIVE, 1)]
    areas = [{"id": f"area-{letter}", "title": f"Area {letter}"} for letter in "abcdef"]
    leaks = [
        {
            "id": f"b{number + 1:02}",
            "area": areas[number % 6]["id"],
            "keyed": "plus" if number < 6 else "minus",
            "text": _words(f"leak {number}", 9),
        }
        for number in range(12)
    ]
    options = [{"id": "buy", "text": "Buying"}, {"id": "sell", "text": "Selling"}]
    return {
        "bank": "nsa",
        "version": 1,
        "title": "Good bank",
        "styles": list(FOUR),
        "scale": list(SCALE),
        "leak_stem": "In your last five negotiations, how often did you …",
        "block_stem": "Which is most like you, and which is least?",
        "areas": areas,
        "blocks": blocks,
        "leaks": leaks,
        "context": [{"id": "side", "text": "Which side are you on?", "options": options}],
        "sharpen_stem": "Which of these two is more like you?",
        "sharpen": sharpen,
    }


def good_bank() -> Bank:
    """A bank of the published shape that breaks no rule."""
    return load_bank(toml(good_data()))


def sheet(bank: Bank, picks: Mapping[str, tuple[str, str]], **more: Any) -> dict[str, Any]:
    """A sheet from the styles picked as most and least in each block."""
    blocks = {}
    for block in bank.blocks:
        ids = {statement.style: statement.id for statement in block.statements}
        most, least = picks[block.id]
        blocks[block.id] = {"most": ids[most], "least": ids[least]}
    return {"bank": bank.id, "version": bank.version, "blocks": blocks, **more}


def sheet_of(bank: Bank, most: Mapping[str, int], least: Mapping[str, int]) -> dict[str, Any]:
    """A sheet with these counts of picks as most and as least, over blocks that hold every style."""
    firsts = [style for style, count in most.items() for _ in range(count)]
    lasts = [style for style, count in least.items() for _ in range(count)]
    assert len(firsts) == len(lasts) == len(bank.blocks)
    shuffle = random.Random(0)
    while any(map(str.__eq__, firsts, lasts)):
        shuffle.shuffle(lasts)
    pairs = zip(bank.blocks, firsts, lasts, strict=True)
    return sheet(bank, {block.id: (first, last) for block, first, last in pairs})


def sheet_scoring(bank: Bank, *scores: int) -> dict[str, Any]:
    """A sheet with these scores, in the order of the bank's styles, over blocks that hold every style."""
    most = {style: max(0, score) for style, score in zip(bank.styles, scores, strict=True)}
    least = {style: max(0, -score) for style, score in zip(bank.styles, scores, strict=True)}
    for style in itertools.islice(itertools.cycle(bank.styles), len(bank.blocks) - sum(most.values())):
        most[style] += 1
        least[style] += 1
    return sheet_of(bank, most, least)


@st.composite
def general_banks(draw: st.DrawFn, *, full: bool = False, minus: bool = True) -> Bank:
    """Any bank the reader takes; `full`: blocks hold every style; `minus`: statements may be keyed so."""
    styles = [f"s{number}" for number in range(draw(st.integers(3, 6)))]
    keys = st.sampled_from(["plus", "minus"] if minus else ["plus"])
    blocks = []
    for number in range(draw(st.integers(1, 8))):
        order = draw(st.permutations(styles))
        size = len(styles) if full else draw(st.integers(3, len(styles)))
        statements = [
            {"id": f"x{number}-{style}", "style": style, "text": f"{number} {style}", "keyed": draw(keys)}
            for style in order[:size]
        ]
        blocks.append({"id": f"x{number}", "statements": statements})
    areas = [{"id": f"area{number}", "title": f"Area {number}"} for number in range(draw(st.integers(0, 3)))]
    leaks = [
        {"id": f"y{number}", "area": draw(st.sampled_from(areas))["id"], "text": "?", "keyed": draw(keys)}
        for number in range(draw(st.integers(0, 6)) if areas else 0)
    ]
    steps = draw(st.integers(2, 7))
    data: dict[str, Any] = {
        "bank": "general",
        "version": 1,
        "title": "General",
        "styles": styles,
        "scale": [f"step {number}" for number in range(1, steps + 1)],
        "leak_stem": "How often …",
        "block_stem": "Which?",
        "blocks": blocks,
    }
    return load_bank(
        toml({**data, **({"areas": areas} if areas else {}), **({"leaks": leaks} if leaks else {})})
    )


@st.composite
def sheets(draw: st.DrawFn, bank: Bank, *, lean: bool = False) -> dict[str, Any]:
    """A complete sheet for the bank, leak items answered or not; `lean`: most blocks favour one style."""
    favourite = draw(st.sampled_from(bank.styles)) if lean else None
    blocks = {}
    for block in bank.blocks:
        most, least = draw(st.permutations([statement.id for statement in block.statements]))[:2]
        liked = next((one for one in block.statements if one.style == favourite), None)
        if liked is not None and draw(st.integers(0, 3)):
            least = liked.id if liked.keyed == "minus" else most if least == liked.id else least
            most = (
                next(one.id for one in block.statements if one.id != least) if least == liked.id else liked.id
            )
        blocks[block.id] = {"most": most, "least": least}
    answer = st.none() | st.integers(1, len(bank.scale))
    leaks = {item.id: draw(answer) for item in bank.leaks}
    given = {item: value for item, value in leaks.items() if value is not None}
    return {"bank": bank.id, "version": bank.version, "blocks": blocks, "leaks": given}


def scored_cases(*, lean: bool = False, **options: bool) -> st.SearchStrategy[tuple[Bank, dict[str, Any]]]:
    """A general bank with a sheet for it."""
    return general_banks(**options).flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank, lean=lean)))


def _block(name: str, order: Sequence[str]) -> dict[str, Any]:
    """A block with statements of neutral words."""
    statements = [
        {"id": f"{name}-{place}", "style": style, "text": _words(f"{name} {style}", 10)}
        for place, style in enumerate(order, 1)
    ]
    return {"id": name, "statements": statements}


def _even(order: Sequence[str]) -> bool:
    pairs = itertools.combinations(order, 2)
    return sum(FOUR.index(one) > FOUR.index(other) for one, other in pairs) % 2 == 0


_NEUTRAL = (
    "table",
    "price",
    "term",
    "note",
    "call",
    "list",
    "plan",
    "talk",
    "week",
    "team",
    "page",
    "line",
    "offer",
)


def _words(seed: str, count: int) -> str:
    """That many neutral words, others for every seed."""
    pick = random.Random(seed)
    return "I " + " ".join(pick.choice(_NEUTRAL) for _ in range(count - 1))
