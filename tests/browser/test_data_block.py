"""The block of data in a page's head is no script to a browser: the policy has nothing to say to it."""

import json

import pytest
from playwright.sync_api import Page

from tests.conftest import Site

pytestmark = pytest.mark.browser

WATCH = (
    "window.violated = []; addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>"
    " violated.push(`${violatedDirective} ${blockedURI}`));"
)
INLINE = (
    "() => { const one = document.createElement('script'); one.textContent = 'window.ran = true';"
    " document.head.append(one); }"
)


@pytest.mark.parametrize("path", ["", "articles/training-and-system/", "assessment/"])
def test_policy_lets_the_data_be(site: Site, page: Page, path: str) -> None:
    """No violation and no message of the console; the data can be read; a script beside it is refused."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(WATCH)
    page.goto(site.url + path)
    data = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(data or "")["@context"] == "https://schema.org"
    assert (page.evaluate("violated"), said) == ([], [])
    # That the watch would have seen one: a script in the page's own text is refused.
    page.evaluate(INLINE)
    page.wait_for_function("violated.length")
    assert page.evaluate("window.ran") is None
