"""The sheets' tags: all that is drawn has one, in the order of reading, as far as a machine can tell."""

import ctypes
import io
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import fpdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fpdf.annotations import PDFAnnotation
from fpdf.output import PDFPage
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import Name, PDFObject
from pypdfium2 import raw

from site_build.kit import codes, files, sheet
from site_build.kit.sheet import Sheet
from site_build.kit.tagged import TaggedPage
from tests.site_build import kit_samples
from tests.site_build.copies import ROOT, loaded
from tests.site_build.kit_samples import SITE
from tests.site_build.tagged_sheet import TaggedSheet

THEME = ROOT / "theme"
LIBRARY = loaded(ROOT)
STYLES = [entry.slug for entry in LIBRARY.styles]
SHEETS = [f"{slug}{end}" for slug in STYLES for end in ("", "-letter")]
MARKS = {
    "lion": "Mark: a lion",
    "dolphin": "Mark: a dolphin",
    "owl": "Mark: an owl",
    "monkey": "Mark: a monkey",
    "lion-dolphin": "Marks: a lion and a dolphin",
    "lion-owl": "Marks: a lion and an owl",
    "lion-monkey": "Marks: a lion and a monkey",
    "dolphin-owl": "Marks: a dolphin and an owl",
    "dolphin-monkey": "Marks: a dolphin and a monkey",
    "owl-monkey": "Marks: an owl and a monkey",
    "no-clear-style": "Marks: a lion, a dolphin, an owl and a monkey",
}
LONG = "edge.example.com/" + "a-very-long-address-without-a-space/" * 4
PAPER = replace(kit_samples.PAPER, well="It does <this> well & gladly.", shown=LONG, site="Edge & Co")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TaggedSheet]:
    """Every sheet of the project, both papers, read back."""
    made = files.collect(LIBRARY, SITE, "The Edge", THEME, tmp_path_factory.mktemp("kit"))
    return {
        Path(name).stem: TaggedSheet(file.read_bytes())
        for name, file in made.items()
        if name.endswith(".pdf")
    }


def drawn(paper: Sheet = PAPER) -> bytes:
    """A sheet of A4."""
    return sheet.draw(paper, "a4", codes.png(PAPER.link), THEME)


def expected(slug: str) -> list[tuple[str, str]]:
    """The elements and their texts, in the order in which somebody reads the page aloud."""
    kit = next(entry.model for entry in LIBRARY.kit if entry.slug == slug)
    style = next(entry.model for entry in LIBRARY.styles if entry.slug == slug)
    well, costs, negotiate = sheet.HEADINGS if style.styles else sheet.EVEN
    shown = f"edge.example.com/styles/{slug}/"
    day = f"{kit.updated.day} {kit.updated.strftime('%B %Y')}"
    return [
        ("P", "Across the table from"),
        ("H1", style.title),
        ("Figure", MARKS[slug]),
        ("H2", well),
        ("P", kit.well),
        ("H2", costs),
        ("P", kit.costs),
        ("H2", negotiate),
        *(("L LI LBody", text) for text in kit.negotiate),
        ("H2", "A line to practise"),
        ("P", f"“{style.practise}”"),
        ("P", "Read the whole page, and find your own style in about 5 minutes: "),
        ("P Link", shown),
        ("P Link Figure", f"QR code of {shown}"),
        ("P", sheet.CAVEAT),
        ("P", f"The Edge · {day}"),
    ]


def test_every_sheet_is_read(sheets: dict[str, TaggedSheet]) -> None:
    """No style and no paper is left out below."""
    assert sorted(sheets) == sorted(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_all_that_is_drawn_has_a_tag(sheets: dict[str, TaggedSheet], name: str) -> None:
    """What is drawn belongs to one element of the tree or is decoration, which has no text in it."""
    found = sheets[name]
    assert found.loose == []
    assert all(sequence.paints for sequence in found.marked)
    decoration = [sequence for sequence in found.marked if sequence.number is None]
    items = sum(path == "L LI LBody" for path, _ in found.read())
    # The three bars of the zone, the rule above the foot, and a dash for each point.
    assert [(sequence.tag, sequence.paints, sequence.text) for sequence in decoration] == [
        ("Artifact", 1, "")
    ] * (4 + items)
    held = {number: part for part in found.parts for number in part.numbers}
    assert [*found.numbered()] == [*held] == [*range(len(held))]
    assert len(held) + len(decoration) == len(found.marked)
    for number, part in held.items():
        assert found.numbered()[number].tag == part.role
        assert part.element.raw_get("/Pg") == found.page.indirect_reference


@pytest.mark.parametrize("name", SHEETS)
def test_tree_is_read_as_the_page_is(sheets: dict[str, TaggedSheet], name: str) -> None:
    """Headings, texts, points and figures come in order, each in its own element, with words kept apart."""
    wanted = expected(name.removesuffix("-letter"))
    assert sheets[name].read() == wanted
    roles = [part.path for part in sheets[name].parts]
    assert roles.count("H1") == roles.count("L") == 1
    assert roles.count("H2") == 4
    assert roles.count("L LI") == roles.count("L LI LBody") == sum(path == "L LI LBody" for path, _ in wanted)
    assert all("/Alt" in part.element for part in sheets[name].parts if part.role == "Figure")


@pytest.mark.parametrize("name", SHEETS)
def test_links_and_their_places_hold_together(sheets: dict[str, TaggedSheet], name: str) -> None:
    """Each link has its place to click, which says where it leads, and leads back to the link."""
    found = sheets[name]
    style = f"{SITE}styles/{name.removesuffix('-letter')}/"
    parts = [part for part in found.parts if part.role == "Link"]
    assert [len(part.notes) for part in parts] == [1, 1]
    for part in parts:
        (note,) = part.notes
        assert note["/A"]["/URI"].startswith(f"{style}?utm_source=kit&utm_medium=pdf")
        assert note["/Contents"] == f"Read the whole page at {style.removeprefix('https://')}"
        assert found.parents[note["/StructParent"]] == part.itself
    assert [note.get_object() for note in found.page["/Annots"]] == [part.notes[0] for part in parts]
    assert not any(part.notes for part in found.parts if part.role != "Link")


@pytest.mark.parametrize("name", SHEETS)
def test_parents_lead_back(sheets: dict[str, TaggedSheet], name: str) -> None:
    """From each numbered content the parent tree leads to its element, and each element to the one above."""
    found = sheets[name]
    contents = found.parents[found.page["/StructParents"]]
    assert [*contents] == [part.itself for part in found.parts for _ in part.numbers]
    links = {note["/StructParent"] for part in found.parts for note in part.notes}
    assert {*found.parents} == {found.page["/StructParents"], *links}
    by_path = {"": found.document}
    for part in found.parts:
        assert part.element.raw_get("/P") == by_path[part.path.rpartition(" ")[0]]
        by_path[part.path] = part.itself


@pytest.mark.parametrize("name", SHEETS)
def test_figures_have_a_place(sheets: dict[str, TaggedSheet], name: str) -> None:
    """Each figure says where it stands, within the page; the code's is where it can be clicked."""
    found = sheets[name]
    boxes = [part.element["/A"]["/BBox"] for part in found.parts if part.role == "Figure"]
    for left, bottom, right, top in boxes:
        assert 0 < left < right < found.page.mediabox.right
        assert 0 < bottom < top < found.page.mediabox.top
    code = found.page["/Annots"][1].get_object()["/Rect"]
    assert [*map(float, boxes[1])] == pytest.approx([*map(float, code)], abs=0.02)


@pytest.mark.parametrize("name", SHEETS)
def test_viewer_reads_the_same_tree(sheets: dict[str, TaggedSheet], name: str) -> None:
    """PDFium, which Chromium has inside, reads the same elements with the same texts in place of figures."""
    stream = sheets[name].reader.stream
    stream.seek(0)
    page = pypdfium2.PdfDocument(stream.read())[0]
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    read: list[tuple[str, str]] = []

    def text(get: object, element: object) -> str:
        assert callable(get)
        buffer = ctypes.create_string_buffer(get(element, None, 0))
        get(element, buffer, len(buffer))
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: object) -> None:
        read.append(
            (text(raw.FPDF_StructElement_GetType, element), text(raw.FPDF_StructElement_GetAltText, element))
        )
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                walk(child)

    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)
    assert read == [
        ("Document", ""),
        *((part.role, part.element.get("/Alt", "")) for part in sheets[name].parts),
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_document_says_what_it_is(sheets: dict[str, TaggedSheet], name: str) -> None:
    """It says that it is tagged, its language, its title and day, and that Tab follows the tree."""
    found = sheets[name]
    title = f"{found.read()[1][1]}: how to negotiate with one"
    assert found.catalog["/MarkInfo"] == {"/Marked": True}
    assert found.catalog["/Lang"] == "en-GB"
    assert found.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert found.page["/Tabs"] == "/S"
    told = found.reader.metadata
    assert told
    assert told.creation_date
    assert (told.title, told.author) == (title, "The Edge")
    assert found.metadata() == {
        "title": title,
        "creator": "The Edge",
        "language": "en-GB",
        "CreateDate": f"{told.creation_date:%Y-%m-%dT%H:%M:%SZ}",
        "part": "1",
    }


@pytest.mark.parametrize("name", SHEETS)
def test_font_can_be_read(sheets: dict[str, TaggedSheet], name: str) -> None:
    """The face is in the file; each sign on the page has a letter, a form in the face, and its width."""
    found = sheets[name]
    (below,) = found.font["/DescendantFonts"]
    inside = below.get_object()
    face = TTFont(io.BytesIO(inside["/FontDescriptor"]["/FontFile2"].get_data()))
    forms = inside["/CIDToGIDMap"].get_data()
    widths: dict[int, float] = {}
    listed = [*inside["/W"]]
    while listed:
        first, second = int(listed.pop(0)), listed.pop(0)
        if isinstance(second, list):
            widths |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0)))
    letters = found.letters()
    for code in found.shown:
        form = int.from_bytes(forms[2 * code : 2 * code + 2])
        assert form
        assert letters[code] not in {"\0", "\ufeff", "\ufffe"}
        advance, _ = face["hmtx"][face.getGlyphName(form)]
        assert widths[code] == pytest.approx(advance * 1000 / face["head"].unitsPerEm, abs=1)


def test_signs_of_markup_in_a_text_stay_signs() -> None:
    """What a title or a name has of XML's own signs is itself in the metadata."""
    found = TaggedSheet(drawn(replace(PAPER, title="A & <B>"))).metadata()
    assert found["title"] == "A & <B>: how to negotiate with one"
    assert found["creator"] == "Edge & Co"


def test_address_in_several_lines_is_one_link() -> None:
    """An address that is broken has no space in it, and one link with a place in each line."""
    found = TaggedSheet(drawn())
    assert dict(found.read())["P Link"] == LONG
    first, _ = (part for part in found.parts if part.role == "Link")
    assert len(first.notes) == 3
    assert [found.parents[note["/StructParent"]] for note in first.notes] == [first.itself] * 3


@pytest.mark.parametrize("left_out", ["artifact", "content"])
def test_what_has_no_tag_is_found(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    """The reader of these tests tells of a thing that is drawn outside of every sequence."""
    monkeypatch.setattr(TaggedPage, left_out, lambda _: nullcontext())
    assert TaggedSheet(drawn()).loose


def test_fpdf2_still_has_what_the_tags_lean_on() -> None:
    """The parts of fpdf2 that `tagged` uses and nobody promises; see its docstring when this fails."""
    told = f"fpdf2 {fpdf.FPDF_VERSION} has changed inside: see site_build/kit/tagged.py"
    assert callable(getattr(fpdf.FPDF, "_out", None)), told
    tree = StructureTreeBuilder()
    assert [*tree] == [tree.struct_tree_root, tree.doc_struct_elem, tree.struct_tree_root.parent_tree], told
    element = StructElem("/P", tree.doc_struct_elem, [], page_number=1, alt="other")
    kept = (element.s, element.p, element.k, element.alt, element.pg, element.page_number())
    assert kept == ("/P", tree.doc_struct_elem, [], "other", None, 1), told
    assert PDFPage(None, None, bytearray(), 1).struct_parents is None, told
    thing = PDFObject()
    thing.id = 7
    thing.struct_parent = 3  # type: ignore[attr-defined]
    thing.tabs = Name("S")  # type: ignore[attr-defined]
    assert thing.serialize() == "7 0 obj\n<<\n/StructParent 3\n/Tabs /S\n>>\nendobj", told
    assert issubclass(PDFAnnotation, PDFObject), told
