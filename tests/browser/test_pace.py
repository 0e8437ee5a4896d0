"""The pace clock: seconds by block, while it is shown and the page is looked at, kept and handed on."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.expects import FULL, LION, walk
from tests.browser.take import choose, continue_
from tests.browser.visits import Profiles, kept_whole, saved_text, settled, step_is

pytestmark = pytest.mark.browser

CLOCK = """
window.now = 0;
performance.now = () => 1000 + now;
window.hide = (hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
};
const send = Worker.prototype.postMessage;
window.sent = [];
Worker.prototype.postMessage = function (order, ...more) {
  if (order.json) sent.push(order.json);
  return send.call(this, order, ...more);
};
"""
"""A clock that stands until it is set, a page that can be hidden, a record of what the engine is asked."""


def pass_time(page: Page, seconds: float) -> None:
    """Lets the page's clock go on."""
    page.evaluate("(milliseconds) => { now += milliseconds; }", 1000 * seconds)


def seconds(page: Page) -> Any:
    """The kept seconds by block."""
    return kept_whole(page)["seconds"]


def test_block_is_timed_while_it_is_shown(quiet: Profiles) -> None:
    """The time on a block counts from when it is shown to when it is left; a later visit adds to it."""
    page = quiet.visit(init=CLOCK)
    pass_time(page, 4)
    choose(page, "a01.most", LION["a01"][0])
    assert seconds(page) == {"a01": 4}
    pass_time(page, 2.5)
    walk(page, 1)
    assert seconds(page) == {"a01": 6.5, "a02": 0}
    pass_time(page, 9)
    walk(page, 1)
    pass_time(page, 1)
    page.get_by_role("button", name="Back").click()
    pass_time(page, 3)
    continue_(page)
    assert seconds(page) == {"a01": 6.5, "a02": 12, "a03": 1}


def test_hidden_page_is_not_timed(quiet: Profiles) -> None:
    """While the page is not looked at no time counts; when it is again the count goes on."""
    page = quiet.visit(init=CLOCK)
    pass_time(page, 2)
    page.evaluate("hide(true)")
    pass_time(page, 1000)
    page.evaluate("hide(false)")
    pass_time(page, 3)
    walk(page, 1)
    assert seconds(page) == {"a01": 5, "a02": 0}


def test_times_outlast_a_reload(quiet: Profiles) -> None:
    """After a reload the kept times are added to; deleting the answers deletes them."""
    page = quiet.visit(saved_text(FULL, "q2", seconds={"a02": 7, "z99": 1}), init=CLOCK)
    pass_time(page, 4)
    continue_(page)
    assert seconds(page)["a02"] == 11
    page.reload()
    step_is(settled(page), "q3")
    assert seconds(page)["a02"] == 11


def test_take_from_before_the_clock_is_not_timed(quiet: Profiles) -> None:
    """A block that was answered before times were kept gets none by a second look; an open one is timed."""
    blocks = {name: pick for name, pick in FULL["blocks"].items() if name != "a03"}
    page = quiet.visit(saved_text({**FULL, "blocks": blocks}, "q2"), init=CLOCK)
    pass_time(page, 1)
    continue_(page)
    pass_time(page, 5)
    walk(page, 1)
    assert seconds(page) == {"a03": 5}


def test_only_blocks_are_timed(quiet: Profiles) -> None:
    """Frequencies, the optional questions and the review have no time."""
    page = quiet.visit(saved_text(FULL, "q13"), init=CLOCK)
    for _ in range(4):
        pass_time(page, 5)
        continue_(page)
    step_is(page, "review")
    assert seconds(page) == {}


def test_times_go_to_the_engine(profiles: Profiles) -> None:
    """The score is asked for with the seconds of the sheet's blocks, and of nothing else that was kept."""
    times = dict.fromkeys(FULL["blocks"], 3.5)
    page = profiles.visit(saved_text(FULL, seconds={**times, "z99": 1}), init=CLOCK)
    page.wait_for_function("() => sent.length", timeout=60_000)
    asked = page.evaluate("JSON.parse(sent[0])")
    assert asked == {"do": "score", "sheet": FULL, "seconds": times}
