"""What the envelope holds: it keeps to its schema, whatever people type, and to what they agreed to."""

import json
import re
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from site_build.leads import FIELDS, UTM
from tests.browser.lead_sites import WAYS
from tests.browser.leads import SENT, TEXTS, Demo, expect_sent, fill, flat, flat_lead, rows, send, status
from tests.closed_schema import wrong
from tests.conftest import Site

pytestmark = pytest.mark.browser

LINES = ["Style in the assessment: Lion", "How sure: about 45 in 100"]
HOSTILE = {
    "signs": "a&b=c;d+e%20f%zz#g?h/i\\j",
    "emoji": "👩‍🚀🇪🇺 of the 😀",
    "right to left": "\u200fמחיר\u200e السعر",
    "quotes": "\"double\" 'single' `back` “curly”",
    "script": "<script>alert(1)</script><b>",
    "letters": "Ünïcödé ß ſ ﬁ 中文",
    "commas": "a, b; c: d | e/f",
    "long": "x😀" * 1_000,
}
DROPPED = "\t\u202e\u2066"
"""What a label loses: control characters, and marks that turn the direction of what follows."""


def schema_of(demo: Demo) -> dict[str, Any]:
    """The schema as the site publishes it."""
    found: dict[str, Any] = json.loads((demo.folder / "schema" / "lead-1.json").read_text(encoding="utf-8"))
    return found


def label(text: str) -> str:
    """A campaign's label as it is kept."""
    kept = "".join(letter for letter in text if letter not in DROPPED)
    return kept.strip()[:100]


@pytest.mark.parametrize("way", WAYS)
def test_hostile_values_arrive_as_they_are(demo: Demo) -> None:
    """Whatever stands in the fields and in the address arrives letter for letter; labels are cut to 100."""
    page = demo.context.new_page()
    texts = list(HOSTILE.values())
    for _ in range(2):
        utm = {name: f"{text} {DROPPED}" for name, text in zip(UTM, texts, strict=False)}
        address = "&".join(f"utm_{name}={quote(value)}" for name, value in utm.items())
        demo.go(page, f"demo/?{address}")
        expect(page.locator("[data-part=source] li")).not_to_have_count(0)
        typed = dict(zip(("name", "company", "message"), (text[:99] for text in texts[5:]), strict=True))
        fill(page, **typed)
        send(page)
        expect_sent(page)
        found = flat(demo.way, demo.records[-1])
        assert found == rows(page)
        assert {name: found[name] for name in typed} == typed
        assert {name: found[f"utm_{name}"] for name in UTM} == {name: label(utm[name]) for name in UTM}
        texts = texts[len(UTM) :] + texts[: len(UTM)]
    assert len(demo.records) == 2


@pytest.mark.parametrize("way", ["webhook", "simple"])
@pytest.mark.parametrize("whole", [False, True])
def test_lead_keeps_to_the_published_schema(demo: Demo, whole: bool) -> None:
    """The least and the most that a request may hold are both what /schema/lead-1.json says."""
    page = demo.context.new_page()
    if whole:
        page.goto(f"{demo.url}styles/lion/?utm_source=one")
        page.wait_for_function("() => sessionStorage.getItem('edge.campaign')")
        page.evaluate("lines => sessionStorage.setItem('edge.assessment.demo', JSON.stringify(lines))", LINES)
        demo.go(page, "demo/?utm_term=two#assessment")
        expect(page.locator("[data-part=lines] li")).to_have_count(2)
        expect(page.locator("[data-part=source] li")).not_to_have_count(0)
        fill(page, company="A firm", message="A message", when="2026-12-01T10:30")
        page.locator("#demo-consent-result").check()
        page.locator("#demo-consent-marketing").check()
    else:
        demo.go(page)
        fill(page)
    send(page)
    expect_sent(page, letters=whole)
    (lead,) = demo.records
    assert wrong(lead, schema_of(demo)) == []
    assert flat_lead(lead) == rows(page)
    assert set(flat_lead(lead)) <= set(FIELDS)
    assert ("assessment" in lead, "first" in lead["source"]) == (whole, whole)


def test_validator_can_fail() -> None:
    """The small judge of schemas sees what is missing, too much, too long, of another type or form."""
    text = {"type": "string", "maxLength": 2, "pattern": "^a"}
    schema = {"type": "object", "properties": {"a": text}, "required": ["a"], "additionalProperties": False}
    values: list[Any] = [{}, {"a": "ab", "b": 1}, {"a": "abc"}, {"a": 1}, {"a": "b"}, []]
    for value in values:
        assert wrong(value, schema), value
    assert not wrong({"a": "ab"}, schema)
    assert wrong(True, {"type": "integer"})
    assert wrong(["ab", "b"], {"type": "array", "items": text})
    assert wrong(["ab", "ab"], {"type": "array", "items": text, "maxItems": 1})
    assert wrong("", {"type": "string", "minLength": 1})
    for form in ("uuid", "date-time"):
        assert wrong("2026-11-27T09:30:00", {"type": "string", "format": form})
    assert not wrong("2026-11-27T09:30:00Z", {"type": "string", "format": "date-time"})


@pytest.mark.parametrize("way", ["webhook"])
def test_consents(demo: Demo) -> None:
    """Boxes are empty at first; one is needed; the record has each text, its digest, the time of its tick."""
    page = demo.visit(clock=True)
    boxes = page.locator("input[data-consent]")
    expect(boxes).to_have_count(3)
    for box in boxes.all():
        expect(box).not_to_be_checked()
    expect(page.locator("#demo-consent-result")).to_be_hidden()
    page.locator("#demo-name").fill("Ada Lovelace")
    page.locator("#demo-email").fill("ada@lovelace.example")
    send(page)
    expect(page.locator("[data-part=errors] li")).to_have_text(["Tick the box, so that we may answer you"])
    assert demo.posts == 0
    page.locator("#demo-consent-processing").check()
    ticked = page.evaluate("Date.now()")
    page.clock.fast_forward(60_000)
    page.locator("#demo-message").fill("Later")
    send(page)
    expect_sent(page)
    (lead,) = demo.records
    processing, marketing = lead["consent"]
    assert (processing["purpose"], processing["given"]) == ("processing", True)
    assert (marketing["purpose"], marketing["given"]) == ("marketing", False)
    for consent in lead["consent"]:
        assert consent["text"] == TEXTS[consent["purpose"]]
        assert consent["text_sha256"] == sha256(consent["text"].encode()).hexdigest()
        assert consent["how"] == "box"
    assert abs(datetime.fromisoformat(processing["at"]).timestamp() * 1000 - ticked) < 5_000
    assert lead["trap"]["filled_ms"] >= 60_000
    assert lead["trap"]["honeypot"] is False


@pytest.mark.parametrize("way", ["webhook"])
def test_result_goes_only_with_its_tick(demo: Demo) -> None:
    """Lines of a result stand in the form; they go along with a tick, and only those that are left."""
    demo.context.add_init_script(
        f"sessionStorage.setItem('edge.assessment.demo', JSON.stringify({json.dumps(LINES)}));"
    )
    page = demo.visit("demo/#assessment")
    box = page.locator("#demo-consent-result")
    expect(box).to_be_visible()
    expect(box).not_to_be_checked()
    fill(page)
    assert "assessment" not in rows(page)
    send(page)
    expect_sent(page)
    assert "assessment" not in demo.records[0]
    box.check()
    assert rows(page)["assessment"] == "\n".join(LINES)
    page.get_by_role("button", name="Remove: How sure").click()
    assert rows(page)["assessment"] == LINES[0]
    send(page)
    demo.standin.until(lambda: len(demo.records) == 2)
    assert demo.records[1]["assessment"] == LINES[:1]
    page.get_by_role("button", name="Remove: Style in").click()
    expect(page.locator("#demo-consent-result")).to_be_hidden()
    assert not {"assessment", "consent_result"} & rows(page).keys()


@pytest.mark.parametrize("way", WAYS)
def test_trap(demo: Demo) -> None:
    """A program that fills in what nobody sees is told that all went well, and nothing is sent."""
    page = demo.filled()
    trap = page.locator("[data-name=website]")
    assert not trap.evaluate("input => input.checkVisibility() && input.getBoundingClientRect().right > 0")
    assert trap.get_attribute("tabindex") == "-1"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    trap.evaluate("input => { input.value = 'https://spam.example'; }")
    send(page)
    expect(status(page)).to_have_text(SENT)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.endswith((".svg", ".js", ".css", ".woff2"))]
    assert (demo.posts, demo.records) == (0, [])


def source_lines(page: Page) -> list[str]:
    """The lines that say how the visitor came."""
    return page.locator("[data-part=source] li > span").all_inner_texts()


@pytest.mark.parametrize("way", ["webhook", "netlify"])
def test_role_and_source_can_be_taken_out(demo: Demo) -> None:
    """An owner's page names its role, a campaign its labels: each is a line that can be taken out."""
    page = demo.visit(
        "demo/?utm_source=letter&utm_term=talks&gclid=click-1&fbclid=click-2&li_fat_id=click-3#role=cfo"
    )
    expect(page.locator("[data-part=source] li")).to_have_count(3)
    assert source_lines(page) == ["Role: CFO", "Campaign source: letter", "Campaign term: talks"]
    fill(page)
    assert (rows(page)["role"], rows(page)["utm_term"]) == ("CFO", "talks")
    page.get_by_role("button", name="Remove: Campaign term").click()
    assert "utm_term" not in rows(page)
    send(page)
    expect_sent(page)
    found = demo.arrived()
    assert (found["role"], found["utm_source"], found.get("utm_term")) == ("CFO", "letter", None)
    assert "click-" not in json.dumps(demo.records)
    for name in ("Role", "Campaign source"):
        page.get_by_role("button", name=f"Remove: {name}").click()
    expect(page.locator("[data-part=came]")).to_be_hidden()
    send(page)
    demo.standin.until(lambda: len(demo.records) == 2)
    assert not {"role", "utm_source", "utm_term"} & flat(demo.way, demo.records[1]).keys()


def test_by_mail_nothing_is_loaded_that_sends(page: Page, site: Site) -> None:
    """The site as it is: no module that sends, no request to another host, no box of consents."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}demo/")
    page.wait_for_selector("demo-form[data-ready]")
    fields = {"name": "Ada Lovelace", "email": "ada@lovelace.example", "message": "Hello"}
    for name, value in fields.items():
        page.locator(f"#demo-{name}").fill(value)
    page.get_by_role("button", name="Write the email").click()
    expect(page.locator("[data-part=text]")).to_contain_text("Hello")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site.url, "mailto:"))] == []
    assert [url for url in asked if "/lead/" in url] == []
    assert page.locator("input[data-consent], [data-part=exact]").count() == 0
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_mail_has_the_lines_that_are_left(page: Page, site: Site) -> None:
    """Role and campaign stand in the mail's text as long as their lines do; nothing that sends is loaded."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}demo/?utm_source=letter&utm_term=talks#role=cfo")
    expect(page.locator("[data-part=source] li")).to_have_count(3)
    page.get_by_role("button", name="Remove: Campaign source").click()
    for name, value in {"name": "Ada Lovelace", "email": "ada@lovelace.example"}.items():
        page.locator(f"#demo-{name}").fill(value)
    page.get_by_role("button", name="Write the email").click()
    text = page.locator("[data-part=text]").inner_text()
    to = page.locator("demo-form").get_attribute("data-to")
    assert text.splitlines() == [
        "Name: Ada Lovelace",
        "Email: ada@lovelace.example",
        "Role: CFO",
        "Campaign term: talks",
        "",
        f"I can take this request back at any time by writing to {to}; what I sent is then deleted.",
    ]
    assert not [url for url in asked if re.search(r"lead/(desk|delivery|adapters|store)\b", url)]
    assert [url for url in asked if not url.startswith((site.url, "mailto:"))] == []
