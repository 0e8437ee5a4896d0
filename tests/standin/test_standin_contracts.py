"""Holds the stand-in to the documentation of the services: the examples on disk, and broken forms of them."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.standin.client import Answer, send
from tests.standin.forms import Form
from tests.standin.hubspot import CODES
from tests.standin.server import Standin

EXAMPLES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "examples").glob("*.json"))
}
FIRST: dict[str, dict[str, Any]] = {name: each["exchanges"][0]["request"] for name, each in EXAMPLES.items()}
WRITTEN = sorted(set(FIRST) - {"calcom", "calendly", "goatcounter", "matomo"})
"""The services that take a body."""
PAGE = """<!doctype html><title>Ask</title>
<form name="demo" method="post" data-netlify="true" data-netlify-honeypot="website">
<input name="form-name" type="hidden" value="demo"><input name="email"><textarea name="message"></textarea>
<input name="website"></form><form name="search"><input name="q"></form>"""


@pytest.fixture(autouse=True)
def deployed(standin: Standin, tmp_path: Path) -> None:
    """A site with one form for Netlify, at demo/."""
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "index.html").write_text(PAGE, encoding="utf-8")
    standin.netlify.deploy(tmp_path)


def changed(provider: str, **parts: object) -> dict[str, Any]:
    """The first example of a service with other parts."""
    return {**copy.deepcopy(FIRST[provider]), **parts}


def holds(value: Any, part: Any) -> bool:
    """True if `part` is in `value`: an object's keys one by one, a list's items in their order."""
    if isinstance(part, dict):
        return isinstance(value, dict) and all(key in value and holds(value[key], part[key]) for key in part)
    if isinstance(part, list):
        return (
            isinstance(value, list)
            and len(value) == len(part)
            and all(holds(one, other) for one, other in zip(value, part, strict=True))
        )
    return bool(value == part)


def cases() -> list[Any]:
    """Each documented exchange."""
    found = []
    for name, example in EXAMPLES.items():
        for exchange in example["exchanges"]:
            found.append(pytest.param(name, exchange, id=f"{name}: {exchange['name']}"))
    return found


@pytest.mark.parametrize(("provider", "exchange"), cases())
def test_example(standin: Standin, provider: str, exchange: dict[str, Any]) -> None:
    """A documented request gets the documented answer, and leaves a record or none."""
    answer, expected = send(standin, exchange["request"]), exchange["response"]
    assert answer.status == expected["status"], answer.body
    for name, value in expected.get("headers", {}).items():
        assert answer.headers.get(name) == value
    assert not set(expected.get("absent", [])) & answer.headers.keys()
    assert set(expected.get("present", [])) <= answer.headers.keys()
    if "json" in expected:
        assert answer.json() == expected["json"]
    assert holds(answer.json(), expected["json_has"]) if "json_has" in expected else True, answer.body
    for key, names in expected.get("json_keys", {}).items():
        assert sorted(answer.json()[key] if key else answer.json()) == names
    assert len(standin.records[provider]) == exchange["records"]
    assert [each.status for each in standin.log] == [answer.status]


def test_every_service_has_examples(standin: Standin) -> None:
    """Each service has its file, with source, date and the basis of each exchange, and takes something."""
    assert set(EXAMPLES) == set(standin.providers)
    for name, example in EXAMPLES.items():
        assert example["provider"] == name
        assert example["source"]
        assert example["date"] == "2026-08"
        bases = {exchange["basis"] for exchange in example["exchanges"]}
        assert bases <= {"documented", "second-hand", "not found", "ours"}
        assert example["exchanges"][0]["records"] == 1


@pytest.mark.parametrize("provider", FIRST)
def test_wrong_method_and_path(standin: Standin, provider: str) -> None:
    """Another method or path than the documented one leaves no record."""
    assert send(standin, changed(provider, method="PUT")).status in (404, 405)
    assert send(standin, changed(provider, path="/elsewhere!")).status == 404
    assert not standin.records[provider]


@pytest.mark.parametrize("provider", WRITTEN)
@pytest.mark.parametrize("kind", ["text/css", "application/json", None])
def test_wrong_body(standin: Standin, provider: str, kind: str | None) -> None:
    """A content type that the service does not know, or a body that is not what it says, is refused."""
    request = changed(provider, text="{", headers={"Content-Type": kind} if kind else {})
    request = {key: value for key, value in request.items() if key not in ("json", "form")}
    answer = send(standin, request)
    assert 400 <= answer.status < 500
    assert not standin.records[provider]


@pytest.mark.parametrize("provider", ["formspree", "web3forms", "basin"])
def test_multipart(standin: Standin, provider: str) -> None:
    """A form as `FormData` is taken, with every character as it was typed."""
    sent: dict[str, str] = FIRST[provider].get("form") or FIRST[provider]["json"]
    values = {**sent, "message": "é & +\r\n%41 😀"}
    head = "--x\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{text}\r\n' for name, text in values.items()]
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Accept": "application/json"}
    request = changed(provider, headers=headers, text="".join(parts) + "--x--\r\n")
    request = {key: value for key, value in request.items() if key not in ("json", "form")}
    assert send(standin, request).status == 200
    assert standin.records[provider] == [values]


def only(names: set[str]) -> Form:
    """A form with these fields, all required, and no other."""
    return Form(required=names)


FormOf = Callable[[Standin, Form], None]
SET_UP: dict[str, FormOf] = {
    "hubspot": lambda standin, form: setattr(standin.hubspot.form, "form", form),
    "formspree": lambda standin, form: standin.formspree.form_fields.update(mabcdefg=form),
    "web3forms": lambda standin, form: standin.web3forms.form_fields.update(
        {FIRST["web3forms"]["json"]["access_key"]: form}
    ),
    "basin": lambda standin, form: standin.basin.form_fields.update({"0a1b2c3d4e5f": form}),
}


@pytest.mark.parametrize("provider", SET_UP)
@pytest.mark.parametrize("names", [{"email"}, {"email", "name", "message", "firstname", "company", "more"}])
def test_form_is_the_tests_to_set(standin: Standin, provider: str, names: set[str]) -> None:
    """A form with a field too few or one too many for the example refuses it."""
    SET_UP[provider](standin, only(names))
    answer = send(standin, FIRST[provider])
    assert answer.status in (400, 422)
    assert not standin.records[provider]


def hubspot(standin: Standin, **parts: object) -> Answer:
    """HubSpot's answer to the first example with other parts in its body."""
    return send(standin, changed("hubspot", json={**FIRST["hubspot"]["json"], **parts}))


def code(answer: Answer) -> str:
    """HubSpot's first error."""
    return str(answer.json()["errors"][0]["errorType"])


def test_hubspot_consent_may_be_required(standin: Standin) -> None:
    """A form under data protection rules refuses a request without consent."""
    standin.hubspot.form.consent.required = True
    body = {key: value for key, value in FIRST["hubspot"]["json"].items() if key != "legalConsentOptions"}
    assert code(send(standin, changed("hubspot", json=body))) == "MISSING_PROCESSING_CONSENT"
    assert hubspot(standin).status == 200


def test_hubspot_limits(standin: Standin) -> None:
    """More than 1,000 fields, a captcha and a subscription of another account are refused."""
    fields = FIRST["hubspot"]["json"]["fields"]
    assert code(hubspot(standin, fields=fields * 334)) == "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED"
    standin.hubspot.form.consent.subscriptions = {7}
    assert code(hubspot(standin)) == "INVALID_LEGAL_OPTION_FORMAT"
    standin.hubspot.form.captcha = True
    assert code(hubspot(standin)) == "FORM_HAS_RECAPTCHA_ENABLED"


def test_hubspot_token_that_it_gave(standin: Standin) -> None:
    """A visitor's token is taken if HubSpot has given it."""
    standin.hubspot.tokens.add("0123456789abcdef0123456789abcdef")
    assert hubspot(standin, context={"hutk": "0123456789abcdef0123456789abcdef"}).status == 200
    assert code(hubspot(standin, context={"hutk": ""})) == "INVALID_HUTK"


def test_hubspot_redirects_by_word(standin: Standin) -> None:
    """A form with an address for its end names it instead of a text."""
    standin.hubspot.form.redirect = "https://edge.example.com/thanks/"
    assert hubspot(standin).json() == {"redirectUri": "https://edge.example.com/thanks/"}


def test_hubspot_window(standin: Standin) -> None:
    """The 51st request within 10 s gets 429; ten of these within a second close the door for a minute."""
    now = [100.0]
    standin.hubspot.clock = lambda: now[0]
    assert [hubspot(standin).status for _ in range(51)] == [200] * 50 + [429]
    now[0] += 10
    assert [hubspot(standin).status for _ in range(60)] == [200] * 50 + [429] * 10
    now[0] += 59
    assert hubspot(standin).status == 429
    now[0] += 1
    assert hubspot(standin).status == 200


def test_hubspot_codes_on_demand(standin: Standin) -> None:
    """Each documented error can be asked for."""
    for each in CODES:
        assert code(Answer(400, {}, standin.hubspot.refusal(each).body)) == each


def test_formspree_quota(standin: Standin) -> None:
    """Over the month's records a form refuses."""
    standin.formspree.quota = 1
    assert [send(standin, FIRST["formspree"]).status for _ in range(2)] == [200, 403]
    assert len(standin.records["formspree"]) == 1


def test_webhook_takes_a_lead_once(standin: Standin) -> None:
    """A repeat says 409 with the first answer's id, by its key and by the lead's own id."""
    headers = FIRST["webhook"]["headers"]
    other = {**headers, "Idempotency-Key": "9f0c0a52-60cb-4c3f-8a0e-0d9b8f8f5c11"}
    answers = [send(standin, changed("webhook", headers=each)) for each in (headers, headers, other)]
    assert [each.status for each in answers] == [201, 409, 409]
    assert [each.json() for each in answers] == [{"id": "lead-1"}] * 3
    assert len(standin.records["webhook"]) == 1


def test_simple_webhook(standin: Standin) -> None:
    """In the simple mode there is no preflight and no header, and a lead that comes twice is there twice."""
    standin.webhook.simple = True
    plain = changed("webhook", headers={"Content-Type": "text/plain", "Origin": "https://edge.example.com"})
    assert send(standin, changed("webhook", method="OPTIONS")).status == 405
    assert send(standin, FIRST["webhook"]).status == 415
    answers = [send(standin, plain) for _ in range(2)]
    assert [each.status for each in answers] == [201, 201]
    assert answers[0].headers["access-control-allow-origin"] == "https://edge.example.com"


def test_netlify_registers_marked_forms_only(standin: Standin) -> None:
    """A form without Netlify's mark is none, and a field that is on no page is lost."""
    assert {name: form.fields for name, form in standin.netlify.registered.items()} == {
        "demo": {"form-name", "email", "message", "website"}
    }
    form = {**FIRST["netlify"]["form"], "company": "Engine Ltd"}
    assert send(standin, changed("netlify", form=form)).status == 200
    assert "company" not in standin.records["netlify"][0]
    assert standin.netlify.dropped == [("demo", "company")]


def test_netlify_serves_the_site(standin: Standin) -> None:
    """The pages of the site are there under its own name, and nothing outside them."""
    for path in ("/demo/", "/demo", "/demo/index.html"):
        answer = send(standin, {"method": "GET", "host": "edge.example.com", "path": path})
        assert answer.body.decode() == PAGE
    for path in ("/gone/", "/../demo/../../etc/passwd", "/"):
        assert send(standin, {"method": "GET", "host": "edge.example.com", "path": path}).status == 404


def test_netlify_limit(standin: Standin) -> None:
    """A request over 8 MB is refused."""
    form = {**FIRST["netlify"]["form"], "message": "x" * 8 * 1024 * 1024}
    assert send(standin, changed("netlify", form=form)).status == 413


def test_umami_keeps_the_fragment(standin: Standin) -> None:
    """The record shows what is stored there: the path with its fragment, and long texts cut."""
    payload = {**FIRST["umami"]["json"]["payload"], "url": "/result/?a=1#s=12-34", "title": "x" * 600}
    send(standin, changed("umami", json={"type": "event", "payload": payload}))
    record = standin.records["umami"][0]
    assert (record["path"], record["query"], len(record["title"])) == ("/result/#s=12-34", "a=1", 500)


def test_posthog_tells_identified_events(standin: Standin) -> None:
    """An event that does not say otherwise makes a person."""
    for properties in ({"$process_person_profile": False}, {}):
        body = {**FIRST["posthog"]["json"], "properties": properties}
        send(standin, changed("posthog", json=body))
    assert [each["identified"] for each in standin.records["posthog"]] == [False, True]


def test_plausible_reads_what_it_knows(standin: Standin) -> None:
    """A key that is spelt wrong is lost, as it is there."""
    body = {**FIRST["plausible"]["json"], "prop": {"a": "b"}}
    send(standin, changed("plausible", json=body))
    assert standin.records["plausible"] == [FIRST["plausible"]["json"]]


def test_other_hosts(standin: Standin) -> None:
    """A host can be given to a service; `clear` takes it away."""
    request = changed("matomo", host="edge.example.com")
    standin.serve("edge.example.com", standin.matomo)
    assert send(standin, request).status == 204
    standin.clear()
    assert send(standin, request).status == 404
    assert not standin.records["matomo"]
