"""Pictures beside an article's file: their size, so that a page keeps their room before they come.

A Markdown extension, named in mkdocs.yml; the adapter hands it the folder of each page. Knows no MkDocs.
"""

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import imagesize
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


def size(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None for a file that is not there, or that is no picture."""
    return _size(file, file.stat().st_mtime_ns) if file.is_file() else None


@cache
def _size(file: Path, _: int) -> tuple[int, int] | None:
    width, height = imagesize.get(file)
    return (round(width), round(height)) if width > 0 and height > 0 else None


class Sizes(Treeprocessor):
    """Gives each picture of the text its width and height, and lets it come when it is near."""

    def __init__(self, folder: str, md: Markdown) -> None:
        super().__init__(md)
        self.folder = Path(folder)

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            image.set("loading", "lazy")
            image.set("decoding", "async")
            if found := size(self.folder / image.get("src", "")):
                image.set("width", str(found[0]))
                image.set("height", str(found[1]))


class ImagesExtension(Extension):
    """`folder` is that of the page's file. Runs before MkDocs turns the way to a picture into an address."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"folder": ["", "the folder of the page's file"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(Sizes(self.getConfig("folder"), md), "image-sizes", 15)


def makeExtension(**settings: Any) -> ImagesExtension:  # noqa: N802
    """Markdown's entry point."""
    return ImagesExtension(**settings)
