"""The page of the calibration, and the article on the assessment, say what the committed file says."""

import re

import pytest

from assessment.calibration import committed
from assessment.naming import CONFIDENCE
from tests.site.tree import Tree

PAGE = "assessment/calibration/index.html"
ARTICLE = "articles/how-this-assessment-works/index.html"


def rows(tree: Tree, figure: str) -> list[list[str]]:
    """The cells of a figure's table, row by row, its head first."""
    table = tree.one(PAGE, f"#table-{figure}")
    return [[cell.text().strip() for cell in row.css("th, td")] for row in table.css("tr")]


@pytest.mark.parametrize("figure", ["lead", "kinds", "special"])
def test_table_has_the_numbers_of_the_drawing(tree: Tree, figure: str) -> None:
    """What is drawn stands in the table beside it: labels, columns and numbers, in the same order."""
    drawing = tree.one(PAGE, f"#figure-{figure} svg")
    head, *body = rows(tree, figure)
    labels = [node.text() for node in drawing.css(".chart__label")]
    assert labels == [row[0] for row in body]
    numbers = [node.text() for node in drawing.css(".chart__value")]
    assert numbers == [cell for row in body for cell in row[1:]]
    columns = [node.text() for node in drawing.css(".chart__note")]
    assert columns[: len(body) * len(head[1:])] == head[1:] * len(body)


def test_page_gives_the_chances_of_both_assumptions(tree: Tree) -> None:
    """The table by lead is the file's, rounded to whole numbers."""
    tables = committed()["conditions"]
    _, *body = rows(tree, "lead")
    for row, lead in zip(body, tables["pooled"]["by_lead"], strict=True):
        found = [tables[name]["by_lead"][lead] for name in ("independent", "correlated")]
        assert row[1:] == [f"{100 * one['right'] / one['takers']:.0f}" for one in found]


def test_page_carries_the_files_hash(tree: Tree) -> None:
    """Who repeats the calibration can compare its hash with the page's."""
    assert committed()["hash"] in tree.one(PAGE, "main").text()


def test_article_gives_the_chances_that_results_round(tree: Tree) -> None:
    """The article's table holds the pooled chances; rounded to five they are what a result says."""
    cells = [row.css("td")[2].text() for row in tree.html[ARTICLE].css("tbody tr") if len(row.css("td")) == 4]
    numbers = [int(found) for cell in cells for found in re.findall(r"(\d+)(?= to | in 100)", cell)]
    assert [5 * round(number / 5) for number in numbers] == [row.percent for _, row in CONFIDENCE]


def test_no_placeholder_is_left(tree: Tree) -> None:
    """No page shows a name in braces where a figure should stand."""
    for path, html in tree.html.items():
        assert "{{" not in (html.html or ""), path
