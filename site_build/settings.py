"""The settings of `mkdocs.yml` that are ours: the organisation behind the site.

Read by the command line and by the MkDocs adapter; knows the file, not MkDocs.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, HttpUrl

from site_build import frontmatter
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.models.base import Line, Schema, validate

Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")]


class Organisation(Schema):
    """Who stands behind the site; `demo_email` receives the requests for a demo."""

    name: Line
    email: Email
    demo_email: Email
    website: HttpUrl
    address: Line
    repository: HttpUrl


PLACEHOLDERS = tuple(f"organisation.{name}" for name in Organisation.model_fields)
"""What a page's text may take from the settings, written `{{ organisation.name }}`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The organisation, and a warning for each value that is still a placeholder."""

    organisation: Organisation
    unset: tuple[Problem, ...]

    @property
    def values(self) -> dict[str, str]:
        """What stands for each placeholder name."""
        return {f"organisation.{name}": str(getattr(self.organisation, name)) for name in Organisation.model_fields}


class _Extra(Schema):
    organisation: Organisation


class _File(Schema):
    extra: _Extra


def load(file: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of `file` (mkdocs.yml), or None and what is wrong with them."""
    text, problems = frontmatter.decode(file.read_bytes(), file.name)
    if text is None:
        return None, problems
    meta, places, problems = frontmatter.read_yaml(text, file.name)
    if meta is None:
        return None, problems
    extra: Any = meta.get("extra") or {}
    ours = {"extra": {"organisation": extra.get("organisation")}} if isinstance(extra, dict) else {}
    document = Document(file.name, ours, "", 1, places)
    model, found = validate(_File, document)
    problems += found
    if model is None or problems:
        return None, problems
    unset = [
        document.problem("ST002", f"extra.organisation.{name} is still a placeholder", "Set it.", at=at)
        for name in Organisation.model_fields
        if "example" in str(getattr(model.extra.organisation, name)).lower()
        for at in [("extra", "organisation", name)]
    ]
    if "example" in str(meta.get("site_url", "example")):
        unset.append(document.problem("ST002", "site_url is still a placeholder", "Set it.", at=("site_url",)))
    return Settings(model.extra.organisation, tuple(sorted(unset))), []
