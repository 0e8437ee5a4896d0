"""All runs, one after the other and interleaved, so that a busy minute of the machine falls on every peer.

Called by the command line; gives samples and says nothing of what they mean.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Error, Playwright, sync_playwright

from benchmarks.engine.engines import PEERS, Peer, Places
from benchmarks.engine.figures import Sample, Take, distance
from benchmarks.engine.link import PROFILES
from benchmarks.engine.machine import Machine, describe
from benchmarks.engine.packed import Packed, pack
from benchmarks.engine.quota import Quota
from benchmarks.engine.server import Server
from benchmarks.engine.sheets import Data, answer, numbers, sheets
from benchmarks.engine.takes import take
from benchmarks.engine.visit import Visit, VisitFailed, Window, visit, window

FEWER = 3
"""Runs of a peer on a link where it has fewer."""
PRESSES = 15
"""Results asked for in each visit of the assessment."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured. `calls` are the scores after the first; `quota` a share of a core, None for all."""

    runs: int = 7
    peers: tuple[str, ...] = tuple(PEERS)
    profiles: tuple[str, ...] = tuple(PROFILES)
    calls: int = 100
    quota: float | None = None

    def whole(self) -> bool:
        """Whether nothing is left out of what the document promises."""
        return self.runs >= 7 and set(self.peers) == set(PEERS) and set(self.profiles) == set(PROFILES)


@dataclass(frozen=True, slots=True)
class FileSize:
    """A file that a cold start asks for, in bytes as it is, with gzip -9 and with brotli 11."""

    path: str
    raw: int
    gz: int
    br: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """Everything that one run of the benchmark found; `files` by peer, without its page."""

    plan: Plan
    machine: Machine
    seconds: float
    samples: list[Sample]
    takes: list[Take]
    files: dict[str, list[FileSize]]


def measure(plan: Plan, places: Places, browser: str | None) -> Campaign:
    """Run the plan."""
    started = time.monotonic()
    folders = {name: pack(PEERS[name].make(places), places.cache / "packed") for name in plan.peers}
    asked = sheets(plan.calls + 1)
    wanted = [answer(sheet) for sheet in asked]
    samples: list[Sample] = []
    takes: list[Take] = []
    files: dict[str, list[FileSize]] = {}
    with sync_playwright() as playwright:
        machine = describe(playwright, browser, places)
        for run in range(plan.runs):
            for profile in plan.profiles:
                for name in plan.peers:
                    peer = PEERS[name]
                    if profile not in peer.profiles or (profile in peer.fewer and run >= FEWER):
                        continue
                    _say(started, f"run {run + 1} of {plan.runs}: {name}, {profile}")
                    here = _Here(playwright, browser, plan, peer, profile, folders[name])
                    for cold, one in _twice(partial(here.visits, asked, run == 0)):
                        samples.append(_sample(peer, profile, cold, one, wanted))
                        if cold and name not in files:
                            files[name] = _sizes(one, peer, folders[name])
            if "site" in plan.peers:
                _say(started, f"run {run + 1} of {plan.runs}: the assessment itself")
                here = _Here(playwright, browser, plan, PEERS["site"], "loopback", folders["site"])
                takes.append(_twice(here.take))
    return Campaign(plan, machine, time.monotonic() - started, samples, takes, files)


@dataclass(frozen=True, slots=True)
class _Here:
    playwright: Playwright
    browser: str | None
    plan: Plan
    peer: Peer
    profile: str
    files: dict[str, Packed]

    def visits(self, asked: list[Data], keep: bool) -> list[tuple[bool, Visit]]:
        """A cold visit, then a warm one in the same profile."""

        def both(on: Window, server: Server) -> list[tuple[bool, Visit]]:
            return [(cold, visit(on, server, self.peer.page, asked, keep and cold)) for cold in (True, False)]

        return self._with(both)

    def take(self) -> Take:
        return self._with(lambda on, server: take(on, server, PRESSES))

    def _with[T](self, do: Callable[[Window, Server], T]) -> T:
        quota = Quota(self.plan.quota) if self.plan.quota else None
        with (
            Server(self.files, PROFILES[self.profile], self.peer.isolated) as server,
            window(self.playwright, self.browser, quota) as on,
        ):
            return do(on, server)


def _twice[T](do: Callable[[], T]) -> T:
    """What it gives; after a failure once more, for one tab in some hundreds crashes of itself."""
    try:
        return do()
    except (Error, VisitFailed) as failure:
        print(f"  once more, after: {failure}", file=sys.stderr)
        return do()


def _sample(peer: Peer, profile: str, cold: bool, found: Visit, wanted: list[Data]) -> Sample:
    targets = wanted if peer.whole else [numbers(one) for one in wanted]
    far = max(map(distance, found.answers, targets)) if found.answers else None
    return Sample(
        peer.id,
        profile,
        cold,
        found.ready,
        found.restarts,
        found.first,
        found.each,
        found.usage,
        found.requests,
        found.away,
        far,
    )


def _sizes(found: Visit, peer: Peer, folder: dict[str, Packed]) -> list[FileSize]:
    paths = [request.path for request in found.requests if request.path != peer.page]
    return [
        FileSize(path, len(folder[path].raw), len(folder[path].gz), len(folder[path].br)) for path in paths
    ]


def _say(started: float, text: str) -> None:
    print(f"{time.monotonic() - started:6.0f} s  {text}  (load {os.getloadavg()[0]:.1f})", file=sys.stderr)
