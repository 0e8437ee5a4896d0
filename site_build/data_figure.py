"""A figure drawn from a small table: what stands between `/// figure | Title` and `///`, read and measured.

Used by the Markdown block, which draws it, and by the checks, which name what is wrong at its place. Pure.
"""

import re
from dataclasses import dataclass

from site_build.errors import nearest

KINDS = {
    "bars": "one number a line, drawn from zero",
    "dots": "two or more numbers a line, as places on one scale",
    "steps": "one number a line in the order of time, as steps",
}
OPTIONS = ("kind", "unit", "note")
OPTION = re.compile(r"([a-z_]+):[ \t]*(.*)")
MOST = 12
"""Lines of a figure; more are a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its name, its numbers, and the same as they are written."""

    label: str
    numbers: tuple[float, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is drawn. `heads` names the columns of numbers; `share` puts a number on the scale, 0 to 1."""

    kind: str
    unit: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """The scale's two ends: bars begin at zero, and the others at the least number."""
        numbers = [number for row in self.rows for number in row.numbers]
        low = 0.0 if self.kind == "bars" else min(numbers)
        return low, max(numbers)

    def share(self, number: float) -> float:
        """Where the number lies between the ends of the scale."""
        low, high = self.ends
        return (number - low) / (high - low) if high > low else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at a character offset of the block's text, with what to do."""

    offset: int
    message: str
    hint: str


def read(text: str) -> tuple[Figure | None, list[Fault]]:
    """The figure of a block's text, or None with all that is wrong with it."""
    options: dict[str, str] = {}
    faults: list[Fault] = []
    lines: list[tuple[int, list[str]]] = []
    offset = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.startswith("|"):
            lines.append((offset, [cell.strip() for cell in stripped.strip("|").split("|")]))
        elif stripped and (found := OPTION.fullmatch(stripped)):
            if found[1] in OPTIONS:
                options[found[1]] = found[2]
            else:
                hint = nearest(found[1], OPTIONS)
                faults.append(Fault(offset, f'a figure has no option "{found[1]}"', hint))
        elif stripped:
            hint = "Write `kind: bars`, an empty line, and a table with a line of heads."
            faults.append(Fault(offset, "a figure holds options and a table, and no other text", hint))
        offset += len(line) + 1
    kind = options.get("kind", "")
    if kind not in KINDS:
        hint = nearest(kind, KINDS) if kind else f"Known: {', '.join(KINDS)}."
        faults.append(Fault(0, f'"{kind}" is no kind of figure' if kind else "a figure lacks its kind", hint))
    rows, heads, more = _rows(lines, kind)
    faults += more
    if faults:
        return None, sorted(faults, key=lambda fault: fault.offset)
    return Figure(kind, options.get("unit", ""), options.get("note", ""), heads, rows), []


def _rows(
    lines: list[tuple[int, list[str]]], kind: str
) -> tuple[tuple[Row, ...], tuple[str, ...], list[Fault]]:
    body = [line for line in lines[1:] if not all(re.fullmatch(":?-+:?", cell) for cell in line[1])]
    if not lines or len(body) < 2:
        return (
            (),
            (),
            [Fault(0, "a figure needs a table of two lines or more", "Write one, with a line of heads.")],
        )
    if len(body) > MOST:
        return (), (), [Fault(body[MOST][0], f"a figure has {MOST} lines at most", "Make it a table.")]
    heads = tuple(lines[0][1][1:])
    wanted = "two numbers a line or more" if kind == "dots" else "one number a line"
    faults: list[Fault] = []
    if (len(heads) < 2) if kind == "dots" else (len(heads) != 1):
        faults.append(Fault(lines[0][0], f"figures of this kind have {wanted}", "Take other columns."))
    rows = []
    for offset, (label, *cells) in body:
        if len(cells) != len(heads):
            hint = "Give each line as many cells as the line of heads."
            faults.append(Fault(offset, f"the line has {len(cells) + 1} cells, not {len(heads) + 1}", hint))
            continue
        numbers = [_number(cell) for cell in cells]
        for cell, number in zip(cells, numbers, strict=True):
            if number is None:
                faults.append(Fault(offset, f'"{cell}" is no number', "Write digits, as 12,000 or -3.5."))
            elif kind == "bars" and number < 0:
                faults.append(Fault(offset, f"a bar cannot show {cell}", "Take `kind: dots` or `steps`."))
        rows.append(Row(label, tuple(number or 0.0 for number in numbers), tuple(cells)))
    return tuple(rows), heads, faults


def _number(cell: str) -> float | None:
    text = cell.replace(",", "").replace("\u2212", "-")
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
