"""The envelope of a request for a demo, `lead/1`: its JSON Schema, its flat names, the consent texts shown.

Called by the MkDocs adapter. theme/components/lead/envelope.js builds it; the tests hold both to this.
"""

import json
from collections.abc import Mapping
from typing import Any

from site_build.models.data import Consent
from site_build.models.delivery import FIELDS, UTM

__all__ = ["FIELDS", "SCHEMA", "UTM", "files", "schema", "shown"]

SCHEMA = "schema/lead-1.json"
"""The address of the schema; another major form has another number."""


def shown(texts: Mapping[str, Consent]) -> list[dict[str, str]]:
    """The consent texts of the form: of each purpose the last, with its id, in the order of the file."""
    last = {consent.purpose: {"id": id_, **consent.model_dump()} for id_, consent in texts.items()}
    return list(last.values())


def schema(root: str) -> dict[str, Any]:
    """The closed schema of `lead/1`; `root` is the address of the site."""
    text, labels = {"type": "string", "minLength": 1}, {"type": "string", "maxLength": 100}
    path = {"type": "string", "pattern": "^/"}
    utm = _closed(dict.fromkeys(UTM, labels), ())
    touch = _closed({"landing_path": path, "utm": utm}, ("landing_path", "utm"))
    consent = {
        "purpose": {"enum": ["processing", "marketing", "result"]},
        "given": {"type": "boolean"},
        "text_id": text,
        "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "text": text,
        "at": {"type": "string", "format": "date-time"},
        "how": {"const": "box"},
    }
    source = {
        "landing_path": path,
        "page": path,
        "style_page": path,
        "article": path,
        "referrer_host": text,
        "utm": utm,
        "first": touch,
    }
    parts = {
        "schema": {"const": "lead/1"},
        "id": {"type": "string", "format": "uuid"},
        "kind": {"const": "demo"},
        "created_at": {"type": "string", "format": "date-time"},
        "contact": _closed({"name": text, "email": text, "company": text, "role": text}, ("name", "email")),
        "request": _closed({"message": text, "slot": text, "timezone": text}, ("timezone",)),
        "assessment": {"type": "array", "items": text, "maxItems": 10},
        "source": _closed(source, ("landing_path", "utm")),
        "consent": {"type": "array", "items": _closed(consent, tuple(consent))},
        "marketing": {"const": "pending"},
        "trap": _closed({"filled_ms": {"type": "integer"}, "honeypot": {"type": "boolean"}}, ("filled_ms",)),
    }
    needed = tuple(name for name in parts if name not in ("assessment", "marketing"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{root}{SCHEMA}",
        "title": "lead/1",
        "description": "A request for a demo, as the form of the site sends it.",
        **_closed(parts, needed),
    }


def files(root: str) -> dict[str, str]:
    """The schema as a file of the site, by its address."""
    return {SCHEMA: json.dumps(schema(root), indent=1) + "\n"}


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }
