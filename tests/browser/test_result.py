"""The result page's parts: moves, calculator, what-if, working, links, pages of others, paper, the way on."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from assessment.browser import call
from assessment.codes import read_code
from assessment.quiz import Block
from assessment.scoring import score
from assessment.sheet import Answers, read_sheet
from assessment.words import shown
from tests.browser.expects import BANK, BLEND, expect_cpython, scored
from tests.browser.take import leaks_of, wait_for_result
from tests.browser.visits import Profiles, kept, saved_text, sheet_of
from tests.conftest import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def result(chromium: Browser, built: Path) -> Iterator[Page]:
    """The result of BLEND, opened once; each test leaves the answers as they were."""
    site = Site(built)
    profiles = Profiles(chromium, site)
    with profiles.open:
        page = profiles.visit(saved_text(BLEND), "#result")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        wait_for_result(page)
        yield page
    site.server.shutdown()
    site.server.server_close()


def test_words_are_those_of_python(result: Page) -> None:
    """Every sentence and drawing is CPython's, the optional answers' sentences included."""
    assert expect_cpython(result, BLEND).kind == "blend"
    expect(result.locator("[data-list=next_deal] > li")).to_have_count(2)


def test_each_leak_has_its_move(result: Page) -> None:
    """Every scored area shows one move, and its link leads to the page of that move."""
    entries = result.locator("[data-list=leaks] > li")
    expect(entries).to_have_count(len(BANK.areas))
    for entry in entries.all():
        link = entry.locator(".result__move a")
        expect(link).to_have_count(1)
        response = result.request.get(link.evaluate("link => link.href"))
        assert response.ok
        name = LexborHTMLParser(response.text()).css_first("h1")
        assert name
        assert link.inner_text() == f"The move: {name.text().strip()}"


def test_style_text_and_pairs_are_those_of_the_result(result: Page) -> None:
    """The blend's own text is shown, no other, and both styles' way with each style; the links lead there."""
    shown_pages = result.locator(".result__style [data-page]:visible")
    expect(shown_pages).to_have_count(1)
    expect(shown_pages).to_have_attribute("data-page", "lion-owl")
    expect(shown_pages.locator("h4").first).to_have_text("What it does well")
    pairs = result.locator("[data-style]:visible a")
    expect(pairs).to_have_count(8)
    for link in [*pairs.all(), *shown_pages.locator("a").all()]:
        assert result.request.get(link.evaluate("link => link.href")).ok


def test_working_shows_every_block(result: Page) -> None:
    """The table has each block's picks, styles and running totals, and the row of the table that was used."""
    words = scored(BLEND)[1].working
    result.locator("working-table summary").click()
    rows = result.locator("[data-part=rows] tr")
    expect(rows).to_have_count(len(words.blocks))
    for row, wanted in zip(rows.all(), words.blocks, strict=True):
        cells = [wanted.number, f"{wanted.most} {wanted.most_style}", f"{wanted.least} {wanted.least_style}"]
        assert row.locator("th, td").all_text_contents() == [
            *map(str, cells),
            *(wanted.totals[style] for style in words.animals),
        ]
    used = result.locator("[data-part=table] tr[data-used]")
    expect(used).to_have_count(1)
    expect(used).to_contain_text("yes")
    for part in ("lead", "shares", "rule"):
        expect(result.locator(f"working-table [data-part={part}]")).to_have_text(getattr(words, part))
    result.locator("working-table summary").click()


def test_what_if_scores_at_once_and_changes_nothing(result: Page) -> None:
    """Another pick shows its effect beside the answers, which stay as they were; the way back clears it."""
    before = kept(result)
    part = result.locator("what-if")
    block = part.locator("[data-part=block]")
    block.select_option("a03")
    most = part.locator("input[name='try-a03.most']")
    chosen = most.evaluate_all("inputs => inputs.findIndex(({ checked }) => checked)")
    other = next(number for number in range(4) if number != chosen)
    most.nth(other).check()
    expect(most.nth(other)).to_be_checked()
    expect(most.nth(other)).to_be_focused()
    pick = {
        side: part.locator(f"input[name='try-a03.{side}']:checked").get_attribute("value")
        for side in ("most", "least")
    }
    assert pick["most"] != pick["least"]
    tried = {**BLEND, "blocks": {**BLEND["blocks"], "a03": pick}}
    words = shown(BANK, score(BANK, tried))
    expect(part.locator("[data-part=effect]")).to_contain_text(f"{words.label}. Your answers: Lion–Owl.")
    expect(part.locator("[data-part=changes] li").first).to_contain_text(re.compile("noise"))
    expect(part.locator("[data-part=drawing] svg")).to_have_count(1)
    assert kept(result) == before
    part.get_by_role("button", name="Back to my answers").click()
    expect(part.locator("[data-part=effect]")).to_be_empty()
    expect(most.nth(chosen)).to_be_checked()
    expect(block).to_be_focused()


def test_fewest_answers_put_another_style_first(result: Page) -> None:
    """One button tries the smallest change that Python found, and another style then comes first."""
    found = scored(BLEND)[0].robustness
    assert found is not None
    picks = {block: pick.to_json() for block, pick in found.picks.items()}
    words = shown(BANK, score(BANK, {**BLEND, "blocks": {**BLEND["blocks"], **picks}}))
    part = result.locator("what-if")
    part.get_by_role("button", name="Try the fewest").click()
    expect(part.locator("[data-part=effect]")).to_contain_text(words.confidence)
    assert "Owl comes first" in words.confidence
    part.get_by_role("button", name="Back to my answers").click()


def test_five_more_pairs_only_say_who_stands_first(result: Page) -> None:
    """The pairs of the two level styles are asked on request; the outcome is Python's, the rest stays."""
    part = result.locator("sharpen-round")
    expect(part).to_be_visible()
    part.get_by_role("button", name="Show the pairs").click()
    pairs = part.locator("fieldset")
    expect(pairs).to_have_count(5)
    expect(pairs.first.locator("input").first).to_be_focused()
    block = {one.id: one for one in BANK.sharpen}
    chosen = {}
    for pair in pairs.all():
        options = pair.locator("input").evaluate_all(
            "inputs => inputs.map(({ name, value }) => [name, value])"
        )
        styles = {value: style_of(block[name], value) for name, value in options}
        assert set(styles.values()) == {"lion", "owl"}
        name, value = next((name, value) for name, value in options if styles[value] == "owl")
        pair.locator(f"input[value='{value}']").check()
        chosen[name] = value
    wanted = json.loads(call(json.dumps({"do": "score", "sheet": BLEND, "sharpen": chosen})))["sharpen"]
    outcome = part.locator("[data-part=outcome]")
    expect(outcome).to_have_text(f"{wanted['result']['text']} {wanted['result']['confidence']}")
    expect(outcome).to_contain_text("Owl")
    expect(result.locator("[data-slot=label]")).to_have_text("Lion–Owl")


def style_of(block: Block, statement: str) -> str:
    """The style behind a statement of a block."""
    return next(one.style for one in block.statements if one.id == statement)


def test_calculator_takes_the_visitors_figures_only(result: Page) -> None:
    """It begins empty, names what is missing at its field, and shows range and working of what was typed."""
    part = result.locator("value-calculator")
    part.locator("summary").click()
    fields = {name: part.locator(f"[name={name}]") for name in ("volume", "part", "low", "high")}
    assert [field.input_value() for field in fields.values()] == ["", "", "", ""]
    part.get_by_role("button").click()
    expect(part.locator("[data-part=range]")).to_contain_text("What you negotiate in a year is missing.")
    expect(fields["volume"]).to_be_focused()
    expect(fields["volume"]).to_have_attribute("aria-invalid", "true")
    for name, text in {"volume": "2,000,000", "part": "40", "low": "1", "high": "3"}.items():
        fields[name].fill(text)
    part.get_by_role("button").click()
    expect(part.locator("[data-part=range]")).to_have_text("By your own figures: 8,000 to 24,000 a year.")
    expect(part.locator("[data-part=working]")).to_contain_text("2,000,000 × 40% × 1%–3%")
    expect(part.locator("[aria-invalid]")).to_have_count(0)
    part.locator("summary").click()


def test_links_hold_what_they_say(result: Page) -> None:
    """The private link holds the answers, the link to share the counts alone; both can be copied."""
    part = result.locator("keep-result")
    private = part.locator("[data-part=private]").text_content() or ""
    share = part.locator("[data-part=share]").text_content() or ""
    answers = read_code(private)
    assert isinstance(answers, Answers)
    assert answers.blocks == read_sheet(BANK, BLEND).blocks
    assert not isinstance(read_code(share), Answers)
    assert re.fullmatch(r".*/assessment/#r=[\w-]{15}", private)
    assert re.fullmatch(r".*/styles/lion-owl/#s=[\w-]{6}", share)
    for name, link in (("private", private), ("share", share)):
        part.locator(f"[data-copy={name}]").click()
        expect(part.locator("[data-part=status]")).to_contain_text("copied")
        assert result.evaluate("navigator.clipboard.readText()") == link
    mail = part.locator("[data-part=mail]").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=")
    assert private.rpartition("=")[2] in mail


def printed(page: Page) -> str:
    """The text of the one A4 page on which the result prints."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(reader.pages) == 1
    # Fonts draw some pairs of letters as one sign.
    return " ".join(normalize("NFKC", reader.pages[0].extract_text()).split())


def test_result_prints_on_one_page(result: Page) -> None:
    """On paper the result is one A4 page with the sentence, how sure, the line to practise and every area."""
    text = printed(result)
    words = scored(BLEND)[1]
    assert words.headline in text
    assert words.confidence in text
    assert "What have we got wrong about your side?" in text
    for leak in words.leaks:
        assert leak.title in text
    for share in words.shares:
        assert share.title in text
    assert "how you tend to play, never what you are" in text
    assert "Show the working" not in text
    assert "Copy the private link" not in text


def test_flagged_result_without_a_style_prints_on_one_page_too(profiles: Profiles) -> None:
    """The longest case, no clear style with two remarks and both optional answers, is one page as well."""
    flat = {
        block.id: {"most": block.statements[0].id, "least": block.statements[3].id} for block in BANK.blocks
    }
    sheet = {**sheet_of({}, leaks_of(2), {"side": "inside", "stake": "price"}), "blocks": flat}
    page = profiles.visit(saved_text(sheet), "#result")
    wait_for_result(page)
    text = printed(page)
    words = scored(sheet)[1]
    assert len(words.notes) == 2
    assert words.headline in text
    assert words.notes[0] in text
    assert words.leaks[-1].title in text


def test_demo_takes_the_lines_that_are_left(result: Page, built: Path) -> None:
    """A line that is taken out is gone; the others stand in the form, and go along only with a tick."""
    part = result.locator("demo-offer")
    lines = part.locator("li > span")
    expect(lines).to_have_text(
        [
            "Style in the assessment: Lion–Owl",
            "How sure: about 45 in 100",
            re.compile("^Where value may leak most often: No target or walk-away"),
        ]
    )
    part.get_by_role("button", name="Remove: How sure").click()
    expect(lines).to_have_count(2)
    expect(part.get_by_role("button", name="Remove: Where value")).to_be_focused()
    with result.expect_navigation():
        part.locator("[data-part=go]").click()
    form = result.locator("demo-form")
    expect(form.locator("[data-part=lines] li > span")).to_have_count(2)
    form.get_by_role("button", name="Remove: Where value").click()
    form.locator("[name=name]").fill("A Visitor")
    form.locator("[name=email]").fill("visitor@example.com")
    write = form.get_by_role("button", name="Write the email")
    write.click()
    expect(form.locator("[data-part=text]")).to_contain_text("A Visitor")
    expect(form.locator("[data-part=text]")).not_to_contain_text("Style in the assessment")
    form.locator("#demo-consent-result").check()
    write.click()
    expect(form.locator("[data-part=text]")).to_contain_text("Style in the assessment: Lion–Owl")
    text = form.locator("[data-part=text]").text_content() or ""
    assert "How sure" not in text
    assert "Where value" not in text
    result.go_back()
    wait_for_result(result)
