"""Misspelt words with what they should be, from the list that the package codespell carries.

Read by the command line, where the tools for contributors are installed; without them there is no list.
"""

import importlib.util
from collections.abc import Mapping
from pathlib import Path


def read() -> Mapping[str, str] | None:
    """Each misspelt word, in lower case, with its corrections, parted by commas; None without the package."""
    found = importlib.util.find_spec("codespell_lib")
    if found is None or not found.origin:
        return None
    lines = (Path(found.origin).parent / "data" / "dictionary.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition("->") for line in lines)
    return {wrong: right.strip() for wrong, arrow, right in parts if arrow}
