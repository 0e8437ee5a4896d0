"""What a screen reader gets of the assessment: the accessibility tree of each kind of step, and each message.

The trees are golden files, so that a change of wording or of a role is read in the diff. `GOLDEN=write` in
the environment writes them anew.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.expects import BANK, FULL, STEPS, focus_is_on_question
from tests.browser.take import (
    answer_all,
    choose,
    continue_,
    delete_answers,
    leaks_of,
    picks_of,
    wait_for_result,
)
from tests.browser.visits import Profiles, saved_text

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
HEARD = """
window.heard = [];
new MutationObserver((changes) => {
  const regions = changes.map(({ target }) =>
    (target instanceof Element ? target : target.parentElement)?.closest("[role=status], [role=alert]"));
  for (const region of new Set(regions)) if (region?.textContent) heard.push(region.textContent);
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Keeps what live regions say, once for each time that the browser would tell it."""
RADIO = re.compile(r'^ *- radio "(.+?)"( \[checked\])?$', re.MULTILINE)


def expect_golden(page: Page, name: str, place: str) -> str:
    """The tree below a place is what its golden file says; gives the tree."""
    tree = page.locator(place).aria_snapshot() + "\n"
    file = GOLDEN / f"{name}.yaml"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(tree, encoding="utf-8")
    assert tree == file.read_text(encoding="utf-8"), "run once with GOLDEN=write, and look at the diff"
    return tree


def heard(page: Page) -> list[str]:
    """What the live regions have said since this was asked before."""
    page.evaluate("new Promise((done) => setTimeout(done, 0))")
    found: list[str] = page.evaluate("heard.splice(0)")
    return found


def test_block_is_read(quiet: Profiles) -> None:
    """A block is a group with the question as its name; each radio comes once, with side and state."""
    page = quiet.visit(saved_text(FULL, "q2"))
    tree = expect_golden(page, "block", ".quiz__form")
    texts = [statement.text for statement in BANK.blocks[1].statements]
    radios = RADIO.findall(tree)
    assert [name for name, _ in radios] == [f"{side} {text}" for text in texts for side in ("Least", "Most")]
    assert sum(bool(state) for _, state in radios) == 2


def test_frequency_step_is_read(quiet: Profiles) -> None:
    """Each item is a group of its own with its question as the name, and six radios."""
    page = quiet.visit(saved_text(FULL, "q13"))
    tree = expect_golden(page, "frequency", ".quiz__form")
    assert [name for name, _ in RADIO.findall(tree)] == [*BANK.scale, "cannot say"] * 4


def test_optional_step_is_read(quiet: Profiles) -> None:
    """The optional questions say that they are optional, and offer no answer."""
    expect_golden(quiet.visit(saved_text(FULL, "q16")), "optional", ".quiz__form")


def test_review_is_read(quiet: Profiles) -> None:
    """The list of answers gives each step's answers and a link with a name of its own."""
    page = quiet.visit(saved_text(FULL, "review"))
    page.wait_for_selector("#review a")
    expect_golden(page, "review", ".quiz__form")


def test_missing_answer_is_read(quiet: Profiles) -> None:
    """An error stands in the summary and in the group, in the same words."""
    page = quiet.visit()
    continue_(page)
    expect_golden(page, "error", ".quiz__form")


def test_aside_is_read(quiet: Profiles) -> None:
    """Below the form: the paper key, deleting, and the setting for number keys with its hint."""
    expect_golden(quiet.visit(), "aside", ".quiz__aside")


def test_result_head_is_read(profiles: Profiles) -> None:
    """The result begins with its heading, how sure it is, and how firm."""
    page = profiles.visit(saved_text({**FULL, "leaks": {**leaks_of(3), "b01": 1}}))
    wait_for_result(page)
    expect_golden(page, "result-head", ".result__head")


def test_step_number_is_read_once(quiet: Profiles) -> None:
    """The heading that takes the focus says the number; no group and no message says it again (UX-7)."""
    page = quiet.visit(saved_text(FULL, "q1"), init=HEARD)
    heard(page)
    for number in range(2, STEPS + 1):
        continue_(page)
        focus_is_on_question(page, number)
        step = page.locator(f"#q{number}")
        assert step.aria_snapshot().count(f"{number} of {STEPS}") == 1
        heading = step.locator(".step__title")
        expect(heading).to_have_accessible_name(re.compile(rf"^Question {number} of {STEPS}: "))
        expect(step).not_to_have_accessible_name(re.compile("Question"))
        assert page.locator(".quiz__form").aria_snapshot().count(f" of {STEPS}") == 1
        assert heard(page) == []


def test_every_message_is_said_once(profiles: Profiles) -> None:
    """A message is in a region that is there before it, and is said once; silence is no message."""
    page = profiles.visit(init=HEARD)
    heard(page)
    for part in ("said", "round", "notice", "engine"):
        region = page.locator(f"[data-part={part}]")
        expect(region).to_have_role("status")
        assert region.evaluate("(region) => getComputedStyle(region).display") != "none", part
    choose(page, "a01.least", "a01-1")
    assert heard(page) == []
    choose(page, "a01.most", "a01-1")
    assert [text.split(".")[0] for text in heard(page)] == ["That statement was your least"]
    delete_answers(page)
    assert heard(page) == ["Everything that the assessment kept on this device is deleted."]


def test_loading_is_told_to_who_waits(profiles: Profiles) -> None:
    """Nothing of the engine's start is said before the answers are in; then no text of it twice."""
    page = profiles.visit(init=HEARD)
    heard(page)
    answer_all(page, picks_of("owl", "lion"), leaks_of(2), wait=False)
    early = [text for text in heard(page) if "without a connection" not in text]
    wait_for_result(page)
    said = [text for text in early + heard(page) if "without a connection" not in text]
    known = ("Your answers are in.", "Loading the scoring engine", "Starting", "Reading the question bank")
    assert all(text.startswith(known) for text in said), said
    assert len(said) == len(set(said))
