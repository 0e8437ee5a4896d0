"""What the head of a page says to machines: canonical address, Open Graph, and JSON-LD as one block of data.

Called by `syndication` with values, rendered by theme/base.html; knows no pages and no templates.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

LANGUAGE = "en"
LOCALE = "en_GB"
IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What could end a script element or begin a comment in it, as JSON writes it in another way."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site and who stands behind it; `url` ends in a slash, `website` is the organisation's own."""

    name: str
    url: str
    description: str
    organisation: str
    website: str

    def at(self, path: str) -> str:
        """The full address of a path below the site's root; a full address stays as it is."""
        return path if "://" in path else self.url + path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its full address, in pixels; `alt` says in words what it shows."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Written:
    """What an article's page says beyond any other's; `section` is its series, if it has one."""

    published: date
    changed: date | None
    authors: tuple[str, ...]
    section: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another form of the page, or a feed: `address` is below the site's root."""

    type: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a head is about. `url` is canonical; `trail` has the names and addresses of the pages above.

    A page that is not `listed` asks to be left out of every search.
    """

    kind: str
    url: str
    title: str
    description: str
    picture: Picture
    trail: tuple[tuple[str, str], ...] = ()
    written: Written | None = None
    links: tuple[Link, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Tag:
    """One `meta` element; `by` is the attribute that holds its name: Open Graph has `property`."""

    by: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the template prints; `data` is safe inside a script element."""

    canonical: str
    tags: tuple[Tag, ...]
    links: tuple[Link, ...] = field(default=())
    data: Markup = field(default=Markup())


def head(site: Site, subject: Subject) -> Head:
    """The head of one page."""
    return Head(subject.url, tuple(_tags(site, subject)), subject.links, script(_data(site, subject)))


def script(value: object) -> Markup:
    """A value as JSON that can stand in a script element, whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Safe, since no character is left by which the element could end.
    return Markup(text.translate(IN_SCRIPT))


def _tags(site: Site, subject: Subject) -> Sequence[Tag]:
    picture, written = subject.picture, subject.written
    graph = [
        ("og:site_name", site.name),
        ("og:locale", LOCALE),
        ("og:type", "article" if written else "website"),
        ("og:title", subject.title),
        ("og:description", subject.description),
        ("og:url", subject.url),
        ("og:image", picture.url),
        ("og:image:width", str(picture.width)),
        ("og:image:height", str(picture.height)),
        ("og:image:alt", picture.alt),
    ]
    if written:
        graph.append(("article:published_time", written.published.isoformat()))
        if written.changed:
            graph.append(("article:modified_time", written.changed.isoformat()))
        graph += [("article:author", name) for name in written.authors]
        if written.section:
            graph.append(("article:section", written.section))
        graph += [("article:tag", tag) for tag in written.tags]
    robots = [] if subject.listed else [Tag("name", "robots", "noindex")]
    # The rest a reader of these tags takes from Open Graph; twice the same words would only weigh.
    card = Tag("name", "twitter:card", "summary_large_image")
    return [*(Tag("property", *pair) for pair in graph), card, *robots]


def _data(site: Site, subject: Subject) -> dict[str, Any]:
    """The page as schema.org has it: one graph, in which nodes name each other by `@id`."""
    publisher = {"@type": "Organization", "@id": f"{site.url}#organization", "name": site.organisation}
    publisher["url"] = site.website
    place = {"@id": f"{site.url}#website"}
    graph: list[dict[str, Any]] = []
    if subject.kind == "home":
        graph.append(
            {
                "@type": "WebSite",
                **place,
                "url": site.url,
                "name": site.name,
                "description": site.description,
                "inLanguage": LANGUAGE,
                "publisher": publisher,
            }
        )
    else:
        graph.append(
            {
                "@type": TYPES.get(subject.kind, "WebPage"),
                "@id": subject.url,
                "url": subject.url,
                "headline" if subject.written else "name": subject.title,
                "description": subject.description,
                "image": subject.picture.url,
                "inLanguage": LANGUAGE,
                "isPartOf": place,
                "publisher": publisher,
                **_more(subject),
            }
        )
    if subject.trail:
        graph.append({"@type": "BreadcrumbList", "itemListElement": _crumbs(subject)})
    return {"@context": "https://schema.org", "@graph": graph}


TYPES = {"article": "Article", "assessment": "Quiz", "index": "CollectionPage", "shelf": "CollectionPage"}
"""What a page of a kind is to schema.org, if it is more than a page."""


def _more(subject: Subject) -> Mapping[str, Any]:
    if subject.kind == "assessment":
        return {"isAccessibleForFree": True}
    written = subject.written
    if not written:
        return {}
    found: dict[str, Any] = {
        "datePublished": written.published.isoformat(),
        "dateModified": (written.changed or written.published).isoformat(),
        "author": [{"@type": _author(name), "name": name} for name in written.authors],
        "keywords": list(written.tags),
    }
    return found | ({"articleSection": written.section} if written.section else {})


def _author(name: str) -> str:
    """A person, unless the name is that of a group: "the editors of The Edge"."""
    return "Organization" if name.lower().startswith("the ") else "Person"


def _crumbs(subject: Subject) -> list[dict[str, Any]]:
    trail = [*subject.trail, (subject.title, subject.url)]
    return [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(trail, 1)
    ]
