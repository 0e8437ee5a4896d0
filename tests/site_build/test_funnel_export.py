"""The export of a funnel: its forms, how long it may be, what is wrong with one at its line and column."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.funnel_export import Unreadable, read
from site_build.funnel_report import report
from tests.site_build.exports import event, line, said

EVENTS_SENT = [event("page_viewed", kind="home")] * 20 + [event("assessment_started", instrument="nsa")] * 10


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(json.dumps(one) for one in EVENTS_SENT) + "\n\n",
        json.dumps(EVENTS_SENT),
        json.dumps(EVENTS_SENT, indent=2),
        "name,count\npage_viewed,20\nassessment_started,10\n",
        "Name,Count\r\npageview,15\r\npageview,5\r\nassessment_started,10\r\n",
        "name,date\n" + "$pageview,2026-11-28\n" * 20 + "assessment_started,2026-11-28\n" * 10,
    ],
)
def test_every_form_of_an_export(text: str) -> None:
    """JSON lines, an array, and CSV with a count or a row for each event are the same funnel."""
    found = report(list(read(text)), None)
    assert line(found, "page_viewed") == "20"
    assert line(found, "article_read") == "< 5 not shown"
    assert line(found, "assessment_started") == "10 not shown"


@pytest.mark.parametrize(
    "text",
    ["name,count\npage_viewed,7\n", json.dumps(EVENTS_SENT[:7]), f"{json.dumps(EVENTS_SENT[0])}\n" * 7],
)
def test_byte_order_mark_is_read_over(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Spreadsheets write their CSV behind a byte order mark."""
    status, found = said(tmp_path, capsys, f"\ufeff{text}")
    assert status == 0
    assert line(found, "page_viewed") == "7"


def test_large_array_is_read_in_linear_time() -> None:
    """Four times the events take about four times as long, not sixteen; with one line each, or all on one."""
    for separator in (",\n", ","):
        times = []
        for many in (10_000, 40_000):
            text = f"[{separator.join([GOOD] * many)}]"
            begun = time.process_time()
            assert sum(row.count for row in read(text)) == many
            times.append(time.process_time() - begun)
        assert times[1] < 8 * times[0] + 0.5


GOOD = json.dumps(event("page_viewed", kind="home"))


@pytest.mark.parametrize(
    ("text", "more", "wanted"),
    [
        ("", (), "export:1:1: FU001 the file is empty. Export again."),
        (f"{GOOD}\n{{oh", (), "export:2:2: FU001 the line is no JSON. Write one event a line."),
        (f"{GOOD}\n7\n", (), 'export:2:1: FU001 this is no "event/1". An event has "schema": "event/1".'),
        (f"[{GOOD},\n{GOOD}\n", (), "export:3:1: FU001 the JSON ends or breaks off here. Export again."),
        (
            GOOD.replace("page_viewed", "page_view"),
            (),
            'export:1:1: FU001 the event "page_view" is not known. Did you mean "page_viewed"?',
        ),
        (GOOD.replace('"page_viewed"', "[]"), (), 'export:1:1: FU001 the event "[]" is not known.'),
        (GOOD.replace('{"kind": "home"}', "3"), (), 'export:1:1: FU001 the "props" are no object.'),
        (
            f"[{GOOD},\n {GOOD}]\n[{GOOD}]",
            (),
            "export:3:1: FU001 something stands behind the end of the list.",
        ),
        (
            f"[{GOOD}]]]] junk",
            (),
            f"export:1:{len(GOOD) + 3}: FU001 something stands behind the end of the list.",
        ),
        (f"[{GOOD}\n {GOOD}]", (), "export:2:2: FU001 a comma or the end of the list is missing here."),
        (f"[{GOOD},]", (), f"export:1:{len(GOOD) + 3}: FU001 the JSON ends or breaks off here."),
        ("[,]", (), "export:1:2: FU001 the JSON ends or breaks off here."),
        ("[" * 200_000, (), "export:1:2: FU001 the JSON is nested too deeply."),
        ('{"a":' * 200_000, (), "export:1:1: FU001 the JSON is nested too deeply."),
        (f'{{"n": {"9" * 5_000}}}', (), "export:1:1: FU001 a number has too many figures."),
        (f'[{{"n": {"9" * 5_000}}}]', (), "export:1:2: FU001 a number has too many figures."),
        (
            json.dumps(event("article_read", slug="a", depth="9" * 5_000)),
            (),
            f'export:1:1: FU001 the depth "{"9" * 100}" is not 25, 50, 75 or 100.',
        ),
        ("name,depth\narticle_read,30\n", (), 'export:2:1: FU001 the depth "30" is not 25, 50, 75 or 100.'),
        (
            GOOD.replace("page_viewed", "\u202egnol" + "x" * 300).replace("gnol", "gnol\\u001b[31m"),
            (),
            f'export:1:1: FU001 the event "gnol[31m{"x" * 92}" is not known.',
        ),
        ("event,count\na,1\n", (), 'export:1:1: FU001 no column is called "name".'),
        ("name,count\npage_viewed,1\n\npage_viewed,many\n", (), 'export:4:1: FU001 "many" is no count.'),
        ('name,count\npage_viewed,"1,5"\n', (), 'export:2:1: FU001 "1,5" is no count. Write a whole number.'),
        ("name,count\npage_viewed,\x1b[31m\u202e5\n", (), 'export:2:1: FU001 "[31m5" is no count.'),
        ("name,count\npage_viewed\n", (), "export:2:1: FU001 the row has not as many cells as the first"),
        ('name,count\n"page"x,1\n', (), "export:2:1: FU001 the line is no CSV."),
        ("name\npage_viewed\n", ("--by", "style"), 'export:1:1: FU001 no column is called "style".'),
    ],
)
def test_what_is_wrong_is_named_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, more: tuple[str, ...], wanted: str
) -> None:
    """An export that cannot be read is refused at file and line, and no part of it is counted."""
    status, found = said(tmp_path, capsys, text, *more)
    assert status == 1
    assert found.startswith(wanted), found
    assert found.count("\n") == 1


@given(
    st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "replace")),
    st.sampled_from(["", "[", "{", "name,depth\n"]),
)
def test_any_text_is_read_or_refused(text: str, begin: str) -> None:
    """Whatever a file holds, it is rows or one refusal that can be printed; nothing else comes of it."""
    try:
        list(read(begin + text))
    except Unreadable as error:
        refused = error
    else:
        return
    assert refused.message.isprintable()
    assert min(refused.line, refused.column) >= 1
