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
    checked,
    expect_cpython,
    focus_is_on_question,
    walk,
)
from tests.browser.take import answer_all, choose, delete_answers, leaks_of
from tests.browser.visits import KEY, Profiles, kept, saved_text, settled, shown_step
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
    assert shown_step(device) == "q2"
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
    assert shown_step(page) == "q3"
    delete_answers(page)
    assert checked(page) == {}
    assert shown_step(page) == "q1"


def test_delete_my_answers(quiet: Profiles) -> None:
    """The button empties the form and all that is ours on the device, and says so; a reload keeps it so."""
    page = quiet.visit(saved_text(FULL, "q9"))
    page.set_viewport_size({"width": 360, "height": 480})
    page.evaluate(
        "localStorage.setItem('edge.assessment.kept.1', 'old'); localStorage.setItem('other', 'stays')"
    )
    delete_answers(page)
    expect(page.locator("[data-part=notice]")).to_have_text("Your answers are deleted from this device.")
    focus_is_on_question(page, 1)
    for _ in range(2):
        assert page.evaluate("({...localStorage})") == {"other": "stays"}
        assert page.evaluate("sessionStorage.length") == 0
        assert checked(page) == {}
        assert shown_step(page) == "q1"
        page.reload()
        settled(page)
