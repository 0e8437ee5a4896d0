"""The rules of prose and spelling that an editor may change: `_data/prose.yml` and `_data/spelling.yml`."""

from typing import Annotated, Literal

from pydantic import Field

from site_build.models.base import Line, Schema

Place = Literal["text", "headings", "front matter"]


class ProseRule(Schema):
    """Words that are not to be used, why, and what to write in their place.

    `words` are whole words or phrases, in any case. `where` is everywhere unless it is said.
    """

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    message: Line
    instead: Line
    where: tuple[Place, ...] = ("text", "headings", "front matter")
    severity: Literal["error", "warning"] = "error"


class Spelling(Schema):
    """American spellings with the house's own, and names and words that are right as they stand.

    `abbreviations` are those that readers know, or that stand for a title in a source.
    """

    british: dict[str, str] = Field(default_factory=dict)
    words: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
