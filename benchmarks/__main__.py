"""`make bench`: measures the site's engine and the calibration, and prints the figures as tables in Markdown.

Builds the site into a temporary folder and leaves nothing behind. Ends with 1 if a figure is above its limit.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import calibration, engine

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Measure what was asked for, print the tables; 1 if a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="fresh browsers for each figure (default: 5)")
    parser.add_argument("--only", choices=("engine", "calibration"), help="measure this alone")
    options = parser.parse_args()
    slow = False
    if options.only != "engine":
        seconds = calibration.measure(options.runs)
        print(calibration.table(seconds), end="\n\n")
        slow = statistics.median(seconds) > calibration.LIMIT
    if options.only != "calibration":
        print(engine_table(options.runs))
    return int(slow)


def engine_table(runs: int) -> str:
    """The engine's figures, in a build of the site made for it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        return engine.table(Path(folder), browser_path(), runs)


def browser_path() -> str | None:
    """The Chromium that set-up found on this machine; None for Playwright's own."""
    recorded = ROOT / ".venv" / "browser"
    path = recorded.read_text(encoding="utf-8").strip() if recorded.is_file() else ""
    return path if path.startswith("/") else None


if __name__ == "__main__":
    sys.exit(main())
