"""Words of the standard in running text: each is linked to the glossary where a page first uses it.

A Markdown extension, named in mkdocs.yml; the adapter hands it the terms and the way to the glossary. `[the
zone](term:zopa)` links by hand what no list can find. Knows no MkDocs.
"""

import re
from collections.abc import Iterator, Mapping
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


def spellings(glossary: Mapping[str, Any]) -> dict[str, str]:
    """The id of the term of every word that is looked for: what the glossary has, capitals apart."""
    return {word.lower(): id_ for id_, term in glossary.items() for word in (term["term"], *term["also"])}


class Terms(Treeprocessor):
    """Links the first use of each term; runs late, on the finished tree."""

    def __init__(self, glossary: Mapping[str, Any], way: str, everywhere: bool, md: Markdown) -> None:
        super().__init__(md)
        self.glossary, self.way, self.everywhere = glossary, way, everywhere
        self.ids = spellings(glossary)
        longest = sorted(self.ids, key=lambda word: (-len(word), word))
        self.pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)

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
