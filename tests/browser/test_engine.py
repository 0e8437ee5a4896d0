"""The engine in trouble, killed or badly served: the page says so, starts it again and loses no answer."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults
from tests.browser.take import (
    RESULT_TIMEOUT,
    answer_all,
    choose,
    continue_,
    leaks_of,
    picks_of,
    wait_for_result,
)
from tests.browser.visits import Profiles, kept, kill, saved_text, set_patience, sheet_of, told
from tests.conftest import Fault

pytestmark = pytest.mark.browser

SHEET = sheet_of(picks_of("owl", "lion"), leaks_of(2))
SAVED = saved_text(SHEET)
WASM, STDLIB, PACKAGE = "pyodide.asm.wasm", "python_stdlib.zip", "edge.zip"
WAITING = "Your answers are in. The scoring engine is still loading."
AGAIN = "It is being started again; your answers are safe."
FAULTS: dict[str, tuple[Fault, str]] = {
    "no wasm": (faults.missing(WASM), f"{WASM} could not be loaded (HTTP 404)."),
    "no library": (faults.missing(STDLIB), f"{STDLIB} could not be loaded (HTTP 404)."),
    "no package": (faults.missing(PACKAGE), f"{PACKAGE} could not be loaded (HTTP 404)."),
    "no lock": (faults.missing("pyodide-lock.json"), "pyodide-lock.json could not be loaded (HTTP 404)."),
    "no loader": (faults.missing("pyodide.mjs"), "pyodide.mjs could not be loaded."),
    "no glue": (faults.missing("pyodide.asm.mjs"), "pyodide.asm.mjs"),
    "no worker": (faults.missing("worker.js"), "The script of the scoring engine could not be loaded."),
    "cut wasm": (faults.cut(WASM), f"{WASM} could not be loaded (it broke off on the way)."),
    "cut library": (faults.cut(STDLIB), f"{STDLIB} could not be loaded (it broke off on the way)."),
    "cut package": (faults.cut(PACKAGE), f"{PACKAGE} could not be loaded (it broke off on the way)."),
    "other wasm": (
        faults.replaced(WASM, b"\0asm\1\0\0\0 and no more", "application/wasm"),
        f"{WASM} could not be started",
    ),
    "other package": (
        faults.replaced(PACKAGE, b"no zip at all", "application/zip"),
        "No module named 'assessment'",
    ),
}


@pytest.fixture
def end() -> Iterator[threading.Event]:
    """Set it to end every request that hangs; set after the test in any case."""
    event = threading.Event()
    yield event
    event.set()


def expect_trouble(page: Page, reason: str) -> None:
    """The page says that there is no result, why, and offers another try; the answers are all kept."""
    trouble = page.locator("[data-part=trouble]")
    expect(trouble).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(trouble.locator("[data-part=reason]")).to_contain_text(reason)
    expect(trouble.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.locator("style-result")).to_be_hidden()
    assert kept(page)["sheet"] == SHEET


def expect_result(page: Page) -> None:
    """The result of the kept answers is on the page, and no trouble."""
    wait_for_result(page)
    expect(page.locator("[data-slot=label]")).to_have_text("strongly Owl")
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("[data-part=engine]")).to_be_empty()
    assert kept(page) == {"sheet": SHEET, "at": "result"}


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_file_is_told_and_tried_again(name: str, profiles: Profiles) -> None:
    """A file that cannot be used is named after a second try, which is told too, and can be tried again."""
    fault, reason = FAULTS[name]
    profiles.site.fault = fault
    page = profiles.visit(SAVED)
    expect_trouble(page, reason)
    assert any(reason in text and AGAIN in text for text in told(page)), told(page)
    profiles.site.fault = faults.no_engine()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("[data-part=engine]")).to_have_text(WAITING)


@pytest.mark.parametrize("name", ["no wasm", "cut library", "no worker"])
def test_fault_that_passes_needs_no_visitor(name: str, profiles: Profiles) -> None:
    """When the second try is sound the result comes by itself, and meanwhile the page says what happens."""
    fault, reason = FAULTS[name]
    profiles.site.fault = faults.at_first(fault)
    page = profiles.visit(SAVED)
    expect_result(page)
    assert f"{reason} {AGAIN}" in told(page)


def test_unknown_wasm_type_is_no_fault(profiles: Profiles) -> None:
    """A host that does not know the media type of wasm serves a working assessment."""
    profiles.site.fault = faults.mistyped(WASM, "application/octet-stream")
    page = profiles.visit(SAVED)
    expect_result(page)


@pytest.mark.parametrize("name", [WASM, "worker.js"])
def test_hanging_file_is_told(name: str, profiles: Profiles, end: threading.Event) -> None:
    """A file that never comes ends in words and a button, once the patience is over for the second time."""
    profiles.site.fault = faults.hanging(name, end)
    page = profiles.visit()
    set_patience(page, start=400)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2), wait=False)
    expect_trouble(page, "The scoring engine has not said anything for 0.8 seconds.")
    seen: dict[str, str] = {}
    profiles.site.fault = faults.noted(seen)
    set_patience(page, start=15_000)
    page.get_by_role("button", name="Try again").click()
    expect_result(page)
    assert any("worker.js?again=" in path for path in seen)
    assert [said for path, said in seen.items() if path.endswith(WASM)] == ["no-cache"]


def test_failure_in_the_background_is_mended_at_the_end(profiles: Profiles) -> None:
    """A start that failed while questions were answered is tried afresh when the result is asked for."""
    profiles.site.fault = faults.missing(WASM)
    page = profiles.visit()
    status = page.locator("[data-part=engine]")
    first, *_ = SHEET["blocks"]
    choose(page, f"{first}.most", SHEET["blocks"][first]["most"])
    page.wait_for_function("again => told.some((text) => text.endsWith(again))", arg=AGAIN)
    expect(status).to_be_empty()
    assert sum(WASM in path for path in profiles.site.paths) == 2
    profiles.site.fault = None
    answer_all(page, picks_of("owl", "lion"), leaks_of(2))
    expect_result(page)


def test_failure_is_not_told_to_who_went_back(profiles: Profiles, end: threading.Event) -> None:
    """Who goes back to a question while the result is awaited finds no box of trouble under it."""
    profiles.site.fault = faults.hanging("worker.js", end)
    page = profiles.visit(saved_text(SHEET, "review"))
    continue_(page)
    status = page.locator("[data-part=engine]")
    expect(status).to_have_text(WAITING)
    page.get_by_role("button", name="Back").click()
    end.set()
    expect(status).to_be_empty()
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("#q16")).to_be_visible()


def test_worker_killed_while_idle(profiles: Profiles) -> None:
    """A worker that dies between two results is replaced when it does not answer; the page says so."""
    page = profiles.visit(SAVED)
    expect_result(page)
    seen: dict[str, str] = {}
    profiles.site.fault = faults.noted(seen)
    set_patience(page, answer=300)
    page.get_by_role("button", name="Change an answer").click()
    kill(page.workers[0])
    page.go_back()
    expect_result(page)
    assert f"The scoring engine stopped answering. {AGAIN}" in told(page)
    assert "no-cache" not in seen.values()  # its files were sound


def test_worker_killed_while_starting(profiles: Profiles) -> None:
    """A worker that dies while it starts is noticed by its silence and replaced; the take goes on."""
    page = profiles.visit()
    set_patience(page, start=2_000)
    first, *_ = SHEET["blocks"]
    with page.expect_worker() as started:
        choose(page, f"{first}.most", SHEET["blocks"][first]["most"])
    kill(started.value)
    page.wait_for_timeout(200)  # what it had said before has been heard
    set_patience(page, start=15_000)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2))
    expect_result(page)
    assert f"The scoring engine has not said anything for 2 seconds. {AGAIN}" in told(page)


def test_worker_killed_twice(profiles: Profiles) -> None:
    """When the second worker dies too the page says so; "Try again" starts a third, and no answer is lost."""
    page = profiles.visit(SAVED)
    expect_result(page)
    set_patience(page, answer=300, start=500)
    page.get_by_role("button", name="Change an answer").click()
    with page.expect_worker() as second:
        kill(page.workers[0])
        page.go_back()
    kill(second.value)
    expect_trouble(page, "The scoring engine has not said anything for 1 seconds.")
    set_patience(page, answer=4_000, start=15_000)
    page.get_by_role("button", name="Try again").click()
    expect_result(page)
