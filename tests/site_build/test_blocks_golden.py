"""The blocks by golden cases, Markdown in and HTML out, and what is said of a figure that is wrong."""

import os
from pathlib import Path

import pytest

from site_build.data_figure import KINDS, MOST, read
from tests.site_build.copies import ROOT, broken
from tests.site_build.test_markdown import html, page, texts

GOLDEN = ROOT / "tests" / "golden" / "blocks"
TABLE = "| Offer | EUR |\n| --- | ---: |\n| First | 100 |\n| Second | 90 |"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_golden_case_gives_its_html(case: Path) -> None:
    """Each block gives exactly this HTML; `GOLDEN=write` writes it anew, to be read before it is kept."""
    given = html((case / "in.md").read_text(encoding="utf-8")).strip() + "\n"
    expected = case / "out.html"
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(given, encoding="utf-8")
    assert given == expected.read_text(encoding="utf-8")
    assert " style=" not in given, "our policy allows no inline style"


def test_figure_says_in_words_what_it_draws() -> None:
    """Every number of the table stands as text; the shapes are hidden from who cannot see them."""
    found = page((GOLDEN / "figure-dots" / "in.md").read_text(encoding="utf-8"))
    assert texts(found, ".data-figure__rows li .data-figure__value") == [
        "We 80, They 130",
        "We -20, They 100",
    ]
    assert all(node.attributes["aria-hidden"] == "true" for node in found.css("svg"))
    assert len(found.css(".data-figure__note .cite a")) == 1


def test_longest_bar_is_the_largest_number() -> None:
    """Bars are as long as their numbers, from zero on."""
    figure, _ = read(f"kind: bars\n\n{TABLE}")
    assert figure
    assert [figure.share(row.numbers[0]) for row in figure.rows] == [1.0, 0.9]
    figure, _ = read(f"kind: steps\n\n{TABLE}")
    assert figure
    assert [figure.share(row.numbers[0]) for row in figure.rows] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("text", "offset", "said"),
    [
        (TABLE, 0, "a figure lacks its kind"),
        (f"kind: bar\n\n{TABLE}", 0, '"bar" is no kind of figure'),
        (f"kind: bars\nunits: EUR\n\n{TABLE}", 11, 'a figure has no option "units"'),
        (f"kind: bars\nSome words.\n\n{TABLE}", 11, "a figure holds options and a table, and no other text"),
        ("kind: bars", 0, "a figure needs a table of two lines or more"),
        (f"kind: bars\n\n{TABLE}\n| Third | x |", 12 + len(TABLE) + 1, '"x" is no number'),
        (f"kind: bars\n\n{TABLE}\n| Third | -4 |", 12 + len(TABLE) + 1, "a bar cannot show -4"),
        (f"kind: bars\n\n{TABLE}\n| Third |", 12 + len(TABLE) + 1, "the line has 1 cells, not 2"),
        (f"kind: dots\n\n{TABLE}", 12, "figures of this kind have two numbers a line or more"),
        (f"kind: bars\n\n{TABLE}" + "\n| More | 1 |" * MOST, 205, f"a figure has {MOST} lines at most"),
    ],
)
def test_figure_that_is_wrong_is_named(text: str, offset: int, said: str) -> None:
    """What cannot be drawn is named at its place in the block, with what to do."""
    figure, faults = read(text)
    assert figure is None
    assert (offset, said) in [(fault.offset, fault.message) for fault in faults]
    assert all(fault.hint for fault in faults)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (f"/// figure | A title\nkind: bar\nnote: x[@first]\n\n{TABLE}\n///", '"bar" is no kind of figure'),
        (f"/// figure | A title\nkind: bars\n\n{TABLE}\n///", "the figure names no source"),
        (f"/// figure\nkind: bars\nnote: x[@first]\n\n{TABLE}\n///", "the block figure lacks its title"),
        ("/// aside\nWords.\n///", "the block aside lacks its title"),
        ("/// dialogue\nBuyer: Hello.\nno speaker here\n///", "a line of the dialogue has no speaker"),
    ],
)
def test_check_names_the_line(project: Path, block: str, said: str) -> None:
    """The checks name it in the file, with the code CT010."""
    (problem,) = broken(project, "/// insight", f"{block}\n\n/// insight")
    assert f": CT010 {said}." in problem
    assert problem.startswith("content/articles/sample.md:")


def test_every_kind_has_a_golden_case() -> None:
    """No kind of figure is without its case."""
    assert {f"figure-{kind}" for kind in KINDS} <= {case.name for case in GOLDEN.iterdir()}
