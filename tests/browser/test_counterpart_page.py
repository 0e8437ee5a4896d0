"""The page about the other side, with the real engine: words, pairs, a missing answer, keys alone."""

import pytest
from playwright.sync_api import Page, expect

from assessment.observing import QUESTIONS, UNSEEN
from tests.browser import faults
from tests.browser.asking import (
    KEPT,
    RESULT,
    SUBMIT,
    answer_of,
    expect_error,
    expect_trouble_and_retry,
    expect_words,
    send,
    sideways,
    visit,
)
from tests.browser.expects import FULL
from tests.browser.take import RESULT_TIMEOUT, choose
from tests.browser.test_a11y import findings
from tests.browser.visits import Profiles, saved_text
from tests.conftest import Site

pytestmark = pytest.mark.browser

LION = {question.id: next(iter(question.answers)) for question in QUESTIONS}
LEVEL = {**dict.fromkeys(LION, UNSEEN), "o1": "own"}


def answer(page: Page, answers: dict[str, str]) -> None:
    """Chooses the radios."""
    for name, value in answers.items():
        choose(page, name, value)


def expect_pairs(page: Page, pairs: list[str]) -> None:
    """Of the pairs that the page holds, those and no others are shown, each with what to expect and do."""
    if not page.locator("[data-pair]").count():
        return
    shown = page.locator("[data-pair]:visible")
    assert shown.evaluate_all("all => all.map((one) => one.dataset.pair)") == pairs
    for one in shown.all():
        expect(one.locator("ul")).to_have_count(2)


def test_estimate_is_what_cpython_says(profiles: Profiles) -> None:
    """Words, lists and drawing are CPython's, with low confidence; nothing is kept; clean, fit for 320 px."""
    page = visit(profiles, "counterpart")
    answer(page, LEVEL)
    page.get_by_label("How you tend to play").select_option("owl")
    send(page)
    found = answer_of(do="counterpart", answers=LEVEL, you="owl")
    expect_words(page, found)
    expect(page.locator(RESULT)).to_contain_text("How sure is this? Low")
    expect_pairs(page, found["shown"]["pairs"])
    assert page.evaluate(KEPT) == {}
    assert page.url.endswith("/assessment/counterpart/")
    assert sideways(page) == 0
    assert not findings(page)


def test_own_style_comes_from_the_take_on_the_device(profiles: Profiles) -> None:
    """With a finished take its style is chosen beforehand, and can be changed for another."""
    page = visit(profiles, "counterpart", saved_text(FULL))
    expect(page.locator("#you")).to_have_value("take")
    answer(page, LION)
    send(page)
    found = answer_of(do="counterpart", answers=LION, sheet=FULL)
    expect_words(page, found)
    assert found["shown"]["pairs"] == ["lion-meets-lion"]
    expect_pairs(page, found["shown"]["pairs"])
    page.locator("#you").select_option("")
    send(page)
    expect(page.locator("[data-slot=own]")).to_have_text(
        answer_of(do="counterpart", answers=LION)["shown"]["own"]
    )
    expect_pairs(page, [])


def test_missing_answers_are_told_at_their_question(profiles: Profiles) -> None:
    """By keys alone: a missing answer is named in the summary and at its question, then the form is sent."""
    page = visit(profiles, "counterpart")
    expect(page.locator("option[value=take]")).to_be_disabled()
    page.locator("[name=o1]").first.focus()
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_error(page, "o2", answer_of(do="counterpart", answers={"o1": "own"}))
    assert not findings(page)
    for _ in range(5):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(SUBMIT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(RESULT)).to_be_focused(timeout=RESULT_TIMEOUT)
    second = {question.id: list(question.answers)[1] for question in QUESTIONS}
    expect_words(page, answer_of(do="counterpart", answers={**second, "o1": "own"}))


def test_failed_engine_can_be_tried_again(profiles: Profiles, site: Site) -> None:
    """With the engine missing the page says so and keeps the answers; "Try again" shows the estimate."""
    site.fault = faults.missing(faults.GLUE)
    page = visit(profiles, "counterpart")
    answer(page, LION)
    page.locator(SUBMIT).click()
    expect_trouble_and_retry(page)
    site.fault = None
    page.locator("[data-part=retry]").click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)
