"""The named things that pages point at (`content/_data/*.yml`): authors, series, topics, calls to action."""

from typing import Annotated

from pydantic import Field

from site_build.models.base import Line, Schema, Slug

SitePath = Annotated[str, Field(pattern=r"^/([a-z0-9-]+/)*$")]


class Author(Schema):
    """Who wrote it."""

    name: Line
    about: Line


class Heading(Schema):
    """A series or a topic."""

    title: Line
    description: Line


class CallToAction(Schema):
    """One sentence with one button; `href` is a path of the site, with slashes round it."""

    text: Line
    button: Line
    href: SitePath


class Data(Schema):
    """All of `content/_data`, keyed by id."""

    authors: dict[Slug, Author]
    series: dict[Slug, Heading]
    topics: dict[Slug, Heading]
    ctas: dict[Slug, CallToAction]
