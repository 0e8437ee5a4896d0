"""The funnel of an export: steps and groups, intervals, what is too few to show and what would tell it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.cli import main
from site_build.counting import EVENTS
from site_build.funnel_export import Row, read
from site_build.funnel_report import FEW, STEPS, report, told, wilson
from tests.site_build.exports import event, line, said


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


def test_campaigns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By campaign there is one funnel for each, the one with the most to show first; few are not named."""
    sent = [event("page_viewed", kind="home", campaign="fair")] * 6
    sent += [event("page_viewed", kind="home", campaign="tram")] * 2
    sent += [event("page_viewed", kind="home", campaign="bus")] * 2
    sent += [event("page_viewed", kind="style", campaign="spring")] * 7
    status, found = said(tmp_path, capsys, json.dumps(sent), "--by", "campaign")
    assert status == 0
    assert re.findall(r"^campaign: (.*)$", found, re.MULTILINE) == ["spring", "fair"]
    assert "tram" not in found
    assert "of which no count can be shown are not named" in found


def test_styles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By style there are the views of styles' pages and how one came; no step names a style."""
    sent = [event("page_viewed", kind="home")] * 30
    sent += [event("style_page_viewed", style="lion", via="qr")] * 7
    sent += [event("style_page_viewed", style="owl", via="none")] * 5
    status, found = said(tmp_path, capsys, json.dumps(sent), "--by", "style")
    assert status == 0
    assert line(found, "style pages") == "12"
    parts = found.split("\n\n")
    assert [part.split() for part in parts[1:3]] == [
        ["by", "style", "lion", "7", "owl", "5"],
        ["by", "via", "qr", "7", "none", "5"],
    ]
    assert not any(step in found for step in STEPS)
    assert "< 5" not in found.partition("Only the view")[0]


def test_too_few_style_pages_are_said_to_be_so() -> None:
    """Without a style that can be named, the report says that instead of nothing."""
    for rows in ([], [Row("style_page_viewed", 4, style="lion", via="qr")]):
        found = report(rows, "style")
        assert line(found, "style pages") == "< 5"
        assert "by style\ntoo few to show\n" in found
        assert "lion" not in found


def test_style_pages_are_a_share_of_all_pages() -> None:
    """In the funnel of all, the views of styles' pages stand beside the steps, as a share of all."""
    found = report([Row("page_viewed", 20), Row("style_page_viewed", 10)], None)
    assert line(found, "style_page_viewed") == "10 of page_viewed: 50.0% (29.9% to 70.1%)"


def test_hidden_count_cannot_be_had_by_subtraction() -> None:
    """AN-8: with 12 in all and 9 of spring, the other 3 would be no secret; so spring is hidden too."""
    assert told({"spring": 9, "fair": 3}) == {"spring": "hidden", "fair": "hidden"}
    assert told({"spring": 9, "fair": 3, "tram": 20}) == {"spring": "hidden", "fair": "hidden", "tram": 20}
    assert told({"spring": 9, "fair": 3, "tram": 2}) == {"spring": 9, "fair": FEW, "tram": FEW}
    assert told({"spring": 9, "fair": 0, "tram": 0}) == dict.fromkeys(("spring", "fair", "tram"), "hidden")
    assert told({"fair": 4, "tram": 4}) == {"fair": "hidden", "tram": "hidden"}


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a total among so many parts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("total", "parts"), [(t, p) for p in (1, 2, 3, 4) for t in range(24) if p < 4 or t < 18]
)
def test_nothing_hidden_follows_from_what_is_shown(total: int, parts: int) -> None:
    """AN-8: who knows the total, the number of parts and how they are hidden has two counts or more for each.

    Every division of the total is tried: those that look alike must differ in each part that is hidden.
    """
    alike: dict[tuple[str | int, ...], list[tuple[int, ...]]] = {}
    for counts in splits(total, parts):
        cells = tuple(told(dict(zip("abcd", counts, strict=False))).values())
        alike.setdefault(cells, []).append(counts)
        assert all(cell == count or isinstance(cell, str) for cell, count in zip(cells, counts, strict=True))
        assert all(isinstance(cell, str) for cell, count in zip(cells, counts, strict=True) if count < 5)
    if total < 5:
        return  # The total is not shown either.
    for cells, options in alike.items():
        for part, cell in enumerate(cells):
            assert not isinstance(cell, str) or len({option[part] for option in options}) > 1, (
                cells,
                options,
            )


@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.sampled_from("abcd"), st.integers(0, 12))))
def test_campaigns_stand_in_an_order_that_tells_nothing(given_: list[tuple[str, str, int]]) -> None:
    """The order of the campaigns is that of what is shown of them, whatever is hidden."""
    found = report([Row(name, count, campaign=group) for name, group, count in given_], "campaign")
    named = re.findall(r"^campaign: (.*)$", found, re.MULTILINE)
    parts = re.split(r"^campaign: .*$", found, flags=re.MULTILINE)[1:]
    seen = [
        sum(int(count) for count in re.findall(r"^[a-z_]+ +(\d+)\b", part, re.MULTILINE)) for part in parts
    ]
    assert list(zip(seen, named, strict=True)) == sorted(
        zip(seen, named, strict=True), key=lambda one: (-one[0], one[1])
    )
    assert all(seen)


def test_group_is_printed_without_orders_to_a_terminal() -> None:
    """A campaign comes from an address that anybody can write."""
    text = "name,campaign\n" + "page_viewed,\x1b[31mred\x07\n" * 5
    assert "campaign: [31mred\n" in report(list(read(text, "campaign")), "campaign")


def test_events_of_the_service_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A service counts more than we send; that is said, and is no error."""
    file = tmp_path / "export.csv"
    file.write_text('name,count\npage_viewed,"1,234"\nOutbound Link,6\n', encoding="utf-8")
    assert main(["funnel", str(file)]) == 0
    captured = capsys.readouterr()
    assert line(captured.out, "page_viewed") == "1,234"
    assert captured.err == "6 other events of the service's own are left out.\n"


def test_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path and a file that is no text are told as such."""
    assert main(["funnel", str(tmp_path / "no")]) == 1
    assert "no:1:1: FU001 there is no such file. Check the path." in capsys.readouterr().out
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert main(["funnel", str(tmp_path / "bytes")]) == 1
    assert "FM009" in capsys.readouterr().out
