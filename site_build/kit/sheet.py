"""A style's sheet, A4 or US Letter: how to negotiate with whoever plays it, with a link and its QR code.

The bytes depend on the values alone: the day is the editor's; no clock and no font of the machine has a say.
All of it is tagged, and drawn in the order in which it is read.
"""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from assessment.styles import STYLES
from site_build import typeface
from site_build.cards import CONTROL, EDGE, HUES, INK
from site_build.typeface import Typeface

if TYPE_CHECKING:
    from site_build.kit.tagged import Box, TaggedPage

FACE = "fonts/newsreader-display.ttf"
FAMILY = "newsreader"
Paper = Literal["a4", "letter"]
MARGIN = 20.0
"""In millimetres, as every length here."""
SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)
"""The sizes of the text in points, the first that fits on the page."""
SOFT = "#57534a"
CODE = 38.0
"""The printed width of the QR code with its quiet zone."""
FOOT = MARGIN + CODE + 4
"""The height of the part with the code, and of the margin below it."""
HEADINGS = ("What it does well", "What it costs", "How to negotiate with one")
EVEN = ("What it can mean", "What it cannot tell", "How to negotiate all the same")
"""The headings of the sheet for no clear style."""
CAVEAT = (
    "A style is a tendency: how somebody tends to play, never what they are. The portrait is our own and "
    "untested, and it has no place in hiring, pay or promotion."
)


class SheetFull(Exception):
    """The text of a style's sheet does not fit on one page."""

    def __init__(self, title: str) -> None:
        super().__init__(f'the sheet of "{title}" does not fit on one page; shorten what stands on it')


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it; `shown` is the address to read, `link` the one that is followed."""

    title: str
    styles: tuple[str, ...]
    well: str
    costs: str
    negotiate: tuple[str, ...]
    practise: str
    link: str
    shown: str
    site: str
    day: date


def draw(sheet: Sheet, paper: Paper, code: bytes, theme: Path) -> bytes:
    """The sheet as PDF; `code` is the QR code as PNG. SheetFull when the text does not fit on one page."""
    face = typeface.read((theme / FACE).read_bytes())
    for size in SIZES:
        pdf = _blank(sheet, paper, theme)
        _head(pdf, sheet, face, theme)
        _body(pdf, sheet, face, size)
        if pdf.get_y() <= pdf.h - FOOT - 4:
            _foot(pdf, sheet, face, code)
            return bytes(pdf.output())
        _close(pdf)
    raise SheetFull(sheet.title)


def _blank(sheet: Sheet, paper: Paper, theme: Path) -> "TaggedPage":
    from site_build.kit.tagged import TaggedPage

    pdf = TaggedPage(
        paper,
        MARGIN,
        title=f"{sheet.title}: how to negotiate with one",
        author=sheet.site,
        language="en-GB",
        day=sheet.day,
    )
    # Reading the face reports every table at the level "info".
    pdf.add_font(FAMILY, fname=theme / FACE)
    return pdf


def _close(pdf: "TaggedPage") -> None:
    """Let go of the face's file, which only writing does by itself."""
    from fpdf.fonts import TTFFont

    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.close()


def _head(pdf: "TaggedPage", sheet: Sheet, face: Typeface, theme: Path) -> None:
    """Kicker, title and marks, above the zone."""
    styles = sheet.styles or tuple(STYLES)
    mark = {1: 34.0, 2: 22.0}.get(len(sheet.styles), 15.0)
    columns = 1 if len(styles) == 1 else 2
    left = pdf.w - MARGIN - columns * mark - (columns - 1) * 3
    pdf.set_xy(MARGIN, MARGIN)
    with pdf.part("P"):
        _line(pdf, face, "Across the table from", 12, EDGE, left - MARGIN - 6)
    pdf.set_y(pdf.get_y() + 1)
    with pdf.part("H1"):
        _line(pdf, face, sheet.title, 34 if len(sheet.title) < 24 else 26, INK, left - MARGIN - 6)
    places = [
        (left + column * (mark + 3), MARGIN + row * (mark + 3))
        for row, column in (divmod(number, columns) for number in range(len(styles)))
    ]
    box = (left, MARGIN, pdf.w - MARGIN - left, places[-1][1] + mark - MARGIN)
    with pdf.part("Figure", alt=_shown(styles), box=box), pdf.content():
        for style, (x, y) in zip(styles, places, strict=True):
            drawing = (theme / "components" / "style-mark" / f"{style}.svg").read_text(encoding="utf-8")
            picture = io.BytesIO(drawing.replace("currentColor", HUES[style]).encode())
            pdf.image(picture, x, y, mark, mark)
    zone = max(pdf.get_y(), MARGIN + 34) + 5
    _bar(pdf, INK, (MARGIN, zone, 104, 1.1))
    _bar(pdf, CONTROL, (MARGIN + 62, zone + 2.4, pdf.w - 2 * MARGIN - 62, 1.1))
    _bar(pdf, EDGE, (MARGIN + 104, zone - 1.2, 0.8, 6))
    pdf.set_xy(MARGIN, zone + 9)


def _shown(styles: tuple[str, ...]) -> str:
    """What the marks show, in words: "Marks: a lion and an owl"."""
    animals = [STYLES[style].animal.lower() for style in styles]
    *others, last = (f"{'an' if animal[0] in 'aeiou' else 'a'} {animal}" for animal in animals)
    if not others:
        return f"Mark: {last}"
    return f"Marks: {', '.join(others)} and {last}"


def _body(pdf: "TaggedPage", sheet: Sheet, face: Typeface, size: float) -> None:
    headings = HEADINGS if sheet.styles else EVEN
    for heading, texts in zip(headings, ((sheet.well,), (sheet.costs,), sheet.negotiate), strict=True):
        with pdf.part("H2"):
            _line(pdf, face, heading, size * 1.3, INK)
        pdf.set_y(pdf.get_y() + 1)
        if len(texts) > 1:
            with pdf.part("L"):
                for text in texts:
                    _bar(pdf, EDGE, (MARGIN, pdf.get_y() + size * 0.25 - 0.35, 2.4, 0.7))
                    pdf.set_x(MARGIN + 6)
                    with pdf.part("LI"), pdf.part("LBody"):
                        _line(pdf, face, text, size, INK, leading=1.42)
                    pdf.set_y(pdf.get_y() + 1.4)
        else:
            with pdf.part("P"):
                _line(pdf, face, texts[0], size, INK, leading=1.42)
            pdf.set_y(pdf.get_y() + 1.4)
        pdf.set_y(pdf.get_y() + size * 0.3)
    with pdf.part("H2"):
        _line(pdf, face, "A line to practise", size, EDGE)
    with pdf.part("P"):
        _line(pdf, face, f"\u201c{sheet.practise}\u201d", size * 1.45, INK)


def _foot(pdf: "TaggedPage", sheet: Sheet, face: Typeface, code: bytes) -> None:
    """The address with its code, and what a style is not."""
    top = pdf.h - FOOT
    _bar(pdf, INK, (MARGIN, top, pdf.w - 2 * MARGIN, 0.3))
    left = MARGIN + CODE + 3
    said = f"Read the whole page at {sheet.shown}"
    with pdf.part("P"):
        pdf.set_xy(left, top + 7)
        # The space parts the address from the words before it, where no line's end is seen.
        _line(pdf, face, "Read the whole page, and find your own style in about 5 minutes: ", 11.5, INK)
        pdf.set_x(left)
        with pdf.part("Link"):
            for box in _line(pdf, face, sheet.shown, 11.5, EDGE):
                pdf.follow(sheet.link, said, box)
    below = pdf.get_y() + 2
    # The quiet zone of the code is white and may stand over the margin.
    box = (MARGIN - 3, top + 3, CODE, CODE)
    with pdf.part("P"), pdf.part("Link"):
        with pdf.part("Figure", alt=f"QR code of {sheet.shown}", box=box), pdf.content():
            pdf.image(io.BytesIO(code), *box)
        pdf.follow(sheet.link, said, box)
    pdf.set_xy(left, below)
    with pdf.part("P"):
        _line(pdf, face, CAVEAT, 9, SOFT)
    pdf.set_xy(left, pdf.get_y() + 2)
    day = f"{sheet.day.day} {sheet.day.strftime('%B %Y')}"
    with pdf.part("P"):
        _line(pdf, face, f"{sheet.site} · {day}", 9, SOFT)


def _bar(pdf: "TaggedPage", colour: str, box: "Box") -> None:
    """A bar that only decorates."""
    pdf.set_fill_color(colour)
    with pdf.artifact():
        pdf.rect(*box, "F")


def _line(
    pdf: "TaggedPage",
    face: Typeface,
    text: str,
    size: float,
    colour: str,
    width: float = 0,
    *,
    leading: float = 1.25,
) -> list["Box"]:
    """A text in as many lines as it needs, from where the pen is; the next begins at the left margin.

    Gives each line's place.
    """
    pdf.set_font(FAMILY, size=size)
    pdf.set_text_color(colour)
    left, height = pdf.get_x(), size * leading * 25.4 / 72
    width = width or pdf.w - MARGIN - left
    rest = face.settable(text)
    places: list[Box] = []
    with pdf.content():
        for line in cast("list[str]", pdf.multi_cell(width, text=rest, dry_run=True, output="LINES")):
            rest = rest.removeprefix(line)
            # The space at which a line was broken is kept: whoever reads the text sees no line's end.
            end = " " if rest.startswith(" ") else ""
            rest = rest.removeprefix(end)
            places.append((left, pdf.get_y(), pdf.get_string_width(line), height))
            pdf.cell(width, height, line + end, align="L", new_x="LEFT", new_y="NEXT")
    pdf.set_x(MARGIN)
    return places
