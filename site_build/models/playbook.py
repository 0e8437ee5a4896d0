"""Front matter of a playbook: the format `edge-playbook/1`.

The shape is checked here; what the rules mean (order of positions, priced trades) is the linter's, which is
to come.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from site_build.models.base import Date, Description, Form, Line, Schema, Slug, Title

Stage = Literal["prepare", "open", "explore", "bargain", "close", "review"]
STAGES: tuple[Stage, ...] = ("prepare", "open", "explore", "bargain", "close", "review")
Version = Annotated[str, Form(r"\d+\.\d+\.\d+", "three numbers such as 1.0.0")]
Currency = Annotated[str, Form("[A-Z]{3}", "a currency's three letters, such as EUR")]


class Owner(Schema):
    """The role that answers for the playbook."""

    role: Line
    deputy: Line | None = None


class Scope(Schema):
    """When the playbook applies and when it does not."""

    applies_when: tuple[Line, ...]
    not_when: tuple[Line, ...] = ()


class Position(Schema):
    """A value of a term, as an expression of the rule language, with the reason we can give for it."""

    rule: Line
    reason: Line | None = None


class Term(Schema):
    """One thing that must be settled."""

    id: str
    label: Line
    unit: Line
    better: Literal["lower", "higher", "listed"]
    rank: Literal["must", "want", "give"]
    opening: Position | None = None
    target: Position | None = None
    hold: Position | None = None
    reservation: Position | None = None
    cost: dict[str, Any] | None = None


class OurCost(Schema):
    """What a give costs us: an amount or a rule, and where the figure comes from."""

    amount: float | None = None
    rule: Line | None = None
    basis: Line | None = None


class TheirValue(Schema):
    """What a give is worth to them, as a range, and how we know."""

    low: float
    high: float
    confidence: Literal["guess", "told", "observed"]


class Give(Schema):
    """Something we can offer, priced, and what it may be traded for."""

    id: str
    label: Line
    our_cost: OurCost
    their_value: TheirValue
    max_uses: int | None = None
    trade_for: Annotated[tuple[str, ...], Field(min_length=1)]
    approval: str | None = None


class Get(Schema):
    """Something we ask for in return, priced."""

    id: str
    label: Line
    our_value: OurCost


class Evidence(Schema):
    """How well a move is supported: E study, E* textbook, D open data, V vendor, C convention, P proposal."""

    grade: Literal["E", "E*", "D", "V", "C", "P"]
    note: Line | None = None
    source: Line | None = None


class Move(Schema):
    """A named move: when to make it, what to say, what to avoid, what to log, which figure it moves."""

    id: str
    name: Line
    stage: Stage
    trigger: Line
    say: Annotated[tuple[Line, ...], Field(min_length=1)]
    avoid: tuple[Line, ...] = ()
    then: dict[str, str] = Field(default_factory=dict)
    logs: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    by_style: dict[Slug, Line] = Field(default_factory=dict)
    evidence: Evidence


class RedLine(Schema):
    """A condition no one in the room may cross."""

    id: str
    label: Line | None = None
    rule: Line
    why: Line
    on_breach: Literal["stop", "escalate"]


class Approval(Schema):
    """Who must say yes, when, and how fast they answer."""

    id: str
    when: Line
    who: Line
    within: Line


class Escalation(Schema):
    """Who is called, when, with what in hand."""

    after: Line
    to: Line
    bring: tuple[str, ...]


class WalkAway(Schema):
    """What we do without a deal, what it is worth, and the words for it."""

    batna: Line
    value: float | None = None
    say: Line


class Objection(Schema):
    """A stated reason not to accept, with the prepared answer."""

    says: Line
    hear: Line
    answer: Annotated[tuple[Line, ...], Field(min_length=1)]
    move: str | None = None


class Change(Schema):
    """Why a version differs from the one before."""

    version: Version
    date: Date
    by: Line
    why: Line
    ledger: tuple[str, ...] = ()


class Playbook(Schema):
    """A playbook of the standard, as `schema: edge-playbook/1` gives it, with a page's own keys."""

    format: Annotated[Literal["edge-playbook/1"], Field(alias="schema")]
    id: Slug
    title: Title
    description: Description
    standfirst: Line
    version: Version
    status: Literal["draft", "active", "retired"]
    effective: Date
    review_by: Date
    owner: Owner
    side: Literal["buy", "sell", "internal", "person"]
    currency: Currency
    glossary: str | None = None
    scope: Scope
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    gives: tuple[Give, ...]
    gets: tuple[Get, ...]
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]
    red_lines: tuple[RedLine, ...]
    approvals: tuple[Approval, ...]
    escalation: Escalation
    walk_away: WalkAway
    objections: tuple[Objection, ...]
    metrics: tuple[str, ...]
    posture: Line
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
