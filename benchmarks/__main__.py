"""`make bench`: measures the site's engine and the calibration, and prints the figures as tables in Markdown.

Builds the site into a temporary folder. Ends with 1 if a figure is above its limit. The engine is measured
alone and on this machine only; `make bench-engine` measures it beside its peers and over slower links.
"""

import argparse
import statistics
import sys

from benchmarks import calibration
from benchmarks.engine.__main__ import run
from benchmarks.engine.campaign import Plan
from benchmarks.engine.limits import reached
from benchmarks.engine.report import report


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
        found = run(Plan(options.runs, ("site",), ("loopback",)))
        print(report(found))
        slow = slow or not all(one.kept for one in reached(found))
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
