"""The team page, with the real engine: words, bad lines, what is stored and what is not."""

import pytest
from playwright.sync_api import expect

from tests.assessment.takes import BLEND, DOLPHIN, LION, MONKEY, NONE, OWL, code
from tests.browser import faults
from tests.browser.asking import (
    KEPT,
    RESULT,
    SUBMIT,
    answer_of,
    expect_error,
    expect_trouble_and_retry,
    expect_words,
    rows,
    send,
    sideways,
    visit,
)
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.test_a11y import findings
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser

TEXT = "#team-text"
PEOPLE = "\n".join(
    f"{name} {code(scores)}".strip()
    for name, scores in (
        ("Ada", LION),
        ("Bo van Dam", MONKEY),
        ("", BLEND),
        ("Cy", NONE),
        ("Di", OWL),
        ("Eve", LION),
    )
)
KEY = "edge.assessment.team"


def test_team_is_what_cpython_says(profiles: Profiles) -> None:
    """Words, cells, lists and drawings are CPython's, with bad lines by number; clean, and fit for 320 px."""
    text = f"{PEOPLE}\nFay CABBAGE"
    page = visit(profiles, "team")
    page.locator(TEXT).fill(text)
    send(page)
    answer = answer_of(do="team", text=text)
    shown = answer["shown"]
    expect_words(page, answer)
    assert rows(page, "members") == [
        [str(one["number"]), one["name"], one["label"], one["sure"]] for one in shown["members"]
    ]
    assert rows(page, "styles") == [
        [row[key] for key in ("title", "first", "blend", "mean", "spread")] for row in shown["styles"]
    ]
    assert page.locator("[data-list=coaching] li").all_text_contents() == [
        f"{pair['text']}A line to practise: {pair['practise']}" for pair in shown["pairs"]
    ]
    expect(page.locator("[data-part=bad-note]")).to_have_text("One line could not be read")
    assert "Line 7 (Fay)" in page.locator("[data-list=bad]").inner_text()
    assert page.evaluate(KEPT) == {}
    assert sideways(page) == 0
    assert not findings(page)


def test_nothing_is_stored_unless_asked(profiles: Profiles) -> None:
    """Without the box nothing is kept; with it the list is, to the letter; delete and untick take it away."""
    page = visit(profiles, "team")
    page.locator(TEXT).fill(PEOPLE)
    expect(page.locator("[data-part=delete]")).to_be_hidden()
    assert page.evaluate(KEPT) == {}
    box = page.get_by_label("Keep this list on this device")
    box.check()
    assert page.evaluate(KEPT) == {KEY: PEOPLE}
    page.locator(TEXT).fill("Ada")
    assert page.evaluate(KEPT) == {KEY: "Ada"}
    box.uncheck()
    assert page.evaluate(KEPT) == {}
    box.check()
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator("[data-part=notice]")).to_have_text("This list was kept on this device.")
    expect(box).to_be_checked()
    page.locator("[data-part=delete]").click()
    assert page.evaluate(KEPT) == {}
    expect(page.locator(TEXT)).to_have_value("")
    expect(page.locator(TEXT)).to_be_focused()
    expect(box).not_to_be_checked()
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator(TEXT)).to_have_value("")


def test_bad_lists_are_told_by_keys_alone(profiles: Profiles) -> None:
    """Too many lines and an empty list are refused at the field; one good line is told why it is no team."""
    page = visit(profiles, "team")
    page.locator(TEXT).focus()
    for number in range(16):
        page.keyboard.insert_text(f"P{number} {code(DOLPHIN)}")
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(SUBMIT)).to_be_focused()
    page.keyboard.press("Enter")
    text = "".join(f"P{number} {code(DOLPHIN)}\n" for number in range(16))
    expect_error(page, "text", answer_of(do="team", text=text))
    expect(page.locator(TEXT)).to_have_value(text)
    assert not findings(page)
    page.locator(TEXT).fill("")
    page.locator(SUBMIT).click()
    expect_error(page, "text", answer_of(do="team", text=""))
    page.locator(TEXT).fill(f"Ada {code(LION)}\nBo")
    page.locator(SUBMIT).click()
    expect(page.locator("[data-part=lines]")).to_be_focused()
    expect(page.locator("[data-part=too-few]")).to_contain_text("at least two people")
    expect(page.locator("[data-list=bad] li")).to_have_count(1)
    expect(page.locator(RESULT)).to_be_hidden()


def test_text_can_be_copied_or_selected(profiles: Profiles) -> None:
    """The page as text is Python's, copied on request; where copying is refused it opens to be selected."""
    page = visit(profiles, "team")
    page.locator(TEXT).fill(PEOPLE)
    send(page)
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.locator("[data-part=copy]").click()
    expect(page.locator("[data-part=copied]")).to_have_text("Text copied.")
    assert page.evaluate("copied") == answer_of(do="team", text=PEOPLE)["shown"]["text"]
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }")
    page.locator("[data-part=copy]").click()
    expect(page.locator("pre[data-slot=text]")).to_be_visible()


def test_failed_engine_can_be_tried_again(profiles: Profiles, site: Site) -> None:
    """With the engine missing the page says so and keeps the list; "Try again" shows the team."""
    site.fault = faults.missing(faults.GLUE)
    page = visit(profiles, "team")
    page.locator(TEXT).fill(PEOPLE)
    page.locator(SUBMIT).click()
    expect_trouble_and_retry(page)
    site.fault = None
    page.locator("[data-part=retry]").click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)
