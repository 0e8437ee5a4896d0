"""Front matter of the pages that are no collection's: home, overviews, assessment, demo and others."""

from typing import Annotated, Literal

from pydantic import Field

from site_build.models.base import Description, Line, Schema, Slug, Title

Kind = Literal[
    "home",
    "index",
    "page",
    "assessment",
    "calibration",
    "recompute",
    "compare",
    "team",
    "counterpart",
    "demo",
    "search",
    "glossary",
    "prepare",
    "self-check",
    "tour",
]
"""Home and overviews have one place each; every other kind may lie anywhere below `pages/`."""


class Page(Schema):
    """A page whose template, chosen by `kind`, does most of the work.

    `lead` is the article that stands first in its list; `brief` are the lines above the demo page's form.
    """

    title: Title
    description: Description
    standfirst: Line
    kind: Kind
    lead: Slug | None = None
    brief: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
