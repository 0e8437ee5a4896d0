"""What a page weighs before anybody touches it, in bytes as a host sends them (gzip, level 9).

Used by the budget tests; reads the built files only, and knows no limit.
"""

import gzip
from dataclasses import dataclass

from tests.site.tree import Tree

IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes by kind of file, images apart; `requests` counts every file, the page and its icon included."""

    html: int
    script: int
    style: int
    font: int
    requests: int

    @property
    def total(self) -> int:
        """All bytes but those of images."""
        return self.html + self.script + self.style + self.font


def packed(content: bytes) -> int:
    """The size of the content under gzip; a font is sent as it is, being packed already."""
    return len(gzip.compress(content, compresslevel=9, mtime=0))


def weigh(tree: Tree, page: str) -> Weight:
    """The weight of a page and of all that a browser fetches to show it."""
    files = tree.loads(page)
    sizes = {path: _size(tree, path) for path in files if not path.endswith(IMAGES)}

    def of(*endings: str) -> int:
        return sum(size for path, size in sizes.items() if path.endswith(endings))

    known = Weight(of(".html"), of(".js", ".mjs"), of(".css"), of(".woff2"), len(files))
    assert known.total == sum(sizes.values()), (
        f"{page} loads a file of a kind that has no budget: {sorted(sizes)}"
    )
    return known


def _size(tree: Tree, path: str) -> int:
    content = tree.bytes(path)
    return len(content) if path.endswith(".woff2") else packed(content)
