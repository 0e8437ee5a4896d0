"""The scripts that know no page, each called by itself: answers on the device, and the calendar file."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.expects import FULL
from tests.browser.visits import KEY, saved_text
from tests.conftest import Site

pytestmark = pytest.mark.browser

MEETING = {
    "uid": "1@the-edge",
    "start": "2026-12-01T09:30:00Z",
    "now": "2026-11-23T08:00:00Z",
    "title": "Demo",
    "description": "",
    "organiser": "demo@example.com",
}
STORAGE = """
const storage = (entries, full = false) => Object.assign(Object.create({
  getItem(key) { return this[key] ?? null; },
  setItem(key, value) { if (full) throw new Error("full"); this[key] = value; },
  removeItem(key) { delete this[key]; },
}), entries);
"""
Call = Callable[[str, str, Any], Any]


@pytest.fixture(scope="module")
def call(chromium: Browser, built: Path) -> Iterator[Call]:
    """`call(file, script, given)` runs a script in a page of the site; `it` is the module in that file."""
    site = Site(built)
    page = chromium.new_page()
    page.goto(f"{site.url}about/")
    scripts = {
        path.name: path.relative_to(built).as_posix() for path in built.glob("assets/*/components/*/*.js")
    }

    def call(name: str, script: str, given: Any) -> Any:
        code = f"async (given) => {{ const it = await import('/{scripts[name]}'); {STORAGE} {script} }}"
        return page.evaluate(code, given)

    yield call
    page.close()
    site.server.shutdown()
    site.server.server_close()


def calendar(call: Call, **parts: str) -> str:
    """The calendar file of a meeting."""
    text: str = call(
        "calendar.js",
        "return it.calendarFile({ ...given, start: new Date(given.start), now: new Date(given.now) });",
        {**MEETING, **parts},
    )
    return text


def unfolded(text: str) -> list[str]:
    """The lines of a calendar file, folding undone as RFC 5545, section 3.1, has it."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_calendar_says_when(call: Call) -> None:
    """The half hour stands in UTC, whatever the zone, and the file has what RFC 5545 asks of an event."""
    lines = unfolded(calendar(call))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "BEGIN:VEVENT", "END:VEVENT", "UID:1@the-edge", "DTSTAMP:20261123T080000Z"} <= set(
        lines
    )
    assert {"DTSTART:20261201T093000Z", "DTEND:20261201T100000Z", "SUMMARY:Demo"} <= set(lines)
    assert not [
        line for line in lines if line.startswith("METHOD")
    ]  # with one, an organiser would have to stand


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_calendar_escapes_text(break_: str, call: Call) -> None:
    """Commas, semicolons, backslashes and line breaks of any kind neither end a value nor begin a line."""
    lines = unfolded(calendar(call, description=f"a,b;c\\d{break_}END:VEVENT"))
    assert r"DESCRIPTION:a\,b\;c\\d\nEND:VEVENT" in lines
    assert lines.count("END:VEVENT") == 1


def test_calendar_folds_by_octets(call: Call) -> None:
    """No line has more than 75 octets, no character is cut, and unfolding gives the text back."""
    chance = random.Random(5545)
    for length in (0, 62, 63, 64, 74, 75, 200, 1000):
        text = "".join(chance.choice("aé€🦁 x") for _ in range(length)) + "."
        file = calendar(call, description=text)
        assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
        assert f"DESCRIPTION:{text}" in unfolded(file)


def test_answers_are_read_as_written(call: Call) -> None:
    """What is written is read again; where nothing was written there is nothing, and no fault."""
    script = """
      const place = storage({});
      const before = it.read(place, () => true);
      return [before, it.write(place, given), it.read(place, (sheet) => sheet.bank === "nsa")];
    """
    saved = {"sheet": FULL, "at": "q3"}
    nothing = {"saved": None, "setAside": False, "works": True}
    assert call("answers.js", script, saved) == [nothing, True, {**nothing, "saved": saved}]


def test_answers_that_do_not_fit_are_set_aside(call: Call) -> None:
    """A sheet that answers other questions is moved to another key, as it is, byte by byte."""
    script = "const place = storage(given); return [it.read(place, () => false), { ...place }];"
    text = saved_text(FULL) + " "
    found, left = call("answers.js", script, {KEY: text})
    assert found == {"saved": None, "setAside": True, "works": True}
    assert list(left.values()) == [text]
    assert re.fullmatch(rf"{re.escape(KEY)}\.kept\.\d+", next(iter(left)))


def test_answers_without_a_place(call: Call) -> None:
    """A device that keeps nothing is told of, by read and by write, and raises nothing."""
    script = """
      it.erase(null);
      return [it.read(null, () => true), it.write(null, given), it.write(storage({}, true), given),
        it.read(storage({ "edge.assessment": "{" }, true), () => true)];
    """
    broken = {"saved": None, "setAside": False, "works": False}
    assert call("answers.js", script, {"sheet": FULL, "at": "q1"}) == [broken, False, False, broken]


def test_answers_are_erased_with_what_was_set_aside(call: Call) -> None:
    """Erasing takes our keys and leaves everyone else's; what was erased can be put back."""
    script = """
      const place = storage(given);
      const gone = it.erase(place);
      const left = { ...place };
      return [gone, left, it.restore(place, gone), { ...place }, it.restore(storage({}, true), gone)];
    """
    own, others = {KEY: "1", f"{KEY}.kept.5": "2"}, {"edge.assessments": "3", "other": "4"}
    found = call("answers.js", script, {**own, **others})
    assert found == [own, others, True, {**own, **others}, False]
