"""Choosing in the assessment: no statement twice, keys, the setting for digits, an answer left open."""

import pytest
from playwright.sync_api import expect

from tests.browser.expects import BANK, FULL, checked
from tests.browser.take import choose, continue_, delete_answers, leaks_of
from tests.browser.visits import Profiles, kept, kept_whole, saved_text, settled, step_is

pytestmark = pytest.mark.browser

SETTING = "Number keys choose an answer"


def test_same_statement_moves_and_says_so(quiet: Profiles) -> None:
    """A statement picked as most that was least moves, and back again; a polite message says what to do."""
    page = quiet.visit()
    said = page.locator("[data-part=said]")
    choose(page, "a01.least", "a01-2")
    expect(said).to_be_empty()
    choose(page, "a01.most", "a01-2")
    assert checked(page) == {"a01.most": "a01-2"}
    assert kept(page)["sheet"]["blocks"] == {"a01": {"most": "a01-2"}}
    expect(said).to_have_text(
        "That statement was your least. It is now your most: choose another one as least."
    )
    expect(said).to_be_in_viewport(ratio=1)
    page.locator("input[name='a01.least'][value=a01-2]").press("Space")
    assert checked(page) == {"a01.least": "a01-2"}
    assert kept(page)["sheet"]["blocks"] == {"a01": {"least": "a01-2"}}
    expect(said).to_have_text(
        "That statement was your most. It is now your least: choose another one as most."
    )
    continue_(page)
    expect(page.locator("[data-part=error-link]")).to_have_text("Choose the statement that is most like you")
    choose(page, "a01.most", "a01-1")
    expect(said).to_be_empty()


def test_arrows_pass_over_what_the_other_side_holds(quiet: Profiles) -> None:
    """With arrow keys neither side takes the other's statement, in either direction and round the end."""
    page = quiet.visit()
    choose(page, "a01.least", "a01-2")
    choose(page, "a01.most", "a01-1")
    for key, value in (
        ("ArrowDown", "a01-3"),
        ("ArrowUp", "a01-1"),
        ("ArrowLeft", "a01-4"),
        ("ArrowRight", "a01-1"),
        ("ArrowRight", "a01-3"),
    ):
        page.keyboard.press(key)
        assert checked(page) == {"a01.least": "a01-2", "a01.most": value}, key
        expect(page.locator(f"input[name='a01.most'][value={value}]")).to_be_focused()
        assert kept(page)["sheet"]["blocks"] == {"a01": {"least": "a01-2", "most": value}}
    choose(page, "a01.least", "a01-4")
    page.keyboard.press("ArrowUp")
    assert checked(page) == {"a01.least": "a01-2", "a01.most": "a01-3"}
    choose(page, "a01.least", "a01-1")
    choose(page, "a01.most", "a01-4")
    page.keyboard.press("ArrowDown")
    assert checked(page) == {"a01.least": "a01-1", "a01.most": "a01-2"}
    expect(page.locator("[data-part=said]")).to_be_empty()


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
    step_is(page, "q1")


def test_digits_can_be_switched_off_for_good(quiet: Profiles) -> None:
    """Switched off, digits choose nothing, after a reload too; switched on they choose again (WCAG 2.1.4)."""
    page = quiet.visit()
    setting = page.get_by_role("checkbox", name=SETTING)
    expect(setting).to_be_checked()
    expect(setting).to_have_accessible_description(
        "They do so only while the focus is on the answers of a question."
    )
    setting.uncheck()
    for _ in range(2):
        expect(setting).not_to_be_checked()
        page.locator("input[name='a01.least']").first.press("2")
        assert checked(page) == {}
        page.reload()
        settled(page)
    assert page.evaluate("localStorage.getItem('edge.assessment.settings')") == '{"digits":false}'
    setting.check()
    page.reload()
    expect(setting).to_be_checked()
    page.locator("input[name='a01.least']").first.press("2")
    assert checked(page) == {"a01.least": "a01-2"}


def test_deleting_takes_the_setting_back(quiet: Profiles) -> None:
    """What is shown after "Delete my answers" is what a reload shows: the setting as it came."""
    page = quiet.visit()
    setting = page.get_by_role("checkbox", name=SETTING)
    setting.uncheck()
    delete_answers(page)
    expect(setting).to_be_checked()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"digits":0}'])
def test_damaged_setting_means_on(text: str, quiet: Profiles) -> None:
    """A setting that cannot be read leaves digits on, and the page works."""
    page = quiet.visit(init=f"localStorage.setItem('edge.assessment.settings', {text!r});")
    expect(page.get_by_role("checkbox", name=SETTING)).to_be_checked()


def test_frequency_can_be_left_open(quiet: Profiles) -> None:
    """ "Cannot say" is no answer in the sheet, lets one go on, and is remembered; an answer replaces it."""
    page = quiet.visit(saved_text({**FULL, "leaks": {}, "context": {}}, "q13"))
    first, *others = (item.id for item in BANK.leaks[:4])
    choose(page, first, "")
    continue_(page)
    expect(page.locator("[data-part=error-link]")).to_contain_text(BANK.leaks[1].text)
    for name in others:
        choose(page, name, "2")
    assert kept(page)["sheet"]["leaks"] == dict.fromkeys(others, 2)
    assert kept_whole(page)["skipped"] == [first]
    continue_(page)
    step_is(page, "q14")
    page.reload()
    step_is(settled(page), "q14")
    page.get_by_role("button", name="Back").click()
    expect(page.locator(f"input[name='{first}'][value='']")).to_be_checked()
    choose(page, first, "4")
    assert kept(page)["sheet"]["leaks"] == {first: 4, **dict.fromkeys(others, 2)}
    assert kept_whole(page)["skipped"] == []
    choose(page, first, "")
    assert first not in kept(page)["sheet"]["leaks"]


def test_optional_answer_can_be_taken_back(quiet: Profiles) -> None:
    """ "No answer" takes a chosen option out of the sheet; both optional questions have it."""
    page = quiet.visit(saved_text({**FULL, "context": {"side": "buy"}}, "q16"))
    expect(page.locator("input[name=side][value=buy]")).to_be_checked()
    for item in BANK.context:
        choose(page, item.id, "")
    assert kept(page)["sheet"]["context"] == {}
    continue_(page)
    step_is(page, "review")


def test_skipped_names_from_elsewhere_do_nothing(quiet: Profiles) -> None:
    """Kept names that no question has, or that have an answer too, change nothing: the answer counts."""
    page = quiet.visit(saved_text({**FULL, "leaks": leaks_of(3)}, "q13", skipped=["b01", "b99", "a01.most"]))
    assert checked(page)["b01"] == "3"
    step_is(page, "q13")
