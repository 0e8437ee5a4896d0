"""Files as a host serves them: the bytes, their type, and both compressed forms, made once and kept.

Used by engines and server. Node.js compresses, as it is there anyway and Python has no brotli; what it wrote
lies in `.cache/bench/packed/` under the hash of the contents.
"""

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("compress.mjs")
TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".py": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".toml": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
FINISHED = {".woff2", ".png", ".br", ".gz"}
"""Compressed already; once more only costs."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file: its bytes, and the same with brotli and with gzip where that is smaller."""

    type: str
    raw: bytes
    br: bytes
    gz: bytes

    def best(self, accepted: set[str]) -> tuple[str, bytes]:
        """The content coding for whoever accepts these, empty for none, and the bytes."""
        forms = [("br", self.br), ("gzip", self.gz)]
        for name, content in forms:
            if name in accepted and len(content) < len(self.raw):
                return name, content
        return "", self.raw


def pack(files: Mapping[str, bytes], cache: Path) -> dict[str, Packed]:
    """The files with their compressed forms: those that lie beside them, else made here."""
    cache.mkdir(parents=True, exist_ok=True)
    plain = {name: content for name, content in files.items() if not name.endswith((".br", ".gz"))}
    kept = {name: cache / hashlib.sha256(content).hexdigest() for name, content in plain.items()}
    missing = []
    for name, content in plain.items():
        if Path(name).suffix not in FINISHED and not kept[name].with_suffix(".gz").is_file():
            kept[name].write_bytes(content)
            missing.append(str(kept[name]))
    if missing:
        subprocess.run(["node", str(SCRIPT), *missing], check=True)

    def form(name: str, suffix: str) -> bytes:
        beside = files.get(f"{name}{suffix}")
        if beside is not None:
            return beside
        path = kept[name].with_suffix(suffix)
        return path.read_bytes() if Path(name).suffix not in FINISHED else plain[name]

    return {
        name: Packed(
            TYPES.get(Path(name).suffix, "application/octet-stream"),
            content,
            form(name, ".br"),
            form(name, ".gz"),
        )
        for name, content in plain.items()
    }
