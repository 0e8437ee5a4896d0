"""The calibration's figures: the file's counts out of 100, the same in drawings, tables and texts."""

import re
from xml.etree import ElementTree

import pytest

from assessment.calibration import committed
from site_build import figures
from site_build.drawings import bars
from site_build.figures import Figure
from site_build.settings import PLACEHOLDERS

SVG = "{http://www.w3.org/2000/svg}"
TABLES = committed()["conditions"]


def test_lead_figure_is_the_files_by_condition() -> None:
    """Each lead has its chance under both assumptions, in the order of the file."""
    rows = figures.collect()["lead"].rows
    for (_, values), name in zip(rows, TABLES["pooled"]["by_lead"], strict=True):
        found = [TABLES[condition]["by_lead"][name] for condition in ("independent", "correlated")]
        wanted = [100 * row["right"] / row["takers"] for row in found]
        assert list(values) == pytest.approx(wanted, abs=0.5)


@pytest.mark.parametrize("name", ["kinds", "special"])
def test_shares_are_of_everybody(name: str) -> None:
    """What is shown adds up to 100 but for the rounding, for each assumption and each kind of taker."""
    figure = figures.collect()[name]
    values = [row for _, row in figure.rows]
    for group in values if name == "special" else zip(*values, strict=True):
        assert sum(group) == pytest.approx(100, abs=1.5)


def test_every_special_taker_has_a_row() -> None:
    """No kind of taker is simulated and left out: those on a slanted bank stand in the text."""
    assert {*figures.SPECIAL, "slanted"} == set(committed()["special"])
    assert list(figures.LEADS) == list(TABLES["pooled"]["by_lead"])
    assert list(figures.KINDS) == list(TABLES["pooled"]["by_kind"])


def test_pairs_settle_a_tie_and_add_little_to_a_leaning() -> None:
    """The page says so, so the figures must."""
    pairs = dict(figures.collect()["pairs"].rows)
    assert pairs["Lead 0"][1] - pairs["Lead 0"][0] >= 10
    assert 0 <= pairs["Lead 2"][1] - pairs["Lead 2"][0] <= 3


@pytest.mark.parametrize("figure", figures.collect().values(), ids=lambda figure: figure.id)
def test_drawing_says_what_the_figure_holds(figure: Figure) -> None:
    """Numbers, lengths of bars and the sentences behind a drawing are the figure's, row by row."""
    svg = ElementTree.fromstring(bars(figure))
    wanted = [value for _, values in figure.rows for value in values]
    texts = {
        kind: [node.text for node in svg.iter(f"{SVG}text") if node.get("class") == f"chart__{kind}"]
        for kind in ("label", "value")
    }
    assert texts["label"] == [label for label, _ in figure.rows]
    assert texts["value"] == [str(value) for value in wanted]
    widths = [float(node.get("width", "")) for node in svg.iter(f"{SVG}rect")]
    assert widths == pytest.approx([2 * value for value in wanted], abs=0.01)
    words = svg.findtext(f"{SVG}desc") or ""
    told = re.sub("|".join(map(re.escape, [label for label, _ in figure.rows])), "", words)
    assert [int(number) for number in re.findall(r"\d+", told.removeprefix("Out of 100."))] == wanted


def test_drawing_keeps_inside_its_frame() -> None:
    """No text and no bar begins outside the drawing, and a bar of 100 leaves room for its number."""
    figure = Figure("x", "X", "X", ("one", "two"), (("first", (0, 100)),), (25, "25: here"))
    svg = ElementTree.fromstring(bars(figure))
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    for node in svg.iter(f"{SVG}text"):
        assert 0 <= float(node.get("x", "")) <= width - 25
        assert 0 < float(node.get("y", "")) <= height
    assert len(list(svg.iter(f"{SVG}path"))) == 1


def test_texts_take_figures_by_name() -> None:
    """A name gives the file's figure out of 100, a parameter, a mean, or the hash."""
    row = TABLES["pooled"]["by_lead"]["3-4"]
    assert figures.figure_of("pooled.by_lead.3-4.right") == f"{100 * row['right'] / row['takers']:.0f}"
    assert figures.figure_of("pooled.all.share") == "100"
    assert figures.figure_of("parameters.takers") == "100,000"
    assert figures.figure_of("parameters.loading") == "0.45 to 0.55"
    assert figures.figure_of("parameters.correlations.correlated") == "0.3"
    assert figures.figure_of("straight-lining.kinds.none") == "100"
    assert figures.figure_of("true-style.pages.owl") == "25"
    assert figures.figure_of("hash") == committed()["hash"]
    assert set(figures.values()) <= set(PLACEHOLDERS)
