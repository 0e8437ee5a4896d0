"""The card of a page: as it should look, the same bytes again, and drawn once."""

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import cards, typeface
from site_build.cards import HEIGHT, MARGIN, SIZES, WIDTH, Card
from tests.site_build.copies import ROOT, change, loaded

THEME = ROOT / "theme"
FACE = typeface.read((THEME / cards.FACE).read_bytes())
DRAWINGS = cards._drawings(THEME)
ROOM = WIDTH - 2 * MARGIN
LONGEST = "Dolphin meets Owl: all your figures, none of theirs, not one"


def card(title: str = "A title of some words", *styles: str) -> Card:
    """A card of the site with a kicker."""
    return Card(title, "The system", "The Edge", styles)


def pixels(png: bytes) -> list[bytes]:
    """The rows of a picture that has eight bits a channel and four channels, as it was before filtering."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, stride = zlib.decompress(data), width * 4
    rows: list[bytearray] = []
    above = bytearray(stride)
    for number in range(height):
        kind, line = (
            raw[number * (stride + 1)],
            bytearray(raw[number * (stride + 1) + 1 : (number + 1) * (stride + 1)]),
        )
        for i in range(stride):
            left, up = (line[i - 4] if i > 3 else 0), above[i]
            corner = above[i - 4] if i > 3 else 0
            near = min(
                (left, up, corner),
                key=lambda one, left=left, up=up, corner=corner: abs(left + up - corner - one),  # type: ignore[misc]
            )
            line[i] = (line[i] + (0, left, up, (left + up) // 2, near)[kind]) % 256
        rows.append(line)
        above = line
    return [bytes(row) for row in rows]


@pytest.mark.parametrize("styles", [(), ("lion",), ("dolphin", "owl"), ("lion", "dolphin", "owl", "monkey")])
def test_card_has_the_size_of_its_tags_and_is_light(styles: tuple[str, ...]) -> None:
    """A PNG of 1200 by 630, below 60 KB with the longest title."""
    png = cards.draw(cards.svg(card(LONGEST, *styles), FACE, DRAWINGS), THEME / cards.FACE)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT)
    assert len(png) < 60_000


def test_words_are_drawn() -> None:
    """The title, the kicker and the site's name leave ink where they stand: the face was found."""
    rows = pixels(cards.draw(cards.svg(card(), FACE, DRAWINGS), THEME / cards.FACE))

    def colours(top: int, bottom: int) -> set[str]:
        found = (row[x * 4 : x * 4 + 3].hex() for row in rows[top:bottom] for x in range(MARGIN, 700))
        return {f"#{colour}" for colour in found}

    assert cards.EDGE in colours(MARGIN, MARGIN + 40)
    assert cards.INK in colours(160, 420)
    assert cards.INK in colours(540, 572)
    assert colours(590, HEIGHT) == {cards.PAPER}


def test_same_card_gives_the_same_bytes() -> None:
    """Nothing but the card and the theme has a say in the picture."""
    drawing = cards.svg(card(LONGEST, "lion", "owl"), FACE, DRAWINGS)
    assert cards.draw(drawing, THEME / cards.FACE) == cards.draw(drawing, THEME / cards.FACE)


def test_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build finds every card in the cache; another title is another card with another address."""
    first = cards.collect([card(), card("Another"), card()], THEME, tmp_path)
    assert len(first.files) == 2
    assert all(re.fullmatch(r"assets/cards/[0-9a-f]{10}\.png", address) for address in first.files)
    assert all(file.is_file() for file in first.files.values())
    monkeypatch.setattr(cards, "draw", lambda *_: pytest.fail("drawn again"))
    assert cards.collect([card(), card("Another")], THEME, tmp_path) == first


def test_many_cards_are_those_of_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn in other processes a card has the same bytes, and nothing unfinished is left behind."""
    wanted = [card(), card("Another")]
    few = cards.collect(wanted, THEME, tmp_path / "few")
    monkeypatch.setattr(cards, "MANY", 2)
    many = cards.collect(wanted, THEME, tmp_path / "many")
    assert {a: file.read_bytes() for a, file in many.files.items()} == {
        a: file.read_bytes() for a, file in few.files.items()
    }
    assert sorted((tmp_path / "many").iterdir()) == sorted(many.files.values())


def test_preview_draws_nothing(tmp_path: Path) -> None:
    """Where only the names are wanted, they are those of a build, and no file is written."""
    named = cards.collect([card()], THEME, tmp_path / "none", named_only=True)
    assert named.files == {}
    assert not (tmp_path / "none").exists()
    assert named.names == cards.collect([card()], THEME, tmp_path).names


@pytest.mark.parametrize("field", ["title", "kicker", "site", "styles"])
def test_every_part_has_a_say_in_the_address(field: str, tmp_path: Path) -> None:
    """What changes the picture changes its address, or a platform would show the old one."""
    one = card()
    values = {"title": one.title, "kicker": one.kicker, "site": one.site, "styles": one.styles}
    other = Card(**values | {field: ("owl",) if field == "styles" else "Other"})  # type: ignore[arg-type]
    names = cards.collect([one, other], THEME, tmp_path, named_only=True).names
    assert names[one] != names[other]


@given(st.lists(st.text(st.sampled_from("aegilmnoWM:,.\u2019"), min_size=1, max_size=20), max_size=14))
def test_title_fits_whatever_it_is(words: list[str]) -> None:
    """Every title stands in one to four lines, no word lost, none wider than the room."""
    lines, size = cards.lay_out(" ".join(words), ROOM, FACE)
    assert " ".join(lines).split() == words
    assert 1 <= len(lines) <= len(SIZES)
    assert size <= SIZES[len(lines)]
    assert max(FACE.width(line, size) for line in lines) <= ROOM + 0.01


def test_lines_are_balanced_and_break_at_a_colon() -> None:
    """The lines of a title are about as long, and what stands before a colon has its own where it can."""
    lines, _ = cards.lay_out("A company cannot attend a course", ROOM, FACE)
    assert lines == ["A company cannot", "attend a course"]
    lines, _ = cards.lay_out("Owl meets Owl: nobody goes first", 586, FACE)
    assert lines == ["Owl meets Owl:", "nobody goes first"]
    lines, _ = cards.lay_out("Dolphin meets Owl: all your figures, none of theirs", 600, FACE)
    assert lines == ["Dolphin meets Owl:", "all your figures,", "none of theirs"]


def test_titles_cannot_break_the_drawing() -> None:
    """A title of markup is drawn as text."""
    drawing = cards.svg(card("</text><script>&'\""), FACE, DRAWINGS)
    texts = [node.text for node in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]
    assert "".join(text or "" for text in texts[1:-1]) == "</text><script>&'\""


def test_important_parts_keep_off_the_rim() -> None:
    """No text begins or ends in the outer 60 pixels, and none is set below 40 (SHARE-3)."""
    for title in ("Privacy", LONGEST, "A company cannot attend a course"):
        root = ElementTree.fromstring(cards.svg(card(title), FACE, DRAWINGS))
        for node in root.iter("{http://www.w3.org/2000/svg}text"):
            x, y, size = (float(node.attrib[name]) for name in ("x", "y", "font-size"))
            assert size >= 40
            assert x >= 60
            assert x + FACE.width(node.text or "", size) <= WIDTH - 60
            assert y - size * 0.7 >= 60
            assert y <= HEIGHT - 60


def test_colours_are_the_sites() -> None:
    """The card has the colours of the light scheme."""
    light = (THEME / "styles" / "tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    assert {name: tokens[name] for name in cards.HUES} == cards.HUES
    found = (cards.PAPER, cards.INK, cards.CONTROL, cards.EDGE)
    assert tuple(tokens[name] for name in ("paper", "ink", "control", "edge")) == found


def test_title_that_cannot_be_set_is_named(project: Path) -> None:
    """A letter that the face has not is told with its place, in an article's title and in a series'."""
    assert cards.problems(loaded(project), THEME) == []
    change(project / "content/articles/sample.md", "title: A sample", "title: A → sample")
    change(project / "content/_data/series.yml", "title: The system", "title: 日 system")
    assert [str(problem) for problem in cards.problems(loaded(project), THEME)] == [
        'content/articles/sample.md:2:1: CD001 the display face has no "→", which stands in a title. '
        "Write it in another way, or cut the face anew with scripts/subset_font.py.",
        'content/_data/series.yml:3:3: CD001 the display face has no "日", which stands in a title. '
        "Write it in another way, or cut the face anew with scripts/subset_font.py.",
    ]
