"""What the browser tests share: visits to the assessment and the demo form, and a site that counts."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import faults, lead_sites, leads
from tests.browser.counted import Receiver, build, changed
from tests.browser.visits import Profiles
from tests.conftest import Site
from tests.standin.server import Standin


@pytest.fixture
def profiles(chromium: Browser, site: Site) -> Iterator[Profiles]:
    """Visits to the served site's assessment; closed after the test."""
    profiles = Profiles(chromium, site)
    with profiles.open:
        yield profiles


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A phone's page that runs no script."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def quiet(profiles: Profiles) -> Profiles:
    """Visits with a worker that never speaks, for tests of the form alone."""
    profiles.site.fault = faults.no_engine()
    return profiles


@pytest.fixture
def end() -> Iterator[threading.Event]:
    """Set it to end every request that hangs; set after the test in any case."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(scope="session")
def ways(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Site]]:
    """The served site with a way out, by its name: those that tests need are built, once each."""
    parameters = (item.callspec.params for item in request.session.items if hasattr(item, "callspec"))
    # Tests of other things may have a `way` of their own.
    needed = dict.fromkeys(one["way"] for one in parameters if one.get("way") in lead_sites.FUNNELS)
    with ExitStack() as end:
        pool = end.enter_context(ThreadPoolExecutor(2))
        builds = {way: pool.submit(lead_sites.build, way, tmp_path_factory.mktemp(way)) for way in needed}

        @cache
        def served(way: str) -> Site:
            site = Site(builds[way].result())
            end.callback(site.close)
            return site

        yield served


@pytest.fixture
def demo(
    way: str, ways: Callable[[str], Site], standin_browser: Browser, standin: Standin
) -> Iterator[leads.Demo]:
    """The demo page of the site with the way out that the test names as its parameter `way`."""
    visits = leads.Demo(standin_browser, standin, way, ways(way))
    with visits.open:
        yield visits


@pytest.fixture(scope="session")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that counts by a receiver of its own."""
    return build(tmp_path_factory.mktemp("counting"))


@pytest.fixture
def service(counting: Path, tmp_path: Path) -> Iterator[Callable[[str], Receiver]]:
    """Gives the receiver of a site that is served and counts by that adapter."""
    open_sites: list[Site] = []

    def serve(adapter: str) -> Receiver:
        folder = counting if adapter == "webhook" else changed(counting, tmp_path / adapter, adapter)
        open_sites.append(Site(folder))
        return Receiver(open_sites[-1], adapter)

    yield serve
    for site in open_sites:
        site.close()


@pytest.fixture
def own(service: Callable[[str], Receiver]) -> Receiver:
    """The receiver of one's own, which has `event/1` as it is."""
    return service("webhook")
