"""The drawings: numbers in the right place, words for those who do not see them, and no colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.chart import Node, map_chart, place_map, shares_chart, to_json, to_svg
from assessment.quiz import Bank, load_bank
from assessment.scoring import score
from assessment.words import shown
from tests.assessment.banks import SMALL, general_banks, good_bank, sheet, sheet_of, sheet_scoring, sheets

GOOD = good_bank()
SMALL_BANK = load_bank(SMALL)
MOST, LEAST = (
    {"lion": 7, "dolphin": 1, "owl": 3, "monkey": 1},
    {"lion": 1, "dolphin": 5, "owl": 2, "monkey": 4},
)
WORKED = score(GOOD, sheet_of(GOOD, MOST, LEAST))


def nodes(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from nodes(child)


def having(node: Node, name: str) -> list[Node]:
    """The nodes with that class."""
    return [one for one in nodes(node) if name in one.attrs.get("class", "").split()]


def texts(node: Node, name: str) -> list[str]:
    """The texts of the nodes with that class."""
    return [str(one.children[0]) for one in having(node, name)]


def drawings() -> list[Node]:
    """Both drawings of the worked example."""
    across = map_chart(GOOD, WORKED)
    assert across is not None
    return [shares_chart(GOOD, WORKED), across]


def test_rows_stand_by_share_with_name_and_number() -> None:
    """Each style is labelled directly with its name, its share and its band, the highest share first."""
    chart = shares_chart(GOOD, WORKED)
    assert texts(chart, "chart__label") == [
        "Lion, the Closer",
        "Owl, the Strategist",
        "Monkey, the Game Changer",
        "Dolphin, the Diplomat",
    ]
    assert texts(chart, "chart__value") == [
        "37 (31\u201344)",
        "27 (21\u201333)",
        "19 (13\u201324)",
        "17 (11\u201323)",
    ]


def test_bars_and_bands_are_in_proportion() -> None:
    """Of 344 units for 50, the Lion's 37.5 takes 258; its band and the line at 25 lie where they should."""
    chart = shares_chart(GOOD, WORKED)
    bars = having(chart, "chart__bar")
    assert [bar.attrs["width"] for bar in bars] == ["258.00", "186.33", "129.00", "114.67"]
    assert [bar.attrs["class"].split()[1] for bar in bars] == [
        f"chart__bar--{style}" for style in ("lion", "owl", "monkey", "dolphin")
    ]
    ends = [float(end) for end in re.findall(r"[MH]([\d.]+)", having(chart, "chart__band")[0].attrs["d"])]
    low, high = (end * 344 / 50 + 8 for end in WORKED.bands["lion"] or ())
    assert ends == pytest.approx([low - 1, high - 1, low + 1], abs=0.006)
    line = having(chart, "chart__line")[0].attrs["d"]
    assert re.findall(r"M([\d.]+) ", line) == ["179.50"] * 4
    assert texts(chart, "chart__note") == ["25: no more than the others"]


def test_dot_stands_at_the_axis_scores() -> None:
    """Own gain is left and searching is down: +14 of 24 and -4 of 24 from the middle of the map."""
    across = drawings()[1]
    (dot,) = having(across, "chart__dot")
    assert dot.attrs["cx"] == f"{180 - 172 * 14 / 24:.2f}"
    assert dot.attrs["cy"] == f"{24 + 172 - 172 * 4 / 24:.2f}"
    assert "chart__dot--lion" in dot.attrs["class"]


def test_quarters_hold_their_styles() -> None:
    """Lion is top left, Dolphin top right, Owl bottom left, Monkey bottom right; so are their names."""
    across = drawings()[1]
    labels = having(across, "chart__label")
    for label, quarter in zip(labels, having(across, "chart__quarter"), strict=True):
        x, y = float(label.attrs["x"]), float(label.attrs["y"])
        left, top = float(quarter.attrs["x"]), float(quarter.attrs["y"])
        assert left < x < left + 172
        assert top < y < top + 172
    found = {
        label.children[0]: (float(label.attrs["x"]) > 180, float(label.attrs["y"]) > 196) for label in labels
    }
    assert found == {
        "Lion": (False, False),
        "Dolphin": (True, False),
        "Owl": (False, True),
        "Monkey": (True, True),
    }


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ((6, 5, -5, -6), "blend"),
        ((6, 4, -4, -6), "lion"),
        ((-6, 6, -4, 4), "dolphin"),
        ((0, 0, 0, 0), "none"),
    ],
)
def test_dot_is_named_by_what_the_result_names(scores: tuple[int, ...], name: str) -> None:
    """The dot takes a style's class only where one style is named."""
    across = map_chart(GOOD, score(GOOD, sheet_scoring(GOOD, *scores)))
    assert across is not None
    assert having(across, "chart__dot")[0].attrs["class"] == f"chart__dot chart__dot--{name}"


@pytest.mark.parametrize(
    ("styles", "at"),
    [
        ((), []),
        (("lion",), [("94.00", "110.00")]),
        (("owl", "dolphin"), [("94.00", "282.00"), ("266.00", "110.00")]),
    ],
)
def test_map_without_a_result_marks_the_quarters(styles: tuple[str, ...], at: list[tuple[str, str]]) -> None:
    """A page about styles shows the same map, with a dot in the middle of each quarter it is about."""
    drawing = place_map(styles)
    dots = having(drawing, "chart__dot")
    assert [(dot.attrs["cx"], dot.attrs["cy"]) for dot in dots] == at
    assert [dot.attrs["class"] for dot in dots] == [f"chart__dot chart__dot--{style}" for style in styles]
    assert having(drawing, "chart__quarter") == having(drawings()[1], "chart__quarter")
    title = drawing.children[0]
    assert isinstance(title, Node)
    assert (" and ".join(style.capitalize() for style in styles) or "no style") in str(title.children[0])


@pytest.mark.parametrize("number", range(2))
def test_drawing_is_described_in_words(number: int) -> None:
    """Each drawing is an image with a title and a description that holds the numbers."""
    drawing = drawings()[number]
    assert drawing.attrs["role"] == "img"
    title, description = drawing.children[:2]
    assert isinstance(title, Node)
    assert isinstance(description, Node)
    assert (title.tag, description.tag) == ("title", "desc")
    assert "clearly Lion, then Owl" in str(title.children[0])
    words = shown(GOOD, WORKED)
    held = [one.text for one in words.shares] if number == 0 else [words.axes or "?"]
    assert all(text in str(description.children[0]) for text in held)


@pytest.mark.parametrize("number", range(2))
def test_drawing_fits_a_phone_and_leaves_colour_to_the_style_sheet(number: int) -> None:
    """The drawing is 360 units wide, text is 13 or more, numbers have two decimals, nothing sets a colour."""
    drawing = drawings()[number]
    assert drawing.attrs["viewBox"].startswith("0 0 360 ")
    for node in nodes(drawing):
        assert not {"fill", "stroke", "style", "color", "opacity"} & set(node.attrs)
        for name in ("x", "y", "width", "height", "cx", "cy", "r"):
            assert re.fullmatch(r"\d+\.\d\d", node.attrs.get(name, "0.00"))
        if node.tag == "text":
            assert int(node.attrs["font-size"]) >= 13
        if node.tag in ("text", "rect", "path", "circle"):
            assert node.attrs["class"].startswith("chart__")


@given(general_banks().flatmap(lambda bank: st.tuples(st.just(bank), sheets(bank))))
def test_shares_chart_holds_for_any_bank(case: tuple[Bank, dict[str, Any]]) -> None:
    """On any bank every bar, band and text lies inside the drawing, and the SVG is well formed."""
    bank, data = case
    chart = shares_chart(bank, score(bank, data))
    height = float(chart.attrs["viewBox"].split()[3])
    assert len(having(chart, "chart__bar")) == len(bank.styles)
    for bar in having(chart, "chart__bar"):
        assert 0 <= float(bar.attrs["width"]) <= 344
        assert float(bar.attrs["y"]) + float(bar.attrs["height"]) <= height
    for band in having(chart, "chart__band"):
        assert all(0 <= float(end) <= 360 for end in re.findall(r"[MH]([-\d.]+)", band.attrs["d"]))
    ET.fromstring(to_svg(chart))


def test_no_band_is_drawn_where_there_is_none() -> None:
    """A style without a standard error, or with one of zero, has a bar and a number but no band."""
    chart = shares_chart(GOOD, score(GOOD, sheet_scoring(GOOD, 12, -12, 0, 0)))
    assert texts(chart, "chart__value")[0] == "50"
    small = score(SMALL_BANK, sheet(SMALL_BANK, {"a01": ("red", "blue"), "a02": ("red", "amber")}))
    chart = shares_chart(SMALL_BANK, small)
    assert texts(chart, "chart__value") == ["40 (0\u201380)", "40", "20 (0\u201346)", "0"]
    assert len(having(chart, "chart__band")) == 2
    (note,) = having(chart, "chart__note")
    assert note.attrs["x"] == "8.00"
    assert "text-anchor" not in note.attrs
    assert map_chart(SMALL_BANK, small) is None


def test_json_is_the_same_tree_as_svg() -> None:
    """Nested lists hold tag, attributes and children; SVG text adds only its namespace."""
    for drawing in drawings():

        def rebuilt(value: list[Any]) -> Node:
            tag, attrs, children = value
            return Node(tag, attrs, tuple(one if isinstance(one, str) else rebuilt(one) for one in children))

        assert rebuilt(to_json(drawing)) == drawing
        svg = to_svg(drawing)
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 ')
        assert len(list(ET.fromstring(svg).iter())) == len(list(nodes(drawing)))


def test_text_from_a_bank_cannot_become_markup() -> None:
    """Style ids and texts are escaped in SVG, in attributes and in content."""
    bank = load_bank(SMALL.replace('"red"', "'<b>\"&'"))
    result = score(bank, sheet(bank, {"a01": ('<b>"&', "blue"), "a02": ('<b>"&', "amber")}))
    svg = to_svg(shares_chart(bank, result))
    assert "<b>" not in svg
    root = ET.fromstring(svg)
    assert any(one.text == '<b>"&' for one in root.iter())
    assert any('<b>"&' in one.get("class", "") for one in root.iter())
