"""What the tests of site_build share: a copy of the project with a sound article more, and a steady day."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from site_build import cli, frontmatter
from tests.site_build.copies import DAY, ROOT, SAMPLE

# A deadline measures the machine: a busy one would fail tests that are right.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

read_once = cache(frontmatter.read_yaml)


def read_yaml(text: str, path: str, *, first_line: int = 1) -> frontmatter.Read:
    """As the reader, but the same text is read once: reading takes most of a check's time.

    What is given back is not changed by anyone, but for the list of problems.
    """
    meta, places, problems = read_once(text, path, first_line=first_line)
    return meta, places, list(problems)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content, the settings and the banks, beside the real theme, with SAMPLE as an article."""
    monkeypatch.setattr(frontmatter, "read_yaml", read_yaml)
    root = tmp_path / "project"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "assessment" / "bank", root / "assessment" / "bank")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "theme").symlink_to(ROOT / "theme")
    (root / "content" / "articles" / "sample.md").write_text(SAMPLE, encoding="utf-8")
    return root


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copied project as the working folder."""
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that is no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands look at the playbooks on DAY, and know no CI."""

    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls(DAY.year, DAY.month, DAY.day)

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(cli, "date", Day)
