"""The prepared sheet on paper: nothing is drawn over anything, and everything that binds is there."""

import io

import pypdfium2
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.preparing import words_of
from tests.browser.standard import PLAYBOOKS, RENEWAL, playbook, prepared_page, seal, squeezed
from tests.browser.visits import Profiles
from tests.conftest import Site

pytestmark = pytest.mark.browser


def printed(page: Page) -> bytes:
    """The page as it is printed on A4."""
    return page.pdf(format="A4", prefer_css_page_size=True)


def overprinted(pdf: bytes) -> list[tuple[int, str, str]]:
    """Pairs of texts of which one is drawn over the other, with the number of their page.

    Letters of one line may lean over each other, by less than a letter's width.
    """
    found = []
    for number, sheet in enumerate(pypdfium2.PdfDocument(pdf)):
        text = sheet.get_textpage()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                width = min(one[2], other[2]) - max(one[0], other[0])
                height = min(one[3], other[3]) - max(one[1], other[1])
                lower = min(one[3] - one[1], other[3] - other[1])
                if width > 4 and height > 0.3 * lower:
                    found.append((number, text.get_text_bounded(*one), text.get_text_bounded(*other)))
    return found


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_nothing_is_drawn_over_anything(profiles: Profiles, name: str) -> None:
    """The sheet of every playbook, sealed: no text lies on another, on two or three full pages."""
    page = prepared_page(profiles, name)
    seal(page)
    pdf = printed(page)
    assert not overprinted(pdf)
    sheets = [sheet.extract_text().strip() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert all(sheets)
    assert 1 < len(sheets) <= 3


def test_overprint_would_be_seen(profiles: Profiles) -> None:
    """The check sees a heading that is drawn over a line."""
    page = prepared_page(profiles)
    page.locator("[data-part=limits] h3").evaluate("one => { one.style.translate = '0 8mm'; }")
    assert overprinted(printed(page))


def test_paper_has_all_that_binds(profiles: Profiles, site: Site) -> None:
    """Red lines, approvals, the way out, the must-have marks and the seal are on the paper, links are not."""
    page = prepared_page(profiles)
    digest = seal(page)["seal"]["digest"]
    reader = PdfReader(io.BytesIO(printed(page)))
    text = squeezed("".join(sheet.extract_text() for sheet in reader.pages))
    limits = words_of(playbook(site), RENEWAL)["limits"]
    wanted = [line[part] for line in limits["red_lines"] for part in ("text", "why", "held")]
    wanted += [part for fact in limits["facts"] for part in fact]
    assert not [one for one in (*wanted, digest, "A must-have") if squeezed(one) not in text]
    for link in ("What comes next", "Save the file", "Sealed sheets"):
        assert squeezed(link) not in text
