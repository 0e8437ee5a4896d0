"""Internal links, and placeholders in the text: each leads to something.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import posixpath
import re
from collections.abc import Iterator

from site_build import text
from site_build.errors import Problem, nearest
from site_build.library import Library
from site_build.settings import PLACEHOLDERS

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|\{\{", re.IGNORECASE)
"""How the target of a link begins that is no file of ours: with a scheme, or with a placeholder."""


def links(library: Library) -> Iterator[Problem]:
    """Links that point at no file of ours, or at no move of a playbook."""
    sources = {entry.source for entry in library.entries}
    anchors = {entry.source: {move.id for move in entry.model.moves} for entry in library.playbooks}
    for entry in library.entries:
        for found in text.links(entry.document.body):
            target, _, anchor = found.text.partition("#")
            if ELSEWHERE.match(target) or not target:
                continue
            folder = posixpath.dirname(entry.source)
            path = posixpath.normpath(posixpath.join(folder, target))
            if path not in sources:
                message = f'the link "{found.text}" points at no file'
                near = nearest(
                    target, [posixpath.relpath(source, folder) for source in sources], others=False
                )
                hint = near or "Write the way from this file to the other, as ../styles/lion.md."
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)
            elif anchor.startswith("m-") and anchor not in anchors.get(path, set()):
                message = f'the link "{found.text}" points at no move'
                hint = nearest(anchor, anchors.get(path, set()))
                yield entry.document.body_problem("CT008", message, hint, offset=found.offset)


def placeholders(library: Library) -> Iterator[Problem]:
    """Placeholders that no value stands for."""
    for entry in library.entries:
        for found in text.placeholders(entry.document.body):
            if found.text not in PLACEHOLDERS:
                message = f'the placeholder "{found.text}" is not known'
                hint = nearest(found.text, PLACEHOLDERS)
                yield entry.document.body_problem("CT006", message, hint, offset=found.offset)
