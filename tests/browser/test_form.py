"""The form of the assessment: reload, history, focus, errors, and keys alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.expects import BANK, FULL, LION, STEPS, checked, focus_is_on_question, walk
from tests.browser.take import choose, continue_, leaks_of
from tests.browser.visits import Profiles, kept, saved_text, settled, sheet_of, step_is

pytestmark = pytest.mark.browser


def test_reload_in_the_middle(quiet: Profiles) -> None:
    """A reload shows the same question with all answers, half an answer to it included."""
    page = quiet.visit()
    walk(page, 5)
    choose(page, "a06.most", LION["a06"][0])
    before = checked(page)
    assert len(before) == 11
    page.reload()
    step_is(settled(page), "q6")
    assert checked(page) == before
    expect(page.locator("[data-part=notice]")).to_be_hidden()


def test_coming_back_another_day(quiet: Profiles) -> None:
    """A new page opens where the old one was closed; an address further on opens the first open question."""
    page = quiet.visit()
    walk(page, 4)
    page.get_by_role("button", name="Back").click()
    step_is(page, "q4")
    before = checked(page)
    context = page.context
    page.close()
    for fragment, step in (("", "q4"), ("#q12", "q5"), ("#result", "q5"), ("#q2", "q2"), ("#nonsense", "q2")):
        page = quiet.go(context.new_page(), fragment)
        step_is(page, step)
        assert page.url.endswith(f"/assessment/#{step}")
        assert checked(page) == before
        page.close()


def test_back_and_forward_walk_the_steps(quiet: Profiles) -> None:
    """Each step is one entry of the history; Back and Forward walk them, focus and title; answers stay."""
    page = quiet.visit()
    start = page.evaluate("history.length")
    walk(page, STEPS - 1)
    assert page.evaluate("history.length") == start + STEPS - 1
    before = checked(page)
    for number in range(STEPS - 1, 0, -1):
        page.go_back()
        step_is(page, f"q{number}")
        focus_is_on_question(page, number)
        assert page.title().startswith(f"Question {number} of {STEPS}: ")
        if number == STEPS - 1:  # a step longer than the screen, left at its foot
            page.wait_for_timeout(400)
            assert page.evaluate("scrollY") == 0
    for number in (2, 3):
        page.go_forward()
        step_is(page, f"q{number}")
    assert checked(page) == before
    assert kept(page) == {"sheet": {**FULL, "context": {}}, "at": "q3"}


def test_result_asked_for_twice_is_one_entry(quiet: Profiles) -> None:
    """Pressing "Show my result" again while the engine loads adds nothing to the history."""
    page = quiet.visit(saved_text(FULL, "review"))
    start = page.evaluate("history.length")
    for _ in range(3):
        continue_(page)
    assert page.evaluate("history.length") == start + 1


def test_links_within_the_page_leave_the_step_alone(quiet: Profiles) -> None:
    """Following a link to another part of the page, such as the paper key, does not change the question."""
    page = quiet.visit()
    walk(page, 3)
    page.evaluate("location.hash = '#paper'")
    page.wait_for_timeout(100)
    step_is(page, "q4")
    assert page.url.endswith("#paper")
    page.go_back()
    step_is(page, "q4")


def test_continue_without_an_answer(quiet: Profiles) -> None:
    """What is missing is told in the title, in a summary with the focus, and at the question in its words."""
    page = quiet.visit()
    summary, link = page.locator("[data-part=error]"), page.locator("[data-part=error-link]")
    words = page.locator("#q1 > .step__error")
    continue_(page)
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(link).to_have_text("Choose the statement that is most like you")
    assert page.title().startswith(f"Error: Question 1 of {STEPS}: ")
    assert page.url.endswith("/assessment/")
    expect(words).to_have_text("Choose the statement that is most like you")
    expect(page.locator("#q1")).to_have_accessible_description("Choose the statement that is most like you")
    first = page.locator("#q1 input[name='a01.most']").first
    assert link.get_attribute("href") == f"#{first.get_attribute('id')}"
    link.click()
    expect(first).to_be_focused()
    assert page.url.endswith("/assessment/")
    choose(page, "a01.most", "a01-1")
    expect(summary).to_be_hidden()
    expect(words).to_be_hidden()
    expect(page.locator("#q1")).to_have_accessible_description("")
    assert page.title().startswith(f"Question 1 of {STEPS}: ")
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    expect(link).to_have_text("Choose the statement that is least like you")
    assert checked(page) == {"a01.most": "a01-1"}


def test_continue_without_a_frequency(quiet: Profiles) -> None:
    """Of four items the summary names the first without an answer; the optional step asks for none."""
    page = quiet.visit(saved_text({**FULL, "leaks": {"b01": 4}}, "q13"))
    continue_(page)
    text = BANK.leaks[1].text
    link, item = page.locator("[data-part=error-link]"), page.locator("fieldset[id=b02]")
    expect(link).to_have_text(f"Say how often you did this: … {text}")
    expect(item).to_have_accessible_description(f"Say how often you did this: … {text}")
    assert link.get_attribute("href") == f"#{item.locator('input').first.get_attribute('id')}"
    link.click()
    expect(page.locator("input[name=b02]").first).to_be_focused()
    walk(page, 3)
    step_is(page, f"q{STEPS}")
    continue_(page)
    step_is(page, "review")


def test_steps_have_titles_and_take_the_focus(quiet: Profiles) -> None:
    """Every title is its own, a question's with its number; after Continue the new heading has the focus."""
    page = quiet.visit(saved_text(FULL, "q1"))
    titles = [page.title()]
    expect(page.locator("#q1 .step__title")).not_to_be_focused()
    for number in range(2, STEPS + 1):
        continue_(page)
        focus_is_on_question(page, number)
        titles.append(page.title())
    continue_(page)
    assert page.title() not in titles
    assert page.title() == page.locator("#review .step__title").inner_text()
    expect(page.locator("#review .step__title")).to_be_focused()
    assert len(set(titles)) == STEPS
    for number, title in enumerate(titles, 1):
        assert re.match(rf"(Error: )?Question {number} of {STEPS}: \S", title)
        expect(page.locator(f"#q{number} .step__title")).to_have_text(title)


def test_answers_and_arrows_stay_on_the_step(quiet: Profiles) -> None:
    """Choosing never moves on, and arrow keys change the choice within its group only."""
    page = quiet.visit()
    choose(page, "a01.least", "a01-1")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "a01.least"
    assert checked(page) == {"a01.least": "a01-2"}
    choose(page, "a01.most", "a01-4")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == "a01.most"
    page.wait_for_timeout(300)
    step_is(page, "q1")
    assert page.url.endswith("/assessment/")


def test_keys_alone_finish_a_take(profiles: Profiles) -> None:
    """Tab, arrows, Space and Enter reach the result in at most (4 + 3) presses a step and ten more."""
    page = profiles.visit()
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    while page.evaluate("document.activeElement.name") != "a01.least":
        press("Tab")
        assert pressed < 20
    to_the_form, pressed = pressed, 0
    press("Space", "Tab", "ArrowDown", "Enter")
    for _ in BANK.blocks[1:]:
        press("Tab", "Space", "Tab", "ArrowDown", "Enter")
    for _ in range(3):
        press(*("Tab", "Space") * 4, "Enter")
    press("Tab", "Enter")  # the two optional questions
    page.wait_for_selector("#review a")
    press(*["Tab"] * (STEPS + 2), "Enter")  # past every "Change" and Back
    expect(page.locator("style-result")).to_be_visible(timeout=60_000)
    assert to_the_form <= 12
    assert pressed <= (4 + 3) * STEPS + 10
    picks = {block.id: (block.statements[1].id, block.statements[0].id) for block in BANK.blocks}
    assert kept(page)["sheet"] == {**sheet_of(picks, leaks_of(1)), "context": {}}
