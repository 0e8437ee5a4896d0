"""Visits to the demo form of a site whose requests go to a service, and what the service has of them.

Used by the browser tests of the lead's way; imports no test module. `lead_sites` builds the sites.
"""

import re
import time
from contextlib import ExitStack
from typing import Any

import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from site_build.leads import FIELDS, UTM
from tests.browser.lead_sites import OWN, SERVERS
from tests.conftest import ROOT, Site
from tests.standin import lead
from tests.standin.netlify import HOST
from tests.standin.server import Standin

TEXTS = {
    purpose: consent["text"]
    for consent in yaml.safe_load((ROOT / "content" / "_data" / "consent.yml").read_text("utf-8")).values()
    for purpose in [consent["purpose"]]
}
"""The text of each consent, by purpose."""
_PATH = lead.SHAPE["source"]["landing_path"]
_UTM = lead.SHAPE["source"]["utm?"]
_TEXT = lead.SHAPE["request"]["message?"]
SHAPE = {
    **lead.SHAPE,
    "schema": lambda value: value == "lead/1",
    "request": {"message?": _TEXT, "slot?": _TEXT, "timezone": _TEXT},
    "assessment?": [_TEXT],
    "source": {
        **{name: test for name, test in lead.SHAPE["source"].items() if name != "utm?"},
        "page?": _PATH,
        "article?": _PATH,
        "utm": _UTM,
        "first?": {"landing_path": _PATH, "utm": _UTM},
    },
    "consent": [{**lead.SHAPE["consent"][0], "text": _TEXT}],
    "marketing?": lambda value: value == "pending",
}
"""The envelope as the site sends it, for the receiver of one's own."""
SENT = "Sent. You will hear from us by email; nothing is fixed before that."
INBOX = "For the letters, check your inbox: they begin when you confirm them there."
WAITING = "Not sent yet: {}. It is kept on this device and tried again by itself; your text is still here."
DOUBT = (
    "It is not certain yet whether the request arrived: {}. It is kept on this device"
    " and sent again by itself, under the same number, so that you do not appear twice."
)
UNSURE = (
    "It is not certain whether the request arrived: {}."
    " It is not sent again by itself, so that you do not appear twice."
)
STORED = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("edge-leads", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("leads", { keyPath: "id" });
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("leads").objectStore("leads").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
})"""
"""What the page keeps of leads: the rows of its database."""


class Demo:
    """The demo page of one site in one profile, and what its service took. Leaving `open` closes it all."""

    def __init__(self, browser: Browser, standin: Standin, way: str, site: Site) -> None:
        self.standin, self.way, self.folder, self.server = standin, way, site.folder, SERVERS[way]
        self.open = ExitStack()
        self.browser = browser
        if way == "simple":
            standin.webhook.simple = True
        standin.webhook.shape = SHAPE
        if way == "netlify":
            standin.netlify.deploy(site.folder)
        self.url = f"https://{HOST}/" if way == "netlify" else site.url
        self.context = self.profile()

    def profile(self, **options: Any) -> BrowserContext:
        """A new profile on a screen that holds the form; nothing moves, so that no click has to wait."""
        still: dict[str, Any] = {"viewport": {"width": 1000, "height": 2_400}, "reduced_motion": "reduce"}
        context = self.browser.new_context(**still, **options)
        self.open.callback(context.close)
        return context

    def visit(self, path: str = "demo/", clock: bool = False) -> Page:
        """A tab with the form, ready to send. With `clock` the test can let time pass by `page.clock`."""
        page = self.context.new_page()
        if clock:
            page.clock.install()
        return self.go(page, path)

    def go(self, page: Page, path: str = "demo/") -> Page:
        """The form in a tab that is already there."""
        page.goto(self.url + path)
        return ready(page)

    def filled(self, path: str = "demo/", clock: bool = False) -> Page:
        """A tab with the form filled in."""
        page = self.visit(path, clock)
        fill(page)
        return page

    @property
    def records(self) -> list[dict[str, Any]]:
        """What the service took, as it took it."""
        return self.standin.records["webhook" if self.way == "simple" else self.way]

    @property
    def posts(self) -> int:
        """How many requests with a lead the service has seen."""
        return sum(
            each.request.method == "POST" and each.request.host == self.server for each in self.standin.log
        )

    def arrived(self) -> dict[str, str]:
        """The one record that the service has, under the names of a flat form."""
        assert len(self.records) == 1, self.records
        return flat(self.way, self.records[0])

    def until_posts(self, number: int) -> None:
        """Waits until the service has seen so many requests with a lead."""
        self.standin.until(lambda: self.posts >= number)


def ready(page: Page) -> Page:
    """Waits until the form can send."""
    page.wait_for_selector("demo-form [data-part=exact]:not([hidden])")
    return page


def fill(page: Page, **values: str) -> None:
    """Fills in the form and agrees to an answer; `values` by field beside name and email."""
    for name, value in {"name": "Ada Lovelace", "email": "ada@lovelace.example", **values}.items():
        page.locator(f"#demo-{name}").fill(value)
    page.locator("#demo-consent-processing").check()


def send(page: Page) -> None:
    """Presses the button of the form."""
    page.get_by_role("button", name="Send the request").click()


def status(page: Page) -> Locator:
    """What the form says of the request."""
    return page.locator("demo-form [data-part=status]")


def expect_sent(page: Page, *, letters: bool = False) -> None:
    """Fails unless the form says that the request was sent, or comes to, and offers nothing more about it.

    With `letters` it was asked for mail too, which begins only when that is confirmed.
    """
    expect(status(page)).to_have_text(f"{SENT} {INBOX}" if letters else SENT)
    expect(page.locator("[data-part=ways]")).to_be_hidden()
    expect(page.locator("[data-part=withdraw] a")).to_have_attribute("href", re.compile("^mailto:"))


def rows(page: Page) -> dict[str, str]:
    """What the box says is sent, under the names of a flat form."""
    read = "rows => rows.map((row) => [...row.children].map((part) => part.textContent))"
    told: list[list[str]] = page.locator("[data-part=rows] > div").evaluate_all(read)
    return {name.replace(" ", "_"): text for name, text in told}


def stored(page: Page) -> list[dict[str, Any]]:
    """What is kept of leads on the device."""
    found: list[dict[str, Any]] = page.evaluate(STORED)
    return found


def expect_nothing_kept(page: Page) -> None:
    """Fails unless the device has nothing of leads, or comes to have nothing."""
    # By hand: `wait_for_function` takes the promise for a yes.
    end = time.monotonic() + 10
    while left := stored(page):
        assert time.monotonic() < end, left
        page.wait_for_timeout(20)


def flat(way: str, record: dict[str, Any]) -> dict[str, str]:
    """A record of a service under the names of a flat form, without what belongs to the service itself."""
    if way in OWN:
        return flat_lead(record)
    if way == "hubspot":
        return _of_hubspot(record["values"])
    own = {"_gotcha", "form-name", "website", "access_key", "subject", "botcheck"}
    return {name: text for name, text in record.items() if name not in own}


def flat_lead(lead: dict[str, Any]) -> dict[str, str]:
    """`lead/1` under the names of a flat form; what is empty is left out."""
    source, first = lead["source"], lead["source"].get("first", {})
    given = {
        **lead["contact"],
        **lead["request"],
        "assessment": "\n".join(lead.get("assessment", [])),
        **{name: text for name, text in source.items() if name not in ("utm", "first")},
        **{f"utm_{name}": source["utm"].get(name) for name in UTM},
        "first_landing_path": first.get("landing_path"),
        **{f"first_utm_{name}": first.get("utm", {}).get(name) for name in UTM},
        **{f"consent_{each['purpose']}": consent_text(each) for each in lead["consent"]},
        "marketing": lead.get("marketing"),
        "lead_id": lead["id"],
        "created_at": lead["created_at"],
        "filled_ms": str(lead["trap"]["filled_ms"]),
    }
    return {name: text for name, text in given.items() if text}


def consent_text(consent: dict[str, Any]) -> str:
    """A consent as a flat form has it."""
    if not consent["given"]:
        return "no"
    return "yes: {text} ({text_id}, sha256 {text_sha256}, {at})".format(**consent)


def _of_hubspot(values: dict[str, str]) -> dict[str, str]:
    """HubSpot's fields under our names; what has no field there stands at the end of the message."""
    named = {"firstname": "name", "jobtitle": "role"}
    found = {named.get(name, name): text for name, text in values.items()}
    message, _, rest = found.pop("message").rpartition("\n\n")
    if message:
        found["message"] = message
    last = ""
    for line in rest.split("\n"):
        name, colon, text = line.partition(": ")
        if colon and name in FIELDS:
            found[last := name] = text
        else:
            found[last] += f"\n{line}"
    return found
