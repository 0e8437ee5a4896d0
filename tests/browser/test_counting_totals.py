"""AN-6: a thousand visitors of known kinds, counted over the network; and tabs that are killed meanwhile."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from site_build import funnel_export, funnel_report
from tests.browser.counted import build, count_of
from tests.browser.take import answer_step, continue_, picks_of
from tests.browser.visits import settled
from tests.conftest import Site
from tests.standin.server import Standin
from tests.standin.webhook import EventLog

pytestmark = pytest.mark.browser

VISITORS = 1_000
OPENED, ANSWERED, ASKED = 100, 40, 20
"""Of the visitors: who opens the assessment; of those, who answers; of those, who opens the demo."""
KILLED = 100
LOST = 0.02
"""The part of what a killed tab had counted that may be lost."""
STYLE = "styles/lion-owl/"


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served site that counts by a receiver of its own."""
    site = Site(build(tmp_path_factory.mktemp("totals")))
    yield site
    site.close()


@pytest.fixture
def log(standin: Standin) -> EventLog:
    """The receiver of that site, reached over TLS as it would be."""
    receiver = EventLog()
    receiver.reset()
    [origin] = count_of("webhook").connect
    standin.serve(origin.removeprefix("https://"), receiver)
    return receiver


def named(log: EventLog) -> Counter[str]:
    """How often each event came."""
    return Counter(event["name"] for event in log.records)


def came(standin: Standin, log: EventLog, wanted: Counter[str]) -> None:
    """Waits until as many events have come, or no more do: what is missing is for the test to judge."""
    with suppress(TimeoutError):
        standin.until(lambda: named(log).total() >= wanted.total())


def opens(page: Page, site: Site) -> None:
    """Opens the assessment."""
    page.goto(f"{site.url}assessment/", wait_until="domcontentloaded")
    settled(page)


def goes_on(context: BrowserContext, site: Site, *, asks: bool) -> None:
    """One who answers the first question and leaves, perhaps to the demo; in a profile of their own."""
    page = context.new_page()
    opens(page, site)
    answer_step(page, picks_of("owl", "lion"), {}, {})
    continue_(page)
    if asks:
        page.goto(f"{site.url}demo/", wait_until="domcontentloaded")
    # As a visitor closes a tab: it becomes hidden first, and is gone a moment later.
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_thousand_visitors_are_counted_exactly(
    standin_browser: Browser, counting: Site, standin: Standin, log: EventLog
) -> None:
    """The receiver has each event as often as it happened, and so has the funnel that is made of it."""
    wanted = Counter(
        page_viewed=VISITORS + OPENED + ASKED,
        style_page_viewed=VISITORS,
        assessment_started=ANSWERED,
        question_answered=ANSWERED,
        assessment_left=ANSWERED,
        demo_opened=ASKED,
    )
    ends = ["asks"] * ASKED + ["answers"] * (ANSWERED - ASKED) + ["opens"] * (OPENED - ANSWERED)
    ends += ["reads"] * (VISITORS - OPENED)
    random.Random(6).shuffle(ends)
    with ExitStack() as profiles:

        def profile() -> BrowserContext:
            """A profile that stays open, as a browser does when a tab is closed."""
            return profiles.enter_context(standin_browser.new_context(service_workers="block"))

        page = profile().new_page()
        for end in ends:
            page.goto(counting.url + STYLE, wait_until="domcontentloaded")
            if end == "opens":
                opens(page, counting)
            elif end != "reads":
                goes_on(profile(), counting, asks=end == "asks")
        came(standin, log, wanted)
    assert named(log) == wanted
    export = "\n".join(map(json.dumps, log.records))
    report = funnel_report.report(funnel_export.read(export), None)
    for name, count in wanted.items():
        assert re.search(rf"^{name} +{count:,}(?: |$)", report, re.MULTILINE), report


@pytest.mark.parametrize("how", ["closed", "crashed"])
def test_killed_tab_loses_almost_nothing(
    standin_browser: Browser, counting: Site, standin: Standin, log: EventLog, how: str
) -> None:
    """A tab that is gone as soon as its page is there: what it had counted arrives all the same."""
    context = standin_browser.new_context(service_workers="block")
    for _ in range(KILLED):
        page = context.new_page()
        page.goto(counting.url + STYLE, wait_until="domcontentloaded")
        if how == "closed":
            page.close()
        else:
            # The answer to this never comes: its process is gone.
            with page.expect_event("crash"), suppress(Error):
                page.goto("chrome://crash")
            page.close()
    wanted = Counter(page_viewed=KILLED, style_page_viewed=KILLED)
    came(standin, log, wanted)
    context.close()
    for name, count in wanted.items():
        assert count * (1 - LOST) <= named(log)[name] <= count, named(log)
