"""What the tests of the playbook standard share: the sound golden playbook, the library, steps to both."""

from functools import cache
from typing import Any

import yaml

from site_build import frontmatter, library, named_moves
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.library import Library
from site_build.models.base import validate
from site_build.models.playbook import Playbook
from site_build.playbooks import files, linter
from site_build.playbooks.subject import Subject
from tests.site_build.copies import DAY, ROOT

GOLDEN = ROOT / "tests" / "golden" / "playbooks"
SOUND = (GOLDEN / "sound.md").read_text(encoding="utf-8")
"""What `playbook new sound` writes on DAY: a test holds it to that."""
FORECAST = """\
  - id: g-forecast
    label: A forecast every quarter
    our_cost: {amount: 300, basis: "half a day a quarter"}
    their_value: {low: 400, high: 2000, confidence: guess}
    trade_for: [t-support]
"""
"""One of its gives, as it is written there."""
FILES = sorted(file for file in (ROOT / "content" / "playbooks").glob("*.md") if file.stem != "index")
NAMES = [file.stem for file in FILES]


@cache
def content() -> Library:
    """The library of the project itself."""
    found, problems = library.load(ROOT / "content")
    assert found, problems
    return found


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """The text with the one place of each old text changed to the new one."""
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} places with {old!r}"
        text = text.replace(old, new)
    return text


def read(text: str, path: str = "sound.md") -> tuple[Document, Playbook]:
    """The document and the model of a playbook's text, which has to be sound in its shape."""
    document, problems = frontmatter.read(text.encode(), path)
    assert document
    assert not problems
    document, problems = named_moves.filled(document, {move.slug: move.model for move in content().moves})
    assert not problems
    model, problems = validate(Playbook, document)
    assert model, problems
    return document, model


def model(*changes: tuple[str, str]) -> Playbook:
    """The sound playbook as a model, with some of its text changed."""
    return read(replaced(SOUND, *changes))[1]


def lint(
    text: str, kept: tuple[Playbook, ...] = (), others: tuple[Playbook, ...] | None = None
) -> list[Problem]:
    """What the linter says of a playbook's text on DAY, beside those of `content/` or beside others."""
    document, read_ = read(text)
    beside = others if others is not None else tuple(entry.model for entry in content().playbooks)
    return linter.lint(Subject(document, read_, linter.names(content()), DAY, kept, beside, ours=True))


def said(*changes: tuple[str, str]) -> list[str]:
    """What the linter says of the sound playbook with some of its text changed, a line each."""
    return [str(problem) for problem in lint(replaced(SOUND, *changes))]


def from_yaml(text: str) -> Playbook:
    """A playbook of a YAML or JSON file, read as the command line reads one."""
    meta, places, problems = frontmatter.read_yaml(text, "file.yaml")
    assert meta is not None, problems
    assert not problems
    found, problems = validate(Playbook, Document("file.yaml", meta, "", 1, places, text, 1))
    assert found, problems
    return found


def written(one: Playbook) -> dict[str, Any]:
    """A playbook as the site's YAML file has it, in the eyes of another reader of YAML."""
    found: dict[str, Any] = yaml.safe_load(files.as_yaml(one))
    return found
