"""The form of the Markdown: headings in order, each once; pictures with words; clean ends of lines.

Called by `checks.check` on the outlines; gives problems, prints nothing.
"""

import re
from collections.abc import Iterator, Sequence

from site_build.checks.outlines import Page
from site_build.errors import Problem
from site_build.models.rules import Spelling
from site_build.outline import Heading

LINE_END = re.compile(
    r"(?:(?<=\S)(?:[ ]|[ \t]*\t[ \t]*)|(?<=\S)[ \t]+(?=\n\s*\n|\n?\Z)|^[ \t]+)$", re.MULTILINE
)
"""White space at a line's end; two spaces between lines of text are a line break, and stay."""
DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
CAPITAL = re.compile(r"(?<![\w'’-])[A-Z][a-z'’]+(?:-\w+)*")
LONG = re.compile(r"(?<![\w'’-])[A-Za-z][\w'’-]{3,}")
NO_WORDS = re.compile(
    r"(?:image|picture|photo|screenshot|graphic|figure|img)?[ \d]*|\S+\.(?:png|jpe?g|webp|svg|gif)", re.I
)


def problems(pages: Sequence[Page], spelling: Spelling) -> Iterator[Problem]:
    """What is wrong with the form of each page's text."""
    names = {part for name in spelling.words for part in re.findall(r"\w+", name)}
    for page in pages:
        yield from _headings(page)
        yield from _case(page, names)
        yield from _lines(page)
        for picture in page.outline.pictures:
            if NO_WORDS.fullmatch(picture.alt):
                message, hint = "the picture has no words for who cannot see it", "Say in [] what it shows."
                yield page.problem("MD004", message, hint, picture.offset)


def _headings(page: Page) -> Iterator[Problem]:
    last, seen = 1, dict[str, int]()
    headings = page.outline.headings
    for place, heading in enumerate(headings):
        marks = "#" * heading.level
        if heading.level == 1:
            fix = (f"{marks} ", "## ") if heading.marked and _at(page, heading, "# ") else None
            message = f'"{heading.text}" is a second first-level heading: the title is the page\'s first'
            yield page.problem("MD001", message, "Begin it with `##`.", heading.offset, fix=fix)
        elif heading.level > last + 1:
            alone = place + 1 == len(headings) or headings[place + 1].level <= last + 1
            fix = (f"{marks} ", "#" * (last + 1) + " ") if alone and _at(page, heading, f"{marks} ") else None
            message = f'the heading "{heading.text}" skips a level'
            yield page.problem(
                "MD002", message, f"Begin it with `{'#' * (last + 1)}`.", heading.offset, fix=fix
            )
        last = max(2, heading.level)
        key = heading.text.casefold()
        if key in seen:
            message = f'the heading "{heading.text}" stands on line {seen[key]} too'
            yield page.problem("MD003", message, "Give each part a heading of its own.", heading.offset)
        else:
            seen[key] = page.document.body_problem("", "", offset=heading.offset).line


def _at(page: Page, heading: Heading, text: str) -> bool:
    return page.document.body.startswith(text, heading.offset)


def _case(page: Page, names: set[str]) -> Iterator[Problem]:
    """Headings and titles are written like sentences: a word in capitals in two is a title in title case."""
    hint = "Write it like a sentence: capitals for its first word and for names."
    title = str(page.entry.model.title)
    if _titled(title, names):
        yield page.document.problem("MD010", "the title is in title case", hint, at=("title",)).warning()
    for heading in page.outline.headings:
        if _titled(heading.text, names):
            message = f'the heading "{heading.text}" is in title case'
            yield page.problem("MD010", message, hint, heading.offset).warning()


def _titled(text: str, names: set[str]) -> bool:
    """Whether at least two long words behind the first, and more than half of them, begin with a capital."""
    first = re.match(r"\W*[\w'’-]+", text)
    rest = re.sub(r"(?<=[:.?!])\s+\w+", "", text[first.end() :]) if first else ""
    long = [word for word in LONG.findall(rest) if word not in names and not set(word.split("-")) & names]
    capitals = [word for word in long if CAPITAL.fullmatch(word)]
    return len(capitals) >= 2 and len(capitals) * 2 > len(long)


def _lines(page: Page) -> Iterator[Problem]:
    body, prose = page.document.body, page.outline.prose
    if re.search(r"[ \t](?:\n|\Z)", body):
        for found in LINE_END.finditer(body):
            if any(start <= found.start() < end for start, end in page.outline.code):
                continue
            message = "white space stands at the end of the line"
            yield page.problem("MD007", message, "Take it out.", found.start(), fix=(found[0], ""))
    if body and not body.endswith("\n"):
        message, hint = "the last line has no end", "Press Enter behind it."
        yield page.problem("MD008", message, hint, len(body), fix=("", "\n"))
    if "..." in prose:
        for found in DOTS.finditer(prose):
            yield page.problem(
                "MD009", "three dots stand for an ellipsis", "Write `…`.", found.start(), fix=("...", "…")
            )
