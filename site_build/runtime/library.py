"""Makes the library that a visitor loads: the modules that are used, compiled, in one zip.

Runs inside Pyodide during a build, started by bundle.mjs, because the compiler must be the one of the Python
that reads the result. Standard library only.
"""

import ast
import io
import marshal
import zipfile
from collections.abc import Iterable
from importlib.util import MAGIC_NUMBER

from plain import Plain  # type: ignore[import-not-found]

UNCHECKED = b"\1\0\0\0" + bytes(8)
"""The rest of a .pyc's head: recognised by hash, and that one never asked for, so that no date is in it."""
EPOCH = (1980, 1, 1, 0, 0, 0)
NAME = b"library"


def prepared(sources: str, packages: Iterable[str]) -> bytes:
    """The zip `sources` with the modules of the packages compiled."""
    with zipfile.ZipFile(sources) as source:
        ours = _ours(source, packages)
        files = ((name, source.read(name)) for name in source.namelist())
        return _zip(_compiled(*file, ours=True) if file[0] in ours else file for file in files)


def library(sources: str, used: list[str], packages: Iterable[str]) -> bytes:
    """A WebAssembly module that holds nothing but a zip: of `sources`, what is used and all of the packages.

    It is such a module because a host that knows the runtime's type sends this file well too, compressed;
    Python reads a zip from its end and does not mind what stands before it. The same input gives the same
    bytes.
    """
    with zipfile.ZipFile(sources) as source:
        ours = _ours(source, packages)
        names = sorted({*used, *ours})
        content = _zip(_compiled(name, source.read(name), ours=name in ours) for name in names)
    section = _leb128(len(NAME)) + NAME + content
    return b"\0asm\1\0\0\0\0" + _leb128(len(section)) + section


def _ours(source: zipfile.ZipFile, packages: Iterable[str]) -> set[str]:
    """The files of the packages, as they are named in the zip."""
    folders = tuple(f"{package}/" for package in packages)
    return {name for name in source.namelist() if name.startswith(folders)}


def _compiled(name: str, content: bytes, *, ours: bool) -> tuple[str, bytes]:
    """A module as a .pyc without docstrings, under its new name; `ours` written plainer. Others unchanged.

    Only ours, as others may read their types while they run: `functools.singledispatch` does.
    """
    if not name.endswith(".py"):
        return name, content
    tree = ast.parse(content, name)
    if ours:
        tree = ast.fix_missing_locations(Plain().visit(tree))
    code = compile(tree, name, "exec", dont_inherit=True, optimize=2)
    return f"{name}c", MAGIC_NUMBER + UNCHECKED + marshal.dumps(code)


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    # Stored, not deflated: the host's compression then sees the whole.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return buffer.getvalue()


def _leb128(number: int) -> bytes:
    """A size as WebAssembly writes it: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
