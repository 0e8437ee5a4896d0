"""Front matter of an article of The Edge (`content/articles/<slug>.md`)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, ValidationInfo, field_validator

from site_build.models.base import (
    Date,
    Description,
    Form,
    Line,
    Schema,
    SitePath,
    Slug,
    Title,
    ranges,
)

ImageName = Annotated[
    str, Form(r"[a-z0-9]+(-[a-z0-9]+)*\.(png|jpg|webp|svg)", "the name of a file such as two-offers.png")
]
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


def named_once(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources, or ValueError when an id stands twice."""
    names = [source.id for source in sources]
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise ValueError(f'holds the id "{twice[0]}" twice')
    return sources


class Image(Schema):
    """A picture beside the article's file, in a folder of its name; `alt` says what it shows."""

    src: ImageName
    alt: Annotated[Line, Field(max_length=160)]
    credit: Line


class Article(Schema):
    """An article: what the page, the lists and the feeds show of it.

    `publish_at` is the day from which a published article is on the site, `expires_on` the day from which it
    is in no list any more, `review_by` the day by which an editor looks at it again. `canonical` is the
    address elsewhere at which it appeared first, `redirect_from` the addresses that it had before.
    """

    title: Title
    description: Description
    standfirst: Line | None = None
    date: Date
    updated: Date | None = None
    authors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
    series: Slug | None = None
    styles: tuple[Slug, ...] = ()
    status: Literal["draft", "review", "published"]
    publish_at: Date | None = None
    expires_on: Date | None = None
    review_by: Date | None = None
    cta: Slug
    move: Slug | None = None
    image: Image | None = None
    canonical: HttpUrl | None = None
    redirect_from: tuple[SitePath, ...] = ()
    sources: tuple[Source, ...] = ()

    @field_validator("updated")
    @classmethod
    def _after_date(cls, updated: Date | None, info: ValidationInfo) -> Date | None:
        if updated and "date" in info.data and updated < info.data["date"]:
            raise ValueError("lies before `date`")
        return updated

    @field_validator("expires_on")
    @classmethod
    def _after_publication(cls, expires: Date | None, info: ValidationInfo) -> Date | None:
        begins = info.data.get("publish_at") or info.data.get("date")
        if expires and begins and expires <= begins:
            raise ValueError("does not lie behind the day of publication")
        return expires

    _named_once = field_validator("sources")(named_once)
