"""Takes and codes of the first version of the questions, on a site where a second version is installed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.codes import private_code
from assessment.quiz import bundled_bank
from assessment.sheet import read_sheet
from tests.browser import faults
from tests.browser.expects import BANK, FULL, LION, answers_in, checked, expect_cpython, walk
from tests.browser.second import MARK, build_second, second_bank
from tests.browser.take import answer_all, choose, leaks_of, wait_for_result
from tests.browser.visits import KEY, Profiles, kept, saved_text, settled, step_is
from tests.conftest import Site
from tests.site.tree import Tree

pytestmark = pytest.mark.browser

CODE = private_code(BANK, read_sheet(BANK, FULL))
HALF = {**FULL, "blocks": {"a12": {"most": "a12-1", "least": "a12-4"}}, "leaks": {}, "version": 2}
"""The first answers to the second version, which begins with the last block of the first."""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site with both versions."""
    return build_second(tmp_path_factory.mktemp("second"))


@pytest.fixture
def later(chromium: Browser, second: Path) -> Iterator[Profiles]:
    """Visits to the site with both versions."""
    profiles = Profiles(chromium, Site(second))
    with profiles.open:
        yield profiles
    profiles.site.server.shutdown()
    profiles.site.server.server_close()


def text_of(page: Page, statement: str) -> str:
    """The text of a statement as it stands in the form."""
    return (page.locator(f"#{statement}").text_content() or "").strip()


def test_second_bank_is_another_one() -> None:
    """The bank of this test breaks no rule, and asks other things in another order."""
    _, bank = second_bank()
    assert bank.problems() == []
    assert bank.version == 2
    assert bank.blocks[0].id == BANK.blocks[-1].id
    assert all(one.text.endswith(MARK.strip()) for block in bank.blocks for one in block.statements)


def test_take_saved_before_finishes_on_its_version(quiet: Profiles, later: Profiles) -> None:
    """A take half done on the first site goes on where it stood, in its words, and is scored by its bank."""
    page = quiet.visit()
    walk(page, 5)
    choose(page, "a06.most", LION["a06"][0])
    before = checked(page)
    saved = page.evaluate("key => localStorage.getItem(key)", KEY)
    page.close()

    page = later.visit(saved)
    page.wait_for_url("**/assessment/v1/#q6")
    settled(page)
    step_is(page, "q6")
    assert checked(page) == before
    whole = json.loads(saved)
    assert kept(page) == {"sheet": whole["sheet"], "at": whole["at"]}
    for block in BANK.blocks:
        for statement in block.statements:
            assert text_of(page, statement.id) == statement.text
    answer_all(page, LION, leaks_of(3))
    assert page.url.endswith("/assessment/v1/#result")
    assert kept(page) == {"sheet": FULL, "at": "result"}
    expect_cpython(page, FULL)
    expect(page.locator("take-history li a")).to_have_attribute("href", f"#r={CODE}")


def test_new_visitor_gets_the_new_questions(later: Profiles) -> None:
    """Without a take the address shows the newest version, and its result is of that version."""
    page = later.visit()
    assert page.url.endswith("/assessment/")
    first = second_bank()[1].blocks[0].statements[0]
    assert page.locator("fieldset.step .choice__text").first.text_content() == first.text
    expect(page.get_by_text("These are the questions of version")).to_have_count(0)
    answer_all(page, LION, leaks_of(3))
    expect(page.locator("take-history li")).to_have_count(1)
    assert kept(page)["sheet"]["version"] == 2
    assert page.evaluate("JSON.parse(localStorage.getItem('edge.assessment.takes'))[0].code[0]") == "F"


@pytest.mark.parametrize("fragment", ["", "#q2"])
def test_question_in_the_address_goes_along(later: Profiles, fragment: str) -> None:
    """The way to the older page keeps the question that the address names; else it is the one left open."""
    later.site.fault = faults.no_engine()
    page = later.visit(saved_text({**FULL, "blocks": {"a01": FULL["blocks"]["a01"]}}, "q1"), fragment)
    page.wait_for_url(f"**/assessment/v1/{fragment}*")
    settled(page)
    step_is(page, (fragment or "#q1")[1:])


def test_starting_anew_loses_nothing(later: Profiles) -> None:
    """From an unfinished take the way leads to the new questions; the old one goes aside, and back again."""
    later.site.fault = faults.no_engine()
    blocks = {block: FULL["blocks"][block] for block in ("a01", "a02", "a03")}
    sheet = {**FULL, "blocks": blocks, "leaks": {}}
    page = later.visit(saved_text(sheet, "q4"))
    page.wait_for_url("**/assessment/v1/#q4")
    page.get_by_role("link", name="Start anew on the new questions").click()
    page.wait_for_url(lambda url: url.endswith("/assessment/"))
    settled(page)
    assert checked(page) == {}
    assert kept(page) is None
    choose(page, "a12.most", "a12-1")
    page.get_by_role("button", name="Go on with these").click()
    page.wait_for_url("**/assessment/v1/#q4")
    settled(page)
    assert checked(page) == answers_in(sheet)
    [aside] = page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('.kept.'))")
    assert json.loads(aside[1])["sheet"]["blocks"] == {"a12": {"most": "a12-1"}}


def test_finished_take_stays_among_the_takes(later: Profiles) -> None:
    """A finished take of the old version shows its result; starting anew leaves it in the list, not aside."""
    page = later.visit(saved_text(FULL))
    page.wait_for_url("**/assessment/v1/#result")
    wait_for_result(page)
    expect(page.locator("take-history li strong")).to_have_text("strongly Lion")
    page.get_by_role("link", name="Start anew on the new questions").click()
    page.wait_for_url(lambda url: url.endswith("/assessment/"))
    settled(page)
    expect(page.locator("take-history li a")).to_have_attribute("href", f"#r={CODE}")
    assert sorted(page.evaluate("Object.keys(localStorage)")) == [f"{KEY}.style", f"{KEY}.takes"]


def test_old_code_opens_on_the_page_of_its_version(later: Profiles) -> None:
    """A code of the first version gives that version's result, and leaves a take of the second alone."""
    saved = saved_text(HALF, "q2")
    page = later.profile(saved).new_page()
    page.goto(f"{later.site.url}assessment/#r={CODE}")
    page.wait_for_url(f"**/assessment/v1/#r={CODE}", timeout=60_000)
    wait_for_result(page)
    expect_cpython(page, FULL)
    assert page.evaluate("({...localStorage})") == {KEY: saved}
    page.get_by_role("button", name="Continue with my own answers").click()
    page.wait_for_url("**/assessment/#q2")
    settled(page)
    assert checked(page) == answers_in(HALF)
    whole = json.loads(saved)
    assert kept(page) == {"sheet": whole["sheet"], "at": whole["at"]}


def test_older_page_is_for_its_takes_alone(second: Path) -> None:
    """The page of the old version stands for the assessment, is in no sitemap, and no page leads there."""
    tree = Tree(second)
    path = "assessment/v1/index.html"
    assert tree.one(path, "meta[name=robots]").attributes["content"] == "noindex"
    canonical = tree.one(path, "link[rel=canonical]").attributes["href"] or ""
    assert canonical.endswith("/assessment/")
    assert tree.text("sitemap.xml").count(f"<loc>{canonical}</loc>") == 1
    assert "assessment/v1/" not in tree.text("sitemap.xml")
    assert not tree.html["assessment/index.html"].css("meta[name=robots]")
    for page in tree.html:
        targets = [tree.target(one) for one in tree.references(page)]
        assert all(target[0] in tree.files for target in targets if target), page
        if not page.startswith("assessment/"):
            assert path not in [target[0] for target in targets if target], page
    assert "version 1" in tree.one(path, "title").text()
    assert bundled_bank(1).blocks[0].statements[0].text in tree.text(path)
