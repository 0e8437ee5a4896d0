"""The strict policy of a host that sends headers: the engine starts under it, and nothing is violated."""

import pytest
from playwright.sync_api import expect

from tests.browser import faults
from tests.browser.faults import Handler
from tests.browser.troubles import SAVED, expect_result
from tests.browser.visits import Profiles

pytestmark = pytest.mark.browser

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
    " object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types edge"
)
WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
WATCH = (
    "window.violated = []; addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>"
    " violated.push(`${violatedDirective} ${blockedURI}`));"
)


def strict(handler: Handler) -> bool:
    """Each page and the worker come with their own policy."""
    worker = faults.headed(faults.WORKER, {"Content-Security-Policy": WORKER})
    page = faults.headed("", {"Content-Security-Policy": PAGE})
    return worker(handler) or page(handler)


def test_engine_runs_under_the_strict_policy(profiles: Profiles) -> None:
    """Trusted types on the page, no eval but WebAssembly's in the worker: a result comes, offline use too."""
    profiles.site.fault = strict
    page = profiles.visit(SAVED, init=WATCH)
    expect_result(page)
    expect(page.locator("[data-part=offline]")).to_contain_text("without a connection")
    assert page.evaluate("violated") == []
