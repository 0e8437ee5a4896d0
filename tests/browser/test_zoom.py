"""The assessment in a low window, as 1280 by 1024 pixels are at 400 % zoom, and without motion."""

import pytest
from playwright.sync_api import Page

from tests.browser import measures
from tests.browser.expects import FULL
from tests.browser.take import continue_, wait_for_result
from tests.browser.visits import Profiles, saved_text

pytestmark = pytest.mark.browser

KINDS = ("q1", "q2", "q13", "q16", "review")
COVERED = """() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const name = focused.name ? `${focused.name} ${focused.value}` : focused.textContent.trim().slice(0, 40);
  // Half a pixel is what rounding to the device's pixels takes.
  if (box.top < -0.5 || box.bottom > innerHeight + 0.5 || box.left < -0.5 || box.right > innerWidth + 0.5) {
    return `${name} lies from ${box.top} to ${box.bottom} of ${innerHeight}`;
  }
  const points = [[0.5, 0.5], [0.5, 0.05], [0.5, 0.95], [0.05, 0.5], [0.95, 0.5]];
  for (const [across, down] of points) {
    const seen = document.elementFromPoint(box.left + across * box.width, box.top + down * box.height);
    if (!focused.contains(seen) && !seen?.contains(focused)) return `${name} is under ${seen?.className}`;
  }
  return "";
}"""
"""What covers the focused element, or how it leaves the window; empty when it is in full view."""


def zoomed(page: Page) -> Page:
    """The page in a low window. A scroll is over at once, so that what is measured is where it ends."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.mark.parametrize("step", KINDS)
def test_focus_is_in_full_view_when_zoomed(step: str, quiet: Profiles) -> None:
    """At 320 by 256 pixels all that Tab leads to, on and back, is in view and uncovered (2.4.11)."""
    page = zoomed(quiet.visit(saved_text(FULL, step), f"#{step}"))
    assert page.evaluate(measures.SIDEWAYS) <= 0
    if step == "review":
        page.wait_for_selector("#review a")
    reached, hidden = [], []
    page.locator(f"#{step} .step__title").focus()
    for key in ("Tab", "Shift+Tab"):
        inside = True
        while inside:
            page.keyboard.press(key)
            hidden.append(page.evaluate(COVERED))
            inside = page.evaluate("document.activeElement.closest('style-quiz') !== null")
            reached.append(page.evaluate("document.activeElement.dataset.part"))
    assert not any(hidden), [one for one in hidden if one]
    assert reached.count("digits") == reached.count("continue") == 2


@pytest.mark.parametrize("step", ["q1", "q13", "q16"])
def test_every_radio_is_in_full_view_when_zoomed(step: str, quiet: Profiles) -> None:
    """At 320 by 256 pixels each radio that arrow keys lead to is in view and uncovered."""
    page = zoomed(quiet.visit(saved_text(FULL, step), f"#{step}"))
    every = page.locator(f"#{step} input")
    names = every.evaluate_all("(inputs) => [...new Set(inputs.map(({ name }) => name))]")
    hidden = []
    for name in names:
        radios = page.locator(f"input[name='{name}']")
        radios.first.focus()
        for _ in range(radios.count() + 1):
            page.keyboard.press("ArrowDown")
            hidden.append(page.evaluate(COVERED))
    assert not any(hidden), [one for one in hidden if one]


def test_error_is_in_view_when_zoomed(quiet: Profiles) -> None:
    """At 320 by 256 pixels the link to a missing answer, and the radio it leads to, are uncovered."""
    page = zoomed(quiet.visit())
    continue_(page)
    page.wait_for_function("() => document.activeElement.dataset.part === 'error'")
    page.keyboard.press("Tab")
    assert page.evaluate(COVERED) == ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "a01.most"
    assert page.evaluate(COVERED) == ""


def test_nothing_moves_for_who_asks_for_that(profiles: Profiles) -> None:
    """Under reduced motion no step and no result has an animation or scrolls smoothly (UX-13)."""
    page = profiles.visit(saved_text(FULL, "q1"))
    page.emulate_media(reduced_motion="reduce")
    still = """() => document.getAnimations().length === 0
      && getComputedStyle(document.documentElement).scrollBehavior === "auto" """
    continue_(page)
    for _ in range(15):
        assert page.evaluate(still)
        continue_(page)
    assert page.evaluate(still)
    continue_(page)
    wait_for_result(page)
    assert page.evaluate(still)
