"""Every page with its body read once, for the rules that look at the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from site_build.errors import Fix, Problem
from site_build.frontmatter import Document
from site_build.library import Entry
from site_build.outline import Outline, read

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
KEYS = ("title", "description", "standfirst", "well", "costs", "linkedin", "sms")
"""The front matter that pages show as text, for the rules of prose and spelling."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the outline of its body, its prose in lower case on one line, and the words in that."""

    entry: Entry[Any]
    outline: Outline
    lower: str
    words: frozenset[str]

    @property
    def document(self) -> Document:
        """Its file."""
        return self.entry.document

    def problem(
        self, code: str, message: str, hint: str, offset: int, *, fix: tuple[str, str] | None = None
    ) -> Problem:
        """A Problem in the body; `fix` is what stands at the offset and what is to stand there."""
        found = self.document.body_problem(code, message, hint, offset=offset)
        return found.mended(Fix(found.line, found.column, *fix)) if fix else found

    def shown(self) -> Iterator[tuple[str, str]]:
        """The keys that the page shows, with their texts."""
        for key in KEYS:
            value = getattr(self.entry.model, key, None)
            if value:
                yield key, str(value)


def quoted(prose: str, offset: int) -> bool:
    """Whether a place stands between quotation marks that open and close on its line."""
    begin = prose.rfind("\n", 0, offset) + 1
    line = prose[begin:offset]
    return bool(line.count('"') % 2 or line.count("“") > line.count("”"))


def page(entry: Entry[Any]) -> Page:
    """An entry as the rules of the text read it."""
    outline = read(entry.document.body)
    lower = outline.prose.lower().replace("\n", " ").replace("’", "'")
    return Page(entry, outline, lower, frozenset(WORD.findall(lower)))
