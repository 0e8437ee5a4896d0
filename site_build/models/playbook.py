"""Front matter of a playbook: the format `edge-playbook/1`.

The shape is checked here; what the rules mean (order of positions, priced trades) is the linter's,
`site_build.playbooks`. Where the linter has better words than a schema could have, the shape is loose.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema

from ledger.syntax import written
from site_build.models.base import Date, Description, Form, Line, Schema, Slug, Title
from site_build.models.move import Moving

Version = Annotated[str, Form(r"\d+\.\d+\.\d+", "three numbers such as 1.0.0")]
Currency = Annotated[str, Form("[A-Z]{3}", "a currency's three letters, such as EUR")]
Name = Annotated[
    str, Form("[a-z][a-z0-9_]*", "a name of lower-case letters, digits and underscores, such as payment_days")
]
PartId = Annotated[str, Form("[a-z][a-z0-9_-]*", "an id of lower-case letters, digits and hyphens")]


def _written(value: object) -> object:
    """A number as the text that it would be in quotes; anything else as it is."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return written(value) if number else value


Figure = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
"""A number that a rule may hold."""
Rule = Annotated[
    Line, BeforeValidator(_written), WithJsonSchema(TypeAdapter[str | float](Line | Figure).json_schema())
]
"""A figure in the rule language; a bare number may stand without quotes."""
Condition = Annotated[Line, BeforeValidator(_written)]
"""A condition in the rule language. A number is none, which the linter says better than the shape could."""
Positive = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
"""A price or a worth: never below nothing."""


class Owner(Schema):
    """The role that answers for the playbook."""

    role: Line
    deputy: Line | None = None


class Scope(Schema):
    """When the playbook applies and when it does not: conditions over facts of the case."""

    applies_when: tuple[Line, ...]
    not_when: tuple[Line, ...] = ()


class Input(Schema):
    """A figure that whoever prepares fills in; `example` is that of the worked example."""

    id: Name
    label: Line
    unit: Line
    example: Figure
    why: Line | None = None


class Fact(Schema):
    """What only the deal itself can tell, and red lines and approvals may name: it holds or does not."""

    id: Name
    means: Line


class Position(Schema):
    """A value of a term, as an expression of the rule language, with the reason we can give for it."""

    rule: Rule
    reason: Line | None = None


class PriceCost(Schema):
    """The term is money itself: a step of one unit is worth `volume`."""

    model: Literal["price"]
    volume: Rule


class CashCost(Schema):
    """The term moves a payment by days, at a yearly rate such as 0.08."""

    model: Literal["cash"]
    rate: Annotated[float, Field(ge=0, le=1)]


class RiskCost(Schema):
    """The term moves an exposure: probability times severity, both estimates."""

    model: Literal["risk"]
    probability: Annotated[float, Field(ge=0, le=1)]
    severity: Rule


class UnitCost(Schema):
    """What one unit of the term is worth to us."""

    model: Literal["unit"]
    value: Rule


Cost = Annotated[PriceCost | CashCost | RiskCost | UnitCost, Field(discriminator="model")]


class Term(Schema):
    """One thing that must be settled."""

    id: Name
    label: Line
    unit: Line
    better: Literal["lower", "higher", "listed"]
    rank: Literal["must", "want", "give"]
    opening: Position | None = None
    target: Position | None = None
    hold: Position | None = None
    reservation: Position | None = None
    cost: Cost | None = None


class Amount(Schema):
    """A figure in the playbook's currency: an amount or a rule, and where it comes from."""

    amount: Positive | None = None
    rule: Rule | None = None
    basis: Line | None = None


class Range(Schema):
    """A figure of theirs, as a range, and how we know."""

    low: Positive
    high: Positive
    confidence: Literal["guess", "told", "observed"]


class Trade(Schema):
    """One side of a trade; `of` is the term that it moves, `to` where it moves it to."""

    id: PartId
    label: Line
    of: Name | None = None
    to: Rule | None = None


class Give(Trade):
    """Something we can offer, priced, what it may be traded for, and how often (`max_uses`)."""

    our_cost: Amount
    their_value: Range
    max_uses: Annotated[int, Field(ge=1)] | None = None
    trade_for: tuple[str, ...] = ()
    approval: str | None = None


class Get(Trade):
    """Something we ask for, priced from the hold position; `their_cost` is what it may cost them.

    `needs` are gives without one of which it makes no sense, as a price fixed for longer than the contract.
    """

    our_value: Amount
    their_cost: Range | None = None
    needs: tuple[str, ...] = ()


class Move(Moving):
    """A named move of the playbook; `use` is the move of the library that it follows."""

    id: PartId
    name: Line
    use: Slug | None = None
    then: dict[Literal["agree", "refuse", "silence"], str] = Field(default_factory=dict)


class RedLine(Schema):
    """A condition no one in the room may cross."""

    id: PartId
    label: Line | None = None
    rule: Condition
    why: Line
    on_breach: Literal["stop", "escalate"]


class Approval(Schema):
    """Who must say yes, when, and how fast they answer."""

    id: PartId
    when: Condition
    who: Line | None = None
    within: Line | None = None


class Escalation(Schema):
    """Who is called, when, with what in hand."""

    after: Line
    to: Line
    bring: tuple[str, ...]


class WalkAway(Schema):
    """What we do without a deal, what it is worth in the unit of the money term, and the words for it."""

    batna: Line
    value: Rule | None = None
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
    glossary: Literal["edge-glossary/1"] | None = None
    scope: Scope
    inputs: tuple[Input, ...] = ()
    facts: tuple[Fact, ...] = ()
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

    @property
    def number(self) -> tuple[int, ...]:
        """The version as three numbers, to be compared."""
        return tuple(int(part) for part in self.version.split("."))

    def plain(self) -> dict[str, Any]:
        """The playbook as JSON and YAML have it: plain values, dates as text, what is not set left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
