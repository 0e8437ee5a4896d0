"""Words of the standard: a link by hand names a term that there is, and no abbreviation stands unexplained.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import re
from collections.abc import Iterator, Sequence

from site_build import text
from site_build.checks.outlines import Page
from site_build.errors import Problem, nearest
from site_build.glossary import SCHEME, spellings
from site_build.library import Library

ABBREVIATION = re.compile(r"(?<![\w/.-])([A-Z]{3,})s?(?![\w/-])")


def problems(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    """GL001 and GL002."""
    glossary = library.data.glossary
    explained = {
        word.upper() for word in spellings({id_: term.model_dump() for id_, term in glossary.items()})
    }
    explained |= set(library.data.spelling.abbreviations)
    for page in pages:
        document = page.document
        for found in text.links(document.body):
            id_ = found.text.removeprefix(SCHEME)
            if found.text.startswith(SCHEME) and id_ not in glossary:
                message, hint = f'"{id_}" is no term of the glossary', nearest(id_, glossary, others=False)
                hint = hint or "The terms stand in _data/glossary.yml."
                yield document.body_problem("GL001", message, hint, offset=found.offset)
        told: set[str] = set()
        for match in ABBREVIATION.finditer(page.outline.prose):
            if match[1] not in explained and match[1] not in told:
                told.add(match[1])
                message = f'"{match[1]}" is explained nowhere'
                hint = "Write it out, or add it to the glossary or to `abbreviations` in _data/spelling.yml."
                yield document.body_problem("GL002", message, hint, offset=match.start())
