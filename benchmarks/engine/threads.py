"""The browser's processes as Linux tells of them in /proc: CPU time by kind of thread, and private memory.

Used by visit and quota. A renderer's first thread is its main thread, `DedicatedWorker` runs a worker, and
`ThreadPoolForeg` is the pool on which V8 compiles WebAssembly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
WORKER, POOL = "DedicatedWorker", "ThreadPoolForeg"
"""Names of threads as the kernel keeps them, cut to 15 characters."""

Cpu = dict[tuple[int, str], float]
"""Seconds of CPU by thread id and kind: `worker`, `pool`, `main` or `rest`."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of CPU that the page's renderer spent, and the MiB of memory that nothing else shares."""

    worker: float
    pool: float
    main: float
    rest: float
    memory: float


def browser(profile: str) -> int:
    """The id of the browser that runs on this profile folder; LookupError if there is none."""
    for pid in processes():
        command = _command(pid)
        if f"--user-data-dir={profile}" in command and not any(
            part.startswith("--type=") for part in command
        ):
            return pid
    raise LookupError(f"No browser runs on {profile}.")


def processes() -> Iterator[int]:
    """The ids of all processes of this machine."""
    return (int(path.name) for path in PROC.iterdir() if path.name.isdigit())


def descendants(pid: int) -> list[int]:
    """The process and all that come from it."""
    children: dict[int, list[int]] = {}
    for one in processes():
        children.setdefault(_parent(one), []).append(one)
    found = [pid]
    for one in found:
        found.extend(children.get(one, []))
    return found


def cpu(browser_id: int) -> dict[int, Cpu]:
    """The CPU time of each renderer's threads so far, by process."""
    return {
        pid: {(tid, kind): _seconds(pid, tid) for tid, kind in threads(pid)}
        for pid in descendants(browser_id)
        if "--type=renderer" in _command(pid)
    }


def threads(pid: int) -> list[tuple[int, str]]:
    """The threads of a process and their kinds; empty when it has gone."""
    try:
        return [(int(task.name), _kind(pid, task)) for task in (PROC / str(pid) / "task").iterdir()]
    except OSError:
        return []


def usage(before: dict[int, Cpu], after: dict[int, Cpu]) -> Usage:
    """What the page's renderer, which has a worker or worked most, used between two readings."""

    def spent(pid: int) -> dict[str, float]:
        total = {"worker": 0.0, "pool": 0.0, "main": 0.0, "rest": 0.0}
        for thread, seconds in after[pid].items():
            total[thread[1]] += seconds - before.get(pid, {}).get(thread, 0.0)
        return total

    # A browser keeps a renderer in reserve, whose start would outweigh a page with little to do.
    pid = max(after, key=lambda one: (spent(one)["worker"] > 0, sum(spent(one).values())))
    return Usage(**spent(pid), memory=_private(pid))


def _kind(pid: int, task: Path) -> str:
    name = _read(task / "comm").strip()
    if name in {WORKER, POOL}:
        return "worker" if name == WORKER else "pool"
    return "main" if task.name == str(pid) else "rest"


def _seconds(pid: int, tid: int) -> float:
    # Nanoseconds on the CPU; `stat` would count in hundredths of a second.
    ran = _read(PROC / str(pid) / "task" / str(tid) / "schedstat").split()
    return int(ran[0]) / 1e9 if ran else 0.0


def _private(pid: int) -> float:
    lines = (line.split() for line in _read(PROC / str(pid) / "smaps_rollup").splitlines())
    return sum(int(parts[1]) for parts in lines if parts[0].startswith("Private_")) / 1024


def _parent(pid: int) -> int:
    # The name in brackets may hold anything, so what follows its last bracket is read.
    rest = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return int(rest[1]) if rest else 0


def _command(pid: int) -> list[str]:
    # Chromium's child processes write theirs anew, with spaces.
    return _read(PROC / str(pid) / "cmdline").replace("\0", " ").split(" ")


def _read(path: Path) -> str:
    """The text of a file in /proc; empty when the process or the thread has gone meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
