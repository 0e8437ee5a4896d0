"""The form of the assessment: reload, history, focus, errors, and keys alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.expects import BANK, FULL, LION, STEPS, checked, focus_is_on_question, walk
from tests.browser.take import choose, continue_, leaks_of
from tests.browser.visits import Profiles, kept, saved_text, settled, sheet_of, shown_step

pytestmark = pytest.mark.browser


def test_reload_in_the_middle(quiet: Profiles) -> None:
    """A reload shows the same question with all answers, half an answer to it included."""
    page = quiet.visit()
    walk(page, 5)
    choose(page, "a06.most", LION["a06"][0])
    before = checked(page)
    assert len(before) == 11
    page.reload()
    assert shown_step(settled(page)) == "q6"
    assert checked(page) == before
    expect(page.locator("[data-part=notice]")).to_be_hidden()


def test_coming_back_another_day(quiet: Profiles) -> None:
    """A new page opens where the old one was closed; an address further on opens the first open question."""
    page = quiet.visit()
    walk(page, 4)
    page.get_by_role("button", name="Back").click()
    assert shown_step(page) == "q4"
    before = checked(page)
    context = page.context
    page.close()
    for fragment, step in (("", "q4"), ("#q12", "q5"), ("#result", "q5"), ("#q2", "q2"), ("#nonsense", "q2")):
        page = quiet.go(context.new_page(), fragment)
        assert shown_step(page) == step, fragment
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
        assert shown_step(page) == f"q{number}"
        focus_is_on_question(page, number)
        assert page.title().startswith(f"Question {number} of {STEPS}: ")
        if number == STEPS - 1:  # a step longer than the screen, left at its foot
            page.wait_for_timeout(400)
            assert page.evaluate("scrollY") == 0
    for number in (2, 3):
        page.go_forward()
        assert shown_step(page) == f"q{number}"
    assert checked(page) == before
    assert kept(page) == {"sheet": {**FULL, "context": {}}, "at": "q3"}


def test_result_asked_for_twice_is_one_entry(quiet: Profiles) -> None:
    """Pressing "Show my result" again while the engine loads adds nothing to the history."""
    page = quiet.visit(saved_text(FULL, "q16"))
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
    assert shown_step(page) == "q4"
    assert page.url.endswith("#paper")
    page.go_back()
    assert shown_step(page) == "q4"


def test_same_statement_moves(quiet: Profiles) -> None:
    """A statement that is picked as most and was least moves, and back again: no statement is both."""
    page = quiet.visit()
    choose(page, "a01.least", "a01-2")
    choose(page, "a01.most", "a01-2")
    assert checked(page) == {"a01.most": "a01-2"}
    assert kept(page)["sheet"]["blocks"] == {"a01": {"most": "a01-2"}}
    choose(page, "a01.least", "a01-2")
    assert checked(page) == {"a01.least": "a01-2"}
    assert kept(page)["sheet"]["blocks"] == {"a01": {"least": "a01-2"}}
    continue_(page)
    expect(page.locator("[data-part=error-link]")).to_have_text("Choose the statement that is most like you")


def test_continue_without_an_answer(quiet: Profiles) -> None:
    """What is missing is named in a summary with the focus, and in the title; its link goes to the radio."""
    page = quiet.visit()
    summary, link = page.locator("[data-part=error]"), page.locator("[data-part=error-link]")
    continue_(page)
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(link).to_have_text("Choose the statement that is most like you")
    assert page.title().startswith(f"Error: Question 1 of {STEPS}: ")
    assert page.url.endswith("/assessment/")
    link.click()
    expect(page.locator("#q1 input[name='a01.most']").first).to_be_focused()
    choose(page, "a01.most", "a01-1")
    expect(summary).to_be_hidden()
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
    expect(page.locator("[data-part=error-link]")).to_have_text(f"Say how often you did this: … {text}")
    page.locator("[data-part=error-link]").click()
    expect(page.locator("input[name=b02]").first).to_be_focused()
    walk(page, 3)
    assert shown_step(page) == f"q{STEPS}"
    expect(page.locator("[data-part=continue]")).to_have_text("Show my result")


def test_steps_have_titles_and_take_the_focus(quiet: Profiles) -> None:
    """Every title is its own, with the number first; after Continue the focus is on the new heading."""
    page = quiet.visit(saved_text(FULL, "q1"))
    titles = [page.title()]
    expect(page.locator("#q1 .step__title")).not_to_be_focused()
    for number in range(2, STEPS + 1):
        continue_(page)
        focus_is_on_question(page, number)
        titles.append(page.title())
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
    assert shown_step(page) == "q1"
    assert page.url.endswith("/assessment/")


def test_digits_choose_in_the_focused_group_only(quiet: Profiles) -> None:
    """A digit chooses in the group with the focus; elsewhere, beyond it or with Ctrl it does nothing."""
    page = quiet.visit()
    for place in ("#q1 .step__title", "[data-part=continue]"):
        page.locator(place).focus()
        for digit in "1234":
            page.keyboard.press(digit)
    page.locator("input[name='a01.least']").first.focus()
    for key in ("5", "0", "a", "Control+2", "Alt+2"):
        page.keyboard.press(key)
    assert checked(page) == {}
    page.keyboard.press("3")
    expect(page.locator("input[name='a01.least'][value=a01-3]")).to_be_focused()
    page.locator("input[name='a01.most']").first.focus()
    page.keyboard.press("3")
    assert checked(page) == {"a01.most": "a01-3"}
    assert kept(page)["sheet"]["blocks"] == {"a01": {"most": "a01-3"}}
    assert shown_step(page) == "q1"


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
    press("Tab", "Enter")
    expect(page.locator("style-result")).to_be_visible(timeout=60_000)
    assert to_the_form <= 12
    assert pressed <= (4 + 3) * STEPS + 10
    picks = {block.id: (block.statements[1].id, block.statements[0].id) for block in BANK.blocks}
    assert kept(page)["sheet"] == {**sheet_of(picks, leaks_of(1)), "context": {}}
