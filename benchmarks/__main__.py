"""`make bench`: measures the site and prints the figures as a table in Markdown.

Builds the site into a temporary folder and leaves nothing behind.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import engine

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build the site, measure its engine, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="fresh browsers for each figure (default: 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        print(engine.table(Path(folder), browser_path(), options.runs))


def browser_path() -> str | None:
    """The Chromium that set-up found on this machine; None for Playwright's own."""
    recorded = ROOT / ".venv" / "browser"
    path = recorded.read_text(encoding="utf-8").strip() if recorded.is_file() else ""
    return path if path.startswith("/") else None


if __name__ == "__main__":
    main()
