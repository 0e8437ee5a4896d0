"""A tagged PDF page, read back with pypdf: what is drawn under which tag, and the tree as it is read."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

TEXTS = {b"Tj", b"TJ", b"'", b'"'}
PAINTS = {*TEXTS, b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"INLINE IMAGE"}
"""The operators that leave something to see."""
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass
class Marked:
    """A marked sequence: its tag, how often something is drawn in it, and the text that is."""

    tag: str
    number: int | None
    paints: int = 0
    text: str = ""


@dataclass
class Part:
    """An element of the tree with the numbers of its own content and its own places to click."""

    path: str
    element: Any
    itself: IndirectObject
    numbers: list[int] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    @property
    def role(self) -> str:
        return self.path.rpartition(" ")[2]


class TaggedSheet:
    """One page: `marked` in the order of drawing, `loose` what is in none of it, `parts` as they are read."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        (page,) = self.reader.pages
        self.page: Any = page
        self.marked: list[Marked] = []
        self.loose: list[bytes] = []
        self.shown: set[int] = set()
        self._draw()
        root = self.catalog["/StructTreeRoot"]
        (self.document,) = root["/K"]
        assert root["/K"][0]["/S"] == "/Document"
        self.parts = list(_parts(self.document, ""))
        nums = root["/ParentTree"]["/Nums"]
        self.parents: dict[int, Any] = dict(zip(nums[::2], nums[1::2], strict=True))

    @property
    def catalog(self) -> Any:
        """What the file says of itself."""
        return self.reader.trailer["/Root"]

    @property
    def font(self) -> Any:
        """The only font."""
        (font,) = self.page["/Resources"]["/Font"].values()
        return font.get_object()

    def numbered(self) -> dict[int, Marked]:
        """The sequences that are no decoration, by number."""
        return {found.number: found for found in self.marked if found.number is not None}

    def read(self) -> list[tuple[str, str]]:
        """Each element that has content, by its path, with its other text or its own."""
        sequences = self.numbered()
        return [
            (
                part.path,
                part.element.get("/Alt") or "".join(sequences[number].text for number in part.numbers),
            )
            for part in self.parts
            if part.numbers
        ]

    def metadata(self) -> dict[str, str]:
        """The XMP metadata by name."""
        packet = self.catalog["/Metadata"].get_data().decode()
        content = packet[packet.index("<x:") : packet.index("<?xpacket end")]
        (description,) = ElementTree.fromstring(content).iter(f"{RDF}Description")
        return {entry.tag.partition("}")[2]: "".join(entry.itertext()) for entry in description}

    def _draw(self) -> None:
        letters = self.letters()
        open_: list[Marked] = []
        for operands, operator in ContentStream(self.page["/Contents"].get_object(), self.reader).operations:
            if operator in {b"BDC", b"BMC"}:
                assert not open_, "one sequence inside another"
                number = operands[1].get("/MCID") if operator == b"BDC" else None
                open_.append(Marked(operands[0][1:], number))
                self.marked.append(open_[-1])
            elif operator == b"EMC":
                open_.pop()
            elif operator in PAINTS:
                if not open_:
                    self.loose.append(operator)
                    continue
                open_[-1].paints += 1
                if operator in TEXTS:
                    raw = operands[0].original_bytes
                    codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
                    self.shown |= {*codes}
                    open_[-1].text += "".join(letters[code] for code in codes)
        assert not open_, "a sequence without an end"

    def letters(self) -> dict[int, str]:
        """The letter of each code, as the font's ToUnicode says."""
        table = self.font["/ToUnicode"].get_data().decode()
        return {
            int(code, 16): bytes.fromhex(letter).decode("utf-16-be")
            for code, letter in re.findall(r"<(\w{4})> <(\w+)>", table)
        }


def _parts(at: Any, path: str) -> Iterator[Part]:
    for kid in at.get_object()["/K"]:
        inner = kid.get_object()
        if isinstance(inner, int) or inner.get("/Type") == "/OBJR":
            continue
        part = Part(f"{path} {inner['/S'][1:]}".strip(), inner, kid)
        for own in inner["/K"]:
            found = own.get_object()
            if isinstance(found, int):
                part.numbers.append(int(found))
            elif found.get("/Type") == "/OBJR":
                part.notes.append(found["/Obj"])
        yield part
        yield from _parts(kid, part.path)
