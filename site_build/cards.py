"""The picture that stands for a page where its address is passed on: title, kicker and marks, 1200 by 630.

Called by `syndication`, and by the edges for what is wrong with titles. Reads the theme, draws each card once
and keeps it in a folder under the hash of all that has a say in it. Knows no pages.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import partial
from importlib.metadata import version
from itertools import combinations, pairwise
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import escape

from site_build import typeface
from site_build.assets import digest
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.library import Library
from site_build.models.data import Heading
from site_build.typeface import Typeface

WIDTH, HEIGHT = 1200, 630
FOLDER = "assets/cards/"
FACE = "fonts/newsreader-display.ttf"
FAMILY = "'Newsreader 16pt'"
LOGO = "components/zone/logo.svg"
PAPER, INK, CONTROL, EDGE = "#fbf9f4", "#1b1a17", "#857d6c", "#b3261e"
HUES = {"lion": "#9a5b00", "dolphin": "#0b6e6e", "owl": "#3f3a93", "monkey": "#7b2d68"}
"""The light scheme of theme/styles/tokens.css; a test holds them to be the same."""

MANY = 40
"""From how many cards on it pays to start processes of their own for them."""
MARGIN = 72
SIZES = {1: 128, 2: 112, 3: 92, 4: 72}
"""The largest size of a title by its number of lines."""
LEADING = 1.08
SMALL = 42
ZONE = 496
"""Where the zone begins that parts the title from the site's name."""
MARKS = {1: (300, 0), 2: (196, 24), 4: (172, 28)}
"""The size of a mark by how many there are, and the room between two."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: `site` is the site's name; `styles` has none, one, two or four names."""

    title: str
    kicker: str
    site: str
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """`files` maps an address below the site's root to the picture on disk, `names` a card to its address."""

    files: dict[str, Path]
    names: dict[Card, str]


def collect(cards: Iterable[Card], theme: Path, cache: Path, *, named_only: bool = False) -> Cards:
    """The pictures of the cards, drawn where the cache has none yet; or, `named_only`, just their names."""
    inputs = _inputs(theme)
    names = {card: f"{FOLDER}{_name(card, inputs)}.png" for card in dict.fromkeys(cards)}
    if named_only:
        return Cards({}, names)
    files = {address: cache / address.removeprefix(FOLDER) for address in names.values()}
    left = [card for card, address in names.items() if not files[address].is_file()]
    if left:
        cache.mkdir(parents=True, exist_ok=True)
        face = typeface.read((theme / FACE).read_bytes())
        drawings = _drawings(theme)

        make = partial(_make, theme / FACE)
        jobs = ((files[names[card]], svg(card, face, drawings)) for card in left)
        if len(left) < MANY:
            list(map(make, jobs))
        else:
            # Processes, since drawing holds the interpreter's lock.
            with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
                list(pool.map(make, jobs, chunksize=8))
    return Cards(files, names)


def problems(library: Library, theme: Path) -> list[Problem]:
    """A title with a letter that the face has not, neither for the cards nor for the page's own heading."""
    face = typeface.read((theme / FACE).read_bytes())
    titles: list[tuple[Document, tuple[str, ...], str]] = [
        (entry.document, ("title",), entry.model.title) for entry in library.entries
    ]
    for name in ("series", "topics"):
        headings: Mapping[str, Heading] = getattr(library.data, name)
        document = library.data_documents[name]
        titles += [(document, (name, key, "title"), heading.title) for key, heading in headings.items()]
    return [
        document.problem(
            "CD001",
            f'the display face has no "{"".join(missing)}", which stands in a title',
            "Write it in another way, or cut the face anew with scripts/subset_font.py.",
            at=at,
        )
        for document, at, title in titles
        if (missing := face.missing(title))
    ]


def draw(drawing: str, face: Path) -> bytes:
    """A drawing as PNG, with this one face: none of the machine's, so that every machine draws the same."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=[str(face)]))


def svg(card: Card, face: Typeface, drawings: Mapping[str, str]) -> str:
    """The card as a drawing; `drawings` has each mark, and the logo under the empty name."""
    room = WIDTH - 2 * MARGIN - (_marks_width(len(card.styles)) + MARGIN * 0.75 if card.styles else 0)
    lines, size = lay_out(face.settable(card.title), room, face)
    top = MARGIN + (SMALL + 26 if card.kicker else 0)
    # The middle of the room between kicker and zone, a little above it: there the eye expects it.
    first = top + (ZONE - 36 - top - len(lines) * size * LEADING) * 0.46 + size * 0.86
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        _text(MARGIN, MARGIN + SMALL * 0.74, SMALL, EDGE, face.settable(card.kicker)),
        *(
            _text(MARGIN - size * 0.03, first + number * size * LEADING, size, INK, line)
            for number, line in enumerate(lines)
        ),
        *_marks(card.styles, drawings),
        f'<path fill="{INK}" d="M0 {ZONE}h744v9H0z"/>',
        f'<path fill="{CONTROL}" d="M456 {ZONE + 17}h744v9H456z"/>',
        f'<path fill="{EDGE}" d="M744 {ZONE - 8}h6v42h-6z"/>',
        f'<g transform="translate({MARGIN} 538) scale(.7)">{drawings[""]}</g>',
        _text(MARGIN + 62, 568, SMALL, INK, face.settable(card.site)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="{FAMILY}" font-weight="500">{"".join(parts)}</svg>'
    )


def lay_out(title: str, room: float, face: Typeface) -> tuple[list[str], float]:
    """The title in at most four lines of about the same length, and the size at which they fill the room.

    As large as can be; of sizes that are about the same, the one with the fewest lines.
    """
    words = title.split() or [""]
    found: list[tuple[list[str], float]] = []
    for count, most in list(SIZES.items())[: len(words)]:
        lines = _balanced(words, count, face)
        widest = max(face.width(line, 1) for line in lines)
        found.append((lines, min(most, room / widest if widest else most)))
    largest = max(size for _, size in found)
    return next((lines, size) for lines, size in found if size >= 0.9 * largest)


def _balanced(words: Sequence[str], count: int, face: Typeface) -> list[str]:
    """The words in so many lines, the longest as short as can be; rather one that ends with a colon."""

    def lines(cuts: tuple[int, ...]) -> list[str]:
        return [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]

    def cost(lines: list[str]) -> tuple[float, float]:
        widths = [face.width(line, 1) for line in lines]
        widest = max(widths)
        uneven = sum((widest - width) ** 2 for width in widths)
        return widest * (0.8 if any(line.endswith(":") for line in lines[:-1]) else 1), uneven

    return min(map(lines, combinations(range(1, len(words)), count - 1)), key=cost)


def _marks(styles: Sequence[str], drawings: Mapping[str, str]) -> Iterator[str]:
    """The marks on the right: one large, two that meet at the edge line, four in a square."""
    if not styles:
        return
    size, gap = MARKS[len(styles)]
    left = WIDTH - MARGIN - _marks_width(len(styles))
    rows = 2 if len(styles) == 4 else 1
    top = MARGIN + (ZONE - 36 - MARGIN - rows * size - (rows - 1) * gap) / 2
    for number, style in enumerate(styles):
        row, column = divmod(number, 2)
        x, y = left + column * (size + gap), top + row * (size + gap)
        yield (
            f'<g transform="translate({x:.1f} {y:.1f}) scale({size / 64:.4f})"'
            f' color="{HUES[style]}" fill="{HUES[style]}">{drawings[style]}</g>'
        )
    if len(styles) == 2:
        edge = left + size + gap / 2 - 3
        yield f'<path fill="{EDGE}" d="M{edge:.1f} {top - 12:.1f}h6v{size + 24}h-6z"/>'


def _marks_width(count: int) -> int:
    size, gap = MARKS[count]
    return size if count == 1 else 2 * size + gap


def _text(x: float, y: float, size: float, colour: str, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{colour}">{escape(text)}</text>'


def _drawings(theme: Path) -> dict[str, str]:
    """What stands inside each mark's drawing, and inside the logo's, which has its colours by class."""

    def inside(file: Path) -> str:
        return re.sub(r"^<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8").strip())

    logo = inside(theme / LOGO)
    for name, colour in (("ours", INK), ("theirs", CONTROL), ("edge", EDGE)):
        logo = logo.replace(f'class="zone__{name}"', f'fill="{colour}"')
    return {"": logo} | {name: inside(_mark(theme, name)) for name in HUES}


def _mark(theme: Path, style: str) -> Path:
    return theme / "components" / "style-mark" / f"{style}.svg"


def _inputs(theme: Path) -> bytes:
    """A stamp of all but the card itself that has a say in its picture, this code too."""
    code = (Path(file) for file in (__file__, typeface.__file__))
    files = [*code, theme / FACE, theme / LOGO, *(_mark(theme, style) for style in HUES)]
    return digest(version("resvg-py").encode(), *(file.read_bytes() for file in files)).encode()


def _name(card: Card, inputs: bytes) -> str:
    return digest(inputs, json.dumps(astuple(card)).encode())


def _make(face: Path, job: tuple[Path, str]) -> None:
    """Draw one card; its file gets its name only when it is complete: another build may look for it."""
    file, drawing = job
    work = file.with_suffix(f".{os.getpid()}")
    work.write_bytes(draw(drawing, face))
    work.replace(file)
