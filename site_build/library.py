"""All of `content/`, read and validated in one pass. Called by the command line and by the MkDocs adapter.

Holds models and their documents, sorted; knows no MkDocs, no templates, and what no single file can tell is
left to `checks`.
"""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from assessment.styles import STYLES
from site_build import frontmatter
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.models.article import Article
from site_build.models.base import validate
from site_build.models.data import Data
from site_build.models.page import Page
from site_build.models.playbook import Playbook
from site_build.models.style import Style

DATA_FILES = ("authors", "series", "topics", "ctas")


@dataclass(frozen=True, slots=True)
class Entry[M: BaseModel]:
    """One content file: `source` is its path below `content/`, `url` its address below the site's root."""

    source: str
    url: str
    document: Document
    model: M

    @property
    def slug(self) -> str:
        """The last part of the address; empty for the home page."""
        return self.url.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything an editor wrote. Articles stand newest first, styles in the instrument's order, the rest by name."""

    data: Data
    articles: tuple[Entry[Article], ...]
    styles: tuple[Entry[Style], ...]
    playbooks: tuple[Entry[Playbook], ...]
    pages: tuple[Entry[Page], ...]

    @property
    def entries(self) -> tuple[Entry[Article] | Entry[Style] | Entry[Playbook] | Entry[Page], ...]:
        """Every page of the site."""
        return (*self.pages, *self.articles, *self.styles, *self.playbooks)

    def published(self) -> "Library":
        """The library without the articles that are not published yet."""
        return replace(self, articles=tuple(entry for entry in self.articles if entry.model.status == "published"))


def address(source: str) -> str:
    """The address of a content file: `pages/` is dropped, an index stands for its folder, the rest are folders."""
    path = PurePosixPath(source)
    parts = [part for part in path.with_suffix("").parts if part not in ("pages", "index")]
    return "".join(f"{part}/" for part in parts)


def schema_of(source: str) -> type[Article | Style | Playbook | Page] | None:
    """The schema that a content file has to hold, by where it lies; None where no page may lie."""
    folder, _, name = source.rpartition("/")
    if name == "index.md" or folder == "pages":
        return Page
    schemas: dict[str, type[Article | Style | Playbook | Page]] = {
        "articles": Article,
        "styles": Style,
        "playbooks": Playbook,
    }
    return schemas.get(folder)


def load(content: Path) -> tuple[Library | None, list[Problem]]:
    """The library below the folder `content`, or None with every problem of every file."""
    problems: list[Problem] = []
    articles: list[Entry[Article]] = []
    styles: list[Entry[Style]] = []
    playbooks: list[Entry[Playbook]] = []
    pages: list[Entry[Page]] = []
    data = _load_data(content, problems)
    for file in sorted(content.rglob("*.md")):
        source = file.relative_to(content).as_posix()
        if source.startswith("_data/"):
            continue
        shown = f"{content.name}/{source}"
        schema = schema_of(source)
        if schema is None:
            hint = "Put it in articles/, styles/, playbooks/ or pages/."
            problems.append(Problem(shown, 1, 1, "FM010", "no page can come from this folder", hint))
            continue
        document, found = frontmatter.read(file.read_bytes(), shown)
        problems += found
        if document is None:
            continue
        model, found = validate(schema, document)
        problems += found
        match model:
            case Article():
                articles.append(Entry(source, address(source), document, model))
            case Style():
                styles.append(Entry(source, address(source), document, model))
            case Playbook():
                playbooks.append(Entry(source, address(source), document, model))
            case Page():
                pages.append(Entry(source, address(source), document, model))
    if problems or data is None:
        return None, sorted(problems)
    articles.sort(key=lambda entry: (-entry.model.date.toordinal(), entry.slug))
    styles.sort(key=lambda entry: _style_order(entry.model))
    return Library(data, tuple(articles), tuple(styles), tuple(playbooks), tuple(pages)), []


def _style_order(style: Style) -> tuple[int, list[int]]:
    """The four styles, the six blends, then the page of no style; each in the instrument's order."""
    order = list(STYLES)
    known = [order.index(name) for name in style.styles if name in order]
    return (len(known) or len(order), known)


def _load_data(content: Path, problems: list[Problem]) -> Data | None:
    """`_data/*.yml` as one model; each file's problems carry that file's places."""
    values: dict[str, object] = {}
    sound = True
    for name in DATA_FILES:
        file = content / "_data" / f"{name}.yml"
        shown = f"{content.name}/_data/{name}.yml"
        if not file.is_file():
            problems.append(Problem(shown, 1, 1, "FM001", "the file is missing", "Create it, if empty: `{}`."))
            sound = False
            continue
        text, found = frontmatter.decode(file.read_bytes(), shown)
        problems += found
        meta, places, found = frontmatter.read_yaml(text or "", shown)
        problems += found
        placed = {(name, *path): place for path, place in places.items()}
        document = Document(shown, {**{other: {} for other in DATA_FILES}, name: meta or {}}, "", 1, placed)
        model, found = validate(Data, document)
        problems += found
        sound = sound and model is not None and meta is not None
        values[name] = meta
    return Data.model_validate(values) if sound else None


