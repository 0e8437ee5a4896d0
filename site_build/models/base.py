"""The base of every schema, and the step from a Document to a validated model with placed problems.

Used by the other models and by `library`; knows the front matter reader, no files.
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

from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.models.problems import problem, shown


def curly(text: str) -> str:
    """Straight quotes and apostrophes as typographic ones, as the extension `smarty` does in bodies."""
    text = re.sub(r"(?<![\w.,;:!?)\u2019\u201d])\"", "\u201c", text).replace('"', "\u201d")
    return re.sub(r"(?<![\w.,;:!?)\u2019\u201d])'(?!\d0s)", "\u2018", text).replace("'", "\u2019")


def ranges(text: str) -> str:
    """The hyphen between two numbers or two months as an en dash: pages 192 to 210, May to June."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    text = re.sub(r"(?<![\d-])(\d{1,4})-(\d{1,4})(?![\d-])", "\\1\u2013\\2", text)
    return re.sub(rf"\b({months})-({months})\b", "\\1\u2013\\2", text)


@dataclass(frozen=True, slots=True)
class Form:
    """A regular expression that a text has to match whole, and the same in `words` for whoever missed it."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self.hold, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def hold(self, text: str) -> str:
        """The text, or ValueError; the message goes on from the key's name."""
        if re.fullmatch(self.pattern, text.strip()):
            return unspaced(text)
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"takes {self.words}, not {shown(text)}")
        return text


def unspaced(text: str) -> str:
    """The text, or ValueError for one with white space round it, which no message would show."""
    if text != text.strip():
        raise ValueError(f"has white space before or behind {shown(text)}")
    return text


def written_date(value: object) -> object:
    """A date or its text; a number is refused, which pydantic would take for seconds since 1970."""
    is_date = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if is_date or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        return value
    raise ValueError(f"takes a date such as 2026-11-23, not {shown(value)}")


SLUG = Form("[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters and digits, words joined by hyphens")
SLUG_LENGTH = 60
Slug = Annotated[str, StringConstraints(max_length=SLUG_LENGTH), SLUG]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Form(r"[^\n]*", "one line of text"),
    AfterValidator(curly),
]
Title = Annotated[Line, Field(max_length=60)]
Description = Annotated[Line, Field(min_length=70, max_length=155)]
SitePath = Annotated[str, Form("/([a-z0-9-]+/)*", "a path of the site such as /demo/")]
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
        problem(schema, document, error)
        for error in errors
        if error["type"] != "too_short" or error["loc"] not in broken
    ]
