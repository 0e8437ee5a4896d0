"""The article that the tests break, and how they break it.

Its own text, so that editors can change the real articles; the line numbers in the tests count from here.
"""

from datetime import date
from pathlib import Path

from site_build import checks, library
from site_build.library import Library

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 30)
"""The day on which the tests look at the site."""
PLACE = "content/articles/sample.md"
SAMPLE = """\
---
title: A sample for the tests
description: An article that no visitor sees, with as many parts as an article needs to pass every check.
standfirst: One sentence under the title.
date: 2026-11-23
authors: [editors]
topics: [system, style]
series: the-system
styles: [lion, owl]
status: published
cta: assessment
move: if-you-then-we
sources:
  - id: first
    text: "Author, A. (2020). A first source."
  - id: second
    text: "Writer, B. (2021). A second source."
---

The first claim has a source.[@first]
The second claim
runs over *two lines*.[@second]

/// pull-quote
The second claim runs over two lines.
///

/// insight
Ask {{ organisation.name }} about [the Closer](../styles/lion.md).
///

/// cta | demo
///

[A move](../playbooks/software-renewal.md#m-trade) ends it.
"""


def change(file: Path, old: str, new: str) -> None:
    """Writes `new` for the one place in the file where `old` stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} has {text.count(old)} places with {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def loaded(root: Path) -> Library:
    """The library of a project whose files are each sound."""
    found, problems = library.load(root / "content")
    assert found, problems
    return found


def broken(root: Path, old: str, new: str) -> list[str]:
    """What the checks say when `old` is `new` in the sample article, a line each."""
    change(root / PLACE, old, new)
    return said(root)


def said(root: Path) -> list[str]:
    """What the checks say of the project's content, a line each."""
    return [str(problem) for problem in checks.check(loaded(root), DAY)]
