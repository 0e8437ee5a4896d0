"""The one drawing of an owner's page, as SVG with the sentences that say the same.

Takes the sample company and the playbook of its entry; called by the plan of the page. The style sheet gives
the colours.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from assessment.chart import SMALL, TEXT, WIDTH, Node, box, drawing, text_at, to_svg
from ledger import measures
from ledger.numbers import shown
from site_build import tour, tour_drawing
from site_build.models.playbook import Playbook
from site_build.models.sample import Sample

BAR, ROW = 16, 54
LEFT, RIGHT = 12.0, 348.0
"""The ends of a scale that prices lie on."""
COUNTED = ("no", "one", "two", "three", "four", "five")
STACK = 9
"""How far apart dots of the same price stand."""


class Drawn(NamedTuple):
    """A drawing: what it says as one sentence above it, the SVG, and every number of it in words."""

    title: str
    svg: Markup
    words: str


def gave(sample: Sample, playbook: Playbook) -> Drawn:
    """What a deal saved, which the accounts show, beside what was given and came back, which they do not."""
    signed, cost = tour.signed(sample.entry, playbook), tour.cost(sample.entry, playbook)
    currency, years = playbook.currency, signed["years"]
    saved, given, back = signed["saved"], cost["given_sum"], cost["back_sum"]
    gives, gets = (", ".join(cost[name]).lower() for name in ("gives", "gets"))
    lower = shown(signed["before"] - signed["now"])
    unit = (WIDTH - 90) / max(saved, given, back)
    marks: list[Node] = []

    def row(top: float, name: str, amount: float, kind: str) -> None:
        marks.append(text_at(0, top + 18, TEXT, "chart__label", name))
        marks.append(box(1, top + 26, amount * unit, BAR, f"owner-bar owner-bar--{kind}"))
        marks.append(text_at(amount * unit + 9, top + 39, TEXT, "chart__value", shown(amount)))

    marks.append(text_at(0, 14, SMALL, "chart__note", "In the accounts"))
    row(18, f"Price, {lower} a year lower", saved, "price")
    marks.append(box(0, 76, WIDTH, 2, "owner-edge"))
    marks.append(text_at(0, 96, SMALL, "chart__note", "In no report"))
    row(100, f"Given: {gives}", given, "given")
    row(100 + ROW, f"Back: {gets}", back, "back")
    over = f"{years:.0f} {'year' if years == 1 else 'years'} of the contract"
    words = (
        f"In {currency}, over the {over}. In the accounts: {shown(saved)}, from {shown(signed['before'])} to"
        f" {shown(signed['now'])} a year, {lower} a year lower. In no report: given {shown(given)}, for"
        f" {gives}; back {shown(back)}, for {gets}; {cost['ratio']} for each 1 given."
    )
    title = "One deal: what the price shows, and what was traded for it"
    return Drawn(title, _svg(100 + 2 * ROW, title, words, marks), words)


def spread(sample: Sample, _: Playbook) -> Drawn:
    """The prices of one thing, a row for each site, with the middle half of all of them as a band."""
    found = sample.spread
    prices = [price for site in found.sites for price in site.prices]
    low, high = measures.quartiles(prices)
    least, most = min(prices), max(prices)

    def x(price: float) -> float:
        return LEFT + (price - least) / (most - least) * (RIGHT - LEFT)

    top, row = 46.0, 62.0
    foot = top + row * len(found.sites)
    half = f"the middle half: {shown(low)} to {shown(high)}"
    marks = [
        box(x(low), 24, x(high) - x(low), foot - 24, "owner-band"),
        text_at((x(low) + x(high)) / 2, 16, SMALL, "chart__note", half, "middle"),
    ]
    told = []
    for place, site in enumerate(found.sites):
        ends = min(site.prices), max(site.prices)
        line = top + place * row + 30
        name = f"{site.name}: {shown(ends[0])} to {shown(ends[1])}"
        marks.append(text_at(0, line - 18, TEXT, "chart__label", name))
        marks.append(box(x(ends[0]), line - 0.5, x(ends[1]) - x(ends[0]), 1, "owner-line"))
        for number, price in enumerate(site.prices):
            above = site.prices[:number].count(price)
            marks.append(_dot(x(price), line - above * STACK, "owner-dot"))
        told.append(f"{site.name} {', '.join(map(shown, site.prices))}")
    marks.append(box(0, foot, WIDTH, 1, "owner-line"))
    marks += [
        text_at(0, foot + 18, SMALL, "chart__axis", shown(least)),
        text_at(WIDTH / 2, foot + 18, SMALL, "chart__axis", f"{found.unit} for {found.what}", "middle"),
        text_at(WIDTH, foot + 18, SMALL, "chart__axis", shown(most), "end"),
    ]
    words = (
        f"{found.unit} for {found.what}: {'; '.join(told)}. The middle half of all {len(prices)} prices lies"
        f" between {shown(low)} and {shown(high)}: a spread of {shown(high - low)}."
    )
    title = f"One thing bought at {COUNTED[len(found.sites)]} sites: the price of every deal"
    return Drawn(title, _svg(foot + 24, title, words, marks), words)


def zone(sample: Sample, playbook: Playbook) -> Drawn:
    """The room between both limits on the scale of the price, theirs a guess, and where the deal lies."""
    entry, term = sample.entry, tour.TERM
    limit, guess = entry.prep.terms[term].reservation, entry.prep.their_reservation[term]
    result = entry.outcome.terms[term]
    ends = sorted((limit, guess.low, guess.high, result))
    room = (ends[-1] - ends[0]) / 5
    least, most = ends[0] - room, ends[-1] + room
    buying = entry.side == "buy"
    share = measures.zone_share(result, limit, guess.low if buying else guess.high)

    def x(price: float) -> float:
        return (price - least) / (most - least) * WIDTH

    def across(one: float, other: float, y: float, height: float, kind: str) -> Node:
        start, end = sorted((x(one), x(other)))
        return box(start, y, end - start, height, kind)

    ours, theirs = (least, most) if buying else (most, least)
    sure, unsure = (guess.high, guess.low) if buying else (guess.low, guess.high)
    mine, rest = abs(limit - result), abs(result - unsure)
    guessed = f"{shown(guess.low)} to {shown(guess.high)}"
    told = f"We {'pay up to' if buying else 'take no less than'} {shown(limit)}"
    # The line of the deal runs under the words: their outline in the colour of the paper keeps them apart.
    marks = [
        across(ours, limit, 24, BAR, "owner-bar owner-bar--price"),
        across(sure, theirs, 74, BAR, "owner-bar owner-bar--theirs"),
        across(unsure, sure, 74, BAR, "owner-bar owner-bar--back"),
        across(result, limit, 104, 3, "owner-line owner-line--ours"),
        across(unsure, result, 104, 3, "owner-line"),
        box(x(result) - 1.5, 20, 3, 112, "owner-edge"),
        text_at(0, 16, TEXT, "chart__label", told),
        text_at(WIDTH, 66, TEXT, "chart__label", f"They, a guess: {guessed.replace(' to ', '–')}", "end"),
        text_at(x(result) + 7, 124, TEXT, "chart__label", f"ours {shown(mine)}"),
        text_at(x(result) - 7, 124, TEXT, "chart__note", f"theirs 0 to {shown(rest)}", "end"),
        text_at(x(result), 150, TEXT, "chart__label owner-deal", f"Agreed at {shown(result)}", "middle"),
    ]
    words = (
        f"In {playbook.currency} a year. Our limit is {shown(limit)}, theirs was taken for {guessed}, and the"
        f" deal is at {shown(result)}. So {shown(mine)} of the room is ours, and between 0 and {shown(rest)}"
        f" theirs: we have {share:.0%} of the room or more. They signed at {shown(result)}, so their limit"
        f" cannot lie {'above' if buying else 'below'} it."
    )
    title = "One deal in the room between both limits"
    return Drawn(title, _svg(158, title, words, marks), words)


def quarters(sample: Sample, _: Playbook) -> Drawn:
    """The tour's chart of the quarters."""
    found = tour.trend(sample.quarters)
    title = "Four quarters, every deal: the part of the way from limit to target"
    return Drawn(title, tour_drawing.quarters(found), tour_drawing.said(found))


DRAWINGS: Mapping[str, Callable[[Sample, Playbook], Drawn]] = {
    "gave": gave,
    "spread": spread,
    "zone": zone,
    "quarters": quarters,
}
"""By the name that an owner's page gives. The home page's drawing, `curve`, is a file of the theme."""


def _svg(height: float, title: str, words: str, marks: list[Node]) -> Markup:
    # Safe, since `to_svg` escapes every text.
    return Markup(to_svg(drawing(height, "chart owner-drawing", title, words, marks)))


def _dot(x: float, y: float, name: str) -> Node:
    return Node("circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": "5.00", "class": name})
