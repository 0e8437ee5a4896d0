"""The parts that every article has.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from site_build import text
from site_build.errors import Problem
from site_build.library import Library

REQUIRED_BLOCKS = {
    ("insight", ""): ("an insight box", "/// insight"),
    ("pull-quote", ""): ("a pull quote", "/// pull-quote"),
    ("cta", "demo"): ("the demo call", "/// cta | demo"),
}


def problems(library: Library) -> Iterator[Problem]:
    """Every article has its insight box, its pull quote and the demo call; quotes come from the body."""
    for entry in library.articles:
        document = entry.document
        there = {(fence.name, fence.argument) for fence in text.fences(document.body)}
        for block, (name, fence) in REQUIRED_BLOCKS.items():
            if block not in there:
                yield document.problem("CT007", f"the article lacks {name}", f"Add a block `{fence}`.")
        running = text.squeezed(text.plain(document.body))
        for found in text.pull_quotes(document.body):
            if text.squeezed(text.plain(found.text)) not in running:
                hint = "Quote a sentence of the article word for word."
                message = "the pull quote does not occur in the body"
                yield document.body_problem("CT005", message, hint, offset=found.offset)
