"""axe-core finds nothing on the pages of the standard as visitors make them: notes, results, errors, seals.

The pages as they are opened stand in test_a11y.py, two of each type; here are all playbooks and the states.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ledger.maturity import bank
from tests.browser.asking import RESULT, SUBMIT, send
from tests.browser.standard import PLAYBOOKS, RENEWAL, fill, open_page, prepare_page, prepared_page, seal
from tests.browser.take import RESULT_TIMEOUT, choose
from tests.browser.test_a11y import assert_nothing, findings
from tests.browser.visits import Profiles
from tests.conftest import Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

ERROR = "[data-part=error]"
KINDS = ("glossary", "prepare", "self-check", "playbook", "move")


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_playbook_with_all_open(page: Page, site: Site, name: str) -> None:
    """Each playbook is clean with the notes of all styles and every detail shown."""
    page.goto(f"{site.url}playbooks/{name}/")
    page.locator("style-view [data-style=all]").click()
    page.locator("main details").evaluate_all("all => { for (const one of all) one.open = true; }")
    expect(page.locator("[data-note]:visible").first).to_be_visible()
    assert_nothing(page)


def test_playbook_for_one_style(page: Page, site: Site) -> None:
    """A playbook is clean with the visitor's own style chosen and said."""
    page.goto(f"{site.url}playbooks/software-renewal/")
    page.evaluate("localStorage.setItem('edge.assessment.style', 'monkey')")
    page.reload()
    expect(page.locator("style-view [data-part=own]")).to_be_visible()
    assert_nothing(page)


def test_page_types_are_there(tree: Tree) -> None:
    """The test of every page type meets the new ones."""
    kinds = tree.kinds()
    assert set(KINDS) <= set(kinds)
    assert [path for path in kinds["index"] if path in ("moves/index.html", "playbooks/index.html")]


def test_every_move(page: Page, site: Site, tree: Tree) -> None:
    """Each move's page is clean."""
    report = []
    for path in tree.kinds()["move"]:
        page.goto(site.url + address(path))
        report += [f"{path}: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_prepare_in_every_state(profiles: Profiles) -> None:
    """Fields, an error, the sheet, the seal with its list, a deleted seal: all clean."""
    page = prepare_page(profiles)
    report = [f"fields: {finding}" for finding in findings(page)]
    page.locator(SUBMIT).click()
    expect(page.locator(ERROR)).to_be_visible(timeout=RESULT_TIMEOUT)
    report += [f"error: {finding}" for finding in findings(page)]
    fill(page, RENEWAL)
    page.locator("[data-part=more]").click()
    send(page)
    report += [f"sheet: {finding}" for finding in findings(page)]
    seal(page)
    report += [f"sealed: {finding}" for finding in findings(page)]
    page.locator("[data-part=list]").get_by_role("button", name="Delete").click()
    expect(page.locator("[data-part=told]").get_by_role("button", name="Undo")).to_be_visible()
    report += [f"deleted: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_prepare_with_warnings_and_an_own_file(profiles: Profiles) -> None:
    """What does not fit, the field for a file and the notice about a broken one are clean."""
    page = prepared_page(profiles)
    page.locator("#what-0").fill("Move to the rival")
    page.locator("#worth-0").fill("200,000")
    page.locator(SUBMIT).click()
    expect(page.locator("[data-part=warnings]")).to_be_visible(timeout=RESULT_TIMEOUT)
    report = [f"warnings: {finding}" for finding in findings(page)]
    page.locator("input[name=playbook][value=own]").check()
    page.locator("#own-playbook").set_input_files(Path(__file__))
    expect(page.locator("[data-part=notice]")).to_be_visible()
    report += [f"own file: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_self_check_in_every_state(profiles: Profiles) -> None:
    """A missing answer, and the result of twelve, are clean."""
    page = open_page(profiles, "owners/self-check/")
    page.locator(SUBMIT).click()
    expect(page.locator(ERROR)).to_be_visible(timeout=RESULT_TIMEOUT)
    report = [f"missing: {finding}" for finding in findings(page)]
    for number, question in enumerate(bank().questions):
        choose(page, question.id, str(number % 4))
    send(page)
    expect(page.locator(RESULT)).to_be_visible()
    report += [f"result: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)
