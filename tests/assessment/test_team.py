"""A team from a pasted list: lines, distribution, gaps, pairs to coach, and nobody forced into a style."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.coaching import NO_GAPS, PAIRS, SIDES, TIMES, gaps
from assessment.people_chart import RADIUS, ROOM, team_map
from assessment.roster import MOST, RosterError, read_roster
from assessment.styles import STYLES
from assessment.team import Team, team
from tests.assessment.banks import sheets
from tests.assessment.takes import BANK, BLEND, DOLPHIN, LION, MONKEY, NONE, OWL, ask, claim, code

ALL = (LION, DOLPHIN, OWL, MONKEY)

ROOT = Path(__file__).parents[2]


def listed(*scores: tuple[int, ...]) -> str:
    """A list of people named P1, P2 and so on."""
    return "\n".join(f"P{number} {code(one)}" for number, one in enumerate(scores, 1))


def found(*scores: tuple[int, ...]) -> Team:
    """The page of such people."""
    return team(read_roster(listed(*scores)).members)


def test_a_line_is_a_name_and_a_code_or_a_link() -> None:
    """Names may have spaces or be missing; a link stands for its code; empty lines count as lines."""
    lion = code(LION)
    text = f"Ada van Berg {lion}\n\n{lion}\r\nBo: https://x.example/styles/lion/#s={lion}\n\tCy\t{lion} "
    roster = read_roster(text)
    assert [(one.line, one.number, one.name) for one in roster.members] == [
        (1, 1, "Ada van Berg"),
        (3, 2, ""),
        (4, 3, "Bo"),
        (5, 4, "Cy"),
    ]
    assert not roster.bad


def test_bad_line_is_named_and_stops_no_other() -> None:
    """A line that cannot be read is told by its number, with the code's own message; the rest is shown."""
    answer = ask(do="team", text=f"Ada {code(LION)}\nBo XX\n\nCy {code(OWL)}\nDi {code(OWL)[:-1]}!")
    assert answer["bad_note"] == "2 lines could not be read"
    assert [line.partition(":")[0] for line in answer["bad"]] == ["Line 2 (Bo)", "Line 5 (Di)"]
    assert "no code holds the character" in answer["bad"][1]
    assert [member["name"] for member in answer["shown"]["members"]] == ["Ada", "Cy"]


def test_too_many_lines_are_refused_by_number() -> None:
    """Beyond fifteen lines the list is refused, and the lines that are too many are named."""
    lines = ["", *[f"P{number} {code(LION)}" for number in range(MOST)]]
    assert len(read_roster("\n".join(lines)).members) == MOST
    for more, which in ((1, "Take line 17 out"), (3, "Take lines 17 to 19 out")):
        with pytest.raises(RosterError) as caught:
            read_roster("\n".join([*lines, *["x"] * more]))
        assert caught.value.code == "too-many-members"
        assert caught.value.hint.startswith(which)
        assert f"{MOST + more} lines" in caught.value.message


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_empty_list_is_refused(text: str) -> None:
    """A list with nothing on it says what to paste."""
    error = ask(do="team", text=text)["error"]
    assert (error["code"], error["place"]) == ("no-members", "text")


def test_one_person_is_no_team() -> None:
    """With fewer than two readable lines there is no page, and the bad lines are told all the same."""
    answer = ask(do="team", text=f"Ada {code(LION)}\nBo XX")
    assert answer["shown"] is None
    assert answer["too_few"] == "A team page needs at least two people, and one line could be read."
    assert len(answer["bad"]) == 1


def test_duplicates_and_private_codes_are_remarked() -> None:
    """The same scores twice are noticed, also across the two kinds of code; so is a private code."""
    remarks = read_roster(f"{code(LION)}\nBo {code(OWL)}\nCy {code(LION, private=True)}").remarks
    assert remarks[0].startswith("Lines 1 and 3 hold the same scores")
    assert remarks[1].startswith("Line 3: this is a private code")


def test_everybody_is_counted_once_and_none_is_forced() -> None:
    """Named styles, blends and no clear style add up to the people; only named styles count as first."""
    page = found(LION, LION, OWL, BLEND, NONE)
    assert page.headline == (
        "Five people: three with one style named first, one with a blend of two and one with no clear style."
    )
    rows = {row.style: (row.first, row.blend) for row in page.styles}
    assert rows == {"lion": ("2", "1"), "dolphin": ("0", "0"), "owl": ("1", "1"), "monkey": ("0", "0")}
    assert page.members[4].sure == "no chance is given"
    assert any("Blends" in sentence for sentence in page.standing)


def test_mean_and_spread_are_those_of_the_shares() -> None:
    """Shares 44 and 19 have the mean 31, and the lowest and highest are named."""
    row = found(LION, OWL).styles[0]
    assert (row.mean, row.spread, row.note) == ("31", "19 to 44", "mean 31 (19–44)")


def test_gaps_name_styles_and_sides_that_nobody_has() -> None:
    """Two Lions with the Dolphin second lack two styles and two sides; one of each style lacks nothing."""
    lacking = found((9, -2, -3, -4), (9, -2, -3, -4)).gaps
    styles = [line for line in lacking if line.startswith("Nobody has the")]
    assert [re.findall(r"the (\w+) first", line)[0] for line in styles] == ["Owl", "Monkey"]
    assert SIDES["own_minus_both", -1] in lacking
    assert SIDES["search_minus_close", 1] in lacking
    assert SIDES["own_minus_both", 1] not in lacking
    assert found(*ALL).gaps == (NO_GAPS,)
    assert "defect" in found(*ALL).gaps_note


def test_one_among_many_is_hardly_anybody() -> None:
    """Alone among six the holder of a style is named; alone among five they are not."""
    lion = (9, -2, -3, -4)
    monkey = (-4, -3, -2, 9)
    assert not any("Hardly" in gap for gap in gaps(read_roster(listed(*[lion] * 4, monkey)).members))
    hardly = [gap for gap in gaps(read_roster(listed(*[lion] * 5, monkey)).members) if "Hardly" in gap]
    assert [re.findall(r"only (\w+), has the (\w+)", gap)[0] for gap in hardly] == [
        ("P6", "Owl"),
        ("P6", "Monkey"),
    ]


def test_pairs_are_opposites_or_lowest_against_highest() -> None:
    """A Lion learns from a Monkey, and from an Owl where that is lowest; from a near style nobody learns."""
    assert not found((9, 0, 0, -9), (0, 9, 0, -9)).pairs
    (one, other) = found(LION, MONKEY).pairs
    assert (one.coachee, one.coach) == ("P1", "P2")
    assert one.practise == STYLES["lion"].practise
    assert (other.coachee, other.coach) == ("P2", "P1")
    lowest = found((9, 0, -9, 0), (3, 0, 8, -11)).pairs
    assert [(pair.coachee, pair.coach) for pair in lowest] == [("P1", "P2")]
    assert "is P1's lowest: 6 against 42 of 100" in lowest[0].text


def test_blends_and_no_clear_style_are_in_no_pair() -> None:
    """Nobody is coached on a style that their result does not name."""
    page = found(BLEND, NONE, DOLPHIN)
    assert page.pairs == ()
    assert page.no_pairs


LISTS = st.lists(sheets(BANK, lean=True), min_size=2, max_size=MOST)


@given(LISTS)
def test_any_team_keeps_to_its_rules(given_sheets: list[dict[str, Any]]) -> None:
    """At most five pairs, nobody coached twice or coaching thrice; every number and name is in the text."""
    lines = []
    for number, sheet in enumerate(given_sheets, 1):
        lines.append(f"P{number} {ask(do='score', sheet=sheet)['codes']['share']}")
    answer = ask(do="team", text="\n".join(lines))
    shown = answer["shown"]
    coachees = [pair["coachee"] for pair in shown["pairs"]]
    coaches = [pair["coach"] for pair in shown["pairs"]]
    assert len(coachees) <= PAIRS
    assert len(set(coachees)) == len(coachees)
    assert all(coaches.count(name) <= TIMES for name in coaches)
    assert (shown["no_pairs"] is None) == bool(coachees)
    for number in range(1, len(lines) + 1):
        assert f"{number}. P{number}: " in shown["text"]
    assert shown["caveat"] in shown["text"]
    assert "None" not in shown["text"]
    assert json.dumps(answer["drawings"]).count("chart__person") == len(lines)


@given(st.lists(st.sampled_from([*ALL, BLEND, NONE]), min_size=1, max_size=MOST))
def test_nobody_covers_anybody_on_the_map(people: list[tuple[int, ...]]) -> None:
    """However many lie in one place, every disc stays free, whole and inside the field."""
    drawing = team_map([claim(one) for one in people])
    assert drawing
    discs = [
        (float(node.attrs["cx"]), float(node.attrs["cy"]))
        for node in drawing.children
        if not isinstance(node, str) and node.attrs.get("class") == "chart__person"
    ]
    assert len(discs) == len(people)
    for number, (x, y) in enumerate(discs):
        assert 8 + RADIUS <= x <= 352 - RADIUS
        assert 24 + RADIUS <= y <= 368 - RADIUS
        for other in discs[:number]:
            assert (x - other[0]) ** 2 + (y - other[1]) ** 2 >= (ROOM - 0.02) ** 2


@pytest.mark.skipif(sys.platform == "emscripten", reason="pydantic is machine code")
def test_lines_to_practise_are_those_of_the_style_pages() -> None:
    """The line that a team page gives to practise stands on the style's own page, word for word."""
    from site_build import library

    pages, problems = library.load(ROOT / "content")
    assert pages, problems
    lines = {entry.slug: entry.model.practise for entry in pages.styles}
    assert {style.id: style.practise for style in STYLES.values()} == {name: lines[name] for name in STYLES}
