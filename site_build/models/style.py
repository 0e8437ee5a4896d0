"""Front matter of a style page (`content/styles/<id>.md`)."""

from typing import Annotated

from pydantic import Field

from site_build.models.base import Description, Line, Schema, Slug, Title


class Style(Schema):
    """One of the eleven results: one style, a blend of two (canonical order), or none."""

    title: Title
    description: Description
    standfirst: Line
    styles: Annotated[tuple[Slug, ...], Field(max_length=2)]
    practise: Line
