"""Wrong answers of a server, one file at a time. Used by the browser tests; knows no page and no test."""

import threading
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import Fault

Handler = SimpleHTTPRequestHandler
SILENT_WORKER = b"// Starts, and says nothing ever."


def named(handler: Handler, name: str) -> bool:
    """Whether a request asks for the file of that name, with or without a query."""
    return urlsplit(handler.path).path.endswith(f"/{name}")


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
        content = Path(handler.translate_path(handler.path)).read_bytes()
        _send(handler, content[: len(content) // 2], handler.guess_type(handler.path), len(content))
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


def mistyped(name: str, media_type: str) -> Fault:
    """The whole file under another media type."""

    def fault(handler: Handler) -> bool:
        if not named(handler, name):
            return False
        content = Path(handler.translate_path(handler.path)).read_bytes()
        _send(handler, content, media_type, len(content))
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
    return replaced("worker.js", SILENT_WORKER, "text/javascript")


def _send(handler: Handler, content: bytes, media_type: str, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.write(content)
