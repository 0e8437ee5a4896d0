"""Citations `[@id]`: a number in the text, a short note beside the paragraph, the full source at the end.

A Markdown extension, named in mkdocs.yml; the adapter hands it each page's sources. Knows no MkDocs.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from site_build.text import CITATION

BLOCKS = {"p", "ul", "ol", "table"}


class Citation(InlineProcessor):
    """`[@id]` as a raised number that leads to the source; the id stays on the element for the notes."""

    def __init__(self, sources: list[dict[str, str]], md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)
        self.numbers = {source["id"]: number for number, source in enumerate(sources, 1)}

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override] # noqa: N802
        number = self.numbers.get(m[1])
        if number is None:
            return None, None, None
        raised = Element("sup", {"class": "cite"})
        label = f"Source {number}"
        SubElement(raised, "a", {"href": f"#source-{number}", "aria-label": label}).text = str(number)
        return raised, m.start(0), m.end(0)


class Notes(Treeprocessor):
    """Wraps each top-level block that cites something, and puts the short notes behind it."""

    def __init__(self, sources: list[dict[str, str]], md: Markdown) -> None:
        super().__init__(md)
        self.labels = {str(number): source["label"] for number, source in enumerate(sources, 1)}

    def run(self, root: Element) -> None:
        noted: set[str] = set()
        for index, block in enumerate(list(root)):
            if block.tag not in BLOCKS:
                continue
            cited = [link.text or "" for mark in block.iter("sup") for link in mark.iter("a")]
            fresh = [number for number in dict.fromkeys(cited) if number not in noted]
            if not fresh:
                continue
            noted.update(fresh)
            root.remove(block)
            wrapper = Element("div", {"class": "cited"})
            wrapper.append(block)
            # The same words stand in the list of sources, so a screen reader need not hear them twice.
            notes = SubElement(wrapper, "div", {"class": "cited__notes", "aria-hidden": "true"})
            for number in fresh:
                note = SubElement(notes, "p")
                SubElement(note, "span", {"class": "cited__number"}).text = number
                note[-1].tail = f" {self.labels[number]}"
            root.insert(index, wrapper)


class CitationsExtension(Extension):
    """`sources` is a list of `id` and `label`, in the order in which the page lists them."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"sources": [[], "the page's sources"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        sources: list[dict[str, str]] = self.getConfig("sources")
        md.inlinePatterns.register(Citation(sources, md), "citation", 175)
        md.treeprocessors.register(Notes(sources, md), "citation-notes", 1)


def makeExtension(**settings: Any) -> CitationsExtension:  # noqa: N802
    """Markdown's entry point."""
    return CitationsExtension(**settings)
