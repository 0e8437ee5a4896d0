"""What the browser tests share: visits to the assessment, in profiles of their own."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import faults
from tests.browser.visits import Profiles
from tests.conftest import Site


@pytest.fixture
def profiles(chromium: Browser, site: Site) -> Iterator[Profiles]:
    """Visits to the served site's assessment; closed after the test."""
    profiles = Profiles(chromium, site)
    with profiles.open:
        yield profiles


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
