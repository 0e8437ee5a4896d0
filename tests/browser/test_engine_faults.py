"""The engine badly served, by a real server, or not allowed: it is named, tried again, and offered again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import faults
from tests.browser.faults import FETCHED, GLUE, LIBRARY, SCRIPT, WASM, WORKER
from tests.browser.troubles import AGAIN, SAVED, WAITING, expect_result, expect_trouble
from tests.browser.visits import Profiles, told
from tests.chromium import FLAGS, executable
from tests.conftest import Fault, Site

pytestmark = pytest.mark.browser

POLICY = {"Content-Security-Policy": "default-src 'self'"}
"""A policy that allows everything of ours but WebAssembly. A worker obeys that of its own script."""
SMALL = "--js-flags=--wasm-max-mem-pages=300"
"""A browser that really refuses memory: 19 MiB at most for WebAssembly, of which Python begins with 30."""
NOT_LOADED = "The script of the scoring engine could not be loaded"
NO_POLICY = "The policy of this site or of this browser does not allow WebAssembly"
FAULTS: dict[str, tuple[Fault, str]] = {
    **{f"no {name}": (faults.missing(name), f"{name} could not be loaded (HTTP 404).") for name in FETCHED},
    **{
        f"cut {name}": (faults.cut(name), f"{name} could not be loaded (it broke off on the way).")
        for name in FETCHED
    },
    "no glue": (faults.missing(GLUE), f"{GLUE} could not be loaded"),
    "cut glue": (faults.cut(GLUE), f"{GLUE} could not be loaded"),
    "glue of a wrong type": (faults.mistyped(GLUE, "text/html"), f"{GLUE} could not be loaded"),
    "page in place of the library": (
        faults.replaced(LIBRARY, b"<!doctype html>" + bytes(9_000_000), "text/html"),
        f"{LIBRARY} could not be loaded (it is another file).",
    ),
    "damaged wasm": (faults.damaged(WASM), f"{WASM} could not be started"),
    "damaged library": (faults.damaged(LIBRARY), "Python could not be started"),
    "no worker": (faults.missing(WORKER), f"{NOT_LOADED} (HTTP 404)."),
    "cut worker": (faults.cut(WORKER), f"{NOT_LOADED} (it did not come, or broke off on the way)."),
    "worker of a wrong type": (
        faults.mistyped(WORKER, "text/plain"),
        f"{NOT_LOADED} (the server calls it text/plain).",
    ),
    "broken worker": (
        faults.replaced(WORKER, b"throw new Error('nothing is right');", SCRIPT),
        "nothing is right",
    ),
    "policy": (faults.headed(WORKER, POLICY), NO_POLICY),
    "no WebAssembly": (
        faults.begun(WORKER, "delete globalThis.WebAssembly;"),
        "This browser has no WebAssembly",
    ),
}


@pytest.fixture
def small(chromium: Browser) -> Iterator[Browser]:
    """A browser of its own, with too little memory for Python."""
    browser = chromium.browser_type.launch(executable_path=executable(), args=[*FLAGS, SMALL])
    yield browser
    browser.close()


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_and_tried_again(name: str, profiles: Profiles) -> None:
    """What is wrong is named after a second try, which is told too, and can be tried again."""
    fault, reason = FAULTS[name]
    profiles.site.fault = fault
    page = profiles.visit(SAVED)
    expect_trouble(page, reason)
    assert any(reason in text and AGAIN in text for text in told(page)), told(page)
    profiles.site.fault = faults.no_engine()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("[data-part=engine]")).to_have_text(WAITING)


@pytest.mark.parametrize("name", [f"no {WASM}", f"cut {LIBRARY}", "no glue", "no worker", "policy"])
def test_fault_that_passes_needs_no_visitor(name: str, profiles: Profiles) -> None:
    """When the second try is sound the result comes by itself, and meanwhile the page says what happens."""
    fault, reason = FAULTS[name]
    # A worker that is not there is asked for a second time, to learn why.
    profiles.site.fault = faults.at_first(fault, 2 if name == "no worker" else 1)
    page = profiles.visit(SAVED)
    expect_result(page)
    assert any(reason in text and AGAIN in text for text in told(page)), told(page)


def test_second_try_goes_past_the_cache(profiles: Profiles) -> None:
    """After a start that failed the files are asked for anew, and the worker under another address."""
    asked: list[tuple[str, str]] = []
    fault = faults.at_first(faults.cut(WASM))

    def note(handler: faults.Handler) -> bool:
        asked.append((handler.path, handler.headers.get("Cache-Control", "")))
        return fault(handler)

    profiles.site.fault = note
    expect_result(profiles.visit(SAVED))
    runtime = [said for path, said in asked if path.startswith("/assessment/engine/pyodide.")]
    # The service worker may ask for the kept copy afterwards.
    assert runtime[:2] == ["", "no-cache"]
    assert len([path for path, _ in asked if "?again=" in path]) == 1


def test_unknown_wasm_type_is_no_fault(profiles: Profiles) -> None:
    """A host that does not know the media type of wasm serves a working assessment."""
    profiles.site.fault = faults.mistyped(WASM, "application/octet-stream")
    page = profiles.visit(SAVED)
    expect_result(page)


def test_policy_of_the_page_is_told(profiles: Profiles) -> None:
    """Where the page's own policy forbids the worker, that is what is told."""
    profiles.site.fault = faults.headed("", {"Content-Security-Policy": "worker-src 'none'"})
    page = profiles.visit(SAVED)
    expect_trouble(page, "The policy of this site or of this browser does not allow the script")


def test_memory_that_is_used_up_is_told(small: Browser, site: Site) -> None:
    """Where the browser has too little memory for Python, that is what is told, and nothing is lost."""
    profiles = Profiles(small, site)
    with profiles.open:
        page = profiles.visit(SAVED)
        expect_trouble(page, "There is not enough free memory for the scoring engine on this device.")
        assert any(AGAIN in text for text in told(page))


def test_browser_without_workers_is_told(profiles: Profiles) -> None:
    """A browser that has no workers gets the paper key, and no silence."""
    page = profiles.visit(SAVED, init="delete window.Worker;")
    expect_trouble(page, "This browser runs no scripts in the background (web workers)")
