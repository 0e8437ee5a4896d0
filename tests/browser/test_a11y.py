"""axe-core finds nothing on any page type and in any state of the assessment, two widths, both schemes."""

from dataclasses import dataclass
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from assessment.codes import private_code
from assessment.quiz import bundled_bank
from assessment.sheet import read_sheet
from tests.browser.contrast import contrasts
from tests.browser.faults import GLUE, missing, no_engine
from tests.browser.take import RESULT_TIMEOUT, choose, continue_, leaks_of, picks_of, wait_for_result
from tests.browser.visits import Profiles, saved_text, sheet_of
from tests.conftest import ROOT, Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  const words = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join("; ");
  const entries = ({ id, nodes }) => nodes.map((node) => ({
    rule: id,
    target: node.target.flat().join(" "),
    words: words(node),
  }));
  return {
    violations: found.violations.flatMap(entries),
    incomplete: found.incomplete.flatMap(entries),
    rules: found.passes.length,
  };
}"""
CONTRAST = "color-contrast"
EXPLAINED: dict[str, str] = {}
"""Rules that axe leaves open on our pages, each with the reason why nothing is wrong."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
VIEWS = [(width, scheme) for width in (360, 1280) for scheme in SCHEMES]


@dataclass(frozen=True, slots=True)
class Finding:
    """One element that axe reports, and in which view."""

    view: str
    rule: str
    target: str
    words: str

    def __str__(self) -> str:
        return f"{self.view}: {self.rule}: {self.target}: {self.words}"


def findings(page: Page) -> list[Finding]:
    """All that axe finds on the page as it stands, in every view; contrast it leaves open is measured."""
    page.evaluate(AXE)
    found: list[Finding] = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        report: dict[str, Any] = page.evaluate(RUN, TAGS)
        assert report["rules"] > 10, "axe did not look at the page"
        view = f"{width} px, {scheme}"
        found += [Finding(view, **node) for node in report["violations"]]
        unclear = [node["target"] for node in report["incomplete"] if node["rule"] == CONTRAST]
        found += [
            Finding(view, CONTRAST, text.selector, f"{text.ratio:.2f} to 1 as painted, needed {text.needed}")
            for text in contrasts(page, unclear)
            if text.ratio < text.needed
        ]
        found += [
            Finding(view, f"left open: {node['rule']}", node["target"], node["words"])
            for node in report["incomplete"]
            if node["rule"] != CONTRAST and node["rule"] not in EXPLAINED
        ]
    return found


def assert_nothing(page: Page) -> None:
    """Fails with every finding in words."""
    found = findings(page)
    assert not found, "\n".join(map(str, found))


def test_every_page_type(page: Page, site: Site, tree: Tree) -> None:
    """On two pages of each type axe finds no violation and leaves nothing unexplained."""
    report = []
    for kind, paths in tree.kinds().items():
        # The first and the last differ most: a style and a blend, the lists of articles and of styles.
        for path in sorted({paths[0], paths[-1]}):
            page.goto(site.url + address(path))
            report += [f"{path} ({kind}): {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_assessment_in_every_state(profiles: Profiles, site: Site) -> None:
    """An awaited code, a missing answer, a moved statement, three other steps with the key: all clean."""
    site.fault = no_engine()
    page = profiles.visit(fragment="#r=awaited")
    expect(page.get_by_text("Opening this link.")).to_be_visible()
    report = [f"awaited code: {finding}" for finding in findings(page)]
    page = profiles.visit()
    continue_(page)
    expect(page.locator("[data-part=error]")).to_be_visible()
    report += [f"answer missing: {finding}" for finding in findings(page)]
    choose(page, "a01.least", "a01-1")
    choose(page, "a01.most", "a01-1")
    expect(page.locator("[data-part=said]")).to_be_visible()
    report += [f"statement moved: {finding}" for finding in findings(page)]
    sheet = sheet_of(picks_of("lion", "dolphin"), leaks_of(3))
    page = profiles.visit(saved_text(sheet, "q13"), "#q13")
    expect(page.locator("fieldset.scale").first).to_be_visible()
    report += [f"frequency step: {finding}" for finding in findings(page)]
    page = profiles.visit(saved_text(sheet, "q16"), "#q16")
    page.locator("a[href='#paper']:visible").click()
    expect(page.locator("#paper table").first).to_be_visible()
    report += [f"last step: {finding}" for finding in findings(page)]
    page = profiles.visit(saved_text(sheet, "review"))
    expect(page.locator("#review a").first).to_be_visible()
    report += [f"review: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_result(profiles: Profiles) -> None:
    """The result of a whole take is clean: its headline, its drawings, its list of areas and its ways on."""
    sheet = sheet_of(picks_of("lion", "dolphin"), leaks_of(3))
    page = profiles.visit(saved_text(sheet), "#result")
    wait_for_result(page)
    assert_nothing(page)


def test_opened_result_and_refused_code(profiles: Profiles) -> None:
    """A result from a link with the takes below it, and the page for a refused code, are clean."""
    sheet = sheet_of(picks_of("owl", "lion"), leaks_of(2))
    code = private_code(bundled_bank(), read_sheet(bundled_bank(), sheet))
    page = profiles.visit(fragment=f"#r={code}")
    wait_for_result(page)
    page.get_by_role("button", name="Keep it as a take of mine").click()
    expect(page.locator("take-history strong")).not_to_be_empty()
    report = [f"opened: {finding}" for finding in findings(page)]
    page.evaluate("location.hash = '#r=nonsense'")
    expect(page.locator("[data-part=refused]")).to_be_visible()
    report += [f"refused: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


def test_engine_that_failed(profiles: Profiles, site: Site) -> None:
    """The message that the result could not be worked out is clean."""
    site.fault = missing(GLUE)
    sheet = sheet_of(picks_of("lion", "dolphin"), leaks_of(3))
    page = profiles.visit(saved_text(sheet), "#result")
    expect(page.locator("[data-part=trouble]")).to_be_visible(timeout=RESULT_TIMEOUT)
    assert_nothing(page)


def test_demo_form_with_mistakes(page: Page, site: Site) -> None:
    """The demo form is clean when fields are missing, and when the mail's text is shown for copying."""
    page.goto(f"{site.url}demo/")
    page.locator("demo-form [type=submit]").click()
    expect(page.locator("demo-form [data-part=error]")).to_be_visible()
    report = [f"mistakes: {finding}" for finding in findings(page)]
    page.locator("[data-part=preview]").evaluate("(preview) => { preview.hidden = false; }")
    report += [f"preview: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


SAMPLES = """<style>body { margin: 0; background: #fff; font: 16px/1.5 serif } p { margin: 0 }</style>
<p id="grey" style="color: #767676">Grey on white, just enough</p>
<p id="pale" style="color: #777">Grey on white, a little less</p>
<p id="large" style="color: #949494; font-size: 24px">Large grey on white</p>
<svg width="200" height="40"><rect width="200" height="40" fill="#000"/>
<text id="drawn" x="5" y="20" fill="#fff">White on black</text></svg>"""


def test_contrast_is_measured_as_painted(page: Page) -> None:
    """Our measure gives known ratios for text in HTML and in a drawing, and leaves the page whole."""
    page.set_content(SAMPLES)
    before = page.screenshot()
    found = contrasts(page, ["#grey", "#pale", "#large", "#drawn"])
    assert [round(text.ratio, 2) for text in found] == [4.54, 4.48, 3.03, 21.0]
    assert [text.needed for text in found] == [4.5, 4.5, 3, 4.5]
    assert page.screenshot() == before
