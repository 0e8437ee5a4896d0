"""The library: addresses, which schema holds where, order, and all problems of all files in one pass."""

from datetime import date
from pathlib import Path

import pytest

from assessment.styles import STYLES
from site_build import library
from site_build.models.article import Article
from site_build.models.kit import Kit
from site_build.models.page import Page
from site_build.models.pair import Pair
from site_build.models.playbook import Playbook
from site_build.models.style import Style
from tests.site_build.copies import DAY, PLACE, ROOT, SAMPLE, change, loaded


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("index.md", ""),
        ("articles/index.md", "articles/"),
        ("articles/a-system.md", "articles/a-system/"),
        ("articles/pages.md", "articles/pages/"),
        ("articles/index-numbers.md", "articles/index-numbers/"),
        ("styles/lion-owl.md", "styles/lion-owl/"),
        ("pairs/lion-meets-owl.md", "pairs/lion-meets-owl/"),
        ("pages/demo.md", "demo/"),
        ("pages/pages.md", "pages/"),
        ("pages/assessment/calibration.md", "assessment/calibration/"),
        ("pages/assessment/team.md", "assessment/team/"),
    ],
)
def test_address_follows_the_file(source: str, address: str) -> None:
    """A file's place is its address; only the folder `pages/` and the name `index` fall away."""
    assert library.address(source) == address


@pytest.mark.parametrize(
    ("source", "schema"),
    [
        ("index.md", Page),
        ("articles/index.md", Page),
        ("styles/index.md", Page),
        ("playbooks/index.md", Page),
        ("pages/about.md", Page),
        ("pages/assessment/calibration.md", Page),
        ("pages/assessment/team.md", Page),
        ("articles/a.md", Article),
        ("styles/lion.md", Style),
        ("pairs/index.md", Page),
        ("kit/index.md", Page),
        ("kit/lion.md", Kit),
        ("pairs/lion-meets-lion.md", Pair),
        ("playbooks/a.md", Playbook),
        ("about.md", None),
        ("notes/a.md", None),
        ("notes/index.md", None),
        ("pages/index.md", None),
        ("pages/assessment/index.md", None),
        ("articles/deep/a.md", None),
        ("articles/deep/index.md", None),
    ],
)
def test_schema_follows_the_folder(source: str, schema: type | None) -> None:
    """Each folder has its schema, an overview is a page, and nothing may lie anywhere else."""
    assert library.schema_of(source) is schema


def test_articles_stand_newest_first(project: Path) -> None:
    """The newest article leads, and articles of one day stand by name."""
    articles = project / "content" / "articles"
    for name, day in (("zebra", "2031-01-02"), ("aster", "2031-01-01"), ("birch", "2031-01-02")):
        text = SAMPLE.replace("2026-11-23", day)
        (articles / f"{name}.md").write_text(text, encoding="utf-8")
    found = loaded(project)
    assert [entry.slug for entry in found.articles][:3] == ["birch", "zebra", "aster"]
    dates = [entry.model.date for entry in found.articles]
    assert dates == sorted(dates, reverse=True)


def test_styles_stand_in_the_order_of_the_instrument() -> None:
    """The four styles come first, then the six blends, then the page of no clear style."""
    slugs = [entry.slug for entry in loaded(ROOT).styles]
    assert slugs[:4] == list(STYLES)
    assert slugs[4:7] == ["lion-dolphin", "lion-owl", "lion-monkey"]
    assert slugs[7:] == ["dolphin-owl", "dolphin-monkey", "owl-monkey", "no-clear-style"]


def test_pairs_stand_in_the_order_of_the_instrument() -> None:
    """The pairs stand row by row: by how you tend to play, then by how they do."""
    order = list(STYLES)
    found = [(order.index(e.model.you), order.index(e.model.they)) for e in loaded(ROOT).pairs]
    assert found == sorted(found)


def test_entry_knows_file_address_and_values(project: Path) -> None:
    """An entry holds its source, its address, its name, its values and its body."""
    entry = next(entry for entry in loaded(project).articles if entry.slug == "sample")
    assert (entry.source, entry.url) == ("articles/sample.md", "articles/sample/")
    assert (entry.model.date, entry.model.styles) == (date(2026, 11, 23), ("lion", "owl"))
    assert entry.document.path == PLACE
    assert entry.document.body.startswith("\nThe first claim")
    home = next(entry for entry in loaded(project).pages if entry.source == "index.md")
    assert (home.url, home.slug) == ("", "")


@pytest.mark.parametrize("status", ["draft", "review"])
def test_published_leaves_the_rest_out(project: Path, status: str) -> None:
    """A draft, or an article in review, is in the library and not in its published part; the rest is."""
    change(project / PLACE, "status: published", f"status: {status}")
    whole = loaded(project)
    published = whole.published(DAY)
    assert {entry.slug for entry in whole.articles} - {entry.slug for entry in published.articles} == {
        "sample"
    }
    assert len(published.entries) == len(whole.entries) - 1


def test_every_problem_of_every_file_is_named_in_one_pass(project: Path) -> None:
    """Broken data, a broken article and a file in a wrong place are all named at once, in order of place."""
    change(project / "content" / "_data" / "ctas.yml", "href: /demo/", "href: demo")
    change(project / PLACE, "status: published", "status: done")
    change(project / PLACE, "authors:", "autors:")
    (project / "content" / "notes.md").write_text("Notes", encoding="utf-8")
    found, problems = library.load(project / "content")
    assert found is None
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("content/_data/ctas.yml", 5, "FM005"),
        (PLACE, 1, "FM004"),
        (PLACE, 6, "FM003"),
        (PLACE, 10, "FM005"),
        ("content/notes.md", 1, "FM010"),
    ]


@pytest.mark.parametrize("name", library.DATA_FILES)
def test_missing_data_file_is_named(project: Path, name: str) -> None:
    """Without one of the data files there is no library, and that file is named."""
    (project / "content" / "_data" / f"{name}.yml").unlink()
    found, problems = library.load(project / "content")
    assert found is None
    assert [(problem.path, problem.message) for problem in problems] == [
        (f"content/_data/{name}.yml", "the file is missing")
    ]


def test_broken_data_file_is_named_at_its_place(project: Path) -> None:
    """A data file that cannot be read, or is not UTF-8, stops the library at its line and column."""
    authors = project / "content" / "_data" / "authors.yml"
    authors.write_text('editors:\n  name: "The editors\n', encoding="utf-8")
    found, problems = library.load(project / "content")
    assert found is None
    assert [str(problem) for problem in problems] == [
        "content/_data/authors.yml:2:9: FM006 a quotation mark is never closed. Close it."
    ]
    authors.write_bytes("editors:\n  name: Zo\u00eb\n".encode("latin-1"))
    found, problems = library.load(project / "content")
    assert found is None
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(2, 11, "FM009")]


def test_data_keeps_its_places(project: Path) -> None:
    """A thing in a data file can be named at its own line."""
    documents = loaded(project).data_documents
    assert set(documents) == set(library.DATA_FILES)
    lines = (project / "content" / "_data" / "ctas.yml").read_text(encoding="utf-8").splitlines()
    line, column = documents["ctas"].place("ctas", "demo", "href")
    assert lines[line - 1][column - 1 :] == "href: /demo/"


def test_content_of_the_project_is_sound() -> None:
    """The project's own content has no problem in any file."""
    _, problems = library.load(ROOT / "content")
    assert not problems
