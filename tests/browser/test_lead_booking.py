"""A time booked at Cal.com or Calendly: what was typed goes along when the button is pressed."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lead_sites import CAL, CALENDLY
from tests.browser.leads import Demo, fill
from tests.conftest import Site

pytestmark = pytest.mark.browser

LINKS = {"webhook": CAL, "simple": CALENDLY}
PAGE = (
    "demo/?utm_source=a%26b&utm_medium=mail&utm_campaign=c%2Bd&utm_content=%F0%9F%98%80&utm_term=%D7%9E"
    "#role=coo"
)
LABELS = {
    "utm_source": ["a&b"],
    "utm_medium": ["mail"],
    "utm_campaign": ["c+d"],
    "utm_content": ["😀"],
    "utm_term": ["מ"],
}


def booked(demo: Demo, page: Page) -> dict[str, list[str]]:
    """What the booking page has read of its address."""
    page.wait_for_url(f"{LINKS[demo.way]}**")
    found: dict[str, Any] = json.loads(page.locator("body").inner_text())
    assert (found["unknown"], found["problems"]) == ([], [])
    query: dict[str, list[str]] = found["query"]
    return query


@pytest.mark.parametrize("way", ["webhook", "simple"])
def test_what_was_typed_goes_along(demo: Demo) -> None:
    """The service reads name, email, campaign and what its questions take; the page's link is plain."""
    page = demo.visit(PAGE)
    expect(page.locator("[data-part=source] li")).to_have_count(6)
    fill(page, name="Ada & <b>Lovelace</b>", company="A + B", message="100% sure?")
    button = page.locator("[data-part=booking]")
    assert button.get_attribute("href") == LINKS[demo.way]
    button.click()
    query = booked(demo, page)
    own = {"a1": ["A + B"], "a2": ["COO"]} if demo.way == "simple" else {"notes": ["100% sure?"]}
    assert query == {
        "name": ["Ada & <b>Lovelace</b>"],
        "email": ["ada@lovelace.example"],
        **LABELS,
        **own,
    }
    assert (demo.posts, len(demo.records)) == (0, 0)


@pytest.mark.parametrize("way", ["webhook", "simple"])
def test_lines_that_were_taken_out_stay_here(demo: Demo) -> None:
    """A campaign's label and the role that were taken out are not told; empty fields are not either."""
    page = demo.visit(PAGE)
    for name in ("Role", "Campaign source"):
        page.get_by_role("button", name=f"Remove: {name}").click()
    page.locator("[data-part=booking]").click()
    told = {name: values for name, values in LABELS.items() if name != "utm_source"}
    assert booked(demo, page) == told


@pytest.mark.parametrize("way", ["webhook", "simple"])
def test_plain_link_carries_nothing(demo: Demo) -> None:
    """The link beside the button opens the same page with nothing in its address."""
    page = demo.visit(PAGE)
    fill(page)
    page.get_by_role("link", name="this way").click()
    assert booked(demo, page) == {}


@pytest.mark.parametrize("way", ["webhook", "simple"])
def test_page_holds_no_filled_link_and_no_script_of_theirs(demo: Demo) -> None:
    """In the built page every link to the service is plain; nothing of theirs is loaded before the click."""
    html = (demo.folder / "demo" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="?(https://(?:cal|calendly)\.com[^"\s>]*)', html)
    assert links == [LINKS[demo.way]] * 2
    page = demo.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    demo.go(page)
    fill(page)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(demo.url)] == []
    assert page.locator("iframe").count() == 0
    sources = page.locator("script[src]").evaluate_all("scripts => scripts.map((script) => script.src)")
    assert [source for source in sources if not source.startswith(demo.url)] == []


BACK = "?attendeeName=Ada&email=ada%40lovelace.example&uid=abc&startTime=2026-12-01T10:30:00Z"


@pytest.mark.parametrize("way", ["webhook"])
def test_what_a_booking_page_hands_back_leaves_the_address(demo: Demo) -> None:
    """Names and addresses in the query are gone at once, labels of a campaign stay; the time is told."""
    page = demo.context.new_page()
    page.goto(f"{demo.url}demo/{BACK}&utm_source=letter#form")
    expect(page.locator("[data-part=status]")).to_contain_text("The booking page names this time: Tuesday")
    assert page.url == f"{demo.url}demo/?utm_source=letter#form"


def test_no_time_is_told_where_none_can_be_booked(page: Page, site: Site) -> None:
    """An address that anybody may have written books nothing; its query is taken away all the same."""
    page.goto(f"{site.url}demo/{BACK}")
    page.wait_for_selector("demo-form[data-ready]")
    expect(page.locator("[data-part=status]")).to_have_text("")
    assert page.url == f"{site.url}demo/"
