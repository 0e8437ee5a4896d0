"""Drawings that templates ask for, made by the same Python that draws the visitor's result.

Called by templates through the MkDocs adapter; gives SVG marked as safe.
"""

from collections.abc import Iterable

from markupsafe import Markup

from assessment.chart import SMALL, TEXT, WIDTH, Node, place_map, to_svg
from site_build.figures import Figure

LINE, TITLE_LINE, GAP, BAR = 20, 22, 12, 10
START, REACH = 108, 200
"""Where the bars begin, and the length of one of 100. Room is left for a reader's wider letters."""


def style_map(styles: Iterable[str]) -> Markup:
    """The map of the two axes with a dot in the quarter of each of the given styles."""
    # Safe, since `to_svg` escapes every text.
    return Markup(to_svg(place_map(tuple(styles))))


def bars(figure: Figure) -> Markup:
    """A figure as a group of bars a row, each with its column's name before it and its number behind it."""
    marks: list[Node] = []
    line = ""
    top = 0
    for label, values in figure.rows:
        marks.append(_text(0, top + 16, TEXT, "chart__label", label))
        for number, (name, value) in enumerate(zip(figure.columns, values, strict=True)):
            middle = top + TITLE_LINE + number * LINE + LINE // 2
            length = REACH * value / 100
            # Of two columns the second is lighter; it has its name as well.
            kind = "chart__bar chart__bar--second" if len(values) == 2 and number else "chart__bar"
            place = {"x": f"{START}", "y": f"{middle - BAR // 2}", "width": f"{length:.2f}"}
            marks.append(_text(0, middle + 5, SMALL, "chart__note", name))
            marks.append(Node("rect", {**place, "height": f"{BAR}", "class": kind}))
            marks.append(_text(START + length + 5, middle + 5, SMALL, "chart__value", str(value)))
        end = top + TITLE_LINE + len(values) * LINE
        if figure.mark:
            line += f"M{START + REACH * figure.mark[0] / 100 - 0.5:.2f} {top + TITLE_LINE}h1V{end}h-1z"
        top = end + GAP
    if figure.mark:
        at, words = figure.mark
        marks.append(Node("path", {"d": line, "class": "chart__line"}))
        marks.append(_text(START + REACH * at / 100, top + 4, SMALL, "chart__note", words))
        top += GAP
    told = Node("title", {}, (figure.title,)), Node("desc", {}, (figure.words,))
    attrs = {"viewBox": f"0 0 {WIDTH} {top}", "role": "img", "class": "chart chart--bars"}
    return Markup(to_svg(Node("svg", attrs, (*told, *marks))))


def _text(x: float, y: float, size: int, name: str, text: str) -> Node:
    return Node("text", {"x": f"{x:.2f}", "y": f"{y:.2f}", "font-size": f"{size}", "class": name}, (text,))
