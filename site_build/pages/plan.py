"""What a page is planned to be, and what every page needs to be planned. Used by the modules beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.quiz import Bank
from site_build.library import Entry, Library
from site_build.models.article import Article
from site_build.models.move import NamedMove
from site_build.related import Related
from site_build.shelves import Parts, Shelf


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: `source` below `content/`, `url` below the root, and what its template is given.

    `changed` is the day of its last change as `2026-11-23`, for the sitemap; empty where it is not known.
    A page without a file of its own has its Markdown in `body`. `canonical` is the address for which a page
    stands, if that is not its own: below the root, or in full where an article appeared elsewhere first.
    `edit` is the file in the repository to change for a change of the page,
    `text` what an editor wrote in it.
    """

    source: str
    url: str
    template: str
    context: dict[str, Any]
    changed: str = ""
    body: str | None = None
    canonical: str | None = None
    edit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists have on the day: the articles, the index of what is near to what, and the day."""

    today: date
    articles: tuple[Entry[Article], ...]
    related: Related
    parts: Parts
    shelves: tuple[Shelf, ...]
    banks: Sequence[Bank]


def made(
    entry: Entry[Any], template: str, section: str, context: dict[str, Any], changed: str = ""
) -> PagePlan:
    """The plan of an entry's own page; `section` is its place in the menu."""
    shared = {"entry": entry, "model": entry.model, "section": section}
    edit = f"content/{entry.source}"
    return PagePlan(
        entry.source, entry.url, template, shared | context, changed, edit=edit, text=entry.document.body
    )


def move(library: Library, wanted: str | None) -> Entry[NamedMove] | None:
    """A move of the library by its name."""
    return next((entry for entry in library.moves if entry.slug == wanted), None)
