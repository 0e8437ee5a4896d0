"""Makes the changes that problems carry, in the files, and says which. Called by `check --fix`.

A change is made only where the text it replaces still stands, so nothing an editor wrote is lost.
"""

from collections.abc import Sequence
from pathlib import Path

from site_build.errors import Fix, Problem


def mend(root: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Mends what can be mended in the files below `root`; the problems that are gone."""
    mended: list[Problem] = []
    for path in sorted({problem.path for problem in problems if problem.fix}):
        file = root / path
        raw = file.read_bytes().decode("utf-8")
        text = raw.replace("\r\n", "\n")
        ours = [(problem, problem.fix) for problem in problems if problem.path == path and problem.fix]
        end = len(text)
        # From the end, so that what stands before keeps its place; of two that overlap the later one is made.
        for problem, fix in sorted(ours, key=lambda pair: (pair[1].line, pair[1].column), reverse=True):
            start = _offset(text, fix)
            if start is not None and start + len(fix.old) <= end and text.startswith(fix.old, start):
                text = text[:start] + fix.new + text[start + len(fix.old) :]
                end = start
                mended.append(problem)
        file.write_bytes((text.replace("\n", "\r\n") if "\r\n" in raw else text).encode())
    return sorted(mended)


def _offset(text: str, fix: Fix) -> int | None:
    lines = text.split("\n")
    if fix.line > len(lines) or fix.column > len(lines[fix.line - 1]) + 1:
        return None
    return sum(len(line) + 1 for line in lines[: fix.line - 1]) + fix.column - 1
