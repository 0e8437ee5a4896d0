"""The drawings of several people: places on one map, paired shares, and a strip of dots for each style.

Called by several. Nobody is told by colour alone: each has a letter or a number, and two differ in shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assessment.chart import (
    ACROSS,
    DOWN,
    EDGE,
    HALF,
    HEAD,
    SIDE,
    SMALL,
    TEXT,
    WIDTH,
    Node,
    axes_map,
    box,
    drawing,
    text_at,
    whiskers,
)
from assessment.claims import Claim
from assessment.colleagues import LETTERS, NAMES, with_band
from assessment.figures import share_words
from assessment.styles import STYLES, animal, full_name

RADIUS = 11
ROOM = 24
"""The least distance between the middles of two marks."""
MOVED = 4
"""From so many units on, a mark that was moved aside keeps a line to its true place."""
LINE, BAR, LEFT, RIGHT = 24, 12, EDGE + 20, 264
"""Paired shares: the height of one person's line, of its bar, and where bars begin and end."""
DOT = 4.5

Point = tuple[float, float]


def pair_map(first: Claim, second: Claim) -> Node | None:
    """Both on the map: A is a disc, B is a square. None for other styles than the four."""
    places = [place_of(first), place_of(second)]
    if None in places:
        return None
    found = _apart([place for place in places if place])
    marks = _leads(found)
    for number, (_, at) in enumerate(found):
        if number:
            side = 2.0 * RADIUS - 2
            marks.append(box(at[0] - side / 2, at[1] - side / 2, side, side, "chart__person"))
            marks.append(text_at(at[0], at[1] + 5, SMALL, "chart__initial", LETTERS[1], "middle"))
        else:
            marks.append(_disc(at, "chart__person chart__person--filled"))
            name = "chart__initial chart__initial--filled"
            marks.append(text_at(at[0], at[1] + 5, SMALL, name, LETTERS[0], "middle"))
    words = " ".join(
        f"{letter}, {name}: {_where(claim)}."
        for letter, name, claim in zip(LETTERS, NAMES, (first, second), strict=True)
    )
    return axes_map("You and your colleague on the two axes", words, marks)


def pair_shares(first: Claim, second: Claim) -> Node:
    """For each style a line of each person: letter, bar with its 80% band, and the number."""
    claims = first, second
    rows = [{row.style: row for row in share_words(claim.bank, claim.result)} for claim in claims]
    top = 50 if all(max(row.share, row.high or 0) <= 50 for one in rows for row in one.values()) else 100
    unit = (RIGHT - LEFT) / top
    step = 30 + 2 * LINE
    marks: list[Node] = []
    for number, style in enumerate(first.bank.styles):
        base = number * step
        marks.append(text_at(EDGE, base + 20, TEXT, "chart__label", full_name(style)))
        for person, claim in enumerate(claims):
            y, row = base + 28 + person * LINE, rows[person][style]
            name = "chart__bar chart__bar--second" if person else f"chart__bar chart__bar--{style}"
            marks.append(text_at(EDGE, y + BAR - 1, SMALL, "chart__label", LETTERS[person]))
            marks.append(box(LEFT, y, claim.result.shares[style] * unit, BAR, name))
            band = claim.result.bands[style]
            if band is not None and claim.result.errors[style]:
                ends = max(0.0, band[0]) * unit + LEFT, min(float(top), band[1]) * unit + LEFT
                marks.append(whiskers(*ends, y + BAR / 2))
            marks.append(text_at(WIDTH - EDGE, y + BAR - 1, SMALL, "chart__value", with_band(row), "end"))
    styles = len(first.bank.styles)
    even = 100 / styles
    line = "".join(
        f"M{LEFT + even * unit - 0.5:.2f} {number * step + 25}h1v{2 * LINE - 6}h-1z"
        for number in range(styles)
    )
    marks.append(Node("path", {"d": line, "class": "chart__line"}))
    height = styles * step + 28
    text = f"{even:.1f}".removesuffix(".0") + ": no more than the others"
    marks.append(text_at(LEFT + even * unit, height - 6, SMALL, "chart__note", text, "middle"))
    words = " ".join(
        f"{full_name(style)}: A {with_band(rows[0][style])}, B {with_band(rows[1][style])}."
        for style in first.bank.styles
    )
    title = "Shares of both, A you and B your colleague"
    return drawing(height, "chart chart--shares", title, words, marks)


def team_map(claims: Sequence[Claim]) -> Node | None:
    """Everybody on the map as a numbered disc; None for other styles than the four."""
    places = [place_of(claim) for claim in claims]
    if None in places:
        return None
    found = _apart([place for place in places if place])
    marks = _leads(found)
    for number, (_, at) in enumerate(found, 1):
        marks.append(_disc(at, "chart__person"))
        marks.append(text_at(at[0], at[1] + 5, SMALL, "chart__initial", str(number), "middle"))
    words = " ".join(f"{number}: {_where(claim)}." for number, claim in enumerate(claims, 1))
    return axes_map("Everybody on the two axes, by number", words, marks)


def strips(claims: Sequence[Claim], notes: Sequence[str]) -> Node:
    """For each style a strip with a dot at everybody's share, and a line at the mean.

    `notes` stand at the right, one for each style in the claims' order.
    """
    shares = {
        style: sorted(claim.result.shares[style] for claim in claims) for style in claims[0].bank.styles
    }
    top = 50 if all(max(row) <= 50 for row in shares.values()) else 100
    unit = (WIDTH - 2 * EDGE - 2 * DOT) / top
    marks: list[Node] = []
    base = 0.0
    for note, (style, row) in zip(notes, shares.items(), strict=True):
        dots = _stacked([EDGE + DOT + share * unit for share in row])
        height = 2 * DOT * (1 + max(level for _, level in dots))
        ground = base + 30 + height
        marks.append(text_at(EDGE, base + 20, TEXT, "chart__label", animal(style)))
        marks.append(text_at(WIDTH - EDGE, base + 20, SMALL, "chart__value", note, "end"))
        marks.append(box(EDGE, ground, WIDTH - 2 * EDGE, 1, "chart__ground"))
        # The line at the mean goes under the dots, or it would hide them.
        mean = EDGE + DOT + sum(row) / len(row) * unit
        marks.append(box(mean - 1, ground - height - 2, 2, height + 8, "chart__line"))
        name = f"chart__dot chart__dot--{style}"
        for x, level in dots:
            marks.append(_disc((x, ground - DOT * (2 * level + 1)), name, DOT))
        base = ground + 12
    height = base + 24
    marks.append(text_at(EDGE, height - 8, SMALL, "chart__note", "0"))
    marks.append(text_at(WIDTH / 2, height - 8, SMALL, "chart__note", "upright line: the mean", "middle"))
    marks.append(text_at(WIDTH - EDGE, height - 8, SMALL, "chart__note", f"{top} of 100", "end"))
    words = " ".join(f"{full_name(style)}: {note}." for style, note in zip(shares, notes, strict=True))
    return drawing(
        height, "chart chart--shares chart--strips", "Everybody's shares, style by style", words, marks
    )


def place_of(claim: Claim) -> Point | None:
    """Where a claim lies on the map, in units of the drawing."""
    found, reach = claim.result.axes, 2 * len(claim.bank.blocks)
    if found is None:
        return None
    return ACROSS - HALF * found.own_minus_both / reach, DOWN + HALF * found.search_minus_close / reach


def _where(claim: Claim) -> str:
    """A place in whole steps of a hundred, for who does not see the map."""
    found, reach = claim.result.axes, 2 * len(claim.bank.blocks)
    if found is None:
        return "no place"
    own, search = (
        round(100 * abs(points) / reach) for points in (found.own_minus_both, found.search_minus_close)
    )
    gain = "own gain" if found.own_minus_both > 0 else "both gains"
    deal = "searches" if found.search_minus_close > 0 else "closes"
    return f"{own} of 100 towards {gain}, {search} towards {deal}"


def _apart(places: Sequence[Point]) -> list[tuple[Point, Point]]:
    """The true places, each with the nearest free one: marks cover neither each other nor a word."""
    found: list[tuple[Point, Point]] = []
    for x, y in places:
        for dx, dy in _offsets():
            at = _inside(x + dx, EDGE), _inside(y + dy, HEAD)
            if not _covers_words(at) and all(_distance(at, other) >= ROOM for _, other in found):
                break
        found.append(((x, y), at))
    return found


@cache
def _offsets() -> list[tuple[int, int]]:
    steps = range(-120, 121, 4)
    return sorted(
        ((dx, dy) for dx in steps for dy in steps), key=lambda step: (step[0] ** 2 + step[1] ** 2, step)
    )


def _inside(value: float, start: float) -> float:
    """A coordinate moved so far that a mark lies within the field, which begins at `start`."""
    return min(max(value, start + RADIUS + 1), start + SIDE - RADIUS - 1)


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


@cache
def _words() -> list[tuple[float, float, float, float]]:
    """The boxes of the words on the map: left, top, right, bottom, as wide as they may come out."""
    found: list[tuple[float, float, float, float]] = []
    for style in STYLES.values():
        width = max(9.0 * len(style.animal), 7.2 * len(f"the {style.name}"))
        left = EDGE + 10 if style.gain == "own" else WIDTH - EDGE - 10 - width
        top = HEAD + 10 if style.deal == "closes" else HEAD + SIDE - 45
        found.append((left, top, left + width, top + 38))
    for left, width in ((EDGE + 6.0, 60.0), (WIDTH - EDGE - 76.0, 70.0)):
        found.append((left, DOWN - 19, left + width, DOWN - 3))
    return found


def _covers_words(at: Point) -> bool:
    return any(
        left - RADIUS < at[0] < right + RADIUS and top - RADIUS < at[1] < bottom + RADIUS
        for left, top, right, bottom in _words()
    )


def _leads(places: Sequence[tuple[Point, Point]]) -> list[Node]:
    """A point at the true place of each mark that was moved, and a line to it; they go under the marks."""
    found = []
    for true, at in places:
        if _distance(true, at) >= MOVED:
            ends = {"x1": true[0], "y1": true[1], "x2": at[0], "y2": at[1]}
            line = {name: f"{value:.2f}" for name, value in ends.items()}
            found += [Node("line", {**line, "class": "chart__lead"}), _disc(true, "chart__true", 2.5)]
    return found


def _stacked(places: Sequence[float]) -> list[tuple[float, int]]:
    """Each place, rising, with the lowest level on which its dot covers no other."""
    levels: list[float] = []
    found = []
    for x in places:
        level = next((n for n, last in enumerate(levels) if x - last >= 2 * DOT), len(levels))
        levels[level : level + 1] = [x]
        found.append((x, level))
    return found


def _disc(at: Point, name: str, radius: float = RADIUS - 1) -> Node:
    return Node("circle", {"cx": f"{at[0]:.2f}", "cy": f"{at[1]:.2f}", "r": f"{radius:.2f}", "class": name})
