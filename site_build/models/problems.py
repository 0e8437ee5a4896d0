"""Pydantic's errors as problems: at the place of the value, in an editor's words, with what to do.

Used by `base`, which every schema is built on; knows no schema, no files.
"""

import datetime
import math
import re
from typing import Any

from pydantic import BaseModel

from site_build.errors import Problem, nearest
from site_build.frontmatter import Document

TAKES = {
    "bool": ("true or false", ""),
    "date": ("a date such as 2026-11-23", ""),
    "dict": ("keys and values", "Write `key: value` on the lines below it, indented."),
    "finite": ("a number", ""),
    "float": ("a number", ""),
    "int": ("a whole number", ""),
    "model": ("keys and values", "Write `key: value` on the lines below it, indented."),
    "string": ("text", "Put the whole value in quotes."),
    "tuple": ("a list", 'Write "[one, two]", or one item a line, indented, behind a hyphen and a space.'),
    "url": ("a web address that begins with https://", ""),
}
"""What a value should be, by the first word of the error's type, and how to write it where that helps."""


def problem(schema: type[BaseModel], document: Document, error: Any) -> Problem:
    """One of pydantic's errors at the place of its value, in words that say what to do."""
    loc: tuple[str | int, ...] = tuple(part for part in error["loc"] if part != "[key]")
    at = _written(document, loc)
    key = "the key " if "[key]" in error["loc"] else ""
    match error["type"]:
        case "union_tag_invalid":
            kinds = [kind.strip("'") for kind in error["ctx"]["expected_tags"].split(", ")]
            at = (*at, error["ctx"]["discriminator"].strip("'"))
            message = (
                f"{_named(at)} takes {', '.join(kinds[:-1])} or {kinds[-1]}, not {shown(error['ctx']['tag'])}"
            )
            return document.problem(
                "FM005", message, nearest(error["ctx"]["tag"], kinds, others=False), at=at
            )
        case "union_tag_not_found":
            name = error["ctx"]["discriminator"].strip("'")
            return document.problem(
                "FM004", f"the key {_named((*at, name))} is missing", f"Add `{name}:`.", at=at
            )
        case "extra_forbidden":
            hint = nearest(str(at[-1]), _keys(schema, loc[:-1]))
            return document.problem("FM003", f"unknown key {_named(at)}", hint, at=at)
        case "missing":
            return document.problem("FM004", f"the key {_named(at)} is missing", f"Add `{at[-1]}:`.", at=at)
    said, hint = _said(error)
    return document.problem("FM005", f"{key}{_named(at)} {said}", hint, at=at)


def _written(document: Document, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A place as the file has it: pydantic puts the kind of a value in as well, where a key says the kind."""
    at: list[str | int] = []
    node: Any = document.meta
    for part in loc:
        if isinstance(node, dict) and part not in node and part in node.values() and part != loc[-1]:
            continue
        at.append(part)
        known = (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int)
        )
        node = node[part] if known else None
    return tuple(at)


def _said(error: Any) -> tuple[str, str]:
    """What is wrong with a value, to be read behind its key's name, and what to do."""
    value, details = error["input"], error.get("ctx", {})
    kind = error["type"].partition("_")[0]
    if value is None or (isinstance(value, str) and not value.strip()):
        return "is empty", "Write a value behind the colon."
    if "max_length" in details or "min_length" in details:
        return _length(value, details)
    if kind == "value":
        return str(details["error"]), ""
    if kind == "literal":
        expected = details["expected"].replace("'", "")
        hint = nearest(str(value), re.split(", | or ", expected), others=False)
        return f"takes {expected}, not {shown(value)}", hint
    if kind in ("less", "greater"):
        limit = details.get("le", details.get("ge", details.get("lt", details.get("gt"))))
        return f"takes a number {'up to' if kind == 'less' else 'from'} {limit:,.15g}, not {shown(value)}", ""
    if kind in TAKES:
        wanted, hint = TAKES[kind]
        return f"takes {wanted}, not {shown(value)}", hint
    return f"cannot be used: {error['msg']}", ""


def _length(value: Any, details: dict[str, Any]) -> tuple[str, str]:
    """A text or a list that is too long or too short."""
    thing = "character" if isinstance(value, str) else "item"
    count = len(value.strip() if isinstance(value, str) else value)
    has = f"has {count} {thing}{'s' if count != 1 else ''}"
    if "max_length" in details:
        most = details["max_length"]
        return f"{has}, at most {most} fit", f"Take {count - most} out."
    least = details["min_length"]
    return f"{has}, at least {least} {'is' if least == 1 else 'are'} needed", f"Add {least - count}."


def _named(at: tuple[str | int, ...]) -> str:
    """A place in words: `("sources", 0, "url")` is `"url" of item 1 of "sources"`."""
    parts = [f'"{part}"' if isinstance(part, str) else f"item {part + 1}" for part in reversed(at)]
    return " of ".join(parts) or "the front matter"


def shown(value: object) -> str:
    """A value as a message shows it: text in quotes, cut at 40 characters, else what YAML has made of it."""
    match value:
        case str() if "\n" in value.strip():
            return "several lines"
        case str():
            text = value.strip()
            return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
        case bool():
            return "true or false (YAML reads yes, no, on and off so)"
        case float() if math.isnan(value):
            return "what is no number"
        case float() if math.isinf(value):
            return "infinity"
        case int() | float():
            return f"the number {value}" if abs(value) < 10**15 else "a number that large"
        case datetime.date():
            return f"the date {value}"
        case list():
            return "a list"
        case dict():
            return "keys and values"
    return "nothing"


def _keys(schema: type[BaseModel], at: tuple[str | int, ...]) -> list[str]:
    """The keys known at the place `at`, found by walking the JSON Schema's references."""
    root = schema.model_json_schema()
    node: dict[str, Any] = root
    for part in at:
        node = _resolve(root, node)
        if "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][part]}
        elif isinstance(part, int):
            node = node.get("items", {})
        else:
            patterns = [*node.get("patternProperties", {}).values(), node.get("additionalProperties", {})]
            node = node.get("properties", {}).get(part) or patterns[0]
    return list(_resolve(root, node).get("properties", {}))


def _resolve(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """`node` with a reference followed and a `T | None` cut down to T."""
    for option in node.get("anyOf", []):
        if option.get("type") != "null":
            node = option
            break
    reference = node.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[-1]] if reference else node
