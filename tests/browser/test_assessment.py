"""The whole assessment as a visitor meets it: result, reload, history, storage, keys."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from assessment.browser import score_json
from assessment.scoring import score
from tests.browser.expects import (
    BANK,
    FULL,
    LION,
    READ_LIST,
    answers_in,
    checked,
    expect_cpython,
    scored,
    visible,
)
from tests.browser.take import (
    RESULT_TIMEOUT,
    Picks,
    answer_all,
    answer_anew,
    choose,
    continue_,
    leaks_of,
    picks_of,
)
from tests.browser.visits import Profiles, kept, saved_text, sheet_of, step_is
from tests.conftest import Site

pytestmark = pytest.mark.browser

ENGINE = re.compile(
    r"/assessment/engine/(glue\.[0-9a-f]+\.js|worker\.[0-9a-f]+\.js|(library|pyodide\.asm)\.[0-9a-f]+\.wasm)"
)

KEEPER = "/assessment/service-worker.js"
LATER = re.compile(r"/assets/[0-9a-f]+/components/[a-z-]+/[a-z-]+\.js")
"""Scripts of ours that the page fetches when it needs them."""
ICON = re.compile(r"/assets/favicon\.[0-9a-f]+\.svg")


@dataclass
class Take:
    """One profile in which the assessment was taken; every request since, and what the server saw of it."""

    page: Page
    site: Site
    requests: list[Request] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    before: int = 0
    """How many requests there were before the first answer."""

    def note_request(self, request: Request) -> None:
        """Keeps a request that the browser made."""
        self.requests.append(request)

    def again(self, picks: Picks, leaks: dict[str, int]) -> None:
        """Goes back from the result, answers everything anew, and waits for the new result."""
        answer_anew(self.page, picks, leaks)


@pytest.fixture(scope="module")
def take(chromium: Browser, built: Path) -> Iterator[Take]:
    """A whole take by clicks: every Lion statement as most, every Dolphin as least."""
    site = Site(built)
    profiles = Profiles(chromium, site)
    with profiles.open:
        take = Take(profiles.profile().new_page(), site)

        def note(handler: SimpleHTTPRequestHandler) -> bool:
            take.seen.append((handler.path, dict(handler.headers)))
            return False

        site.fault = note
        take.page.context.on("request", take.note_request)
        profiles.go(take.page)
        take.page.wait_for_load_state("networkidle")
        take.before = len(take.seen)
        take.page.evaluate("window.sameDocument = true")
        answer_all(take.page, LION, leaks_of(3), context={"side": "buy"})
        expect(take.page.locator("[data-part=offline]")).not_to_be_empty(timeout=RESULT_TIMEOUT)
        yield take
    site.server.shutdown()
    site.server.server_close()


def picks_with(kind: str) -> dict[str, tuple[str, str]]:
    """Picks whose result is of that kind: the first of seeded random ones."""
    chance = random.Random(f"picks of the kind {kind}")
    while True:
        picks = {}
        for block in BANK.blocks:
            most, least = chance.sample(block.statements, 2)
            picks[block.id] = (most.id, least.id)
        if score(BANK, sheet_of(picks, {})).kind == kind:
            return picks


# The result


def test_all_lion_is_strongly_lion(take: Take) -> None:
    """Lion in every block as most, Dolphin as least: strongly Lion, with CPython's numbers and words."""
    take.again(LION, leaks_of(3))
    sheet = kept(take.page)["sheet"]
    assert sheet["blocks"] == FULL["blocks"]
    result = expect_cpython(take.page, sheet)
    expect(take.page.locator("[data-slot=label]")).to_have_text("strongly Lion")
    assert result.scores == {"lion": 12, "dolphin": -12, "owl": 0, "monkey": 0}
    drawing = take.page.locator("[data-drawing=shares]")
    for share in scored(sheet)[1].shares:
        expect(drawing.locator("text", has_text=share.title)).to_have_count(1)
    expect(drawing.locator(".chart__value")).to_have_text(["50", "25", "25", "0"])


@pytest.mark.parametrize("kind", ["style", "leaning", "blend", "none"])
def test_kinds_show_their_marks_and_page(kind: str, take: Take, built: Path) -> None:
    """Each kind of result shows its words, its animals and the one link to its page, which exists."""
    picks = picks_with(kind)
    leaks = {item.id: 1 + number % 5 for number, item in enumerate(BANK.leaks)}
    take.again(picks, leaks)
    result = expect_cpython(take.page, kept(take.page)["sheet"])
    assert result.kind == kind
    named = {"none": len(result.order), "blend": 2}.get(kind, 1)
    marks = result.order[:named]
    assert sorted(visible(take.page, "data-mark")) == sorted(marks)
    assert set(visible(take.page, "data-page")) == {result.page}
    link = take.page.locator(f".result__style [data-page={result.page}] > p > a")
    address = link.evaluate("link => link.href")
    assert address == f"{take.site.url}styles/{result.page}/"
    assert (built / "styles" / result.page / "index.html").is_file()


def test_result_comes_without_a_page_load(take: Take) -> None:
    """The result is part of the page that asked, is in the history, takes the focus and starts at the top."""
    page = take.page
    take.again(LION, leaks_of(3))
    assert page.evaluate("window.sameDocument")
    assert page.url == f"{take.site.url}assessment/#result"
    expect(page.locator("[data-slot=headline]")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".quiz__form")).to_be_hidden()
    page.go_back()
    expect(page.locator("#review")).to_be_visible()
    expect(page.locator("style-result")).to_be_hidden()
    page.go_forward()
    expect(page.locator("style-result")).to_be_visible()


def test_change_an_answer_keeps_the_others(take: Take) -> None:
    """Changing an answer starts at the list of all answers; one change there counts, the rest stays."""
    page = take.page
    take.again(LION, leaks_of(3))
    before = kept(page)["sheet"]
    page.get_by_role("button", name="Change an answer").click()
    expect(page.locator("#review .step__title")).to_be_focused()
    assert checked(page) == answers_in(before)
    page.get_by_role("link", name="Change question 1", exact=True).click()
    owl = picks_of("owl", "dolphin")["a01"][0]
    choose(page, "a01.most", owl)
    continue_(page)
    step_is(page, "review")
    continue_(page)
    expect(page.locator("style-result")).to_be_visible()
    after = kept(page)["sheet"]
    assert after == {**before, "blocks": {**before["blocks"], "a01": {"most": owl, "least": LION["a01"][1]}}}
    assert expect_cpython(page, after).scores["lion"] == 11


# Nothing leaves


def test_take_sends_nothing(take: Take) -> None:
    """After the page only the engine, scripts of ours and what is to be kept are asked for, once each."""
    assert not [path for path, _ in take.seen[: take.before] if ENGINE.fullmatch(path)]
    # Where a server says nothing of caching the browser asks for the icon again at each new address.
    later = [(path, headers) for path, headers in take.seen[take.before :] if not ICON.fullmatch(path)]
    keeping = [path for path, headers in later if KEEPER in f"{path} {headers.get('Referer')}"]
    asked = [path for path, headers in later if KEEPER not in f"{path} {headers.get('Referer')}"]
    assert len(asked) == len(set(asked))
    assert sum(bool(ENGINE.fullmatch(path)) for path in asked) == 4
    assert all(ENGINE.fullmatch(path) or LATER.fullmatch(path) for path in asked), asked
    assert len(keeping) == len(set(keeping))
    before = {path for path, _ in take.seen[: take.before]}
    # Nothing travels twice, but for what is too large for the memory of a private profile, and a script
    # that the page fetches at the same moment.
    by_keeper = [(path, headers) for path, headers in later if KEEPER in str(headers.get("Referer"))]
    twice = [
        path
        for path, headers in by_keeper
        if path in {*before, *asked} and "If-Modified-Since" not in headers
    ]
    assert all(path.endswith((".wasm", ".js")) for path in twice), twice
    assert {request.method for request in take.requests} == {"GET"}
    assert not [request.url for request in take.requests if not request.url.startswith(take.site.url)]
    assert not [request.url for request in take.requests if request.post_data or "?" in request.url]
    words = [statement.id for block in BANK.blocks for statement in block.statements]
    words += [*BANK.styles, *(item.id for item in BANK.leaks), "buy", "%23", "#"]
    for path, headers in take.seen[take.before :]:
        assert "Cookie" not in headers
        sent = f"{'' if path in before else path} {headers}"
        assert not [word for word in words if re.search(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])", sent)]


def test_requests_are_seen_where_they_are_made(take: Take) -> None:
    """The record of the test above is whole: browser and server report the same paths."""
    asked = {request.url.removeprefix(take.site.url[:-1]) for request in take.requests}
    assert {path for path, _ in take.seen} == asked
    assert any(path.endswith(".wasm") for path in asked)


# Part B with gaps


def test_gaps_cannot_come_from_the_page(quiet: Profiles) -> None:
    """Kept answers that lack one frequency lead to its question and never past it, whatever the address."""
    leaks = {**leaks_of(3)}
    del leaks["b07"]
    page = quiet.visit(saved_text({**FULL, "leaks": leaks}), "#result")
    step_is(page, "q14")
    continue_(page)
    expect(page.locator("[data-part=error-link]")).to_contain_text(BANK.leaks[6].text)
    step_is(page, "q14")


def test_area_with_a_gap_is_shown_unscored(quiet: Profiles) -> None:
    """An answer of the engine to a sheet with gaps shows the areas without a score, and why."""
    leaks = {**leaks_of(3)}
    del leaks["b07"]
    sheet = {**FULL, "leaks": leaks}
    answer = json.loads(score_json(json.dumps(sheet)))
    assert len(answer["shown"]["unscored"]) == 1
    page = quiet.visit(saved_text(FULL, "q1"))
    page.wait_for_function("() => customElements.get('style-result') !== undefined")
    page.evaluate(
        "([answer, sheet]) => document.querySelector('style-result').show(answer, { sheet })", [answer, sheet]
    )
    words = scored(sheet)[1]
    expect(page.locator("[data-list=unscored]")).to_be_visible()
    assert page.locator("[data-list=unscored]").evaluate(READ_LIST) == [
        words.unscored[0].title + words.unscored[0].reason
    ]
    assert page.locator("[data-list=leaks] > li").count() == 5


def test_reload_on_the_result_shows_it_again(profiles: Profiles) -> None:
    """A reload on the result, and the bare address with a finished take, work the result out again."""
    page = profiles.visit(saved_text(FULL))
    expect(page.locator("#review")).to_be_visible()
    assert page.url.endswith("#result")
    expect(page.locator("style-result")).to_be_visible(timeout=60_000)
    expect_cpython(page, FULL)
    assert kept(page) == {"sheet": FULL, "at": "result"}
