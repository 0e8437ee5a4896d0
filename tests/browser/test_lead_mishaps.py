"""Other tabs, texts that change, scripts that do not come: a request is neither lost nor doubled by them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leads import (
    SENT,
    Demo,
    expect_sent,
    fill,
    flat,
    rows,
    send,
    status,
    stored,
)
from tests.standin.mishaps import Mishap, refused
from tests.standin.server import Standin

pytestmark = pytest.mark.browser

BUSY = Mishap("status", status=503)
DELETED = "Deleted from this device. What has arrived elsewhere is not undone by that."


def waiting(demo: Demo, clock: bool = False) -> Page:
    """A tab whose request waits for a busy service."""
    page = demo.filled(clock=clock)
    demo.standin.fault(demo.server, BUSY)
    send(page)
    expect(status(page)).to_contain_text("Not sent yet")
    return page


@pytest.mark.parametrize("way", ["webhook"])
def test_another_tab_deletes_what_waits(demo: Demo, standin: Standin) -> None:
    """The tab that waits says so, and can send a new request under a new number."""
    page = waiting(demo)
    number = stored(page)[0]["id"]
    other = demo.visit()
    other.locator("[data-part=list]").get_by_role("button", name="Delete").click()
    expect(status(other)).to_have_text(DELETED)
    expect(status(page)).to_have_text(DELETED)
    expect(page.locator("[data-part=ways]")).to_be_hidden()
    standin.fault(demo.server, None)
    send(page)
    expect_sent(page)
    assert len(demo.records) == 1
    assert demo.records[0]["id"] != number


@pytest.mark.parametrize("way", ["formspree"])
def test_code_that_is_a_word_of_the_language(demo: Demo, standin: Standin) -> None:
    """A code that no list has is shown as what the service says, whatever its name."""
    page = demo.filled()
    standin.fault(demo.server, [refused("constructor", "email")])
    send(page)
    expect(page.locator("[data-part=errors]")).to_contain_text("The service says: ")
    assert stored(page)[0]["state"] == "refused"


@pytest.mark.parametrize("way", ["formspree"])
def test_refused_request_is_not_offered_a_second_time(demo: Demo, standin: Standin) -> None:
    """What was refused here is mended in the form; another tab that sends it makes it sent here, too."""
    page = demo.filled()
    standin.fault(demo.server, [refused("TYPE_EMAIL", "email")])
    send(page)
    expect(status(page)).to_contain_text("The request was not taken")
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    other = demo.visit()
    other.locator("[data-part=list]").get_by_role("button", name="Send it again").click()
    expect(status(other)).to_contain_text("it has arrived")
    expect(status(other)).to_be_focused()
    expect_sent(page)
    send(page)
    expect(status(page)).to_have_text(SENT)
    assert len(demo.records) == 1


@pytest.mark.parametrize("way", ["webhook"])
def test_mended_while_it_waits(demo: Demo, standin: Standin) -> None:
    """Pressing the button again sends what stands in the form by then; the box shows just that."""
    page = waiting(demo)
    page.locator("#demo-email").fill("ada@mended.example")
    standin.fault(demo.server, None)
    send(page)
    expect_sent(page)
    assert demo.arrived()["email"] == "ada@mended.example"
    assert rows(page)["email"] == "ada@mended.example"


@pytest.mark.parametrize("way", ["webhook"])
@pytest.mark.parametrize("again", ["Send the request", "Try again now"])
@pytest.mark.parametrize("plan", ["hang-taken", "cut", "500-taken"])
def test_mended_after_it_may_have_arrived(demo: Demo, standin: Standin, plan: str, again: str) -> None:
    """What the receiver may have is not exchanged under its number: it would drop the mended text, unseen."""
    page = demo.filled(clock=True)
    standin.fault(demo.server, Mishap("status", status=500, taken=True) if plan == "500-taken" else plan)
    send(page)
    if plan == "hang-taken":
        demo.until_posts(1)
        page.clock.fast_forward(16_000)
    expect(status(page)).to_contain_text("It is not certain yet whether the request arrived")
    page.locator("#demo-email").fill("ada@mended.example")
    standin.fault(demo.server, None)
    page.get_by_role("button", name=again).click()
    if again == "Send the request":
        expect(status(page)).to_contain_text("What you have changed is not in it")
        page.clock.fast_forward(1_400)
    expect(status(page)).to_contain_text("what you have changed since then is not in it")
    assert rows(page)["email"] == "ada@lovelace.example"
    assert [flat(demo.way, record)["email"] for record in demo.records] == ["ada@lovelace.example"]
    send(page)
    expect_sent(page)
    assert [flat(demo.way, record)["email"] for record in demo.records] == [
        "ada@lovelace.example",
        "ada@mended.example",
    ]


@pytest.mark.parametrize("way", ["webhook"])
def test_changed_while_it_waits(demo: Demo, standin: Standin) -> None:
    """Without another press it goes out as it was; the form says so, and the box shows what went out."""
    page = waiting(demo, clock=True)
    standin.fault(demo.server, None)
    page.locator("#demo-company").fill("Engines")
    page.clock.fast_forward(2_000)
    expect(status(page)).to_contain_text("what you have changed since then is not in it")
    assert "company" not in demo.arrived()
    assert "company" not in rows(page)


@pytest.mark.parametrize("way", ["webhook"])
def test_campaign_goes_along_without_its_lines(demo: Demo) -> None:
    """Where the script of the lines does not come, labels and style page are in the request all the same."""
    page = demo.context.new_page()
    page.route("**/lead/came.*", lambda route: route.abort())
    page.goto(f"{demo.url}styles/lion/?utm_source=letter")
    page.wait_for_function("() => sessionStorage.getItem('edge.campaign')")
    page.evaluate("location.href = new URL('/demo/', location.href)")
    page.wait_for_url("**/demo/")
    page.wait_for_selector("demo-form [data-part=exact]:not([hidden])")
    fill(page)
    send(page)
    expect_sent(page)
    found = demo.arrived()
    assert (found["utm_source"], found["style_page"]) == ("letter", "/styles/lion/")


@pytest.mark.parametrize("way", ["webhook"])
def test_role_that_is_a_word_of_the_language(demo: Demo) -> None:
    """Only an owner's page gives a role."""
    page = demo.filled("demo/?utm_source=a#role=constructor")
    send(page)
    expect_sent(page)
    assert "role" not in demo.arrived()


@pytest.mark.parametrize("way", ["simple"])
def test_simple_receiver_is_not_asked_twice(demo: Demo, standin: Standin) -> None:
    """It has no key to know a request by, so what is not certain is not sent again by itself."""
    page = demo.filled(clock=True)
    standin.fault(demo.server, "hang-taken")
    send(page)
    standin.until(lambda: demo.records)
    page.clock.fast_forward(16_000)
    expect(status(page)).to_contain_text("It is not certain whether the request arrived")
    page.clock.fast_forward(600_000)
    assert (demo.posts, len(demo.records)) == (1, 1)


@pytest.mark.parametrize("way", ["webhook"])
def test_fault_of_a_field_that_is_not_shown(demo: Demo, standin: Standin) -> None:
    """A fault of the time stands at its field; one of the trap, that nobody sees, is one of the whole."""
    page = demo.filled()
    standin.fault(demo.server, [refused("value", "request.slot"), refused("value", "website")])
    send(page)
    expect(page.locator("[data-part=errors] a")).to_have_attribute("href", "#demo-when")
    send(page)
    expect(page.locator("[data-part=errors] li")).to_contain_text("The service says: ")
    expect(page.locator("[data-part=errors] a")).to_have_count(0)


@pytest.mark.parametrize("way", ["webhook", "netlify"])
def test_letters_begin_when_they_are_confirmed(demo: Demo) -> None:
    """A tick for letters is told as pending, and the form points to the inbox; without it neither is said."""
    page = demo.filled()
    page.locator("#demo-consent-marketing").check()
    send(page)
    expect(status(page)).to_contain_text("check your inbox")
    assert demo.arrived()["marketing"] == rows(page)["marketing"] == "pending"
    page.locator("#demo-consent-marketing").uncheck()
    send(page)
    expect(status(page)).to_have_text(SENT)
    assert "marketing" not in flat(demo.way, demo.records[1])
