"""The list of answers before the result, changing one from there, and going once more through a few."""

import json

import pytest
from playwright.sync_api import Page, expect

from assessment.browser import score_json
from tests.browser.expects import BANK, FULL, LION, STEPS, checked, focus_is_on_question
from tests.browser.take import choose, continue_, leaks_of, wait_for_result
from tests.browser.visits import Profiles, kept, kept_whole, saved_text, settled, step_is

pytestmark = pytest.mark.browser

ROWS = """(list) => [...list.children].map((step) => [...step.querySelectorAll("dl > div")].map(
  ({ children: [term, words] }) => [term.textContent, words.textContent]
))"""
AGAIN = "(result, ids) => result.dispatchEvent(new CustomEvent('again', { detail: { ids } }))"
ROUND = "[data-part=round]"


def ask_again(page: Page, *ids: str) -> None:
    """What the result does when a visitor asks to go once more through blocks or items."""
    page.locator("style-result").evaluate(AGAIN, list(ids))


def test_review_lists_every_answer(quiet: Profiles) -> None:
    """After the last question each step's answers stand in the words of the form, what was left open too."""
    leaks = {**leaks_of(3)}
    del leaks["b02"]
    sheet = {**FULL, "leaks": leaks, "context": {"side": "buy"}}
    page = quiet.visit(saved_text(sheet, "q16", skipped=["b02"]))
    continue_(page)
    expect(page.locator("#review .step__title")).to_be_focused()
    texts = {statement.id: statement.text for block in BANK.blocks for statement in block.statements}
    rows = [[["Most", texts[most]], ["Least", texts[least]]] for most, least in LION.values()]
    answers = [
        [f"… {item.text}", BANK.scale[leaks[item.id] - 1] if item.id in leaks else "cannot say"]
        for item in BANK.leaks
    ]
    rows += [answers[0:4], answers[4:8], answers[8:12]]
    rows.append([[BANK.context[0].text, "Buying"], [BANK.context[1].text, "No answer"]])
    page.wait_for_selector("#review a")
    assert page.locator("[data-part=review]").evaluate(ROWS) == rows


def test_change_returns_to_the_review(quiet: Profiles) -> None:
    """Each "Change" has a name of its own, leads to its question with the focus, and Continue leads back."""
    page = quiet.visit(saved_text(FULL, "review"))
    links = page.locator("#review").get_by_role("link")
    expect(links).to_have_count(STEPS)
    for number, link in enumerate(links.all(), 1):
        expect(link).to_have_accessible_name(f"Change question {number}")
    start = page.evaluate("history.length")
    page.get_by_role("link", name="Change question 3", exact=True).click()
    focus_is_on_question(page, 3)
    page.reload()
    step_is(settled(page), "q3")
    choose(page, "a03.most", LION["a03"][1])
    continue_(page)  # the other side is open now
    step_is(page, "q3")
    choose(page, "a03.least", LION["a03"][0])
    continue_(page)
    step_is(page, "review")
    assert page.evaluate("history.length") == start + 2
    expect(page.locator("#review li").nth(2).locator("dd").first).to_have_text(
        page.locator(f"[id='{LION['a03'][1]}']").text_content() or ""
    )
    page.get_by_role("link", name=f"Change question {STEPS}", exact=True).click()
    page.get_by_role("button", name="Back").click()
    step_is(page, "review")
    page.get_by_role("button", name="Back").click()  # no more than the step before
    step_is(page, f"q{STEPS}")


def test_history_walks_through_a_change(quiet: Profiles) -> None:
    """Browser Back and Forward go through review and changed question; the way back to the review stays."""
    page = quiet.visit(saved_text(FULL, "q16"))
    continue_(page)
    page.get_by_role("link", name="Change question 5", exact=True).click()
    for step in ("review", "q16"):
        page.go_back()
        step_is(page, step)
    for step in ("review", "q5"):
        page.go_forward()
        step_is(page, step)
    continue_(page)
    step_is(page, "review")


def test_review_is_not_reached_with_an_answer_missing(quiet: Profiles) -> None:
    """The address of the review opens the first open question; a finished take is kept at the review."""
    blocks = {name: pick for name, pick in FULL["blocks"].items() if name != "a04"}
    page = quiet.visit(saved_text({**FULL, "blocks": blocks}, "review"), "#review")
    step_is(page, "q4")
    assert page.url.endswith("#q4")
    page = quiet.visit(saved_text(FULL, "q16"))
    continue_(page)
    assert kept(page)["at"] == "review"
    page.reload()
    step_is(settled(page), "review")


def test_review_without_its_script(quiet: Profiles) -> None:
    """Where the list cannot be had the page says so, and the result can be asked for."""
    page = quiet.profile(saved_text(FULL, "q16")).new_page()
    page.route("**/review.js", lambda route: route.abort())
    quiet.go(page)
    continue_(page)
    expect(page.locator("[data-part=notice]")).to_contain_text("could not be listed")
    continue_(page)
    assert page.url.endswith("#result")


def test_again_walks_through_those_only(profiles: Profiles) -> None:
    """ "Retake the quick ones" goes through the named steps in order, says how many, ends in the result."""
    page = profiles.visit(saved_text(FULL, seconds={"a02": 3, "a09": 2, "a10": 30}))
    wait_for_result(page)
    start = page.evaluate("history.length")
    ask_again(page, "a09", "b05", "a02", "b06")
    line = page.locator(ROUND)
    for number, words in ((2, "3 questions"), (9, "2 questions"), (14, "1 question")):
        focus_is_on_question(page, number)
        expect(line).to_have_text(f"{words} to go through again")
        assert answers_stand(page)
        if number == 9:
            page.get_by_role("button", name="Back").click()
            step_is(page, "q2")
            page.go_back()
            choose(page, "a09.most", LION["a09"][1])
            choose(page, "a09.least", LION["a09"][0])
        if number == 14:
            expect(page.locator("[data-part=continue]")).to_have_text("Show my result")
        continue_(page)
    wait_for_result(page)
    assert page.evaluate("history.length") == start + 4
    swapped = {"most": LION["a09"][1], "least": LION["a09"][0]}
    assert kept(page)["sheet"] == {**FULL, "blocks": {**FULL["blocks"], "a09": swapped}}
    times = kept_whole(page)["seconds"]
    assert times["a10"] == 30
    assert 0 < times["a02"] < 3
    page.get_by_role("button", name="Change an answer").click()
    expect(line).to_be_empty()


def answers_stand(page: Page) -> bool:
    """Whether the form still holds an answer to every block and item."""
    return len(checked(page)) == 2 * len(BANK.blocks) + len(BANK.leaks)


def test_again_survives_a_reload(quiet: Profiles) -> None:
    """A reload in the middle stays on the way through the named steps; unknown ids lead nowhere."""
    page = quiet.visit(saved_text(FULL, "review"))
    page.wait_for_selector("#review a")
    ask_again(page, "z99")
    step_is(page, "review")
    ask_again(page, "a02", "a04")
    page.reload()
    step_is(settled(page), "q2")
    expect(page.locator(ROUND)).to_have_text("2 questions to go through again")
    continue_(page)
    step_is(page, "q4")
    continue_(page)
    assert page.url.endswith("#result")
    for step in ("#q4", "#q2"):
        page.go_back()
        page.wait_for_url(f"**{step}")
    expect(page.locator(ROUND)).to_have_text("2 questions to go through again")


def test_ids_of_the_notes_are_found(quiet: Profiles) -> None:
    """Every id that a remark of the engine may name leads to a step of the form."""
    page = quiet.visit(saved_text(FULL, "review"))
    notes = json.loads(score_json(json.dumps({**FULL, "leaks": leaks_of(3)})))["result"]["notes"]
    ids = [id for note in notes for id in note["again"]]
    assert len(ids) == len(BANK.leaks)
    ask_again(page, *ids, *(block.id for block in BANK.blocks))
    expect(page.locator(ROUND)).to_have_text(f"{STEPS - 1} questions to go through again")
