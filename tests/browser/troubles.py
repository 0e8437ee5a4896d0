"""An engine in trouble, as a visitor with a finished sheet meets it: what the page says, and what it keeps.

Used by the tests of the engine; imports no test module.
"""

from playwright.sync_api import Page, expect

from tests.browser.take import RESULT_TIMEOUT, leaks_of, picks_of, wait_for_result
from tests.browser.visits import kept, saved_text, sheet_of

SHEET = sheet_of(picks_of("owl", "lion"), leaks_of(2))
SAVED = saved_text(SHEET)
WAITING = "Your answers are in. The scoring engine is still loading."
AGAIN = "It is being started again; your answers are safe."


def expect_trouble(page: Page, reason: str) -> None:
    """The page says why there is no result, offers another try and the paper key, and keeps all."""
    trouble = page.locator("[data-part=trouble]")
    expect(trouble).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(trouble.locator("[data-part=reason]")).to_contain_text(reason)
    expect(trouble.get_by_role("button", name="Try again")).to_be_visible()
    expect(trouble.get_by_role("link", name="the paper key")).to_have_attribute("href", "#paper")
    expect(page.locator("style-result")).to_be_hidden()
    assert kept(page)["sheet"] == SHEET


def expect_result(page: Page) -> None:
    """The result of the kept answers is on the page, and no trouble."""
    wait_for_result(page)
    expect(page.locator("[data-slot=label]")).to_have_text("strongly Owl")
    expect(page.locator("[data-part=trouble]")).to_be_hidden()
    expect(page.locator("[data-part=engine]")).to_be_empty()
    assert kept(page) == {"sheet": SHEET, "at": "result"}
