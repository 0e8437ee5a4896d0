"""How wide a text is in a typeface: read off the tables of a TrueType file.

Used by `cards` to set titles; takes the file's bytes, draws nothing. Tables as in the OpenType specification.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from struct import iter_unpack, unpack_from


@dataclass(frozen=True, slots=True)
class Typeface:
    """`advances` has the width of each letter in the face's own units, of which `em` make one type size."""

    em: int
    advances: Mapping[str, int]

    def width(self, text: str, size: float) -> float:
        """The text's width at a size, in the size's unit; without kerning. A letter not there has none."""
        return sum(self.advances.get(letter, 0) for letter in text) * size / self.em

    def settable(self, text: str) -> str:
        """The text as far as the face can set it: `ő` as its base letter, any kind of space as a space."""
        return "".join(letter if letter in self.advances else self._base(letter) for letter in text)

    def missing(self, text: str) -> list[str]:
        """The letters of the text for which the face has no form, nor one of their base; each once."""
        return list(dict.fromkeys(letter for letter in self.settable(text) if letter not in self.advances))

    def _base(self, letter: str) -> str:
        if letter.isspace():
            return " "
        base = unicodedata.normalize("NFD", letter)[:1]
        return base if base in self.advances else letter


def read(content: bytes) -> Typeface:
    """The face of a TrueType file. ValueError when its letters are listed in no form that is known here."""
    (count,) = unpack_from(">H", content, 4)
    records = iter_unpack(">4s3I", content[12 : 12 + 16 * count])
    tables = {tag.decode(): content[start : start + length] for tag, _, start, length in records}
    (em,) = unpack_from(">H", tables["head"], 18)
    (full,) = unpack_from(">H", tables["hhea"], 34)
    widths = [unpack_from(">H", tables["hmtx"], 4 * glyph)[0] for glyph in range(full)]
    glyphs = _glyphs(tables["cmap"])
    return Typeface(em, {letter: widths[min(glyph, full - 1)] for letter, glyph in glyphs.items()})


def _glyphs(cmap: bytes) -> dict[str, int]:
    """The number of each letter's glyph, from a subtable of format 4: those of Unicode's first plane."""
    (count,) = unpack_from(">H", cmap, 2)
    places = (unpack_from(">I", cmap, 8 + 8 * number)[0] for number in range(count))
    for place in places:
        table = cmap[place:]
        if unpack_from(">H", table)[0] != 4:
            continue
        twice = unpack_from(">H", table, 6)[0]
        found: dict[str, int] = {}
        for at in range(14, 14 + twice, 2):
            (last,) = unpack_from(">H", table, at)
            first, delta, offset = (unpack_from(">H", table, at + 2 + twice * n)[0] for n in (1, 2, 3))
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    (glyph,) = unpack_from(">H", table, at + 2 + 3 * twice + offset + 2 * (code - first))
                if offset == 0 or glyph:
                    glyph = (glyph + delta) % 0x10000
                if glyph:
                    found[chr(code)] = glyph
        return found
    raise ValueError("the typeface has no table of letters of format 4")
