"""The blocks an editor can write between `///` fences: insight, pull-quote, cta, aside, dialogue, figure.

A Markdown extension, named in mkdocs.yml; the adapter hands it the calls to action. Knows no MkDocs.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from site_build import data_figure, figure_drawing
from site_build.text import SPEAKER, plain


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


class Aside(Block):  # type: ignore[misc]
    """A note beside the line of the text, with a title of its own."""

    NAME = "aside"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        box = SubElement(parent, "aside", {"class": "aside", "aria-label": plain(self.argument)})
        SubElement(box, "p", {"class": "aside__title"}).text = self.argument
        return SubElement(box, "div", {"class": "aside__body"})


class Dialogue(Block):  # type: ignore[misc]
    """Who says what, a line each: `Buyer: …`; a line in parentheses is what happens meanwhile."""

    NAME = "dialogue"

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "ol", {"class": "dialogue"})

    def on_end(self, block: Element) -> None:
        lines = [line for part in list(block) for line in (part.text or "").split("\n") if line.strip()]
        block[:] = []
        for line in lines:
            speaker = SPEAKER.fullmatch(line.strip())
            turn = SubElement(block, "li", {"class": "dialogue__turn" if speaker else "dialogue__note"})
            if speaker:
                style = {"data-style": speaker[2]} if speaker[2] else {}
                SubElement(turn, "span", {"class": "dialogue__who", **style}).text = f"{speaker[1]}:"
            said = SubElement(turn, "span", {"class": "dialogue__said"})
            said.text = speaker[3] if speaker else line.strip().strip("()")
            if speaker:
                turn[0].tail = " "


class DataFigure(Block):  # type: ignore[misc]
    """A chart from a small table, with its numbers in words beside the shapes."""

    NAME = "figure"
    ARGUMENT = True

    def on_validate(self, parent: Element) -> bool:
        return bool(self.argument)

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "figure", {"class": "data-figure"})

    def on_markdown(self) -> str:
        return "raw"

    def on_end(self, block: Element) -> None:
        figure, faults = data_figure.read(str(block.text or ""))
        block.text = None
        title = SubElement(block, "figcaption", {"class": "data-figure__title"})
        title.text = self.argument
        if figure is None:
            # The checks stop a build before it comes to this; the live preview goes on.
            SubElement(block, "p", {"class": "notice"}).text = "; ".join(fault.message for fault in faults)
            return
        if figure.unit:
            SubElement(title, "span", {"class": "data-figure__unit"}).text = figure.unit
            title[-1].tail = ""
            title.text = f"{self.argument} "
        figure_drawing.draw(block, figure)
        if figure.note:
            SubElement(block, "p", {"class": "data-figure__note small"}).text = figure.note


class EdgeBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks; `ctas` maps an id to `text`, `button` and `href`."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"ctas": [{}, "calls to action by id"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, blocks: Any) -> None:  # noqa: N802
        blocks.register(Insight, self.getConfigs())
        blocks.register(PullQuote, self.getConfigs())
        blocks.register(Call, self.getConfigs())
        blocks.register(Aside, self.getConfigs())
        blocks.register(Dialogue, self.getConfigs())
        blocks.register(DataFigure, self.getConfigs())


def makeExtension(**settings: Any) -> EdgeBlocksExtension:  # noqa: N802
    """Markdown's entry point."""
    return EdgeBlocksExtension(**settings)
