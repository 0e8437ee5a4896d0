"""Plans the site: which page comes from which file, at which address, by which template, with what beside it.

Takes a Library and gives values; knows no MkDocs and writes nothing. `plan` is what a page is, `standard` the
pages of the playbook standard, `kit` those for sales, `sample` those of the sample company, `searched` what
the search knows.
"""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assessment.codes import code_length
from assessment.quiz import Bank, bundled_bank, versions
from assessment.report import recompute
from ledger import maturity
from site_build import glossary as words
from site_build import schedule, text
from site_build.library import Entry, Library
from site_build.models.article import Article
from site_build.models.data import CallToAction
from site_build.models.page import Page
from site_build.models.pair import Pair
from site_build.models.style import Style
from site_build.pages import kit, sample, standard
from site_build.pages.plan import Listed, PagePlan, made, move
from site_build.pages.searched import searched
from site_build.playbooks import files
from site_build.related import Related
from site_build.shelves import Parts, Shelf, shelves

__all__ = ["PagePlan", "calls", "is_data", "plan", "searched", "terms"]

PART_OF = {"pairs": "styles", "moves": "playbooks", "kit": "styles"}
"""The folder in whose place of the menu another folder's pages stand."""
LINKED = {"article", "index", "move", "owner", "page", "playbook", "prepare", "self-check", "tour"}
"""The kinds of pages whose words are linked to the glossary."""
LINKED_WHOLE = LINKED | {"pair", "style"}
"""The same for whole pages. A style's text alone stands in the assessment too, which links nothing."""
MORE = 3
"""Articles that a page names as related reading."""
EXAMPLE = "DBlUhbp97Z5z2vb"
"""The private code of a made-up taker: clearly an Owl, then a Lion."""


def plan(library: Library, today: date, banks: Sequence[Bank] = ()) -> dict[str, PagePlan]:
    """The plan of every page on that day, by source path.

    `banks` are the versions of the questions, oldest first; without any, those that are published.
    """
    banks = banks or [bundled_bank(version) for version in versions()]
    articles = tuple(entry for entry in library.articles if schedule.listed(entry.model, today))
    rows = tuple(shelves(library, articles))
    listed = Listed(today, articles, Related(articles), Parts(articles), rows, banks)
    plans = [
        *(_article(library, entry, listed) for entry in library.articles),
        *(_shelf(shelf, library.data.ctas["assessment"]) for shelf in rows),
        *(_style(library, entry) for entry in library.styles),
        *(_pair(library, entry) for entry in library.pairs),
        *(standard.playbook(library, entry, listed) for entry in library.playbooks),
        *(standard.move(library, entry) for entry in library.moves),
        *(sample.owner(library, entry) for entry in library.owners),
        *(kit.kit(library, entry) for entry in library.kit),
        *(page for entry in library.pages for page in _pages(library, entry, listed)),
    ]
    return {page.source: page for page in plans}


def calls(library: Library, plans: dict[str, PagePlan]) -> dict[str, dict[str, str]]:
    """The calls to action for the Markdown block: `text`, `button`, and `href` as a path below `content/`."""
    sources = {f"/{page.url}": f"/{page.source}" for page in plans.values()}
    return {
        name: {"text": call.text, "button": call.button, "href": sources[call.href]}
        for name, call in library.data.ctas.items()
    }


def terms(library: Library, plan: PagePlan) -> dict[str, Any]:
    """What the glossary's Markdown extension needs for a page; words link by themselves on some only."""
    glossary = next((entry for entry in library.pages if entry.model.kind == "glossary"), None)
    if glossary is None:
        return {"terms": {}, "way": "", "everywhere": False}
    return {
        "terms": {id_: term.model_dump() for id_, term in library.data.glossary.items()},
        "way": posixpath.relpath(glossary.source, posixpath.dirname(plan.source)),
        "everywhere": plan.context["kind"] in LINKED,
    }


def terms_linked(library: Library, plan: PagePlan, html: str) -> str:
    """What a page shows, with each term of the standard linked where the page first uses it."""
    page = next((entry for entry in library.pages if entry.model.kind == "glossary"), None)
    if page is None or plan.context["kind"] not in LINKED_WHOLE:
        return html
    way = posixpath.relpath(f"/{page.url}", f"/{plan.url}")
    return words.linked(
        html, {id_: term.model_dump() for id_, term in library.data.glossary.items()}, f"{way}/"
    )


def is_data(source: str) -> bool:
    """Whether a file below `content/` only feeds pages and is none."""
    return source.startswith("_data/")


def _article(library: Library, entry: Entry[Article], listed: Listed) -> PagePlan:
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
        "move": move(library, article.move),
        "more": listed.related.near(entry, MORE),
    }
    changed = article.updated or article.date
    page = made(entry, "article.html", "articles", context, changed.isoformat())
    return replace(page, canonical=str(article.canonical)) if article.canonical else page


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


def _style(library: Library, entry: Entry[Style]) -> PagePlan:
    others = [other for other in library.styles if other is not entry]
    context = {
        "kind": "style",
        "others": others,
        "kit": next((page for page in library.kit if page.model.style == entry.slug), None),
        "demo_call": library.data.ctas["demo"],
        "assessment_call": library.data.ctas["assessment"],
    }
    return made(entry, "style.html", "styles", context)


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
    return made(entry, "pair.html", PART_OF["pairs"], context)


def _pages(library: Library, entry: Entry[Page], listed: Listed) -> Iterator[PagePlan]:
    """The page of an entry; of the assessment one more for each older version of the questions.

    Those are for takes that were begun on them. Such a page stands in no folder of `content/`: the dot in its
    source cannot stand in an editor's file name.
    """
    page = _page(library, entry, listed)
    if entry.model.kind != "assessment":
        yield page
        return
    banks = listed.banks
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


def _page(library: Library, entry: Entry[Page], listed: Listed) -> PagePlan:
    kind = entry.model.kind
    folder = entry.source.rpartition("/")[0]
    template = f"{folder}-index.html" if kind == "index" else f"{kind}.html"
    articles = _led(listed.articles, entry.model.lead)
    sections = {
        "articles": articles,
        "styles": library.styles,
        "pairs": library.pairs,
        "playbooks": library.playbooks,
        "moves": library.moves,
        "owners": library.owners,
        "kit": library.kit,
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
    if folder in ("playbooks", "moves"):
        context |= standard.overview(library)
    if kind == "glossary":
        context["glossary"] = library.data.glossary
        context["metrics"], context["logs"] = library.data.metrics, library.data.logs
    if kind == "prepare":
        context["playbooks"] = [entry for entry in library.playbooks if entry.model.status == "active"]
        context["files"] = {entry.slug: files.addresses(entry.model) for entry in library.playbooks}
    if kind == "self-check":
        context |= {"questions": maturity.bank(), "owners": {one.slug: one for one in library.owners}}
    if kind == "tour":
        context |= sample.tour_of(library)
    if kind == "recompute":
        context |= {"example": EXAMPLE, "printed": recompute(EXAMPLE)}
    # A page below another stands in its place of the menu: `pages/assessment/` in that of the assessment.
    section = PART_OF.get(folder, folder) if kind == "index" else folder.partition("/")[2]
    return made(entry, template, section, context)


def _leak_moves(library: Library) -> dict[str, dict[str, Any]]:
    """What answers each area in which value leaks, by the area's id: `why` and `move`."""
    return {
        area: {"why": answer.why, "move": move(library, answer.move)}
        for area, answer in library.data.leaks.items()
    }


def _led(articles: tuple[Entry[Article], ...], lead: str | None) -> tuple[Entry[Article], ...]:
    """The articles with the one that leads the page first."""
    return tuple(sorted(articles, key=lambda entry: entry.slug != lead))
