"""The blocks an editor can write between `///` fences: insight, pull-quote, cta.

A Markdown extension, named in mkdocs.yml; the adapter hands it the calls to action. Knows no MkDocs.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block


class Insight(Block):  # type: ignore[misc]
    """A ruled box with the diamond: what to take from the article."""

    NAME = "insight"

    def on_create(self, parent: Element) -> Element:
        box = SubElement(parent, "aside", {"class": "insight", "aria-label": "Insight"})
        SubElement(box, "p", {"class": "insight__kicker", "aria-hidden": "true"}).text = "◆ Insight"
        return SubElement(box, "div", {"class": "insight__body"})


class PullQuote(Block):  # type: ignore[misc]
    """A sentence of the article, hung into the margin. A repetition, which a screen reader may pass over."""

    NAME = "pull-quote"

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "pull-quote", "aria-hidden": "true"})


class Call(Block):  # type: ignore[misc]
    """A call to action by its id: one sentence, one button."""

    NAME = "cta"
    ARGUMENT = True

    def on_validate(self, parent: Element) -> bool:
        return self.argument in self.config["ctas"]

    def on_create(self, parent: Element) -> Element:
        call: Mapping[str, str] = self.config["ctas"][self.argument]
        box = SubElement(parent, "p", {"class": "call"})
        SubElement(box, "span", {"class": "call__text"}).text = call["text"] + " "
        SubElement(box, "a", {"class": "button", "href": call["href"]}).text = call["button"]
        return box


class EdgeBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the three blocks; `ctas` maps an id to `text`, `button` and `href`."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"ctas": [{}, "calls to action by id"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, blocks: Any) -> None:  # noqa: N802
        blocks.register(Insight, self.getConfigs())
        blocks.register(PullQuote, self.getConfigs())
        blocks.register(Call, self.getConfigs())


def makeExtension(**settings: Any) -> EdgeBlocksExtension:  # noqa: N802
    """Markdown's entry point."""
    return EdgeBlocksExtension(**settings)
