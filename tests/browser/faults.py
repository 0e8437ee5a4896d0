"""Wrong answers of a server, one file at a time. Used by the browser tests; knows no page and no test.

A file is known by its name without the hash: `worker.js` is `worker.js` or `worker.0123456789.js`.
"""

import re
import threading
from collections.abc import Mapping
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import Fault

Handler = SimpleHTTPRequestHandler
WORKER, GLUE, WASM, LIBRARY = "worker.js", "glue.js", "pyodide.asm.wasm", "library.wasm"
"""The engine's files; the worker fetches all but itself."""
FETCHED = (WASM, LIBRARY)
"""Those that are told by name and reason when they cannot be had."""
SILENT_WORKER = b"// Starts, and says nothing ever."
SCRIPT = "text/javascript"


def named(handler: Handler, name: str) -> bool:
    """Whether a request asks for the file of that name, with or without a hash in it or a query."""
    stem, dot, suffix = name.rpartition(".")
    pattern = rf"{re.escape(stem)}(\.[0-9a-f]{{8,}})?{re.escape(dot + suffix)}"
    return re.fullmatch(pattern, urlsplit(handler.path).path.rpartition("/")[2]) is not None


def missing(name: str) -> Fault:
    """404 for the file."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        handler.send_error(404)
        return True

    return fault


def cut(name: str) -> Fault:
    """The first half of the file, then the connection is closed."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = _content(handler)
        _send(handler, content[: len(content) // 2], _type(handler), len(content))
        return True

    return fault


def replaced(name: str, content: bytes, media_type: str) -> Fault:
    """Other content in place of the file."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        _send(handler, content, media_type, len(content))
        return True

    return fault


def damaged(name: str) -> Fault:
    """A file of the right size, half of which is another's."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = Path(handler.translate_path(handler.path)).read_bytes()
        half = len(content) // 2
        mixed = content[:half] + b"\xff" * (len(content) - half)
        _send(handler, mixed, handler.guess_type(handler.path), len(mixed))
        return True

    return fault


def mistyped(name: str, media_type: str) -> Fault:
    """The whole file under another media type."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = _content(handler)
        _send(handler, content, media_type, len(content))
        return True

    return fault


def headed(name: str, headers: Mapping[str, str]) -> Fault:
    """The whole file, with more headers. A page is known by the empty name."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = _content(handler)
        _send(handler, content, _type(handler), len(content), headers)
        return True

    return fault


def begun(name: str, script: str) -> Fault:
    """The whole script, with another before it."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = f"{script}\n".encode() + _content(handler)
        _send(handler, content, SCRIPT, len(content))
        return True

    return fault


def hanging(name: str, end: threading.Event) -> Fault:
    """No answer at all for the file until `end` is set."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        end.wait()
        return True

    return fault


def at_first(fault: Fault, times: int = 1) -> Fault:
    """The fault for the first requests it concerns; later ones are answered soundly."""
    left = [times]

    def limited(handler: Handler) -> bool:
        if not left[0] or not fault(handler):
            return False
        left[0] -= 1
        return True

    return limited


def noted(seen: dict[str, str]) -> Fault:
    """No fault: `seen` gets what the first request of each path and query says of caches."""

    def note(handler: Handler) -> bool:
        seen.setdefault(handler.path, handler.headers.get("Cache-Control", ""))
        return False

    return note


def no_engine() -> Fault:
    """A worker that never says a word: for tests that need no score and should cost no start of Python."""
    return replaced(WORKER, SILENT_WORKER, SCRIPT)


def _content(handler: Handler) -> bytes:
    file = Path(handler.translate_path(handler.path))
    return (file / "index.html" if file.is_dir() else file).read_bytes()


def _type(handler: Handler) -> str:
    path = urlsplit(handler.path).path
    return "text/html" if path.endswith("/") else handler.guess_type(path)


def _send(
    handler: Handler, content: bytes, media_type: str, length: int, headers: Mapping[str, str] | None = None
) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(length))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)
