"""The calendar file as a visitor saves it, read back with `icalendar`: one moment, whatever the clocks do."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site

pytestmark = pytest.mark.browser

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Africa/Cairo",  # changes at midnight, so that a day ends twice
    "America/Santiago",
    "Australia/Lord_Howe",  # by half an hour
)
YEAR = 2027
MINUTE = timedelta(minutes=1)
FORM = "%Y-%m-%dT%H:%M"
"""How the field has a time."""
SAVED = "Calendar file saved on your device. It reserves nothing with us yet: attach it to the email."
SKIPPED = "The clocks go forward then and skip this time: choose another"
GOOD = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTAMP:20270101T080000Z\r\nDTSTART:20270102T090000Z\r\nDTEND:20270102T093000Z\r\n"
    b"SUMMARY:A\r\nDESCRIPTION:B\\, c\\nd\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
Visit = Callable[[str], Page]


@dataclass
class Change:
    """A change of the clocks: what they skip or show twice begins at `wall` and has this length."""

    wall: datetime
    length: timedelta
    forward: bool


def changes(zone: ZoneInfo) -> Iterator[Change]:
    """The changes of the clocks in a year, to the half hour."""
    start = datetime(YEAR, 1, 1, tzinfo=UTC)
    instants = [start + timedelta(minutes=30) * number for number in range(2 * 24 * 365)]
    for before, now in pairwise(instant.astimezone(zone) for instant in instants):
        length = (now.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
        if length:
            wall = now.replace(tzinfo=None) - max(length, timedelta())
            yield Change(wall, abs(length), length > timedelta())


def faults(content: bytes) -> Iterator[str]:
    """What is wrong with a calendar file of one event."""
    text = content.decode("utf-8")
    if re.search(r"(?<!\r)\n|\r(?!\n)", text) or not text.endswith("\r\n"):
        yield "a line does not end with CRLF"
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        yield "a control character"
    if any(len(line) > 75 for line in content.split(b"\r\n")):
        yield "a line of more than 75 octets"
    try:
        calendar = Calendar.from_ical(content)
        again = calendar.to_ical(sorted=False)
    except ValueError as error:
        yield f"no calendar: {error}"
        return
    # The library folds a little earlier than it has to.
    if (
        again.replace(b"\r\n ", b"") != content.replace(b"\r\n ", b"")
        or Calendar.from_ical(again) != calendar
    ):
        yield "written again it is another"
    (event,) = calendar.events
    yield from (f"{name}: {error}" for name, error in [*calendar.errors, *event.errors])
    for moment in (event.decoded(name) for name in ("dtstart", "dtend", "dtstamp")):
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            yield f"{moment} is no moment"


def saved(page: Page) -> bytes:
    """Presses the button, and gives the file that the browser saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a calendar file").click()
    assert download.value.suggested_filename == "demo.ics"
    return Path(download.value.path()).read_bytes()


def started(content: bytes, typed: str, zone: ZoneInfo) -> datetime:
    """When the event of a sound file begins, in UTC; its text for people says the same moment."""
    assert list(faults(content)) == []
    (event,) = Calendar.from_ical(content).events
    start = event.start
    assert isinstance(start, datetime)
    assert event.end - start == timedelta(minutes=30)
    told = re.search(r"^Time: (.+) (\S+) \((\S+), UTC([+-]\d\d:\d\d)\)$", str(event.get("description")), re.M)
    assert told, event.get("description")
    assert (f"{told[1]}T{told[2]}", told[3]) == (typed, zone.key)
    assert datetime.fromisoformat(f"{told[1]}T{told[2]}{told[4]}") == start
    return start


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """`visit(zone)` is the form, with name and email filled in, on a device in that zone."""
    contexts = []

    def visit(zone: str) -> Page:
        context = chromium.new_context(timezone_id=zone, viewport={"width": 1000, "height": 2_000})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.url}demo/")
        page.wait_for_selector("demo-form[data-ready]")
        page.locator("#demo-name").fill("Ada Lovelace")
        page.locator("#demo-email").fill("ada@lovelace.example")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ZONES)
def test_one_moment_when_the_clocks_change(visit: Visit, name: str) -> None:
    """A skipped time is refused, of one that comes twice the first is meant and said, others are as typed."""
    zone, page = ZoneInfo(name), visit(name)
    status, when = page.locator("[data-part=status]"), page.locator("#demo-when")
    found = list(changes(zone))
    assert sorted(change.forward for change in found) == [False, True]
    for change in found:
        last = change.wall + change.length - MINUTE
        for wall in (change.wall - MINUTE, change.wall, last, last + MINUTE):
            typed, within = wall.strftime(FORM), change.wall <= wall <= last
            when.fill(typed)
            if within and change.forward:
                page.get_by_role("button", name="Save as a calendar file").click()
                expect(page.locator("[data-part=errors] li")).to_have_text([SKIPPED])
                expect(when).to_have_attribute("aria-invalid", "true")
                continue
            start = started(saved(page), typed, zone)
            assert start == wall.replace(tzinfo=zone, fold=0).astimezone(UTC), typed
            assert start.astimezone(zone).replace(tzinfo=None) == wall
            expect(page.locator("[data-part=errors] li")).to_have_count(0)
            offset = re.sub(r"(\d\d)$", r":\1", start.astimezone(zone).strftime("%z"))
            first = (
                f" The clocks go back then, so this time comes twice: the file means the first, UTC{offset}."
            )
            expect(status).to_have_text(SAVED + first * within)


def test_any_text_is_read_back(visit: Visit) -> None:
    """Whatever stands in the fields, the file is sound, and a calendar shows the text as the page has it."""
    page, chance = visit("Australia/Adelaide"), random.Random(5545)
    letters = "ab ,;:\\\"'\n\t\r€é🦁ßn\u0085\u2028\u200f\u0007\u000b\u000c\u001f\u007f中"
    texts = ["".join(chance.choices(letters, k=chance.randrange(900))) for _ in range(25)]
    typed, moment = "2027-03-01T10:00", datetime(YEAR, 2, 28, 23, 30, tzinfo=UTC)
    page.locator("#demo-when").fill(typed)
    for text in ["END:VEVENT\r\nBEGIN:VEVENT", "\\n\\\\n\\,", " x" * 300, *texts]:
        page.locator("#demo-message").fill(text)
        page.locator("#demo-company").fill(text[:90])
        content = saved(page)
        assert started(content, typed, ZoneInfo("Australia/Adelaide")) == moment
        (event,) = Calendar.from_ical(content).events
        shown: str = page.locator("demo-form").evaluate("form => form.text()")
        assert str(event.get("description")) == re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", shown)
        assert shown.startswith("Name: Ada Lovelace\n")


@pytest.mark.parametrize("button", ["Save as a calendar file", "Write the email"])
def test_time_that_cannot_be_goes_nowhere(visit: Visit, button: str) -> None:
    """A time half typed, of a year with five digits or skipped by the clocks is asked for again."""
    page = visit("Europe/Berlin")
    when, errors = page.locator("#demo-when"), page.locator("[data-part=errors] li")
    press = page.get_by_role("button", name=button)
    when.press_sequentially("03282027")
    assert when.evaluate("input => input.validity.badInput")
    press.click()
    expect(errors).to_have_text(["Choose a date and a time"])
    when.evaluate("input => { input.value = '10000-01-01T10:00'; }")
    press.click()
    expect(errors).to_have_text(["Choose a date and a time"])
    when.fill("2027-03-28T02:30")
    press.click()
    expect(errors).to_have_text([SKIPPED])
    expect(page.locator("[data-part=status]")).to_be_hidden()
    expect(page.locator("[data-part=preview]")).to_be_hidden()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\nEND:VEVENT", b"\nEND:VEVENT"),
        (b"B\\,", b"B" * 70 + b"\\,"),
        (b"B\\,", b"B,"),
        (b"\\nd", b"\r\nd"),
        (b"B\\,", b"\x07"),
        (b"DTSTART:20270102T090000Z", b"DTSTART:20270102T090000"),
        (b"DTEND:20270102T093000Z", b"DTEND:20270102"),
        (b"END:VEVENT\r\n", b""),
    ],
)
def test_reader_can_fail(old: bytes, new: bytes) -> None:
    """A sound file has no fault; an end of line, a length, a sign, a zone that is wrong is one."""
    assert list(faults(GOOD)) == []
    assert GOOD.count(old) == 1
    assert list(faults(GOOD.replace(old, new)))
