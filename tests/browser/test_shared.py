"""A style page with a shared link: complete at once, the figures joining it, or help in words."""

import json

import pytest
from playwright.sync_api import Page, expect

from assessment.browser import call
from tests.browser.expects import BLEND, FULL, scored
from tests.conftest import Site

pytestmark = pytest.mark.browser


def share_of(sheet: dict[str, object]) -> str:
    """The share code of a sheet."""
    code: str = json.loads(call(json.dumps({"do": "score", "sheet": sheet})))["codes"]["share"]
    return code


def test_shared_link_shows_figures_on_the_page_of_the_style(page: Page, site: Site) -> None:
    """The static page is there at once; the figures join it, said to be shared; no engine without a code."""
    page.goto(f"{site.url}styles/lion-owl/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in site.paths if "pyodide" in path]
    expect(page.locator("shared-result")).to_be_hidden()
    page.goto(f"{site.url}styles/lion-owl/#s={share_of(BLEND)}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    part = page.locator("shared-result")
    expect(part.locator("[data-part=found]")).to_be_visible(timeout=60_000)
    words = scored(BLEND)[1]
    expect(part.locator("[data-slot=label]")).to_have_text(words.label)
    expect(part.locator("[data-slot=confidence]")).to_have_text(words.confidence)
    expect(part.locator("[data-slot=shared]")).to_contain_text("claim that nobody has checked")
    expect(part.locator("[data-drawing=shares] .chart__value").first).to_contain_text(
        str(words.shares[0].share)
    )
    expect(part.locator("[data-part=moved]")).to_be_hidden()


def test_shared_code_on_another_page_says_where_it_belongs(page: Page, site: Site) -> None:
    """A code of another style's page names that page and leads there."""
    page.goto(f"{site.url}styles/owl/#s={share_of(FULL)}")
    link = page.locator("shared-result [data-part=move]")
    expect(link).to_be_visible(timeout=60_000)
    expect(link).to_have_text("Lion, the Closer")
    assert link.evaluate("link => link.href").startswith(f"{site.url}styles/lion/#s=")


@pytest.mark.parametrize("damage", ["CLXVw", "CLXVwA", "<b>x", ""])
def test_damaged_share_code_gets_help_and_no_result(page: Page, site: Site, damage: str) -> None:
    """A code that cannot be read is refused in words on a page that is complete without it."""
    page.goto(f"{site.url}styles/lion/#s={damage}")
    part = page.locator("shared-result")
    expect(part.locator("[data-part=refused]")).to_be_visible(timeout=60_000)
    expect(part.locator("[data-part=status]")).to_contain_text("cannot be read")
    expect(part.locator("[data-part=found]")).to_be_hidden()
    expect(page.get_by_role("heading", name="What it does well")).to_be_visible()
