"""What goes wrong on the way to each service: what the form says, and how many records there are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lead_sites import IDEMPOTENT, WAYS
from tests.browser.leads import (
    DOUBT,
    UNSURE,
    WAITING,
    Demo,
    expect_nothing_kept,
    expect_sent,
    fill,
    send,
    status,
)
from tests.standin.mishaps import status as answer
from tests.standin.server import Standin

pytestmark = pytest.mark.browser
SLOW = "the service did not answer within 15 seconds"
BROKEN = "the connection broke off, or the service could not be reached"
PAGE = "the service's answer could not be read"
MOVED = "the service answered with another address"
UNKNOWN_FATES = {
    "refuse": BROKEN,
    "hang": SLOW,
    "hang-taken": SLOW,
    "cut": BROKEN,
    "html": PAGE,
    "redirect": MOVED,
    "cors": BROKEN,
}
"""The plans after which nobody knows whether the service has the request, and the reason that is told."""
TAKEN = {"hang-taken", "cut"}
"""The plans in which the service has it."""
PREFLIGHT = {"webhook", "hubspot", "web3forms", "basin"}
"""The services that are asked first whether they take JSON; the others have the request by then."""
JUST_SENT = {("netlify", "html"), ("netlify", "cors")}
"""A page is the answer that Netlify gives, and the site's own host needs no permission."""
BUSY = WAITING.format("the service is busy")


def meet(demo: Demo, plan: str, clock: bool = True) -> Page:
    """Sends a filled form into a mishap, until its fate is told."""
    page = demo.filled(clock=clock)
    if demo.way == "netlify":
        page.wait_for_load_state("networkidle")  # the page comes from the same host
    demo.standin.fault(demo.server, plan)
    send(page)
    if plan.startswith("hang"):
        demo.until_posts(1)
        page.clock.fast_forward(14_000)
        expect(status(page)).to_have_text("Sending …")
        page.clock.fast_forward(2_000)
    return page


def taken_already(demo: Demo, plan: str) -> int:
    """How many records the service has after such a mishap."""
    return int(plan in TAKEN or (plan == "cors" and demo.way not in PREFLIGHT))


@pytest.mark.parametrize("plan", UNKNOWN_FATES)
@pytest.mark.parametrize("way", [way for way in WAYS if way in IDEMPOTENT])
def test_fate_unknown_and_taken_once(demo: Demo, standin: Standin, plan: str) -> None:
    """A receiver that takes a lead once gets it again by itself, and has one record."""
    page = meet(demo, plan)
    expect(status(page)).to_have_text(DOUBT.format(UNKNOWN_FATES[plan]))
    expect(page.locator("[data-part=ways]")).to_be_visible()
    assert len(demo.records) == taken_already(demo, plan)
    standin.fault(demo.server, None)
    page.clock.fast_forward(1_400)
    expect_sent(page)
    assert len(demo.records) == 1
    expect_nothing_kept(page)


@pytest.mark.parametrize("plan", UNKNOWN_FATES)
@pytest.mark.parametrize("way", [way for way in WAYS if way not in IDEMPOTENT])
def test_fate_unknown_is_left_to_the_visitor(demo: Demo, standin: Standin, plan: str) -> None:
    """Elsewhere nothing is sent again by itself, by no passing of time and no new page; the button sends."""
    page = meet(demo, plan)
    if (demo.way, plan) in JUST_SENT:
        expect_sent(page)
        assert demo.posts == 1
        return
    expect(status(page)).to_have_text(UNSURE.format(UNKNOWN_FATES[plan]))
    expect(page.locator("[data-part=text]")).to_contain_text("Email: ada@lovelace.example")
    expect(page.locator("#demo-name")).to_have_value("Ada Lovelace")
    before, posts = taken_already(demo, plan), demo.posts
    standin.fault(demo.server, None)
    page.clock.fast_forward(600_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("dispatchEvent(new Event('online'))")
    send(page)
    expect(status(page)).to_have_text(UNSURE.format(UNKNOWN_FATES[plan]))
    assert (demo.posts, len(demo.records)) == (posts, before)
    page.get_by_role("button", name="Send it again").dblclick()
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (posts + 1, before + 1)
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", WAYS)
def test_busy_service(demo: Demo) -> None:
    """After 429 it goes again by itself: after `Retry-After` where that can be read, else after a second."""
    page = meet(demo, "429")
    expect(status(page)).to_have_text(BUSY)
    assert len(demo.records) == 0
    if demo.way in IDEMPOTENT | {"netlify"}:
        page.clock.fast_forward(1_500)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(status(page)).to_have_text(BUSY)
        assert demo.posts == 1
        page.clock.fast_forward(600)
    else:
        page.clock.fast_forward(1_400)
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (2, 1)


@pytest.mark.parametrize("way", WAYS)
def test_broken_service(demo: Demo) -> None:
    """After 500 it goes again, after a second and then after four: one record."""
    page = meet(demo, "500-twice")
    busy = DOUBT.format("the service is busy") if demo.way in IDEMPOTENT else BUSY
    expect(status(page)).to_have_text(busy)
    page.clock.fast_forward(1_400)
    demo.until_posts(2)
    expect(status(page)).to_have_text(busy)
    page.clock.fast_forward(3_000)
    expect(status(page)).to_have_text(busy)
    assert demo.posts == 2
    page.clock.fast_forward(2_300)
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (3, 1)


@pytest.mark.parametrize("way", WAYS)
def test_large_answer(demo: Demo) -> None:
    """An answer of 3 MB is an answer."""
    page = meet(demo, "large")
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (1, 1)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_six_tries(demo: Demo, standin: Standin) -> None:
    """A page tries six times; then the visitor can, with what stands in the form by now."""
    page = demo.filled(clock=True)
    standin.fault(demo.server, answer(503))
    send(page)
    for tries, pause in enumerate((1, 4, 16, 60, 300), start=1):
        demo.until_posts(tries)
        expect(status(page)).to_have_text(BUSY)
        page.clock.fast_forward(int(pause * 1_300) + 100)
    demo.until_posts(6)
    expect(status(page)).to_have_text(BUSY.replace(" and tried again by itself", ""))
    page.clock.fast_forward(3_600_000)
    page.evaluate("dispatchEvent(new Event('online'))")
    assert demo.posts == 6
    standin.fault(demo.server, None)
    page.locator("#demo-message").fill("Changed in the meantime")
    page.get_by_role("button", name="Try again now").click()
    expect_sent(page)
    assert demo.arrived()["message"] == "Changed in the meantime"


@pytest.mark.parametrize("way", ["webhook"])
def test_way_on_when_nothing_works(demo: Demo, standin: Standin) -> None:
    """With the service away, the text can be copied or mailed, a file saved, and a number called."""
    standin.fault(demo.server, "refuse")
    page = demo.filled()
    fill(page, message="What I typed")
    send(page)
    expect(status(page)).to_have_text(DOUBT.format(BROKEN))
    preview = page.locator("[data-part=preview]")
    expect(preview.locator("a[href^='mailto:']")).to_be_visible()
    expect(preview).to_contain_text("+49 30 1234567")
    expect(preview.locator("[data-part=text]")).to_contain_text("What I typed")
    expect(preview.get_by_role("button", name="Copy the text")).to_be_visible()
    expect(page.get_by_role("button", name="Save as a calendar file")).to_be_visible()
    expect(page.locator("#demo-message")).to_have_value("What I typed")


@pytest.mark.parametrize("way", ["webhook"])
def test_without_the_part_that_sends(demo: Demo) -> None:
    """If the module that sends cannot be loaded, the text is there to be copied."""
    page = demo.context.new_page()
    page.route("**/lead/desk.js*", lambda route: route.abort())
    page.goto(f"{demo.url}demo/")
    page.wait_for_selector("demo-form[data-ready]")
    fill(page)
    send(page)
    expect(page.locator("[data-part=text]")).to_contain_text("Name: Ada Lovelace")
    assert demo.posts == 0
