"""What no schema can tell: names, links, redirects, the form of the text, its sources, its words.

One module a kind of rule, one entrance: `check`, called by the command line and by the MkDocs adapter on a
loaded library. Nothing here prints, reads a file or knows the day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from site_build import completeness
from site_build.checks import (
    anatomy,
    blocks,
    calls,
    citations,
    consents,
    dates,
    form,
    glossary,
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
from site_build.checks.outlines import Page
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.history import History
from site_build.library import Library
from site_build.playbooks import linter

__all__ = ["Seen", "check", "check_bank"]


@dataclass(slots=True)
class Seen:
    """What the pages were told the last time, by source, and the rules by which: those that are data."""

    rules: object = None
    pages: dict[str, tuple[Document, Page, tuple[Problem, ...]]] = field(default_factory=dict)


def check(
    library: Library,
    today: date,
    *,
    history: History | None = None,
    misspelt: Mapping[str, str] | None = None,
    seen: Seen | None = None,
) -> list[Problem]:
    """Every problem of the content as a whole on that day, sorted by place.

    Without a `history` nothing is said of what has changed since a page was published; without the `misspelt`
    words of a dictionary only the house's own spelling is held. `seen` keeps what pages were told, for those
    who check again and again by the same dictionary: what has not changed is not read again.
    """
    read = list(_read(library, misspelt or {}, seen or Seen()))
    pages = [page for page, _ in read]
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
        completeness.kit(library),
        completeness.leaks(library),
        dates.problems(library, today, history),
        redirects.problems(library, today, history),
        linter.problems(library, today),
        consents.problems(library, history),
        glossary.problems(library, pages),
        images.problems(pages, library.pictures),
        *(problems for _, problems in read),
    )
    return sorted(problem for some in found for problem in some)


def _read(
    library: Library, misspelt: Mapping[str, str], seen: Seen
) -> Iterator[tuple[Page, tuple[Problem, ...]]]:
    """Every page with what its own text is told; what was seen before is not read again."""
    data = library.data
    rules = (data.spelling, data.prose)
    if seen.rules != rules:
        seen.rules, seen.pages = rules, {}
    for entry in library.entries:
        kept = seen.pages.get(entry.source)
        if kept is None or kept[0] is not entry.document:
            page = outlines.page(entry)
            told = (
                *form.problems([page], data.spelling),
                *numbers.problems([page]),
                *prose.problems([page], data.prose),
                *spelling.problems([page], data.spelling, misspelt),
            )
            kept = seen.pages[entry.source] = (entry.document, page, told)
        yield kept[1:]
