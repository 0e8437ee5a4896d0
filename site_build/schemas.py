"""JSON Schemas of front matter and data files, written by `python -m site_build schema`.

The models say what is right, `schema_words` what each key is for. Called by the command line.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, TypeAdapter

from site_build.counting import DIALECT
from site_build.library import SAMPLE, SECTIONS
from site_build.models.data import Data
from site_build.models.page import Page
from site_build.models.sample import Sample
from site_build.schema_words import SPECIAL, WORDS


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file."""
    models: dict[str, type[BaseModel]] = {kind.__name__.lower(): kind for kind in (*SECTIONS.values(), Page)}
    models[PurePosixPath(SAMPLE).stem] = Sample
    found = {f"{name}.json": model.model_json_schema() for name, model in models.items()}
    for name, field in Data.model_fields.items():
        found[f"{name}.json"] = {
            "title": name.capitalize(),
            **TypeAdapter[Any](field.rebuild_annotation()).json_schema(),
        }
    _shortened(found["playbook.json"])
    return {name: {"$schema": DIALECT, **told(schema)} for name, schema in sorted(found.items())}


def write(folder: Path) -> int:
    """Writes them all; 0."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")
    print(f"{folder.name}/ written.", file=sys.stderr)
    return 0


def text(schema: Mapping[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _shortened(playbook: dict[str, Any]) -> None:
    """In a file of ours a move may say `use` in place of what the library says."""
    move = playbook["$defs"]["Move"]
    whole = move["required"]
    move["required"] = ["id"]
    move["anyOf"] = [{"required": ["use"]}, {"required": whole}]


def told(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with a description of each key, its own and those of the schemas inside it."""
    for name, part in [(schema.get("title", ""), schema), *schema.get("$defs", {}).items()]:
        for key, value in part.get("properties", {}).items():
            value["description"] = SPECIAL.get((name, key)) or WORDS[key]
    return schema
