"""The scripts that know no page, each called by itself: answers on the device, and the calendar file."""

import json
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

TAKES = f"{KEY}.takes"
SITTING = f"{KEY}.sitting"
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
    assert {"METHOD:PUBLISH", "ORGANIZER:mailto:demo@example.com"} <= set(lines)  # neither without the other


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


NOW = "2026-11-24T12:00:00.000Z"
RECORD = """
  const [local, tab] = [storage(given.local), storage(given.tab)];
  const done = it.record(local, tab, given.take);
  return [done, JSON.parse(local["edge.assessment.takes"]).map(({ code }) => code), { ...tab }];
"""


def recorded(call: Call, before: list[tuple[str, str]], code: str, sitting: str = "") -> list[Any]:
    """What `record` says of a take of now, the codes that are kept then, and what the tab keeps."""
    takes = json.dumps([{"code": one, "at": at} for one, at in before])
    tab = {SITTING: sitting} if sitting else {}
    given = {"local": {TAKES: takes}, "tab": tab, "take": {"code": code, "at": NOW}}
    found: list[Any] = call("takes.js", RECORD, given)
    return found


@pytest.mark.parametrize(
    ("last", "code", "sitting", "kept"),
    [
        ("2026-11-24T11:59:00Z", "Dnew", "Dold", ["Dnew"]),
        ("2026-11-24T11:00:01Z", "Dnew", "Dold", ["Dnew"]),
        ("2026-11-24T11:00:00Z", "Dnew", "Dold", ["Dold", "Dnew"]),
        ("2026-11-24T11:59:00Z", "Dnew", "", ["Dold", "Dnew"]),
        ("2026-11-24T11:59:00Z", "Dnew", "Dother", ["Dold", "Dnew"]),
        ("2026-11-24T11:59:00Z", "Fnew", "Dold", ["Dold", "Fnew"]),
        ("2020-01-01T00:00:00Z", "Dold", "", ["Dold"]),
    ],
    ids=["changed", "just within", "an hour", "begun anew", "other tab", "other version", "same answers"],
)
def test_take_is_added_or_replaces(call: Call, last: str, code: str, sitting: str, kept: list[str]) -> None:
    """A take replaces the one its tab recorded within the hour, to the same version; else it is added."""
    done, codes, tab = recorded(call, [("Dold", last)], code, sitting)
    assert codes == kept
    assert done["kept"]
    assert tab == {SITTING: code}


def test_oldest_take_is_dropped_and_named(call: Call) -> None:
    """Of takes there are 50 at the most; beyond that the oldest goes, and the answer says which."""
    before = [(f"D{number}", f"2026-01-01T00:{number:02}:00Z") for number in range(50)]
    done, codes, _ = recorded(call, before[:49], "Dnew")
    assert (len(codes), done["dropped"]) == (50, None)
    done, codes, _ = recorded(call, before, "Dnew")
    assert codes == [*(code for code, _ in before[1:]), "Dnew"]
    assert done["dropped"] == {"code": "D0", "at": before[0][1]}


def test_sound_takes_of_a_damaged_list_stay(call: Call) -> None:
    """Of a list with damaged entries the sound ones are used; the whole is set aside as it was."""
    text = json.dumps([{"code": "D1", "at": "2026-01-01T00:00:00Z"}, 7, {"code": "D2", "at": "no time"}])
    script = "const place = storage(given); return [it.readTakes(place), { ...place }];"
    found, left = call("takes.js", script, {TAKES: text})
    sound = [{"code": "D1", "at": "2026-01-01T00:00:00Z"}]
    assert found == {"takes": sound, "damaged": True, "safe": True}
    assert json.loads(left.pop(TAKES)) == sound
    assert list(left.values()) == [text]


def test_damaged_list_is_never_written_over(call: Call) -> None:
    """Where a damaged list cannot be set aside, no take is written in its place, and the answer says so."""
    script = """
      const place = storage({ "edge.assessment.takes": "{" }, true);
      return [it.record(place, null, given), { ...place }, it.record(null, null, given)];
    """
    done, left, nowhere = call("takes.js", script, {"code": "D1", "at": NOW})
    assert (done["kept"], done["damaged"]) == (False, True)
    assert left == {TAKES: "{"}
    assert (nowhere["kept"], nowhere["damaged"]) == (False, False)


def test_what_is_set_aside_never_takes_a_key_twice(call: Call) -> None:
    """Texts that are set aside in the same millisecond all stay."""
    script = (
        "const place = storage({}); for (const text of given) it.putAside(place, text); return { ...place };"
    )
    texts = [str(number) for number in range(20)]
    assert sorted(call("answers.js", script, texts).values()) == sorted(texts)
