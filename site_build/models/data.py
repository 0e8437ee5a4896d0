"""The named things that pages point at (`content/_data/*.yml`), and the addresses that have moved."""

from site_build.models.base import Line, MoveId, Schema, SitePath, Slug
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
    """The move of a playbook that answers one area in which value leaks, and `why` in one sentence."""

    move: MoveId
    why: Line


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
