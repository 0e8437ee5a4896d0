"""The funnel of an export: what was counted at each step, and how often a step follows on the one before.

Called by the command line with a file; reads `event/1` as JSON lines or a JSON array, or CSV with a header.
Speaks of events and never of people: nothing joins two events.
"""

import csv
import io
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from site_build import frontmatter
from site_build.counting import EVENTS, FORMAT, LEAST
from site_build.errors import Problem, nearest

STEPS = (
    "page_viewed",
    "article_read",
    "assessment_started",
    "assessment_finished",
    "demo_opened",
    "demo_submitted",
    "demo_accepted",
)
"""The way from a page to a request. Of `article_read` only the depth 50 is taken, where it is known."""
HALF = 50
NORMAL = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % above it: for an interval of 95 %."""
ALIASES = {"pageview": "page_viewed", "$pageview": "page_viewed"}
"""What services call a page view."""
COUNTS = ("count", "events", "total")
"""The names of the column that says how many events a row stands for; without one it is one event."""
NONE = "(none)"
LONGEST = 100
NOTES = """\
These are events, not people: nothing joins two events, and one person can cause many.
That somebody who read an article began the assessment cannot be told; a ratio compares two counts.
The interval (Wilson, 95 %) says how far chance alone may move a ratio; there is none where a step has
more events than the one before. A count below 5 is shown as "< 5", and no ratio is made of it."""
By = Literal["style", "campaign"]


@dataclass(frozen=True, slots=True)
class Row:
    """So many events of a name, with their style, campaign and depth where these are known."""

    name: str
    count: int = 1
    style: str = NONE
    campaign: str = NONE
    depth: int | None = None


class Unreadable(Exception):
    """What is wrong with an export, and where."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        self.line, self.message, self.hint = line, message, hint
        super().__init__(message)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval by Wilson for `part` of `whole`, as shares of 1; ValueError for what is no share."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    share, square = part / whole, NORMAL**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = math.sqrt(share * (1 - share) / whole + square / (4 * whole**2)) * NORMAL / (1 + square / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def run(file: Path, by: By | None) -> int:
    """Prints the funnel of an export, or what is wrong with it; 0 when all is well, 1 when not."""
    if not file.is_file():
        print(Problem(file.as_posix(), 1, 1, "FU001", "there is no such file", "Check the path."))
        return 1
    text, problems = frontmatter.decode(file.read_bytes(), file.as_posix())
    for problem in problems:
        print(problem)
    if text is None:
        return 1
    try:
        rows = list(read(text, by))
    except Unreadable as wrong:
        print(Problem(file.as_posix(), wrong.line, 1, "FU001", wrong.message, wrong.hint))
        return 1
    left_out = sum(row.count for row in rows if row.name not in EVENTS)
    if left_out:
        print(f"{left_out} other events of the service's own are left out.", file=sys.stderr)
    print(report(rows, by), end="")
    return 0


def read(text: str, by: By | None = None) -> Iterator[Row]:
    """The rows of an export, whatever its form; raises Unreadable."""
    begin = text.lstrip("\ufeff \t\r\n")
    if not begin:
        raise Unreadable(1, "the file is empty", "Export again.")
    if begin.startswith("["):
        yield from _array(text)
    elif begin.startswith("{"):
        yield from _lines(text)
    else:
        yield from _table(text, by)


def _lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                event = json.loads(line)
            except ValueError as error:
                raise Unreadable(number, "the line is no JSON", "Write one event a line.") from error
            yield _event(event, number)


def _array(text: str) -> Iterator[Row]:
    decoder, offset = json.JSONDecoder(), text.index("[") + 1
    blank = re.compile(r"\s*")
    while True:
        offset = _end(blank, text, offset)
        number = text.count("\n", 0, offset) + 1
        if text[offset : offset + 1] == "]":
            return
        try:
            event, offset = decoder.raw_decode(text, offset)
        except ValueError as error:
            raise Unreadable(number, "the JSON ends or breaks off here", "Export again.") from error
        yield _event(event, number)
        offset = _end(blank, text, offset)
        if text[offset : offset + 1] == ",":
            offset += 1


def _end(pattern: re.Pattern[str], text: str, offset: int) -> int:
    found = pattern.match(text, offset)
    return found.end() if found else offset


def _event(event: Any, number: int) -> Row:
    if not isinstance(event, dict) or event.get("schema") != FORMAT:
        raise Unreadable(number, f'this is no "{FORMAT}"', f'An event has "schema": "{FORMAT}".')
    name, props = event.get("name"), event.get("props", {})
    if not isinstance(name, str) or name not in EVENTS:
        raise Unreadable(number, f'the event "{name}" is not known', nearest(str(name), list(EVENTS)))
    if not isinstance(props, dict):
        raise Unreadable(number, 'the "props" are no object', "Export again.")
    return Row(name, 1, *_groups({**event, **props}), _depth(props.get("depth")))


def _table(text: str, by: By | None) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
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
                raise Unreadable(number, "the row has not as many cells as the first line", "Export again.")
            yield _row(row, _number(row[counted], number) if counted else 1)
    except csv.Error as error:
        # The reader counts a line only when it has it whole.
        line = min(reader.line_num + 1, len(text.splitlines()))
        raise Unreadable(line, "the line is no CSV", "Check its quotation marks.") from error


def _row(row: Mapping[str, str], count: int) -> Row:
    name = row["name"].strip()
    return Row(ALIASES.get(name, name), count, *_groups(row), _depth(row.get("depth")))


def _number(text: str, line: int) -> int:
    plain = text.strip().replace(",", "")
    if not re.fullmatch("[0-9]{1,15}", plain):
        raise Unreadable(line, f'"{text}" is no count', "Write a whole number.")
    return int(plain)


def _groups(row: Mapping[str, Any]) -> tuple[str, str]:
    style, campaign = (_label(row.get(name)) for name in ("style", "campaign"))
    return style, campaign


def _label(value: Any) -> str:
    """A group's name, fit to be printed: what a terminal would take for an order is left out."""
    return "".join(one for one in str(value or "") if one.isprintable()).strip()[:LONGEST] or NONE


def _depth(value: Any) -> int | None:
    return int(value) if str(value or "").isdecimal() else None


def report(rows: list[Row], by: By | None) -> str:
    """The funnel as text, or one for each style or campaign, the one with the most events first."""
    if by is None:
        return f"{_funnel(rows)}\n{NOTES}\n"
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.style if by == "style" else row.campaign, []).append(row)
    order = sorted(groups, key=lambda group: (-sum(row.count for row in groups[group]), group))
    parts = "\n".join(f"{by}: {group}\n\n{_funnel(groups[group])}" for group in order)
    note = f"An event names its {by} only where it has one: on the page that the visitor came to.\n"
    return f"{parts}\n{note}{NOTES}\n"


def _funnel(rows: list[Row]) -> str:
    counts: Counter[str] = Counter()
    for row in rows:
        if row.name != "article_read" or row.depth in {None, HALF}:
            counts[row.name] += row.count
    lines = [f"{'step':<22}{'events':>10}  to the step before"]
    before: int | None = None
    for step in STEPS:
        lines.append(f"{step:<22}{shown(counts[step]):>10}  {ratio(counts[step], before)}".rstrip())
        before = counts[step]
    lines += ["", "beside the steps"]
    lines += [f"{name:<22}{shown(counts[name]):>10}" for name in EVENTS if name not in STEPS]
    return "\n".join(lines) + "\n"


def shown(count: int) -> str:
    """A count as it may be shown."""
    return f"{count:,}" if count >= LEAST else f"< {LEAST}"


def ratio(count: int, before: int | None) -> str:
    """How a step compares with the one before, in words; empty for the first."""
    if before is None:
        return ""
    if count < LEAST or before < LEAST:
        return "not shown"
    if count > before:
        return f"{count / before:.2f} events for each; no interval"
    low, high = wilson(count, before)
    return f"{count / before:.1%} ({low:.1%} to {high:.1%})"
