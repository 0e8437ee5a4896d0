"""The widths of a typeface are those of its file, and what it cannot set is known."""

import pytest

from site_build import cards, typeface
from tests.site_build.copies import ROOT

FACE = typeface.read((ROOT / "theme" / cards.FACE).read_bytes())


def test_width_is_that_of_the_file() -> None:
    """A text is as wide as its letters' advances, as fontTools reads them off the same file."""
    assert FACE.em == 2000
    assert FACE.width("The Edge", 100) == pytest.approx(439.6)
    assert FACE.width("", 100) == 0


def test_face_of_the_cards_has_the_letters_of_the_pages_face() -> None:
    """The committed face sets ASCII, western European letters and typographic signs."""
    letters = [chr(code) for code in [*range(0x20, 0x7F), *range(0xC0, 0x100)]]
    assert FACE.missing("".join(letters) + "–—‘’“”…€£×−·") == []


def test_letters_that_are_missing_are_told_once() -> None:
    """A letter without a form is told; one whose base has a form is set as that, a space as a space."""
    assert FACE.missing("a → b → 日 ő\u00a0½") == ["→", "日", "½"]
    assert FACE.settable("ő\u00a0ú") == "o ú"


def test_file_without_a_known_table_is_refused() -> None:
    """A face whose letters are listed in another format is no silent blank."""
    with pytest.raises(ValueError, match="format 4"):
        typeface._glyphs(b"\0\0\0\1" + b"\0\3\0\1\0\0\0\x0c" + b"\0\6\0\0")
