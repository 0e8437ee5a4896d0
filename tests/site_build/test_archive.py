"""A package's files and the zip of them: in order, with fixed dates, and nothing else."""

import io
import zipfile
from pathlib import Path

import pytest

from site_build.archive import EPOCH, sources, zipped


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with modules, a bank, and files that are neither."""
    folder = tmp_path / "quiz"
    for name in ("z.py", "a.py", "simulate.py", "bank/v1.toml", "bank/notes.txt", "data.json"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return folder


def test_sources_are_modules_and_banks_in_order(package: Path) -> None:
    """Modules and banks by path, sorted, less those that are named; no other file."""
    expected = {
        name: name.removeprefix("quiz/").encode() for name in ("quiz/a.py", "quiz/bank/v1.toml", "quiz/z.py")
    }
    found = sources(package, {"simulate.py"})
    assert found == expected
    assert list(found) == sorted(expected)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_zip_has_the_files_with_fixed_dates_and_rights(method: int) -> None:
    """The zip holds the files in the given order, with one date and plain rights, packed as asked."""
    files = {"b.py": b"b" * 100, "a.py": b"a" * 100}
    archive = zipfile.ZipFile(io.BytesIO(zipped(files, method)))
    assert {name: archive.read(name) for name in archive.namelist()} == files
    assert archive.namelist() == list(files)
    for info in archive.infolist():
        assert (info.date_time, info.compress_type, info.create_system) == (EPOCH, method, 3)
        assert info.external_attr >> 16 == 0o100644
