"""The assessment without a connection: once started, it goes on with the server away, release by release."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from assessment.quiz import bundled_bank
from site_build.offline import ADDRESS
from tests.browser.expects import FULL, LION, expect_cpython, scored
from tests.browser.take import (
    RESULT_TIMEOUT,
    answer_all,
    answer_anew,
    choose,
    delete_answers,
    leaks_of,
    picks_of,
    wait_for_result,
)
from tests.browser.visits import Profiles, kept, set_patience, settled, sheet_of
from tests.conftest import ROOT
from tests.site.tree import Tree

pytestmark = pytest.mark.browser

PATIENCE = 30_000
"""Milliseconds: on a busy machine Python may unpack itself for long."""
PROMISE = "This assessment now works without a connection."
FIRST = bundled_bank().blocks[0]
OLD, NEW = FIRST.statements[0].text, "I say this in the release after."
OWL = picks_of("owl", "dolphin")
STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) found.push([url, (await cache.match(url)).status]);
  }
  return found;
}"""
"""Every address that is kept on the device, with the status of what is kept."""
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"
"""Whether a newer release waits for the pages of an older one to be closed."""
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const { installing } = registration;
  if (installing) await new Promise((done) => installing.addEventListener("statechange", done));
}"""
"""Waits until a newer release is installed, or is not."""
WATCH = """async (scope) => {
  const { waiting } = await navigator.serviceWorker.getRegistration(scope);
  window.active = new Promise((done) => waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") done();
  }));
}"""
"""Makes `active` the promise that the newer release takes over."""
FETCH = "([url, options]) => fetch(url, options).then(({ status }) => status)"


@pytest.fixture(scope="module")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the same sources with one statement of the bank in other words."""
    sources = tmp_path_factory.mktemp("sources")
    for name in ("assessment", "content", "site_build", "theme"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, sources)
    (sources / "node_modules").symlink_to(ROOT / "node_modules")
    bank = sources / "assessment" / "bank" / "v1.toml"
    text = bank.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    bank.write_text(text.replace(OLD, NEW), encoding="utf-8")
    folder = tmp_path_factory.mktemp("next")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=sources, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder


def start(page: Page) -> None:
    """Gives the first answer, which starts the engine, and waits until all is kept."""
    choose(page, f"{FIRST.id}.most", LION[FIRST.id][0])
    expect_promise(page)


def expect_promise(page: Page) -> None:
    """The page says that it works without a connection."""
    expect(page.locator("[data-part=offline]")).to_have_text(PROMISE, timeout=RESULT_TIMEOUT)


def expect_statement(page: Page, text: str) -> None:
    """The first question's first statement has these words."""
    expect(page.locator(f"#{FIRST.statements[0].id}")).to_have_text(text)


def take_it(page: Page) -> None:
    """Answers everything; the result has the headline that CPython gives."""
    answer_anew(page, LION, leaks_of(3))
    assert page.title() == f"{scored(FULL)[1].headline} · The Edge"


def forget(page: Page) -> None:
    """Takes the answers from the device, so that the next page starts no engine by itself."""
    page.evaluate("localStorage.clear()")


def engine_of(folder: Path) -> str:
    """The name of the engine's worker in a build: it tells the whole engine's content."""
    [worker] = (folder / "assessment" / "engine").glob("worker.*.js")
    return worker.name


def running(page: Page) -> str:
    """The name of the worker that the page's engine runs in."""
    [worker] = page.workers
    return worker.url.split("/")[-1]


def again(page: Page) -> Page:
    """Another page of the same profile at the same address."""
    fresh = page.context.new_page()
    fresh.goto(page.url.partition("#")[0])
    return settled(fresh)


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


def test_new_release_is_served_whole(profiles: Profiles, built: Path, next_release: Path) -> None:
    """With a connection the next visit has the new questions and the new engine; later without one, too."""
    page = profiles.visit()
    start(page)
    expect_statement(page, OLD)
    profiles.site.folder = next_release
    profiles.site.paths.clear()
    page.reload()
    settled(page)
    expect_statement(page, NEW)
    expect_promise(page)
    assert running(page) == engine_of(next_release)
    assert not [path for path in profiles.site.paths if engine_of(built) in path]
    profiles.site.close()
    # The worker of the older release is still the active one: it has to look at what the newer one keeps.
    assert page.evaluate(WAITING)
    page.reload()
    settled(page)
    expect_statement(page, NEW)
    take_it(page)
    assert running(page) == engine_of(next_release)


def test_new_release_brings_its_engine_along(profiles: Profiles, next_release: Path) -> None:
    """Who has used the engine, and only looks at a new release, has the new engine without a connection."""
    page = profiles.visit()
    start(page)
    forget(page)
    profiles.site.folder = next_release
    page.reload()
    settled(page)
    page.evaluate(UPDATED)
    assert not page.workers
    profiles.site.close()
    page.reload()
    settled(page)
    expect_statement(page, NEW)
    take_it(page)
    assert running(page) == engine_of(next_release)


def test_older_page_keeps_its_engine(profiles: Profiles, built: Path, next_release: Path) -> None:
    """A page that stays open through a release finds its own files; once it is closed they are deleted."""
    page = profiles.visit()
    start(page)
    forget(page)
    older = again(page)
    page.close()
    profiles.site.folder = next_release
    newer = again(older)
    expect_statement(newer, NEW)
    start(newer)
    outside = newer.context.new_page()
    outside.goto(f"{profiles.site.url}articles/")
    outside.evaluate(WATCH, newer.url)
    profiles.site.close()
    assert not older.workers
    expect_statement(older, OLD)
    take_it(older)
    assert running(older) == engine_of(built)
    older.close()
    newer.close()
    outside.evaluate("active")
    assert not [url for url, _ in outside.evaluate(STORED) if engine_of(built) in url]
    profiles.go(outside)
    expect_statement(outside, NEW)
    take_it(outside)


def test_half_uploaded_release_is_not_kept(
    profiles: Profiles, built: Path, next_release: Path, tmp_path: Path
) -> None:
    """While the host still answers with the older page, a newer service worker is not installed."""
    page = profiles.visit()
    start(page)
    half = tmp_path / "half"
    shutil.copytree(next_release, half, symlinks=True)
    shutil.copy(built / "assessment" / "index.html", half / "assessment")
    profiles.site.folder = half
    profiles.site.paths.clear()
    page.reload()
    expect_promise(page)
    assert f"/{ADDRESS}" in profiles.site.paths, profiles.site.paths
    profiles.site.close()
    page.reload()
    settled(page)
    expect_statement(page, OLD)
    take_it(page)
    assert running(page) == engine_of(built)


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
