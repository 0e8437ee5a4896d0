"""Full builds of the three sites, interleaved: seconds from the command to its end."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.editorial import sites
from benchmarks.editorial.corpus import Made

TIMES_STOCK = 1.25
"""How much longer than stock Material ours may take at most."""


def measure(root: Path, made: list[Made], runs: int) -> dict[str, list[float]]:
    """Seconds of each build by site; each is built once before, which fills caches and counts for nothing."""
    found: dict[str, list[float]] = {"ours": [], "stock": [], "blog": []}
    with tempfile.TemporaryDirectory(prefix="edge-editorial-") as work:
        folders = {name: Path(work) / name for name in found}
        for folder in folders.values():
            folder.mkdir()
        sites.ours(root, folders["ours"], made)
        sites.stock(folders["stock"], made)
        sites.blog(folders["blog"], made)
        for run in range(runs + 1):
            for name, folder in folders.items():
                seconds = build(folder)
                print(f"  run {run} of {runs}: {name} {seconds:.1f} s", file=sys.stderr)
                if run:
                    found[name].append(seconds)
    return found


def build(folder: Path) -> float:
    """Build the site in that folder, ours with the check of its links as `make build` has it; its seconds."""
    site = str(folder / "site")
    steps = [["mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", site]]
    if (folder / "site_build").is_dir():
        steps.append(["site_build", "links", site])
    started = time.monotonic()
    for step in steps:
        subprocess.run(
            [sys.executable, "-m", *step],
            check=True,
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stderr=subprocess.DEVNULL,
        )
    return time.monotonic() - started
