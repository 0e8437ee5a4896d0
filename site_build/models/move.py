"""A move as such, and the front matter of its page in the moves library (`content/moves/<slug>.md`)."""

from typing import Annotated, Literal

from pydantic import Field

from site_build.models.base import Description, Line, Schema, Slug, Title

Stage = Literal["prepare", "open", "explore", "bargain", "close", "review"]
STAGES: tuple[Stage, ...] = ("prepare", "open", "explore", "bargain", "close", "review")


class Evidence(Schema):
    """How well a move is supported: E study, E* textbook, D open data, V vendor, C convention, P proposal."""

    grade: Literal["E", "E*", "D", "V", "C", "P"]
    note: Line | None = None
    source: Line | None = None


class Moving(Schema):
    """When to make a move, what to say, what to avoid, what to log, which figure it moves."""

    stage: Stage
    trigger: Line
    say: tuple[Line, ...]
    avoid: tuple[Line, ...] = ()
    logs: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    by_style: dict[Slug, Line] = Field(default_factory=dict)
    evidence: Evidence


class NamedMove(Moving):
    """A move of the library with its page's own keys; `problems` are those of `_data/problems.yml`."""

    title: Title
    description: Description
    standfirst: Line
    problems: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
