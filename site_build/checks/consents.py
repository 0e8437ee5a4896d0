"""Consent texts: each is as it was when its id was given, and every purpose has one.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import hashlib
from collections.abc import Iterator

from site_build.errors import Problem
from site_build.library import Library

PURPOSES = ("processing", "marketing", "result")


def problems(library: Library) -> Iterator[Problem]:
    """CN001."""
    document = library.data_documents["consent"]
    for id_, consent in library.data.consent.items():
        digest = hashlib.sha256(consent.text.encode()).hexdigest()
        if digest != consent.sha256:
            message = f'the text of "{id_}" is not the one that its sha256 is of'
            hint = f"Put the old text back, and add the new one under another id, with sha256 {digest}."
            yield document.problem("CN001", message, hint, at=("consent", id_))
    for purpose in PURPOSES:
        if all(consent.purpose != purpose for consent in library.data.consent.values()):
            message = f"no text asks consent for {purpose}"
            yield document.problem("CN001", message, "Add one.", at=("consent",))
