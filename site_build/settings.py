"""The settings of `mkdocs.yml` that are ours: the organisation, the funnel; what a text may take.

Read by the command line and by the MkDocs adapter; knows the file, not MkDocs.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import HttpUrl

from site_build import counting, figures, frontmatter
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.models.base import Form, Line, Schema, validate
from site_build.models.funnel import Funnel

Email = Annotated[str, Form(r"[^@\s]+@[^@\s]+\.[a-z]+", "an e-mail address such as hello@example.com")]


class Organisation(Schema):
    """Who stands behind the site; `demo_email` receives the requests for a demo.

    `edit` is where a page's file can be changed: `{repository}` and `{path}` are filled in.
    """

    name: Line
    email: Email
    demo_email: Email
    website: HttpUrl
    address: Line
    repository: HttpUrl
    edit: Annotated[Line, Form(r"\S*\{path\}\S*", "an address with {path} in it")] = (
        "{repository}/edit/main/{path}"
    )


SPOKEN = tuple(name for name in Organisation.model_fields if name != "edit")
"""The fields that a text may take."""
PLACEHOLDERS = (
    *(f"organisation.{name}" for name in SPOKEN),
    "funnel.told",
    *counting.words(None),
    *figures.values(),
)
"""What a page's text may take, written `{{ organisation.name }}`: from the settings and the calibration."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The organisation, a warning for each value that is still a placeholder, and the funnel."""

    organisation: Organisation
    unset: tuple[Problem, ...]
    funnel: Funnel = field(default_factory=Funnel)

    def edit(self, path: str) -> str:
        """The address at which the file `path` of the repository can be changed; empty for no file."""
        repository = str(self.organisation.repository).rstrip("/")
        pattern = self.organisation.edit.replace("{repository}", repository)
        return pattern.replace("{path}", quote(path)) if path else ""

    @property
    def values(self) -> dict[str, str]:
        """What stands for each placeholder name."""
        ours = {f"organisation.{name}": str(getattr(self.organisation, name)) for name in SPOKEN}
        counted = counting.words(self.funnel.count)
        return ours | {"funnel.told": self.funnel.told} | counted | figures.values()


class _Extra(Schema):
    organisation: Organisation
    funnel: Funnel = Funnel()


class _File(Schema):
    extra: _Extra


def load(file: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of `file` (mkdocs.yml), or None and what is wrong with them."""
    if not file.is_file():
        hint = "Work in the project's folder."
        return None, [Problem(file.name, 1, 1, "ST001", "the settings are missing", hint)]
    text, problems = frontmatter.decode(file.read_bytes(), file.name)
    if text is None:
        return None, problems
    meta, places, problems = frontmatter.read_yaml(text, file.name)
    if meta is None:
        return None, problems
    document = Document(file.name, _ours(meta), "", 1, places)
    model, found = validate(_File, document)
    problems += [replace(problem, code="ST001") for problem in found]
    if model is None or problems:
        return None, problems
    unset = [
        replace(
            document.problem("ST002", f'"{at[-1]}" is still a placeholder', "Set it.", at=at),
            severity="warning",
        )
        for at, value in [
            (("site_url",), meta.get("site_url", "example")),
            *((("extra", "organisation", name), value) for name, value in model.extra.organisation),
        ]
        if "example" in str(value).lower()
    ]
    return Settings(model.extra.organisation, tuple(sorted(unset)), model.extra.funnel), []


def _ours(meta: dict[str, Any]) -> dict[str, Any]:
    """The part of the settings that has a schema; MkDocs checks the rest itself."""
    extra = meta.get("extra")
    if isinstance(extra, dict):
        extra = {key: value for key, value in extra.items() if key in _Extra.model_fields}
    return {"extra": extra} if "extra" in meta else {}
