"""Front matter of an article of The Edge (`content/articles/<slug>.md`)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, ValidationInfo, field_validator

from site_build.models.base import Date, Description, Form, Line, MoveId, Schema, Slug, Title, ranges

SourceId = Annotated[str, Form("[a-z0-9-]+", "lower-case letters, digits and hyphens")]


class Source(Schema):
    """Where a number or a claim comes from; cited in the text as `[@id]`."""

    id: SourceId
    text: Annotated[Line, AfterValidator(ranges)]
    url: HttpUrl | None = None

    @property
    def label(self) -> str:
        """The short form for the margin: everything up to the year, or the first sentence."""
        head, bracket, _ = self.text.partition(")")
        return head + bracket if bracket and len(head) < 90 else self.text.partition(". ")[0]


class Article(Schema):
    """An article: what the page, the lists and (later) the feeds show of it."""

    title: Title
    description: Description
    standfirst: Line
    date: Date
    updated: Date | None = None
    authors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
    series: Slug
    styles: tuple[Slug, ...] = ()
    status: Literal["draft", "review", "published"]
    cta: Slug
    move: MoveId | None = None
    sources: tuple[Source, ...] = ()

    @field_validator("updated")
    @classmethod
    def _after_date(cls, updated: Date | None, info: ValidationInfo) -> Date | None:
        if updated and "date" in info.data and updated < info.data["date"]:
            raise ValueError("lies before `date`")
        return updated

    @field_validator("sources")
    @classmethod
    def _named_once(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [source.id for source in sources]
        twice = [name for place, name in enumerate(names) if name in names[:place]]
        if twice:
            raise ValueError(f'holds the id "{twice[0]}" twice')
        return sources
