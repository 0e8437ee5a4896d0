"""Sealed sheets: kept on the device, saved, read back, deleted and had back; and no figure leaves."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from ledger.seal import digest, read_back
from tests.browser.asking import SUBMIT, send
from tests.browser.preparing import LIST, SEALED, TOLD, file_of, words_of
from tests.browser.standard import (
    ENTRIES,
    EXAMPLE,
    LEDGER,
    RENEWAL,
    fill,
    open_page,
    playbook,
    prepare_page,
    prepared_page,
    saved,
    seal,
)
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser


def test_sealed_sheet_is_kept_saved_and_read_back(profiles: Profiles, site: Site, tmp_path: Path) -> None:
    """A seal keeps one entry and its file; the file as it is was not changed, a changed copy was."""
    page = prepared_page(profiles)
    entry = seal(page)
    digest = entry["seal"]["digest"]
    assert list(page.evaluate(ENTRIES)) == [LEDGER + entry["id"]]
    assert entry["prep"]["terms"] == words_of(playbook(site), RENEWAL)["entry"]["prep"]["terms"]
    expect(page.locator(SEALED)).to_contain_text("kept on this device")
    expect(page.locator("[data-part=digest]")).to_have_text(f"SHA-256 {digest}")
    expect(page.locator("[data-part=seal]")).to_be_disabled()
    expect(page.locator("[data-part=save]")).to_be_focused()
    name, text = saved(page, page.locator("[data-part=save]"))
    assert name == f"{entry['id']}.json"
    assert text == page.evaluate(ENTRIES)[LEDGER + entry["id"]]
    assert read_back(text) == (entry, True)
    kept = page.evaluate(ENTRIES)
    page.locator("#open-file").set_input_files(file_of(tmp_path, "same.json", text))
    expect(page.locator(TOLD)).to_contain_text("fits its digest: SHA-256 ")
    assert page.evaluate(ENTRIES) == kept
    entry["prep"]["terms"]["price"]["reservation"] += 1
    page.locator("#open-file").set_input_files(file_of(tmp_path, "changed.json", entry))
    expect(page.locator(TOLD)).to_contain_text("was changed after it was sealed")
    assert page.evaluate(ENTRIES) == kept
    page.locator("#open-file").set_input_files(file_of(tmp_path, "other.json", {"schema": "x"}))
    expect(page.locator(TOLD)).to_contain_text("other.json: the file is no entry of the ledger")
    page.locator("#open-file").set_input_files(file_of(tmp_path, "cut.json", text[:99]))
    expect(page.locator(TOLD)).to_contain_text("cut.json: the file cannot be read")
    assert page.evaluate(ENTRIES) == kept


def test_file_from_elsewhere_is_kept_when_it_is_whole(profiles: Profiles, tmp_path: Path) -> None:
    """A sealed file opened on another device joins the list there, to the letter."""
    page = prepared_page(profiles)
    entry = seal(page)
    other = open_page(profiles, "playbooks/prepare/")
    expect(other.locator(LIST)).to_have_count(0)
    other.locator("#open-file").set_input_files(file_of(tmp_path, "sealed.json", entry))
    expect(other.locator(TOLD)).to_contain_text("fits its digest: SHA-256 ", timeout=RESULT_TIMEOUT)
    expect(other.locator(LIST)).to_have_count(1)
    assert other.evaluate(ENTRIES) == page.evaluate(ENTRIES)


def test_kept_sheet_is_never_written_over(profiles: Profiles, tmp_path: Path) -> None:
    """A file of the same name that says something else, its digest made anew, is told and not kept."""
    page = prepared_page(profiles)
    entry = seal(page)
    kept = page.evaluate(ENTRIES)
    entry["prep"]["terms"]["price"]["reservation"] += 1
    entry["seal"]["digest"] = digest(entry)
    page.locator("#open-file").set_input_files(file_of(tmp_path, "forged.json", entry))
    expect(page.locator(TOLD)).to_contain_text("Another copy of it is kept on this device and stays")
    expect(page.locator(TOLD)).to_contain_text(entry["seal"]["digest"])
    assert page.evaluate(ENTRIES) == kept


def test_only_what_the_fields_say_is_sealed(profiles: Profiles) -> None:
    """A figure that is changed later keeps the sheet from being sealed, until it is worked out again."""
    page = prepared_page(profiles)
    button = page.locator("[data-part=seal]")
    expect(button).to_be_enabled()
    fill(page, {"baseline": "250,000"})
    expect(button).to_be_disabled()
    expect(page.locator(SEALED)).to_contain_text("Work it out again")
    page.locator(SUBMIT).click()
    expect(button).to_be_enabled()
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page.locator("[data-part=save]")).to_be_visible()
    expect(page.locator(LIST)).to_have_count(1)
    [text] = page.evaluate(ENTRIES).values()
    entry = json.loads(text)
    assert entry["prep"]["inputs"]["baseline"] == 250_000
    assert len(entry["playbook"]["hash"]) == 64


def test_another_playbook_has_other_alternatives(profiles: Profiles) -> None:
    """What was typed as an alternative has the unit of its playbook, and goes with it."""
    page = prepare_page(profiles)
    page.locator("[data-place='alternatives.0.what']").fill("The other vendor")
    page.locator("[data-place='alternatives.0.value']").fill("231,000")
    page.locator("input[name=playbook][value=logistics-rates]").check()
    expect(page.locator("[data-part=unit]").first).to_have_text("EUR/shipment")
    expect(page.locator("[data-place='alternatives.0.value']")).to_have_value("")


def test_seals_stay_and_deleting_can_be_undone(profiles: Profiles) -> None:
    """Sealed sheets are there after a reload; each can be saved, deleted, and had back as it was."""
    page = prepared_page(profiles)
    entry = seal(page)
    page.locator(SUBMIT).click()
    expect(page.locator("[data-part=seal]")).to_be_enabled()
    page.locator("[data-part=seal]").click()
    expect(page.locator(LIST)).to_have_count(2)
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator(LIST)).to_have_count(2)
    for line in page.locator(LIST).all():
        expect(line).to_contain_text("Software renewal, buying side, version 2.2.0, sealed at ")
    kept = page.evaluate(ENTRIES)
    line = page.locator(LIST).last
    name, text = saved(page, line.get_by_role("button", name="Save the file"))
    assert kept[LEDGER + name.removesuffix(".json")] == text
    line.get_by_role("button", name="Delete").click()
    expect(page.locator(LIST)).to_have_count(1)
    assert kept.keys() - page.evaluate(ENTRIES).keys() == {LEDGER + name.removesuffix(".json")}
    undo = page.locator(TOLD).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(page.locator(TOLD)).to_have_text("It is back.")
    expect(page.locator(LIST)).to_have_count(2)
    assert page.evaluate(ENTRIES) == kept
    assert LEDGER + entry["id"] in kept


def test_seal_is_no_dead_end(profiles: Profiles, site: Site) -> None:
    """After the seal there are ways on: the moves of this playbook, another sheet, the demo; none before."""
    page = prepared_page(profiles)
    onward = page.locator("[data-part=onward]")
    expect(onward).to_be_hidden()
    colour = "one => getComputedStyle(one).backgroundColor"
    ready = page.locator("[data-part=seal]").evaluate(colour)
    seal(page)
    expect(onward).to_be_visible()
    assert page.locator("[data-part=seal]").evaluate(colour) != ready
    assert [link.evaluate("one => one.href") for link in onward.locator("a").all()] == [
        f"{site.url}{address}" for address in ("playbooks/software-renewal/#moves", "playbooks/", "demo/")
    ]
    page.locator("[data-part=moves]").click()
    expect(page.locator("#moves")).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.url}playbooks/prepare/")
    page.wait_for_selector("[data-ready]")
    tops = page.locator(LIST).get_by_role("button").evaluate_all("all => all.map((one) => one.offsetTop)")
    assert len(tops) == 2
    assert len(set(tops)) == 1, "the buttons of a kept sheet stand in one line"


DAMAGED = {
    "cut": '{"id": "n-2026-11-27-abc", "prep": {',
    "empty": "",
    "null": "null",
    "a text": '"n-1"',
    "no preparation": '{"id": "n-1", "playbook": {"id": "x", "version": "1.0.0"}}',
    "no playbook": '{"id": "n-1", "prep": {"sealed_at": "2026-11-27T09:30:00Z"}}',
    "no time": '{"id": "n-1", "playbook": {"id": "x", "version": "1"}, "prep": {"sealed_at": "soon"}}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_damaged_entry_is_listed_and_saved(profiles: Profiles, text: str) -> None:
    """What is kept and cannot be read stays, is listed, and its text can be saved; the page works."""
    page = open_page(profiles, "playbooks/prepare/")
    key = f"{LEDGER}n-1"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator(LIST)).to_have_count(1)
    expect(page.locator(LIST)).to_contain_text("cannot be read")
    assert saved(page, page.locator(LIST).get_by_role("button", name="Save the file"))[1] == text
    page.locator(LIST).get_by_role("button", name="Delete").click()
    assert page.evaluate(ENTRIES) == {}
    page.locator(TOLD).get_by_role("button", name="Undo").click()
    assert page.evaluate(ENTRIES) == {key: text}
    page.locator("input[name=playbook][value=job-offer]").check()
    expect(page.locator(EXAMPLE)).to_be_visible()


def test_device_that_keeps_nothing(profiles: Profiles) -> None:
    """Where nothing can be kept the seal says so, and the file can be saved."""
    page = profiles.profile().new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto(f"{profiles.site.url}playbooks/prepare/#job-offer")
    page.locator(EXAMPLE).click()
    send(page)
    page.locator("[data-part=seal]").click()
    expect(page.locator(SEALED)).to_contain_text("not kept")
    _, text = saved(page, page.locator("[data-part=save]"))
    assert read_back(text)[1]
    expect(page.locator(LIST)).to_have_count(0)


def test_no_figure_leaves_the_page(profiles: Profiles, site: Site, tmp_path: Path) -> None:
    """Preparing, sealing, saving and opening ask no other host, send nothing, and carry no figure."""
    page = profiles.profile().new_page()
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.extend([request]))
    page.goto(f"{site.url}playbooks/prepare/#software-renewal")
    figures = {
        "baseline": "241337",
        "rival_quote": "218771",
        "moving_cost": "35991",
        "active_share": "0.8317",
    }
    fill(page, figures)
    page.locator("#what-0").fill("Leave for Zebra")
    page.locator("#worth-0").fill("229119")
    send(page)
    entry = seal(page)
    saved(page, page.locator("[data-part=save]"))
    page.locator("#open-file").set_input_files(file_of(tmp_path, "same.json", entry))
    expect(page.locator(TOLD)).to_contain_text("fits its digest: SHA-256 ")
    assert len(asked) > 10, "the requests were not seen"
    sent = [one for one in asked if not one.url.startswith("blob:")]
    assert not [one.url for one in sent if not one.url.startswith(site.url)]
    assert not [one.url for one in sent if one.method != "GET" or one.post_data]
    secrets = [*figures.values(), "229119", "Zebra", entry["id"], entry["seal"]["digest"]]
    assert not [path for path in site.paths for secret in secrets if secret in path]
    assert not [path for path in site.paths if "?" in path]
    assert page.url == f"{site.url}playbooks/prepare/#software-renewal"
