"""Pictures: each file is there, wide enough for a large screen, and light enough for a slow line.

Called by `checks.check` on the outlines; gives problems, prints nothing.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from site_build.checks.outlines import Page
from site_build.errors import Problem, nearest
from site_build.models.article import Article
from site_build.pictures import Picture

LEAST_WIDTH = 1200
MOST_KILOBYTES = 400
Say = Callable[[str, str, str], Problem]


def problems(pages: Sequence[Page], pictures: Mapping[str, Picture]) -> Iterator[Problem]:
    """What is wrong with the pictures that pages show."""
    for page in pages:
        folder = posixpath.dirname(page.entry.source)
        for shown in page.outline.pictures:
            if re.match(r"[a-z][a-z0-9+.-]*:|//|\{\{", shown.src):
                message, hint = "the picture lies on another site", "Put the file beside the page."
                yield page.problem("MD005", message, hint, shown.offset)
                continue
            path = posixpath.normpath(posixpath.join(folder, shown.src))

            def said(
                code: str, message: str, hint: str, page: Page = page, offset: int = shown.offset
            ) -> Problem:
                return page.problem(code, message, hint, offset)

            yield from _picture(path, shown.src, pictures, said)
        model = page.entry.model
        if isinstance(model, Article) and model.image:
            path = posixpath.join(folder, page.entry.slug, model.image.src)

            def placed(code: str, message: str, hint: str, page: Page = page) -> Problem:
                return page.document.problem(code, message, hint, at=("image", "src"))

            yield from _picture(path, model.image.src, pictures, placed)


def _picture(path: str, src: str, pictures: Mapping[str, Picture], say: Say) -> Iterator[Problem]:
    if path not in pictures:
        there = [other for other in pictures if posixpath.dirname(other) == posixpath.dirname(path)]
        near = nearest(posixpath.basename(path), map(posixpath.basename, there), others=False)
        yield say("MD005", f'the picture "{src}" is not there', near or f"Save it as content/{path}.")
        return
    found = pictures[path]
    if found.size > MOST_KILOBYTES * 1024:
        kilobytes = -(-found.size // 1024)
        hint = "Save it as WebP, or with a stronger compression."
        yield say("MD006", f"the picture has {kilobytes} KB, at most {MOST_KILOBYTES} are wanted", hint)
    if path.endswith(".svg"):
        return
    if not found.width:
        yield say(
            "MD006", "the file is no picture that can be read", "Save it anew as PNG, JPEG, WebP or SVG."
        )
    elif found.width < LEAST_WIDTH:
        hint = "Save it larger, from the original."
        yield say(
            "MD006", f"the picture is {found.width} pixels wide, at least {LEAST_WIDTH} are needed", hint
        )
