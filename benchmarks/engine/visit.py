"""One visit in a real Chromium: a page is opened, heard to be ready, asked to score; its processes are read.

Used by campaign. Every browser has a profile of its own, made for it and thrown away.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Playwright

from benchmarks.engine import threads
from benchmarks.engine.quota import Quota
from benchmarks.engine.server import Request, Server
from benchmarks.engine.threads import Usage
from tests.chromium import FLAGS

PATIENCE = 300_000
"""Milliseconds that a start may take; stock on Slow 4G with a quarter of a core needs a minute."""


class VisitFailed(Exception):
    """A page said that it failed, in its own words."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit gave, as Sample has it; `answers` only if they were asked for."""

    ready: float
    restarts: int
    first: float
    each: list[float]
    answers: list[dict[str, Any]]
    usage: Usage
    requests: list[Request]
    away: int


@dataclass(frozen=True, slots=True)
class Window:
    """A browser with a profile of its own, and the address of that profile's folder."""

    context: BrowserContext
    folder: str


@contextmanager
def window(playwright: Playwright, browser: str | None, quota: Quota | None = None) -> Iterator[Window]:
    """A new browser that has seen nothing."""
    with tempfile.TemporaryDirectory(prefix="edge-bench-", ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=browser, args=FLAGS, viewport={"width": 1280, "height": 800}
        )
        context.set_default_timeout(PATIENCE)
        try:
            with quota.slow(folder) if quota else nullcontext():
                yield Window(context, folder)
        finally:
            context.close()


def visit(on: Window, server: Server, page: str, sheets: list[dict[str, Any]], keep: bool) -> Visit:
    """Open the page in a new tab, wait until it can score, score the sheets one after the other."""
    tab = on.context.new_page()
    away: list[str] = []
    tab.on("request", lambda request: _note(request.url, server.url, away))
    browser = threads.browser(on.folder)
    before, seen = threads.cpu(browser), len(server.requests)
    with tab.expect_console_message(_is_news, timeout=PATIENCE) as heard:
        tab.goto(f"{server.url}{page}", wait_until="commit")
    news = heard.value.text.split(" ", 2)
    if news[1] != "ready":
        raise VisitFailed(f"{page}: {news[2]}")
    ready, restarts = news[2].split()
    used = threads.usage(before, threads.cpu(browser))
    requests = server.requests[seen:]
    score = "([sheets, keep]) => bench.score(sheets, keep)"
    found = tab.evaluate(score, [sheets, keep])
    first, *each = found["times"]
    tab.close()
    return Visit(float(ready), int(restarts), first, each, found["answers"], used, requests, len(away))


def _is_news(message: ConsoleMessage) -> bool:
    return message.text.startswith("bench ")


def _note(address: str, home: str, away: list[str]) -> None:
    if address.startswith(("http:", "https:", "ws:", "wss:")) and not address.startswith(home):
        away.append(address)
