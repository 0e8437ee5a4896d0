"""The wheel: the same for the same sources, whole, sound to pip and to pyodide-lock, and free of numpy."""

import ast
import importlib.metadata
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.metadata import Metadata
from packaging.utils import parse_wheel_filename
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from site_build import wheel
from site_build.wheel import FOLDER, NAME, SIMULATING, Wheel
from tests.site_build.copies import ROOT

INFO = "edge_assessment-{version}.dist-info/{file}"


@pytest.fixture(scope="module")
def made() -> Wheel:
    """The project's wheel."""
    return wheel.collect(ROOT)


@pytest.fixture(scope="module")
def archive(made: Wheel) -> zipfile.ZipFile:
    """The wheel, opened."""
    return zipfile.ZipFile(io.BytesIO(made.content))


@pytest.fixture
def installed(made: Wheel, tmp_path: Path) -> Path:
    """The folder into which pip has installed the wheel, without any index."""
    file = tmp_path / made.name
    file.write_bytes(made.content)
    folder = tmp_path / "installed"
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--target", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(file)], check=True, timeout=120)
    return folder


def project(tmp_path: Path) -> Path:
    """A copy of what the wheel is made of, with other file times."""
    shutil.copytree(
        ROOT / "assessment", tmp_path / "assessment", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    for file in tmp_path.rglob("*.py"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return tmp_path


def test_wheel_is_the_same_to_the_bit(made: Wheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another folder, another day, other file times and another order of the files give the same bytes."""
    copy = project(tmp_path)
    listed = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: reversed(list(listed(path, pattern))))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert wheel.collect(copy) == made
    (copy / "assessment" / "words.py").write_text("", encoding="utf-8")
    assert wheel.collect(copy).sha256 != made.sha256


def test_wheel_holds_all_that_needs_no_numpy(archive: zipfile.ZipFile) -> None:
    """Each module and bank is in it with the bytes of the file, but for the two modules that import numpy."""
    files = {*(ROOT / "assessment").glob("*.py"), *(ROOT / "assessment").glob("bank/*.toml")}
    expected = {file.relative_to(ROOT).as_posix() for file in files if not imports_numpy(file)}
    held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {f"assessment/{name}" for name in SIMULATING} == {
        file.relative_to(ROOT).as_posix() for file in files if imports_numpy(file)
    }
    assert all(archive.read(name) == (ROOT / name).read_bytes() for name in held)


def imports_numpy(file: Path) -> bool:
    """Whether a module imports numpy, or one that does, at its top or later."""
    if file.suffix != ".py":
        return False
    return bool({"numpy", "assessment.takers", "assessment.calibration"} & set(imported(file)))


def imported(file: Path) -> Iterator[str]:
    """The names of the modules that a module imports anywhere."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_metadata_says_what_the_project_says(made: Wheel, archive: zipfile.ZipFile) -> None:
    """Name, version and tags agree in file name and metadata; a private classifier keeps it off an index."""
    name, version, _, tags = parse_wheel_filename(made.name)
    raw = archive.read(INFO.format(version=version, file="METADATA"))
    metadata = Metadata.from_email(raw, validate=True)
    assert (metadata.name, metadata.version) == (name, version) == (NAME, version)
    assert [str(tag) for tag in tags] == ["py3-none-any"]
    assert str(metadata.requires_python) == ">=3.12"
    assert metadata.classifiers == ["Private :: Do Not Upload"]
    assert not metadata.requires_dist


def test_wheel_has_what_the_build_backend_gives(
    made: Wheel, archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    """hatchling makes a wheel of the same name, files and metadata from the same sources."""
    copy = project(tmp_path)
    config = {
        "project": {
            "name": NAME,
            "version": str(parse_wheel_filename(made.name)[1]),
            "description": wheel.SUMMARY,
            "classifiers": ["Private :: Do Not Upload"],
            "requires-python": ">=3.12",
        },
        "tool": {"hatch": {"build": {"targets": {"wheel": {
            "packages": ["assessment"],
            "exclude": [*(f"assessment/{name}" for name in SIMULATING), "assessment/calibration"],
        }}}}},
    }  # fmt: skip
    file = Path(next(WheelBuilder(str(copy), config=config).build(directory=str(tmp_path / "dist"))))
    other = zipfile.ZipFile(file)
    assert file.name == made.name
    assert set(other.namelist()) == set(archive.namelist())
    for name in other.namelist():
        if name.endswith("/METADATA"):
            ours, theirs = (Metadata.from_email(one.read(name)) for one in (archive, other))
            # The backend writes a newer version of the form, of which nothing here makes use.
            newer = {"_raw": None, "metadata_version": None}
            assert vars(ours) | newer == vars(theirs) | newer
        elif "/WHEEL" in name:
            ours_, theirs_ = (
                {line for line in one.read(name).decode().splitlines() if not line.startswith("Generator")}
                for one in (archive, other)
            )
            assert ours_ == theirs_


def test_pip_installs_it_and_the_record_is_right(installed: Path, archive: zipfile.ZipFile) -> None:
    """After pip's installation every file is there with the size and the checksum that RECORD gives."""
    [found] = importlib.metadata.distributions(path=[str(installed)])
    assert found.metadata["Name"] == NAME
    assert found.files
    names = set()
    for file in found.files:
        names.add(str(file))
        if file.hash:
            content = file.read_binary()
            assert file.size == len(content), file
            assert file.hash.value == wheel._digest(content), file
    assert set(archive.namelist()) <= names


def test_installed_command_line_needs_the_standard_library_only(installed: Path) -> None:
    """Every module that was installed can be imported with nothing else, and loads nothing else."""
    modules = [f"assessment.{file.stem}" for file in (installed / "assessment").glob("*.py")]
    code = f"import sys\nsys.path.insert(0, {str(installed)!r})\n"
    code += "\n".join(f"import {name}" for name in modules) + "\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], check=True, capture_output=True, text=True
    )
    roots = {name.partition(".")[0] for name in done.stdout.split()}
    assert roots - set(sys.stdlib_module_names) == {"__main__", "assessment"}
    assert "assessment.__main__" in done.stdout.split()


def test_lock_is_what_pyodide_lock_makes_of_the_wheel(made: Wheel, tmp_path: Path) -> None:
    """The tool that writes Pyodide's lock files gives the same entry for the wheel, for the same runtime."""
    runtime = PyodideLockSpec.from_json(ROOT / "node_modules" / "pyodide" / "pyodide-lock.json")
    (tmp_path / made.name).write_bytes(made.content)
    empty = PyodideLockSpec(info=runtime.info, packages={})
    expected = add_wheels_to_spec(empty, [tmp_path / made.name])
    ours = PyodideLockSpec.from_dict(json.loads(made.lock))
    ours.check_wheel_filenames()
    assert ours.to_dict() == expected.to_dict()


def test_files_lie_side_by_side_at_addresses_that_stay(made: Wheel) -> None:
    """Both files lie in one folder, without a hash in its name; the lock names the wheel without a folder."""
    assert made.files == {f"{FOLDER}{made.name}": made.content, f"{FOLDER}pyodide-lock.json": made.lock}
    assert FOLDER == "assessment/python/"
    assert json.loads(made.lock)["packages"][NAME]["file_name"] == made.name
