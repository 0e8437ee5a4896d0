"""Serves one peer's folder from memory over a shaped link, and notes what was asked for.

Used by campaign. HTTP/1.1 on this machine, in a thread of its own: the browser's driver cannot hold it up.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from benchmarks.engine.link import Pace, Profile
from benchmarks.engine.packed import Packed

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered; `sent` is the bytes of the body as they went over the wire."""

    path: str
    status: int
    sent: int


@dataclass(slots=True)
class _Stream:
    writer: asyncio.StreamWriter
    left: memoryview
    done: asyncio.Event = field(default_factory=asyncio.Event)


class _Link:
    """One link for all streams, each a turn after the other."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.waiting: deque[_Stream] = deque()
        self.wake = asyncio.Event()

    async def send(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        if self.profile.rate is None:
            writer.write(data)
            await writer.drain()
            return
        stream = _Stream(writer, memoryview(data))
        self.waiting.append(stream)
        self.wake.set()
        await stream.done.wait()

    async def run(self) -> None:
        assert self.profile.rate is not None
        pace, chunk = Pace(self.profile.rate), self.profile.chunk
        clock = asyncio.get_running_loop().time
        while True:
            await self.wake.wait()
            self.wake.clear()
            pace.begin(clock())
            while self.waiting:
                stream = self.waiting.popleft()
                part, stream.left = stream.left[:chunk], stream.left[chunk:]
                if stream.writer.is_closing():
                    stream.done.set()
                    continue
                # The bytes arrive when they have passed the link, not when they enter it.
                await asyncio.sleep(max(0.0, pace.take(len(part)) - clock()))
                stream.writer.write(part)
                if stream.left:
                    self.waiting.append(stream)
                else:
                    stream.done.set()


class Server:
    """Serves `files` (address below the root -> file) while it is entered; `url` ends in a slash."""

    def __init__(self, files: Mapping[str, Packed], profile: Profile, isolated: bool = False) -> None:
        self.files = files
        self.profile = profile
        self.isolated = isolated
        self.requests: list[Request] = []
        self.url = ""
        self._started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._link = _Link(self.profile)
        if self.profile.rate is not None:
            self._pump = self._loop.create_task(self._link.run())
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        self._started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        # Lets the cancelled tasks end before their loop does.
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                await self._answer(head, writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        path = head.split(" ", 2)[1].partition("?")[0].lstrip("/")
        name = path + "index.html" if path == "" or path.endswith("/") else path
        file = self.files.get(name)
        page = name.endswith(".html")
        await asyncio.sleep(self.profile.latency(page))
        if file is None:
            self.requests.append(Request(path, 404, 0))
            await self._link.send(writer, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        encoding, body = file.best(_accepted(head))
        lines = [
            "HTTP/1.1 200 OK",
            f"Content-Type: {file.type}",
            f"Content-Length: {len(body)}",
            f"Cache-Control: {'no-cache' if page else FOREVER}",
            "Vary: Accept-Encoding",
            *([f"Content-Encoding: {encoding}"] if encoding else []),
            *(["Cross-Origin-Opener-Policy: same-origin"] if self.isolated else []),
            *(["Cross-Origin-Embedder-Policy: require-corp"] if self.isolated else []),
            "\r\n",
        ]
        self.requests.append(Request(path, 200, len(body)))
        await self._link.send(writer, "\r\n".join(lines).encode() + body)


def _accepted(head: str) -> set[str]:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "accept-encoding":
            return {part.split(";")[0].strip() for part in value.split(",")}
    return set()
