"""The blocks of a body: each has a known name, is closed, and is not closed twice.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from site_build import text
from site_build.errors import Problem, nearest
from site_build.library import Library

BLOCKS = ("insight", "pull-quote", "cta", "aside", "dialogue", "figure")


def problems(library: Library) -> Iterator[Problem]:
    """Markdown prints the fences of an unknown block, and takes all the rest into a block without an end."""
    calls = list(library.data.ctas)
    for entry in library.entries:
        document = entry.document
        opened: text.Fence | None = None
        for fence in [*text.fences(document.body), None]:
            if opened and (fence is None or fence.name):
                message, hint = (
                    f"the block {opened.name} is never closed",
                    "Put a line `///` behind its text.",
                )
                yield document.body_problem("CT009", message, hint, offset=opened.offset)
            if fence and not opened and not fence.name:
                message = "a block is closed here and none is open"
                yield document.body_problem("CT009", message, "Take the line out.", offset=fence.offset)
            if fence and fence.name and fence.name not in BLOCKS:
                message, hint = f'"{fence.name}" is no known block', nearest(fence.name, BLOCKS)
                yield document.body_problem("CT001", message, hint, offset=fence.offset)
            if fence and fence.name == "cta" and fence.argument not in calls:
                message, hint = f'"{fence.argument}" is no known name for cta', nearest(fence.argument, calls)
                yield document.body_problem("CT001", message, hint, offset=fence.offset)
            opened = fence if fence and fence.name else None
