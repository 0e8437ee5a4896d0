"""Two windows of one browser on the same take: neither writes older answers over newer ones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.expects import FULL, LION, answers_in, checked, walk
from tests.browser.take import choose, continue_, delete_answers
from tests.browser.visits import Profiles, kept, saved_text, step_is

pytestmark = pytest.mark.browser

THREE = {**FULL, "blocks": {block: FULL["blocks"][block] for block in ("a01", "a02", "a03")}, "leaks": {}}
CHANGED = "Your answers were changed in another window. This page goes on from there."
OTHER = next(f"a03-{number}" for number in (1, 2, 3, 4) if f"a03-{number}" not in LION["a03"])
"""A statement of the third block that is neither most nor least so far."""
COUNT_WRITES = """
window.writes = 0;
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (...given) { writes += 1; set.apply(this, given); };
"""


def two_windows(profiles: Profiles, saved: str | None) -> tuple[Page, Page]:
    """Two pages of one profile at the same answers."""
    context = profiles.profile(saved)
    context.add_init_script(COUNT_WRITES)
    one, other = (profiles.go(context.new_page()) for _ in range(2))
    return one, other


def test_stale_window_goes_on_from_newer_answers(quiet: Profiles) -> None:
    """Paging through the older window keeps what was answered in the newer one, and both go on from there."""
    old, new = two_windows(quiet, saved_text(THREE, "q2"))
    new.evaluate("location.hash = '#q4'")
    step_is(new, "q4")
    walk(new, 2)
    expect(old.locator("[data-part=notice]")).to_have_text(CHANGED)
    step_is(old, "q2")
    continue_(old)
    step_is(old, "q3")
    five = {block: FULL["blocks"][block] for block in ("a01", "a02", "a03", "a04", "a05")}
    assert kept(old)["sheet"]["blocks"] == five
    choose(old, "a03.least", OTHER)
    wanted = {**answers_in(THREE), **answers_in({**THREE, "blocks": five})}
    wanted["a03.least"] = OTHER
    for window in (old, new):
        window.wait_for_function(
            "id => document.querySelector('[name=\"a03.least\"]:checked')?.value === id", arg=OTHER
        )
        assert checked(window) == wanted
    step_is(new, "q6")


def test_windows_do_not_answer_each_other_for_ever(quiet: Profiles) -> None:
    """A window that takes over the answers of another writes nothing for it."""
    old, new = two_windows(quiet, saved_text(THREE, "q2"))
    before = old.evaluate("writes")
    choose(new, "a02.most", LION["a02"][1])
    expect(old.locator("[data-part=notice]")).to_have_text(CHANGED)
    assert old.evaluate("writes") == before


def test_deleted_answers_do_not_come_back(quiet: Profiles) -> None:
    """What was deleted in one window is gone from the other, and is not written again by it."""
    old, new = two_windows(quiet, saved_text(THREE, "q3"))
    delete_answers(new)
    step_is(old, "q1")
    assert checked(old) == {}
    old.evaluate("location.hash = '#q2'")
    step_is(old, "q1")
    assert kept(old) is None


def test_answers_that_could_not_be_kept_stay(quiet: Profiles) -> None:
    """A window whose answers the device did not take holds on to them when another one writes."""
    full, other = two_windows(quiet, saved_text(THREE, "q3"))
    full.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    choose(full, "a03.most", LION["a03"][1])
    mine = checked(full)
    full.evaluate("addEventListener('storage', () => { window.heard = true; })")
    choose(other, "a03.least", OTHER)
    # This listener stands behind the page's own.
    full.wait_for_function("() => window.heard")
    assert checked(full) == mine
