"""Front matter of an owner page: the case for a system in one role's words (`content/owners/<role>.md`)."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from site_build.models.article import Source, named_once
from site_build.models.base import Description, Form, Line, Schema, Slug, Title

Drawing = Literal["gave", "spread", "zone", "quarters", "curve"]


class Reading(Schema):
    """A figure of the ledger, and what it tells this role."""

    what: Line
    tells: Line


class Owner(Schema):
    """A role that may own negotiation: `role` is its short name, `office` the same written out.

    `reads` stands in the order in which the role reads it; `drawing` is one of the sample company or the
    home page's curve; `article` is the one to read next.
    """

    title: Title
    description: Description
    standfirst: Line
    role: Annotated[Line, Field(max_length=20)]
    office: Line
    question: Annotated[Line, Form(r".*\?", "a question, with its mark")]
    reads: Annotated[tuple[Reading, ...], Field(min_length=3, max_length=5)]
    drawing: Drawing
    article: Slug
    move: Slug | None = None
    sources: tuple[Source, ...] = ()

    _named_once = field_validator("sources")(named_once)
