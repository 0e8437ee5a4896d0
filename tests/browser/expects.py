"""What the page should show of an answer sheet, and what it shows: the form's state and the result's words.

Used by the tests of the assessment in the browser; imports no test module.
"""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect

from assessment.browser import score_json
from assessment.quiz import bundled_bank
from assessment.scoring import Result, score
from assessment.words import Shown, shown
from tests.browser.take import answer_step, continue_, leaks_of, picks_of
from tests.browser.visits import kept_whole, sheet_of

BANK = bundled_bank()
LION = picks_of("lion", "dolphin")
FULL = sheet_of(LION, leaks_of(3))
"""A finished sheet that is strongly Lion; the optional questions are left open."""
NEAR = {
    block: (LION if number % 2 else picks_of("owl", "monkey"))[block]
    for number, block in enumerate(block.id for block in BANK.blocks)
}
BLEND = sheet_of(NEAR, {**leaks_of(3), "b01": 1, "b05": 5}, {"side": "buy", "stake": "renewal"})
"""Lion and Owl level, with areas of different rank and both optional questions answered."""
STEPS = len(BANK.blocks) + 3 + 1
"""Twelve blocks, twelve frequency items by four, and the two optional questions on one step."""

READ_SVG = """(place) => {
  const read = (node) => node.nodeType === Node.TEXT_NODE ? node.data : [
    node.localName,
    Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    [...node.childNodes].map(read),
  ];
  return [...place.childNodes].map(read);
}"""
READ_LIST = "(list) => [...list.children].map((entry) => entry.textContent)"


def checked(page: Page) -> dict[str, str]:
    """The chosen radios of the whole form: value by name."""
    found: dict[str, str] = page.locator(".quiz__form input:checked").evaluate_all(
        "inputs => Object.fromEntries(inputs.map(({ name, value }) => [name, value]))"
    )
    return found


def answers_in(sheet: dict[str, Any]) -> dict[str, str]:
    """The radios that a sheet's answers stand for."""
    picks = {f"{block}.{side}": id for block, pick in sheet["blocks"].items() for side, id in pick.items()}
    return {**picks, **{item: str(step) for item, step in sheet["leaks"].items()}, **sheet["context"]}


def walk(page: Page, steps: int) -> None:
    """Answers that many steps and goes on after each."""
    for _ in range(steps):
        answer_step(page, LION, leaks_of(3), {})
        continue_(page)


def focus_is_on_question(page: Page, number: int) -> None:
    """The heading of that question has the focus and is in sight."""
    heading = page.locator(f"#q{number} .step__title")
    # After a move in the history the browser takes the focus away once more, a frame later.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)


def scored(sheet: dict[str, Any], seconds: Mapping[str, float] | None = None) -> tuple[Result, Shown]:
    """What CPython says of a sheet and the seconds that its blocks took."""
    result = score(BANK, sheet, seconds or {})
    return result, shown(BANK, result)


def expect_cpython(page: Page, sheet: dict[str, Any]) -> Result:
    """Everything the result shows is what CPython says of that sheet, to the letter; gives that result."""
    whole = kept_whole(page)
    # Where nothing is kept the take was just made, far quicker than any reader.
    seconds = whole.get("seconds", {}) if whole else dict.fromkeys(sheet["blocks"], 0.0)
    result, words = scored(sheet, seconds)
    for slot in page.locator("style-result [data-slot]").all():
        wanted = getattr(words, slot.get_attribute("data-slot") or "")
        assert slot.text_content() == (wanted or "")
        if not wanted:
            assert slot.is_hidden()
    for name in ("headline", "label", "confidence", "robustness", "axes"):
        place = page.locator(f"style-result [data-slot={name}]")
        expect(place).to_be_visible(visible=getattr(words, name) is not None)
    expect(page.locator("[data-hedge]")).to_be_visible(visible=words.hedge is not None)
    lists = {
        "notes": list(words.notes),
        "next_deal": list(words.next_deal),
        "leaks": [
            "".join([leak.title, leak.often, *(one.shown for one in leak.answers)]) for leak in words.leaks
        ],
        "unscored": [area.title + area.reason for area in words.unscored],
    }
    for name, wanted_lines in lists.items():
        found = page.locator(f"[data-list={name}]").evaluate(READ_LIST)
        assert len(found) == len(wanted_lines)
        # Behind a leak stands the move against it, which is no word of Python's.
        assert all(line.startswith(wanted) for line, wanted in zip(found, wanted_lines, strict=True))
    drawings = json.loads(score_json(json.dumps(sheet)))["drawings"]
    for name, tree in drawings.items():
        assert page.locator(f"[data-drawing={name}]").evaluate(READ_SVG) == [tree]
    assert page.title() == f"{words.headline} · The Edge"
    return result


def visible(page: Page, attribute: str) -> list[str]:
    """The values of an attribute on the elements of the result that are on the page."""
    found = page.locator(f"style-result [{attribute}]:visible").all()
    return [one.get_attribute(attribute) or "" for one in found]
