"""The takes on this device: what is added, replaced and set aside, and what the list says of them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.codes import private_code
from assessment.history import history
from assessment.sheet import read_sheet
from tests.browser.expects import BANK, FULL, STEPS
from tests.browser.take import answer_all, choose, continue_, leaks_of, picks_of, wait_for_result
from tests.browser.visits import KEY, Profiles, kept, saved_text, settled, sheet_of
from tests.conftest import Site

pytestmark = pytest.mark.browser

TAKES = f"{KEY}.takes"
OWL = sheet_of(picks_of("owl", "lion"), leaks_of(2))


def code_of(sheet: dict[str, Any]) -> str:
    """The private code of a sheet."""
    return private_code(BANK, read_sheet(BANK, sheet))


def takes(page: Page) -> list[dict[str, Any]]:
    """The takes that are kept, oldest first."""
    found: list[dict[str, Any]] = json.loads(page.evaluate("key => localStorage.getItem(key) ?? '[]'", TAKES))
    return found


def lines(page: Page) -> list[list[str]]:
    """What the list says of each take but its time, the last one first."""
    expect(page.locator("take-history [data-part=takes] > li").first).to_contain_text(" at ")
    found: list[list[str]] = page.locator("take-history [data-part=takes] > li").evaluate_all(
        """entries => entries.map((entry) => [...entry.querySelectorAll("strong, [data-part=since], li")]
          .map((part) => part.textContent).filter(Boolean))"""
    )
    return found


def words(kept: list[dict[str, Any]]) -> list[list[str]]:
    """What CPython says of those takes, in the same order and form."""
    found = []
    for one in reversed(history(kept).takes):
        since = one.error or (f"Since the take before: {one.summary}" if one.summary else "")
        found.append([text for text in (one.label, since, *one.moved) if text])
    return found


def expect_list(page: Page) -> None:
    """The list says what CPython says of what is kept, and explains noise where there is a difference."""
    entries = page.locator("take-history [data-part=takes] > li")
    expect(entries).to_have_count(len(takes(page)))
    expect(entries.last.locator("strong")).not_to_be_empty()
    assert lines(page) == words(takes(page))
    note = history(takes(page)).note or ""
    expect(page.locator("take-history [data-part=note]")).to_have_text(note)


def change_first(page: Page, most: str) -> None:
    """Changes the first answer of the result on the page, and asks for the result again."""
    page.get_by_role("button", name="Change an answer").click()
    page.evaluate("location.hash = '#q1'")
    choose(page, "a01.most", most)
    for _ in range(STEPS + 1):
        continue_(page)
    wait_for_result(page)


def set_back(page: Page, hours: int) -> None:
    """Makes the last take older by hours."""
    kept = takes(page)
    kept[-1]["at"] = (datetime.fromisoformat(kept[-1]["at"]) - timedelta(hours=hours)).isoformat()
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [TAKES, json.dumps(kept)])


@pytest.fixture(scope="module")
def device(chromium: Browser, built: Path) -> Iterator[Page]:
    """A profile with one finished take, its result shown; the tests below go on with it in their order."""
    profiles = Profiles(chromium, Site(built))
    with profiles.open:
        page = profiles.visit(saved_text({**FULL, "context": {"side": "buy"}}), "#result")
        wait_for_result(page)
        yield page
    profiles.site.server.shutdown()
    profiles.site.server.server_close()


def test_take_is_listed_once(device: Page) -> None:
    """A shown result is a take, with its time and context; shown again after a reload it is no second one."""
    expect_list(device)
    [take] = takes(device)
    assert take["code"] == code_of(FULL)
    assert take["context"] == {"side": "buy"}
    assert datetime.fromisoformat(take["at"]).tzinfo is not None
    device.reload()
    settled(device)
    wait_for_result(device)
    expect_list(device)
    assert takes(device) == [take]


def test_changed_answer_replaces_the_take(device: Page) -> None:
    """In the same sitting a changed answer gives the same take with other answers, after a reload too."""
    picked = FULL["blocks"]["a01"].values()
    change_first(device, next(one.id for one in BANK.blocks[0].statements if one.id not in picked))
    expect(device.locator("take-history li a")).to_have_attribute(
        "href", f"#r={code_of(kept(device)['sheet'])}"
    )
    assert len(takes(device)) == 1
    expect_list(device)


def test_change_after_an_hour_is_a_new_take(device: Page) -> None:
    """More than an hour later a changed answer is a take of its own, compared with the one before."""
    set_back(device, 2)
    change_first(device, FULL["blocks"]["a01"]["most"])
    expect(device.locator("take-history [data-part=takes] > li")).to_have_count(2)
    assert takes(device)[-1]["code"] == code_of(FULL)
    expect_list(device)


def test_take_from_an_empty_form_is_a_new_take(device: Page) -> None:
    """ "Take it again" begins with an empty form, keeps the take, and the next result is one more."""
    before = takes(device)
    device.get_by_role("button", name="Take it again from the start").click()
    expect(device.locator("form.quiz__form :checked")).to_have_count(0)
    assert takes(device) == before
    assert kept(device) is None
    answer_all(device, picks_of("owl", "lion"), leaks_of(2))
    expect(device.locator("take-history [data-part=takes] > li")).to_have_count(3)
    assert [take["code"] for take in takes(device)] == [*(take["code"] for take in before), code_of(OWL)]
    assert not [key for key in device.evaluate("Object.keys(localStorage)") if ".kept." in key]
    expect_list(device)
    assert any("more than noise" in line for line in lines(device)[0])


def test_take_of_the_list_opens(device: Page) -> None:
    """A take's link opens its result, which says that it is one of the visitor's own."""
    device.locator("take-history [data-part=takes] > li a").last.click()
    expect(device.locator("opened-code [data-part=what]")).to_contain_text("This is your take of ")
    current = device.locator("take-history a[aria-current=true]")
    expect(current).to_have_attribute("href", f"#r={takes(device)[0]['code']}")
    assert device.url.endswith(f"#r={takes(device)[0]['code']}")


def test_takes_stand_at_the_start(profiles: Profiles) -> None:
    """With takes and no answers the list is under the first question, and under no other."""
    page = profiles.profile().new_page()
    kept = [
        {"code": code_of(FULL), "at": "2026-08-03T09:10:00Z"},
        {"code": "Dx", "at": "2026-08-04T09:10:00Z"},
    ]
    page.add_init_script(f"localStorage.setItem('{TAKES}', {json.dumps(json.dumps(kept))})")
    profiles.go(page)
    expect(page.locator("take-history strong").last).to_have_text("strongly Lion", timeout=60_000)
    assert lines(page) == words(kept)
    choose(page, "a01.most", "a01-1")
    choose(page, "a01.least", "a01-2")
    continue_(page)
    expect(page.locator("take-history")).to_be_hidden()


@pytest.mark.parametrize("text", ["{", "null", '{"code": "D"}', '[{"code": 3, "at": "2026-08-03"}]', '["D"]'])
def test_damaged_list_is_set_aside(text: str, quiet: Profiles) -> None:
    """A list that cannot be read is kept as it is under another key, and told of."""
    page = quiet.profile().new_page()
    page.goto(f"{quiet.site.url}about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [TAKES, text])
    quiet.go(page)
    expect(page.locator("take-history [data-part=told]")).to_contain_text("was damaged")
    found = page.evaluate("({...localStorage})")
    assert found.pop(TAKES) == "[]"
    assert list(found.values()) == [text]
