"""Files as a host serves them: the bytes, their type, and both compressed forms, made once and kept.

Used by engines and server. What was made lies in `.cache/bench/packed/` under the hash of the contents.
"""

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "site_build" / "runtime" / "compress.mjs"
"""The site's own, which makes both forms at their best."""
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
FINISHED = {".woff2", ".png"}
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
    return {
        name: Packed(
            TYPES.get(Path(name).suffix, "application/octet-stream"), content, *_forms(name, files, cache)
        )
        for name, content in files.items()
        if not name.endswith((".br", ".gz"))
    }


def _forms(name: str, files: Mapping[str, bytes], cache: Path) -> tuple[bytes, bytes]:
    """A file with brotli and with gzip."""
    content = files[name]
    if f"{name}.br" in files:
        return files[f"{name}.br"], files[f"{name}.gz"]
    if Path(name).suffix in FINISHED:
        return content, content
    kept = cache / hashlib.sha256(content).hexdigest()
    br, gz = kept.with_suffix(".br"), kept.with_suffix(".gz")
    if not gz.is_file():
        kept.write_bytes(content)
        subprocess.run(["node", str(SCRIPT), str(kept), f"{kept}-part"], check=True)
        kept.unlink()
        # The second is looked for, so it takes its name last.
        Path(f"{kept}-part.br").rename(br)
        Path(f"{kept}-part.gz").rename(gz)
    return br.read_bytes(), gz.read_bytes()
