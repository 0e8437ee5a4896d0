"""The tour's two drawings as SVG: the talk as a line of offers, and the quarters as points with intervals.

Takes the values of `tour`; called by the plan of the page. The style sheet gives the colours.
"""

from markupsafe import Markup

from assessment.chart import SMALL, TEXT, Node, box, drawing, text_at, to_svg
from ledger.numbers import shown
from site_build import tour
from site_build.models.sample import Logged
from site_build.tour import TERM, Trend

LEFT, RIGHT, TOP, FOOT = 14.0, 264.0, 28.0, 208.0
"""The ends of the field; to the right of it there is room for the price that was agreed."""


def talk(entry: Logged) -> Markup:
    """The offers of both sides over the days, towards each other, with what had been sealed before."""
    sealed = entry.prep.terms[TERM]
    marks = [("Limit", sealed.reservation), ("Hold", sealed.hold), ("Target", sealed.target)]
    result = entry.outcome.terms[TERM]
    sides = {
        by: [(tour.day(entry, event), event.terms[TERM]) for event in tour.offers(entry, by)]
        for by in ("them", "us")
    }
    last = max(tour.day(entry, event) for event in entry.events)
    prices = [price for row in sides.values() for _, price in row]
    low, high = min(prices), max(prices)

    def x(when: int) -> float:
        return LEFT + (when - 1) / max(last - 1, 1) * (RIGHT - LEFT)

    def y(price: float) -> float:
        return TOP + (high - price) / (high - low) * (FOOT - TOP)

    nodes: list[Node] = []
    for name, price in marks:
        kind = "tour-line tour-line--limit" if name == "Limit" else "tour-line"
        nodes.append(box(0, y(price) - 0.5, 360, 1, kind))
        nodes.append(text_at(0, y(price) - 4, SMALL, "chart__note", f"{name} {shown(price)}"))
    for by, row in sides.items():
        way = [*row, (last, result)]
        path = "".join(
            f"{'L' if place else 'M'}{x(when):.2f} {y(price):.2f}" for place, (when, price) in enumerate(way)
        )
        nodes.append(Node("path", {"d": path, "class": f"tour-way tour-way--{by}"}))
        for place, (when, price) in enumerate(row):
            nodes.append(_dot(x(when), y(price), f"tour-dot tour-dot--{by}"))
            name = {"them": "They ", "us": "We "}[by] if not place else ""
            down = -10 if by == "them" else 20
            start = x(when) if place else x(when) - (8 if by == "them" else 0)
            nodes.append(text_at(start, y(price) + down, TEXT, "chart__label", f"{name}{shown(price)}"))
    nodes.append(_dot(x(last), y(result), "tour-dot tour-dot--deal"))
    nodes.append(text_at(x(last) + 10, y(result) + 18, TEXT, "chart__label", shown(result)))
    days = sorted({when for row in sides.values() for when, _ in row} | {last})
    for when in days:
        label = f"Day {when}" if when in (1, last) else str(when)
        anchor = "start" if when == 1 else "middle"
        nodes.append(text_at(x(when) if when > 1 else 0, FOOT + 40, SMALL, "chart__axis", label, anchor))
    title = "One negotiation, from the first offers to the deal"
    said = {
        by: ", ".join(f"{shown(price)} on day {when}" for when, price in row) for by, row in sides.items()
    }
    words = (
        f"Prices over the days of the talk. They: {said['them']}. We: {said['us']}."
        f" Agreed on day {last}: {shown(result)}."
    )
    return Markup(to_svg(drawing(FOOT + 46, "chart tour-drawing", title, words, nodes)))


def quarters(found: list[Trend]) -> Markup:
    """A column for each quarter: a point for each deal; with enough of them the mean in its interval."""
    top, foot, left = 16.0, 196.0, 8.0
    column = (360 - left) / len(found)
    most = max(1.0, *(point for one in found for point in one.points))

    def y(value: float) -> float:
        return foot - value / most * (foot - top)

    nodes = [
        box(0, foot, 360, 1, "tour-line"),
        text_at(0, foot - 5, SMALL, "chart__note", "limit"),
        box(0, y(1) - 0.5, 360, 1, "tour-line tour-line--limit"),
        text_at(0, y(1) - 4, SMALL, "chart__note", "target"),
    ]
    for place, one in enumerate(found):
        middle = left + column * (place + 0.5) - 6
        nodes += [_dot(middle - 14, y(point), "tour-point", 3.5) for point in one.points]
        count = f"{len(one.points)} deals"
        nodes.append(text_at(middle, foot + 20, TEXT, "chart__label", one.name, "middle"))
        nodes.append(text_at(middle, foot + 38, SMALL, "chart__note", count, "middle"))
        if one.mean is None:
            nodes.append(text_at(middle, foot + 54, SMALL, "chart__note", "too few", "middle"))
            continue
        nodes.append(box(middle + 3, y(one.high), 2, y(one.low) - y(one.high), "tour-range"))
        nodes += [box(middle - 1, y(end) - 1, 10, 2, "tour-range") for end in (one.low, one.high)]
        nodes.append(_dot(middle + 4, y(one.mean), "tour-dot tour-dot--us", 5))
        nodes.append(text_at(middle + 13, y(one.mean) + 5, SMALL, "chart__value", f"{one.mean:.2f}"))
    title = "Four quarters of the sample company, invented"
    return Markup(to_svg(drawing(foot + 60, "chart tour-drawing", title, said(found), nodes)))


def said(found: list[Trend]) -> str:
    """The same quarters in words: how many deals, and from eight on the mean with its interval."""
    told = []
    for one in found:
        if one.mean is None:
            told.append(f"{one.name}: {len(one.points)} deals, points only")
            continue
        ends = f"interval {one.low:.2f} to {one.high:.2f}"
        told.append(f"{one.name}: {len(one.points)} deals, mean {one.mean:.2f}, {ends}")
    return f"The part of the way from limit to target that each deal made. {'; '.join(told)}."


def _dot(x: float, y: float, name: str, radius: float = 5.5) -> Node:
    return Node("circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": f"{radius:.2f}", "class": name})
