"""What no single file can tell: names that point at nothing, repeated titles, citations, quotes, links.

Called by the command line and by the MkDocs adapter on a loaded library; returns problems, prints nothing.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from assessment.quiz import load_bank
from assessment.styles import STYLES
from assessment.table import BankError
from site_build import completeness, data_figure, frontmatter, text
from site_build.errors import Problem, nearest
from site_build.frontmatter import Document
from site_build.library import Library
from site_build.models.article import Article
from site_build.models.owner import Owner
from site_build.settings import PLACEHOLDERS

BLOCKS = ("insight", "pull-quote", "cta", "aside", "dialogue", "figure")
TITLED = ("aside", "figure")
"""The blocks that need words behind their `|`."""
REQUIRED_BLOCKS = {
    ("insight", ""): ("an insight box", "/// insight"),
    ("pull-quote", ""): ("a pull quote", "/// pull-quote"),
    ("cta", "demo"): ("the demo call", "/// cta | demo"),
}
TEMPLATE_CALLS = ("demo", "assessment")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|\{\{", re.IGNORECASE)
"""How the target of a link begins that is no file of ours: with a scheme, or with a placeholder."""


def check(library: Library) -> list[Problem]:
    """Every problem of the content as a whole, sorted by place."""
    found = [
        *_references(library),
        *_calls(library),
        *_blocks(library),
        *_unique(library),
        *_citations(library),
        *_anatomy(library),
        *_links(library),
        *_scripts_and_figures(library),
        *_placeholders(library),
        *completeness.style_pages(library),
        *completeness.pairs(library),
        *completeness.leaks(library),
    ]
    return sorted(found)


def _references(library: Library) -> Iterator[Problem]:  # noqa: PLR0912
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
                    yield _unknown(entry.document, (key, index), name, known)
        for key, one, known in (
            ("series", article.series, list(data.series)),
            ("cta", article.cta, list(data.ctas)),
            ("move", article.move, moves),
        ):
            if one is not None and one not in known:
                yield _unknown(entry.document, (key,), one, known)
    for owner in library.owners:
        for key, one, known in (
            ("article", owner.model.article, [entry.slug for entry in library.articles]),
            ("move", owner.model.move, moves),
        ):
            if one is not None and one not in known:
                yield _unknown(owner.document, (key,), one, known)
    slugs = [entry.slug for entry in library.articles]
    for leading in library.pages:
        if leading.model.lead is not None and leading.model.lead not in slugs:
            yield _unknown(leading.document, ("lead",), leading.model.lead, slugs)
    for page in library.styles:
        for index, name in enumerate(page.model.styles):
            if name not in styles:
                yield _unknown(page.document, ("styles", index), name, styles)


def _unknown(document: Document, at: tuple[str | int, ...], name: str, known: list[str]) -> Problem:
    return document.problem("CT001", f'"{name}" is no known name for {at[0]}', nearest(name, known), at=at)


def _calls(library: Library) -> Iterator[Problem]:
    """The calls that templates use are there, and every call leads to a page."""
    document = library.data_documents["ctas"]
    for name in TEMPLATE_CALLS:
        if name not in library.data.ctas:
            message = f'the call to action "{name}" is missing, which the templates use'
            yield document.problem("CT001", message, "Write it anew.")
    addresses = [f"/{entry.url}" for entry in library.entries]
    for name, call in library.data.ctas.items():
        if call.href not in addresses:
            hint = nearest(call.href, addresses, others=False)
            yield document.problem(
                "CT008", f"no page has the address {call.href}", hint, at=("ctas", name, "href")
            )


def _blocks(library: Library) -> Iterator[Problem]:
    """Markdown prints the fences of an unknown block, and takes all the rest into a block without an end."""
    calls = list(library.data.ctas)
    for entry in library.entries:
        document = entry.document
        opened: text.Fence | None = None
        for fence in [*text.fences(document.body), None]:
            if opened and (fence is None or fence.name):
                message, hint = (
                    f"the block {opened.name} is never closed",
                    "Put a line `///` behind its text.",
                )
                yield document.body_problem("CT009", message, hint, offset=opened.offset)
            if fence and not opened and not fence.name:
                message = "a block is closed here and none is open"
                yield document.body_problem("CT009", message, "Take the line out.", offset=fence.offset)
            if fence and fence.name and fence.name not in BLOCKS:
                message, hint = f'"{fence.name}" is no known block', nearest(fence.name, BLOCKS)
                yield document.body_problem("CT001", message, hint, offset=fence.offset)
            if fence and fence.name == "cta" and fence.argument not in calls:
                message, hint = f'"{fence.argument}" is no known name for cta', nearest(fence.argument, calls)
                yield document.body_problem("CT001", message, hint, offset=fence.offset)
            opened = fence if fence and fence.name else None


def _unique(library: Library) -> Iterator[Problem]:
    for key in ("title", "description"):
        first: dict[str, str] = {}
        for entry in library.entries:
            value = str(getattr(entry.model, key))
            if value in first:
                message = f"the {key} stands in {first[value]} too"
                hint = f"Give this page a {key} of its own."
                yield entry.document.problem("CT002", message, hint, at=(key,))
            first.setdefault(value, entry.document.path)


def _citations(library: Library) -> Iterator[Problem]:
    for entry in library.entries:
        document = entry.document
        sources = entry.model.sources if isinstance(entry.model, Article | Owner) else ()
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
                message = f'the source "{name}" is never cited'
                yield document.problem("CT004", message, hint, at=("sources", index))


def _anatomy(library: Library) -> Iterator[Problem]:
    """Every article has its insight box, its pull quote and the demo call; quotes come from the body."""
    for entry in library.articles:
        document = entry.document
        there = {(fence.name, fence.argument) for fence in text.fences(document.body)}
        for block, (name, fence) in REQUIRED_BLOCKS.items():
            if block not in there:
                yield document.problem("CT007", f"the article lacks {name}", f"Add a block `{fence}`.")
        running = text.squeezed(text.plain(document.body))
        for found in text.pull_quotes(document.body):
            if text.squeezed(text.plain(found.text)) not in running:
                hint = "Quote a sentence of the article word for word."
                message = "the pull quote does not occur in the body"
                yield document.body_problem("CT005", message, hint, offset=found.offset)


def _links(library: Library) -> Iterator[Problem]:
    sources = {entry.source for entry in library.entries}
    anchors = {entry.source: {move.id for move in entry.model.moves} for entry in library.playbooks}
    for entry in library.entries:
        for found in text.links(entry.document.body):
            target, _, anchor = found.text.partition("#")
            if ELSEWHERE.match(target) or not target:
                continue
            folder = posixpath.dirname(entry.source)
            path = posixpath.normpath(posixpath.join(folder, target))
            if path not in sources:
                message = f'the link "{found.text}" points at no file'
                near = nearest(
                    target, [posixpath.relpath(source, folder) for source in sources], others=False
                )
                hint = near or "Write the way from this file to the other, as ../styles/lion.md."
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)
            elif anchor.startswith("m-") and anchor not in anchors.get(path, set()):
                message = f'the link "{found.text}" points at no move'
                hint = nearest(anchor, anchors.get(path, set()))
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)


def _scripts_and_figures(library: Library) -> Iterator[Problem]:
    """What stands in dialogues and figures can be set, titled blocks have a title, and figures a source."""
    for entry in library.entries:
        document = entry.document
        for fence in text.fences(document.body):
            if fence.name in TITLED and not fence.argument:
                hint = f"Write `/// {fence.name} | Title`."
                message = f"the block {fence.name} lacks its title"
                yield document.body_problem("CT010", message, hint, offset=fence.offset)
        for found in text.figures(document.body):
            _, faults = data_figure.read(found.text)
            for fault in faults:
                offset = found.offset + fault.offset
                yield document.body_problem("CT010", fault.message, fault.hint, offset=offset)
            if not any(text.citations(found.text)):
                hint = "Add a line such as `note: From the annual reports.[@id]`."
                yield document.body_problem("CT010", "the figure names no source", hint, offset=found.offset)
        for found in text.dialogues(document.body):
            offset = found.offset
            for line in found.text.split("\n"):
                spoken = text.SPEAKER.fullmatch(line.strip())
                if line.strip() and not spoken and not re.fullmatch(r"\(.+\)", line.strip()):
                    hint = "Write `Buyer: what they say`, or `(what happens)` on a line of its own."
                    yield document.body_problem(
                        "CT010", "a line of the dialogue has no speaker", hint, offset=offset
                    )
                offset += len(line) + 1


def _placeholders(library: Library) -> Iterator[Problem]:
    for entry in library.entries:
        for found in text.placeholders(entry.document.body):
            if found.text not in PLACEHOLDERS:
                message = f'the placeholder "{found.text}" is not known'
                hint = nearest(found.text, PLACEHOLDERS)
                yield entry.document.body_problem("CT006", message, hint, offset=found.offset)


def check_bank(file: Path, shown: str) -> list[Problem]:
    """The bank's own problems, each at the line on which the id it names stands."""
    source, problems = frontmatter.decode(file.read_bytes(), shown)
    if source is None:
        return problems
    try:
        found = load_bank(f"{source}\n").problems()
    except BankError as error:
        line, column = _line_of(source, error.place), 1
        if syntax := re.search(r" \(at line (\d+), column (\d+)\)", error.message):
            line, column = int(syntax[1]), int(syntax[2])
        return [Problem(shown, line, column, "QB001", f"{error.code} {error.message}", error.hint)]
    return [
        Problem(shown, _line_of(source, one.place), 1, "QB001", f"{one.code} {one.message}", one.hint)
        for one in found
    ]


def _line_of(source: str, place: str) -> int:
    """The line of the id in a place such as `blocks[3].statements[1] (a04-2)`, else of its table, else 1."""
    lines = [line.strip() for line in source.split("\n")]
    name = place.rpartition("(")[2].rstrip(")")
    quoted = re.escape(name) or "(?!)"
    for wanted in (rf'id\s*=\s*"{quoted}"', rf'.*"{quoted}"', rf"{quoted}\s*="):
        for number, line in enumerate(lines, 1):
            if re.match(wanted, line):
                return number
    found, path = 0, ""
    for key, index in re.findall(r"(\w+)\[(\d+)\]", place):
        path = f"{path}.{key}" if path else key
        heads = [number for number, line in enumerate(lines, 1) if number > found and line == f"[[{path}]]"]
        found = heads[int(index)] if int(index) < len(heads) else found
    return found or 1
