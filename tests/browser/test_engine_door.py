"""The door to Python: one request at a time, each with a deadline; a crash costs the one that caused it."""

import json

import pytest
from playwright.sync_api import Page

import assessment.browser
import ledger.browser
from tests.browser import faults
from tests.browser.expects import BLEND, FULL
from tests.browser.visits import (
    BESIDE,
    WITH_ENGINE,
    Profiles,
    restarts,
    set_patience,
    set_patience_at_restart,
    stop_clock,
)

pytestmark = pytest.mark.browser

STOPPED = "The scoring engine stopped answering."
POISONS = {
    "loops": ("for (;;) {}", STOPPED),
    "dies": ("self.close(); event.stopImmediatePropagation();", STOPPED),
    "throws": ("event.stopImmediatePropagation(); throw new Error('poisoned');", "poisoned"),
    "exits": (
        "event.stopImmediatePropagation();"
        " postMessage({ type: 'failed', id: event.data.id, text: 'already exited' });",
        "already exited",
    ),
    "takes all memory": (
        "event.stopImmediatePropagation();"
        " postMessage({ type: 'failed', id: event.data.id, text: 'MemoryError' });",
        "There is not enough free memory for the scoring engine on this device.",
    ),
}
"""What a worker does upon a request that says "poison", and what is told of it."""
TASTE = """
addEventListener("message", (event) => {
  if (event.data.json?.includes("poison")) { %s }
});
"""
ASK = """async (questions) => {
  const answers = await Promise.allSettled(questions.map((question) => engine.ask(question)));
  return answers.map(({ value, reason }) => value ?? reason.message);
}"""
"""Asks all of these at once; gives the answers in order, and of one that was refused why."""


def beside(profiles: Profiles, script: str = "") -> Page:
    """A page with an engine of its own, `engine`, whose workers run a script first."""
    if script:
        profiles.site.fault = faults.begun(faults.WORKER, script)
    page = profiles.visit()
    page.evaluate(BESIDE)
    return page


def scripted(profiles: Profiles) -> Page:
    """The same with a worker that answers only what a test has it answer; the clock stands."""
    worker = "globalThis.got = []; addEventListener('message', ({ data }) => got.push(data));"
    worker += " postMessage({ type: 'ready' });"
    profiles.site.fault = faults.replaced(faults.WORKER, worker.encode(), faults.SCRIPT)
    page = profiles.visit()
    stop_clock(page)
    page.evaluate(BESIDE)
    with page.expect_worker():
        page.evaluate("engine.start()")
    return page


DOORS = (
    WITH_ENGINE
    % """
  const engines = { bare: begin(), assessment: begin("assessment"), ledger: begin("ledger") };
  const found = {};
  for (const [name, engine] of Object.entries(engines)) {
    const stages = new Set();
    engine.addEventListener("stage", ({ detail }) => stages.add(detail.text));
    const { error } = await engine.ask({ do: "nothing" });
    found[name] = [[...stages].at(-1), error.hint];
  }
  return found;
"""
)
"""Starts an engine for each door; gives the last stage of its start, and what it says can be asked."""


def test_page_chooses_the_door(profiles: Profiles) -> None:
    """An engine answers by the door that the page names, the assessment's if it names none, and says so."""
    found = profiles.visit().evaluate(DOORS)
    bank = ["Reading the question bank", f"Known: {', '.join(assessment.browser.DOORS)}."]
    rules = ["Reading the playbook rules", f"Known: {', '.join(ledger.browser.DOORS)}."]
    assert found == {"bare": bank, "assessment": bank, "ledger": rules}


def test_lost_worker_is_replaced_by_one_with_the_same_door(profiles: Profiles) -> None:
    """A second worker is told the door again: the ledger's answers stay the ledger's."""
    page = profiles.visit()
    page.evaluate(WITH_ENGINE % 'window.engine = begin("ledger");')
    with page.expect_worker() as started:
        page.evaluate(ASK, [unknown("first")])
    set_patience(page, answer=300)
    set_patience_at_restart(page, answer=30_000)
    started.value.evaluate("setTimeout(() => { self.close() }, 0)")
    [answer] = page.evaluate(ASK, [{"do": "maturity", "answers": {"limits": 9}}])
    assert answer["error"]["place"] == "answers.limits"


def unknown(name: str) -> dict[str, str]:
    """A question that Python refuses, naming it."""
    return {"do": name}


def test_many_requests_at_once_get_their_own_answers(profiles: Profiles) -> None:
    """Of two hundred requests at once each gets the answer that names it."""
    page = beside(profiles)
    names = [f"request-{number}" for number in range(200)]
    answers = page.evaluate(ASK, [unknown(name) for name in names])
    assert all(f'"{name}"' in answer["error"]["message"] for name, answer in zip(names, answers, strict=True))
    assert page.evaluate("news") == [["ready", ""]]


@pytest.mark.parametrize("script", ["self.close()", "for (;;) {}"], ids=["killed", "looping"])
def test_queue_survives_a_lost_worker(script: str, profiles: Profiles) -> None:
    """Three requests that a worker never answers are answered by the next one, each with its own."""
    page = beside(profiles)
    with page.expect_worker() as started:
        page.evaluate(ASK, [unknown("first")])
    set_patience(page, answer=300)
    set_patience_at_restart(page, answer=30_000)
    started.value.evaluate(f"setTimeout(() => {{ {script} }}, 0)")
    answers = page.evaluate(
        ASK, [{"do": "score", "sheet": FULL}, unknown("second"), {"do": "score", "sheet": BLEND}]
    )
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert [answers[place]["result"]["page"] for place in (0, 2)] == ["lion", "lion-owl"]
    assert '"second"' in answers[1]["error"]["message"]
    assert restarts(page) == [STOPPED]


@pytest.mark.parametrize("poison", POISONS)
def test_request_that_ends_its_worker_is_refused_alone(poison: str, profiles: Profiles) -> None:
    """It is tried once more, on a fresh worker, and refused with the reason; those beside it are answered."""
    script, reason = POISONS[poison]
    page = beside(profiles, TASTE % script)
    assert page.evaluate(ASK, [unknown("first")])[0]["error"]["code"] == "unknown-request"
    if reason == STOPPED:
        set_patience(page, answer=1_500)
    answers = page.evaluate(ASK, [unknown("before"), unknown("poison"), unknown("after"), unknown("last")])
    refused = answers.pop(1)
    assert reason in refused
    named = [answer["error"]["message"] for answer in answers]
    assert [name in text for name, text in zip(("before", "after", "last"), named, strict=True)] == [True] * 3
    assert len(restarts(page)) == 2
    assert all(reason in told for told in restarts(page))
    # And the engine is as good as before.
    assert page.evaluate(ASK, [unknown("later")])[0]["error"]["code"] == "unknown-request"


def hear(page: Page, wanted: int) -> None:
    """Waits until the worker has been sent so many requests, and no more."""
    page.workers[-1].evaluate(
        "async (wanted) => { while (got.filter(({ json }) => json).length < wanted)"
        " await new Promise((done) => addEventListener('message', done, { once: true })); }",
        wanted,
    )
    assert page.workers[-1].evaluate("got.filter(({ json }) => json).length") == wanted


def answer(page: Page, number: int, says: str = "{}") -> None:
    """Has the worker answer the request of that number."""
    page.workers[-1].evaluate(
        "([at, json]) => postMessage({ type: 'answer', json, id: got.filter(({ id }) => id)[at].id })",
        [number, says],
    )


def test_each_request_has_its_own_deadline(profiles: Profiles) -> None:
    """In a queue none is given up while those before are answered, nor later than it should be."""
    page = scripted(profiles)
    set_patience(page, answer=4_000)
    page.evaluate("() => { window.answers = ['a', 'b', 'c'].map((name) => engine.ask({ do: name })); }")
    for number in range(2):
        hear(page, number + 1)
        page.clock.run_for(3_900)
        answer(page, number)
        page.evaluate("(number) => answers[number]", number)
    hear(page, 3)
    assert restarts(page) == []
    page.clock.run_for(3_900)
    assert restarts(page) == []
    page.clock.run_for(100)
    assert restarts(page) == [STOPPED]


def test_answer_to_nobody_is_left_alone(profiles: Profiles) -> None:
    """An answer with another number than the request's resolves nothing."""
    page = scripted(profiles)
    page.evaluate("() => { window.answers = ['a', 'b'].map((name) => engine.ask({ do: name })); }")
    hear(page, 1)
    worker = page.workers[-1]
    worker.evaluate(
        "postMessage({ type: 'answer', id: got.find(({ json }) => json).id + 1, json: '{\"for\": \"b\"}' })"
    )
    answer(page, 0, json.dumps({"for": "a"}))
    hear(page, 2)
    answer(page, 1, json.dumps({"for": "b"}))
    assert page.evaluate("() => Promise.all(answers)") == [{"for": "a"}, {"for": "b"}]
