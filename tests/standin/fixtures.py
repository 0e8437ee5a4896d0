"""The fixtures `standin`, the stand-in for one test, and `standin_browser`, a Chromium that writes to it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import FLAGS, executable
from tests.standin.server import Standin


@pytest.fixture(scope="session")
def standin_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standin]:
    """The stand-in, started once: a browser is bound to its port by `rules` when it starts."""
    server = Standin(tmp_path_factory.mktemp("standin"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def standin_browser(chromium: Browser, standin_server: Standin) -> Iterator[Browser]:
    """A Chromium that finds every host but the loopback ones at the stand-in."""
    flags = [*FLAGS, *standin_server.rules]
    browser = chromium.browser_type.launch(executable_path=executable(), args=flags)
    yield browser
    browser.close()


@pytest.fixture
def standin(standin_server: Standin) -> Iterator[Standin]:
    """The stand-in with nothing in it. The test fails if the stand-in itself broke."""
    standin_server.clear()
    yield standin_server
    broken = list(standin_server.broken)
    standin_server.clear()
    assert not broken, broken
