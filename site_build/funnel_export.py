"""An export of events as rows: `event/1` as JSON lines or as a JSON array, or CSV with a header.

Called by `funnel_report` with the text of a file; opens nothing. What cannot be read is refused where it
stands, and what is told of it is cut and cleaned: anybody can write into an address that is counted.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_build.counting import EVENTS, FORMAT
from site_build.errors import nearest

ALIASES = {"pageview": "page_viewed", "$pageview": "page_viewed"}
"""What services call a page view."""
COUNTS = ("count", "events", "total")
"""The names of the column that says how many events a row stands for; without one it is one event."""
GROUPS = ("style", "campaign", "via")
DEPTHS = {"25": 25, "50": 50, "75": 75, "100": 100}
NONE = "(none)"
LONGEST = 100
BLANK = re.compile(r"[ \t\r\n]*")
WHOLE = re.compile("[0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4}")
AGAIN = "Export again."
BREAKS_OFF = "the JSON ends or breaks off here"


@dataclass(frozen=True, slots=True)
class Row:
    """So many events of a name, with their style, campaign, way and depth where these are known."""

    name: str
    count: int = 1
    style: str = NONE
    campaign: str = NONE
    via: str = NONE
    depth: int | None = None


class Unreadable(Exception):
    """What is wrong with an export, and where."""

    def __init__(self, line: int, message: str, hint: str, column: int = 1) -> None:
        self.line, self.message, self.hint, self.column = line, message, hint, column
        super().__init__(message)


def read(text: str, by: str | None = None) -> Iterator[Row]:
    """The rows of an export, whatever its form; `by` is a group that it has to name. Raises Unreadable."""
    begin = text.lstrip(" \t\r\n")[:1]
    if not begin:
        raise Unreadable(1, "the file is empty", AGAIN)
    if begin == "[":
        return _array(text)
    return _lines(text) if begin == "{" else _table(text, by)


def label(value: Any) -> str:
    """A text from an export, fit to be printed: what a terminal would take for an order is left out."""
    return "".join(one for one in str(value or "")[: 4 * LONGEST] if one.isprintable()).strip()[:LONGEST]


def _lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except json.JSONDecodeError as error:
            raise Unreadable(number, "the line is no JSON", "Write one event a line.", error.colno) from error
        except (ValueError, RecursionError) as error:
            raise Unreadable(number, *_beyond(error)) from error
        yield _event(event, number)


def _array(text: str) -> Iterator[Row]:
    decoder = json.JSONDecoder()
    offset = seen = text.index("[") + 1
    line, first = text.count("\n", 0, offset) + 1, True
    while True:
        offset = _after_blank(text, offset)
        if first and text.startswith("]", offset):
            break
        try:
            event, end = decoder.raw_decode(text, offset)
        except json.JSONDecodeError as error:
            raise _broken(text, error.pos, BREAKS_OFF) from error
        except (ValueError, RecursionError) as error:
            raise _broken(text, offset, *_beyond(error)) from error
        # Each line is counted once: an export of a year is one line or a million.
        line, seen, first = line + text.count("\n", seen, offset), offset, False
        yield _event(event, line)
        offset = _after_blank(text, end)
        if text.startswith("]", offset):
            break
        if not text.startswith(",", offset):
            missing = "a comma or the end of the list is missing here"
            raise _broken(text, offset, missing if offset < len(text) else BREAKS_OFF)
        offset += 1
    rest = _after_blank(text, offset + 1)
    if rest < len(text):
        raise _broken(text, rest, "something stands behind the end of the list")


def _after_blank(text: str, offset: int) -> int:
    found = BLANK.match(text, offset)
    return found.end() if found else offset


def _broken(text: str, offset: int, message: str, hint: str = AGAIN) -> Unreadable:
    """Something that is wrong at a character of the text."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Unreadable(line, message, hint, column)


def _beyond(error: Exception) -> tuple[str, str]:
    """What is JSON by its form and more than any event holds."""
    if isinstance(error, RecursionError):
        return "the JSON is nested too deeply", "An event is flat but for its props."
    return "a number has too many figures", AGAIN


def _event(event: Any, number: int) -> Row:
    if not isinstance(event, dict) or event.get("schema") != FORMAT:
        raise Unreadable(number, f'this is no "{FORMAT}"', f'An event has "schema": "{FORMAT}".')
    name, props = event.get("name"), event.get("props", {})
    if not isinstance(name, str) or name not in EVENTS:
        shown = label(name if isinstance(name, str) else json.dumps(name)[: 4 * LONGEST])
        raise Unreadable(number, f'the event "{shown}" is not known', nearest(shown, list(EVENTS)))
    if not isinstance(props, dict):
        raise Unreadable(number, 'the "props" are no object', AGAIN)
    return Row(name, 1, **_groups({**event, **props}), depth=_depth(props.get("depth"), number))


def _table(text: str, by: str | None) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        columns = [name.strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        if "name" not in columns:
            raise Unreadable(1, 'no column is called "name"', "The first line names the columns.")
        if by and by not in columns:
            raise Unreadable(1, f'no column is called "{by}"', f"Leave out --by {by}, or export that column.")
        counted = next((name for name in COUNTS if name in columns), None)
        for row in reader:
            number = reader.line_num
            if None in row or None in row.values():
                raise Unreadable(number, "the row has not as many cells as the first line", AGAIN)
            yield _row(row, _number(row[counted], number) if counted else 1, number)
    except csv.Error as error:
        # The reader counts a line only when it has it whole.
        line = min(reader.line_num + 1, len(text.splitlines()))
        raise Unreadable(line, "the line is no CSV", "Check its quotation marks.") from error


def _row(row: Mapping[str, str], count: int, number: int) -> Row:
    name = row["name"].strip()
    return Row(ALIASES.get(name, name), count, **_groups(row), depth=_depth(row.get("depth"), number))


def _number(text: str, line: int) -> int:
    if not WHOLE.fullmatch(text.strip()):
        raise Unreadable(line, f'"{label(text)}" is no count', "Write a whole number.")
    return int(text.replace(",", ""))


def _groups(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: label(row.get(name)) or NONE for name in GROUPS}


def _depth(value: Any, line: int) -> int | None:
    """One of the four quarters; None where none is told."""
    text = label(value)
    if text.isdecimal() and text not in DEPTHS:
        raise Unreadable(line, f'the depth "{text}" is not 25, 50, 75 or 100', AGAIN)
    return DEPTHS.get(text)
