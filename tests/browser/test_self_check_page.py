"""The self-check of an organisation, with the real engine: words, owner, errors, paper."""

import io
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ledger.maturity import assess, bank
from tests.browser import faults
from tests.browser.asking import (
    KEPT,
    RESULT,
    SUBMIT,
    TROUBLE,
    expect_error,
    expect_trouble_and_retry,
    expect_words,
    send,
    sideways,
)
from tests.browser.measures import SIDEWAYS
from tests.browser.standard import ledger_says, open_page, squeezed, tab_to
from tests.browser.take import RESULT_TIMEOUT, choose
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser

ADDRESS = "owners/self-check/"
IDS = [question.id for question in bank().questions]
NOTHING, ALL = dict.fromkeys(IDS, 0), dict.fromkeys(IDS, 3)
PEOPLE_LAST = {id_: 3 - number % 2 for number, id_ in enumerate(IDS)} | {
    question.id: 0 for question in bank().of("style")
}
"""In place but for the people: an owner of its own."""
ONE_LOW = {id_: number % 3 for number, id_ in enumerate(IDS)} | {
    question.id: 0 for question in bank().of("outcomes")
}
PEOPLE_FIRST = NOTHING | {question.id: 3 for question in bank().of("style")}
CASES = {
    "nothing": NOTHING,
    "all": ALL,
    "people last": PEOPLE_LAST,
    "one low": ONE_LOW,
    "people first": PEOPLE_FIRST,
}


BROKEN_WORDS = """(all) => all.flatMap((one) => {
  const text = one.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""
"""The words of some texts that stand in more than one line."""


def answer(page: Page, answers: Mapping[str, int]) -> None:
    """Chooses the answers as a visitor does."""
    for name, number in answers.items():
        choose(page, name, str(number))


@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
def test_words_are_those_of_python(profiles: Profiles, answers: dict[str, int]) -> None:
    """Advice, sums, steps and what comes next are CPython's; the owner's link is the right one, and one."""
    page = open_page(profiles, ADDRESS)
    answer(page, answers)
    send(page)
    expect(page.locator(RESULT)).to_be_focused()
    words = assess(answers)
    expect_words(page, {"shown": {"headline": words["advice"], **words}, "drawings": {}})
    assert page.locator("[data-part=steps] li").all_text_contents() == words["steps"]
    assert page.locator("[data-part=next] li").all_text_contents() == [
        f"{step['question']} {step['answer']}" for step in words["next"]
    ]
    pillars = page.locator("[data-part=pillars] li")
    assert pillars.all_text_contents() == [
        f"{row['title']}{row['working']}{', in place' if row['in_place'] else ''}" for row in words["pillars"]
    ]
    for line, row in zip(pillars.all(), words["pillars"], strict=True):
        expect(line.locator(".pillar__place")).to_have_count(row["of"])
        expect(line.locator(".pillar__place--full")).to_have_count(row["points"])
    owner = page.locator("[data-owner]:visible a")
    expect(owner).to_have_count(1)
    assert page.request.get(owner.evaluate("link => link.href")).url.endswith(f"/owners/{words['owner']}/")
    assert page.evaluate(KEPT) == {}
    assert page.evaluate(SIDEWAYS) == sideways(page) == 0


def test_cases_lead_to_different_pages() -> None:
    """The cases above tell owners and advice apart."""
    words = [assess(answers) for answers in CASES.values()]
    assert len({one["advice"] for one in words}) == 4
    assert len({one["owner"] for one in words}) >= 3


def test_missing_answer_is_told_at_its_question(profiles: Profiles) -> None:
    """By keys alone: the first question without an answer is named, reached by the link, then answered."""
    page = open_page(profiles, ADDRESS)
    gap = IDS[4]
    answers = {name: 2 for name in IDS if name != gap}
    answer(page, answers)
    page.locator(SUBMIT).press("Enter")
    expect_error(page, f"answers.{gap}", ledger_says(do="maturity", answers=answers))
    expect(page.locator(RESULT)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"input[name='{gap}'][value='1']")).to_be_checked()
    tab_to(page, SUBMIT)
    page.keyboard.press("Enter")
    expect(page.locator(RESULT)).to_be_focused(timeout=RESULT_TIMEOUT)
    expect(page.locator(f"[data-error='answers.{gap}']")).to_be_hidden()
    expect(page.locator("[data-part=error]")).to_be_hidden()
    expect(page.locator("[data-slot=headline]")).to_have_text(assess({**answers, gap: 1})["advice"])


def test_all_that_is_open_is_told_without_the_engine(profiles: Profiles, site: Site) -> None:
    """With no engine at all, every question without an answer is named, in CPython's words."""
    site.fault = faults.missing(faults.GLUE)
    page = open_page(profiles, ADDRESS)
    answer(page, {IDS[3]: 1})
    page.locator(SUBMIT).click()
    words = ledger_says(do="maturity", answers={IDS[3]: 1})
    assert len(words["others"]) == len(IDS) - 2
    expect_error(page, f"answers.{IDS[0]}", words)
    expect(page.locator(TROUBLE)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 700])
def test_no_word_of_the_result_is_broken(profiles: Profiles, width: int) -> None:
    """On a phone the name of a part stands above its boxes, at the edge of the text, its words whole."""
    page = open_page(profiles, ADDRESS)
    page.set_viewport_size({"width": width, "height": 740})
    answer(page, ONE_LOW)
    send(page)
    assert page.locator("[data-part=pillars] strong").evaluate_all(BROKEN_WORDS) == []
    edge = page.locator("[data-part=result] h3").first.bounding_box()
    assert edge
    for line in page.locator("[data-part=pillars] li").all():
        name, places = line.locator("strong").bounding_box(), line.locator(".pillar__places").bounding_box()
        assert name
        assert places
        assert name["x"] == places["x"] == edge["x"]
        assert name["y"] + name["height"] <= places["y"] + 1


def test_result_prints(profiles: Profiles) -> None:
    """On paper stand the advice, its working and the next steps, two pages at most, without the form."""
    page = open_page(profiles, ADDRESS)
    answer(page, ONE_LOW)
    send(page)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.locator("[data-part=print]").click()
    assert page.evaluate("printed")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = squeezed("".join(sheet.extract_text() for sheet in reader.pages))
    words = assess(ONE_LOW)
    wanted = [words["advice"], words["text"], words["working"], *words["steps"]]
    wanted += [text for step in words["next"] for text in step.values()]
    assert not [one for one in wanted if squeezed(one) not in text]
    told = [step["question"] for step in words["next"]]
    assert not [one.text for one in bank().questions if one.text not in told and squeezed(one.text) in text]
    assert "Printthis" not in text
    assert len(reader.pages) <= 2


def test_failed_engine_can_be_tried_again(profiles: Profiles, site: Site) -> None:
    """With the engine missing the page says so and keeps the answers; "Try again" adds them up."""
    site.fault = faults.missing(faults.GLUE)
    page = open_page(profiles, ADDRESS)
    answer(page, ALL)
    page.locator(SUBMIT).click()
    expect_trouble_and_retry(page)
    site.fault = None
    page.locator("[data-part=retry]").click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(page.locator(TROUBLE)).to_be_hidden()
