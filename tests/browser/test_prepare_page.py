"""The page that prepares a sheet, with the real engine: figures, errors, own files, seals, what is kept."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from ledger.playbook import read
from ledger.prepare import case
from ledger.seal import read_back
from ledger.sheet import prepared
from tests.browser import faults
from tests.browser.asking import (
    RESULT,
    SUBMIT,
    TROUBLE,
    expect_error,
    expect_trouble_and_retry,
    rows,
    send,
)
from tests.browser.measures import SIDEWAYS
from tests.browser.standard import (
    ENTRIES,
    EXAMPLE,
    LEDGER,
    PLAYBOOKS,
    RENEWAL,
    fill,
    ledger_says,
    open_page,
    packages,
    packages_in,
    playbook,
    prepare_page,
    prepared_page,
    saved,
    seal,
    tab_to,
    typed,
)
from tests.browser.take import RESULT_TIMEOUT
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser

TOLD, SEALED, LIST = "[data-part=told]", "[data-part=sealed]", "[data-part=list] li"
NOTICE, ERROR = "[data-part=notice]", "[data-part=error]"
OWN_FILE = "#own-playbook"
MIDDLES = """(marks) => marks.map(({ x, width }) => (
  Math.round((x.baseVal.value + width.baseVal.value / 2) * 10) / 10
))"""
"""Where the marks of the line of positions stand, 0 to 100."""


def marks(page: Page) -> dict[str, str]:
    """The figures of the line of positions, by name."""
    pairs = page.locator(f"{RESULT} .scale-bar__figures > div")
    return dict(
        zip(pairs.locator("dt").all_text_contents(), pairs.locator("dd").all_text_contents(), strict=True)
    )


def expect_sheet(page: Page, words: dict[str, Any]) -> None:
    """Everything that the result shows is what Python gave, to the letter."""
    names = {
        "opening": "Opening",
        "target": "Target",
        "hold": "Hold",
        "reservation": "Limit",
        "limit": "Limit",
    }
    assert marks(page) == {
        names.get(mark["name"], mark["name"]): mark["text"] for mark in words["scale"]["marks"]
    }
    places = page.locator(f"{RESULT} .scale-bar__mark").evaluate_all(MIDDLES)
    assert places == [mark["at"] for mark in reversed(words["scale"]["marks"])]
    for part in ("label", "unit"):
        expect(page.locator(f"{RESULT} [data-scale={part}]")).to_have_text(words["scale"][part])
    assert rows(page, "sheet") == [
        [f"{row['label']}, {row['unit']}", row["opening"], row["target"], row["hold"], row["reservation"]]
        for row in words["sheet"]
    ]
    assert rows(page, "gives") == [
        [f"{row['label']}, for: {row['for']}", row["ours"], row["theirs"]] for row in words["trades"]["gives"]
    ]
    assert rows(page, "gets") == [
        [row["label"], row["ours"], row["theirs"]] for row in words["trades"]["gets"]
    ]
    assert packages(page) == packages_in(words["packages"])
    expect(page.locator("[data-slot=packages_note]")).to_have_text(words["packages_note"])
    warned = [f"{one['about']}: {one['text']}." for one in words["warnings"]]
    expect(page.locator("[data-part=warnings]")).to_be_visible(visible=bool(warned))
    assert page.locator("[data-list=warnings] li").all_text_contents() == warned


def words_of(model: dict[str, Any], inputs: dict[str, str], *alternatives: dict[str, str]) -> dict[str, Any]:
    """What CPython gives for these figures as typed."""
    return prepared(case(read(model), inputs, alternatives))


def file_of(folder: Path, name: str, content: object) -> Path:
    """A file to choose: a text as it is, any other value as JSON."""
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def own_page(profiles: Profiles, file: Path) -> Page:
    """The page with a playbook file of the visitor's own chosen."""
    page = open_page(profiles, "playbooks/prepare/")
    page.locator("input[name=playbook][value=own]").check()
    page.locator(OWN_FILE).set_input_files(file)
    return page


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
    expect(page.locator("[data-slot=playbook]")).to_contain_text("software-renewal, version 2.0.0")
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
    expect(page.locator(TOLD)).to_contain_text("nothing was changed since")
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
    expect(other.locator(TOLD)).to_contain_text("nothing was changed since", timeout=RESULT_TIMEOUT)
    expect(other.locator(LIST)).to_have_count(1)
    assert other.evaluate(ENTRIES) == page.evaluate(ENTRIES)


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
        expect(line).to_contain_text("software-renewal 2.0.0, sealed at ")
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
    expect(page.locator(TOLD)).to_contain_text("nothing was changed since")
    assert len(asked) > 10, "the requests were not seen"
    sent = [one for one in asked if not one.url.startswith("blob:")]
    assert not [one.url for one in sent if not one.url.startswith(site.url)]
    assert not [one.url for one in sent if one.method != "GET" or one.post_data]
    secrets = [*figures.values(), "229119", "Zebra", entry["id"], entry["seal"]["digest"]]
    assert not [path for path in site.paths for secret in secrets if secret in path]
    assert not [path for path in site.paths if "?" in path]
    assert page.url == f"{site.url}playbooks/prepare/#software-renewal"


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
