"""The page that prepares a sheet, with the real engine: playbooks, alternatives, errors, keys."""

import pytest
from playwright.sync_api import expect

from tests.browser import faults
from tests.browser.asking import RESULT, SUBMIT, TROUBLE, expect_error, expect_trouble_and_retry, send
from tests.browser.measures import SIDEWAYS
from tests.browser.preparing import ERROR, LIST, expect_sheet, marks, words_of
from tests.browser.standard import (
    ENTRIES,
    EXAMPLE,
    PLAYBOOKS,
    RENEWAL,
    fill,
    ledger_says,
    open_page,
    packages,
    playbook,
    prepare_page,
    prepared_page,
    tab_to,
    typed,
)
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser


def test_example_is_what_cpython_gives(profiles: Profiles, site: Site) -> None:
    """The renewal's example: its four positions, three packages, all in CPython's words; fits 320 px."""
    page = prepare_page(profiles)
    expect(page.locator("input[name=playbook][value=software-renewal]")).to_be_checked()
    page.locator(EXAMPLE).click()
    assert typed(page) == RENEWAL
    send(page)
    expect(page.locator(RESULT)).to_be_focused()
    found = marks(page)
    wanted = {"Opening": "204,000", "Target": "220,800", "Hold": "225,600", "Limit": "231,000"}
    assert {name: found[name] for name in wanted} == wanted
    assert len(packages(page)) == 3
    expect_sheet(page, words_of(playbook(site), RENEWAL))
    assert page.title() == "Your sheet · The Edge"
    expect(page.locator("[data-slot=playbook]")).to_have_text(
        "By the playbook “Software renewal, buying side”, version 2.2.0."
    )
    assert page.evaluate(ENTRIES) == {}
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("name", [name for name in PLAYBOOKS if name != "software-renewal"])
def test_every_playbook_can_be_prepared(profiles: Profiles, site: Site, name: str) -> None:
    """Each playbook of the site, chosen by its card, gives for its example what CPython gives."""
    page = open_page(profiles, "playbooks/prepare/")
    page.locator(f"input[name=playbook][value={name}]").check()
    page.locator(EXAMPLE).click()
    send(page)
    expect_sheet(page, words_of(playbook(site, name), typed(page)))


def test_another_playbook_takes_the_sheet_away(profiles: Profiles, site: Site) -> None:
    """The result of one playbook does not stand under the figures of another."""
    page = prepared_page(profiles)
    page.locator("input[name=playbook][value=job-offer]").check()
    expect(page.locator(RESULT)).to_be_hidden()
    expect(page.locator("[data-place^='inputs.']")).to_have_count(len(playbook(site, "job-offer")["inputs"]))
    assert not any(typed(page).values())


def test_best_alternative_is_the_limit(profiles: Profiles, site: Site) -> None:
    """The best of the alternatives takes the place of the rule for the BATNA; more rows can be had."""
    page = prepare_page(profiles)
    fill(page, RENEWAL)
    rows_ = page.locator(".prepare__row:visible")
    expect(rows_).to_have_count(2)
    given = [
        {"what": "Extend by a year", "value": "229,000.50", "by": "2027-01-31"},
        {"what": "Move to the rival", "value": "227 000", "by": ""},
        {"what": "Do without", "value": "€ 240,000", "by": ""},
    ]
    more = page.locator("[data-part=more]")
    more.click()
    expect(rows_).to_have_count(3)
    expect(page.locator("#what-2")).to_be_focused()
    for number, one in enumerate(given):
        for key, text in (("what", one["what"]), ("worth", one["value"]), ("by", one["by"])):
            page.locator(f"#{key}-{number}").fill(text)
    more.click()
    more.click()
    expect(rows_).to_have_count(5)
    expect(more).to_be_hidden()
    send(page)
    assert marks(page)["Limit"] == marks(page)["BATNA"] == "227,000"
    expect_sheet(page, words_of(playbook(site), RENEWAL, *given))


def test_wrong_figures_are_told_at_their_field(profiles: Profiles, site: Site) -> None:
    """A missing figure, one that is none, and an alternative in halves: at the field, in the summary."""
    page = prepare_page(profiles)
    model = playbook(site)
    cases: list[tuple[str, dict[str, str], dict[str, str], str]] = [
        ("inputs.baseline", {**RENEWAL, "baseline": ""}, {}, "#input-baseline"),
        ("inputs.moving_cost", {**RENEWAL, "moving_cost": "a lot"}, {}, "#input-moving_cost"),
        ("alternatives.0.value", RENEWAL, {"what": "Stay", "value": "1.2.3"}, "#worth-0"),
        ("alternatives.0.what", RENEWAL, {"what": "", "value": "230000"}, "#what-0"),
    ]
    for place, figures, alternative, field in cases:
        fill(page, figures)
        page.locator("#what-0").fill(alternative.get("what", ""))
        page.locator("#worth-0").fill(alternative.get("value", ""))
        page.locator(SUBMIT).click()
        request = {"playbook": model, "inputs": figures, "alternatives": [alternative]}
        expect_error(page, place, ledger_says(do="prepare", **request))
        expect(page.locator(field)).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[aria-invalid]")).to_have_count(1)
        expect(page.locator(RESULT)).to_be_hidden()
        assert typed(page) == figures
    page.locator("#what-0").fill("Stay")
    page.locator("#worth-0").fill("230,000")
    send(page)
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    expect(page.locator(ERROR)).to_be_hidden()


def test_all_that_is_wrong_is_told_at_once(profiles: Profiles, site: Site) -> None:
    """Figures that are none, a per cent of money and half an alternative: one summary, CPython's words."""
    page = prepare_page(profiles)
    figures = {"baseline": "a lot", "rival_quote": "85%", "moving_cost": "36,000", "active_share": "85%"}
    fill(page, figures)
    page.locator("#what-1").fill("Stay")
    page.locator("#worth-1").fill("dear")
    page.locator(SUBMIT).click()
    rows = [{}, {"what": "Stay", "value": "dear"}]
    answer = ledger_says(do="prepare", playbook=playbook(site), inputs=figures, alternatives=rows)
    assert len(answer["others"]) == 2
    expect_error(page, "inputs.baseline", answer)


def test_what_is_missing_is_told_without_the_engine(profiles: Profiles, site: Site) -> None:
    """With no engine at all: every empty field by its label, in the words that CPython has for it."""
    site.fault = faults.missing(faults.GLUE)
    page = prepare_page(profiles)
    fill(page, {**dict.fromkeys(RENEWAL, " "), "moving_cost": "36,000"})
    page.locator("#what-0").fill("Stay")
    page.locator("#worth-1").fill("5")
    page.locator(SUBMIT).click()
    rows = [{"what": "Stay"}, {"value": "5"}]
    figures = {"moving_cost": "36,000"}
    answer = ledger_says(do="prepare", playbook=playbook(site), inputs=figures, alternatives=rows)
    assert len(answer["others"]) == 4
    expect_error(page, "inputs.baseline", answer)
    expect(page.locator(TROUBLE)).to_be_hidden()


def test_hints_say_whose_facts_they_are(profiles: Profiles) -> None:
    """What the example rests on is called the example's, and a share says that a per cent may be typed."""
    page = prepare_page(profiles)
    expect(page.locator("#input-baseline-hint")).to_have_text(
        "EUR/year. In the example: 600 seats at 400 euros"
    )
    expect(page.locator("#input-active_share-hint")).to_have_text(
        "of 1, or with a per cent sign: 85%. In the example: 510 of 600 seats were active in 90 days"
    )


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("software-renewal", "What you would pay instead, EUR/year"),
        ("price-increase", "What it would bring, EUR/tonne"),
    ],
)
def test_alternative_is_asked_for_by_side(profiles: Profiles, name: str, label: str) -> None:
    """A buyer says what an alternative costs, a seller what it brings."""
    page = prepare_page(profiles, name)
    expect(page.locator("label[for=worth-0]")).to_have_text(label)


def test_share_typed_as_a_per_cent_is_the_same_sheet(profiles: Profiles, site: Site) -> None:
    """85% of the seats gives the example's sheet."""
    page = prepare_page(profiles)
    fill(page, {**RENEWAL, "active_share": "85%"})
    send(page)
    expect_sheet(page, words_of(playbook(site), RENEWAL))


def test_packages_stand_on_one_line(profiles: Profiles) -> None:
    """The three begin at the same height where they stand beside each other."""
    page = prepared_page(profiles)
    page.set_viewport_size({"width": 1280, "height": 800})
    tops = page.locator(".package").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1, tops


def test_nothing_chosen_is_told(profiles: Profiles) -> None:
    """Without a playbook the page asks for one, in words of its own, and leads to the choice."""
    page = open_page(profiles, "playbooks/prepare/")
    page.locator(SUBMIT).click()
    expect(page.locator(ERROR)).to_be_focused(timeout=RESULT_TIMEOUT)
    link = page.locator("[data-part=error-link]")
    expect(link).to_contain_text("hoose")
    expect(link).not_to_contain_text("None")
    expect(page.locator("[data-error=playbook]")).to_be_visible()
    link.click()
    assert page.evaluate("document.activeElement.closest('.prepare__choice') !== null")


def test_all_by_keys(profiles: Profiles) -> None:
    """From the choice of a playbook to the file that is saved, deleted and had back, no pointer is needed."""
    page = open_page(profiles, "playbooks/prepare/")
    keys = page.keyboard
    tab_to(page, "input[name=playbook]")
    for _ in PLAYBOOKS:
        if page.evaluate("document.activeElement.value") == "software-renewal":
            break
        keys.press("ArrowDown")
    keys.press("Space")
    expect(page.locator("input[value=software-renewal]")).to_be_checked()
    expect(page.locator(EXAMPLE)).to_be_visible()
    tab_to(page, EXAMPLE)
    keys.press("Enter")
    assert typed(page) == RENEWAL
    tab_to(page, "#input-baseline")
    keys.press("Control+A")
    keys.type("240000")
    tab_to(page, "#what-0")
    keys.type("Stay")
    keys.press("Tab")
    keys.type("230,000")
    tab_to(page, SUBMIT)
    keys.press("Enter")
    expect(page.locator(RESULT)).to_be_focused(timeout=RESULT_TIMEOUT)
    assert marks(page)["Limit"] == "230,000"
    tab_to(page, "[data-part=seal]")
    keys.press("Enter")
    expect(page.locator("[data-part=save]")).to_be_focused()
    with page.expect_download():
        keys.press("Enter")
    kept = page.evaluate(ENTRIES)
    assert len(kept) == 1
    tab_to(page, f"{LIST} button[aria-label^=Delete]")
    keys.press("Enter")
    assert page.evaluate(ENTRIES) == {}
    keys.press("Enter")
    expect(page.locator(LIST)).to_have_count(1)
    assert page.evaluate(ENTRIES) == kept


def test_failed_engine_can_be_tried_again(profiles: Profiles, site: Site) -> None:
    """With the engine missing the page says so and keeps the figures; "Try again" works the sheet out."""
    site.fault = faults.missing(faults.GLUE)
    page = prepare_page(profiles)
    fill(page, RENEWAL)
    page.locator(SUBMIT).click()
    expect_trouble_and_retry(page)
    assert typed(page) == RENEWAL
    site.fault = None
    page.locator("[data-part=retry]").click()
    expect(page.locator(RESULT)).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(page.locator(TROUBLE)).to_be_hidden()
