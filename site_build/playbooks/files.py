"""The files of the standard that the site offers: playbooks as JSON and YAML, their versions, the schema."""

import json
from typing import Any

import yaml

from site_build.counting import DIALECT
from site_build.library import Library
from site_build.models.playbook import Playbook
from site_build.schemas import told

SCHEMA = "schema/edge-playbook-1.json"
"""The address of the format's JSON Schema. It never moves: another major format has another number."""
WIDTH = 110


def addresses(model: Playbook) -> dict[str, str]:
    """The addresses of a playbook's files by their kind."""
    return {kind: f"playbooks/{model.id}.{kind}" for kind in ("json", "yaml")}


def version(id_: str, number: str) -> str:
    """The address of a kept version, which stays."""
    return f"playbooks/{id_}/{number}.yaml"


def collect(library: Library, root: str) -> dict[str, str]:
    """Every file by its address; `root` is the address of the site."""
    found = {SCHEMA: as_json(schema(root))}
    for entry in library.playbooks:
        model = entry.model
        found |= {addresses(model)["json"]: as_json(model.plain()), addresses(model)["yaml"]: as_yaml(model)}
        for old in (*library.versions.get(model.id, ()), model):
            found[version(old.id, old.version)] = as_yaml(old)
    return found


def schema(root: str) -> dict[str, Any]:
    """The JSON Schema of `edge-playbook/1`, for whoever writes playbooks of their own."""
    made = told(Playbook.model_json_schema())
    return {
        "$schema": DIALECT,
        "$id": f"{root}{SCHEMA}",
        **made,
        "title": "edge-playbook/1",
        "description": "A playbook for one kind of negotiation: terms, limits, priced trades, named moves.",
    }


def as_json(value: dict[str, Any]) -> str:
    """A value as a file."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def as_yaml(model: Playbook) -> str:
    """A playbook as YAML: the front matter of a file of its own, moves whole."""
    return yaml.safe_dump(model.plain(), sort_keys=False, allow_unicode=True, width=WIDTH)
