"""The assessment without a connection: once started, it goes on with the server away."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from site_build.offline import ADDRESS
from tests.browser.expects import FULL, LION, expect_cpython
from tests.browser.offline import (
    FETCH,
    FIRST,
    OLD,
    OWL,
    PATIENCE,
    STORED,
    again,
    expect_promise,
    expect_statement,
    forget,
    start,
    take_it,
)
from tests.browser.take import (
    answer_all,
    answer_anew,
    choose,
    delete_answers,
    leaks_of,
    wait_for_result,
)
from tests.browser.visits import Profiles, kept, set_patience, sheet_of
from tests.site.tree import Tree

pytestmark = pytest.mark.browser


def test_take_goes_on_without_a_server(profiles: Profiles) -> None:
    """After one take a reload, a change and a whole new take need no connection, and no one complains."""
    page = profiles.visit()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    answer_all(page, LION, leaks_of(3))
    expect_promise(page)
    profiles.site.close()
    page.reload()
    wait_for_result(page)
    expect_cpython(page, FULL)
    answer_anew(page, OWL, leaks_of(3))
    expect_cpython(page, sheet_of(OWL, leaks_of(3)))
    delete_answers(page)
    assert kept(page) is None
    page = again(page)
    answer_all(page, OWL, leaks_of(1), context={"side": "buy"})
    expect_cpython(page, sheet_of(OWL, leaks_of(1), {"side": "buy"}))
    assert complaints == []


def test_started_engine_is_enough(profiles: Profiles) -> None:
    """Who gave one answer and waited until the page said so can do the rest without a connection."""
    page = profiles.visit()
    start(page)
    profiles.site.close()
    page = again(page)
    take_it(page)


def test_nothing_is_kept_before_the_first_answer(profiles: Profiles) -> None:
    """Looking at the questions registers no service worker and stores nothing on the device."""
    page = profiles.visit()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys()") == []


def test_what_is_kept_is_the_assessment(profiles: Profiles, tree: Tree) -> None:
    """The device keeps the pages below assessment/, what they load and the engine, and nothing else."""
    page = profiles.visit()
    start(page)
    stored = page.evaluate(STORED)
    assert {status for _, status in stored} == {200}
    paths = [url.removeprefix(profiles.site.url) for url, _ in stored]
    files = {path + "index.html" if path.endswith("/") else path for path in paths}
    pages = {path for path in tree.html if path.startswith("assessment/")}
    assert len(files) == len(paths)
    assert {path for path in files if path.endswith(".html")} == pages
    below = {path for path in tree.files if path.startswith("assessment/")}
    # What a host sends in a file's place, and what notebooks load, is no business of a visitor's device.
    assert {path for path in below if not path.endswith((".br", ".gz")) and "/python/" not in path} == {
        *(path for path in files if path.startswith("assessment/")),
        ADDRESS,
    }
    assert set().union(*(tree.loads(one) for one in pages)) <= files


def test_only_the_assessment_is_controlled(profiles: Profiles) -> None:
    """Other pages neither pass through the service worker nor work without a connection."""
    page = profiles.visit()
    start(page)
    page.goto(f"{profiles.site.url}articles/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    scopes = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert scopes == [f"{profiles.site.url}assessment/"]
    profiles.site.close()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{profiles.site.url}styles/")
    profiles.go(page.context.new_page())


def test_what_is_kept_goes_first_unless_the_page_insists(profiles: Profiles) -> None:
    """A kept file asks the server nothing; a second try does, and takes the kept file when there is none."""
    page = profiles.visit()
    start(page)
    page = again(page)
    expect_promise(page)
    file = page.evaluate("document.querySelector('style-quiz').dataset.worker")
    insisting = [[file, {"cache": "reload"}], [f"{file}?again=1", {}]]
    profiles.site.paths.clear()
    assert page.evaluate(FETCH, [file, {}]) == 200
    assert profiles.site.paths == []
    for given in insisting:
        assert page.evaluate(FETCH, given) == 200
    assert len(profiles.site.paths) == len(insisting)
    before = page.evaluate(STORED)
    assert page.evaluate(FETCH, [file, {"method": "POST"}]) == 501  # the server's own answer
    assert page.evaluate(STORED) == before
    profiles.site.close()
    for given in insisting:
        assert page.evaluate(FETCH, given) == 200


def test_second_start_needs_no_connection(profiles: Profiles) -> None:
    """An engine that was given up starts anew from what is kept, though a second start asks past caches."""
    page = profiles.visit()
    start(page)
    forget(page)
    profiles.site.close()
    page = again(page)
    set_patience(page, start=1)
    choose(page, f"{FIRST.id}.most", LION[FIRST.id][0])
    page.wait_for_function("() => told.some((text) => text.endsWith('your answers are safe.'))")
    expect(page.locator("[data-part=engine]")).to_be_empty()
    assert not page.workers
    set_patience(page, start=PATIENCE)
    with page.expect_worker() as started:
        take_it(page)
    assert "?again=" in started.value.url


def test_connection_that_hangs_is_as_good_as_none(profiles: Profiles) -> None:
    """A page that does not come within a few seconds is shown as it is kept."""
    page = profiles.visit()
    start(page)
    end = threading.Event()
    profiles.site.fault = lambda handler: handler.path == "/assessment/" and end.wait()
    try:
        profiles.go(page)
    finally:
        end.set()
    expect_statement(page, OLD)


def test_site_in_a_folder(profiles: Profiles, built: Path, tmp_path: Path) -> None:
    """Below a folder of the host everything is the same."""
    (tmp_path / "repo").symlink_to(built)
    profiles.site.folder = tmp_path
    profiles.site.url += "repo/"
    page = profiles.visit()
    start(page)
    profiles.site.close()
    page = again(page)
    take_it(page)
