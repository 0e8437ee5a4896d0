"""Plans the site: which page comes from which file, at which address, by which template, with what beside it.

Takes a Library and gives values; knows no MkDocs and writes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assessment.codes import code_length
from assessment.quiz import Bank, bundled_bank, versions
from assessment.report import recompute
from site_build import schedule, text
from site_build.library import Entry, Library
from site_build.models.article import Article
from site_build.models.data import CallToAction
from site_build.models.owner import Owner
from site_build.models.page import Page
from site_build.models.pair import Pair
from site_build.models.playbook import STAGES, Playbook
from site_build.models.style import Style
from site_build.related import Related
from site_build.search import Listed
from site_build.shelves import Parts, Shelf, shelves

PART_OF = {"pairs": "styles"}
"""The folder in whose place of the menu another folder's pages stand."""
MORE = 3
"""Articles that a page names as related reading."""
EXAMPLE = "DBlUhbp97Z5z2vb"
"""The private code of a made-up taker: clearly an Owl, then a Lion."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: `source` below `content/`, `url` below the root, and what its template is given.

    `changed` is the day of its last change as `2026-11-23`, for the sitemap; empty where it is not known.
    A page without a file of its own has its Markdown in `body`. `canonical` is the address for which a page
    stands, if that is not its own: below the root, or in full where an article appeared elsewhere first.
    `edit` is the file in the repository to change for a change of the page,
    `text` what an editor wrote in it.
    """

    source: str
    url: str
    template: str
    context: dict[str, Any]
    changed: str = ""
    body: str | None = None
    canonical: str | None = None
    edit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Listed:
    """What lists have on the day: the articles, and the index of what is near to what."""

    today: date
    articles: tuple[Entry[Article], ...]
    related: Related
    parts: Parts
    shelves: tuple[Shelf, ...]


def plan(library: Library, today: date, banks: Sequence[Bank] = ()) -> dict[str, PagePlan]:
    """The plan of every page on that day, by source path.

    `banks` are the versions of the questions, oldest first; without any, those that are published.
    """
    banks = banks or [bundled_bank(version) for version in versions()]
    articles = tuple(entry for entry in library.articles if schedule.listed(entry.model, today))
    rows = tuple(shelves(library, articles))
    listed = _Listed(today, articles, Related(articles), Parts(articles), rows)
    plans = [
        *(_article(library, entry, listed) for entry in library.articles),
        *(_shelf(shelf, library.data.ctas["assessment"]) for shelf in rows),
        *(_style(library, entry) for entry in library.styles),
        *(_pair(library, entry) for entry in library.pairs),
        *(_playbook(library, entry) for entry in library.playbooks),
        *(_owner(library, entry) for entry in library.owners),
        *(page for entry in library.pages for page in _pages(library, entry, banks, listed)),
    ]
    return {page.source: page for page in plans}


def calls(library: Library, plans: dict[str, PagePlan]) -> dict[str, dict[str, str]]:
    """The calls to action for the Markdown block: `text`, `button`, and `href` as a path below `content/`."""
    sources = {f"/{page.url}": f"/{page.source}" for page in plans.values()}
    return {
        name: {"text": call.text, "button": call.button, "href": sources[call.href]}
        for name, call in library.data.ctas.items()
    }


SEARCHED = {
    "article": "Article",
    "style": "Style",
    "pair": "When styles meet",
    "playbook": "Playbook",
    "owner": "Who owns it",
    "calibration": "The assessment",
    "recompute": "The assessment",
    "glossary": "Glossary",
    "page": "The Edge",
}
"""The kinds of pages whose text the search reads, with what a reader is told of such a page."""
FOUND_BY_NAME = {
    "index": "Overview",
    "shelf": "Overview",
    "assessment": "The assessment",
    "compare": "The assessment",
    "team": "The assessment",
    "counterpart": "The assessment",
    "demo": "The Edge",
}
"""The kinds of which only title and description are read: the rest is a form, or stands elsewhere."""


def searched(plans: dict[str, PagePlan]) -> list[Listed]:
    """The pages that the search knows: no expired article, no page that stands for another."""
    labels = SEARCHED | FOUND_BY_NAME
    return [
        Listed(
            page.url,
            labels[kind],
            page.context["model"].title,
            page.context["model"].description,
            kind in SEARCHED,
        )
        for page in plans.values()
        if (kind := page.context["kind"]) in labels
        and page.canonical is None
        and page.context.get("state") != "expired"
    ]


def is_data(source: str) -> bool:
    """Whether a file below `content/` only feeds pages and is none."""
    return source.startswith("_data/")


def _article(library: Library, entry: Entry[Article], listed: _Listed) -> PagePlan:
    data, article = library.data, entry.model
    by_id = {source.id: source for source in article.sources}
    context = {
        "kind": "article",
        "state": schedule.state(article, listed.today),
        "told": schedule.told(article, listed.today),
        "topics": {name: data.topics[name].title for name in article.topics},
        "part": listed.parts.of(entry),
        "sources": [by_id[name] for name in text.first_cited(entry.document.body, list(by_id))],
        "series": data.series[article.series] if article.series else None,
        "authors": {name: data.authors[name].name for name in article.authors},
        "minutes": text.reading_minutes(entry.document.body),
        "closing_call": data.ctas[article.cta],
        "move": _move(library, article.move),
        "more": listed.related.near(entry, MORE),
    }
    changed = article.updated or article.date
    made = _plan(entry, "article.html", "articles", context, changed.isoformat())
    return replace(made, canonical=str(article.canonical)) if article.canonical else made


def _move(library: Library, wanted: str | None) -> dict[str, Any] | None:
    for entry in library.playbooks:
        for move in entry.model.moves:
            if move.id == wanted:
                return {"move": move, "playbook": entry}
    return None


def _shelf(shelf: Shelf, call: CallToAction) -> PagePlan:
    """The page of a topic, a series or an author."""
    return PagePlan(
        shelf.source,
        shelf.url,
        "shelf.html",
        {"kind": "shelf", "model": shelf, "section": "articles", "assessment_call": call},
        max((entry.model.updated or entry.model.date).isoformat() for entry in shelf.articles),
        body="",
        edit=f"content/_data/{shelf.kind}.yml",
    )


def _owner(library: Library, entry: Entry[Owner]) -> PagePlan:
    by_id = {source.id: source for source in entry.model.sources}
    context = {
        "kind": "owner",
        "sources": [by_id[name] for name in text.first_cited(entry.document.body, list(by_id))],
        "first": next((one for one in library.articles if one.slug == entry.model.article), None),
        "move": _move(library, entry.model.move),
        "others": [other for other in library.owners if other is not entry],
        "demo_call": library.data.ctas["demo"],
        "assessment_call": library.data.ctas["assessment"],
    }
    return _plan(entry, "owner.html", "owners", context)


def _style(library: Library, entry: Entry[Style]) -> PagePlan:
    others = [other for other in library.styles if other is not entry]
    context = {
        "kind": "style",
        "others": others,
        "demo_call": library.data.ctas["demo"],
        "assessment_call": library.data.ctas["assessment"],
    }
    return _plan(entry, "style.html", "styles", context)


def _pair(library: Library, entry: Entry[Pair]) -> PagePlan:
    pair = entry.model
    others = [other for other in library.pairs if other is not entry]
    turned = f"{pair.they}-meets-{pair.you}"
    context = {
        "kind": "pair",
        "row": [other for other in others if other.model.you == pair.you],
        "reverse": next((other for other in others if other.model.name == turned), None),
        "assessment_call": library.data.ctas["assessment"],
    }
    return _plan(entry, "pair.html", PART_OF["pairs"], context)


def _playbook(library: Library, entry: Entry[Playbook]) -> PagePlan:
    playbook = entry.model
    stages = [(stage, [move for move in playbook.moves if move.stage == stage]) for stage in STAGES]
    labels = {give.id: give.label for give in playbook.gives}
    labels |= {get.id: get.label for get in playbook.gets} | {term.id: term.label for term in playbook.terms}
    names = {move.id: move.name for move in playbook.moves}
    context = {
        "kind": "playbook",
        "stages": stages,
        "labels": labels,
        "names": names,
        "demo_call": library.data.ctas["demo"],
    }
    changed = max(change.date for change in playbook.changes)
    return _plan(entry, "playbook.html", "playbooks", context, changed.isoformat())


def _pages(
    library: Library, entry: Entry[Page], banks: Sequence[Bank], listed: _Listed
) -> Iterator[PagePlan]:
    """The page of an entry; of the assessment one more for each older version of the questions.

    Those are for takes that were begun on them. Such a page stands in no folder of `content/`: the dot in its
    source cannot stand in an editor's file name.
    """
    page = _page(library, entry, listed)
    if entry.model.kind != "assessment":
        yield page
        return
    addresses = {bank.version: f"{page.url}v{bank.version}/" for bank in banks[:-1]}
    addresses[banks[-1].version] = page.url
    for bank in reversed(banks):
        others = {version: url for version, url in addresses.items() if version != bank.version}
        lengths = {kind: code_length(bank, kind) for kind in ("private", "share")}
        given = {"bank": bank, "newest": page.url, "other_versions": others, "code_lengths": lengths}
        if bank is banks[-1]:
            yield replace(page, context=page.context | given)
            continue
        model = entry.model.model_copy(update={"title": f"{entry.model.title} (version {bank.version})"})
        yield replace(
            page,
            source=f"{entry.source.removesuffix('.md')}.v{bank.version}.md",
            url=addresses[bank.version],
            context=page.context | given | {"model": model},
            body=entry.document.body,
            canonical=page.url,
        )


def _page(library: Library, entry: Entry[Page], listed: _Listed) -> PagePlan:
    kind = entry.model.kind
    folder = entry.source.rpartition("/")[0]
    template = f"{folder}-index.html" if kind == "index" else f"{kind}.html"
    articles = _led(listed.articles, entry.model.lead)
    sections = {
        "articles": articles,
        "styles": library.styles,
        "pairs": library.pairs,
        "playbooks": library.playbooks,
        "owners": library.owners,
    }
    context: dict[str, Any] = {
        "kind": kind,
        "listed": sections.get(folder, ()),
        "latest": articles[:3],
        "shelves": [shelf for shelf in listed.shelves if shelf.kind == "series"],
        "waiting": [
            (other, schedule.told(other.model, listed.today))
            for other in library.articles
            if schedule.told(other.model, listed.today)
        ],
        "demo_call": library.data.ctas["demo"],
        "assessment_call": library.data.ctas["assessment"],
    }
    if kind == "assessment":
        context["leak_moves"] = _leak_moves(library)
    if kind == "recompute":
        context |= {"example": EXAMPLE, "printed": recompute(EXAMPLE)}
    # A page below another stands in its place of the menu: `pages/assessment/` in that of the assessment.
    section = PART_OF.get(folder, folder) if kind == "index" else folder.partition("/")[2]
    return _plan(entry, template, section, context)


def _leak_moves(library: Library) -> dict[str, dict[str, Any]]:
    """What answers each area in which value leaks, by the area's id: `why`, `move` and its `playbook`."""
    return {
        area: {"why": answer.why, **(_move(library, answer.move) or {})}
        for area, answer in library.data.leaks.items()
    }


def _led(articles: tuple[Entry[Article], ...], lead: str | None) -> tuple[Entry[Article], ...]:
    """The articles with the one that leads the page first."""
    return tuple(sorted(articles, key=lambda entry: entry.slug != lead))


def _plan(
    entry: Entry[Any], template: str, section: str, context: dict[str, Any], changed: str = ""
) -> PagePlan:
    shared = {"entry": entry, "model": entry.model, "section": section}
    edit = f"content/{entry.source}"
    return PagePlan(
        entry.source, entry.url, template, shared | context, changed, edit=edit, text=entry.document.body
    )
