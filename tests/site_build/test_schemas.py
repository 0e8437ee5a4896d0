"""The committed JSON Schemas are those of the models, each key is explained, and editors find them."""

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest

from site_build import schemas
from site_build.errors import Problem
from site_build.library import SECTIONS
from tests.site_build.copies import ROOT

FOLDER = ROOT / "docs" / "schema"
SETTINGS = ROOT / ".vscode" / "settings.json"
DATA_FILES = sorted(file.stem for file in (ROOT / "content" / "_data").glob("*.yml"))


def test_committed_schemas_are_current() -> None:
    """docs/schema holds what `python -m site_build schema` writes, and nothing else."""
    made = {name: schemas.text(schema) for name, schema in schemas.schemas().items()}
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()} == made


def test_every_collection_and_data_file_has_a_schema() -> None:
    """Each kind of page and each data file has a schema of its own."""
    names = {kind.__name__.lower() for kind in SECTIONS.values()} | {"page", *DATA_FILES}
    assert set(schemas.schemas()) == {f"{name}.json" for name in names}


@pytest.mark.parametrize("schema", schemas.schemas().values(), ids=schemas.schemas())
def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    """Each key of a schema has a sentence that an editor's tool can show, and its parts refuse other keys."""
    parts = [schema, *schema.get("$defs", {}).values()]
    for part in parts:
        for key, value in part.get("properties", {}).items():
            assert value["description"].endswith("."), key
        if "properties" in part:
            assert part["additionalProperties"] is False


def test_editor_settings_map_every_data_file() -> None:
    """The editor's settings lead each data file to its schema, and name no schema that is not there."""
    mapped = json.loads(SETTINGS.read_text(encoding="utf-8"))["yaml.schemas"]
    assert mapped == {f"./docs/schema/{name}.json": f"content/_data/{name}.yml" for name in DATA_FILES}
    assert all((ROOT / PurePosixPath(schema)).is_file() for schema in mapped)


def test_editor_task_reads_the_lines_of_the_check() -> None:
    """The pattern by which the editor underlines problems takes a line of the check apart."""
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    line = str(Problem("content/articles/x.md", 4, 2, "MD001", "it is wrong", "Do this."))
    found = re.match(pattern["regexp"], line)
    assert found
    parts = {key: found[pattern[key]] for key in ("file", "line", "column", "code", "message")}
    assert list(parts.values()) == ["content/articles/x.md", "4", "2", "MD001", "it is wrong. Do this."]
