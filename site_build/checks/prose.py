"""The words of the house: what `_data/prose.yml` would have otherwise is named where it stands.

Called by `checks.check` on the outlines; gives problems, prints nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from site_build.checks.outlines import WORD, Page, quoted
from site_build.errors import Problem
from site_build.models.rules import Place, ProseRule


def problems(pages: Sequence[Page], rules: Mapping[str, ProseRule]) -> Iterator[Problem]:
    """Each word or phrase that a rule names; its pattern is tried where its first word and letters occur."""
    words = [(word.lower().replace("’", "'"), rule) for rule in rules.values() for word in rule.words]
    firsts = [(match[0] if (match := WORD.match(word)) else "", word, rule) for word, rule in words]
    for page in pages:
        for first, word, rule in firsts:
            if (not first or first in page.words) and word in page.lower:
                yield from _in_body(page, word, rule)
        for key, text in page.shown():
            lower = text.lower().replace("’", "'")
            for word, rule in words:
                if word in lower and "front matter" in rule.where and _pattern(word).search(lower):
                    message, hint = _said(word, rule)
                    found = page.document.problem("PR001", message, hint, at=(key,))
                    yield found.warning() if rule.severity == "warning" else found


def _in_body(page: Page, word: str, rule: ProseRule) -> Iterator[Problem]:
    for match in _pattern(word).finditer(page.outline.prose):
        line = page.outline.prose[: match.start()].rpartition("\n")[2]
        place: Place = "headings" if re.match(r" {0,3}#{1,6} ", line) else "text"
        if place in rule.where and not quoted(page.outline.prose, match.start()):
            message, hint = _said(match[0], rule)
            found = page.problem("PR001", message, hint, match.start())
            yield found.warning() if rule.severity == "warning" else found


def _said(word: str, rule: ProseRule) -> tuple[str, str]:
    return f'"{" ".join(word.split())}" {rule.message}', f"Write {rule.instead}."


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){re.escape(word)}(?![\w-])".replace(r"\ ", r"\s+").replace("'", "['’]"), re.IGNORECASE
    )
