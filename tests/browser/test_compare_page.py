"""The page that compares two codes, with the real engine: words, prefilling, errors, keys, reach."""

import pytest
from playwright.sync_api import expect

from tests.assessment.takes import BLEND, DOLPHIN, LION, OWL, code
from tests.browser import faults
from tests.browser.asking import (
    KEPT,
    RESULT,
    SUBMIT,
    TROUBLE,
    answer_of,
    expect_error,
    expect_trouble_and_retry,
    expect_words,
    rows,
    send,
    sideways,
    visit,
)
from tests.browser.expects import FULL
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.test_a11y import findings
from tests.browser.visits import Profiles, saved_text
from tests.conftest import Site

pytestmark = pytest.mark.browser

MINE, THEIRS = "#code-1", "#code-2"


def test_two_codes_are_compared_as_cpython_does(profiles: Profiles) -> None:
    """Words, cells and drawings are CPython's; nothing is stored; the page is clean and fits 320 px."""
    page = visit(profiles, "compare")
    link = f"https://edge.example.com/styles/owl/#s={code(OWL)}"
    page.locator(MINE).fill(code(BLEND, private=True))
    page.locator(THEIRS).fill(link)
    send(page)
    answer = answer_of(do="compare", codes=[code(BLEND, private=True), link])
    expect_words(page, answer)
    assert rows(page, "rows") == [
        [row["title"], row["first"], row["second"], row["difference"]] for row in answer["shown"]["rows"]
    ]
    shown = page.locator("[data-pair]:visible").evaluate_all("all => all.map((one) => one.dataset.pair)")
    there = page.locator("[data-pair]").count()
    assert shown == (answer["shown"]["pairs"] if there else [])
    assert page.evaluate(KEPT) == {}
    assert "#" not in page.url
    assert sideways(page) == 0
    assert not findings(page)


def test_own_code_comes_from_the_device_and_the_other_from_the_link(profiles: Profiles) -> None:
    """The finished take on the device fills the first field, as a share code; a link fills the second."""
    page = visit(profiles, "compare", saved_text(FULL), f"#s={code(DOLPHIN)}")
    wanted = answer_of(do="score", sheet=FULL)["codes"]["share"]
    expect(page.locator(MINE)).to_have_value(wanted, timeout=RESULT_TIMEOUT)
    expect(page.locator(THEIRS)).to_have_value(code(DOLPHIN))
    expect(page.locator("[data-part=notice]")).to_contain_text("from the take on this device")
    assert page.evaluate(KEPT) == {"edge.assessment": saved_text(FULL)}
    page.locator(MINE).press("Enter")
    expect(page.locator(RESULT)).to_be_focused(timeout=RESULT_TIMEOUT)
    expect_words(page, answer_of(do="compare", codes=[wanted, code(DOLPHIN)]))


@pytest.mark.parametrize("saved", [saved_text(FULL, "q3"), '{"at": "result"}', "{", '"result"'])
def test_unfinished_or_damaged_takes_fill_nothing(saved: str, profiles: Profiles, site: Site) -> None:
    """A take without a result, or one that cannot be read, fills no field, starts nothing, and stays."""
    page = visit(profiles, "compare", saved)
    page.wait_for_timeout(200)
    expect(page.locator(MINE)).to_have_value("")
    assert page.evaluate(KEPT) == {"edge.assessment": saved}
    assert not [path for path in site.paths if path.startswith("/assessment/engine/")]


def test_bad_codes_are_told_at_their_field(profiles: Profiles) -> None:
    """By keys alone: a bad code's message stands at its field, its text stays, a good one clears it."""
    page = visit(profiles, "compare")
    page.locator(MINE).focus()
    page.keyboard.type(code(LION))
    page.keyboard.press("Tab")
    page.keyboard.type("CABBAGE!")
    page.keyboard.press("Enter")
    expect_error(page, "codes.1", answer_of(do="compare", codes=[code(LION), "CABBAGE!"]))
    expect(page.locator(THEIRS)).to_have_value("CABBAGE!")
    expect(page.locator(THEIRS)).to_have_attribute("aria-invalid", "true")
    assert not findings(page)
    page.keyboard.press("Control+A")
    page.keyboard.type(code(OWL))
    page.keyboard.press("Tab")
    expect(page.locator(SUBMIT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(RESULT)).to_be_focused(timeout=RESULT_TIMEOUT)
    expect(page.locator("[data-error='codes.1']")).to_be_hidden()
    page.locator(MINE).fill("")
    page.locator(SUBMIT).click()
    expect_error(page, "codes.0", answer_of(do="compare", codes=["", code(OWL)]))


def test_failed_engine_can_be_tried_again(profiles: Profiles, site: Site) -> None:
    """With the engine missing the page says so and keeps the codes; "Try again" compares them."""
    site.fault = faults.missing(faults.GLUE)
    page = visit(profiles, "compare")
    page.locator(MINE).fill(code(LION))
    page.locator(THEIRS).fill(code(OWL))
    page.locator(SUBMIT).click()
    expect_trouble_and_retry(page)
    assert not findings(page)
    site.fault = None
    page.locator("[data-part=retry]").click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(page.locator(TROUBLE)).to_be_hidden()
