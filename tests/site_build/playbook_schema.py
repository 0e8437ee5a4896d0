"""As much of JSON Schema as the schema of playbooks uses, by hand: nothing that we install checks one."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
NOTES = {"title", "description", "default", "discriminator", "format", "$schema", "$id", "$defs"}
"""Keywords that ask for nothing here."""


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """What a schema refuses in a value, each with its place."""
    for keyword, wanted in schema.items():
        yield from _keyword(keyword, wanted, value, schema, whole, at)


def _keyword(
    keyword: str, wanted: Any, value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str
) -> Iterator[str]:
    if keyword in NOTES:
        return
    if keyword == "$ref":
        yield from faults(value, whole["$defs"][wanted.removeprefix("#/$defs/")], whole, at)
    elif keyword in ("anyOf", "oneOf"):
        fits = sum(not list(faults(value, one, whole, at)) for one in wanted)
        if not fits or (keyword == "oneOf" and fits != 1):
            yield f"{at}: {fits} of {keyword} fit"
    elif keyword in ("properties", "additionalProperties", "propertyNames", "patternProperties"):
        yield from _members(keyword, wanted, value, schema, whole, at)
    elif keyword == "items":
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from faults(item, wanted, whole, f"{at}/{index}")
    elif not _holds(keyword, wanted, value):
        yield f"{at}: {keyword} {wanted!r}, not {value!r}"


def _members(
    keyword: str, wanted: Any, value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    for key, item in (value if isinstance(value, dict) else {}).items():
        other = key not in known and not any(re.search(pattern, key) for pattern in patterns)
        if keyword == "properties" and key in wanted:
            yield from faults(item, wanted[key], whole, f"{at}/{key}")
        elif keyword == "propertyNames":
            yield from faults(key, wanted, whole, f"{at}/{key}")
        elif keyword == "patternProperties":
            for pattern in (pattern for pattern in wanted if re.search(pattern, key)):
                yield from faults(item, wanted[pattern], whole, f"{at}/{key}")
        elif keyword == "additionalProperties" and other and wanted is False:
            yield f"{at}: unknown key {key}"
        elif keyword == "additionalProperties" and other and isinstance(wanted, dict):
            yield from faults(item, wanted, whole, f"{at}/{key}")


def _holds(keyword: str, wanted: Any, value: Any) -> bool:
    text, row = isinstance(value, str), isinstance(value, list)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match keyword:
        case "type":
            return isinstance(value, TYPES[wanted]) and not (isinstance(value, bool) and wanted != "boolean")
        case "const":
            return bool(value == wanted)
        case "enum":
            return value in wanted
        case "required":
            return not isinstance(value, dict) or set(wanted) <= set(value)
        case "pattern":
            return not text or bool(re.search(wanted, value))
        case "minLength" | "maxLength":
            return not text or (len(value) >= wanted if keyword == "minLength" else len(value) <= wanted)
        case "minItems" | "maxItems":
            return not row or (len(value) >= wanted if keyword == "minItems" else len(value) <= wanted)
        case "minimum" | "maximum":
            return not number or (value >= wanted if keyword == "minimum" else value <= wanted)
    raise AssertionError(f"the schema uses {keyword}, which this reader does not know")
