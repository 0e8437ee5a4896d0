"""What is kept of a request until it is sent: over tabs, lost connections and time; and how it is deleted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lead_sites import IDEMPOTENT
from tests.browser.leads import (
    STORED,
    UNSURE,
    WAITING,
    Demo,
    expect_nothing_kept,
    expect_sent,
    send,
    status,
    stored,
)
from tests.standin.mishaps import status as answer
from tests.standin.server import Standin

pytestmark = pytest.mark.browser
TRIED = "it was not sent yet"
UNKNOWN = "it is not certain whether it arrived"
BUSY = WAITING.format("the service is busy")
OFFLINE = "Not sent yet: there is no connection. It is kept on this device; your text is still here."


def send_offline(demo: Demo, page: Page) -> None:
    """Presses the button without a connection, so that the request is kept."""
    demo.context.set_offline(True)
    send(page)
    expect(status(page)).to_have_text(OFFLINE)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_two_tabs_send_what_is_kept_once(demo: Demo, standin: Standin) -> None:
    """What one tab keeps is sent once when both tabs find the connection again, and both know of it."""
    one, other = demo.filled(), demo.visit()
    send_offline(demo, one)
    expect(other.locator("[data-part=list]")).to_contain_text(TRIED)
    demo.context.set_offline(False)
    expect_sent(one)
    expect(other.locator("[data-part=waiting]")).to_be_hidden()
    assert (demo.posts, len(demo.records)) == (1, 1)
    send(one)
    expect_sent(one)
    assert demo.posts == 1


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_connection_that_comes_back(demo: Demo) -> None:
    """Without a connection nothing is sent and the text stays; with it a new page sends."""
    page = demo.filled()
    send_offline(demo, page)
    expect(page.locator("#demo-name")).to_have_value("Ada Lovelace")
    assert demo.posts == 0
    send(page)
    expect(status(page)).to_have_text(OFFLINE)
    page.close()
    demo.context.set_offline(False)
    page = demo.visit()
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    demo.standin.until(lambda: demo.records)
    assert (demo.posts, len(demo.records)) == (1, 1)
    expect_nothing_kept(page)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
@pytest.mark.parametrize("taken", [False, True])
def test_tab_closed_while_it_sends(demo: Demo, standin: Standin, taken: bool) -> None:
    """A webhook has it once in the end; elsewhere the next page says that nobody knows, and sends nothing."""
    page = demo.filled()
    standin.fault(demo.server, "hang-taken" if taken else "hang")
    send(page)
    demo.until_posts(1)
    page.close()
    standin.fault(demo.server, None)
    page = demo.visit(clock=True)
    listed = page.locator("[data-part=list]")
    expect(listed).to_contain_text("Ada Lovelace")
    expect(listed).to_contain_text("it is being sent")
    page.clock.fast_forward(26_000)
    if demo.way in IDEMPOTENT:
        expect(page.locator("[data-part=waiting]")).to_be_hidden()
        assert len(demo.records) == 1
        return
    expect(listed).to_contain_text(UNKNOWN)
    page.clock.fast_forward(600_000)
    assert (demo.posts, len(demo.records)) == (1, int(taken))
    listed.get_by_role("button", name="Send it again").dblclick()
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    assert (demo.posts, len(demo.records)) == (2, 1 + int(taken))


@pytest.mark.parametrize("way", ["formspree"])
def test_tab_closed_while_it_sends_and_then_no_connection(demo: Demo, standin: Standin) -> None:
    """A page without a connection does not take what another one was sending for unsent."""
    page = demo.filled()
    standin.fault(demo.server, "hang-taken")
    send(page)
    standin.until(lambda: demo.records)
    other = demo.visit(clock=True)
    page.close()
    standin.fault(demo.server, None)
    demo.context.set_offline(True)
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.clock.fast_forward(26_000)
    demo.context.set_offline(False)
    expect(other.locator("[data-part=list]")).to_contain_text("it is ")
    other.clock.fast_forward(26_000)
    expect(other.locator("[data-part=list]")).to_contain_text(UNKNOWN)
    assert demo.posts == 1


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_tab_closed_while_it_waits(demo: Demo, standin: Standin) -> None:
    """What waits for a busy service is sent by the next page when it is due, and once."""
    page = demo.filled()
    standin.fault(demo.server, answer(503))
    send(page)
    expect(status(page)).to_have_text(BUSY)
    page.close()
    standin.fault(demo.server, None)
    page = demo.visit()
    standin.until(lambda: demo.records)
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    assert (demo.posts, len(demo.records)) == (2, 1)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_tab_closed_before_it_sends(demo: Demo) -> None:
    """What was queued and not yet sent when the tab went away is sent by the next page."""
    page = demo.filled()
    send_offline(demo, page)
    queued = """async () => {
      const row = (await (STORED)())[0];
      const request = indexedDB.open("edge-leads", 1);
      await new Promise((done) => (request.onsuccess = done));
      const work = request.result.transaction("leads", "readwrite");
      work.objectStore("leads").put({ ...row, state: "queued", next: 0 });
      await new Promise((done) => (work.oncomplete = done));
      request.result.close();
    }"""
    page.evaluate(queued.replace("STORED", STORED))
    page.close()
    demo.context.set_offline(False)
    page = demo.visit()
    demo.standin.until(lambda: demo.records)
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    assert (demo.posts, len(demo.records)) == (1, 1)


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_old_requests_are_erased(demo: Demo) -> None:
    """What is 72 hours old is neither sent nor kept; what is younger is still there."""
    page = demo.filled(clock=True)
    send_offline(demo, page)
    page.clock.fast_forward(71 * 3_600_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert len(stored(page)) == 1
    page.clock.fast_forward(2 * 3_600_000)
    demo.context.set_offline(False)
    expect_nothing_kept(page)
    assert demo.posts == 0


@pytest.mark.parametrize("way", ["webhook", "formspree"])
def test_delete(demo: Demo) -> None:
    """What is kept can be deleted, and then nothing is left of it; the text can be sent anew."""
    page = demo.filled()
    send_offline(demo, page)
    page.get_by_role("button", name="Delete it from this device").click()
    expect(status(page)).to_contain_text("Deleted from this device.")
    expect_nothing_kept(page)
    expect(page.locator("#demo-name")).to_have_value("Ada Lovelace")
    send(page)
    expect(status(page)).to_have_text(OFFLINE)
    other = demo.context.new_page()
    demo.context.set_offline(False)
    expect_sent(page)
    assert (demo.posts, len(demo.records)) == (1, 1)
    other.close()


@pytest.mark.parametrize("way", ["formspree"])
def test_delete_from_the_list(demo: Demo, standin: Standin) -> None:
    """A request of an earlier page stands in a list with a button of its own, which deletes it."""
    page = demo.filled()
    standin.fault(demo.server, "html")
    send(page)
    expect(status(page)).to_have_text(UNSURE.format("the service's answer could not be read"))
    demo.go(page)
    listed = page.locator("[data-part=list] li")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Ada Lovelace")
    expect(listed).to_contain_text(UNKNOWN)
    listed.get_by_role("button", name="Delete").click()
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    expect_nothing_kept(page)
    assert demo.posts == 1
