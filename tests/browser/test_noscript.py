"""The site without script: the assessment is a form on paper with its key; demo form and sharing work."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from assessment.quiz import bundled_bank
from tests.conftest import Site

pytestmark = pytest.mark.browser


def test_assessment_shows_the_whole_form(plain: Page, site: Site) -> None:
    """Every statement, every frequency question and every answer to choose stands on the page."""
    bank = bundled_bank()
    plain.goto(f"{site.url}assessment/")
    for block in bank.blocks:
        for statement in block.statements:
            expect(plain.locator(f"[id='{statement.id}']")).to_have_text(statement.text)
            expect(plain.locator(f"[id='{statement.id}']")).to_be_visible()
    for item in bank.leaks:
        asked = plain.locator(f"fieldset[id='{item.id}']")
        expect(asked).to_be_visible()
        expect(asked).to_contain_text(item.text)
        expect(asked.locator("input:visible")).to_have_count(len(bank.scale) + 1)  # and "cannot say"


def test_assessment_shows_the_paper_key(plain: Page, site: Site) -> None:
    """The key names the style behind each statement and the area behind each item, as the bank has them."""
    bank = bundled_bank()
    plain.goto(f"{site.url}assessment/")
    expect(plain.locator("#paper")).to_be_visible()
    styles, areas = plain.locator("#paper table").all()
    expect(styles).to_be_visible()
    expect(styles.locator("tbody tr")).to_have_count(len(bank.blocks))
    expect(areas).to_be_visible()
    expect(areas.locator("tbody tr")).to_have_count(len(bank.areas))
    for item in bank.leaks:
        expect(areas).to_contain_text(item.text)


def test_assessment_offers_nothing_dead(plain: Page, site: Site) -> None:
    """What needs the script is not shown: no step button, no progress, no empty result, no message."""
    plain.goto(f"{site.url}assessment/")
    for dead in (
        ".review",
        ".quiz__nav",
        ".quiz__progress",
        "style-result",
        "[data-part=trouble]",
        "[data-part=erase]",
    ):
        expect(plain.locator(dead)).to_be_hidden()


def test_demo_form_leads_to_a_mail(plain: Page, site: Site) -> None:
    """The form is posted as plain text to the mail program, and shows no button that needs a script."""
    plain.goto(f"{site.url}demo/")
    form = plain.locator("demo-form form")
    address = urlsplit(form.get_attribute("action") or "")
    assert address.scheme == "mailto"
    assert "@" in address.path
    assert parse_qs(address.query)["subject"]
    assert form.get_attribute("method") == "post"
    assert form.get_attribute("enctype") == "text/plain"
    expect(form.locator("[type=submit]")).to_be_visible()
    expect(form.locator("[data-part=calendar]")).to_be_hidden()
    expect(form.locator("[data-part=copy]")).to_be_hidden()


def test_sharing_is_by_links(plain: Page, site: Site) -> None:
    """An article is passed on by links with its canonical address; the copy button waits for the script."""
    plain.goto(f"{site.url}articles/training-and-system/")
    canonical = plain.locator("link[rel=canonical]").get_attribute("href")
    assert canonical
    links = plain.locator("share-bar a:visible")
    found = {}
    for link in links.all():
        address = urlsplit(link.get_attribute("href") or "")
        found[address.netloc or address.scheme] = parse_qs(address.query)
    assert found["www.linkedin.com"]["url"] == [canonical]
    assert found["wa.me"]["text"][0].endswith(canonical)
    assert found["mailto"]["body"] == [canonical]
    assert found["sms"]["body"][0].endswith(canonical)
    assert len(found) == 4
    expect(plain.locator("share-bar button").locator("visible=true")).to_have_count(0)


def test_every_link_of_the_frame_works(plain: Page, site: Site) -> None:
    """The masthead leads to its pages without script."""
    plain.goto(site.url)
    for name in ("Articles", "Styles", "Playbooks", "Assessment"):
        plain.locator("nav[aria-label=Main] a", has_text=name).click()
        expect(plain.locator("h1")).to_be_visible()
        expect(plain.locator("nav[aria-label=Main] a[aria-current]")).to_have_text(name)
