"""Sends requests straight to the stand-in, without a browser: for its own tests."""

import json
import socket
import ssl
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.standin.server import Standin


@dataclass(frozen=True)
class Answer:
    """What came back; the names in `headers` are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@cache
def _context(certificate: Path) -> ssl.SSLContext:
    """Trusts this certificate and no other."""
    context = ssl.create_default_context(cafile=certificate)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # which wants more of a certificate than a throw-away has
    return context


def connect(standin: Standin, host: str) -> HTTPConnection:
    """A connection to a host of the stand-in; its certificate is checked. Close it after use.

    Raises `OSError` if the connection is turned away.
    """
    connection = HTTPConnection(host)
    raw = socket.create_connection(("127.0.0.1", standin.port), 20)
    try:
        connection.sock = _context(standin.certificate).wrap_socket(raw, server_hostname=host)
    except OSError:
        raw.close()
        raise
    return connection


def send(standin: Standin, request: dict[str, Any]) -> Answer:
    """Send a request as the examples write it: with `json`, `form` or `text` as its body."""
    body = request.get("text")
    if "json" in request:
        body = json.dumps(request["json"])
    elif "form" in request:
        body = urlencode(request["form"])
    path = request["path"] + ("?" + request["query"] if request.get("query") else "")
    connection = connect(standin, request["host"])
    try:
        content = body.encode() if isinstance(body, str) else body
        connection.request(request["method"], path, content, request.get("headers", {}))
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())
    finally:
        connection.close()
