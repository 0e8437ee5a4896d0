"""A PDF page on which everything is tagged, as PDF/UA-1 (ISO 14289-1) asks; fpdf2 itself tags pictures alone.

`sheet` draws with it; it knows nothing of what stands on the page. It leans on parts of fpdf2 that may change
without notice, because there is no public way yet (https://github.com/py-pdf/fpdf2/issues/792): `_out`, the
structure tree, and that an object's attributes are what is written; test_kit_tagged.py tells when one goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Literal
from xml.sax.saxutils import escape

from fpdf import FPDF
from fpdf.actions import URIAction
from fpdf.annotations import PDFAnnotation
from fpdf.prefs import ViewerPreferences
from fpdf.structure_tree import NumberTree, StructElem, StructureTreeBuilder
from fpdf.syntax import Name, PDFObject, Raw

Role = Literal["H1", "H2", "P", "L", "LI", "LBody", "Figure", "Link"]
Box = tuple[float, float, float, float]
"""Left, top, width and height, in millimetres from the page's top left corner."""
PAGE = 0
"""The page's key in the parent tree; its links have the keys after it."""
METADATA = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>"""


class TaggedPage(FPDF):
    """One page with its title, author, language and day. What is drawn stands in `content` or `artifact`."""

    def __init__(
        self,
        paper: Literal["a4", "letter"],
        margin: float,
        *,
        title: str,
        author: str,
        language: str,
        day: date,
    ) -> None:
        super().__init__(format=paper, unit="mm")
        self.pdf_version = "1.7"
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_title(title)
        self.set_author(author)
        self.set_lang(language)
        self.set_creation_date(datetime(day.year, day.month, day.day, tzinfo=UTC))
        self.set_xmp_metadata(
            METADATA.format(
                title=escape(title), author=escape(author), language=language, day=day.isoformat()
            )
        )
        self.set_auto_page_break(False)
        self.set_margin(margin)
        self.add_page()
        self.c_margin = 0
        sheet = self.pages[self.page]
        sheet.struct_parents = PAGE
        # Tab goes from link to link in the order of the tree.
        sheet.tabs = Name("S")  # type: ignore[attr-defined]
        self._tree = _Tree()
        self.struct_builder = self._tree
        self._open = [self._tree.doc_struct_elem]

    @contextmanager
    def part(self, role: Role, *, alt: str | None = None, box: Box | None = None) -> Iterator[None]:
        """An element of the tree, in the one that is open; its content and its parts are made inside.

        `alt` is read in its place; a `box` round it is wanted for a figure.
        """
        element = StructElem(f"/{role}", self._open[-1], [], page_number=self.page, alt=alt)
        element.pg = self.pages[self.page]  # type: ignore[assignment]
        if box:
            edges = " ".join(f"{edge:.2f}" for edge in self._edges(box))
            element.a = Raw(f"<</O /Layout /Placement /Block /BBox [{edges}]>>")  # type: ignore[attr-defined]
        self._open[-1].k.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """What is drawn inside belongs to the part that is open; one must be."""
        number = self._tree.parents.take(self._open[-1])
        self._open[-1].k.append(number)
        self._out(f"{self._open[-1].s} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration, which nobody needs to be told."""
        self._out("/Artifact <</Type /Layout>> BDC")
        yield
        self._out("EMC")

    def follow(self, address: str, said: str, box: Box) -> None:
        """A place to click, which belongs to the part that is open: a link; `said` tells where it leads."""
        left, bottom, right, top = self._edges(box)
        note = PDFAnnotation(
            "Link", left, top, right - left, top - bottom, contents=said, action=URIAction(address)
        )
        note.struct_parent = self._tree.parents.give(self._open[-1])  # type: ignore[attr-defined]
        self._open[-1].k.append(_Reference(note))
        self.pages[self.page].add_annotation(note)

    def _edges(self, box: Box) -> Box:
        """Left, bottom, right and top in points, from the page's bottom left corner."""
        left, top, width, height = box
        return (
            left * self.k,
            (self.h - top - height) * self.k,
            (left + width) * self.k,
            (self.h - top) * self.k,
        )


class _Reference:
    """A link's place to click, as a child of its element."""

    def __init__(self, note: PDFAnnotation) -> None:
        self.note = note

    def serialize(self, _security_handler: object = None, _obj_id: int | None = None) -> str:
        return f"<</Type /OBJR /Obj {self.note.ref}>>"


class _Parents(NumberTree):
    """The way back: from the page's numbered content, and from each of its links, to their elements."""

    def __init__(self) -> None:
        super().__init__()
        self._contents: list[StructElem] = []
        self._links: list[StructElem] = []

    def take(self, element: StructElem) -> int:
        """The number of the next content, which is the element's."""
        self._contents.append(element)
        return len(self._contents) - 1

    def give(self, element: StructElem) -> int:
        """The key of the next link, which is the element's."""
        self._links.append(element)
        return PAGE + len(self._links)

    def serialize(self, obj_dict: object = None, _security_handler: object = None) -> str:
        # fpdf2 writes a list for every key; a link's key has one element and no list.
        contents = " ".join(element.ref for element in self._contents)
        links = "".join(f" {PAGE + at} {element.ref}" for at, element in enumerate(self._links, 1))
        return PDFObject.serialize(self, {"/Nums": f"[{PAGE} [{contents}]{links}]"})


class _Tree(StructureTreeBuilder):
    """A tree of any depth; fpdf2 writes the document's own children alone."""

    def __init__(self) -> None:
        super().__init__()
        self.parents = _Parents()
        self.struct_tree_root.parent_tree = self.parents

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.parents
        yield from _within(self.doc_struct_elem)


def _within(element: StructElem) -> Iterator[StructElem]:
    """The element and all below it, as they are read."""
    yield element
    for kid in element.k:
        if isinstance(kid, StructElem):
            yield from _within(kid)
