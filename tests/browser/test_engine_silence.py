"""How long a start may be silent, by a clock that the test holds: not too long, and not too short."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import faults
from tests.browser.visits import BESIDE, WITH_ENGINE, restarts, stop_clock
from tests.conftest import Site

pytestmark = pytest.mark.browser

IN_ALL = 20_000
"""Milliseconds of silence after which a visitor has to have been told."""


@pytest.fixture
def patience(page: Page, site: Site) -> dict[str, int]:
    """The real patience, in milliseconds, on a page whose clock stands; workers say nothing."""
    site.fault = faults.no_engine()
    page.goto(f"{site.url}assessment/")
    stop_clock(page)
    page.evaluate(BESIDE)
    found: dict[str, int] = page.evaluate(WITH_ENGINE % "return PATIENCE;")
    return found


def test_silence_is_told_within_20_seconds(patience: dict[str, int]) -> None:
    """However the patience with a start, its second try and an answer add up, it is 20 seconds at most."""
    start, again, answer = patience["start"], patience["again"], patience["answer"]
    # Two starts that hang; a ready worker that is lost, then a start that hangs; a request that loops twice.
    sums = (start + max(start, again), answer + max(start, again), 2 * answer)
    assert max(sums) <= IN_ALL, sums


def test_silent_start_is_replaced_and_then_told(page: Page, patience: dict[str, int]) -> None:
    """A start that says nothing is given up at its time and not before; so is the second one."""
    start = patience["start"]
    page.evaluate("() => { window.refused = engine.ask({ do: 'nothing' }).catch(({ message }) => message); }")
    page.clock.run_for(start - 1)
    assert restarts(page) == []
    page.clock.run_for(1)
    silent = f"The scoring engine has not said anything for {start // 1000} seconds."
    assert restarts(page) == [silent]
    page.clock.run_for(start - 1)
    assert page.evaluate("engine.state") == "starting"
    page.clock.run_for(1)
    assert page.evaluate("() => refused") == silent


@pytest.fixture
def stage(page: Page) -> Callable[..., None]:
    """Has the newest worker tell a stage, and waits until the page has heard it."""

    def tell(**news: Any) -> None:
        page.evaluate(
            "() => { window.heard = new Promise((done) =>"
            " engine.addEventListener('stage', done, { once: true })); }"
        )
        page.workers[-1].evaluate("(news) => postMessage({ type: 'stage', text: 'Loading', ...news })", news)
        page.evaluate("() => heard.then(() => null)")

    return tell


def test_slow_start_is_not_given_up(page: Page, patience: dict[str, int], stage: Callable[..., None]) -> None:
    """Every sign of life counts, and a second start whose files are here has more time to unpack."""
    with page.expect_worker():
        page.evaluate("engine.start()")
    for loaded in range(5):
        stage(loaded=loaded, total=9)
        page.clock.run_for(patience["start"] - 1)
    assert restarts(page) == []
    with page.expect_worker():
        page.clock.run_for(1)
    assert len(restarts(page)) == 1
    stage(loaded=9, total=9)
    page.clock.run_for(patience["again"] - 1)
    assert page.evaluate("engine.state") == "starting"
    stage()
    page.clock.run_for(patience["again"])
    assert page.evaluate("engine.state") == "failed"
