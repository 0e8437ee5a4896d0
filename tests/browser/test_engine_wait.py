"""Waiting for the engine: after a second in stages and bytes, in a room that was there before."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import faults
from tests.browser.test_a11y import Finding, findings
from tests.browser.troubles import AGAIN, SHEET, WAITING
from tests.browser.visits import PATIENT, WITH_ENGINE, Profiles, saved_text
from tests.conftest import Site

pytestmark = pytest.mark.browser

LOADING = "Loading the scoring engine"
LOST = "() => { setTimeout(() => { throw new Error('It is lost.'); }); }"
BOXES = """(places) => places.map((place) => {
  const { x, y, width, height } = place.getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
})"""


def opened(profiles: Profiles, path: str, saved: str | None = None) -> Page:
    """The page with a worker that only says what a test has it say; its clock stands."""
    profiles.site.fault = faults.no_engine()
    page = profiles.profile(saved).new_page()
    page.clock.install()
    page.goto(f"{profiles.site.url}{path}")
    page.wait_for_function("() => document.querySelector('[data-ready], shared-result:not([hidden])')")
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    page.evaluate(WITH_ENGINE % "Object.assign(PATIENCE, given);", PATIENT)
    return page


def tell(page: Page, text: str, **bytes_: int) -> None:
    """Has the newest worker tell a stage."""
    page.workers[-1].evaluate("(news) => postMessage({ type: 'stage', ...news })", {"text": text, **bytes_})


def asked(profiles: Profiles) -> Page:
    """The assessment with the list of answers, and the result asked for."""
    page = opened(profiles, "assessment/#review", saved_text(SHEET, "review"))
    expect(page.locator("#review a").first).to_be_visible()
    page.locator("[data-part=continue]").click()
    expect(page.locator("engine-wait[data-waiting]")).to_have_count(1)
    page.clock.run_for(1_010)
    expect(bar(page)).to_be_visible()
    return page


def bar(page: Page) -> Locator:
    """What shows how far the engine's start has come."""
    return page.locator("engine-wait[data-shown] progress")


def checked_by_axe(page: Page) -> list[Finding]:
    """What axe finds, which needs a clock that goes."""
    page.clock.resume()
    found = findings(page)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    return found


def test_nothing_is_said_in_the_first_second(profiles: Profiles) -> None:
    """A start that takes less than a second is not spoken of; one that takes longer is, by the second."""
    page = opened(profiles, "assessment/compare/")
    words = page.locator("[data-part=engine]")
    page.locator("#code-1").fill("x")
    page.locator("[data-part=submit]").click()
    page.clock.run_for(990)
    expect(words).to_be_empty()
    expect(bar(page)).to_have_count(0)
    page.clock.run_for(20)
    expect(words).to_have_text("The engine that reads this is still loading.")
    expect(bar(page)).to_be_visible()
    tell(page, LOADING, loaded=1_230_000, total=3_600_000)
    expect(words).to_have_text(f"{LOADING}: 1.2 of 3.6 MB")
    assert not checked_by_axe(page)


def test_stages_and_bytes_are_told(profiles: Profiles) -> None:
    """The bar moves with each news, the words once a megabyte and at each stage; then both go."""
    page = asked(profiles)
    words = page.locator("[data-part=engine]")
    expect(words).to_have_text(WAITING)
    for loaded, said in ((300_000, "0.3"), (900_000, "0.3"), (1_290_000, "0.3"), (1_310_000, "1.3")):
        tell(page, LOADING, loaded=loaded, total=4_000_000)
        expect(bar(page)).to_have_js_property("value", loaded / 4_000_000)
        assert words.text_content() == f"{LOADING}: {said} of 4.0 MB"
    for text in ("Starting Python", "Reading the question bank"):
        tell(page, text)
        expect(words).to_have_text(text)
        expect(bar(page)).to_have_js_property("value", 1)
    assert not checked_by_axe(page)
    page.workers[-1].evaluate("postMessage({ type: 'ready' })")
    expect(words).to_be_empty()
    expect(page.locator("engine-wait[data-waiting]")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_shifts_when_the_words_come(width: int, profiles: Profiles) -> None:
    """The room of the words and the bar is there from the click on: they and the next words move nothing."""
    page = opened(profiles, "assessment/compare/")
    page.set_viewport_size({"width": width, "height": 740})
    page.locator("#code-1").fill("x")
    page.locator("[data-part=submit]").click()
    places = page.locator("[data-part=submit], .ask__form, engine-wait, footer")
    before = places.evaluate_all(BOXES)
    page.clock.run_for(1_010)
    expect(bar(page)).to_be_visible()
    assert places.evaluate_all(BOXES) == before
    for text in (LOADING, "Reading the question bank"):
        tell(page, text, loaded=12_340_000, total=23_450_000)
        expect(page.locator("[data-part=engine]")).to_contain_text(text)
        assert places.evaluate_all(BOXES) == before


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_list_of_answers_stays_where_it_is(width: int, profiles: Profiles) -> None:
    """The same under the list of answers, whose buttons stay in sight."""
    page = opened(profiles, "assessment/#review", saved_text(SHEET, "review"))
    page.set_viewport_size({"width": width, "height": 740})
    expect(page.locator("#review a").first).to_be_visible()
    page.locator("[data-part=continue]").click()
    expect(page.locator("engine-wait[data-waiting]")).to_have_count(1)
    places = page.locator("#review, .quiz__nav, [data-part=continue]")
    before = places.evaluate_all(BOXES)
    page.clock.run_for(1_010)
    expect(bar(page)).to_be_visible()
    for text in (LOADING, "Reading the question bank"):
        tell(page, text, loaded=12_340_000, total=23_450_000)
        expect(page.locator("[data-part=engine]")).to_contain_text(text)
        assert places.evaluate_all(BOXES) == before


def test_trouble_is_told_before_the_next_stages(profiles: Profiles) -> None:
    """Why the engine is started again stays for a second; then the new start is told from its beginning."""
    page = asked(profiles)
    words = page.locator("[data-part=engine]")
    tell(page, LOADING, loaded=3_000_000, total=4_000_000)
    expect(words).to_contain_text("3.0")
    with page.expect_worker():
        page.workers[-1].evaluate(LOST)
    expect(words).to_have_text(f"It is lost. {AGAIN}")
    tell(page, LOADING, loaded=100_000, total=4_000_000)
    page.clock.run_for(990)
    expect(words).to_have_text(f"It is lost. {AGAIN}")
    page.clock.run_for(20)
    expect(words).to_have_text(f"{LOADING}: 0.1 of 4.0 MB")


def test_who_goes_back_is_told_no_more(profiles: Profiles) -> None:
    """Whoever goes back to a question hears nothing of the start, and finds no room kept for it."""
    page = asked(profiles)
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#q16")).to_be_visible()
    expect(page.locator("engine-wait[data-waiting]")).to_have_count(0)
    tell(page, LOADING, loaded=3_000_000, total=4_000_000)
    page.workers[-1].evaluate("0")
    expect(page.locator("[data-part=engine]")).to_be_empty()


@pytest.mark.parametrize("path", ["styles/owl/#s=CODE", "assessment/#r=CODE"])
def test_link_with_a_code_tells_the_same(path: str, profiles: Profiles) -> None:
    """Whoever opens a link is told stages, bytes and trouble, and offered another try."""
    page = opened(profiles, path)
    place = page.locator("shared-result, opened-code").first
    expect(place.locator("engine-wait[data-waiting]")).to_have_count(1)
    page.clock.run_for(1_010)
    tell(page, LOADING, loaded=1_230_000, total=3_600_000)
    expect(place.locator("engine-wait [role=status]")).to_have_text(f"{LOADING}: 1.2 of 3.6 MB")
    expect(bar(page)).to_be_visible()
    assert not checked_by_axe(page)
    with page.expect_worker():
        page.workers[-1].evaluate(LOST)
    expect(place.get_by_text("It is lost. It is being started again")).to_be_visible()
    page.workers[-1].evaluate(LOST)
    expect(place.get_by_text("It is lost.").locator("visible=true")).to_have_count(1)
    again = place.get_by_role("button", name="Try again").or_(place.get_by_role("button", name="Open it"))
    expect(again).to_be_visible()
    expect(page.locator("engine-wait[data-waiting]")).to_have_count(0)


@pytest.mark.parametrize("path", ["compare", "team", "counterpart"])
def test_form_that_fails_offers_the_paper_key(path: str, page: Page, site: Site) -> None:
    """The message of a form whose engine failed leads to the paper key, which is there."""
    site.fault = faults.missing(faults.WORKER)
    page.goto(f"{site.url}assessment/{path}/")
    page.locator("[data-part=submit]").click()
    trouble = page.locator("[data-part=trouble]")
    expect(trouble.get_by_role("button", name="Try again")).to_be_visible()
    trouble.get_by_role("link", name="the paper key").click()
    page.wait_for_url("**/assessment/#paper")
    expect(page.locator("#paper")).to_be_visible()


def test_kept_answers_start_without_a_word(profiles: Profiles) -> None:
    """Nobody waits while questions are answered, so the start that kept answers cause is not spoken of."""
    page = opened(profiles, "assessment/#q3", saved_text(SHEET, "q3"))
    tell(page, LOADING, loaded=1_230_000, total=3_600_000)
    page.clock.run_for(5_000)
    expect(page.locator("[data-part=engine]")).to_be_empty()
    expect(bar(page)).to_have_count(0)
