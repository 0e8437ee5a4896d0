"""A new release over one that is kept: no page meets the files of another, and nothing old is left."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.offline import ADDRESS
from tests.browser.offline import (
    NEW,
    OLD,
    STORED,
    UPDATED,
    WAITING,
    WATCH,
    again,
    engine_of,
    expect_promise,
    expect_statement,
    forget,
    running,
    start,
    take_it,
)
from tests.browser.visits import Profiles, settled
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the same sources with one statement of the bank in other words."""
    sources = tmp_path_factory.mktemp("sources")
    for name in ("assessment", "content", "ledger", "site_build", "theme"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, sources)
    for name in ("node_modules", ".cache"):
        (sources / name).symlink_to(ROOT / name)
    bank = sources / "assessment" / "bank" / "v1.toml"
    text = bank.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    bank.write_text(text.replace(OLD, NEW), encoding="utf-8")
    folder = tmp_path_factory.mktemp("next")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=sources, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder


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
    older.bring_to_front()  # a page in the background is slowed down by the browser
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
