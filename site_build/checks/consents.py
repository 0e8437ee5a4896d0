"""Consent texts: each is as it was when its id was given, none is gone, and every purpose has one.

The record `_data/consent_history.yml` has the digest of every text that was ever used, and only grows; what
git knows of it holds too. Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping

from site_build.errors import Problem
from site_build.history import CONSENTS, History
from site_build.library import Library

PURPOSES = ("processing", "marketing", "result")
BACK = "Put the old text back, and add the new one under another id"


def problems(library: Library, history: History | None = None) -> Iterator[Problem]:
    """CN001."""
    yield from _texts(library)
    yield from _record(library, history.consents if history else {})


def _texts(library: Library) -> Iterator[Problem]:
    """What is wrong with the texts that are there."""
    document, record = library.data_documents["consent"], library.data.consent_history
    for id_, consent in library.data.consent.items():
        digest = hashlib.sha256(consent.text.encode()).hexdigest()
        recorded = record.get(id_)
        if recorded and digest != recorded:
            message = f'the text of "{id_}" is not the one that had this id'
            yield document.problem("CN001", message, f"{BACK}, with sha256 {digest}.", at=("consent", id_))
        elif digest != consent.sha256:
            message, hint = f'the sha256 of "{id_}" is not that of its text', f"It is {digest}."
            yield document.problem("CN001", message, hint, at=("consent", id_, "sha256"))
        if not recorded:
            message = f'the text of "{id_}" is not in the record of consent texts'
            hint = f"Add to {CONSENTS}: `{id_}: {digest}`."
            yield document.problem("CN001", message, hint, at=("consent", id_))
    for purpose in PURPOSES:
        if all(consent.purpose != purpose for consent in library.data.consent.values()):
            message = f"no text asks consent for {purpose}"
            yield document.problem("CN001", message, "Add one.", at=("consent",))


def _record(library: Library, before: Mapping[str, str]) -> Iterator[Problem]:
    """What was taken out of the record or of the texts, and what was changed in the record."""
    document, record = library.data_documents["consent_history"], library.data.consent_history
    for id_ in record.keys() - library.data.consent.keys():
        message = f'the text of "{id_}" is gone, and requests name it'
        hint = "Put it back; only the last text of a purpose is shown."
        yield document.problem("CN001", message, hint, at=("consent_history", id_))
    for id_, digest in before.items():
        at = ("consent_history", id_)
        if id_ not in record:
            message = f'"{id_}" was taken out of the record of consent texts'
            yield document.problem("CN001", message, f"Put back `{id_}: {digest}`.", at=at)
        elif record[id_] != digest:
            message = f'"{id_}" has another digest than it was recorded with'
            yield document.problem("CN001", message, f"{BACK}; here stands {digest}.", at=at)
