"""The engine in trouble: killed, silent or looping, it is replaced, the page says so, and no answer is lost.

What a server can do to it is in test_engine_faults.py.
"""

import threading

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults
from tests.browser.take import answer_all, choose, continue_, leaks_of, picks_of
from tests.browser.troubles import AGAIN, SAVED, SHEET, WAITING, expect_result, expect_trouble
from tests.browser.visits import (
    PATIENT,
    Profiles,
    kill,
    saved_text,
    set_patience,
    set_patience_at_restart,
    told,
)

pytestmark = pytest.mark.browser

SILENT = "The scoring engine has not said anything for"
STOPPED = f"The scoring engine stopped answering. {AGAIN}"
LOOP = "setTimeout(() => { for (;;) {} }, 0)"


@pytest.mark.parametrize("name", [faults.WASM, faults.WORKER])
def test_hanging_file_is_told(name: str, profiles: Profiles, end: threading.Event) -> None:
    """A file that never comes ends in words and a button, once the patience is over for the second time."""
    profiles.site.fault = faults.hanging(name, end)
    page = profiles.visit()
    set_patience(page, start=400, again=400)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2), wait=False)
    expect_trouble(page, f"{SILENT} 0.4 seconds.")
    seen: dict[str, str] = {}
    profiles.site.fault = faults.noted(seen)
    set_patience(page, **PATIENT)
    page.get_by_role("button", name="Try again").click()
    expect_result(page)
    assert any("?again=" in path for path in seen)
    assert {said for path, said in seen.items() if path.endswith(".wasm")} == {"no-cache"}


def test_start_that_loops_is_told(profiles: Profiles) -> None:
    """A worker that loops for ever before its first word is told as one that hangs."""
    profiles.site.fault = faults.begun(faults.WORKER, "for (;;) {}")
    page = profiles.visit()
    set_patience(page, start=400, again=400)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2), wait=False)
    expect_trouble(page, f"{SILENT} 0.4 seconds.")


def test_failure_in_the_background_is_mended_at_the_end(profiles: Profiles) -> None:
    """A start that failed while questions were answered is tried afresh when the result is asked for."""
    profiles.site.fault = faults.missing(faults.WASM)
    page = profiles.visit()
    status = page.locator("[data-part=engine]").first
    first, *_ = SHEET["blocks"]
    choose(page, f"{first}.most", SHEET["blocks"][first]["most"])
    page.wait_for_function("again => told.some((text) => text.endsWith(again))", arg=AGAIN)
    expect(status).to_be_empty()
    assert sum("/pyodide." in path for path in profiles.site.paths) == 2
    profiles.site.fault = None
    answer_all(page, picks_of("owl", "lion"), leaks_of(2))
    expect_result(page)


def test_failure_is_not_told_to_who_went_back(profiles: Profiles, end: threading.Event) -> None:
    """Who goes back to a question while the result is awaited finds no box of trouble under it."""
    profiles.site.fault = faults.hanging(faults.WORKER, end)
    page = profiles.visit(saved_text(SHEET, "review"))
    continue_(page)
    status = page.locator("[data-part=engine]")
    expect(status).to_have_text(WAITING)
    page.get_by_role("button", name="Back").click()
    expect(status).to_be_empty()
    end.set()
    page.wait_for_function("again => told.some((text) => text.endsWith(again))", arg=AGAIN)
    expect(status).to_be_empty()
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("#q16")).to_be_visible()


def between_results(page: Page, script: str) -> None:
    """Goes from the result to the answers; the idle worker runs a script that ends it or holds it up."""
    page.get_by_role("button", name="Change an answer").click()
    page.workers[0].evaluate(script)


@pytest.mark.parametrize("script", ["setTimeout(() => self.close(), 0)", LOOP], ids=["killed", "looping"])
def test_worker_lost_while_idle(script: str, profiles: Profiles) -> None:
    """A worker that dies or loops between two results is replaced, and the page says so."""
    page = profiles.visit(SAVED)
    expect_result(page)
    seen: dict[str, str] = {}
    profiles.site.fault = faults.noted(seen)
    set_patience(page, answer=300)
    set_patience_at_restart(page, **PATIENT)
    between_results(page, script)
    page.go_back()
    expect_result(page)
    assert STOPPED in told(page)
    assert "no-cache" not in seen.values()  # its files were sound


def test_worker_killed_while_starting(profiles: Profiles) -> None:
    """A worker that dies while it starts is noticed by its silence and replaced; the take goes on."""
    page = profiles.visit()
    set_patience(page, start=2_000)
    set_patience_at_restart(page, **PATIENT)
    first, *_ = SHEET["blocks"]
    with page.expect_worker() as started:
        choose(page, f"{first}.most", SHEET["blocks"][first]["most"])
    kill(started.value)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2))
    expect_result(page)
    assert f"{SILENT} 2 seconds. {AGAIN}" in told(page)


def test_worker_killed_twice(profiles: Profiles) -> None:
    """When the second worker dies too the page says so; "Try again" starts a third, and no answer is lost."""
    page = profiles.visit(SAVED)
    expect_result(page)
    set_patience(page, answer=300, start=1_000, again=1_000)
    with page.expect_worker() as second:
        between_results(page, "setTimeout(() => self.close(), 0)")
        page.go_back()
    kill(second.value)
    expect_trouble(page, f"{SILENT} 1 seconds.")
    set_patience(page, **PATIENT)
    page.get_by_role("button", name="Try again").click()
    expect_result(page)
