"""What machines are given of the site: heads and cards, feeds, robots.txt, llms.txt, Markdown twins.

Called by the MkDocs adapter with the plan; gives values and bytes, writes only cards, into their cache. Knows
pages, no MkDocs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from assessment.styles import STYLES
from site_build import cards, feeds, kept_cards, llms, offline, text
from site_build.cards import Card, Cards
from site_build.feeds import Feed, Item
from site_build.library import Entry, Library
from site_build.models.article import Article
from site_build.models.playbook import Playbook
from site_build.pages import PagePlan
from site_build.playbooks import worked
from site_build.seo import Head, Link, Picture, Site, Subject, Written, head
from site_build.settings import Organisation

TWIN = "index.md"
"""The Markdown twin of a page, in the page's own folder."""
TWINNED = ("article", "playbook")
"""The kinds of pages that have a twin."""
TOPICS = "topics/"
KICKERS = {
    "pair": "When two styles meet",
    "playbook": "Playbook",
    "move": "A move",
    "prepare": "The playbook standard",
    "glossary": "The playbook standard",
    "self-check": "Who owns negotiation",
    "owner": "Who owns negotiation",
    "kit": "The sales kit",
    "demo": "A demo",
    "tour": "A tour in four steps",
    **dict.fromkeys(
        ("assessment", "calibration", "compare", "counterpart", "recompute", "team"), "The assessment"
    ),
}
"""What stands above the title on the card of a page of a kind."""
SHELVES = {"topics": "Topic", "series": "Series", "authors": "Author"}
SECTIONS = {
    "pages": "Main pages",
    "articles": "Articles",
    "playbooks": "Playbooks",
    "moves": "Moves",
    "owners": "Who owns negotiation",
    "styles": "Styles",
    "pairs": "When two styles meet",
    "kit": "The sales kit",
}
"""The parts of llms.txt, in order, by the library's collections."""


def site(name: str | None, url: str | None, description: str | None, organisation: Organisation) -> Site:
    """The site of the settings; what is not set is empty."""
    return Site(name or "", url or "/", description or "", organisation.name, str(organisation.website))


@dataclass(frozen=True)
class Syndication:
    """All of it for one plan; `values` has what stands for each placeholder of a text."""

    site: Site
    library: Library
    plans: Mapping[str, PagePlan]
    cards: Cards
    values: Mapping[str, str]

    def head(self, plan: PagePlan) -> Head:
        """What the page's head says."""
        model, kind = plan.context["model"], plan.context["kind"]
        written = None
        if kind == "article":
            written = Written(
                published=model.date,
                changed=model.updated,
                authors=tuple(plan.context["authors"].values()),
                section=plan.context["series"].title if plan.context["series"] else None,
                tags=tuple(plan.context["topics"].values()),
            )
        return head(
            self.site,
            Subject(
                kind=kind,
                url=self.site.at(plan.url if plan.canonical is None else plan.canonical),
                title=model.title,
                description=model.description,
                picture=self._picture(plan),
                trail=tuple(self._trail(plan)),
                written=written,
                links=tuple(self._links(plan)),
                listed=plan.context.get("state", "published") == "published",
            ),
        )

    def files(self, texts: Mapping[str, str]) -> dict[str, bytes]:
        """Every file beside the pages, by its address; `texts` has the HTML of each page's text by source."""
        found = {
            "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {self.site.at('sitemap.xml')}\n".encode()
        }
        found["llms.txt"] = llms.index(self.site, self._sections()).encode()
        for plan in self.plans.values():
            if plan.context["kind"] in TWINNED:
                found[plan.url + TWIN] = self._twin(plan).encode()
        items = {entry.source: self._item(entry, texts[entry.source]) for entry in self._fed}
        for folder, feed in self._feeds(items):
            found |= {folder + name: content for name, content in feed.files().items()}
        return found

    @cached_property
    def listed(self) -> tuple[Entry[Article], ...]:
        """The articles that feeds and lists may name, the newest first."""
        shown = (e for e in self.library.articles if self.plans[e.source].context["state"] == "published")
        return tuple(sorted(shown, key=lambda entry: (-_begins(entry.model).toordinal(), entry.slug)))

    @cached_property
    def _fed(self) -> tuple[Entry[Article], ...]:
        """The articles that are in any feed."""
        topics = (self._of_topic(topic) for topic in self.library.data.topics)
        chosen = {entry.source: entry for part in (self.listed[: feeds.NEWEST], *topics) for entry in part}
        return tuple(chosen.values())

    def _of_topic(self, topic: str) -> tuple[Entry[Article], ...]:
        return tuple(entry for entry in self.listed if topic in entry.model.topics)[: feeds.NEWEST]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {plan.url: plan.context["model"].title for plan in self.plans.values()}

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {plan.source: plan.url for plan in self.plans.values()}

    def old_cards(self, today: date) -> dict[str, Path]:
        """The pictures that stand under addresses which cards had before."""
        named = {f"/{plan.url}": self.cards.names[card_of(plan, self.site)] for plan in self.plans.values()}
        data = self.library.data
        return kept_cards.files(data.cards, data.redirects, named, self.cards.files, today)

    def _picture(self, plan: PagePlan) -> Picture:
        card = card_of(plan, self.site)
        alt = ": ".join(part for part in (card.kicker, card.title) if part)
        return Picture(self.site.at(self.cards.names[card]), cards.WIDTH, cards.HEIGHT, alt)

    def _trail(self, plan: PagePlan) -> Iterator[tuple[str, str]]:
        """The pages above, from the home page down; a folder without a page of its own is left out."""
        if not plan.url:
            return
        yield "Home", self.site.url
        parts = plan.url.rstrip("/").split("/")
        for depth in range(1, len(parts)):
            above = "".join(f"{part}/" for part in parts[:depth])
            if above in self._titles:
                yield self._titles[above], self.site.at(above)

    def _links(self, plan: PagePlan) -> Iterator[Link]:
        if plan.context["kind"] in TWINNED:
            yield Link("text/markdown", "This page as Markdown", plan.url + TWIN)
        # What works offline is kept twice on a device, so every byte of it counts; nobody reads on there.
        if not plan.url.startswith(offline.SCOPE):
            yield from _feed_links(self.site.name, "")
        topic = plan.url.removeprefix(TOPICS).rstrip("/")
        if plan.url.startswith(TOPICS) and topic in self.library.data.topics and self._of_topic(topic):
            title = self.library.data.topics[topic].title
            yield from _feed_links(f"{self.site.name}: {title}", plan.url)

    def _item(self, entry: Entry[Article], html: str) -> Item:
        article, plan = entry.model, self.plans[entry.source]
        url = self.site.at(entry.url)
        begins = _begins(article)
        return Item(
            url=url,
            title=article.title,
            summary=article.description,
            content=feeds.portable(html, url, plan.context["sources"]),
            authors=tuple(plan.context["authors"].values()),
            categories=tuple(plan.context["topics"].values()),
            published=begins,
            changed=max(begins, article.updated or begins),
            picture=self._picture(plan).url,
        )

    def _feeds(self, items: Mapping[str, Item]) -> Iterator[tuple[str, Feed]]:
        """Each feed with its folder: the site's, and that of each topic that has an article."""

        def feed(title: str, description: str, folder: str, entries: Iterable[Entry[Article]]) -> Feed:
            chosen = tuple(items[entry.source] for entry in entries)
            return Feed(title, description, self.site.at(folder), self.site.organisation, chosen)

        site = self.site
        yield "", feed(site.name, site.description, "", self.listed[: feeds.NEWEST])
        for name, topic in self.library.data.topics.items():
            folder, entries = f"{TOPICS}{name}/", self._of_topic(name)
            if entries:
                yield folder, feed(f"{site.name}: {topic.title}", topic.description, folder, entries)

    def _twin(self, plan: PagePlan) -> str:
        entry: Entry[Article] | Entry[Playbook] = plan.context["entry"]
        sources = plan.context.get("sources", ())
        address = llms.resolver(self.site, plan.source, plan.url, self._addresses)
        markdown = entry.document.body
        if isinstance(entry.model, Playbook):
            markdown = worked.filled(entry.model, markdown)
        markdown = text.fill(markdown, self.values)
        body = llms.body(markdown, address, self.library.data.ctas, sources)
        url = self.site.at(plan.url)
        if isinstance(entry.model, Playbook):
            return llms.playbook(url, entry.model, body)
        return llms.article(url, entry.model, list(plan.context["authors"].values()), body, sources)

    def _sections(self) -> Iterator[tuple[str, Iterator[tuple[str, str, str]]]]:
        for name, title in SECTIONS.items():
            entries = self.listed if name == "articles" else getattr(self.library, name)
            entries = sorted(entries, key=lambda entry: entry.url != "")
            yield title, (self._line(self.plans[entry.source]) for entry in entries)

    def _line(self, plan: PagePlan) -> tuple[str, str, str]:
        model = plan.context["model"]
        twin = TWIN if plan.context["kind"] in TWINNED else ""
        return model.title, self.site.at(plan.url + twin), model.description


def draw(plans: Iterable[PagePlan], site: Site, root: Path, *, named_only: bool = False) -> Cards:
    """The card of every page of the project at `root`; for the live preview named only, and not drawn."""
    wanted = (card_of(plan, site) for plan in plans)
    return cards.collect(wanted, root / "theme", root / ".cache" / "cards", named_only=named_only)


def card_of(plan: PagePlan, site: Site) -> Card:
    """What the page's card says: its title, above it what it belongs to, and the marks of its styles."""
    model, kind = plan.context["model"], plan.context["kind"]
    kicker = KICKERS.get(kind, "")
    styles: tuple[str, ...] = ()
    match kind:
        case "article":
            kicker = plan.context["series"].title if plan.context["series"] else ""
        case "shelf":
            kicker = SHELVES[model.kind]
        case "style":
            styles = model.styles or tuple(STYLES)
            kicker = {1: "One of four styles", 2: "A blend of two styles"}.get(
                len(styles), "A result of the assessment"
            )
        case "kit":
            about = plan.context["about"]
            styles = (about.model.styles if about else ()) or tuple(STYLES)
        case "pair":
            styles = (model.you, model.they)
        case "assessment":
            styles = tuple(STYLES)
    return Card(model.title, kicker, site.name, styles)


def in_sitemap(plan: PagePlan) -> bool:
    """Whether search engines are told of the page: it stands for itself, and is in the site's lists."""
    return plan.canonical is None and plan.context.get("state", "published") == "published"


def _begins(article: Article) -> date:
    return max(article.date, article.publish_at or article.date)


def _feed_links(title: str, folder: str) -> Iterator[Link]:
    for kind, name in feeds.NAMES.items():
        yield Link(feeds.TYPES[kind], title, folder + name)
