"""Playbooks to prepare: of one's own from a file, sound, broken or faulty; and one that does not load."""

import copy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults
from tests.browser.asking import SUBMIT, TROUBLE, send
from tests.browser.preparing import ERROR, NOTICE, expect_sheet, file_of, words_of
from tests.browser.standard import EXAMPLE, RENEWAL, fill, ledger_says, open_page, playbook, typed
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser
OWN_FILE = "#own-playbook"


def own_page(profiles: Profiles, file: Path) -> Page:
    """The page with a playbook file of the visitor's own chosen."""
    page = open_page(profiles, "playbooks/prepare/")
    page.locator("input[name=playbook][value=own]").check()
    page.locator(OWN_FILE).set_input_files(file)
    return page


def test_own_playbook_with_a_limit_that_is_too_weak(profiles: Profiles, site: Site, tmp_path: Path) -> None:
    """A file of the visitor's own: its words are CPython's, with the warning that leaving would be better."""
    model = playbook(site)
    model["terms"][0]["reservation"]["rule"] = "baseline * 1.03"
    page = own_page(profiles, file_of(tmp_path, "mine.json", model))
    page.locator(EXAMPLE).click()
    send(page)
    words = words_of(model, RENEWAL)
    assert words["warnings"][0]["code"] == "batna"
    expect_sheet(page, words)
    expect(page.locator("[data-list=warnings] li").first).to_contain_text("worse than the alternative")


def test_file_of_the_site_works_as_ones_own(profiles: Profiles, site: Site) -> None:
    """The JSON that a playbook's page offers can be chosen as it is."""
    page = own_page(profiles, site.folder / "playbooks" / "price-increase.json")
    page.locator(EXAMPLE).click()
    send(page)
    expect_sheet(page, words_of(playbook(site, "price-increase"), typed(page)))


BROKEN: dict[str, object] = {
    "no JSON": "schema: edge-playbook/1",
    "empty": "",
    "null": None,
    "a list": [],
    "no terms": {"schema": "edge-playbook/1"},
    "inputs a text": {"terms": [], "inputs": "baseline"},
    "an input of nothing": {"terms": [], "inputs": [{}]},
    "inputs of null": {"terms": [], "inputs": [None]},
    "terms of null": {"terms": [None], "inputs": []},
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_file_loses_nothing(profiles: Profiles, site: Site, tmp_path: Path, content: object) -> None:
    """A file that cannot be read is named; playbook and figures before it stay, and can be worked out."""
    page = own_page(profiles, site.folder / "playbooks" / "software-renewal.json")
    fill(page, RENEWAL)
    page.locator(OWN_FILE).set_input_files(file_of(tmp_path, "broken.json", content))
    expect(page.locator(NOTICE)).to_contain_text("broken.json")
    expect(page.locator(NOTICE)).to_contain_text("Nothing was changed.")
    assert typed(page) == RENEWAL
    send(page)
    expect_sheet(page, words_of(playbook(site), RENEWAL))


def changed_rule(model: dict[str, Any]) -> None:
    """A rule that names what there is not."""
    model["terms"][0]["hold"]["rule"] = "base_line * 2"


def broken_rule(model: dict[str, Any]) -> None:
    """A rule that cannot be read."""
    model["terms"][0]["hold"]["rule"] = "baseline *"


def other_format(model: dict[str, Any]) -> None:
    """A file of a format to come."""
    model["schema"] = "edge-playbook/9"


@pytest.mark.parametrize("change", [changed_rule, broken_rule, other_format])
def test_faulty_playbook_is_told_in_words(
    profiles: Profiles, site: Site, tmp_path: Path, change: Any
) -> None:
    """What Python finds wrong in a playbook of one's own stands in the summary, not as a broken page."""
    model = copy.deepcopy(playbook(site))
    change(model)
    page = own_page(profiles, file_of(tmp_path, "faulty.json", model))
    page.locator(EXAMPLE).click()
    page.locator(SUBMIT).click()
    error = ledger_says(do="prepare", playbook=model, inputs=RENEWAL)["error"]
    expect(page.locator(SUBMIT)).not_to_have_attribute("data-busy", "", timeout=RESULT_TIMEOUT)
    expect(page.locator(TROUBLE)).to_be_hidden()
    expect(page.locator(ERROR)).to_be_focused()
    expect(page.locator("[data-part=error-link]")).to_contain_text(error["message"][1:])
    assert typed(page) == RENEWAL


def test_playbook_that_cannot_be_loaded(profiles: Profiles, site: Site) -> None:
    """A playbook that the site does not give is told, and can be chosen again."""
    page = open_page(profiles, "playbooks/prepare/")
    site.fault = faults.missing("job-offer.json")
    card = page.locator("input[name=playbook][value=job-offer]")
    card.click()
    expect(page.locator(NOTICE)).to_contain_text("could not be loaded")
    expect(card).not_to_be_checked()
    site.fault = None
    card.check()
    expect(page.locator(EXAMPLE)).to_be_visible()
    expect(page.locator(NOTICE)).to_be_hidden()
