"""Citations and sources: each citation has its source, and each source is cited.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from site_build import text
from site_build.errors import Problem, nearest
from site_build.library import Library
from site_build.models.article import Article
from site_build.models.owner import Owner


def problems(library: Library) -> Iterator[Problem]:
    """Citations that name no source, and sources that nobody cites."""
    for entry in library.entries:
        document = entry.document
        sources = entry.model.sources if isinstance(entry.model, Article | Owner) else ()
        known = [source.id for source in sources]
        cited = set()
        for found in text.citations(document.body):
            cited.add(found.text)
            if found.text not in known:
                hint = nearest(found.text, known) or "Add it to `sources:` in the front matter."
                message = f'the citation "{found.text}" names no source'
                yield document.body_problem("CT003", message, hint, offset=found.offset)
        for index, name in enumerate(known):
            if name not in cited:
                hint = f"Cite it where it is used, as [@{name}], or take it out."
                message = f'the source "{name}" is never cited'
                yield document.problem("CT004", message, hint, at=("sources", index))
