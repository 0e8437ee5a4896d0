"""A small judge of JSON Schemas, as far as ours go; it refuses a schema that says more than it knows.

Used by the tests of what is counted and of what a request for a demo holds; imports nothing of the project.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

KNOWN = {"additionalProperties", "const", "enum", "maximum", "minimum", "oneOf", "pattern", "properties"}
KNOWN |= {"format", "items", "maxItems", "maxLength", "minLength"}
TOLD = {"$schema", "$id", "title", "description", "required", "type"}
TYPES: Mapping[str, type] = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def wrong(value: Any, schema: Mapping[str, Any], at: str = "") -> list[str]:
    """What of a value is not as the schema says, a line each; nothing where it fits."""
    assert schema.keys() <= KNOWN | TOLD, f"{schema.keys() - KNOWN - TOLD} is not judged"
    if "oneOf" in schema:
        found = [wrong(value, one, at) for one in schema["oneOf"]]
        return [] if sum(not one for one in found) == 1 else [f"{at}: fits {found.count([])} forms, not 1"]
    if "const" in schema and value != schema["const"]:
        return [f"{at}: {value!r} is not {schema['const']!r}"]
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if "type" not in schema:
        return []
    if type(value) is not TYPES[schema["type"]]:
        return [f"{at}: {value!r} is no {schema['type']}"]
    if isinstance(value, str):
        return _text(value, schema, at)
    if isinstance(value, list):
        return _items(value, schema, at)
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return [f"{at}: {value} is out of its range"]
    return _properties(value, schema, at) if isinstance(value, dict) else []


def _text(value: str, schema: Mapping[str, Any], at: str) -> list[str]:
    if not re.search(schema.get("pattern", ""), value):
        return [f"{at}: {value!r} does not match {schema['pattern']}"]
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return [f"{at}: {value!r} has {len(value)} characters"]
    return (
        []
        if "format" not in schema or _formed(value, schema["format"])
        else [f"{at}: {value!r} is no {schema['format']}"]
    )


def _formed(value: str, form: str) -> bool:
    """Whether a text is written as its format asks: an id in small letters, or a time with its zone."""
    assert form in ("uuid", "date-time"), f"{form} is not judged"
    try:
        if form == "uuid":
            return str(UUID(value)) == value
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _items(value: list[Any], schema: Mapping[str, Any], at: str) -> list[str]:
    if len(value) > schema.get("maxItems", len(value)):
        return [f"{at}: has {len(value)} items"]
    return [each for index, one in enumerate(value) for each in wrong(one, schema["items"], f"{at}[{index}]")]


def _properties(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> list[str]:
    known = schema["properties"]
    assert schema["additionalProperties"] is False, f"{at} is not closed"
    found = [f"{at}.{name}: is not known" for name in value.keys() - known.keys()]
    found += [f"{at}.{name}: is missing" for name in schema["required"] if name not in value]
    for name in value.keys() & known.keys():
        found += wrong(value[name], known[name], f"{at}.{name}")
    return found
