"""MkDocs itself on a broken project: the build stops, names the place, and writes nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site_build.copies import PLACE, ROOT, SAMPLE, change


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with its own copy of content and settings; theme, package and runtime are the real ones."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (tmp_path / PLACE).write_text(SAMPLE, encoding="utf-8")
    for name in ("theme", "assessment", "ledger", "node_modules", ".cache", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_sound_project_is_built(project: Path) -> None:
    """The project that the tests below break builds, with the sample article at its address."""
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "articles" / "sample" / "index.html").is_file()


def test_broken_front_matter_stops_the_build(project: Path) -> None:
    """Each problem is named with file, line and column, the exit code is not 0, and there is no site."""
    change(project / PLACE, "date: 2026-11-23", "dat: 2026-11-23")
    lion = project / "content" / "styles" / "lion.md"
    lion.write_text("# No front matter\n", encoding="utf-8")
    done = build(project)
    assert done.returncode != 0
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
    for wanted in (
        f'{PLACE}:1:1: FM004 the key "date" is missing. Add `date:`.',
        f'{PLACE}:5:1: FM003 unknown key "dat". Did you mean "date"?',
        "content/styles/lion.md:1:1: FM001 front matter is missing. "
        'Make "---" the first line, the keys below it, and "---" after the last key.',
    ):
        assert any(line.endswith(wanted) for line in lines), done.stderr
    assert not (project / "site").exists()
    assert "Traceback" not in done.stderr


def test_broken_settings_stop_the_build(project: Path) -> None:
    """A wrong value among our settings is named like any other problem."""
    change(project / "mkdocs.yml", "email: hello@example.com", "email: hello")
    done = build(project)
    assert done.returncode != 0
    assert 'ST001 "email" of "organisation" of "extra" takes an e-mail address' in done.stdout + done.stderr
    assert not (project / "site").exists()
