"""A small judge of JSON Schemas, as far as ours go; it refuses a schema that says more than it knows.

Used by the tests of what is counted; imports nothing of the project.
"""

import re
from collections.abc import Mapping
from typing import Any

KNOWN = {"additionalProperties", "const", "enum", "maximum", "minimum", "oneOf", "pattern", "properties"}
TOLD = {"$schema", "$id", "title", "description", "required", "type"}
TYPES: Mapping[str, type] = {"object": dict, "string": str, "integer": int}


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
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return [f"{at}: {value!r} does not match {schema['pattern']}"]
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return [f"{at}: {value} is out of its range"]
    return _properties(value, schema, at) if isinstance(value, dict) else []


def _properties(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> list[str]:
    known = schema["properties"]
    assert schema["additionalProperties"] is False, f"{at} is not closed"
    found = [f"{at}.{name}: is not known" for name in value.keys() - known.keys()]
    found += [f"{at}.{name}: is missing" for name in schema["required"] if name not in value]
    for name in value.keys() & known.keys():
        found += wrong(value[name], known[name], f"{at}.{name}")
    return found
