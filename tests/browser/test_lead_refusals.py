"""What a service refuses stands at its field or in the summary, and its own words are shown as text."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leads import Demo, expect_sent, send, status
from tests.standin.formspree import FIELD_CODES, FORM_CODES
from tests.standin.hubspot import CODES
from tests.standin.mishaps import Mishap, refused
from tests.standin.server import Standin
from tests.standin.wire import say_json

pytestmark = pytest.mark.browser
BOUND = 300
"""Characters of a service's own text that are shown."""
LONG = "<b>bold</b> " + "x" * 1_000


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
        # A field that our form has not: only the service's own words say which.
        for theirs in ("lastname", "jobtitle"):
            text = f"The service says: Error in 'fields.{theirs}'. The field says {code}"
            if code not in ("INVALID_EMAIL", "BLOCKED_EMAIL"):
                found.append(Refusal("hubspot", refused(code, theirs), "", text))
    for code in (*FORM_CODES, "A_NEW_CODE"):
        found.append(Refusal("formspree", refused(code), "", f"The service says: The form says {code}"))
    for code in (*FIELD_CODES, "A_NEW_CODE"):
        text = FORMSPREE_SAID.get(code, f"The service says: The form says {code}")
        found += [
            Refusal("formspree", refused(code, field), field, text) for field in HUBSPOT_FIELDS.values()
        ]
        said = f"The service says: The form says {code}"
        found += [Refusal("formspree", refused(code, field), "", said) for field in ("no_such", "phone")]
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
