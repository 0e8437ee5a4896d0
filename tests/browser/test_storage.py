"""What the page keeps on the device: damaged, full, refused, and deleted."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import faults
from tests.browser.expects import (
    FULL,
    LION,
    answers_in,
    checked,
    expect_cpython,
    focus_is_on_question,
    walk,
)
from tests.browser.take import answer_all, choose, delete_answers, leaks_of
from tests.browser.visits import KEY, Profiles, kept, kept_whole, saved_text, settled, step_is
from tests.conftest import Site

pytestmark = pytest.mark.browser


def damaged() -> dict[str, str]:
    """Texts that the page cannot use as answers."""
    deep = json.loads(saved_text(FULL))

    def sheet(**parts: Any) -> str:
        return saved_text({**FULL, **parts})

    def pick(**sides: Any) -> str:
        return sheet(blocks={**FULL["blocks"], "a02": sides})

    return {
        "cut": saved_text(FULL)[:200],
        "empty": "",
        "null": "null",
        "list": "[]",
        "no step": json.dumps({"sheet": FULL}),
        "no sheet": json.dumps({"at": "q1"}),
        "no leaks": json.dumps({**deep, "sheet": {k: v for k, v in FULL.items() if k != "leaks"}}),
        "blocks a list": sheet(blocks=[]),
        "pick a text": sheet(blocks={"a01": "a01-1"}),
        "pick a number": pick(most=1),
        "leak a text": sheet(leaks={"b01": "3"}),
        "version": sheet(version=2),
        "bank": sheet(bank="nsb"),
        "unknown block": sheet(blocks={**FULL["blocks"], "a13": {"most": "a13-1"}}),
        "unknown statement": pick(most="a02-9", least="a02-1"),
        "other block's statement": pick(most="a03-1", least="a02-1"),
        "unknown side": pick(most="a02-1", least="a02-2", middle="a02-3"),
        "both": pick(most="a02-1", least="a02-1"),
        "leak off the scale": sheet(leaks={"b01": 6}),
        "unknown leak": sheet(leaks={"b99": 3}),
        "leak as context": sheet(context={"b01": "3"}),
        "unknown option": sheet(context={"side": "neither"}),
        "times a list": saved_text(FULL, seconds=[3]),
        "time a text": saved_text(FULL, seconds={"a01": "3"}),
        "time below nought": saved_text(FULL, seconds={"a01": -1}),
        "time without end": saved_text(FULL, seconds={"a01": 1}).replace('"a01": 1}', '"a01": 1e999}'),
        "skipped a text": saved_text(FULL, skipped="b01"),
        "skipped a number": saved_text(FULL, skipped=[1]),
        "prototype": saved_text(FULL).replace('"a01"', '"__proto__"'),
    }


@pytest.fixture(scope="module")
def device(chromium: Browser, built: Path) -> Iterator[Page]:
    """A page whose engine never speaks; what is kept on the device is set before a reload."""
    site = Site(built)
    site.fault = faults.no_engine()
    profiles = Profiles(chromium, site)
    with profiles.open:
        yield profiles.visit()
    site.server.shutdown()
    site.server.server_close()


@pytest.mark.parametrize("name", damaged())
def test_unusable_storage_is_set_aside(name: str, device: Page) -> None:
    """What the page cannot read is kept unchanged under another key and told of; the form works."""
    text = damaged()[name]
    device.evaluate(
        "([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }", [KEY, text]
    )
    device.reload()
    settled(device)
    expect(device.locator("[data-part=notice]")).to_contain_text("kept aside on this device")
    stored = device.evaluate("({...localStorage})")
    assert list(stored.values()) == [text]
    assert re.fullmatch(rf"{re.escape(KEY)}\.kept\.\d+", next(iter(stored)))
    assert checked(device) == {}
    walk(device, 1)
    step_is(device, "q2")
    assert kept(device)["sheet"]["blocks"] == {"a01": FULL["blocks"]["a01"]}
    delete_answers(device)
    assert device.evaluate("localStorage.length") == 0


def test_full_storage_still_gives_a_result(profiles: Profiles) -> None:
    """Where nothing can be kept the page says so at the first answer; the take still ends in a result."""
    page = profiles.visit(
        init="Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    expect(page.locator("[data-part=notice]")).to_be_hidden()
    choose(page, "a01.most", LION["a01"][0])
    expect(page.locator("[data-part=notice]")).to_contain_text("does not keep your answers")
    answer_all(page, LION, leaks_of(3))
    assert kept(page) is None
    expect_cpython(page, FULL)


def test_refused_storage_still_asks(quiet: Profiles) -> None:
    """Where the browser refuses its storage altogether the page says so and the form works."""
    refuse = "{ get() { throw new DOMException('no', 'SecurityError'); } }"
    page = quiet.visit(init=f"Object.defineProperty(window, 'localStorage', {refuse});")
    expect(page.locator("[data-part=notice]")).to_contain_text("keeps nothing")
    walk(page, 2)
    step_is(page, "q3")
    delete_answers(page)
    assert checked(page) == {}
    step_is(page, "q1")


def test_delete_everything(quiet: Profiles) -> None:
    """One click empties the form and all that is ours on the device, and says so; a reload keeps it so."""
    page = quiet.visit(saved_text(FULL, "q9"))
    page.set_viewport_size({"width": 360, "height": 480})
    page.evaluate(
        """() => {
          localStorage.setItem("edge.assessment.kept.1", "old");
          localStorage.setItem("edge.assessment.takes", "[]");
          localStorage.setItem("edge.assessments", "stays");
          localStorage.setItem("other", "stays");
          sessionStorage.setItem("edge.assessment.sitting", "x");
        }"""
    )
    page.get_by_role("button", name="Delete what the assessment keeps here").click()
    expect(page.locator("[data-part=notice]")).to_have_text(
        "Everything that the assessment kept on this device is deleted."
    )
    focus_is_on_question(page, 1)
    for _ in range(2):
        assert page.evaluate("({...localStorage})") == {"edge.assessments": "stays", "other": "stays"}
        assert page.evaluate("sessionStorage.length") == 0
        assert checked(page) == {}
        step_is(page, "q1")
        page.reload()
        settled(page)
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


def test_deleting_can_be_undone(quiet: Profiles) -> None:
    """Undo brings every key back as it was, the form too; what was answered in between is put aside."""
    page = quiet.visit(saved_text(FULL, "q9"))
    page.evaluate("localStorage.setItem('edge.assessment.kept.1', 'old')")
    page.evaluate("sessionStorage.setItem('edge.assessment.sitting', 'x')")
    before = page.evaluate("[{...localStorage}, {...sessionStorage}]")
    delete_answers(page)
    choose(page, "a01.most", "a01-4")
    page.get_by_role("button", name="Undo").click()
    step_is(page, "q9")
    focus_is_on_question(page, 9)
    assert checked(page) == answers_in(FULL)
    expect(page.locator("[data-part=notice]")).to_have_text("Everything is back as it was.")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    local, session = page.evaluate("[{...localStorage}, {...sessionStorage}]")
    [key] = local.keys() - before[0].keys()
    assert json.loads(local.pop(key))["sheet"]["blocks"] == {"a01": {"most": "a01-4"}}
    assert [local, session] == before


def test_deleting_works_without_its_script(quiet: Profiles) -> None:
    """Where the script behind the button cannot be had, everything is deleted all the same."""
    page = quiet.visit(saved_text(FULL, "q9"))
    page.route("**/keeper.js", lambda route: route.abort())
    page.get_by_role("button", name="Delete what the assessment keeps here").click()
    expect(page.locator("[data-part=notice]")).to_contain_text("Your answers are deleted")
    assert page.evaluate("localStorage.length") == 0


def test_everything_comes_in_one_file(quiet: Profiles) -> None:
    """One click saves a dated file with every key of ours, which says what it is; nothing of others."""
    page = quiet.visit(saved_text(FULL, "q9"))
    takes = [{"code": "DAUqKDX_YRniZmS", "at": "2026-11-20T08:05:00.000Z"}]
    page.evaluate("takes => localStorage.setItem('edge.assessment.takes', takes)", json.dumps(takes))
    page.evaluate(
        "localStorage.setItem('edge.assessment.kept.1', 'no JSON'); localStorage.setItem('other', '1')"
    )
    page.evaluate("sessionStorage.setItem('edge.assessment.sitting', 'x')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download what the assessment keeps here").click()
    file = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert re.fullmatch(r"edge-assessment-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    assert file["local"] == {
        KEY: kept_whole(page),
        f"{KEY}.takes": takes,
        f"{KEY}.kept.1": "no JSON",
    }
    assert file["session"] == {f"{KEY}.sitting": "x"}
    assert "/assessment/#r=CODE" in file["what"]
    assert file["exported"][:10] in download.value.suggested_filename
