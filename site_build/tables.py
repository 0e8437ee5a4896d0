"""Tables in running text: columns aligned by class, and a frame that scrolls on a narrow screen.

A Markdown extension, named in mkdocs.yml. Markdown aligns by a `style` attribute, which our policy forbids.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class Frames(Treeprocessor):
    """Turns `style="text-align: right"` into a class, and puts a focusable frame round each table."""

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for number, table in enumerate(root.findall(".//table"), 1):
            for cell in table.iter():
                if cell.tag in ("th", "td") and "text-align: right" in cell.attrib.pop("style", ""):
                    cell.set("class", "number")
            for head in table.findall("thead//th"):
                head.set("scope", "col")
            label = f"Table {number}"
            reachable = {"tabindex": "0", "role": "region", "aria-label": label}
            frame = Element("div", {"class": "scroll", **reachable})
            parent = parents[table]
            parent[list(parent).index(table)] = frame
            frame.append(table)
            frame.tail, table.tail = table.tail, None


class TablesExtension(Extension):
    """Runs after the text of the cells is done, and after the citations' notes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(Frames(md), "table-frames", 0.5)


def makeExtension(**settings: Any) -> TablesExtension:  # noqa: N802
    """Markdown's entry point."""
    return TablesExtension(**settings)
