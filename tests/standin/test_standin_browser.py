"""Holds what only a real Chromium shows: where `rules` lead, and what a script sees of each answer."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.standin.server import Standin

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parent / "examples"
ASK = """async ([url, method, headers, body]) => {
  try {
    window.stop = new AbortController();
    const answer = await fetch(url, { method, headers, body, signal: window.stop.signal });
    return [answer.status, await answer.text(), answer.headers.get("retry-after")];
  } catch (error) { return error.name; }
}"""


class _Blank(BaseHTTPRequestHandler):
    """An empty page, at every address."""

    def do_GET(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def blank(standin_browser: Browser) -> Iterator[Page]:
    """An empty page of a plain server on loopback, as the site is in the other tests."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Blank)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    page = standin_browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    page.close()
    server.shutdown()
    server.server_close()


def first(provider: str) -> dict[str, Any]:
    """The first documented request of a service."""
    example = json.loads((EXAMPLES / f"{provider}.json").read_text(encoding="utf-8"))
    request: dict[str, Any] = example["exchanges"][0]["request"]
    return request


def ask(page: Page, provider: str, headers: dict[str, str] | None = None) -> Any:
    """What a script on the page gets for that request: status, text and Retry-After, or the error's name."""
    request = first(provider)
    sent = {"Content-Type": request["headers"]["Content-Type"], **(headers or {})}
    body = json.dumps(request["json"]) if "json" in request else "email=ada%40lovelace.example"
    return page.evaluate(ASK, [f"https://{request['host']}{request['path']}", request["method"], sent, body])


def test_preflight_only_where_needed(standin: Standin, blank: Page) -> None:
    """JSON makes one preflight, a form makes none, and both answers can be read."""
    assert ask(blank, "hubspot")[0] == 200
    assert ask(blank, "formspree", {"Accept": "application/json"})[0] == 200
    assert [each.request.method for each in standin.log] == ["OPTIONS", "POST", "POST"]


def test_header_that_is_not_allowed(standin: Standin, blank: Page) -> None:
    """A header that HubSpot does not allow ends at the preflight; the webhook allows it."""
    key = {"Idempotency-Key": first("webhook")["headers"]["Idempotency-Key"]}
    assert ask(blank, "hubspot", key) == "TypeError"
    assert ask(blank, "webhook", key)[0] == 201
    assert (len(standin.records["hubspot"]), len(standin.records["webhook"])) == (0, 1)


@pytest.mark.parametrize(
    ("plan", "seen", "records"),
    [
        ("refuse", "TypeError", 0),
        ("cut", "TypeError", 1),
        ("html", 200, 0),
        ("429", 429, 0),
        ("500-twice", 500, 0),
        ("redirect", 200, 0),
        ("large", 200, 1),
        ("cors", "TypeError", 1),
    ],
)
def test_what_a_script_sees(standin: Standin, blank: Page, plan: str, seen: str | int, records: int) -> None:
    """Each mishap as it comes to a script that sends a form, and whether the service has the record."""
    standin.fault("formspree.io", plan)
    answer = ask(blank, "formspree", {"Accept": "application/json"})
    assert (answer if isinstance(answer, str) else answer[0]) == seen
    assert len(standin.records["formspree"]) == records


@pytest.mark.parametrize(("plan", "records"), [("hang", 0), ("hang-taken", 1)])
def test_script_gives_up(standin: Standin, blank: Page, plan: str, records: int) -> None:
    """A script that stops waiting cannot tell whether the service has the record."""
    standin.fault("formspree.io", plan)
    url = "https://formspree.io/f/mabcdefg"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    start = f"sent => {{ window.asked = ({ASK})(sent); }}"
    blank.evaluate(start, [url, "POST", form, "email=ada%40lovelace.example"])
    standin.until(lambda: standin.log)
    assert blank.evaluate("() => { window.stop.abort(); return window.asked; }") == "AbortError"
    assert len(standin.records["formspree"]) == records


def test_retry_after_is_seldom_readable(standin: Standin, blank: Page) -> None:
    """A script reads how long to wait from the webhook, which exposes it, and from no other service."""
    standin.fault("formspree.io", "429")
    standin.fault("hooks.example.com", "429")
    key = {"Idempotency-Key": first("webhook")["headers"]["Idempotency-Key"]}
    assert ask(blank, "formspree")[2] is None
    assert ask(blank, "webhook", key)[2] == "2"


def test_booking_page_and_unknown_host(standin: Standin, blank: Page) -> None:
    """A link to a booking page shows what was read of it; any other host shows up among the strays."""
    blank.goto("https://calendly.com/edge/demo?name=Ada+L&a1=x")
    shown = json.loads(blank.inner_text("body"))
    assert shown["query"] == {"name": ["Ada L"], "a1": ["x"]}
    blank.goto("https://nobody.example/there")
    assert "GET nobody.example/there" in [each.line for each in standin.strays]
