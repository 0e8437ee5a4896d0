"""A request for a demo arrives once and whole at each service, and "Sent" is said only then."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_build.leads import UTM
from tests.browser.lead_sites import IDEMPOTENT, WAYS
from tests.browser.leads import SENT, TEXTS, Demo, expect_nothing_kept, expect_sent, fill, rows, send, status
from tests.standin.server import Standin

pytestmark = pytest.mark.browser
STYLE, ARTICLE = "/styles/lion/", "/articles/training-and-system/"
LINES = ["Style in the assessment: Lion", "How sure: about 45 in 100"]
KEPT = "() => sessionStorage.getItem('edge.campaign')"
COUNT = "window.counted = []; document.addEventListener('edge:count', ({ detail }) => counted.push(detail));"


def labels(touch: str) -> dict[str, str]:
    """The five names of a campaign, with a value each."""
    return {name: f"{name} of the {touch}" for name in UTM}


def query(touch: str) -> str:
    """The same as the end of an address."""
    return "?" + "&".join(f"utm_{name}={text.replace(' ', '+')}" for name, text in labels(touch).items())


def arrive(demo: Demo) -> Page:
    """A visit as it may be: a style and an article, each with a campaign, then the form with a result."""
    page = demo.context.new_page()
    page.goto(demo.url + STYLE[1:] + query("first"))
    page.wait_for_function(KEPT)
    first = page.evaluate(KEPT)
    page.goto(demo.url + ARTICLE[1:] + query("last"))
    page.wait_for_function(f"first => ({KEPT})() !== first", arg=first)
    page.evaluate("lines => sessionStorage.setItem('edge.assessment.demo', JSON.stringify(lines))", LINES)
    page.evaluate("location.href = new URL('/demo/#assessment', location.href)")
    page.wait_for_url("**/demo/#assessment")
    expect(page.locator("[data-part=source] li")).not_to_have_count(0)
    return page


@pytest.mark.parametrize("way", WAYS)
def test_request_arrives_once_and_whole(demo: Demo) -> None:
    """Every part of the request is in the one record, which is what the box showed; then nothing is kept."""
    page = arrive(demo)
    typed = {"company": "Analytical Engines", "message": "Show us the ledger.\nAnd a playbook."}
    fill(page, **typed, when="2026-12-01T10:30")
    page.locator("#demo-consent-result").check()
    send(page)
    expect_sent(page)
    found = demo.arrived()
    assert found == rows(page)
    assert demo.posts == 1
    expected = {
        "name": "Ada Lovelace",
        "email": "ada@lovelace.example",
        **typed,
        "slot": "2026-12-01T10:30",
        "assessment": "\n".join(LINES),
        "landing_path": ARTICLE,
        "page": ARTICLE,
        "article": ARTICLE,
        "style_page": STYLE,
        "first_landing_path": STYLE,
        **{f"utm_{name}": text for name, text in labels("last").items()},
        **{f"first_utm_{name}": text for name, text in labels("first").items()},
        "consent_marketing": "no",
    }
    assert {name: found[name] for name in expected} == expected
    for purpose in ("processing", "result"):
        consent = rf"yes: {re.escape(TEXTS[purpose])} \({purpose}-\d, sha256 [0-9a-f]{{64}}, 2\d{{3}}-.*Z\)"
        assert re.fullmatch(consent, found[f"consent_{purpose}"])
    assert int(found["filled_ms"]) > 0
    assert found["timezone"] == page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", WAYS)
def test_sent_is_said_after_the_answer(demo: Demo, standin: Standin) -> None:
    """As long as the service says nothing the form says "Sending …", whatever arrived there."""
    page = demo.filled()
    standin.fault(demo.server, "hang-taken")
    send(page)
    demo.until_posts(1)
    standin.until(lambda: demo.records)
    expect(status(page)).to_have_text("Sending …")
    assert SENT not in page.locator("demo-form").inner_text()
    page.goto("about:blank")  # else the browser may ask again when the service is let go, in the next test


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_many_clicks_make_one_record(demo: Demo, standin: Standin) -> None:
    """500 clicks, before and after the answer, make one record; the next request is one with another text."""
    page = demo.filled(clock=True)
    click = "button => { for (let click = 0; click < 100; click++) button.click(); }"
    button = page.get_by_role("button", name="Send the request")
    standin.fault(demo.server, "hang")
    for _ in range(3):
        button.evaluate(click)
    demo.until_posts(1)
    assert demo.posts == 1
    standin.fault(demo.server, None)
    page.reload()
    page.wait_for_selector("demo-form [data-part=exact]:not([hidden])")
    expect(page.get_by_role("heading", name="Requests on this device")).to_have_text(
        "Requests on this device: 1"
    )
    # The tab that sent it is gone, which shows when its time is over.
    page.clock.fast_forward(26_000)
    if demo.way not in IDEMPOTENT:
        page.locator("[data-part=list]").get_by_role("button", name="Delete").click()
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    posts, first = demo.posts, len(demo.records)
    assert first == (demo.way in IDEMPOTENT)
    fill(page)
    button.evaluate(click)
    expect_sent(page)
    for _ in range(4):
        button.evaluate(click)
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (posts + 1, first + 1)
    fill(page, message="And one thing more")
    send(page)
    standin.until(lambda: len(demo.records) == first + 2)
    assert len({each["lead_id" if demo.way == "formspree" else "id"] for each in demo.records}) == first + 2


@pytest.mark.parametrize("way", ["formspree"])
def test_what_is_counted(demo: Demo) -> None:
    """Whoever counts hears of each step, and nothing of what was written."""
    demo.context.add_init_script(COUNT)
    page = demo.filled()
    send(page)
    expect_sent(page)
    counted: list[dict[str, Any]] = page.evaluate("counted")
    assert counted == [
        {"name": "demo_submitted", "adapter": "formspree", "code": 0},
        {"name": "demo_accepted", "adapter": "formspree", "code": 200},
    ]


@pytest.mark.parametrize("way", ["hubspot"])
def test_hubspot_has_the_consents(demo: Demo) -> None:
    """The texts that were shown are in `legalConsentOptions`, with what was said to each."""
    for marketing in (False, True):
        page = demo.filled()
        page.locator("#demo-consent-marketing").set_checked(marketing)
        send(page)
        expect_sent(page, letters=marketing)
        said = {"value": marketing, "subscriptionTypeId": 999, "text": TEXTS["marketing"]}
        consent = {"consentToProcess": True, "text": TEXTS["processing"], "communications": [said]}
        assert demo.records[-1]["legalConsentOptions"] == {"consent": consent}
        page.close()
