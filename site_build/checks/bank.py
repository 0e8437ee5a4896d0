"""The question bank's own problems, each at its line. Called by the command line; prints nothing."""

import re
from pathlib import Path

from assessment.quiz import load_bank
from assessment.table import BankError
from site_build import frontmatter
from site_build.errors import Problem


def check_bank(file: Path, shown: str) -> list[Problem]:
    """The bank's own problems, each at the line on which the id it names stands."""
    source, problems = frontmatter.decode(file.read_bytes(), shown)
    if source is None:
        return problems
    try:
        found = load_bank(f"{source}\n").problems()
    except BankError as error:
        line, column = _line_of(source, error.place), 1
        if syntax := re.search(r" \(at line (\d+), column (\d+)\)", error.message):
            line, column = int(syntax[1]), int(syntax[2])
        return [Problem(shown, line, column, "QB001", f"{error.code} {error.message}", error.hint)]
    return [
        Problem(shown, _line_of(source, one.place), 1, "QB001", f"{one.code} {one.message}", one.hint)
        for one in found
    ]


def _line_of(source: str, place: str) -> int:
    """The line of the id in a place such as `blocks[3].statements[1] (a04-2)`, else of its table, else 1."""
    lines = [line.strip() for line in source.split("\n")]
    name = place.rpartition("(")[2].rstrip(")")
    quoted = re.escape(name) or "(?!)"
    for wanted in (rf'id\s*=\s*"{quoted}"', rf'.*"{quoted}"', rf"{quoted}\s*="):
        for number, line in enumerate(lines, 1):
            if re.match(wanted, line):
                return number
    found, path = 0, ""
    for key, index in re.findall(r"(\w+)\[(\d+)\]", place):
        path = f"{path}.{key}" if path else key
        heads = [number for number, line in enumerate(lines, 1) if number > found and line == f"[[{path}]]"]
        found = heads[int(index)] if int(index) < len(heads) else found
    return found or 1
