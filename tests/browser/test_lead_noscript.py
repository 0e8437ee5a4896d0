"""The demo form without scripts: the browser itself hands it to the service, or to the mail program."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.lead_sites import SERVERS, WAYS
from tests.browser.leads import TEXTS, Demo, send

pytestmark = pytest.mark.browser

THANKS = {
    "formspree": "https://formspree.io/thanks",
    "basin": "https://usebasin.com/thanks",
    "web3forms": "https://web3forms.com/success",
    "netlify": "https://edge.example.com/demo/",
    "webhook": "https://hooks.example.com/lead",
}
"""Where each service leads on to."""
TRAPS = {"formspree": "_gotcha", "basin": "_gotcha", "web3forms": "botcheck", "netlify": "website"}
TYPED = {
    "name": "Ada & Lovelace",
    "email": "ada@lovelace.example",
    "company": "",
    "message": "One\nTwo + 3 %",
}


def plain(demo: Demo) -> Page:
    """The demo page in a browser that runs no script, filled in."""
    demo.standin.webhook.native = True
    page = demo.profile(java_script_enabled=False).new_page()
    page.goto(f"{demo.url}demo/")
    for name, value in TYPED.items():
        page.locator(f"#demo-{name}").fill(value)
    page.locator("#demo-consent-processing").check()
    return page


@pytest.mark.parametrize("way", THANKS)
def test_form_is_posted_to_the_service(demo: Demo) -> None:
    """The record has what was typed and the tick; the visitor gets to the service's thanks."""
    page = plain(demo)
    send(page)
    page.wait_for_url(f"{THANKS[demo.way]}**")
    demo.standin.until(lambda: demo.records)
    (record,) = demo.records
    found = {name: value.replace("\r\n", "\n") for name, value in record.items()}
    assert {name: found[name] for name in TYPED} == TYPED
    consent = rf"yes: {re.escape(TEXTS['processing'])} \(processing-\d, sha256 [0-9a-f]{{64}}\)"
    assert re.fullmatch(consent, found["consent_processing"])
    assert "slot" in found
    assert "consent_marketing" not in found
    assert demo.standin.netlify.dropped == []


@pytest.mark.parametrize("way", TRAPS)
def test_trap_is_the_service_s_own(demo: Demo) -> None:
    """A program that fills in every field, the one that people do not see as well, makes no record."""
    page = plain(demo)
    page.locator(f"[name={TRAPS[demo.way]}]").fill("https://spam.example", force=True)
    send(page)
    page.wait_for_url(f"{THANKS[demo.way]}**")
    assert (demo.posts, demo.records) == (1, [])


@pytest.mark.parametrize("way", ["webhook"])
def test_zone_of_a_time_is_asked_for(demo: Demo) -> None:
    """Without script no zone goes along, so the field says to name it; with script it does not."""
    words = "Say below which zone that is"
    expect(plain(demo).locator("label[for=demo-when]")).to_contain_text(words)
    assert words not in demo.visit().locator("label[for=demo-when]").inner_text()


@pytest.mark.parametrize("way", ["netlify"])
def test_netlify_knows_the_form(demo: Demo) -> None:
    """The build's page registers the form with every field that the script may send, and its trap."""
    (form,) = demo.standin.netlify.registered.values()
    assert form.honeypot == "website"
    page = demo.visit("demo/?utm_source=a#role=cfo")
    names = page.locator("demo-form [name]").evaluate_all("all => all.map((each) => each.name)")
    assert len(names) == len(set(names)), "a name stands twice"


@pytest.mark.parametrize("way", ["hubspot"])
def test_mail_where_the_service_takes_no_form(demo: Demo) -> None:
    """HubSpot takes no form of a browser: the mail program is the way, and the page says nothing else."""
    page = plain(demo)
    form = page.locator("demo-form form")
    address = urlsplit(form.get_attribute("action") or "")
    assert (address.scheme, address.path) == ("mailto", "demo@example.com")
    assert form.get_attribute("enctype") == "text/plain"
    expect(page.locator("[data-part=exact]")).to_be_hidden()
    expect(page.locator("[data-part=waiting]")).to_be_hidden()


@pytest.mark.parametrize("way", WAYS)
def test_no_other_page_may_reach_the_service(demo: Demo) -> None:
    """The policy names the service on the demo page alone, and as the target of a form where it takes one."""
    host = f"https://{SERVERS[demo.way]}"
    for file in demo.folder.rglob("*.html"):
        html = LexborHTMLParser(file.read_text(encoding="utf-8"))
        policies = [node.attributes["content"] or "" for node in html.css("meta[http-equiv*=Policy]")]
        parts = dict(part.split(maxsplit=1) for policy in policies for part in policy.split(";"))
        is_demo = file == demo.folder / "demo" / "index.html"
        for name, reached in (
            ("connect-src", is_demo and demo.way != "netlify"),
            ("form-action", is_demo and demo.way not in ("netlify", "hubspot")),
        ):
            assert (host in parts.get(name, "").split()) is reached, (file, name)
