"""Words of the standard in running text: each is linked to the glossary where a page first uses it.

A Markdown extension, named in mkdocs.yml, for texts by themselves; the adapter hands it the terms and the way
to the glossary. `[the zone](term:zopa)` links by hand what no list can find. `linked` does the same for a
whole page, where the template says something before and behind its text. Knows no MkDocs.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

SCHEME = "term:"
TEXTS = {"p", "li", "td", "dd"}
"""The elements in whose text words are looked for."""
CLOSED = {
    "a",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "th",
    "sup",
    "script",
    "style",
    "svg",
    "blockquote",
}
"""The elements in which nothing is linked."""
APART = CLOSED | {
    "button",
    "summary",
    "label",
    "legend",
    "nav",
    "dialog",
    "dt",
    "figcaption",
    "footer",
}
"""The same on a whole page, which has more than text."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TAG = re.compile(
    r"<!--.*?-->|<(script|style|svg|template|textarea)\b.*?</\1>"
    r"|<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*+)>",
    re.DOTALL,
)
"""A comment, what holds no text of the page, or a tag."""
TERM_LINK = re.compile(r'\bhref="[^"#]*#([^"]+)"')


def spellings(glossary: Mapping[str, Any]) -> dict[str, str]:
    """The id of the term of every word that is looked for: what the glossary has, capitals apart."""
    return {word.lower(): id_ for id_, term in glossary.items() for word in (term["term"], *term["also"])}


def pattern(ids: Mapping[str, str]) -> re.Pattern[str]:
    """What finds the words, the longest first."""
    longest = sorted(ids, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def linked(html: str, glossary: Mapping[str, Any], way: str) -> str:
    """A page's HTML with each term linked where it first stands in running text; `way` leads to the glossary.

    A link that the page's text has further down, where it was first in that text, is a word again; one that
    was made by hand stays, and speaks for its term on the whole page.
    """
    return _Page(glossary, way).linked(html) if glossary and way else html


class _Page:
    """One pass over the tags of a page, with what is open and what was linked."""

    def __init__(self, glossary: Mapping[str, Any], way: str) -> None:
        self.glossary, self.way = glossary, way
        self.ids = spellings(glossary)
        self.pattern = pattern(self.ids)
        self.seen: set[str] = set()
        self.open: list[tuple[str, bool]] = []

    def linked(self, html: str) -> str:
        tags = list(TAG.finditer(html))
        by_hand = (self.by_hand(html, tag, follows) for tag, follows in pairwise(tags))
        self.seen = {id_ for id_ in by_hand if id_}
        parts, at = [], 0
        for number, tag in enumerate(tags):
            parts.append(self.text(html[at : tag.start()]))
            at = tag.end()
            said = tags[number + 1] if number + 1 < len(tags) else tag
            parts.append(self.tag(tag, html[at : said.start()]))
        return "".join([*parts, self.text(html[at:])])

    def by_hand(self, html: str, tag: re.Match[str], follows: re.Match[str]) -> str:
        """The term that a link leads to whose words no list would find."""
        id_ = self.term(tag)
        return id_ if id_ and self.ids.get(html[tag.end() : follows.start()].lower()) != id_ else ""

    def term(self, tag: re.Match[str]) -> str:
        """The term that an opening tag links."""
        if tag[3] != "a" or tag[2] or 'class="term"' not in tag[4]:
            return ""
        found = TERM_LINK.search(tag[4])
        return found[1] if found and found[1] in self.glossary else ""

    def tag(self, tag: re.Match[str], follows: str) -> str:
        """The tag as it is; nothing for that of a link to a term that the page has linked already."""
        name = (tag[3] or "").lower()
        if tag[2]:
            dropped = False
            while self.open and name in (one for one, _ in self.open):
                inner, dropped = self.open.pop()
                if inner == name:
                    break
            return "" if dropped else tag[0]
        if not name or name in VOID or tag[4].endswith("/"):
            return tag[0]
        id_ = self.term(tag)
        again = bool(id_) and id_ in self.seen and self.ids.get(follows.lower()) == id_
        if id_:
            self.seen.add(id_)
        self.open.append((name, again))
        return "" if again else tag[0]

    def text(self, text: str) -> str:
        names = {name for name, dropped in self.open if not dropped}
        if not text.strip() or not names & TEXTS or names & APART:
            return text
        return self.pattern.sub(self.link, text)

    def link(self, match: re.Match[str]) -> str:
        id_ = self.ids[match[1].lower()]
        if id_ in self.seen:
            return match[0]
        self.seen.add(id_)
        means = escape(self.glossary[id_]["means"])
        return f'<a class="term" data-means="{means}" href="{self.way}#{id_}">{match[0]}</a>'


class Terms(Treeprocessor):
    """Links the first use of each term; runs late, on the finished tree."""

    def __init__(self, glossary: Mapping[str, Any], way: str, everywhere: bool, md: Markdown) -> None:
        super().__init__(md)
        self.glossary, self.way, self.everywhere = glossary, way, everywhere
        self.ids = spellings(glossary)
        self.pattern = pattern(self.ids)

    def run(self, root: Element) -> None:
        if not self.way or not self.ids:
            return
        seen: set[str] = set()
        for link in root.iter("a"):
            id_ = link.get("href", "").removeprefix(SCHEME)
            if link.get("href", "").startswith(SCHEME) and id_ in self.glossary:
                self._lead(link, id_)
                seen.add(id_)
        for element in list(_open(root)) if self.everywhere else ():
            if element.tag in TEXTS:
                self._link(element, seen)

    def _link(self, element: Element, seen: set[str]) -> None:
        """The first uses in an element's own text, and in what it emphasises."""
        element.text = self._split(element, 0, element.text, seen)
        for child in list(element):
            if child.tag in ("em", "strong"):
                self._link(child, seen)
            place = list(element).index(child) + 1
            child.tail = self._split(element, place, child.tail, seen)

    def _split(self, parent: Element, place: int, text: str | None, seen: set[str]) -> str | None:
        """Puts a link into the parent at each first use of the text; what stands before the first one."""
        if not text or isinstance(text, AtomicString):
            return text
        kept, end, last = text, 0, None
        for match in self.pattern.finditer(text):
            id_ = self.ids[match[1].lower()]
            if id_ in seen:
                continue
            seen.add(id_)
            link = Element("a")
            link.text = AtomicString(match[1])
            self._lead(link, id_)
            if last is None:
                kept = text[: match.start()]
            else:
                last.tail = text[end : match.start()]
            parent.insert(place, link)
            place, end, last = place + 1, match.end(), link
        if last is not None:
            last.tail = text[end:]
        return kept

    def _lead(self, link: Element, id_: str) -> None:
        link.set("href", f"{self.way}#{id_}")
        link.set("class", "term")
        link.set("data-means", self.glossary[id_]["means"])


def _open(root: Element) -> Iterator[Element]:
    """Every element below the root in which words may be linked, from the top."""
    for child in root:
        if child.tag not in CLOSED:
            yield child
            yield from _open(child)


class GlossaryExtension(Extension):
    """`terms` are the glossary's as plain values; `way` leads from the page's file to that of the glossary.

    Runs before MkDocs turns ways to files into addresses.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "terms": [{}, "the terms by id"],
            "way": ["", "from the page to the glossary"],
            "everywhere": [True, "whether words are linked that nobody has linked by hand"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        terms, way = self.getConfig("terms"), self.getConfig("way")
        md.treeprocessors.register(Terms(terms, way, self.getConfig("everywhere"), md), "terms", 5)


def makeExtension(**settings: Any) -> GlossaryExtension:  # noqa: N802
    """Markdown's entry point."""
    return GlossaryExtension(**settings)
