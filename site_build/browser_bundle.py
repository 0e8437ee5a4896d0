"""The engine of the assessment and the ledger, as files of the site: Pyodide, the library, the worker.

Called by the MkDocs adapter; gives addresses and files. The runtime's wasm is npm's, pinned with its hash in
package-lock.json and copied unchanged. What it loads is made by runtime/bundle.mjs: one glue file, and a
library cut to what our packages use, compiled by Pyodide itself. What was made is kept in `.cache/engine/`
under the hash of what it was made from. The engine is below `assessment/`, because a worker is in the care of
the service worker in whose scope its script lies.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_build.archive import sources, zipped
from site_build.assets import digest, script

FOLDER = "assessment/engine/"
PACKAGES = ("assessment", "ledger")
"""Our packages in the library; of each the module `browser` is the door."""
COMMAND_LINE_ONLY = {"__main__.py", "calibration.py", "report.py", "takers.py"}
WORKER_SOURCE = "components/engine/worker.js"
"""The worker below `theme/`; templates ask for it by this name, as for any other script."""
BLANK = 'const FILES = { glue: ["", 0], library: ["", 0], wasm: ["", 0] };'
"""The line of the worker in whose place the engine's files stand: their names beside it, and their sizes."""
TOOLS = Path(__file__).parent / "runtime"
STDLIB = "python_stdlib.zip"
WASM = "pyodide.asm.wasm"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", WASM, STDLIB, "pyodide-lock.json")
SECONDS = 300


class EngineMissing(Exception):
    """The engine cannot be made; the message says what is missing, or what went wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`files` maps an address below the site's root to the file on disk; each address tells its content.

    `worker` is the one that pages ask for: it knows the others. `compressed` maps further addresses, with
    `.br` and `.gz` at their ends, to files; it is empty unless it was asked for.
    """

    worker: str
    files: dict[str, Path]
    compressed: dict[str, Path]

    @property
    def names(self) -> dict[str, str]:
        """The worker's name to its address, as `Assets.names` does for the other scripts."""
        return {WORKER_SOURCE: self.worker}


def collect(root: Path, *, compress: bool = False) -> Engine:
    """The engine of the project at `root`, made anew where something of it has changed.

    EngineMissing without the npm packages, without Node.js, or when the library cannot be made.
    """
    runtime = root / "node_modules" / "pyodide"
    absent = [name for name in RUNTIME if not (runtime / name).is_file()]
    if absent:
        raise EngineMissing(f"{runtime} lacks {', '.join(absent)}. Run `make setup`, or `npm ci`.")
    cache = root / ".cache" / "engine"
    bundle = _bundle(root, runtime, cache)
    parts = {"glue": bundle / "glue.js", "library": bundle / "library.wasm", "wasm": runtime / WASM}
    names = {part: _hashed(file.name, file.read_bytes()) for part, file in parts.items()}
    known = json.dumps({part: [names[part], file.stat().st_size] for part, file in parts.items()})
    worker = script(root / "theme" / WORKER_SOURCE, {BLANK: f"const FILES = {known};"})
    address = FOLDER + _hashed("worker.js", worker)
    kept = _kept(cache / digest(worker), lambda folder: (folder / "worker.js").write_bytes(worker))
    files = {FOLDER + names[part]: file for part, file in parts.items()} | {address: kept / "worker.js"}
    return Engine(address, files, _compressed(files, cache) if compress else {})


def _bundle(root: Path, runtime: Path, cache: Path) -> Path:
    """The folder with `glue.js` and `library.wasm`, kept under the hash of all that has a say in them."""
    ours = dict(_ours(root))
    tools = {file.relative_to(TOOLS).as_posix(): file.read_bytes() for file in sorted(_tools())}
    versions = [root / "node_modules" / name / "package.json" for name in ("pyodide", "esbuild")]
    stamp = digest(
        *(part for name, content in (tools | ours).items() for part in (name.encode(), content)),
        *(file.read_bytes() for file in versions),
        *((runtime / name).read_bytes() for name in RUNTIME),
    )

    def make(folder: Path) -> None:
        stand_ins = {name.removeprefix("stand_ins/"): tools[name] for name in tools if "/" in name}
        modules = sorted(_module(name) for name in ours if name.endswith(".py"))
        with tempfile.TemporaryDirectory() as work:
            whole = Path(work) / "sources.zip"
            whole.write_bytes(_with_library(runtime / STDLIB, stand_ins | ours))
            _run("bundle.mjs", runtime, whole, folder, ",".join(PACKAGES), *modules)

    return _kept(cache / stamp, make)


def _ours(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of our packages that visitors load, by their path."""
    for name in PACKAGES:
        yield from map(_ready, sources(root / name, COMMAND_LINE_ONLY).items())


def _module(path: str) -> str:
    """The name by which a file is imported: `ledger.seal` for `ledger/seal.py`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _ready(file: tuple[str, bytes]) -> tuple[str, bytes]:
    """A bank as JSON, so that no visitor has to load a reader of TOML; anything else as it is."""
    name, content = file
    if not name.endswith(".toml"):
        return name, content
    data = tomllib.loads(content.decode())
    return f"{name.removesuffix('.toml')}.json", json.dumps(data, ensure_ascii=False).encode()


def _tools() -> Iterator[Path]:
    return (file for file in TOOLS.rglob("*") if file.suffix in {".py", ".mjs"})


def _with_library(stdlib: Path, more: dict[str, bytes]) -> bytes:
    """A zip of the standard library and these files, which take the place of those of the same names."""
    with zipfile.ZipFile(stdlib) as library:
        return zipped({name: library.read(name) for name in library.namelist()} | more)


def _compressed(files: dict[str, Path], cache: Path) -> dict[str, Path]:
    """The files once more, by brotli and by gzip at their best: done once for each content."""
    found: dict[str, Path] = {}
    for address, file in files.items():
        folder = cache / f"{digest(file.read_bytes())}-compressed"
        _kept(folder, partial(_compress, file))
        found |= {f"{address}.{kind}": folder / f"file.{kind}" for kind in ("br", "gz")}
    return found


def _compress(file: Path, folder: Path) -> None:
    _run("compress.mjs", file, folder / "file")


def _run(tool: str, *arguments: str | Path) -> None:
    """Run a script of runtime/ in Node.js: the machine's, or the one that set-up put beside Python."""
    node = shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)
    if not node:
        raise EngineMissing("Node.js is missing. Run `make build`, which brings one, or install Node.js 20.")
    command = [node, TOOLS / tool, *arguments]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        raise EngineMissing(f"{tool} failed:\n{error.stderr[-2000:]}") from error
    except subprocess.TimeoutExpired as error:
        raise EngineMissing(f"{tool} took more than {SECONDS} seconds.") from error


def _kept(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, filled by `make` unless it is there; it gets its name only when it is complete."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            made = Path(work) / "made"
            made.mkdir()
            make(made)
            try:
                made.rename(folder)
            except OSError:
                # Another build was quicker, and has made the same.
                if not folder.is_dir():
                    raise
    return folder


def _hashed(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{digest(content)}{dot}{suffix}"
