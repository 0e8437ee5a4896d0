"""Takes the assessment as a visitor does: click, continue, to the result. Used by the browser tests.

Knows the form's names and buttons, nothing of the scoring; imports no test module.
"""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from assessment.quiz import bundled_bank

RESULT_TIMEOUT = 60_000
"""Milliseconds for the engine to start and to score: a cold start on a busy machine takes 10 seconds."""

Picks = Mapping[str, tuple[str, str]]
"""The statements chosen as most and as least, by the block's id."""
Leaks = Mapping[str, int]
"""The answer to a frequency item, 1 to 5, by the item's id; one that is left out is answered "cannot say"."""


def picks_of(most: str, least: str) -> dict[str, tuple[str, str]]:
    """In every block the statement of one style as most and of another as least; both are style ids."""
    return {
        block.id: (
            next(statement.id for statement in block.statements if statement.style == most),
            next(statement.id for statement in block.statements if statement.style == least),
        )
        for block in bundled_bank().blocks
    }


def leaks_of(answer: int) -> dict[str, int]:
    """The same answer, 1 to 5, to every frequency item."""
    return {item.id: answer for item in bundled_bank().leaks}


def answer_all(
    page: Page,
    picks: Picks,
    leaks: Leaks,
    *,
    context: Mapping[str, str] | None = None,
    wait: bool = True,
) -> None:
    """Answers every question from the open step to the last, passes the review and waits for the result.

    `picks` and `leaks` may hold more than is asked: what an open step asks is looked up. `context` gives the
    option's id by the item's id. With `wait=False` it returns right after "Show my result" is pressed.
    """
    while True:
        answer_step(page, picks, leaks, context or {})
        last = page.locator("fieldset.step[data-shown]").get_attribute("data-context") is not None
        continue_(page)
        if last:
            break
    continue_(page)
    if wait:
        wait_for_result(page)


def answer_anew(page: Page, picks: Picks, leaks: Leaks) -> None:
    """Goes back from the result to the first question, answers everything anew, and waits for the result."""
    page.evaluate("location.hash = '#q1'")
    expect(page.locator("#q1")).to_be_visible()
    answer_all(page, picks, leaks)


def answer_step(page: Page, picks: Picks, leaks: Leaks, context: Mapping[str, str]) -> None:
    """Chooses what the one shown step asks for, and stays on it."""
    step = page.locator("fieldset.step[data-shown]")
    expect(step).to_have_count(1)
    block = step.get_attribute("data-block")
    if block is not None:
        most, least = picks[block]
        choose(page, f"{block}.most", most)
        choose(page, f"{block}.least", least)
    elif step.get_attribute("data-context") is None:
        for item in step.locator("fieldset.scale").all():
            name = item.get_attribute("id") or ""
            choose(page, name, str(leaks.get(name, "")))
    else:
        for name, option in context.items():
            choose(page, name, option)


def choose(page: Page, name: str, value: str) -> None:
    """Clicks the radio of that name and value, as a visitor would."""
    page.locator(f'input[name="{name}"][value="{value}"]').check()


def continue_(page: Page) -> None:
    """Presses the button that goes on: "Continue", or "Show my result" on the review."""
    page.locator("[data-part=continue]").click()


def wait_for_result(page: Page) -> None:
    """Waits until the result is on the page."""
    expect(page.locator("style-result")).to_be_visible(timeout=RESULT_TIMEOUT)


def delete_answers(page: Page) -> None:
    """Presses the button that deletes everything."""
    page.get_by_role("button", name="Delete what the assessment keeps here").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
