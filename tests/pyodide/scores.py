"""Scores seeded random sheets, a line for each: what is shown as a checksum, and every other number.

Run by CPython, and inside Pyodide by run.mjs on the library that visitors load; the lines are to be the same.
"""

import sys

from assessment.browser import score_json

if sys.platform == "emscripten":
    # The package is from the library; what the sheets need besides is from the whole one.
    sys.path += ["/project", "/stdlib.zip"]

import json
import random
import zlib
from typing import Any

from tests.assessment.random_sheets import random_sheet

SEED = 20_261_124


def line(answer: dict[str, Any]) -> str:
    """The whole answer: a checksum of all that is not a float, then the floats in their order."""
    floats: list[float] = []
    rest = json.dumps(_apart(answer, floats), sort_keys=True)
    return f"{zlib.crc32(rest.encode()):08x} {json.dumps(floats)}"


def _apart(value: Any, floats: list[float]) -> Any:
    if isinstance(value, float):
        floats.append(value)
        return None
    if isinstance(value, dict):
        return {key: _apart(part, floats) for key, part in value.items()}
    if isinstance(value, list):
        return [_apart(part, floats) for part in value]
    return value


def main(count: int) -> None:
    """Print the lines."""
    chance = random.Random(SEED)
    for _ in range(count):
        print(line(json.loads(score_json(json.dumps(random_sheet(chance))))))


if __name__ == "__main__":
    main(int((globals().get("arguments") or sys.argv[1:])[0]))
