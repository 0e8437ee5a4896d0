"""The live preview: one article of many is saved, and a browser is watched until it shows the new words."""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.editorial import sites
from benchmarks.editorial.corpus import Made
from tests.chromium import FLAGS, executable
from tests.previewing import preview

LIMIT = 1.5
"""Seconds from saving until the page in the browser is fresh."""
PATIENCE = 120_000
"""Milliseconds that the first build, or a page, may take."""


def measure(root: Path, made: list[Made], saves: int) -> list[float]:
    """Seconds from each save until the browser shows it."""
    with tempfile.TemporaryDirectory(prefix="edge-live-") as work:
        folder = sites.ours(root, Path(work), made)
        with preview(folder) as address:
            return _saves(folder, address, made[len(made) // 2].slug, saves)


def _saves(folder: Path, address: str, slug: str, saves: int) -> list[float]:
    file = folder / "content" / "articles" / f"{slug}.md"
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        for number in range(saves + 1):
            # Not "networkidle": the page keeps a request open, by which it hears of a change.
            with page.expect_request(lambda request: "/livereload/" in request.url):
                page.goto(f"{address}articles/{slug}/")
            words = f"Saved for the time number {number}"
            started = time.monotonic()
            file.write_text(file.read_text(encoding="utf-8") + f"\n{words}.\n", encoding="utf-8")
            page.get_by_text(words).wait_for()
            seconds = time.monotonic() - started
            print(f"  save {number} of {saves}: {seconds:.2f} s", file=sys.stderr)
            if number:
                found.append(seconds)
        browser.close()
    return found
