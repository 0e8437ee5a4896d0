"""`make bench`: measures the engine, the calibration and the playbook check; prints tables in Markdown.

Builds the site into a temporary folder. Ends with 1 if a figure is above its limit. The engine is measured
alone and on this machine only; `make bench-engine` measures it beside its peers and over slower links.
"""

import argparse
import statistics
import sys

from benchmarks import calibration, playbook
from benchmarks.engine.__main__ import run
from benchmarks.engine.campaign import Plan
from benchmarks.engine.limits import reached
from benchmarks.engine.report import report


def main() -> int:
    """Measure what was asked for, print the tables; 1 if a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="fresh browsers for each figure (default: 5)")
    parser.add_argument("--only", choices=("engine", "calibration", "playbook"), help="measure this alone")
    options = parser.parse_args()
    slow = False
    if options.only in (None, "calibration"):
        seconds = calibration.measure(options.runs)
        print(calibration.table(seconds), end="\n\n")
        slow = statistics.median(seconds) > calibration.LIMIT
    if options.only in (None, "playbook"):
        seconds = playbook.measure(options.runs)
        print(playbook.table(seconds), end="\n\n")
        slow = slow or statistics.median(seconds) > playbook.LIMIT
    if options.only in (None, "engine"):
        found = run(Plan(options.runs, ("site",), ("loopback",)))
        print(report(found))
        slow = slow or not all(one.kept for one in reached(found))
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
