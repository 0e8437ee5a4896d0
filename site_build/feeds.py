"""The articles as feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1, each with the whole text.

Called by `syndication` with values; gives bytes, which the same values always give. Follows RFC 4287, the RSS
Advisory Board's profile and jsonfeed.org/version/1.1; knows no pages.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape as escaped
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from site_build.models.article import Source
from site_build.seo import LANGUAGE

NEWEST = 20
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""
REPEATED = re.compile(r'<div (?=[^>]*class="(?:pull-quote|cited__notes)")[^>]*>.*?</div>\s*', re.DOTALL)
"""What only makes sense beside the text: the notes in the margin, and repeated sentences."""
ELEMENT = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
ADDRESS = re.compile(r'(?<=\s)(href|src|poster|srcset)="([^"]*)"')
NAMES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
"""Each format's file, in the folder of what the feed is of."""
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Item:
    """One article. `url` is its full address, and its name for good; `content` is HTML for anywhere."""

    url: str
    title: str
    summary: str
    content: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: date
    changed: date
    picture: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Items, newest first. `home` is the full address of their page, beside which the feeds lie."""

    title: str
    description: str
    home: str
    publisher: str
    items: tuple[Item, ...]

    @property
    def changed(self) -> date:
        """The day of the last change in it; no clock has a say, so that two builds are the same."""
        return max((item.changed for item in self.items), default=date(1970, 1, 1))

    def files(self) -> dict[str, bytes]:
        """Each format by the name of its file."""
        made = {"rss": rss(self), "atom": atom(self), "json": json_feed(self)}
        return {NAMES[kind]: text.encode() for kind, text in made.items()}


def portable(html: str, url: str, sources: Iterable[Source] = ()) -> str:
    """A page's text as it can stand in any reader: every address in full, the sources behind the text."""

    def full(match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        if name == "srcset":
            parts = (part.split() for part in value.split(","))
            value = ", ".join(" ".join([urljoin(url, part[0]), *part[1:]]) for part in parts if part)
        else:
            value = urljoin(url, value)
        return f'{name}="{value}"'

    text = ELEMENT.sub(lambda element: ADDRESS.sub(full, element[0]), REPEATED.sub("", html))
    listed = "".join(f"<li>{escaped(source.text)}{_link(source)}</li>" for source in sources)
    return f"{text}\n<h2>Sources</h2>\n<ol>{listed}</ol>" if listed else text


def _link(source: Source) -> str:
    return f' <a href="{escaped(str(source.url))}">{source.url.host}</a>' if source.url else ""


def rss(feed: Feed) -> str:
    """The feed as RSS 2.0; authors as Dublin Core has them, since RSS wants an e-mail address."""
    parts = [
        _element("title", feed.title),
        _element("link", feed.home),
        _element("description", feed.description),
        _element("language", LANGUAGE),
        _element("lastBuildDate", _rfc822(feed.changed)),
        _element("atom:link", href=_address(feed, "rss"), rel="self", type=TYPES["rss"]),
    ]
    for item in feed.items:
        inner = [
            _element("title", item.title),
            _element("link", item.url),
            _element("guid", item.url, isPermaLink="true"),
            _element("pubDate", _rfc822(item.published)),
            *(_element("dc:creator", name) for name in item.authors),
            *(_element("category", name) for name in item.categories),
            _element("description", item.summary),
            _element("content:encoded", item.content),
        ]
        parts.append(f"<item>\n{_joined(inner)}</item>")
    spaces = (
        ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    return _document(f'<rss version="2.0"{spaces}>\n<channel>\n{_joined(parts)}</channel>\n</rss>')


def atom(feed: Feed) -> str:
    """The feed as Atom 1.0."""
    own = _address(feed, "atom")
    parts = [
        _element("title", feed.title),
        _element("subtitle", feed.description),
        _element("id", own),
        _element("updated", _rfc3339(feed.changed)),
        _element("link", rel="self", type=TYPES["atom"], href=own),
        _element("link", rel="alternate", type="text/html", href=feed.home),
        f"<author>{_element('name', feed.publisher)}</author>",
    ]
    for item in feed.items:
        inner = [
            _element("title", item.title),
            _element("id", item.url),
            _element("link", rel="alternate", type="text/html", href=item.url),
            _element("published", _rfc3339(item.published)),
            _element("updated", _rfc3339(item.changed)),
            *(f"<author>{_element('name', name)}</author>" for name in item.authors),
            *(_element("category", term=name) for name in item.categories),
            _element("summary", item.summary),
            _element("content", item.content, type="html"),
        ]
        parts.append(f"<entry>\n{_joined(inner)}</entry>")
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}">'
    return _document(f"{start}\n{_joined(parts)}</feed>")


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": _address(feed, "json"),
        "description": feed.description,
        "language": LANGUAGE,
        "authors": [{"name": feed.publisher}],
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_html": item.content,
                "image": item.picture,
                "date_published": _rfc3339(item.published),
                "date_modified": _rfc3339(item.changed),
                "authors": [{"name": name} for name in item.authors],
                "tags": list(item.categories),
            }
            for item in feed.items
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _address(feed: Feed, kind: str) -> str:
    return urljoin(feed.home, NAMES[kind])


def _document(text: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _joined(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


def _element(name: str, content: str = "", **attributes: str) -> str:
    given = "".join(f" {key}={quoteattr(NO_XML.sub('', value))}" for key, value in attributes.items())
    if not content:
        return f"<{name}{given}/>"
    return f"<{name}{given}>{escape(NO_XML.sub('', content))}</{name}>"


def _moment(day: date) -> datetime:
    """The first moment of a day: nobody writes down the hour, and a feed has to name one."""
    return datetime.combine(day, time(), UTC)


def _rfc822(day: date) -> str:
    return format_datetime(_moment(day))


def _rfc3339(day: date) -> str:
    return f"{_moment(day):%Y-%m-%dT%H:%M:%SZ}"
