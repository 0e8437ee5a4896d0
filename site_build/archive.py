"""A package's files, and a zip of files that is the same to the bit whenever and wherever it is made.

Used to publish `assessment` and `ledger`; knows nothing of what the zip is for, and writes nothing.
"""

import io
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name; the files' own times differ from one copy to the next."""


def sources(package: Path, without: Collection[str] = ()) -> dict[str, bytes]:
    """The package's modules and banks by their path in it, in order; `without` the modules of these names."""
    return {
        f"{package.name}/{file.relative_to(package).as_posix()}": file.read_bytes()
        for file in sorted([*package.rglob("*.py"), *package.glob("bank/*.toml")])
        if file.name not in without
    }


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of the files in their order: their date and their rights are always the same.

    Stored as they are: what deflating gives differs from one build of Python to the next, with its zlib.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=9) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = method
            info.create_system = 3  # Unix, on any machine: the rights below are meant as such
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()
