"""The base of every schema, and the step from a Document to a validated model with placed problems.

Used by the other models and by `library`; knows the front matter reader and errors, nothing else.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from site_build.errors import Problem, nearest
from site_build.frontmatter import Document


def curly(text: str) -> str:
    """Straight quotes and apostrophes as typographic ones, as the Markdown extension `smarty` does in bodies."""
    text = re.sub(r"(?<![\w.,;:!?)\u2019\u201d])\"", "\u201c", text).replace('"', "\u201d")
    return re.sub(r"(?<![\w.,;:!?)\u2019\u201d])'(?!\d0s)", "\u2018", text).replace("'", "\u2019")


@dataclass(frozen=True, slots=True)
class Form:
    """A regular expression that a text has to match whole, and the same in `words` for whoever missed it."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self.hold, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def hold(self, text: str) -> str:
        """The text, or ValueError; the message goes on from the key's name."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"takes {self.words}, not {shown(text)}")
        return text


Slug = Annotated[
    str,
    StringConstraints(max_length=60),
    Form("[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters and digits, words joined by hyphens"),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Form(r"[^\n]*", "one line of text"),
    AfterValidator(curly),
]
Title = Annotated[Line, Field(max_length=60)]
Description = Annotated[Line, Field(min_length=70, max_length=155)]
Date = Annotated[datetime.date, BeforeValidator(written_date)]


class Schema(BaseModel):
    """Frozen, and refuses a key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


def validate[M: BaseModel](schema: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    """The front matter as a `schema`, or None with a problem for each thing that is wrong with it."""
    try:
        return schema.model_validate(document.meta), []
    except ValidationError as failure:
        errors: list[Any] = failure.errors()
    # A list with a broken item counts as too short as well, which says nothing new.
    broken = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return None, [
        _problem(schema, document, error)
        for error in errors
        if error["type"] != "too_short" or error["loc"] not in broken
    ]


def _problem(schema: type[BaseModel], document: Document, error: Any) -> Problem:
    at: tuple[str | int, ...] = tuple(part for part in error["loc"] if part != "[key]")
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(str(at[-1]), _keys(schema, at[:-1]))
            return document.problem("FM003", f"unknown key {named(at)}", hint, at=at)
        case "missing":
            return document.problem("FM004", f"the key {named(at)} is missing", f"Add `{at[-1]}:`.", at=at)
    said, hint = _said(error)
    return document.problem("FM005", f"{named(at)} {said}", hint, at=at)


def _said(error: Any) -> tuple[str, str]:
    """What is wrong with a value, to be read behind the key's name, and what to do, for pydantic's `error`."""
    value, limits = error["input"], error.get("ctx", {})
    most, least = limits.get("max_length"), limits.get("min_length")
    if value is None or value == "":
        return "is empty", "Write a value behind the colon, or take the key out."
    match error["type"]:
        case "value_error":
            return str(limits["error"]), ""
        case "string_type":
            kind = _kind(value)
            return f"takes text, not {kind}", "Put the value in quotes." if kind != "a list" else ""
        case "string_too_long" | "string_too_short" | "too_long" | "too_short" if isinstance(value, str):
            count = limits.get("actual_length", len(value.strip()))
            if most is not None:
                return f"has {_count(count, 'character')}, at most {most} fit", f"Take {count - most} out."
            return f"has {_count(count, 'character')}, at least {least} are wanted", f"Add {least - count}."
        case "too_long":
            return f"has {_count(len(value), 'item')}, at most {most} fit", f"Take {len(value) - most} out."
        case "too_short":
            return f"has {_count(len(value), 'item')}, at least {least} is wanted", "Add one."
        case "tuple_type":
            hint = 'Write "[one, two]", or one a line, each indented and behind a hyphen and a space.'
            return f"takes a list, not {_kind(value)}", hint
        case "model_type" | "dict_type":
            return f"takes keys and values, not {_kind(value)}", "Write `key: value` below it, indented."
        case "literal_error":
            allowed = re.findall("'([^']*)'", limits["expected"])
            return f"takes {' or '.join(allowed)}, not {shown(value)}", nearest(str(value), allowed, others=False)
        case "url_parsing" | "url_scheme" | "url_type":
            return f"takes a web address that begins with https://, not {shown(value)}", ""
        case kind if kind.startswith("date"):
            return f"takes a date such as 2026-11-23, not {shown(value)}", ""
        case kind if kind.startswith("int"):
            return f"takes a whole number, not {shown(value)}", ""
        case kind if kind.startswith("float"):
            return f"takes a number, not {shown(value)}", ""
    return f"cannot be used: {error['msg']}", ""


def named(at: tuple[str | int, ...]) -> str:
    """A place in words: `("sources", 0, "url")` is `"url" of item 1 of "sources"`."""
    parts = [f'"{part}"' if isinstance(part, str) else f"item {part + 1}" for part in reversed(at)]
    return " of ".join(parts) or "the front matter"


def shown(value: object) -> str:
    """A value as it may stand in a message: text in quotes, at most 40 characters of it."""
    text = str(value)
    text = text if len(text) <= 40 else f"{text[:39]}…"
    return f'"{text}"' if isinstance(value, str) else _kind(value)


def _kind(value: object) -> str:
    """What YAML has made of a value, in words."""
    match value:
        case bool():
            return "true or false (YAML reads yes, no, on and off so)"
        case int() | float():
            return f"the number {value}"
        case datetime.date():
            return f"the date {value}"
        case list():
            return "a list"
        case dict():
            return "keys and values"
    return "text"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number != 1 else ''}"


def _keys(schema: type[BaseModel], at: tuple[str | int, ...]) -> list[str]:
    """The keys known at the place `at`, found by walking the JSON Schema's references."""
    root = schema.model_json_schema()
    node: dict[str, Any] = root
    for part in at:
        node = _resolve(root, node)
        if isinstance(part, int):
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
