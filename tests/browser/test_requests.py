"""What a page really asks for: the files its weight was computed from, of this site, then nothing."""

import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.conftest import Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

IDLE = 300
"""Milliseconds after the load event in which a page has to stay silent."""
PATIENCE = 5
"""Seconds in which a page has to ask for all that it should."""
ICON = ".svg"
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.effectiveDirective}: ${event.blockedURI}`);
});
"""


@dataclass
class Watched:
    """A page, and what it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(VIOLATIONS)
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.page.context.on("requestfailed", self._failed)
        self.page.on("console", lambda told: self.complaints.append(f"{told.type}: {told.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error.message}"))

    def _failed(self, request: Request) -> None:
        self.complaints.append(f"failed: {request.url}: {request.failure}")

    def visit(self, url: str) -> list[str]:
        """Opens an address, scrolls to the end, waits: what went wrong on the page, in words."""
        self.complaints.clear()
        self.page.goto(url)
        asked = len(self.asked)
        self.page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
        self.page.wait_for_timeout(IDLE)
        # A page's icon is fetched when all else is there.
        late = [f"asked for after the load: {late}" for late in self.asked[asked:] if not late.endswith(ICON)]
        blocked = [f"against the policy: {what}" for what in self.page.evaluate("violations")]
        return self.complaints + late + blocked


@pytest.fixture
def watched(page: Page) -> Watched:
    """A page whose requests and complaints are kept."""
    return Watched(page)


def test_every_page_is_silent(watched: Watched, site: Site, tree: Tree) -> None:
    """No page asks another host or asks late, breaks its policy, or writes to the console."""
    wrong = [
        f"{path}: {complaint}" for path in tree.html for complaint in watched.visit(site.url + address(path))
    ]
    assert not wrong, "\n".join(wrong)
    foreign = sorted({url for url in watched.asked if not url.startswith(site.url)})
    assert foreign == []
    assert len(watched.asked) > len(tree.html), "the requests were not seen"


def test_page_asks_for_what_its_weight_counts(chromium: Browser, site: Site, tree: Tree) -> None:
    """A first visit to each page type makes the computed requests, each once, and no others."""
    for path in (paths[0] for paths in tree.kinds().values()):
        site.paths.clear()
        context = chromium.new_context()
        page = context.new_page()
        page.goto(site.url + address(path))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and len(site.paths) < len(tree.loads(path)):
            page.wait_for_timeout(20)
        page.wait_for_timeout(IDLE)
        context.close()
        asked = sorted(one.partition("?")[0].removeprefix("/") or "index.html" for one in site.paths)
        asked = [one + "index.html" if one.endswith("/") else one for one in asked]
        assert asked == sorted(tree.loads(path)), path


def test_no_engine_before_a_question_is_touched(watched: Watched, site: Site) -> None:
    """The assessment page fetches nothing of the engine until a question is touched (PERF-3)."""
    assert watched.visit(f"{site.url}assessment/") == []
    assert not [path for path in site.paths if path.startswith("/assessment/engine/") or "worker" in path]


@pytest.mark.parametrize("gone", ["gone", "gone/", "articles/gone/deeper/still.html"])
def test_not_found_page_is_whole_at_any_depth(page: Page, site: Site, tree: Tree, gone: str) -> None:
    """An address that is not there, however deep, shows the site's own page with its style and its face."""
    answer = page.goto(site.url + gone)
    assert answer
    assert answer.status == 404
    assert page.locator("h1").inner_text() == tree.one("404.html", "h1").text()
    asked = {path.removeprefix("/") for path in site.paths} - {gone}
    assert asked <= tree.files
    assert {path.rpartition(".")[2] for path in asked} >= {"css", "woff2"}
