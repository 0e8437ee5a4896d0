"""Makes the library that a visitor loads: the modules that are used, compiled, in one zip.

Runs inside Pyodide during a build, started by bundle.mjs, because the compiler must be the one of the Python
that reads the result. Standard library only.
"""

import ast
import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER

UNCHECKED = b"\1\0\0\0" + bytes(8)
"""The rest of a .pyc's head: recognised by hash, and that one never asked for, so that no date is in it."""
EPOCH = (1980, 1, 1, 0, 0, 0)
NAME = b"library"


def library(sources: str, used: list[str], package: str) -> bytes:
    """A WebAssembly module that holds nothing but a zip: of `sources`, what is used and all of the package.

    It is such a module because a host that knows the runtime's type sends this file well too, compressed;
    Python reads a zip from its end and does not mind what stands before it. The same input gives the same
    bytes.
    """
    ours = f"{package}/"
    buffer = io.BytesIO()
    # Stored, not deflated: the host's compression then sees the whole.
    with zipfile.ZipFile(sources) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        names = {*used, *(name for name in source.namelist() if name.startswith(ours))}
        for name in sorted(names):
            content = source.read(name)
            code = name.endswith(".py")
            data = compiled(content, name, name.startswith(ours)) if code else content
            archive.writestr(zipfile.ZipInfo(f"{name}c" if code else name, EPOCH), data)
    section = _leb128(len(NAME)) + NAME + buffer.getvalue()
    return b"\0asm\1\0\0\0\0" + _leb128(len(section)) + section


def compiled(source: bytes, name: str, ours: bool) -> bytes:
    """A module as the bytes of a .pyc, without its docstrings; of `ours` without the types of functions too.

    Others may read their types while they run: `functools.singledispatch` does.
    """
    tree = ast.parse(source, name)
    if ours:
        tree = ast.fix_missing_locations(_Untyped().visit(tree))
    return (
        MAGIC_NUMBER + UNCHECKED + marshal.dumps(compile(tree, name, "exec", dont_inherit=True, optimize=2))
    )


class _Untyped(ast.NodeTransformer):
    """Leaves out the types of parameters and results, made anew at each start and never looked at."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Called for each function."""
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Called for each parameter."""
        node.annotation = None
        return node


def _leb128(number: int) -> bytes:
    """A size as WebAssembly writes it: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
