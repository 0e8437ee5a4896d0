"""`make bench-editorial`: measures builds and the live preview at 500 articles; 1 if a limit is not kept."""

import argparse
import statistics
import sys

from benchmarks.editorial import builds, corpus, live
from tests.conftest import ROOT

TITLES = {
    "ours": "this site",
    "stock": "MkDocs Material, search alone",
    "blog": "MkDocs Material, its blog plugin",
}


def main() -> int:
    """Measure what was asked for, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.editorial", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="builds of each site, and saves (default: 5)")
    parser.add_argument("--articles", type=int, default=500, help="how many articles (default: 500)")
    parser.add_argument("--only", choices=("builds", "live"), help="measure this alone")
    options = parser.parse_args()
    made = corpus.articles(ROOT / "content", options.articles)
    kept = True
    if options.only != "live":
        found = builds.measure(ROOT, made, options.runs)
        middle = {name: statistics.median(seconds) for name, seconds in found.items()}
        print("| site | seconds | of stock |\n| --- | --- | --- |")
        for name, seconds in found.items():
            share = middle[name] / middle["stock"]
            print(f"| {TITLES[name]} | {_spread(seconds)} | {share:.2f} |")
        print(f"\nLimit: {builds.TIMES_STOCK} times stock, and below the blog plugin.\n")
        kept = middle["ours"] <= min(builds.TIMES_STOCK * middle["stock"], middle["blog"])
    if options.only != "builds":
        saves = live.measure(ROOT, made, options.runs)
        print(f"| saved until seen, seconds | {_spread(saves)} | limit {live.LIMIT} |")
        kept = kept and statistics.median(saves) <= live.LIMIT
    return 0 if kept else 1


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} [{min(values):.2f}–{max(values):.2f}]"


if __name__ == "__main__":
    sys.exit(main())
