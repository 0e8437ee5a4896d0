"""The reader of front matter and the schemas' messages, by golden cases: files in, problem lines out.

A case is a folder of tests/golden/frontmatter. Its `in.md` is read as content/articles/x.md, any other file
at its path below content/, beside the project's own _data; `expected.txt` holds the lines.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import frontmatter, library
from site_build.models.article import Article
from site_build.models.base import validate
from tests.site_build.copies import ROOT, SAMPLE

GOLDEN = ROOT / "tests" / "golden" / "frontmatter"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_golden_case_says_what_is_expected(case: Path, tmp_path: Path) -> None:
    """Each broken file is named with exactly these lines: place, code, what is wrong, what to do."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "_data", content / "_data")
    expected = case / "expected.txt"
    for file in case.rglob("*"):
        if file.is_file() and file != expected:
            place = file.relative_to(case)
            target = content / ("articles/x.md" if place == Path("in.md") else place)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    _, problems = library.load(content)
    assert [str(problem) for problem in problems] == expected.read_text(encoding="utf-8").splitlines()


def test_body_keeps_its_lines() -> None:
    """A document knows on which line its body begins, and counts an offset's line and column from there."""
    document, problems = frontmatter.read(b"---\ntitle: A\n---\nOne\n\nTwo words\n", "x.md")
    assert document
    assert not problems
    assert (document.body, document.body_line) == ("One\n\nTwo words\n", 4)
    problem = document.body_problem("CT000", "m", offset=document.body.index("words"))
    assert (problem.line, problem.column) == (6, 5)


def test_place_falls_back_to_what_stands_above() -> None:
    """A value without a place of its own is named at the nearest key or item above it, at last at 1:1."""
    document, _ = frontmatter.read(b"---\na:\n  - b: 1\n---\n", "x.md")
    assert document
    assert document.place("a", 0, "b") == (3, 5)
    assert document.place("a", 0, "missing") == (3, 5)
    assert document.place("a", 7, "b") == (2, 1)
    assert document.place("z") == (1, 1)


def test_crlf_and_lf_give_the_same_document() -> None:
    """A file from Windows reads like any other."""
    unix, _ = frontmatter.read(SAMPLE.encode(), "x.md")
    windows, _ = frontmatter.read(SAMPLE.replace("\n", "\r\n").encode(), "x.md")
    assert unix == windows


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"A \\"quoted\\" word"', "A “quoted” word"),
        ("It's ours", "It’s ours"),
        ("'''tis the ''90s'", "‘tis the ’90s"),
        ('"(\\"so\\")"', "(“so”)"),
    ],
)
def test_straight_quotes_become_typographic(written: str, read: str) -> None:
    """A title's straight quotes and apostrophes are shown as the body's are."""
    document, _ = frontmatter.read(SAMPLE.replace("A sample for the tests", written).encode(), "x.md")
    assert document
    article, problems = validate(Article, document)
    assert article, problems
    assert article.title == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Journal 24(4), 509-531.", "Journal 24(4), 509–531."),
        ("Review, May-June 1999.", "Review, May–June 1999."),
        ("A well-known 24-page study.", "A well-known 24-page study."),
    ],
)
def test_ranges_of_a_source_have_en_dashes(written: str, read: str) -> None:
    """A hyphen between two numbers or two months of a source is an en dash, any other a hyphen."""
    document, _ = frontmatter.read(SAMPLE.replace("A first source.", written).encode(), "x.md")
    assert document
    article, problems = validate(Article, document)
    assert article, problems
    assert article.sources[0].text == f"Author, A. (2020). {read}"
    assert article.sources[0].label == "Author, A. (2020)"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode()))
def test_reader_never_raises(raw: bytes) -> None:
    """Whatever the bytes, the reader gives a document, or problems with a place inside the file."""
    document, problems = frontmatter.read(raw, "x.md")
    assert document or problems
    lines = raw.count(b"\n") + 1
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems)
    if document:
        validate(Article, document)


@given(st.from_regex(r"[-&*!|>%@`'\"#:,\[\]{}a1 \n]{0,30}", fullmatch=True))
def test_reader_never_raises_on_the_signs_of_yaml(text: str) -> None:
    """No mixture of YAML's own signs gets past the reader as an error, or makes it name no place."""
    document, problems = frontmatter.read(f"---\ntitle: {text}\n---\n".encode(), "x.md")
    assert document or problems
    assert all(problem.line >= 1 for problem in problems)
    if document:
        validate(Article, document)


def test_aliases_cannot_blow_a_file_up() -> None:
    """Some lines whose aliases would stand for millions of values are refused at the first of them."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    document, problems = frontmatter.read("\n".join(["---", *lines, "---"]).encode(), "x.md")
    assert document is None
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [("FM006", 2, 5)]
