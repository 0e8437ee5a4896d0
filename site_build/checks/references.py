"""Names in front matter: each author, topic, series, style, call, move and article is there.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.styles import STYLES
from site_build.errors import Problem, nearest
from site_build.frontmatter import Path
from site_build.library import Entry, Library

Name = tuple[Entry[Any], Path, str | None, Sequence[str]]
"""An entry, the place of a name in it, the name, and those that are known there."""


def problems(library: Library) -> Iterator[Problem]:
    """Every name that points at nothing."""
    for entry, at, name, known in _names(library):
        if name is not None and name not in known:
            message = f'"{name}" is no known name for {at[0]}'
            yield entry.document.problem("CT001", message, nearest(name, known), at=at)


def _names(library: Library) -> Iterator[Name]:
    data, styles = library.data, list(STYLES)
    moves = [entry.slug for entry in library.moves]
    slugs = [entry.slug for entry in library.articles]
    for article in library.articles:
        yield from _each(article, "authors", list(data.authors))
        yield from _each(article, "topics", list(data.topics))
        yield from _each(article, "styles", styles)
        yield article, ("series",), article.model.series, list(data.series)
        yield article, ("cta",), article.model.cta, list(data.ctas)
        yield article, ("move",), article.model.move, moves
    for owner in library.owners:
        yield owner, ("article",), owner.model.article, slugs
        yield owner, ("move",), owner.model.move, moves
    for page in library.pages:
        yield page, ("lead",), page.model.lead, slugs
    for move in library.moves:
        yield from _each(move, "problems", list(data.problems))
        yield from _each(move, "logs", list(data.logs))
        yield from _each(move, "metric", list(data.metrics))
    for style in library.styles:
        yield from _each(style, "styles", styles)


def _each(entry: Entry[Any], key: str, known: Sequence[str]) -> Iterator[Name]:
    return ((entry, (key, index), name, known) for index, name in enumerate(getattr(entry.model, key)))
