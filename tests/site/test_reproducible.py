"""The same sources give the same site, to the byte: in another folder, with another seed, another day."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = ("assessment", "content", "ledger", "site_build", "theme", "mkdocs.yml", "pyproject.toml")
DAY = datetime(2027, 1, 23, 12, tzinfo=UTC)
"""Later than every date in the content: what is scheduled comes by its day, and so a site differs by then."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a build reads, so that an edit during the tests is no difference."""
    folder = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def build(sources: Path, folder: Path, seed: str, zone: str, day: datetime) -> dict[str, str]:
    """Builds the sources as on that day; the SHA-256 of every file of the site, by its path."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": str(int(day.timestamp())),
        "TZ": zone,
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=sources, check=True, env=environment)
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def different(one: dict[str, str], two: dict[str, str]) -> list[str]:
    """The paths of the files that are not the same in both."""
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))


@pytest.fixture(scope="module")
def first(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of a build to compare others with."""
    return build(sources, tmp_path_factory.mktemp("first"), "1", "UTC", DAY)


def test_two_builds_are_the_same_to_the_byte(sources: Path, first: dict[str, str], tmp_path: Path) -> None:
    """A copy of the sources elsewhere, with other file times, hash seed and time zone, gives the same."""
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(sources, elsewhere, symlinks=True, copy_function=shutil.copyfile)
    assert different(first, build(elsewhere, tmp_path / "site", "2", "Asia/Kolkata", DAY)) == []


def test_build_of_another_day_is_the_same(sources: Path, first: dict[str, str], tmp_path: Path) -> None:
    """No file holds the day of the build: what did not change is not announced as new."""
    assert different(first, build(sources, tmp_path / "site", "1", "UTC", DAY + timedelta(days=40))) == []
