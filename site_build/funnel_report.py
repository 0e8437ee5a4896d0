"""The funnel of an export: what was counted at each step, and how often a step follows on the one before.

Called by the command line with a file; `funnel_export` reads it. Speaks of events and never of people:
nothing joins two events. What is too few to be shown is hidden so that no difference tells it.
"""

import codecs
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from site_build import frontmatter
from site_build.counting import EVENTS, LEAST
from site_build.errors import Problem
from site_build.funnel_export import NONE, Row, Unreadable, read

STEPS = (
    "page_viewed",
    "article_read",
    "assessment_started",
    "assessment_finished",
    "demo_opened",
    "demo_submitted",
    "demo_accepted",
)
"""The way from a page to a request. Of `article_read` only the depth 50 is taken, where it is known."""
HALF = 50
NORMAL = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % above it: for an interval of 95 %."""
NOTES = """\
These are events, not people: nothing joins two events, and one person can cause many.
That somebody who read an article began the assessment cannot be told; a ratio compares two counts.
The interval (Wilson, 95 %) says how far chance alone may move a ratio; there is none where a step has
more events than the one before. A count below 5 is shown as "< 5", and no ratio is made of it."""
BY_CAMPAIGN = """\
An event names its campaign only where it has one: on the page that the visitor came to.
Where a total would tell a count below 5, the smallest of the others is hidden too: both read "hidden".
Campaigns of which no count can be shown are not named."""
BY_STYLE = """\
Only the view of a style's page names a style. No step does, so by style there is no funnel.
Styles and ways of which there are too few to show, or which a total would tell, are not named."""
By = Literal["style", "campaign"]
FEW, HIDDEN = f"< {LEAST}", "hidden"
Cell = int | str
"""A count, or what stands in place of one that is not shown."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval by Wilson for `part` of `whole`, as shares of 1; ValueError for what is no share."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    share, square = part / whole, NORMAL**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = math.sqrt(share * (1 - share) / whole + square / (4 * whole**2)) * NORMAL / (1 + square / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def run(file: Path, by: By | None) -> int:
    """Prints the funnel of an export, or what is wrong with it; 0 when all is well, 1 when not."""
    if not file.is_file():
        print(Problem(file.as_posix(), 1, 1, "FU001", "there is no such file", "Check the path."))
        return 1
    # Spreadsheets put a byte order mark before their CSV.
    raw = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    text, problems = frontmatter.decode(raw, file.as_posix())
    for problem in problems:
        print(problem)
    if text is None:
        return 1
    try:
        rows = list(read(text, by))
    except Unreadable as wrong:
        print(Problem(file.as_posix(), wrong.line, wrong.column, "FU001", wrong.message, wrong.hint))
        return 1
    left_out = sum(row.count for row in rows if row.name not in EVENTS)
    if left_out:
        print(f"{left_out} other events of the service's own are left out.", file=sys.stderr)
    print(report(rows, by), end="")
    return 0


def report(rows: Iterable[Row], by: By | None) -> str:
    """The funnel as text, or one for each campaign (the most to show first), or the pages of the styles."""
    counted = [row for row in rows if row.name != "article_read" or row.depth in {None, HALF}]
    if by is None:
        totals = _counts(counted, lambda _: NONE).get(NONE, Counter())
        return f"{_funnel({name: plain(totals[name]) for name in EVENTS})}\n{NOTES}\n"
    return _styles(counted) if by == "style" else _campaigns(counted)


def _campaigns(rows: list[Row]) -> str:
    groups = _counts(rows, lambda row: row.campaign)
    columns = {name: told({group: groups[group][name] for group in groups}) for name in EVENTS}
    funnels = {group: {name: columns[name][group] for name in EVENTS} for group in groups}
    # By what is shown alone: an order by all counts would tell of two hidden ones which is more.
    seen = {group: sum(c for c in cells.values() if isinstance(c, int)) for group, cells in funnels.items()}
    order = sorted((group for group in groups if seen[group]), key=lambda group: (-seen[group], group))
    parts = "\n".join(f"campaign: {group}\n\n{_funnel(funnels[group])}" for group in order)
    return f"{parts}\n{BY_CAMPAIGN}\n{NOTES}\n" if parts else f"{BY_CAMPAIGN}\n{NOTES}\n"


def _styles(rows: list[Row]) -> str:
    """How often the styles' pages were viewed, and by which way one came to them."""
    pages = [row for row in rows if row.name == "style_page_viewed"]
    parts = [f"{'style pages':<22}{_shown(plain(sum(row.count for row in pages))):>10}"]
    for title, group in (("style", lambda row: row.style), ("via", lambda row: row.via)):
        if title == "via" and all(row.via == NONE for row in pages):
            continue
        cells = told({name: counts.total() for name, counts in _counts(pages, group).items()})
        found = {name: cell for name, cell in cells.items() if isinstance(cell, int)}
        lines = [
            f"{name:<22}{found[name]:>10,}" for name in sorted(found, key=lambda one: (-found[one], one))
        ]
        parts.append("\n".join([f"by {title}", *(lines or ["too few to show"])]))
    return "\n\n".join(parts) + f"\n\n{BY_STYLE}\n{NOTES}\n"


def _counts(rows: Iterable[Row], group: Callable[[Row], str]) -> dict[str, Counter[str]]:
    """The events of each group, by name."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(group(row), Counter())[row.name] += row.count
    return found


def _funnel(cells: Mapping[str, Cell]) -> str:
    lines = [f"{'step':<22}{'events':>10}  to the step before"]
    before: Cell | None = None
    for step in STEPS:
        lines.append(_line(step, cells[step], ratio(cells[step], before)))
        before = cells[step]
    lines += ["", "beside the steps"]
    for name in EVENTS:
        # A style's page is one of the pages that were viewed, and comes at any place of the way.
        share = (
            f"of page_viewed: {ratio(cells[name], cells[STEPS[0]])}" if name == "style_page_viewed" else ""
        )
        lines += [_line(name, cells[name], share)] if name not in STEPS else []
    return "\n".join(lines) + "\n"


def _line(name: str, cell: Cell, more: str) -> str:
    return f"{name:<22}{_shown(cell):>10}  {more}".rstrip()


def plain(count: int) -> Cell:
    """A count of all, as it may be shown."""
    return count if count >= LEAST else FEW


def told(counts: Mapping[str, int]) -> dict[str, Cell]:
    """The parts of a total as they may be shown: none that is hidden follows from the total and the rest.

    A single part below 5 does, and so do several that come to the least or the most that they can. Then the
    smallest of the others, with all that are as small, are hidden under the same mark.
    """
    few = {group for group, count in counts.items() if count < LEAST}
    total, hidden = sum(counts.values()), sum(counts[group] for group in few)
    if total >= LEAST and few and (len(few) == 1 or hidden in (0, (LEAST - 1) * len(few))):
        least = min((count for count in counts.values() if count >= LEAST), default=0)
        return {group: HIDDEN if count <= max(least, LEAST - 1) else count for group, count in counts.items()}
    return {group: FEW if group in few else counts[group] for group in counts}


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}"


def ratio(cell: Cell, before: Cell | None) -> str:
    """How a step compares with the one before, in words; empty for the first."""
    if before is None:
        return ""
    if isinstance(cell, str) or isinstance(before, str):
        return "not shown"
    if cell > before:
        return f"{cell / before:.2f} events for each; no interval"
    low, high = wilson(cell, before)
    return f"{cell / before:.1%} ({low:.1%} to {high:.1%})"
