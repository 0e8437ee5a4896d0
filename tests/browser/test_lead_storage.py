"""What is kept of a request, and what may befall it there: deleted, full, silent, old, a clock set back."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.leads import (
    STORED,
    Demo,
    expect_nothing_kept,
    expect_sent,
    fill,
    send,
    status,
    stored,
)
from tests.conftest import Site

pytestmark = pytest.mark.browser

REWRITE = """async (change) => {
  const row = (await (STORED)())[0];
  const request = indexedDB.open("edge-leads", 1);
  await new Promise((done) => (request.onsuccess = done));
  const work = request.result.transaction("leads", "readwrite");
  if (change) work.objectStore("leads").put({ ...row, ...change });
  else work.objectStore("leads").delete(row.id);
  await new Promise((done) => (work.oncomplete = done));
  request.result.close();
}""".replace("STORED", STORED)
"""Changes the one record behind the page's back, or takes it away; where there is none, writes one."""
OLD = {"id": "old", "at": 1_000, "state": "waiting", "lease": 0, "next": 0}


def rewrite(page: Page, change: dict[str, Any] | None) -> None:
    """Writes into the one record that is kept; None deletes it."""
    page.evaluate(REWRITE, change)


def held_back(page: Page, demo: Demo) -> Route:
    """Sends the form; the request has left the page, and the service does not have it yet."""
    asked: list[Route] = []
    page.route(f"https://{demo.server}/**", lambda route: asked.append(route))  # noqa: PLW0108
    with page.expect_request(f"https://{demo.server}/**"):
        send(page)
    while not asked:
        page.evaluate("0")  # the handler is called after the event, while something else is waited for
    return asked[0]


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_what_is_being_sent_cannot_be_deleted(demo: Demo) -> None:
    """Another tab shows it without a button; once it is answered it is sent, and nothing is left of it."""
    page = demo.filled()
    asked = held_back(page, demo)
    other = demo.visit()
    listed = other.locator("[data-part=list]")
    expect(listed).to_contain_text("it is being sent")
    expect(listed.get_by_role("button")).to_have_count(0)
    assert len(stored(page)) == 1
    asked.continue_()
    expect_sent(page)
    expect(other.locator("[data-part=waiting]")).to_be_hidden()
    assert len(demo.records) == 1
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_answer_counts_when_the_record_is_gone(demo: Demo) -> None:
    """A record that was taken away while its answer came is sent all the same, and the form says so."""
    page = demo.filled()
    asked = held_back(page, demo)
    rewrite(page, None)
    asked.continue_()
    expect_sent(page)
    assert len(demo.records) == 1
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", ["webhook", "hubspot"])
def test_answer_counts_when_the_storage_fails(demo: Demo) -> None:
    """A full disk after the answer does not make "Sent" into something else."""
    page = demo.context.new_page()
    page.add_init_script(
        """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (row) {
          if (row.state === "accepted") throw new DOMException("full", "QuotaExceededError");
          return put.call(this, row);
        };"""
    )
    demo.go(page)
    fill(page)
    send(page)
    expect_sent(page)
    assert len(demo.records) == 1


@pytest.mark.parametrize("way", ["webhook"])
@pytest.mark.parametrize("path", ["", "articles/", "privacy/", "assessment/", "assessment/team/"])
def test_old_requests_are_erased_on_any_page(demo: Demo, path: str) -> None:
    """After 72 hours a request is gone as soon as any page of the site is opened."""
    page = demo.context.new_page()
    page.goto(f"{demo.url}robots.txt")
    rewrite(page, OLD)
    page.goto(demo.url + path)
    expect_nothing_kept(page)


def test_old_requests_are_erased_where_nothing_sends_them(page: Page, site: Site) -> None:
    """A site that has gone back to mail erases what is too old; it makes no storage of its own."""
    page.goto(f"{site.url}demo/")
    page.wait_for_selector("demo-form[data-ready]")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    rewrite(page, OLD)
    page.reload()
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", ["webhook"])
def test_storage_that_never_answers(demo: Demo) -> None:
    """After five seconds the form says that it could not be sent, and offers the text; nothing is sent."""
    page = demo.context.new_page()
    page.clock.install()
    page.add_init_script("IDBFactory.prototype.open = () => ({});")
    demo.go(page)
    fill(page)
    send(page)
    expect(status(page)).to_have_text("Sending …")
    page.clock.fast_forward(5_100)
    expect(status(page)).to_contain_text("its storage does not answer")
    expect(page.locator("[data-part=preview]")).to_be_visible()
    assert demo.posts == 0


@pytest.mark.parametrize("way", ["webhook"])
@pytest.mark.parametrize("state", ["sending", "waiting"])
def test_clock_that_was_set_back(demo: Demo, state: str) -> None:
    """A time far ahead is that of a wrong clock: the request goes out, and has its 72 hours from now on."""
    page = demo.filled()
    demo.context.set_offline(True)
    send(page)
    expect(status(page)).to_contain_text("there is no connection")
    ahead = page.evaluate("Date.now()") + 30 * 24 * 3_600_000
    rewrite(page, {"state": state, "at": ahead, "lease": ahead, "next": ahead})
    page.close()
    demo.context.set_offline(False)
    page = demo.visit()
    demo.standin.until(lambda: demo.records)
    expect_nothing_kept(page)
    assert len(demo.records) == 1
