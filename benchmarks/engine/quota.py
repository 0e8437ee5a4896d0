"""A slower processor: a share of a core for each of three groups of the browser's threads, by cgroup v1.

Used by visit. DevTools' CPU throttling slows the main thread only and never reaches a worker, so it cannot be
used for an engine that runs in one. Groups: workers, V8's pool, all the rest; each gets the share.
"""

from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Self

from benchmarks.engine import threads

ROOT = Path("/sys/fs/cgroup/cpu")
PERIOD = 20_000
"""Microseconds; short, so that a thread that has used up its share is not stopped for long."""
PAUSE = 0.01
"""Seconds between two looks at the browser's threads: a new one starts in its maker's group."""


class QuotaRefused(Exception):
    """The kernel does not let this process make control groups; the message holds its words."""


class Quota:
    """While entered, every thread of the browser on `profile` runs in a group with `share` of a core."""

    def __init__(self, share: float) -> None:
        self.share = share
        self.groups = {kind: ROOT / f"edge-bench-{kind}" for kind in ("worker", "pool", "rest")}
        self._ended = Event()
        self._profile = ""
        self._thread = Thread(target=self._follow, daemon=True)

    def slow(self, profile: str) -> Self:
        """The same quota, for the browser on this profile folder."""
        self._profile = profile
        return self

    def __enter__(self) -> Self:
        try:
            for group in self.groups.values():
                group.mkdir(exist_ok=True)
                (group / "cpu.cfs_period_us").write_text(str(PERIOD))
                (group / "cpu.cfs_quota_us").write_text(str(int(PERIOD * self.share)))
        except OSError as error:
            raise QuotaRefused(f"No control group for the CPU can be made here: {error}") from error
        self._ended.clear()
        self._thread = Thread(target=self._follow, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        for group in self.groups.values():
            # Threads may outlive the browser's window by a moment; the next run makes the group anew.
            for tid in (group / "tasks").read_text().split():
                self._move(tid, ROOT)
            with suppress(OSError):
                group.rmdir()

    def _follow(self) -> None:
        pid = threads.browser(self._profile)
        moved: dict[int, str] = {}
        while not self._ended.wait(PAUSE):
            for process in threads.descendants(pid):
                for tid, kind in threads.threads(process):
                    wanted = kind if kind in {"worker", "pool"} else "rest"
                    if moved.get(tid) != wanted:
                        self._move(str(tid), self.groups[wanted])
                        moved[tid] = wanted

    @staticmethod
    def _move(tid: str, group: Path) -> None:
        # A thread may have ended since it was seen.
        with suppress(OSError):
            (group / "tasks").write_text(tid)
