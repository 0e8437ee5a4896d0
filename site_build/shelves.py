"""The pages that list articles by topic, by series and by author, and an article's place in its series.

Used by pages; their words come from `content/_data`, so no file of content stands for one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_build.library import Entry, Library
from site_build.models.article import Article

KINDS = {"topics": "Topic", "series": "Series", "authors": "Author"}
"""What a shelf is called, by its data file."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One such page: `kind` is the name of its data file, `name` and `description` stand in its head."""

    kind: str
    id: str
    name: str
    description: str
    articles: tuple[Entry[Article], ...]

    @property
    def url(self) -> str:
        """Its address below the root."""
        return f"{self.kind}/{self.id}/"

    @property
    def source(self) -> str:
        """Its place below `content/`, where no file is: the dot cannot stand in an editor's file name."""
        return f"{self.kind}/{self.id}.shelf.md"

    @property
    def title(self) -> str:
        """Its title where it stands alone: a topic and a series may have one name."""
        return f"{KINDS[self.kind]}: {self.name}"

    @property
    def standfirst(self) -> str:
        """What stands below the title."""
        return self.description


@dataclass(frozen=True, slots=True)
class Part:
    """An article's place in its series: part `number` of `count`, and its neighbours."""

    number: int
    count: int
    before: Entry[Article] | None
    after: Entry[Article] | None


def shelves(library: Library, articles: Sequence[Entry[Article]]) -> Iterator[Shelf]:
    """A page for each topic, series and author that has articles."""
    data = library.data
    for name, topic in data.topics.items():
        yield from _shelf("topics", name, topic.title, topic.description, articles)
    for name, series in data.series.items():
        yield from _shelf("series", name, series.title, series.description, articles)
    for name, author in data.authors.items():
        yield from _shelf("authors", name, author.name[:1].upper() + author.name[1:], author.about, articles)


def _shelf(
    kind: str, name: str, title: str, description: str, articles: Sequence[Entry[Article]]
) -> Iterator[Shelf]:
    found = [entry for entry in articles if name in names(entry.model, kind)]
    if kind == "series":
        found = in_order(found)
    if found:
        yield Shelf(kind, name, title, description, tuple(found))


def names(article: Article, kind: str) -> tuple[str, ...]:
    """The topics, the authors or the series that an article names."""
    if kind == "series":
        return (article.series,) if article.series else ()
    return article.topics if kind == "topics" else article.authors


def in_order(articles: Sequence[Entry[Article]]) -> list[Entry[Article]]:
    """The articles of a series as they are to be read: the oldest first, then by name."""
    return sorted(articles, key=lambda entry: (entry.model.date, entry.slug))


class Parts:
    """The articles of each series in their order, found once for all of them."""

    def __init__(self, articles: Sequence[Entry[Article]]) -> None:
        self.rows: dict[str, list[Entry[Article]]] = {}
        for entry in in_order(articles):
            if entry.model.series:
                self.rows.setdefault(entry.model.series, []).append(entry)

    def of(self, entry: Entry[Article]) -> Part | None:
        """Where the article stands among those of its series; None when it is in none, or alone in it."""
        row = self.rows.get(entry.model.series or "", [])
        if all(other.source != entry.source for other in row):
            # A draft has its place too, though the others do not know of it.
            row = in_order([*row, entry])
        if not entry.model.series or len(row) < 2:
            return None
        place = next(number for number, other in enumerate(row) if other.source == entry.source)
        return Part(
            place + 1,
            len(row),
            row[place - 1] if place else None,
            row[place + 1] if place + 1 < len(row) else None,
        )
