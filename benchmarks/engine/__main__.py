"""`make bench-engine`: measures the engine beside its peers and writes the tables into docs/benchmarks.md.

Builds the site into a temporary folder. Ends with 1 if a limit is missed. What was found is kept in
`.cache/bench/found.json`, from which `--report` makes the tables again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.engine.campaign import Campaign, Plan, measure
from benchmarks.engine.engines import PEERS, Places
from benchmarks.engine.limits import reached
from benchmarks.engine.link import PROFILES
from benchmarks.engine.quota import QuotaRefused
from benchmarks.engine.report import placed, report
from tests.chromium import executable

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
DOCUMENT = ROOT / "docs" / "benchmarks.md"
KEPT = TypeAdapter(Campaign)


def main() -> int:
    """Measure what was asked for, write the tables; 1 if a limit is missed, 2 if a quota is refused."""
    options = _options()
    name = "bench-engine-quota" if options.cpu_quota else "bench-engine"
    kept = CACHE / f"{name}.json"
    plan = Plan(options.runs, tuple(options.peers), tuple(options.profiles), options.calls, options.cpu_quota)
    if options.report:
        found = KEPT.validate_json(kept.read_bytes())
    else:
        try:
            found = run(plan, options.site)
        except QuotaRefused as refused:
            print(refused, file=sys.stderr)
            return 2
        kept.write_bytes(KEPT.dump_json(found))
    text = report(found)
    print(text)
    if found.plan.whole() or options.write:
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(placed(document, name, text), encoding="utf-8")
    return int(not all(one.kept for one in reached(found)))


def run(plan: Plan, site: Path | None = None) -> Campaign:
    """Run the plan on the site in that folder, or on one built for it."""
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
            subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        return measure(plan, Places(ROOT, site or Path(folder), CACHE), executable())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-engine", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="fresh browsers for each figure (default: 7)")
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS), help="measure these alone")
    parser.add_argument(
        "--profiles", nargs="+", choices=PROFILES, default=list(PROFILES), help="on these links"
    )
    parser.add_argument("--calls", type=int, default=100, help="scores after the first (default: 100)")
    parser.add_argument(
        "--cpu-quota",
        type=float,
        metavar="CORES",
        help="share of a core for workers, V8's pool and the rest each; 0.25 is about four times slower",
    )
    parser.add_argument("--site", type=Path, help="a built site, instead of building one")
    parser.add_argument("--write", action="store_true", help="write the tables of a partial run too")
    parser.add_argument("--report", action="store_true", help="make the tables of the last run again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
