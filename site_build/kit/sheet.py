"""A style's sheet, A4 or US Letter: how to negotiate with whoever plays it, with a link and its QR code.

The bytes depend on the values alone: the day is the editor's; no clock and no font of the machine has a say.
"""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assessment.styles import STYLES
from site_build import typeface
from site_build.cards import CONTROL, EDGE, HUES, INK
from site_build.typeface import Typeface

if TYPE_CHECKING:
    from fpdf import FPDF

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


def _blank(sheet: Sheet, paper: Paper, theme: Path) -> "FPDF":
    from fpdf import FPDF

    pdf = FPDF(format=paper, unit="mm")
    # Reading the face reports every table at the level "info".
    pdf.add_font(FAMILY, fname=theme / FACE)
    pdf.set_creation_date(datetime(sheet.day.year, sheet.day.month, sheet.day.day, tzinfo=UTC))
    pdf.set_title(f"{sheet.title}: how to negotiate with one")
    pdf.set_author(sheet.site)
    pdf.set_lang("en-GB")
    pdf.set_auto_page_break(False)
    pdf.set_margin(MARGIN)
    pdf.add_page()
    pdf.c_margin = 0
    return pdf


def _close(pdf: "FPDF") -> None:
    """Let go of the face's file, which only writing does by itself."""
    from fpdf.fonts import TTFFont

    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.close()


def _head(pdf: "FPDF", sheet: Sheet, face: Typeface, theme: Path) -> None:
    """Kicker, title and marks, above the zone."""
    mark = {1: 34.0, 2: 22.0}.get(len(sheet.styles), 15.0)
    styles = sheet.styles or tuple(STYLES)
    columns = 1 if len(styles) == 1 else 2
    left = pdf.w - MARGIN - columns * mark - (columns - 1) * 3
    for number, style in enumerate(styles):
        row, column = divmod(number, columns)
        drawing = (theme / "components" / "style-mark" / f"{style}.svg").read_text(encoding="utf-8")
        picture = io.BytesIO(drawing.replace("currentColor", HUES[style]).encode())
        pdf.image(picture, left + column * (mark + 3), MARGIN + row * (mark + 3), mark, mark)
    pdf.set_xy(MARGIN, MARGIN)
    _line(pdf, face, "Across the table from", 12, EDGE, left - MARGIN - 6)
    pdf.set_y(pdf.get_y() + 1)
    _line(pdf, face, sheet.title, 34 if len(sheet.title) < 24 else 26, INK, left - MARGIN - 6)
    zone = max(pdf.get_y(), MARGIN + 34) + 5
    pdf.set_fill_color(INK)
    pdf.rect(MARGIN, zone, 104, 1.1, "F")
    pdf.set_fill_color(CONTROL)
    pdf.rect(MARGIN + 62, zone + 2.4, pdf.w - 2 * MARGIN - 62, 1.1, "F")
    pdf.set_fill_color(EDGE)
    pdf.rect(MARGIN + 104, zone - 1.2, 0.8, 6, "F")
    pdf.set_xy(MARGIN, zone + 9)


def _body(pdf: "FPDF", sheet: Sheet, face: Typeface, size: float) -> None:
    headings = HEADINGS if sheet.styles else EVEN
    for heading, texts in zip(headings, ((sheet.well,), (sheet.costs,), sheet.negotiate), strict=True):
        _line(pdf, face, heading, size * 1.3, INK)
        pdf.set_y(pdf.get_y() + 1)
        for text in texts:
            if len(texts) > 1:
                pdf.set_fill_color(EDGE)
                pdf.rect(MARGIN, pdf.get_y() + size * 0.25 - 0.35, 2.4, 0.7, "F")
                pdf.set_x(MARGIN + 6)
            _line(pdf, face, text, size, INK, leading=1.42)
            pdf.set_y(pdf.get_y() + 1.4)
        pdf.set_y(pdf.get_y() + size * 0.3)
    _line(pdf, face, "A line to practise", size, EDGE)
    _line(pdf, face, f"\u201c{sheet.practise}\u201d", size * 1.45, INK)


def _foot(pdf: "FPDF", sheet: Sheet, face: Typeface, code: bytes) -> None:
    """The code with the address beside it, and what a style is not."""
    top = pdf.h - FOOT
    pdf.set_fill_color(INK)
    pdf.rect(MARGIN, top, pdf.w - 2 * MARGIN, 0.3, "F")
    # The quiet zone of the code is white and may stand over the margin.
    pdf.image(io.BytesIO(code), MARGIN - 3, top + 3, CODE, CODE, link=sheet.link, alt_text=sheet.shown)
    left = MARGIN + CODE + 3
    pdf.set_xy(left, top + 7)
    _line(pdf, face, "Read the whole page, and find your own style in about 5 minutes:", 11.5, INK, left=left)
    pdf.set_x(left)
    _line(pdf, face, sheet.shown, 11.5, EDGE, left=left, link=sheet.link)
    pdf.set_xy(left, pdf.get_y() + 2)
    _line(pdf, face, CAVEAT, 9, SOFT, left=left)
    pdf.set_xy(left, pdf.get_y() + 2)
    day = f"{sheet.day.day} {sheet.day.strftime('%B %Y')}"
    _line(pdf, face, f"{sheet.site} · {day}", 9, SOFT)


def _line(
    pdf: "FPDF",
    face: Typeface,
    text: str,
    size: float,
    colour: str,
    width: float = 0,
    *,
    leading: float = 1.25,
    left: float = MARGIN,
    link: str = "",
) -> None:
    """A text in as many lines as it needs, from where the pen is; the next begins at the left margin."""
    pdf.set_font(FAMILY, size=size)
    pdf.set_text_color(colour)
    pdf.multi_cell(
        width or pdf.w - MARGIN - pdf.get_x(),
        size * leading * 25.4 / 72,
        face.settable(text),
        align="L",
        new_x="LMARGIN",
        new_y="NEXT",
        link=link,
    )
