"""Numbers in the running text of articles and owners' pages: each has a source in its paragraph.

Called by `checks.check` on the outlines. What counts as such a number, and how an illustration is marked, is
said here and in the editor guide.
"""

import re
from collections.abc import Iterator, Sequence

from site_build import text
from site_build.checks.outlines import Page
from site_build.errors import Problem
from site_build.models.article import Article
from site_build.models.owner import Owner

DIGIT = re.compile(r"\d")
NUMBER = r"\d+(?:[.,]\d+)*"
SHARE = re.compile(
    rf"(?<![\w.,]){NUMBER}\s?(?:%|per\s?cent\b|percent\b)|(?<![\w.,]){NUMBER}\s(?:in|of|out\sof)\s(?:every\s)?{NUMBER}(?![\w%])"
)
"""A percentage, and "7 of 12", "93 in 100", "3 out of every 10"."""
COUNT = re.compile(
    rf"(?<![\w.,])(?P<count>{NUMBER})\s(?:million\s|billion\s)?(?:[A-Za-z-]+\s){{0,2}}?"
    r"(?:studies|experiments|people|participants|students|managers|leaders|executives|negotiators|respondents|buyers|sellers"
    r"|companies|organisations|firms|negotiations|talks|deals|contracts|listings|threads|dialogues|countries|surveys)\b"
)
"""Ten or more of what studies count."""
CURRENCY = r"(?:euros?|dollars?|pounds|EUR|USD|GBP|[€£])"
MONEY = re.compile(
    rf"(?:[€$£]|\b(?:EUR|USD|GBP)\s){NUMBER}"
    rf"|(?<![\w.,]){NUMBER}\s?(?:(?:million|billion|thousand|k|m|bn)\s)?{CURRENCY}(?!\w)"
)
"""An amount of money with its currency."""
INVENTED = re.compile(
    r"\b(?:suppose|imagine|for example|for instance|an example|invented|made[- ]up|say,"
    r"|in (?:this|the|our) example)(?!\w)",
    re.IGNORECASE,
)
"""Words that mark the figures of their paragraph as an illustration."""
EXAMPLE = re.compile(r"\[@example[a-z0-9-]*\]")
"""A citation of a source whose id begins with `example` marks arithmetic of our own, from that part on."""
OWN = re.compile(r"\]\((?:\.\./)*playbooks/")
"""A link to a playbook is a source for what our own playbooks say."""


def problems(pages: Sequence[Page]) -> Iterator[Problem]:
    """Each paragraph's first number that has no source there and is not marked as an illustration."""
    for page in pages:
        if isinstance(page.entry.model, Article | Owner) and any(map(str.isdigit, page.outline.prose)):
            yield from _unsourced(page)


def _unsourced(page: Page) -> Iterator[Problem]:
    body, prose = page.document.body, page.outline.prose
    first = EXAMPLE.search(body)
    heads = [heading.offset for heading in page.outline.headings if first and heading.offset < first.start()]
    example = (heads[-1] if heads else 0) if first else len(body)
    others = (*text.pull_quotes(body), *text.figures(body), *text.dialogues(body))
    quotes = [(found.offset, found.offset + len(found.text)) for found in others]
    for start, end in page.outline.paragraphs:
        if (
            "[@" in body[start:end]
            or OWN.search(body, start, end)
            or prose[start] in "|#"
            or any(a <= start < b for a, b in quotes)
        ):
            continue
        found = _first(
            prose, start, end, illustrated=start > example or bool(INVENTED.search(prose, start, end))
        )
        if found:
            message = f'the number "{" ".join(found[0].split())}" has no source in its paragraph'
            hint = "Cite one as [@id], or mark an illustration with “suppose”, “for example” or [@example]."
            yield page.problem("CT014", message, hint, found.start())


def _first(prose: str, start: int, end: int, *, illustrated: bool) -> re.Match[str] | None:
    """The first number that wants a source; an illustration may have shares and money, no counts."""
    if not DIGIT.search(prose, start, end):
        return None
    found = [match for match in COUNT.finditer(prose, start, end) if _value(match["count"]) >= 10]
    if not illustrated:
        found += [*SHARE.finditer(prose, start, end), *MONEY.finditer(prose, start, end)]
    return min(found, key=lambda match: match.start(), default=None)


def _value(number: str) -> float:
    return float(number.replace(",", ""))
