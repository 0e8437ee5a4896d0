"""The sample company of the tour (`content/_data/tour.yml`): a ledger entry, a moment, quarters, a spread."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from site_build.models.base import Form, Line, Schema, Slug

Stamp = Annotated[
    str, Form(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", "a time in UTC such as 2026-10-05T10:00Z, in quotation marks")
]
Numbers = dict[str, float]


class Used(Schema):
    """The playbook of an entry, in its version."""

    id: Slug
    version: Line


class Positions(Schema):
    """What was sealed for one term."""

    target: float
    hold: float
    reservation: float


class Guess(Schema):
    """What the other side's limit was taken for, and on what ground."""

    low: float
    mid: float
    high: float
    basis: Literal["guess", "told", "observed"]


class Prep(Schema):
    """What was there before the first offer."""

    sealed_at: Stamp
    terms: dict[str, Positions]
    their_reservation: dict[str, Guess]


class Event(Schema):
    """One step of the talk; `move` is one of the playbook, `returns` (`for` in the file) what gives buy."""

    n: int
    at: Stamp
    by: Literal["us", "them"]
    kind: Literal["offer", "question", "accept"]
    move: Line | None = None
    of: int | None = None
    terms: Numbers = Field(default_factory=dict)
    gives: tuple[Line, ...] = ()
    returns: Annotated[tuple[Line, ...], Field(alias="for")] = ()

    @property
    def time(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)


class Approved(Schema):
    """An approval: which of the playbook's, by whom, when."""

    id: Line
    by: Line
    at: Stamp


class Outcome(Schema):
    """What was agreed."""

    kind: Literal["deal"]
    terms: Numbers
    at: Stamp


class Logged(Schema):
    """An entry of the ledger, as far as the tour shows one."""

    format: Annotated[Literal["edge-ledger/1"], Field(alias="schema")]
    id: Slug
    playbook: Used
    side: Literal["buy", "sell"]
    prep: Prep
    events: Annotated[tuple[Event, ...], Field(min_length=2)]
    approvals: tuple[Approved, ...] = ()
    outcome: Outcome


class Moment(Schema):
    """What the other side says, and the move of the library that answers it."""

    move: Slug
    says: Line


class Quarter(Schema):
    """The results of one quarter's deals: for each the part of the way from limit to target."""

    name: Line
    attainment: Annotated[tuple[float, ...], Field(min_length=1, max_length=16)]


class Site(Schema):
    """A site, and the prices of its last deals in their order."""

    name: Line
    prices: Annotated[tuple[float, ...], Field(min_length=2, max_length=8)]


class Spread(Schema):
    """What several sites buy of one thing, each for itself; `unit` is what the prices are in."""

    what: Line
    unit: Line
    sites: Annotated[tuple[Site, ...], Field(min_length=2, max_length=5)]


class Sample(Schema):
    """All that the tour and the owners' pages show of the sample company."""

    entry: Logged
    moment: Moment
    quarters: Annotated[tuple[Quarter, ...], Field(min_length=2)]
    spread: Spread
