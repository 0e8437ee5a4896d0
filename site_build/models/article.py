"""Front matter of an article of The Edge (`content/articles/<slug>.md`)."""

import datetime
from typing import Annotated, Literal

from pydantic import Field, HttpUrl, model_validator

from site_build.models.base import Description, Line, Schema, Slug, Title

SourceId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Source(Schema):
    """Where a number or a claim comes from; cited in the text as `[@id]`."""

    id: SourceId
    text: Line
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
    date: datetime.date
    updated: datetime.date | None = None
    authors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
    series: Slug
    styles: tuple[Slug, ...] = ()
    status: Literal["draft", "review", "published"]
    cta: Slug
    move: Annotated[str, Field(pattern=r"^m-[a-z0-9-]+$")] | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Article":
        if self.updated and self.updated < self.date:
            raise ValueError("`updated` lies before `date`")
        return self
