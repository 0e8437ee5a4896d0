"""Passing a page on: by the browser's own way where it has one, else by copying and by four links."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site

pytestmark = pytest.mark.browser

LINKS = ["LinkedIn", "Email", "WhatsApp", "Text message"]
PAGES = ["styles/lion/", "articles/training-and-system/", "playbooks/software-renewal/"]
SHARE = """(name) => {
  window.passed = [];
  navigator.share = async (data) => {
    window.passed.push(data);
    if (name) throw new DOMException("", name);
  };
}"""
"""Gives the browser a way of its own, which ends in an error of that name, if any."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab that may copy."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def offered(page: Page) -> list[str]:
    """What one can press."""
    return page.locator("share-bar :is(a, button)").locator("visible=true").all_inner_texts()


def canonical(page: Page) -> str:
    """The address that is passed on."""
    return page.locator("link[rel=canonical]").get_attribute("href") or ""


@pytest.mark.parametrize("path", PAGES)
def test_without_a_way_of_its_own(page: Page, site: Site, path: str) -> None:
    """SHARE-8: four links and a button that copies the page's address, and says so."""
    page.goto(f"{site.url}{path}")
    assert page.evaluate("'share' in navigator") is False
    assert offered(page) == [*LINKS, "Copy link"]
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("share-bar [role=status]")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == canonical(page)


@pytest.mark.parametrize("ends", ["", "AbortError"])
def test_with_a_way_of_its_own(page: Page, site: Site, ends: str) -> None:
    """SHARE-8: one button, which hands over title and address; to think better of it changes nothing."""
    page.add_init_script(f"({SHARE})({ends!r})")
    page.goto(f"{site.url}styles/lion/")
    assert offered(page) == ["Share …"]
    page.get_by_role("button", name="Share …").click()
    title = page.locator("h1").inner_text()
    assert page.evaluate("passed") == [{"title": title, "url": canonical(page)}]
    assert offered(page) == ["Share …"]


def test_way_that_fails(page: Page, site: Site) -> None:
    """A browser that has the way and may not use it leads back to the links."""
    page.add_init_script(f"({SHARE})('NotAllowedError')")
    page.goto(f"{site.url}styles/lion/")
    page.get_by_role("button", name="Share …").click()
    expect(page.locator("share-bar a").first).to_be_visible()
    assert offered(page) == [*LINKS, "Copy link"]


def test_bar_loads_nothing_of_others(page: Page, site: Site) -> None:
    """No script, frame or picture of a network is on the page: every request stays on the site."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(f"{site.url}styles/lion/")
    page.wait_for_load_state("networkidle")
    assert seen
    assert all(url.startswith(site.url) for url in seen), seen
