"""The tables of a run in Markdown, and their place in docs/benchmarks.md between two comments.

Called by the command line; pure: figures in, text out.
"""

from collections.abc import Sequence

from benchmarks.engine.campaign import Campaign, FileSize
from benchmarks.engine.engines import PEERS
from benchmarks.engine.figures import Sample, percentile, spread
from benchmarks.engine.limits import reached
from benchmarks.engine.link import PROFILES

Row = tuple[str, ...]


def table(head: Row, rows: Sequence[Row]) -> str:
    """A table whose first column is words and whose others are figures."""
    line = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, line, *rows))


def placed(document: str, name: str, text: str) -> str:
    """The document with the text between its comments `<!-- name: begin -->` and `<!-- name: end -->`."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = document.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"The document lacks {begin} or {end}.")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def report(found: Campaign) -> str:
    """All that one run has to say."""
    parts = [_intro(found), _limits(found)]
    parts += [_profile(found, name) for name in PROFILES if name in found.plan.profiles]
    parts += [_takes(found), *(_files(name, files) for name, files in found.files.items())]
    return "\n\n".join(part for part in parts if part)


def _intro(found: Campaign) -> str:
    machine = found.machine
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    quota = found.plan.quota
    slowed = f"Each group of threads had {quota:g} of a core." if quota else ""
    lines = [
        f"{machine.date}: {found.plan.runs} runs, {found.seconds / 60:.0f} minutes.",
        f"{machine.cores} cores of {machine.processor}, {machine.system}; load at first {machine.load:.1f}.",
        slowed,
        f"Versions: {versions}.",
    ]
    return "\n".join(line for line in lines if line)


def _limits(found: Campaign) -> str:
    rows = [
        (one.what, one.limit, one.reached, "kept" if one.kept else "**missed**") for one in reached(found)
    ]
    return f"### Limits\n\n{table(('', 'limit', 'reached', ''), rows)}" if rows else ""


def _profile(found: Campaign, profile: str) -> str:
    rows = [_row(found, peer, profile) for peer in found.plan.peers if profile in PEERS[peer].profiles]
    head = (
        "",
        "runs",
        "ready, cold",
        "ready, warm",
        "first score",
        "next, p95",
        "CPU: worker",
        "V8's pool",
        "main thread",
        "memory",
        "bytes",
        "requests",
    )
    units = "Times in ms, CPU in seconds up to ready, memory in MiB; median [least–most] of cold visits."
    return f"### {PROFILES[profile].title}\n\n{units}\n\n{table(head, rows)}"


def _row(found: Campaign, peer: str, profile: str) -> Row:
    both = [one for one in found.samples if (one.peer, one.profile) == (peer, profile)]
    cold = [one for one in both if one.cold]
    warm = [one for one in both if not one.cold]
    later = [time for one in cold for time in one.each]
    return (
        PEERS[peer].title + ("" if PEERS[peer].whole else " (other source)"),
        _runs(both),
        spread([one.ready for one in cold]),
        spread([one.ready for one in warm]),
        spread([one.first for one in cold]),
        f"{percentile(later):.1f}" if later else "–",
        spread([one.usage.worker for one in cold], 2),
        spread([one.usage.pool for one in cold], 2),
        spread([one.usage.main for one in cold], 2),
        spread([one.usage.memory for one in cold]),
        _same([f"{_sent(one):,}" for one in cold]),
        _same([str(len(one.requests) - 1) for one in cold]),
    )


def _runs(both: list[Sample]) -> str:
    restarts = sum(one.restarts for one in both)
    count = str(sum(one.cold for one in both))
    return f"{count} ({restarts} restarts)" if restarts else count


def _sent(sample: Sample) -> int:
    """Bytes of all bodies but the page's, which is the first."""
    return sum(request.sent for request in sample.requests[1:])


def _same(values: list[str]) -> str:
    """The value that all have, or the values."""
    return " / ".join(dict.fromkeys(values))


def _takes(found: Campaign) -> str:
    if not found.takes:
        return ""
    first = [one.first for one in found.takes]
    later = [time for one in found.takes for time in one.later]
    answered = [time for one in found.takes for time in one.answered]
    rows: list[Row] = [
        (
            "first result after the engine is ready",
            str(len(first)),
            spread(first, 1),
            f"{percentile(first):.1f}",
        ),
        ("results after it", str(len(later)), spread(later, 1), f"{percentile(later):.1f}"),
        (
            "of both, until the engine's answer",
            str(len(answered)),
            spread(answered, 1),
            f"{percentile(answered):.1f}",
        ),
    ]
    head = ("", "presses", "ms", "p95")
    return f"### The assessment: from the last button to the result\n\n{table(head, rows)}"


def _files(peer: str, files: list[FileSize]) -> str:
    rows: list[Row] = [(f"`{file.path}`", f"{file.raw:,}", f"{file.gz:,}", f"{file.br:,}") for file in files]
    sums = (sum(file.raw for file in files), sum(file.gz for file in files), sum(file.br for file in files))
    rows.append(("all", *(f"{one:,}" for one in sums)))
    title = f"### Files: {PEERS[peer].title}"
    return f"{title}\n\n{table(('', 'bytes', 'gzip -9', 'brotli 11'), rows)}"
