"""What no single file can tell: names that point at nothing, repeated titles, citations, quotes, links, settings.

Called by the command line and by the MkDocs adapter on a loaded library; returns problems, prints nothing.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from assessment.quiz import load_bank
from assessment.styles import STYLES
from site_build import text
from site_build.errors import Problem, nearest
from site_build.library import Entry, Library
from site_build.models.article import Article
from site_build.settings import PLACEHOLDERS

REQUIRED_BLOCKS = {
    "/// insight": "an insight box",
    "/// pull-quote": "a pull quote",
    "/// cta | demo": "the demo call",
}


def check(library: Library) -> list[Problem]:
    """Every problem of the content as a whole, sorted by place."""
    found = [
        *_references(library),
        *_unique(library),
        *_citations(library),
        *_anatomy(library),
        *_links(library),
        *_placeholders(library),
        *_style_pages(library),
    ]
    return sorted(found)


def _references(library: Library) -> Iterator[Problem]:
    data = library.data
    styles = list(STYLES)
    moves = [move.id for entry in library.playbooks for move in entry.model.moves]
    for entry in library.articles:
        article = entry.model
        groups: list[tuple[str, tuple[str, ...], list[str]]] = [
            ("authors", article.authors, list(data.authors)),
            ("topics", article.topics, list(data.topics)),
            ("styles", article.styles, styles),
        ]
        for key, names, known in groups:
            for index, name in enumerate(names):
                if name not in known:
                    yield _unknown(entry, (key, index), name, known)
        for key, one, known in (
            ("series", article.series, list(data.series)),
            ("cta", article.cta, list(data.ctas)),
            ("move", article.move, moves),
        ):
            if one is not None and one not in known:
                yield _unknown(entry, (key,), one, known)
    for page in library.styles:
        for index, name in enumerate(page.model.styles):
            if name not in styles:
                yield _unknown(page, ("styles", index), name, styles)


def _unknown(entry: Entry, at: tuple[str | int, ...], name: str, known: list[str]) -> Problem:  # type: ignore[type-arg]
    return entry.document.problem("CT001", f'"{name}" is no known name for {at[0]}', nearest(name, known), at=at)


def _unique(library: Library) -> Iterator[Problem]:
    for key in ("title", "description"):
        first: dict[str, str] = {}
        for entry in library.entries:
            value = str(getattr(entry.model, key))
            if value in first:
                message = f"the {key} stands in {first[value]} too"
                yield entry.document.problem("CT002", message, f"Give this page a {key} of its own.", at=(key,))
            first.setdefault(value, entry.document.path)


def _citations(library: Library) -> Iterator[Problem]:
    for entry in library.entries:
        document = entry.document
        sources = entry.model.sources if isinstance(entry.model, Article) else ()
        known = [source.id for source in sources]
        cited = set()
        for found in text.citations(document.body):
            cited.add(found.text)
            if found.text not in known:
                hint = nearest(found.text, known) or "Add it to `sources:` in the front matter."
                message = f'the citation "{found.text}" names no source'
                yield document.body_problem("CT003", message, hint, offset=found.offset)
        for index, name in enumerate(known):
            if name not in cited:
                hint = f"Cite it where it is used, as [@{name}], or take it out."
                yield document.problem("CT004", f'the source "{name}" is never cited', hint, at=("sources", index))


def _anatomy(library: Library) -> Iterator[Problem]:
    """Every article has its insight box, its pull quote and the demo call; quotes come from the body."""
    for entry in library.articles:
        document = entry.document
        for fence, name in REQUIRED_BLOCKS.items():
            if not any(line.strip() == fence for line in document.body.split("\n")):
                yield document.problem("CT007", f"the article lacks {name}", f"Add a `{fence}` block.")
        running = text.squeezed(text.plain(document.body))
        for found in text.pull_quotes(document.body):
            if text.squeezed(found.text) not in running:
                hint = "Quote a sentence of the article word for word."
                message = "the pull quote does not occur in the body"
                yield document.body_problem("CT005", message, hint, offset=found.offset)


def _links(library: Library) -> Iterator[Problem]:
    sources = {entry.source for entry in library.entries}
    anchors = {entry.source: {move.id for move in entry.model.moves} for entry in library.playbooks}
    for entry in library.entries:
        for found in text.links(entry.document.body):
            target, _, anchor = found.text.partition("#")
            if "://" in target or target.startswith("mailto:") or not target:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.source), target))
            if path not in sources:
                message = f'the link "{found.text}" points at no file'
                hint = nearest(path, sources)
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)
            elif anchor.startswith("m-") and anchor not in anchors.get(path, set()):
                message = f'the link "{found.text}" points at no move'
                hint = nearest(anchor, anchors.get(path, set()))
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)


def _placeholders(library: Library) -> Iterator[Problem]:
    for entry in library.entries:
        for found in text.placeholders(entry.document.body):
            if found.text not in PLACEHOLDERS:
                message = f'the placeholder "{found.text}" is not known'
                hint = nearest(found.text, PLACEHOLDERS)
                yield entry.document.body_problem("CT006", message, hint, offset=found.offset)


def _style_pages(library: Library) -> Iterator[Problem]:
    """Each result the assessment can give has its page, and the page's styles agree with its name."""
    order = list(STYLES)
    wanted = ["no-clear-style", *order]
    wanted += [f"{first}-{second}" for n, first in enumerate(order) for second in order[n + 1 :]]
    there = {entry.slug: entry for entry in library.styles}
    for slug in wanted:
        if slug not in there:
            path = f"content/styles/{slug}.md"
            yield Problem(path, 1, 1, "CT001", "a result of the assessment has no page", "Write this page.")
            continue
        styles = "-".join(there[slug].model.styles) or "no-clear-style"
        if styles != slug:
            message = f"`styles` says {styles}, the file's name says {slug}"
            yield there[slug].document.problem("CT001", message, at=("styles",))


def check_bank(file: Path, shown: str) -> list[Problem]:
    """The bank's own problems, each at the line on which the id it names stands."""
    source = file.read_text(encoding="utf-8")
    lines = source.split("\n")
    problems = []
    for found in load_bank(source).problems():
        name = found.place.rpartition("(")[2].rstrip(")")
        line = next((n for n, line in enumerate(lines, 1) if f'"{name}"' in line), 1)
        problems.append(Problem(shown, line, 1, "QB001", f"{found.code} {found.message}", found.hint))
    return problems
