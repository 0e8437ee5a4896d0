"""Codes in the address: a result beside the visitor's own answers, and the page for what cannot be read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment import browser
from assessment.codes import CODES, private_code, share_code
from assessment.sheet import read_sheet
from tests.browser import faults
from tests.browser.expects import BANK, FULL, LION, answers_in, checked, expect_cpython, scored
from tests.browser.take import RESULT_TIMEOUT, leaks_of, picks_of, wait_for_result
from tests.browser.visits import KEY, Profiles, kept, saved_text, settled, sheet_of, step_is
from tests.conftest import Site

pytestmark = pytest.mark.browser

OWL = sheet_of(picks_of("owl", "lion"), leaks_of(2))
CODE = private_code(BANK, read_sheet(BANK, OWL))
SHARE = share_code(BANK, scored(OWL)[0].most, scored(OWL)[0].least)
HALF = {**FULL, "blocks": {block: FULL["blocks"][block] for block in ("a01", "a02", "a03")}, "leaks": {}}
OPENED = "This result was opened from a link. Your own answers on this device are as they were."
MINE = saved_text(HALF, "q3")


def visit(profiles: Profiles, fragment: str, saved: str | None = MINE) -> Page:
    """The assessment at a code, in a profile with answers of its own."""
    page = profiles.profile(saved).new_page()
    page.goto(f"{profiles.site.url}assessment/{fragment}")
    return settled(page)


def storage(page: Page) -> dict[str, str]:
    """All that is kept on the device."""
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return found


def codes_listed(page: Page) -> list[str]:
    """The codes of the takes that are kept, oldest first."""
    found: list[str] = page.evaluate(
        "JSON.parse(localStorage.getItem('edge.assessment.takes') ?? '[]').map(({ code }) => code)"
    )
    return found


def test_private_code_leaves_own_answers_alone(profiles: Profiles) -> None:
    """The result is that of the code's answers, says where it comes from, and changes nothing."""
    page = visit(profiles, f"#r={CODE}")
    wait_for_result(page)
    expect_cpython(page, OWL)
    expect(page.locator("opened-code [data-part=what]")).to_have_text(OPENED)
    expect(page.locator(".quiz__form")).to_be_hidden()
    assert page.url.endswith(f"/assessment/#r={CODE}")
    assert storage(page) == {KEY: MINE}
    page.get_by_role("button", name="Continue with my own answers").click()
    step_is(page, "q3")
    assert checked(page) == answers_in(HALF)
    expect(page.locator("opened-code")).to_be_hidden()
    page.go_back()
    wait_for_result(page)
    assert kept(page) == json.loads(MINE)


def test_opened_result_can_be_kept(profiles: Profiles) -> None:
    """ "Keep it" adds the code to the takes, once, and leaves the answers in progress alone."""
    page = visit(profiles, f"#r={CODE}")
    wait_for_result(page)
    page.get_by_role("button", name="Keep it as a take of mine").click()
    expect(page.locator("take-history strong")).to_have_text(scored(OWL)[1].label)
    assert codes_listed(page) == [CODE]
    assert storage(page)[KEY] == MINE
    page.reload()
    wait_for_result(page)
    expect(page.locator("opened-code [data-part=what]")).to_contain_text("This is your take of ")
    expect(page.get_by_role("button", name="Keep it as a take of mine")).to_be_hidden()
    assert codes_listed(page) == [CODE]


def test_changing_an_opened_result_puts_own_answers_aside(profiles: Profiles) -> None:
    """Its answers become the visitor's own only when the unfinished ones are safe; those can be had back."""
    page = visit(profiles, f"#r={CODE}")
    wait_for_result(page)
    page.get_by_role("button", name="Change an answer").click()
    step_is(page, "review")
    expect(page.locator("[data-part=notice]")).to_contain_text("stands under the first question")
    assert {name: value for name, value in checked(page).items() if value} == answers_in(OWL)
    assert kept(page)["sheet"] == OWL
    [aside] = [text for key, text in storage(page).items() if key.startswith(f"{KEY}.kept.")]
    assert json.loads(aside)["sheet"] == json.loads(MINE)["sheet"]
    assert json.loads(aside)["at"] == json.loads(MINE)["at"]
    page.evaluate("location.hash = '#q1'")
    page.get_by_role("button", name="Go on with these").click()
    page.wait_for_url("**/assessment/#q3")
    settled(page)
    assert checked(page) == answers_in(HALF)


def test_nothing_changes_where_nothing_can_be_put_aside(profiles: Profiles) -> None:
    """On a full device the answers of an opened result do not take the place of the visitor's own."""
    page = visit(profiles, f"#r={CODE}")
    wait_for_result(page)
    full = "() => { throw new DOMException('full', 'QuotaExceededError'); }"
    page.evaluate(f"() => {{ Storage.prototype.setItem = {full}; }}")
    page.get_by_role("button", name="Change an answer").click()
    expect(page.locator("[data-part=notice]")).to_contain_text("cannot be put aside")
    expect(page.locator("style-result")).to_be_visible()
    assert storage(page) == {KEY: MINE}


def test_share_code_shows_scores_alone(profiles: Profiles) -> None:
    """A share code shows its result and no areas; there is no take to keep."""
    page = visit(profiles, f"#s={SHARE}", saved=None)
    wait_for_result(page)
    answer = json.loads(browser.call(json.dumps({"do": "open", "code": SHARE})))
    expect(page.locator("[data-slot=headline]")).to_have_text(answer["shown"]["headline"])
    assert page.locator("[data-list=leaks] > li").count() == 0
    expect(page.get_by_role("button", name="Keep it as a take of mine")).to_be_hidden()
    page.get_by_role("button", name="Take the assessment").click()
    step_is(page, "q1")
    assert storage(page) == {}


@pytest.fixture(scope="module")
def opened(chromium: Browser, built: Path) -> Iterator[Page]:
    """One page on which codes are opened one after the other, with one start of the engine."""
    profiles = Profiles(chromium, Site(built))
    with profiles.open:
        page = visit(profiles, f"#r={CODE}")
        wait_for_result(page)
        yield page
    profiles.site.server.shutdown()
    profiles.site.server.server_close()


BAD = {
    "one wrong character": f"{CODE[:7]}{'A' if CODE[7] != 'A' else 'B'}{CODE[8:]}",
    "the first one wrong": f"F{CODE[1:]}",
    "two exchanged": CODE[:3] + CODE[4] + CODE[3] + CODE[5:],
    "cut by one": CODE[:-1],
    "cut to one": CODE[:1],
    "one too many": f"{CODE}A",
    "none": "",
    "a foreign character": f"{CODE[:-1]}é",
    "a space inside": f"{CODE[:5]} {CODE[5:]}",
    "markup": "<img src=x onerror=window.broken=1>",
    "script": "javascript:window.broken=1",
    "percent": "%",
    "prototype": "__proto__",
    "impossible counts": share_code(BANK, dict.fromkeys(BANK.styles, 9), dict.fromkeys(BANK.styles, 9)),
}


def refusal(code: str) -> dict[str, Any]:
    """What CPython says of a code that cannot be read."""
    answer = json.loads(browser.call(json.dumps({"do": "open", "code": code})))
    assert answer["error"]["code"] in CODES
    found: dict[str, Any] = answer["error"]
    return found


@pytest.mark.parametrize("name", BAD)
def test_bad_code_gets_a_helpful_page(name: str, opened: Page) -> None:
    """It says in Python's words what is wrong and what to do, keeps the text, gives no result (SEC-8)."""
    code, error = BAD[name], refusal(BAD[name])
    before = opened.evaluate("document.querySelectorAll('*').length")
    opened.evaluate("code => { location.hash = `#r=${encodeURIComponent(code)}`; }", code)
    expect(opened.locator("opened-code input")).to_have_value(code)
    refused = opened.locator("[data-part=refused]")
    expect(refused).to_be_visible()
    expect(refused).to_be_focused()
    expect(opened.locator("[data-part=why]")).to_have_text(f"{error['message']}.")
    expect(opened.locator("[data-part=hint]")).to_have_text(error["hint"])
    expect(refused).to_contain_text("15 characters")
    expect(opened.locator("style-result")).to_be_hidden()
    expect(opened.locator(".quiz__form")).to_be_hidden()
    assert opened.title() == "This code cannot be opened · The Edge"
    assert opened.evaluate("window.broken") is None
    assert opened.evaluate("document.querySelectorAll('*').length") <= before
    assert storage(opened) == {KEY: MINE}


def test_code_is_mended_by_pasting(opened: Page) -> None:
    """On the page of a refused code a whole link, pasted, opens its result; the address holds the code."""
    opened.evaluate("location.hash = '#r=nonsense'")
    field = opened.get_by_label("The code, or the link that holds it")
    expect(field).to_have_value("nonsense")
    field.press("Enter")
    expect(field).to_have_value("nonsense")
    field.fill(f" https://edge.example.com/assessment/#r={CODE} ")
    opened.get_by_role("button", name="Open it").click()
    wait_for_result(opened)
    expect_cpython(opened, OWL)
    assert opened.url.endswith(f"/assessment/#r={CODE}")


def test_another_code_in_the_address_shows_the_other_result(opened: Page) -> None:
    """A new fragment opens its result without a load; Back gives the one before."""
    opened.evaluate("code => { location.hash = `#r=${code}`; }", CODE)
    headline = opened.locator("[data-slot=headline]")
    expect(headline).to_have_text(scored(OWL)[1].headline)
    other = private_code(BANK, read_sheet(BANK, sheet_of(LION, leaks_of(1))))
    opened.evaluate("code => { location.hash = `#r=${code}`; }", other)
    expect(headline).to_have_text(scored(FULL)[1].headline)
    opened.go_back()
    expect(headline).to_have_text(scored(OWL)[1].headline)
    assert storage(opened) == {KEY: MINE}


def test_refused_code_leads_back_to_own_answers(opened: Page) -> None:
    """The way on from a refused code is the visitor's own take, where it was left."""
    opened.evaluate("location.hash = '#s=nonsense'")
    refused = opened.locator("[data-part=refused]")
    refused.get_by_role("button", name="Continue with my own answers").click()
    step_is(opened, "q3")
    assert checked(opened) == answers_in(HALF)


def test_code_without_an_engine(profiles: Profiles) -> None:
    """Where the engine cannot be had the page says so, keeps the code, and can be asked again."""
    profiles.site.fault = faults.missing(faults.GLUE)
    page = visit(profiles, f"#r={CODE}")
    expect(page.get_by_text("The scoring engine did not start")).to_be_visible(timeout=RESULT_TIMEOUT)
    expect(page.locator("opened-code input")).to_have_value(CODE)
    profiles.site.fault = None
    page.get_by_role("button", name="Open it").click()
    wait_for_result(page)
    expect_cpython(page, OWL)


def test_code_never_leaves_the_fragment(profiles: Profiles) -> None:
    """No request of a visit that opens a code carries it, in address, headers or referrer (SEC-11)."""
    seen: list[str] = []

    def note(handler: Any) -> bool:
        seen.append(f"{handler.path} {dict(handler.headers)}")
        return False

    profiles.site.fault = note
    page = visit(profiles, f"#r={CODE}")
    wait_for_result(page)
    page.locator("[data-page]:visible > p > a").click()
    page.wait_for_url("**/styles/**")
    assert len(seen) > 10
    assert not [request for request in seen if CODE in request]
