"""The engine of the assessment, as files of the site: the Pyodide runtime, our package, and the worker.

Called by the MkDocs adapter; gives names and bytes. The runtime is npm's `pyodide`, pinned with its hash in
package-lock.json and copied unchanged, so that nothing is fetched from anyone else at run time. The folder
is below `assessment/`, because a worker is in the care of the service worker in whose scope its script lies.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from site_build.assets import digest

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PACKAGE = "edge.zip"
COMMAND_LINE_ONLY = {"__main__.py", "calibration.py", "report.py", "takers.py"}
WORKER = "worker.js"
WORKER_SOURCE = f"components/engine/{WORKER}"
"""The worker below `theme/`; templates ask for it by this name, as for any other script."""
EPOCH = (1980, 1, 1, 0, 0, 0)


class EngineMissing(Exception):
    """The Pyodide runtime is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`folder` is the engine's address below the root, `files` what is on disk, `package` our own zip.

    `names` maps the worker's name to its address, as `Assets.names` does for the other scripts.
    """

    folder: str
    files: dict[str, Path]
    package: bytes

    @property
    def names(self) -> dict[str, str]:
        return {WORKER_SOURCE: f"{self.folder}{WORKER}"}


def collect(root: Path) -> Engine:
    """The engine of the project at `root`; EngineMissing without the npm package."""
    runtime = root / "node_modules" / "pyodide"
    files = {name: runtime / name for name in RUNTIME}
    absent = [name for name, file in files.items() if not file.is_file()]
    if absent:
        raise EngineMissing(f"{runtime} lacks {', '.join(absent)}. Run `make setup`, or `npm ci`.")
    files[WORKER] = root / "theme" / WORKER_SOURCE
    package = package_zip(root / "assessment")
    stamp = digest(package, *(hashlib.sha256(file.read_bytes()).digest() for file in files.values()))
    return Engine(f"assessment/engine/{stamp}/", files, package)


def package_zip(package: Path) -> bytes:
    """The package's sources and banks as a zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted([*package.rglob("*.py"), *package.glob("bank/*.toml")]):
            if file.name in COMMAND_LINE_ONLY:
                continue
            info = zipfile.ZipInfo(f"{package.name}/{file.relative_to(package).as_posix()}", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, file.read_bytes())
    return buffer.getvalue()
