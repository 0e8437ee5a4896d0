"""All of `content/`, read and validated in one pass. Called by the command line and by the MkDocs adapter.

Holds models and their documents, sorted; knows no MkDocs, no templates, and what no single file can tell is
left to `checks`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from pydantic import BaseModel

from assessment.styles import STYLES
from site_build import frontmatter, named_moves
from site_build import pictures as picture_files
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.models.article import Article
from site_build.models.base import SLUG, validate
from site_build.models.data import Data
from site_build.models.kit import Kit
from site_build.models.move import STAGES, NamedMove
from site_build.models.owner import Owner
from site_build.models.page import Kind, Page
from site_build.models.pair import Pair
from site_build.models.playbook import Playbook
from site_build.models.sample import Sample
from site_build.models.style import Style
from site_build.schedule import state

DATA_FILES = tuple(Data.model_fields)
SAMPLE = "_data/tour.yml"
"""The sample company of the tour; a site without a tour needs none."""
VERSIONS = "_data/versions"
"""The folder of the playbooks' earlier versions: `<playbook>/<version>.yml`, whole, and never changed."""
Model = Article | Style | Pair | Playbook | NamedMove | Owner | Kit | Page
"""The schemas that a content file can have."""
SECTIONS: dict[str, type[Model]] = {
    "articles": Article,
    "styles": Style,
    "pairs": Pair,
    "playbooks": Playbook,
    "moves": NamedMove,
    "owners": Owner,
    "kit": Kit,
}
"""The folders of a collection, with the schema of its entries."""
PAGE_KINDS = [kind for kind in get_args(Kind) if kind not in ("home", "index")]
"""What a page below `pages/` can be."""


@dataclass(frozen=True, slots=True)
class Entry[M: BaseModel]:
    """One content file: `source` is its path below `content/`, `url` its address below the site's root.

    Two are equal when their front matter is: a list shows no more of an entry than that.
    """

    source: str
    url: str
    document: Document = field(compare=False)
    model: M

    @property
    def slug(self) -> str:
        """The last part of the address; empty for the home page."""
        return self.url.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything an editor wrote.

    Articles stand newest first, styles, pairs and the kit in the instrument's order, moves by stage, the rest
    by name. `data_documents` has the place of each thing in `data`, by the name of its file. `versions` has
    the kept versions of each playbook by its id, the oldest first.
    """

    data: Data
    data_documents: Mapping[str, Document]
    articles: tuple[Entry[Article], ...]
    styles: tuple[Entry[Style], ...]
    pairs: tuple[Entry[Pair], ...]
    playbooks: tuple[Entry[Playbook], ...]
    moves: tuple[Entry[NamedMove], ...]
    owners: tuple[Entry[Owner], ...]
    kit: tuple[Entry[Kit], ...]
    pages: tuple[Entry[Page], ...]
    versions: Mapping[str, tuple[Playbook, ...]] = field(default_factory=dict)
    pictures: Mapping[str, picture_files.Picture] = field(default_factory=dict)
    sample: Sample | None = None

    @property
    def entries(self) -> tuple[Entry[Any], ...]:
        """Every page of the site that an editor wrote."""
        return (
            *self.pages,
            *self.articles,
            *self.styles,
            *self.pairs,
            *self.playbooks,
            *self.moves,
            *self.owners,
            *self.kit,
        )

    def published(self, today: date) -> "Library":
        """The library without what is not on the site on that day: some articles, and drafts of playbooks.

        Expired articles and retired playbooks are.
        """
        shown = ("published", "expired")
        articles = tuple(entry for entry in self.articles if state(entry.model, today) in shown)
        playbooks = tuple(entry for entry in self.playbooks if entry.model.status != "draft")
        return replace(self, articles=articles, playbooks=playbooks)


def address(source: str) -> str:
    """The address of a content file: a folder of the file's name, for an index its own; no `pages/`."""
    *folders, name = PurePosixPath(source).with_suffix("").parts
    parts = [*folders[folders[:1] == ["pages"] :], *([name] if name != "index" else [])]
    return "".join(f"{part}/" for part in parts)


def schema_of(source: str) -> type[Model] | None:
    """The schema that a content file has to hold, by where it lies; None where no page may lie."""
    folder, _, name = source.rpartition("/")
    if name == "index.md":
        return Page if not folder or folder in SECTIONS else None
    return Page if folder.split("/")[0] == "pages" else SECTIONS.get(folder)


Seen = dict[str, tuple[bytes, Document | None, BaseModel | None, list[Problem]]]
"""What became of each file's bytes the last time, by its path below `content/`."""


def load(content: Path, seen: Seen | None = None) -> tuple[Library | None, list[Problem]]:
    """The library below the folder `content`, or None with every problem of every file.

    `seen` spares the reading of files whose bytes are those of the last time; it is brought up to date. What
    has not changed is then the very same object, so that who compares two libraries is soon done.
    """
    seen = {} if seen is None else seen
    problems: list[Problem] = []
    entries: dict[type[Model], list[Entry[Any]]] = {kind: [] for kind in (*SECTIONS.values(), Page)}
    taken: dict[str, str] = {}
    data, data_documents = _load_data(content, problems)
    for file in sorted(content.rglob("*.md")):
        source = file.relative_to(content).as_posix()
        if source.startswith("_data/"):
            continue
        shown = f"{content.name}/{source}"
        schema = schema_of(source)
        if schema is None:
            hint = f"Put it in {', '.join(f'{name}/' for name in SECTIONS)} or pages/."
            problems.append(Problem(shown, 1, 1, "FM010", "no page can come from this folder", hint))
            continue
        problems += _address_problems(source, shown, taken)
        raw = file.read_bytes()
        named: dict[str, NamedMove] = {}
        if schema is Playbook:
            # The folder of moves is read by now: `moves` stands before `playbooks`.
            named = {move.slug: move.model for move in entries[NamedMove]}
        # A playbook changes with the moves that it uses.
        stamp = raw + repr(named).encode()
        if source not in seen or seen[source][0] != stamp:
            seen[source] = (stamp, *_read(raw, shown, schema, named))
        _, document, model, found = seen[source]
        problems += found
        if document is None:
            continue
        if isinstance(model, Page):
            problems += _kind_problems(source, model.kind, document)
        if model is not None:
            entries[schema].append(Entry(source, address(source), document, model))
    kept = _versions(content, problems)
    sample = _sample(content, problems)
    if problems or data is None:
        return None, sorted(problems)
    entries[Article].sort(key=lambda entry: (-entry.model.date.toordinal(), entry.slug))
    entries[Style].sort(key=lambda entry: _style_order(entry.model.styles))
    entries[Pair].sort(key=lambda entry: _style_order((entry.model.you, entry.model.they)))
    styles = [entry.slug for entry in entries[Style]]
    entries[Kit].sort(key=lambda entry: styles.index(entry.slug) if entry.slug in styles else len(styles))
    entries[NamedMove].sort(key=lambda entry: (STAGES.index(entry.model.stage), entry.slug))
    rows = {name: tuple(entries[kind]) for name, kind in (*SECTIONS.items(), ("pages", Page))}
    pictures = picture_files.read(content)
    return Library(data, data_documents, **rows, versions=kept, pictures=pictures, sample=sample), []


def _read(
    raw: bytes, shown: str, schema: type[BaseModel], named: Mapping[str, NamedMove]
) -> tuple[Document | None, BaseModel | None, list[Problem]]:
    document, problems = frontmatter.read(raw, shown)
    if document is None:
        return None, None, problems
    if schema is Playbook:
        document, found = named_moves.filled(document, named)
        if found:
            return document, None, problems + found
    model, found = validate(schema, document)
    return document, model, problems + found


def _address_problems(source: str, shown: str, taken: dict[str, str]) -> list[Problem]:
    """A file name that cannot stand in an address, or an address that another file has; adds to `taken`."""
    problems = []
    url = address(source)
    if not re.fullmatch(SLUG.pattern, PurePosixPath(source).stem):
        hint = f"Use {SLUG.words}."
        problems.append(Problem(shown, 1, 1, "FM010", "the file's name cannot stand in an address", hint))
    if url in taken:
        message = f"the address /{url} is that of {taken[url]} too"
        problems.append(Problem(shown, 1, 1, "FM010", message, "Rename one of the two."))
    taken.setdefault(url, shown)
    return problems


def _kind_problems(source: str, kind: str, document: Document) -> list[Problem]:
    """The kind of a page that has its one place (home, index) and is not there, or the other way round."""
    wanted = ["index"] if source.endswith("/index.md") else PAGE_KINDS
    if source == "index.md":
        wanted = ["home"]
    if kind in wanted:
        return []
    message = f'"kind" takes {", ".join(wanted)} in this place, not "{kind}"'
    return [document.problem("FM005", message, at=("kind",))]


def _style_order(styles: tuple[str, ...]) -> tuple[int, list[int]]:
    """The four styles, the six blends, then the page of no style; each in the instrument's order."""
    order = list(STYLES)
    known = [order.index(name) for name in styles if name in order]
    return (len(known) or len(order), known)


def _versions(content: Path, problems: list[Problem]) -> dict[str, tuple[Playbook, ...]]:
    """The kept versions of each playbook; a broken one is a problem."""
    kept: dict[str, list[Playbook]] = {}
    for file in sorted((content / VERSIONS).glob("*/*.yml")):
        shown = f"{content.name}/{file.relative_to(content).as_posix()}"
        text, found = frontmatter.decode(file.read_bytes(), shown)
        meta, places, more = frontmatter.read_yaml(text or "", shown)
        problems += found + more
        document = Document(shown, meta or {}, "", 1, places)
        if meta == {}:
            problems.append(
                Problem(shown, 1, 1, "FM006", "there are no keys with values", "Take the file away.")
            )
        model, found = validate(Playbook, document) if meta else (None, [])
        problems += found
        if model and (model.id, model.version) != (file.parent.name, file.stem):
            message = f"the file is {model.id} {model.version} by what it says"
            problems.append(document.problem("FM010", message, "Name folder and file after it.", at=("id",)))
        elif model:
            kept.setdefault(model.id, []).append(model)
    return {name: tuple(sorted(row, key=lambda one: one.number)) for name, row in kept.items()}


def _sample(content: Path, problems: list[Problem]) -> Sample | None:
    """The sample company of the tour, where there is one."""
    file = content / SAMPLE
    if not file.is_file():
        return None
    shown = f"{content.name}/{SAMPLE}"
    text, found = frontmatter.decode(file.read_bytes(), shown)
    meta, places, more = frontmatter.read_yaml(text or "", shown)
    model, wrong = validate(Sample, Document(shown, meta or {}, "", 1, places)) if meta else (None, [])
    problems += [*found, *more, *wrong]
    return model


def _load_data(content: Path, problems: list[Problem]) -> tuple[Data | None, dict[str, Document]]:
    """`_data/*.yml` as one model, and each file's document; each file's problems carry that file's places."""
    documents: dict[str, Document] = {}
    values: dict[str, object] = {}
    sound = True
    for name in DATA_FILES:
        file = content / "_data" / f"{name}.yml"
        shown = f"{content.name}/_data/{name}.yml"
        if not file.is_file():
            hint = "Create it, if empty: `{}`."
            problems.append(Problem(shown, 1, 1, "FM001", "the file is missing", hint))
            sound = False
            continue
        text, found = frontmatter.decode(file.read_bytes(), shown)
        problems += found
        meta, places, found = frontmatter.read_yaml(text or "", shown)
        problems += found
        placed = {(name, *path): place for path, place in places.items()}
        whole = {**{other: {} for other in DATA_FILES}, name: meta or {}}
        documents[name] = Document(shown, whole, "", 1, placed)
        model, found = validate(Data, documents[name])
        problems += found
        sound = sound and model is not None and meta is not None
        values[name] = meta
    return Data.model_validate(values) if sound else None, documents
