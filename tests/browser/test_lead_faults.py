"""What goes wrong on the way to each service: what the form says, and how many records there are."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leads import (
    IDEMPOTENT,
    UNSURE,
    WAITING,
    WAYS,
    Demo,
    expect_nothing_kept,
    expect_sent,
    fill,
    send,
    status,
)
from tests.standin.formspree import FIELD_CODES, FORM_CODES
from tests.standin.hubspot import CODES
from tests.standin.mishaps import Mishap, refused
from tests.standin.mishaps import status as answer
from tests.standin.server import Standin
from tests.standin.wire import say_json

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
BOUND = 300
"""Characters of a service's own text that are shown."""
LONG = "<b>bold</b> " + "x" * 1_000


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
    expect(status(page)).to_have_text(WAITING.format(UNKNOWN_FATES[plan]))
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
    expect(status(page)).to_have_text(BUSY)
    page.clock.fast_forward(1_400)
    demo.until_posts(2)
    expect(status(page)).to_have_text(BUSY)
    page.clock.fast_forward(3_000)
    expect(status(page)).to_have_text(BUSY)
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


@dataclass(frozen=True)
class Refusal:
    """An answer of a service, the field where it has to stand (empty for the form), and its words."""

    way: str
    mishap: Mishap
    field: str
    said: str

    def __str__(self) -> str:
        return f"{self.way}-{self.mishap.code}-{self.mishap.field}"


NEEDED, TO_MEND = "This is needed.", "Enter an email address, such as name@example.com."
WORK, SHORTEN = (
    "This email address is not taken. Enter your work address.",
    "This is too long for the service. Shorten it.",
)
HUBSPOT_SAID = {
    "INVALID_EMAIL": TO_MEND,
    "BLOCKED_EMAIL": WORK,
    "REQUIRED_FIELD": NEEDED,
    "INPUT_TOO_LARGE": SHORTEN,
}
FORMSPREE_SAID = {"REQUIRED_FIELD_EMPTY": NEEDED, "REQUIRED_FIELD_MISSING": NEEDED, "TYPE_EMAIL": TO_MEND}
OF_A_FIELD = {
    *("INVALID_EMAIL", "BLOCKED_EMAIL", "REQUIRED_FIELD", "INVALID_NUMBER", "NUMBER_OUT_OF_RANGE"),
    *("INPUT_TOO_LARGE", "FIELD_NOT_IN_FORM_DEFINITION", "VALUE_NOT_IN_FIELD_DEFINITION"),
}
HUBSPOT_FIELDS = {"firstname": "name", "email": "email", "company": "company", "message": "message"}


def _refusals() -> list[Refusal]:
    """Every documented error of the services, about each field that it may be about."""
    found = []
    for code in CODES:
        if code not in OF_A_FIELD:
            found.append(Refusal("hubspot", refused(code), "", f"The service says: The form says {code}"))
            continue
        for theirs, ours in HUBSPOT_FIELDS.items():
            text = f"The service says: Error in 'fields.{theirs}'. The field says {code}"
            found.append(Refusal("hubspot", refused(code, theirs), ours, HUBSPOT_SAID.get(code, text)))
    for code in (*FORM_CODES, "A_NEW_CODE"):
        found.append(Refusal("formspree", refused(code), "", f"The service says: The form says {code}"))
    for code in (*FIELD_CODES, "A_NEW_CODE"):
        text = FORMSPREE_SAID.get(code, f"The service says: The form says {code}")
        found += [
            Refusal("formspree", refused(code, field), field, text) for field in HUBSPOT_FIELDS.values()
        ]
        found.append(Refusal("formspree", refused(code, "no_such"), "", text))
    for code in ("missing", "unknown", "type", "value"):
        text = f"The service says: The receiver says {code}"
        for field in ("contact.name", "contact.email", "contact.company", "request.message"):
            found.append(Refusal("webhook", refused(code, field), field.rpartition(".")[2], text))
        found.append(Refusal("webhook", refused(code, "source.utm.term"), "", text))
        found.append(Refusal("webhook", refused(code), "", text))
    for way in ("web3forms", "basin"):
        found.append(
            Refusal(way, refused("is not taken", "email"), "", "The service says: email is not taken")
        )
    found.append(
        Refusal("web3forms", refused("Invalid access_key"), "", "The service says: Invalid access_key")
    )
    found.append(Refusal("netlify", refused("gone"), "", "The form is not known to the host of this site."))
    return found


REFUSALS = _refusals()


def shown(page: Page) -> tuple[dict[str, str], list[str]]:
    """What stands at the fields, and the lines of the summary."""
    at = page.locator("demo-form [aria-invalid]").evaluate_all(
        "inputs => inputs.map((input) =>"
        " [input.name, document.getElementById(input.getAttribute('aria-describedby')).textContent])"
    )
    return dict(at), page.locator("[data-part=errors] li").all_inner_texts()


@pytest.mark.parametrize("way", ["hubspot", "formspree", "webhook", "web3forms", "basin", "netlify"])
def test_refusal_lands_where_it_belongs(demo: Demo, standin: Standin) -> None:
    """Each documented error stands at its field and in the summary, or in the summary alone."""
    page = demo.filled()
    if demo.way == "netlify":
        page.wait_for_load_state("networkidle")
    refusals = [each for each in REFUSALS if each.way == demo.way]
    wrong = []
    for number, refusal in enumerate(refusals, start=1):
        standin.fault(demo.server, refusal.mishap)
        send(page)
        demo.until_posts(number)
        expect(status(page)).to_have_text("The request was not taken; nothing was sent on.")
        expect(page.locator("[data-part=error]")).to_be_focused()
        seen = shown(page)
        if seen != ({refusal.field: refusal.said} if refusal.field else {}, [refusal.said]):
            wrong.append(f"{refusal}: {seen}")
    assert not wrong, "\n".join(wrong)
    assert demo.records == []
    standin.fault(demo.server, None)
    send(page)
    expect_sent(page)
    assert len(demo.records) == 1
    expect(page.locator("[data-part=error]")).to_be_hidden()


@pytest.mark.parametrize("way", ["hubspot", "formspree", "webhook", "web3forms", "basin"])
def test_words_of_a_service_are_text(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a service says is shown as text, its marks too, and at most 300 characters of it."""
    bodies = {
        "hubspot": {"errors": [{"errorType": "NEW", "message": LONG}]},
        "formspree": {"error": LONG, "errors": [{"code": "NEW", "message": LONG}]},
        "webhook": {"errors": [{"code": "new", "message": LONG}]},
        "web3forms": {"success": False, "message": LONG},
        "basin": {"error": LONG},
    }
    provider = demo.standin.providers[demo.way]
    monkeypatch.setattr(provider, "handle", lambda request: say_json(422, bodies[demo.way]))
    page = demo.filled()
    send(page)
    expect(page.locator("[data-part=errors] li")).to_have_text(
        re.compile("^The service says: <b>bold</b> x+…$")
    )
    text = page.locator("[data-part=errors] li").inner_text()
    assert len(text.removeprefix("The service says: ")) == BOUND
    expect(page.locator("[data-part=errors] b")).to_have_count(0)


@pytest.mark.parametrize("way", ["webhook"])
def test_way_on_when_nothing_works(demo: Demo, standin: Standin) -> None:
    """With the service away, the text can be copied or mailed, a file saved, and a number called."""
    standin.fault(demo.server, "refuse")
    page = demo.filled()
    fill(page, message="What I typed")
    send(page)
    expect(status(page)).to_have_text(WAITING.format(BROKEN))
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
