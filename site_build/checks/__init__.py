"""What no schema can tell: names, links, redirects, the form of the text, its sources, its words.

One module a kind of rule, one entrance: `check`, called by the command line and by the MkDocs adapter on a
loaded library. Nothing here prints, reads a file or knows the day.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from site_build import completeness
from site_build.checks import (
    anatomy,
    blocks,
    calls,
    citations,
    dates,
    form,
    images,
    links,
    numbers,
    outlines,
    prose,
    redirects,
    references,
    scripts_and_figures,
    spelling,
    unique,
)
from site_build.checks.bank import check_bank
from site_build.errors import Problem
from site_build.history import History
from site_build.library import Library

__all__ = ["check", "check_bank"]


def check(
    library: Library,
    today: date,
    *,
    history: History | None = None,
    misspelt: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Every problem of the content as a whole on that day, sorted by place.

    Without a `history` nothing is said of what has changed since a page was published; without the `misspelt`
    words of a dictionary only the house's own spelling is held.
    """
    pages = outlines.pages(library)
    found: Iterable[Iterable[Problem]] = (
        references.problems(library),
        calls.problems(library),
        blocks.problems(library),
        unique.problems(library),
        citations.problems(library),
        scripts_and_figures.problems(library),
        anatomy.problems(library),
        links.links(library),
        links.placeholders(library),
        completeness.style_pages(library),
        completeness.pairs(library),
        completeness.leaks(library),
        dates.problems(library, today, history),
        redirects.problems(library, today, history),
        form.problems(pages, library.data.spelling),
        images.problems(pages, library.pictures),
        numbers.problems(pages),
        prose.problems(pages, library.data.prose),
        spelling.problems(pages, library.data.spelling, misspelt or {}),
    )
    return sorted(problem for some in found for problem in some)
