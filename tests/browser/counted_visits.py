"""Visits to a site that counts: what its components say, and waiting until it has arrived."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.counted import Receiver
from tests.conftest import Site

ARTICLE = "articles/first-offers/"
STYLE = "styles/lion-owl/"
SECRETS = ("hello", "secret", "someone@example.com", "gclid", "utm_", "q=", "#", "%23")
"""What these visits have in addresses and fields, and no request may hold."""
TICKS = 16
SAY = """([name, detail]) =>
  document.dispatchEvent(new CustomEvent("edge:count", { detail: { name, ...detail } }))"""
END = """const end = document.querySelector(".prose").lastElementChild;
end.scrollIntoView({ block: "end", behavior: "instant" });"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
EXAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("article_read", {"slug": "first-offers", "depth": 50}),
    ("assessment_started", {"instrument": "nsa", "version": 1}),
    ("question_answered", {"n": 3, "of": 18, "engine": "ready"}),
    ("assessment_left", {"n": 3, "of": 18}),
    ("assessment_finished", {}),
    ("result_viewed", {"own": True}),
    ("result_shared", {"channel": "link"}),
    ("demo_opened", {"adapter": "mail", "code": 0}),
    ("demo_submitted", {"adapter": "hubspot", "code": 0}),
    ("demo_accepted", {"adapter": "hubspot", "code": 200}),
    ("demo_failed", {"adapter": "hubspot", "code": 429}),
    ("booking_opened", {"provider": "calcom"}),
    ("engine_failed", {"stage": "start", "text": "The scoring engine has not said anything for 8 seconds."}),
]
"""What components say; a style page says the other two events by itself."""


def arrived(page: Page, receiver: Receiver, name: str) -> None:
    """Waits until an event has reached the receiver of one's own."""
    for _ in range(200):
        if name in receiver.names():
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"{name} did not come: {receiver.names()}")


def came(page: Page, receiver: Receiver, number: int) -> None:
    """Waits until so many requests have come, and fails if there are more."""
    for _ in range(200):
        if len(receiver.got) >= number:
            break
        page.wait_for_timeout(25)
    page.wait_for_timeout(100)
    assert len(receiver.got) == number, receiver.whole()


def stop(page: Page) -> None:
    """From now on time passes only where a test lets it."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def read_article(page: Page, site: Site, query: str = "") -> None:
    """Opens an article and reads it to its end, in time that the test lets pass."""
    page.clock.install()
    page.goto(f"{site.url}{ARTICLE}{query}")
    page.evaluate(END)
    page.clock.run_for(TICKS * 1000)
