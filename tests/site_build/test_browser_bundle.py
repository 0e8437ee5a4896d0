"""The engine's files: the package as a zip, the same for the same sources, and the runtime beside it."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_build import browser_bundle
from site_build.browser_bundle import PACKAGE, RUNTIME, WORKER_SOURCE, EngineMissing
from tests.site_build.copies import ROOT

SOURCES = ROOT / "assessment"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the package and a runtime of made-up bytes."""
    shutil.copytree(SOURCES, tmp_path / "assessment", ignore=shutil.ignore_patterns("__pycache__"))
    runtime = tmp_path / "node_modules" / "pyodide"
    runtime.mkdir(parents=True)
    for name in RUNTIME:
        (runtime / name).write_text(name, encoding="utf-8")
    worker = tmp_path / "theme" / WORKER_SOURCE
    worker.parent.mkdir(parents=True)
    worker.write_text("// starts Python", encoding="utf-8")
    return tmp_path


def test_zip_is_the_same_to_the_bit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another folder, another time and another order of the files give the same bytes."""
    before = browser_bundle.package_zip(SOURCES)
    listed = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: reversed(list(listed(path, pattern))))
    for file in (root / "assessment").iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert browser_bundle.package_zip(root / "assessment") == before


STAYS = ["__main__.py", "calibration.py", "report.py", "takers.py"]
"""What only the command line needs."""


def test_zip_holds_the_package_without_its_command_line() -> None:
    """Every module that scores is in the zip, and the bank, with the bytes of the file; nothing else."""
    archive = zipfile.ZipFile(io.BytesIO(browser_bundle.package_zip(SOURCES)))
    modules = {f"assessment/{file.name}" for file in SOURCES.glob("*.py") if file.name not in STAYS}
    banks = {f"assessment/bank/{file.name}" for file in SOURCES.glob("bank/*.toml")}
    assert {"assessment/browser.py", "assessment/scoring.py"} <= modules
    assert "assessment/bank/v1.toml" in banks
    assert set(archive.namelist()) == modules | banks
    assert all(archive.read(name) == (ROOT / name).read_bytes() for name in archive.namelist())


def test_zip_is_a_package_that_runs(tmp_path: Path) -> None:
    """Python imports the package from the zip alone and finds its bank."""
    file = tmp_path / PACKAGE
    file.write_bytes(browser_bundle.package_zip(SOURCES))
    code = f"import sys; sys.path.insert(0, {str(file)!r}); import assessment.browser, assessment.quiz as q; "
    code += "print(q.__file__, len(q.bundled_bank().blocks))"
    command = [sys.executable, "-I", "-S", "-c", code]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout.split()
    assert output == [f"{file}/assessment/quiz.py", "12"]


def test_engine_names_its_files(root: Path) -> None:
    """The engine is a folder named by its content: the runtime's files on disk, the worker, the package."""
    engine = browser_bundle.collect(root)
    assert engine.folder.startswith("assessment/engine/")
    assert engine.folder.endswith("/")
    runtime = {name: root / "node_modules" / "pyodide" / name for name in RUNTIME}
    assert engine.files == {**runtime, "worker.js": root / "theme" / WORKER_SOURCE}
    assert engine.names == {WORKER_SOURCE: f"{engine.folder}worker.js"}
    assert engine.package == browser_bundle.package_zip(root / "assessment")
    assert browser_bundle.collect(root) == engine


@pytest.mark.parametrize(
    "file",
    [
        "assessment/words.py",
        "assessment/bank/v1.toml",
        f"node_modules/pyodide/{RUNTIME[0]}",
        f"theme/{WORKER_SOURCE}",
    ],
)
def test_engine_folder_changes_with_its_content(root: Path, file: str) -> None:
    """A changed module, bank or runtime has another address, so that no visitor mixes two versions."""
    before = browser_bundle.collect(root).folder
    path = root / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert browser_bundle.collect(root).folder != before


@pytest.mark.parametrize("file", [*STAYS, "calibration/v1.json"])
def test_command_line_does_not_change_the_engine(root: Path, file: str) -> None:
    """What visitors do not load has no say in the engine's address."""
    before = browser_bundle.collect(root)
    (root / "assessment" / file).write_text("", encoding="utf-8")
    assert browser_bundle.collect(root) == before


def test_missing_runtime_says_what_to_do(root: Path) -> None:
    """Without the runtime the error names what is missing, where, and the command that brings it."""
    runtime = root / "node_modules" / "pyodide"
    (runtime / RUNTIME[1]).unlink()
    (runtime / RUNTIME[4]).unlink()
    with pytest.raises(EngineMissing) as caught:
        browser_bundle.collect(root)
    assert str(caught.value) == f"{runtime} lacks {RUNTIME[1]}, {RUNTIME[4]}. Run `make setup`, or `npm ci`."
    shutil.rmtree(root / "node_modules")
    with pytest.raises(EngineMissing, match=r"pyodide\.mjs"):
        browser_bundle.collect(root)
