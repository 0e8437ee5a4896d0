"""Front matter of a pair's page (`content/pairs/<you>-meets-<they>.md`)."""

from typing import Annotated

from pydantic import Field

from site_build.models.base import Description, Line, Schema, Slug, Title

Points = Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]


class Pair(Schema):
    """How it tends to go when one who plays the style `you` meets one who plays the style `they`.

    `expect` and `do` are sentences that stand alone, so that other pages can show them.
    """

    title: Title
    description: Description
    standfirst: Line
    you: Slug
    they: Slug
    practise: Line
    expect: Points
    do: Points

    @property
    def name(self) -> str:
        """The name of the pair's file, as its styles make it."""
        return f"{self.you}-meets-{self.they}"

    @property
    def topic(self) -> str:
        """The title without the names of the two styles: what stands behind its colon."""
        return self.title.partition(": ")[2] or self.title
