"""Sockets, TLS and HTTP below the stand-in: reads a request, writes an answer, turns connections away."""

import contextlib
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.standin.wire import Reply, Request

LIMIT = 16 * 1024 * 1024
"""Bytes of a body that are read at all."""
Answer = Callable[[Request], Reply | None]
Refuse = Callable[[str], bool]


class Transport:
    """Serves HTTPS on 127.0.0.1 in threads until `close`; `broken` has what went wrong in `answer`."""

    def __init__(self, answer: Answer, refuse: Refuse, certificate: Path, key: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.sni_callback = self._named
        self.answer, self._refuse, self._hosts = answer, refuse, dict[int, str]()
        self.broken: list[BaseException] = []
        self._server = _Server(self, context)
        self.port: int = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _named(self, connection: ssl.SSLObject, host: str | None, context: ssl.SSLContext) -> int | None:
        """Note the name that a client asks for; with an alert, turn it away."""
        self._hosts[id(connection)] = host or ""
        return ssl.ALERT_DESCRIPTION_INTERNAL_ERROR if self._refuse(host or "") else None

    def drop(self, host: str) -> None:
        """End the open connections to a host."""
        for connection in list(self._server.connections):
            if self._hosts.get(id(connection)) == host:
                _reset(connection)

    def forget(self, connection: ssl.SSLSocket) -> None:
        """Drop what is known of a connection that has ended."""
        self._hosts.pop(id(connection), None)

    def close(self) -> None:
        """Stop listening, end all connections, and wait for their threads."""
        self._server.shutdown()
        self._server.server_close()
        for connection in list(self._server.connections):
            _reset(connection)
        with self._server.gone:
            self._server.gone.wait_for(lambda: not self._server.connections, 10)


def _reset(connection: socket.socket) -> None:
    """End a connection at once, without the farewell of TLS."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _Server(ThreadingHTTPServer):
    """Speaks TLS in the thread of each connection, so that one that says nothing holds up no other."""

    request_queue_size = 128

    def __init__(self, transport: Transport, context: ssl.SSLContext) -> None:
        self.transport, self.context = transport, context
        self.connections: set[ssl.SSLSocket] = set()
        self.gone = threading.Condition()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[ssl.SSLSocket, tuple[str, int]]:
        raw, address = super().get_request()
        raw.settimeout(300)
        wrapped = self.context.wrap_socket(raw, server_side=True, do_handshake_on_connect=False)
        with self.gone:
            self.connections.add(wrapped)
        return wrapped, address

    def finish_request(self, request: object, client_address: object) -> None:
        assert isinstance(request, ssl.SSLSocket)
        request.do_handshake()
        super().finish_request(request, client_address)

    def shutdown_request(self, request: object) -> None:
        assert isinstance(request, ssl.SSLSocket)
        super().shutdown_request(request)
        with self.gone:
            self.connections.discard(request)
            self.transport.forget(request)
            self.gone.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep an error of the stand-in; a client that hangs up or does not trust the certificate is none."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.transport.broken.append(error)


class _Handler(BaseHTTPRequestHandler):
    """One connection; it may bring several requests, one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def _any(self) -> None:
        """Read a request, have it answered, and write the answer; without one, end the connection."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LIMIT or "Transfer-Encoding" in self.headers:
            self._write(Reply(413 if length.isdigit() else 411), close=True)
            return
        path, _, query = self.path.partition("?")
        request = Request(
            host=self.headers.get("Host", "").partition(":")[0].lower(),
            method=self.command,
            path=path,
            query=query,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length)),
        )
        reply = self.server.transport.answer(request)
        if reply is None:
            self.close_connection = True
            _reset(self.connection)
        else:
            self._write(reply)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _any  # noqa: N815

    def _write(self, reply: Reply, close: bool = False) -> None:
        """Write an answer; of one that is cut, only the headers."""
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(reply.body)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        if reply.cut:
            self.wfile.flush()
            self.close_connection = True
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.connection, socket.SHUT_RDWR)
        elif reply.status != 204 and self.command != "HEAD":
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests read the log of the stand-in."""
