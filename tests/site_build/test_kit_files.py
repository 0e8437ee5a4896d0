"""The kit's files: one page with a link, codes that a reader reads, the same bytes again, made once."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from site_build.kit import codes, files, links, sheet
from site_build.kit.sheet import Sheet, SheetFull
from tests.site_build.copies import ROOT, change, loaded, said
from tests.site_build.kit_samples import PAPER, SITE

THEME = ROOT / "theme"
PAGE = "content/kit/lion.md"
STYLES = [entry.slug for entry in loaded(ROOT).styles]
MOST = 200_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files of the project's kit."""
    return files.collect(loaded(ROOT), SITE, "The Edge", THEME, tmp_path_factory.mktemp("kit"))


def decoded(picture: Image.Image) -> list[str]:
    """What stands in the codes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def address(slug: str, medium: str) -> str:
    """The address that the code or the sheet of a style has to hold."""
    return f"{SITE}styles/{slug}/?utm_source=kit&utm_medium={medium}&utm_campaign={slug}"


@pytest.mark.parametrize("slug", STYLES)
def test_code_leads_to_the_page_of_the_style(made: dict[str, Path], slug: str) -> None:
    """The PNG is read as the style's address and has four white modules around; the SVG is the same code."""
    content = made[f"kit/{slug}/qr.png"].read_bytes()
    picture = Image.open(io.BytesIO(content)).convert("L")
    assert decoded(picture) == [address(slug, "qr")]
    room = codes.QUIET * codes.PIXELS
    assert Image.eval(picture, lambda value: 255 - value).getbbox() == (
        room,
        room,
        picture.width - room,
        picture.height - room,
    )
    assert made[f"kit/{slug}/qr.svg"].read_bytes() == codes.svg(address(slug, "qr"))


def test_code_has_level_m_and_a_quiet_zone() -> None:
    """The code bears the loss of 15 % of it, and both files have a white ground of their own."""
    assert segno.make_qr("https://edge.example.com/", error="m", boost_error=False).error == "M"
    assert codes._code("https://edge.example.com/").error == "M"
    drawing = codes.svg("https://edge.example.com/").decode()
    assert 'fill="#fff"' in drawing
    assert "script" not in drawing


@pytest.mark.parametrize(("end", "size"), [("", (210, 297)), ("-letter", (216, 279))])
@pytest.mark.parametrize("slug", STYLES)
def test_sheet_is_one_page_with_link_and_code(
    made: dict[str, Path], slug: str, end: str, size: tuple[int, int]
) -> None:
    """One page of A4 and one of US Letter, of less than 200 KB, whose link and code lead to the style."""
    content = made[f"kit/{slug}/{slug}{end}.pdf"].read_bytes()
    assert len(content) <= MOST
    reader = PdfReader(io.BytesIO(content))
    (page,) = reader.pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [*size]
    targets = {note.get_object()["/A"]["/URI"] for note in page.annotations or ()}
    assert targets == {address(slug, "pdf")}
    drawn = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    assert decoded(drawn) == [address(slug, "qr")]


@pytest.mark.parametrize("slug", STYLES)
def test_sheet_says_what_the_page_says(made: dict[str, Path], slug: str) -> None:
    """Both papers' text can be selected: title, sentences, every point, the line, the address, the caveat."""
    kit = next(entry.model for entry in loaded(ROOT).kit if entry.slug == slug)
    style = next(entry.model for entry in loaded(ROOT).styles if entry.slug == slug)
    for end in ("", "-letter"):
        (page,) = PdfReader(made[f"kit/{slug}/{slug}{end}.pdf"]).pages
        text = " ".join(page.extract_text().split())
        for wanted in (style.title, kit.well, kit.costs, *kit.negotiate, style.practise, sheet.CAVEAT):
            assert wanted in text
        assert f"edge.example.com/styles/{slug}/" in text


def test_files_are_the_same_again(made: dict[str, Path], tmp_path: Path) -> None:
    """Another folder, the same bytes: no clock has a say."""
    again = files.collect(loaded(ROOT), SITE, "The Edge", THEME, tmp_path)
    assert {name: file.read_bytes() for name, file in again.items()} == {
        name: file.read_bytes() for name, file in made.items()
    }


def test_files_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is not drawn again; a changed address or text is."""
    library = loaded(ROOT)
    first = files.collect(library, SITE, "The Edge", THEME, tmp_path)
    drawn: list[str] = []

    def draw(text: Sheet, *_: object) -> bytes:
        drawn.append(text.title)
        return b""

    monkeypatch.setattr(sheet, "draw", draw)
    assert files.collect(library, SITE, "The Edge", THEME, tmp_path) == first
    assert drawn == []
    files.collect(library, "https://www.example.org/", "The Edge", THEME, tmp_path)
    assert len(drawn) == 2 * len(STYLES)


def test_date_of_the_sheet_is_the_editors() -> None:
    """The PDF's day is the day that is given, and printed."""
    content = sheet.draw(replace(PAPER, day=date(2025, 2, 3)), "a4", codes.png(PAPER.link), THEME)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata
    assert reader.metadata.creation_date
    assert reader.metadata.creation_date.date() == date(2025, 2, 3)
    assert "3 February 2025" in reader.pages[0].extract_text()


def test_too_long_a_sheet_is_refused() -> None:
    """A text that does not fit is told, and never runs over to a second page."""
    with pytest.raises(SheetFull, match='the sheet of "The Closer" does not fit on one page'):
        sheet.draw(replace(PAPER, negotiate=("A sentence of some length. " * 60,) * 4), "a4", b"", THEME)


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_longest_texts_fit(size: sheet.Paper) -> None:
    """The most that the schema takes of the two sentences, and four long points, fit on the page."""
    long = ("word " * 52).strip()
    title = "Lion–Dolphin: the firm handshake, and what comes after it yet"
    paper = replace(PAPER, title=title, well=long, costs=long, negotiate=(long[:180],) * 4)
    assert len(PdfReader(io.BytesIO(sheet.draw(paper, size, codes.png(PAPER.link), THEME))).pages) == 1


def test_letter_that_the_face_has_not_is_named(project: Path) -> None:
    """CD001: a letter of the sheet that could not be set is told at its line."""
    change(project / PAGE, '  - "Say no once and plainly.', '  - "漢 Say no once and plainly.')
    (problem,) = files.problems(loaded(project), THEME)
    assert (problem.code, problem.path) == ("CD001", PAGE)
    assert '"漢"' in problem.message


def test_style_without_a_kit_page_is_named(project: Path) -> None:
    """CT001: each style's page has its page in the kit, under its name."""
    (project / PAGE).unlink()
    assert said(project) == [
        "content/kit/lion.md:1:1: CT001 a style has no page in the kit. Write this page."
    ]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("style: owl", "`style` says owl, the file's name says lion"),
        ("style: lyon", '"lyon" is no known name for style'),
    ],
)
def test_kit_page_of_another_style_is_named(project: Path, new: str, words: str) -> None:
    """CT001: `style` is a page of a style, and the one that the file's name says."""
    change(project / PAGE, "style: lion", new)
    (line,) = said(project)
    assert line.startswith(f"{PAGE}:")
    assert f"CT001 {words}" in line


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-", min_size=1), st.sampled_from([*links.CHANNELS]))
def test_link_of_a_channel_has_three_names(slug: str, medium: str) -> None:
    """A link has the three names in order and no fragment, whatever the style is called."""
    found = links.tagged(f"styles/{slug}/", slug, medium)
    assert found == f"styles/{slug}/?utm_source=kit&utm_medium={medium}&utm_campaign={slug}"
