"""The start of the engine leaves the page's main thread free: no task on it works for longer than 50 ms."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.expects import LION
from tests.browser.take import RESULT_TIMEOUT, choose
from tests.browser.visits import Profiles

pytestmark = pytest.mark.browser

LONG = 50
"""Milliseconds from which a task is called long (W3C, Long Tasks API)."""
TASK = "RunTask"
MAIN = "CrRendererMain"
BUSY = """() => new Promise((done) => setTimeout(() => {
  const end = performance.now() + 200;
  while (performance.now() < end);
  done();
}))"""
"""A task of 200 ms."""


def longest(trace: bytes) -> float:
    """The most work in one task of a page's main thread, in milliseconds of its own processor time.

    A trace gives `tdur`, what the thread has worked, beside `dur`, which a busy machine makes longer.
    """
    events: list[dict[str, Any]] = json.loads(trace)["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("name") == "thread_name" and event["args"]["name"] == MAIN
    }
    tasks: list[float] = [
        event["tdur"] / 1000
        for event in events
        if (event["pid"], event["tid"]) in main and event["name"].endswith(TASK) and "tdur" in event
    ]
    assert len(tasks) > 20, "the tasks were not seen"
    return max(tasks)


def traced(chromium: Browser, page: Page) -> None:
    """Begins to trace the tasks of the page."""
    chromium.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"])


def test_start_leaves_the_main_thread_free(chromium: Browser, profiles: Profiles) -> None:
    """From the first touch until Python is ready no task of the main thread works for over 50 ms."""
    page = profiles.visit()
    traced(chromium, page)
    choose(page, "a01.most", LION["a01"][0])
    # The worker answers what it is asked when it is ready, and the page keeps it for offline then.
    expect(page.locator("[data-part=offline]")).not_to_be_empty(timeout=RESULT_TIMEOUT)
    assert page.workers
    assert longest(chromium.stop_tracing()) <= LONG


def test_long_task_is_seen(chromium: Browser, page: Page) -> None:
    """The measure above finds a task that works for longer."""
    traced(chromium, page)
    page.evaluate(BUSY)
    for _ in range(30):
        page.evaluate("0")  # a task each; the long one has ended by then, and is in the trace
    assert longest(chromium.stop_tracing()) > LONG
