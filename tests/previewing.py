"""The live preview as `make serve` runs it, over a copied project: for its test and for the benchmark."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWN = {"content", "site", ".git"}
"""What a copied project has for itself; all else is linked, so that the caches serve it."""
MKDOCS = """
import signal
from mkdocs.__main__ import cli
signal.signal(signal.SIGINT, signal.default_int_handler)
cli()
"""
"""MkDocs, which heeds Ctrl+C also where a shell in the background made us ignore it."""


def copied(root: Path, folder: Path) -> Path:
    """The project at `root` once more in `folder`, with content of its own to change."""
    for path in root.iterdir():
        if path.name not in OWN:
            (folder / path.name).symlink_to(path)
    shutil.copytree(root / "content", folder / "content")
    return folder


@contextmanager
def preview(folder: Path) -> Iterator[str]:
    """The preview of the project in `folder`, running; its address, which ends in a slash."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-u", "-c", MKDOCS, "serve", "--dirty", "-a", f"127.0.0.1:{port}"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield _address(server)
    finally:
        # As by Ctrl+C, upon which it takes its folder away.
        server.send_signal(signal.SIGINT)
        server.wait()
        if server.stderr:
            server.stderr.close()


def _address(server: "subprocess.Popen[str]") -> str:
    """Where the server says that it serves; it goes on being read, so that it never waits for a reader."""
    assert server.stderr
    said = []
    for line in server.stderr:
        said.append(line)
        if found := re.search(r"Serving on (\S+)", line):
            threading.Thread(target=_read_on, args=(server.stderr,), daemon=True).start()
            return found[1]
    raise RuntimeError(f"The preview ended before it served:\n{''.join(said)}")


def _read_on(stream: Iterator[str]) -> None:
    try:
        for _ in stream:
            pass
    except ValueError:
        pass  # closed, as the server has ended
