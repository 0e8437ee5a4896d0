"""Titles and descriptions: each stands on one page.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from site_build.errors import Problem
from site_build.library import Library


def problems(library: Library) -> Iterator[Problem]:
    """A title or description that another page has, named at the second of the two."""
    for key in ("title", "description"):
        first: dict[str, str] = {}
        for entry in library.entries:
            value = str(getattr(entry.model, key))
            if value in first:
                message = f"the {key} stands in {first[value]} too"
                hint = f"Give this page a {key} of its own."
                yield entry.document.problem("CT002", message, hint, at=(key,))
            first.setdefault(value, entry.document.path)
