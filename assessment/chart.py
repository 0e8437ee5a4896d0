"""The drawings of a result, as a small tree of nodes: SVG text for files, nested lists for the browser.

Called by browser and by builds. Sets no colour: every mark has a class, and the site's style sheet does the
rest. A drawing is 360 units wide, a phone's width in CSS pixels, with text of 13 units or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assessment.figures import axes_words, share_words
from assessment.phrases import EN_DASH
from assessment.quiz import Bank
from assessment.scoring import Result
from assessment.styles import STYLES
from assessment.words import label

SVG = "http://www.w3.org/2000/svg"
WIDTH, EDGE = 360, 8
ROW, BAR, TEXT, SMALL = 56, 14, 15, 13
HEAD, SIDE = 24, WIDTH - 2 * EDGE
HALF = SIDE / 2
ACROSS, DOWN = EDGE + HALF, HEAD + HALF
"""The middle of the map."""


class Node(NamedTuple):
    """An element: `children` are nodes and texts. Attributes are texts; numbers are already formatted.

    A named tuple and no dataclass, because a result makes 40 of them and a frozen dataclass is slow to make.
    """

    tag: str
    attrs: Mapping[str, str]
    children: tuple[Node | str, ...] = ()


def to_svg(node: Node) -> str:
    """The tree as a standalone SVG document."""
    return _markup(Node(node.tag, {"xmlns": SVG, **node.attrs}, node.children))


def to_json(node: Node) -> list[Any]:
    """The tree as `[tag, {attributes}, [children]]`, a child being such a list or a text."""
    children = [child if isinstance(child, str) else to_json(child) for child in node.children]
    return [node.tag, dict(node.attrs), children]


def shares_chart(bank: Bank, result: Result) -> Node:
    """A row for each style, highest first: number, bar, 80% band, and a line where all would be alike."""
    rows = share_words(bank, result)
    top = 50 if all(max(row.share, row.high or 0) <= 50 for row in rows) else 100
    unit = (WIDTH - 2 * EDGE) / top
    height = len(rows) * ROW + 28
    even = 100 / len(rows)
    marks: list[Node] = []
    for number, row in enumerate(rows):
        base = number * ROW
        band = result.bands[row.style] if result.errors[row.style] else None
        value = str(row.share) if row.low == row.high else f"{row.share} ({row.low}{EN_DASH}{row.high})"
        marks.append(text_at(EDGE, base + 18, TEXT, "chart__label", row.title))
        marks.append(text_at(WIDTH - EDGE, base + 18, TEXT, "chart__value", value, "end"))
        share = result.shares[row.style]
        marks.append(box(EDGE, base + 26, share * unit, BAR, f"chart__bar chart__bar--{row.style}"))
        if band is not None:
            ends = max(0.0, band[0]) * unit + EDGE, min(float(top), band[1]) * unit + EDGE
            marks.append(whiskers(*ends, base + 26 + BAR / 2))
    x = EDGE + even * unit
    line = "".join(f"M{x - 0.5:.2f} {number * ROW + 22}h1v22h-1z" for number in range(len(rows)))
    marks.append(Node("path", {"d": line, "class": "chart__line"}))
    anchor, at = ("middle", x) if x >= 110 else ("start", float(EDGE))
    text = f"{even:.1f}".removesuffix(".0") + ": no more than the others"
    marks.append(text_at(at, height - 6, SMALL, "chart__note", text, anchor))
    words = f"Highest first. {'; '.join(row.text for row in rows)}."
    title = f"Shares of the styles: {label(bank, result)}"
    return drawing(height, "chart chart--shares", title, words, marks)


def map_chart(bank: Bank, result: Result) -> Node | None:
    """The four styles as quarters of a map, with a dot at the axis scores; None for other styles.

    Across: own gain (left) to both gains; down: closes (top) to searches. The edge is the highest score.
    """
    words = axes_words(bank, result)
    if result.axes is None or words is None:
        return None
    reach = 2 * len(bank.blocks)
    x = ACROSS - HALF * result.axes.own_minus_both / reach
    y = DOWN + HALF * result.axes.search_minus_close / reach
    kind = result.primary if result.kind in ("style", "leaning") else result.kind
    return axes_map(f"Position on the two axes: {label(bank, result)}", words, [dot(x, y, kind)])


def place_map(styles: Sequence[str]) -> Node:
    """The same map for a page that knows no result: a dot in the middle of each given style's quarter."""
    dots = []
    for style in styles:
        across = -HALF / 2 if STYLES[style].gain == "own" else HALF / 2
        down = -HALF / 2 if STYLES[style].deal == "closes" else HALF / 2
        dots.append(dot(ACROSS + across, DOWN + down, style))
    names = " and ".join(STYLES[style].animal for style in styles) or "no style"
    return axes_map(
        f"The two axes, with {names} marked", "Across: whose gain. Down: how the deal is reached.", dots
    )


def axes_map(title: str, words: str, dots: Sequence[Node]) -> Node:
    """The map with its quarters, and the given marks on it; `words` go into its description."""
    marks = [box(EDGE, HEAD, SIDE, SIDE, "chart__field")]
    for style in STYLES.values():
        own, closes = style.gain == "own", style.deal == "closes"
        top, left = (HEAD if closes else DOWN), (EDGE if own else ACROSS)
        marks.append(box(left, top, HALF, HALF, f"chart__quarter chart__quarter--{style.id}"))
        x, anchor = (EDGE + 10, "start") if own else (WIDTH - EDGE - 10, "end")
        y = HEAD + 24 if closes else HEAD + SIDE - 31
        marks.append(text_at(x, y, TEXT, "chart__label", style.animal, anchor))
        marks.append(text_at(x, y + 19, SMALL, "chart__note", f"the {style.name}", anchor))
    marks.append(box(EDGE, DOWN - 0.5, SIDE, 1, "chart__line"))
    marks.append(box(ACROSS - 0.5, HEAD, 1, SIDE, "chart__line"))
    marks.append(text_at(ACROSS, HEAD - 8, SMALL, "chart__axis", "closes on what is known", "middle"))
    marks.append(text_at(ACROSS, HEAD + SIDE + 17, SMALL, "chart__axis", "searches before closing", "middle"))
    marks.append(text_at(EDGE + 6, DOWN - 7, SMALL, "chart__axis", "own gain"))
    marks.append(text_at(WIDTH - EDGE - 6, DOWN - 7, SMALL, "chart__axis", "both gains", "end"))
    gains = {"own": "own gain", "both": "both gains"}
    quarters = ", ".join(f"{one.animal} ({gains[one.gain]}, {one.deal})" for one in STYLES.values())
    words = f"{words} The quarters are {quarters}."
    return drawing(HEAD + SIDE + 26, "chart chart--map", title, words, [*marks, *dots])


def dot(x: float, y: float, kind: str) -> Node:
    """A place on the map, in the hue of `kind`."""
    place = {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": "8.00"}
    return Node("circle", {**place, "class": f"chart__dot chart__dot--{kind}"})


def drawing(height: float, name: str, title: str, words: str, marks: Sequence[Node]) -> Node:
    """The whole drawing, with the words that stand for it where it is not seen."""
    attrs = {"viewBox": f"0 0 {WIDTH} {height:.0f}", "role": "img", "class": name}
    return Node("svg", attrs, (Node("title", {}, (title,)), Node("desc", {}, (words,)), *marks))


# Numbers are written with two decimals, so that no last bit of a division shows. None of them is negative.


def box(x: float, y: float, width: float, height: float, name: str) -> Node:
    """A rectangle."""
    place = {"x": f"{x:.2f}", "y": f"{y:.2f}"}
    return Node("rect", {**place, "width": f"{width:.2f}", "height": f"{height:.2f}", "class": name})


def whiskers(low: float, high: float, middle: float) -> Node:
    """A line from low to high with stops, as one filled outline: it shows without a style sheet too."""
    d = f"M{low - 1:.2f} {middle - 5:.2f}h2v4H{high - 1:.2f}v-4h2v10h-2v-4H{low + 1:.2f}v4h-2z"
    return Node("path", {"d": d, "class": "chart__band"})


def text_at(x: float, y: float, size: int, name: str, text: str, anchor: str = "start") -> Node:
    """A line of text; `y` is its base line."""
    attrs = {"x": f"{x:.2f}", "y": f"{y:.2f}", "font-size": f"{size}", "class": name}
    if anchor != "start":
        attrs["text-anchor"] = anchor
    return Node("text", attrs, (text,))


def _markup(node: Node | str) -> str:
    if isinstance(node, str):
        return _escaped(node)
    attrs = "".join(f' {name}="{_escaped(value)}"' for name, value in node.attrs.items())
    return f"<{node.tag}{attrs}>{''.join(map(_markup, node.children))}</{node.tag}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
