"""Draws a data figure as elements: the words are HTML, which flows and can be read aloud, the shapes are SVG.

Used by the Markdown block. Colours come from the style sheet, sizes from attributes: no `style` is needed.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from site_build.data_figure import Figure, Row


def draw(parent: Element, figure: Figure) -> None:
    """Append the chart. It is a list whose entries say all that the shapes show."""
    if figure.kind == "dots":
        legend = SubElement(parent, "p", {"class": "data-figure__legend"})
        for number, head in enumerate(figure.heads, 1):
            mark = SubElement(legend, "span", {"class": f"data-figure__key data-figure__key--{number}"})
            mark.text = head
    rows = SubElement(parent, "ul", {"class": f"data-figure__rows data-figure__rows--{figure.kind}"})
    for place, row in enumerate(figure.rows):
        entry = SubElement(rows, "li")
        SubElement(entry, "span", {"class": "data-figure__label"}).text = row.label
        shapes = {"bars": _bar, "dots": _dots, "steps": _step}[figure.kind]
        entry.append(_svg(shapes(figure, row, place)))
        said = [
            f"{head} {written}" if figure.kind == "dots" else written
            for head, written in zip(figure.heads, row.written, strict=True)
        ]
        value = SubElement(entry, "span", {"class": "data-figure__value"})
        value.text = ", ".join(said)


def _svg(shapes: Iterable[tuple[str, dict[str, str]]]) -> Element:
    whole = {"viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"}
    drawn = Element("svg", {"class": "data-figure__shape", "focusable": "false", **whole})
    for tag, attributes in shapes:
        SubElement(drawn, tag, attributes)
    return drawn


def _bar(figure: Figure, row: Row, _: int) -> list[tuple[str, dict[str, str]]]:
    width = _at(figure.share(row.numbers[0]))
    return [("rect", {"class": "data-figure__bar", "width": width, "height": "10"})]


def _dots(figure: Figure, row: Row, _: int) -> list[tuple[str, dict[str, str]]]:
    places = [figure.share(number) for number in row.numbers]
    line = {"x1": _dot(min(places)), "x2": _dot(max(places)), "y1": "5", "y2": "5"}
    return [
        ("line", {"class": "data-figure__span", **line}),
        *(
            (
                "rect",
                {
                    "class": f"data-figure__dot data-figure__dot--{number}",
                    "x": _dot(place - 0.01),
                    "width": "2",
                    "height": "10",
                },
            )
            for number, place in enumerate(places, 1)
        ),
    ]


def _step(figure: Figure, row: Row, place: int) -> list[tuple[str, dict[str, str]]]:
    here = figure.share(row.numbers[0])
    before = figure.share(figure.rows[place - 1].numbers[0]) if place else here
    low, high = sorted((here, before))
    return [
        (
            "rect",
            {
                "class": "data-figure__step",
                "x": _dot(low),
                "width": _at(max(high - low, 0.006)),
                "height": "10",
            },
        ),
        ("rect", {"class": "data-figure__edge", "x": _dot(here - 0.006), "width": "1.2", "height": "10"}),
    ]


def _at(share: float) -> str:
    return f"{share * 98:.2f}"


def _dot(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 98:.2f}"
