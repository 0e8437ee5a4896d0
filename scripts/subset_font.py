"""Cuts the display face out of npm's `@fontsource-variable/newsreader`: one weight, display size, Latin.

Run once by hand when the face changes: `python scripts/subset_font.py PACKAGE_FOLDER` (fonttools and brotli,
the dependency group `fonts`). The result is committed, since no build may depend on it.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "theme" / "fonts" / "newsreader-display.woff2"
UNPACKED = TARGET.with_suffix(".ttf")
AXES = {"opsz": 72, "wght": 500}
# ASCII, the accented letters of western European names, typographic quotes, dashes, ellipsis, euro and pound.
TEXT = "".join(chr(code) for code in [*range(0x20, 0x7F), *range(0xC0, 0x100), 0xA3])
TEXT += "\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac\u00d7\u2212\u00b7"


def main() -> None:
    """Writes the subset in both forms and prints their sizes in bytes."""
    source = Path(sys.argv[1]) / "files" / "newsreader-latin-opsz-normal.woff2"
    font = instantiateVariableFont(TTFont(source), AXES)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "lnum", "mark", "ccmp"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(text=TEXT)
    cutter.subset(font)
    subset.save_font(font, str(TARGET), options)
    # The same once more, unpacked: what draws the cards reads no woff2. It is not part of the site.
    font.flavor = None
    font["name"].setName("Newsreader-Display", 6, 3, 1, 0x409)  # a face without this name is passed over
    font.save(UNPACKED)
    for file in (TARGET, UNPACKED):
        print(f"{file}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
