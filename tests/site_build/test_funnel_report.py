"""The funnel of an export: its forms, what is wrong with one by line, intervals, what is too few to show."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.cli import main
from site_build.counting import EVENTS
from site_build.funnel_report import STEPS, Row, read, report, wilson


def event(name: str, **more: Any) -> dict[str, Any]:
    """An event of that name; `campaign` stands beside the properties."""
    around = {key: more.pop(key) for key in ("campaign",) if key in more}
    return {"schema": "event/1", "name": name, "path": "/", "props": more, **around}


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> tuple[int, str]:
    """What the command answers and prints for an export; the folder is taken out."""
    file = tmp_path / "export"
    file.write_text(text, encoding="utf-8")
    status = main(["funnel", str(file), *more])
    return status, capsys.readouterr().out.replace(f"{tmp_path}/", "")


def line(text: str, step: str) -> str:
    """What stands behind a step, with single spaces."""
    [found] = re.findall(rf"^{step} +(.*)$", text, re.MULTILINE)
    return " ".join(found.split())


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 20, 0.2993, 0.7007),
    ],
)
def test_interval_is_that_of_the_literature(part: int, whole: int, low: float, high: float) -> None:
    """Wilson's interval, to four places, as others have published it."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_interval_solves_its_equation(given_: tuple[int, int]) -> None:
    """Each end is as many standard errors from the share as it should be, by the error at the end itself."""
    part, whole = given_
    for end in wilson(part, whole):
        assert 0 <= end <= 1
        far = (part / whole - end) ** 2
        assert far == pytest.approx(1.959963984540054**2 * end * (1 - end) / whole, abs=1e-12)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (-1, 5), (6, 5)])
def test_interval_of_no_share_is_refused(part: int, whole: int) -> None:
    """There is no interval for what is no part of the whole."""
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)


EVENTS_SENT = [event("page_viewed", kind="home")] * 20 + [event("assessment_started", instrument="nsa")] * 10


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(json.dumps(one) for one in EVENTS_SENT) + "\n\n",
        json.dumps(EVENTS_SENT),
        json.dumps(EVENTS_SENT, indent=2),
        "name,count\npage_viewed,20\nassessment_started,10\n",
        "\ufeffName,Count\r\npageview,15\r\npageview,5\r\nassessment_started,10\r\n",
        "name,date\n" + "$pageview,2026-11-28\n" * 20 + "assessment_started,2026-11-28\n" * 10,
    ],
)
def test_every_form_of_an_export(text: str) -> None:
    """JSON lines, an array, and CSV with a count or a row for each event are the same funnel."""
    found = report(list(read(text)), None)
    assert line(found, "page_viewed") == "20"
    assert line(found, "article_read") == "< 5 not shown"
    assert line(found, "assessment_started") == "10 not shown"


def test_ratio_has_its_interval() -> None:
    """A step is compared with the one before, in per cent with the interval."""
    found = report([Row("assessment_started", 20), Row("assessment_finished", 10)], None)
    assert line(found, "assessment_finished") == "10 50.0% (29.9% to 70.1%)"


def test_more_events_than_before_have_no_interval() -> None:
    """Events are not people: a step may have more of them, and then it is no share."""
    found = report([Row("page_viewed", 10), Row("article_read", 25)], None)
    assert line(found, "article_read") == "25 2.50 events for each; no interval"


@pytest.mark.parametrize("few", range(5))
def test_few_are_not_shown(few: int) -> None:
    """AN-8: below five no count is shown, and no ratio from or to it."""
    rows = [Row("assessment_started", 40), Row("assessment_finished", few), Row("demo_opened", 6)]
    found = report(rows, None)
    assert line(found, "assessment_finished") == "< 5 not shown"
    assert line(found, "demo_opened") == "6 not shown"
    assert not re.search(rf"\b{few}\b", found.replace("< 5", "").replace("below 5", "")) or few == 0


def test_article_counts_once_at_its_half() -> None:
    """Of the four quarters of an article the half is the step; without a depth every event is."""
    quarters = [Row("article_read", 10, depth=depth) for depth in (25, 50, 75, 100)]
    assert line(report(quarters, None), "article_read") == "10 not shown"
    assert line(report([Row("article_read", 12)], None), "article_read").startswith("12")


def test_report_says_what_it_cannot_say() -> None:
    """AN-7: events and not people, and no way from a reader to a taker."""
    found = report([], None)
    assert "events, not people" in found
    assert "cannot be told" in found
    assert all(f"\n{name} " in f"\n{found}" for name in EVENTS)
    assert set(STEPS) < set(EVENTS)


def test_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By campaign or by style there is one funnel for each, the one with the most events first."""
    sent = [event("page_viewed", kind="home", campaign="fair")] * 3
    sent += [event("style_page_viewed", style="lion", via="qr", campaign="spring")] * 7
    text = json.dumps(sent)
    status, found = said(tmp_path, capsys, text, "--by", "campaign")
    assert status == 0
    assert re.findall(r"^campaign: (.*)$", found, re.MULTILINE) == ["spring", "fair"]
    assert line(found.partition("campaign: fair")[2], "page_viewed") == "< 5"
    _, found = said(tmp_path, capsys, text, "--by", "style")
    assert re.findall(r"^style: (.*)$", found, re.MULTILINE) == ["lion", "(none)"]


def test_group_is_printed_without_orders_to_a_terminal() -> None:
    """A campaign comes from an address that anybody can write."""
    text = "name,campaign\npage_viewed,\x1b[31mred\x07\n"
    assert "campaign: [31mred\n" in report(list(read(text, "campaign")), "campaign")


def test_events_of_the_service_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A service counts more than we send; that is said, and is no error."""
    file = tmp_path / "export.csv"
    file.write_text('name,count\npage_viewed,"1,234"\nOutbound Link,6\n', encoding="utf-8")
    assert main(["funnel", str(file)]) == 0
    captured = capsys.readouterr()
    assert line(captured.out, "page_viewed") == "1,234"
    assert captured.err == "6 other events of the service's own are left out.\n"


GOOD = json.dumps(event("page_viewed", kind="home"))


@pytest.mark.parametrize(
    ("text", "more", "wanted"),
    [
        ("", (), "export:1:1: FU001 the file is empty. Export again."),
        (f"{GOOD}\n{{oh", (), "export:2:1: FU001 the line is no JSON. Write one event a line."),
        (f"{GOOD}\n7\n", (), 'export:2:1: FU001 this is no "event/1". An event has "schema": "event/1".'),
        (f"[{GOOD},\n{GOOD}\n", (), "export:3:1: FU001 the JSON ends or breaks off here. Export again."),
        (
            GOOD.replace("page_viewed", "page_view"),
            (),
            'export:1:1: FU001 the event "page_view" is not known. Did you mean "page_viewed"?',
        ),
        (GOOD.replace('"page_viewed"', "[]"), (), 'export:1:1: FU001 the event "[]" is not known.'),
        (GOOD.replace('{"kind": "home"}', "3"), (), 'export:1:1: FU001 the "props" are no object.'),
        ("event,count\na,1\n", (), 'export:1:1: FU001 no column is called "name".'),
        ("name,count\npage_viewed,1\n\npage_viewed,many\n", (), 'export:4:1: FU001 "many" is no count.'),
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


def test_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path and a file that is no text are told as such."""
    assert main(["funnel", str(tmp_path / "no")]) == 1
    assert "no:1:1: FU001 there is no such file. Check the path." in capsys.readouterr().out
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert main(["funnel", str(tmp_path / "bytes")]) == 1
    assert "FM009" in capsys.readouterr().out
