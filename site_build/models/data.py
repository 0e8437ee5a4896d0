"""The named things that pages point at (`content/_data/*.yml`), and the addresses that have moved."""

from typing import Annotated, Literal

from pydantic import Field

from site_build.models.base import Date, Form, Line, Schema, SitePath, Slug
from site_build.models.rules import ProseRule, Spelling


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


class LeakMove(Schema):
    """The move of the library that answers one area in which value leaks, and `why` in one sentence."""

    move: Slug
    why: Line


FieldName = Annotated[str, Form("[a-z][a-z0-9_]*", "lower-case letters, digits and underscores")]


class Expression(Schema):
    """A term of the field: what it means, the other words for it, and the ledger's field that it feeds.

    A text is linked to it at the first use of `term` or of a word `also`; `quiet` words are explained on the
    page of the glossary and linked nowhere, because they are everyday words too.
    """

    term: Line
    means: Annotated[Line, Field(max_length=240)]
    also: tuple[Line, ...] = ()
    quiet: tuple[Line, ...] = ()
    feeds: Line | None = None


class Figure(Schema):
    """A figure of the ledger: its number in the list of metrics, what it says, how it is worked out."""

    label: Line
    number: Annotated[str, Form("M[1-9][0-9]?", "the number of a metric, such as M14")]
    means: Line
    good: Literal["higher", "lower", "neither"]


class Logged(Schema):
    """Something that is written down in the ledger."""

    label: Line
    means: Line


class Trouble(Schema):
    """A problem that moves answer: its name, and how it sounds when one has it."""

    title: Line
    sounds: Line


Digest = Annotated[str, Form("[0-9a-f]{64}", "64 hexadecimal figures")]


class Consent(Schema):
    """A text that the demo form asks consent with, as it was shown, and its SHA-256."""

    purpose: Literal["processing", "marketing", "result"]
    text: Annotated[str, Field(min_length=1, max_length=300)]
    sha256: Digest


class KeptCard(Schema):
    """A card's old address, at which the page's newest card stands until that day."""

    page: SitePath
    until: Date


CardName = Annotated[str, Form("[0-9a-f]{10}", "the name of a card: ten hexadecimal figures")]


class Data(Schema):
    """All of `content/_data`, keyed by id; redirects by the address that was."""

    authors: dict[Slug, Author]
    series: dict[Slug, Heading]
    topics: dict[Slug, Heading]
    ctas: dict[Slug, CallToAction]
    leaks: dict[Slug, LeakMove]
    redirects: dict[SitePath, SitePath]
    prose: dict[Slug, ProseRule]
    spelling: Spelling
    glossary: dict[Slug, Expression]
    metrics: dict[FieldName, Figure]
    logs: dict[FieldName, Logged]
    problems: dict[Slug, Trouble]
    consent: dict[Slug, Consent]
    consent_history: dict[Slug, Digest]
    cards: dict[CardName, KeptCard]
