"""The base of every schema, and the step from a Document to a validated model with placed problems.

Used by the other models and by `library`; knows the front matter reader and errors, nothing else.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from site_build.errors import Problem, nearest
from site_build.frontmatter import Document



def curly(text: str) -> str:
    """Straight quotes and apostrophes as typographic ones, as the Markdown extension `smarty` does in bodies."""
    text = re.sub(r"(?<![\w.,;:!?)\u2019\u201d])\"", "\u201c", text).replace('"', "\u201d")
    return re.sub(r"(?<![\w.,;:!?)\u2019\u201d])'(?!\d0s)", "\u2018", text).replace("'", "\u2019")


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$"), AfterValidator(curly)]
Title = Annotated[Line, Field(max_length=60)]
Description = Annotated[Line, Field(min_length=70, max_length=155)]


class Schema(BaseModel):
    """Frozen, and refuses a key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


def validate[M: BaseModel](schema: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    """The front matter as a `schema`, or None with a problem for each thing that is wrong with it."""
    try:
        return schema.model_validate(document.meta), []
    except ValidationError as failure:
        return None, [_problem(schema, document, error) for error in failure.errors()]


def _problem(schema: type[BaseModel], document: Document, error: Any) -> Problem:
    at: tuple[str | int, ...] = tuple(error["loc"])
    name = ".".join(str(part) for part in at) or "front matter"
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(str(at[-1]), _keys(schema, at[:-1]))
            return document.problem("FM003", f'unknown key "{name}"', hint, at=at)
        case "missing":
            return document.problem("FM004", f'the key "{name}" is missing', f"Add `{at[-1]}:`.", at=at)
        case "string_type" if isinstance(error["input"], (int, float)):
            hint = "Put the value in quotes."
            return document.problem("FM005", f'"{name}" is a number, not text', hint, at=at)
        case "string_pattern_mismatch" if error["input"] == "" or "\n" in error["input"]:
            return document.problem("FM005", f'"{name}" takes one line of text', at=at)
        case _:
            message = str(error["msg"]).removeprefix("Value error, ")
            value = error["input"]
            if isinstance(value, str) and error["type"].startswith("string_too"):
                message += f" and has {len(value)}"
            return document.problem("FM005", f'"{name}": {message[0].lower()}{message[1:]}', at=at)


def _keys(schema: type[BaseModel], at: tuple[str | int, ...]) -> list[str]:
    """The keys known at the place `at`, found by walking the JSON Schema's references."""
    root = schema.model_json_schema()
    node: dict[str, Any] = root
    for part in at:
        node = _resolve(root, node)
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or node.get("additionalProperties", {})
    return list(_resolve(root, node).get("properties", {}))


def _resolve(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """`node` with a reference followed and a `T | None` cut down to T."""
    for option in node.get("anyOf", []):
        if option.get("type") != "null":
            node = option
            break
    reference = node.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[-1]] if reference else node
