"""Asides, dialogues and figures: what stands in them can be set.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import re
from collections.abc import Iterator

from site_build import data_figure, text
from site_build.errors import Problem
from site_build.library import Library

TITLED = ("aside", "figure")
"""The blocks that need words behind their `|`."""


def problems(library: Library) -> Iterator[Problem]:
    """What stands in dialogues and figures can be set, titled blocks have a title, and figures a source."""
    for entry in library.entries:
        document = entry.document
        for fence in text.fences(document.body):
            if fence.name in TITLED and not fence.argument:
                hint = f"Write `/// {fence.name} | Title`."
                message = f"the block {fence.name} lacks its title"
                yield document.body_problem("CT010", message, hint, offset=fence.offset)
        for found in text.figures(document.body):
            _, faults = data_figure.read(found.text)
            for fault in faults:
                offset = found.offset + fault.offset
                yield document.body_problem("CT010", fault.message, fault.hint, offset=offset)
            if not any(text.citations(found.text)):
                hint = "Add a line such as `note: From the annual reports.[@id]`."
                yield document.body_problem("CT010", "the figure names no source", hint, offset=found.offset)
        for found in text.dialogues(document.body):
            offset = found.offset
            for line in found.text.split("\n"):
                spoken = text.SPEAKER.fullmatch(line.strip())
                if line.strip() and not spoken and not re.fullmatch(r"\(.+\)", line.strip()):
                    hint = "Write `Buyer: what they say`, or `(what happens)` on a line of its own."
                    yield document.body_problem(
                        "CT010", "a line of the dialogue has no speaker", hint, offset=offset
                    )
                offset += len(line) + 1
