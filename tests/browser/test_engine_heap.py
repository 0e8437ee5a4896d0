"""What many calls leave behind in the worker: no proxy, no memory of Python's, nothing on the heap."""

import json
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser import faults
from tests.browser.expects import FULL
from tests.browser.visits import BESIDE, Profiles

pytestmark = pytest.mark.browser

CALLS = 500
GROWTH = 100_000
"""Bytes by which the heap may differ between two measurements; the results themselves are far more."""
COUNT = """
globalThis.got = [];
addEventListener("message", ({ data }) => got.push(data));
globalThis.memories = [];
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = async (...given) => {
    const made = await real(...given);
    const { exports } = made.instance ?? made;
    memories.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory));
    return made;
  };
}
globalThis.registered = 0;
const register = FinalizationRegistry.prototype.register;
FinalizationRegistry.prototype.register = function (...given) {
  registered += 1;
  return register.apply(this, given);
};
"""
"""Counts, in a worker, what it is sent, its memory, and what is to be cleaned up, as proxies are."""
MEASURE = "({ proxies: registered, bytes: memories.map(({ buffer }) => buffer.byteLength) })"
REPEAT = """async ([question, times]) => {
  for (let time = 0; time < times; time += 1) await engine.ask(question);
}"""


class Heap:
    """The heap of a page's only worker, through the browser's own protocol."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.answers: dict[int, Any] = {}
        self.target = ""
        self.asked = 0
        self.session.on("Target.attachedToTarget", self._attached)
        self.session.on("Target.receivedMessageFromTarget", self._received)
        self.session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False})
        self.page = page

    def _attached(self, event: Any) -> None:
        self.target = event["sessionId"]

    def _received(self, event: Any) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self.answers[message["id"]] = message.get("result")

    def _send(self, method: str) -> Any:
        self.asked += 1
        message = json.dumps({"id": self.asked, "method": method})
        self.session.send("Target.sendMessageToTarget", {"sessionId": self.target, "message": message})
        while self.asked not in self.answers:
            self.page.evaluate("0")  # lets what has arrived be heard
        return self.answers.pop(self.asked)

    def used(self) -> int:
        """Bytes in use after everything that nobody holds is gone."""
        for _ in range(2):
            self._send("HeapProfiler.collectGarbage")
        used: int = self._send("Runtime.getHeapUsage")["usedSize"]
        return used


def test_heap_is_stable_over_500_calls(profiles: Profiles) -> None:
    """After a warm-up 500 scores leave no proxy, no more memory of Python, and nothing on the heap."""
    profiles.site.fault = faults.begun(faults.WORKER, COUNT)
    page = profiles.visit()
    page.evaluate(BESIDE)
    page.evaluate(REPEAT, [{"do": "score", "sheet": FULL}, 50])
    worker, heap = page.workers[0], Heap(page)
    worker.evaluate("got.length = 0")
    before, used = worker.evaluate(MEASURE), heap.used()
    assert len(before["bytes"]) == 1
    page.evaluate(REPEAT, [{"do": "score", "sheet": FULL}, CALLS])
    assert worker.evaluate("got.splice(0).length") == CALLS
    assert worker.evaluate(MEASURE) == before
    grown = heap.used() - used
    assert grown < GROWTH
