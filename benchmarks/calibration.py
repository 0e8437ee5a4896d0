"""The calibration on one core: how long a run of 100,000 simulated takers lasts.

Called by `python -m benchmarks`. Every run is a process of its own on one core, so loading numpy counts.
"""

import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 10.0
"""Seconds that a run may take."""
TAKERS = 100_000

RUN = f"""
import os
from dataclasses import replace
from assessment.calibration import Parameters, calibrate
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
calibrate(replace(Parameters(), takers={TAKERS}))
"""
"""All that `make calibrate` does but for writing the file: so many takers a condition, each twice."""


def measure(runs: int) -> list[float]:
    """Seconds, one entry a run."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", RUN], cwd=Path(__file__).parents[1], check=True)
        found.append(time.perf_counter() - start)
    return found


def table(seconds: list[float]) -> str:
    """The figures as a table in Markdown, as median and range."""
    low, high = min(seconds), max(seconds)
    value = f"{statistics.median(seconds):.1f} [{low:.1f}–{high:.1f}] s, limit {LIMIT:.0f} s"
    head = f"| {platform.machine()}, {len(seconds)} runs, one core | median [range] |"
    return f"{head}\n| --- | --- |\n| {TAKERS:,} simulated takers a condition, all tables | {value} |"
