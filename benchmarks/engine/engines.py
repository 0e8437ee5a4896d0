"""What is measured: this site's engine, and each of its peers as a folder of files with a page in it.

Used by campaign. The peers' packages lie in `.cache/bench/`, where scripts/install-benchmark-peers puts them;
Pyodide is the site's own in all of them, so that one runtime is compared with itself.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.quiz import bundled_bank
from benchmarks.engine.floor import bank_data
from benchmarks.engine.material import fence_page

PAGES = Path(__file__).with_name("peers")
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
COMMAND_LINE_ONLY = {"__main__.py", "calibration.py", "report.py", "takers.py"}
"""Modules of the package that no browser has."""
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKAGE = "assessment.zip"


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to score in the browser. `make` gives its files, by address below the root; `page` is its page.

    `isolated` says that it needs cross-origin isolation, `whole` that it runs the package unchanged.
    `profiles` says on which links it is measured, and `fewer` on which of them with fewer runs: the slow and
    heavy ones would take most of the time and tell nothing new.
    """

    id: str
    title: str
    make: Callable[["Places"], dict[str, bytes]]
    page: str = "index.html"
    isolated: bool = False
    whole: bool = True
    profiles: tuple[str, ...] = ("loopback", "fast", "slow")
    fewer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the project, the built site, and the installed peers."""

    root: Path
    site: Path
    cache: Path

    @property
    def npm(self) -> Path:
        return self.cache / "npm" / "node_modules"

    @property
    def runtime(self) -> Path:
        return self.root / "node_modules" / "pyodide"


def package_zip(root: Path, top: str = "") -> bytes:
    """The package as sources in a zip, as any Python project would carry it."""
    buffer = io.BytesIO()
    package = root / "assessment"
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted([*package.rglob("*.py"), *package.glob("bank/*")]):
            if file.name not in COMMAND_LINE_ONLY:
                name = f"{top}assessment/{file.relative_to(package).as_posix()}"
                archive.writestr(zipfile.ZipInfo(name, EPOCH), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _page(name: str, **parts: str) -> bytes:
    parts["harness"] = (PAGES / "harness.js").read_text(encoding="utf-8")
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    for key, value in parts.items():
        text = text.replace(f"{{{key}}}", value)
    return text.encode()


def _file(name: str) -> bytes:
    return (PAGES / name).read_bytes()


def _folder(folder: Path, into: str, wanted: Callable[[str], bool] = lambda name: True) -> dict[str, bytes]:
    return {
        f"{into}{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and wanted(path.name)
    }


def _runtime(places: Places) -> dict[str, bytes]:
    return {f"pyodide/{name}": (places.runtime / name).read_bytes() for name in RUNTIME}


def _site(places: Places) -> dict[str, bytes]:
    """The built site, with a bare page that starts the engine by the class the assessment uses."""
    files = {
        name: content
        for top in ("assets", "assessment")
        for name, content in _folder(places.site / top, f"{top}/").items()
    }
    html = files["assessment/index.html"].decode()
    files["assessment/bench.html"] = _page("site", **addresses(html))
    return files


def addresses(html: str) -> dict[str, str]:
    """Where the assessment's page has its engine: the class and the worker."""
    script = re.search(r'src="([^"]+)components/style-quiz/style-quiz\.js"', html)
    element = re.search(r"<style-quiz\b[^>]*>", html)
    if not script or not element:
        raise ValueError("The assessment's page has no <style-quiz>, or not its script.")
    data = dict(re.findall(r'data-(\w+)="([^"]*)"', element[0]))
    return {"engine": f"{script[1]}components/engine/engine.js", "worker": data["worker"]}


def _stock(places: Places) -> dict[str, bytes]:
    own = {"index.html": _page("worker"), "worker.js": _file("stock.js"), PACKAGE: package_zip(places.root)}
    return own | _runtime(places)


def _pyscript(kind: str) -> Callable[[Places], dict[str, bytes]]:
    def make(places: Places) -> dict[str, bytes]:
        core = _folder(
            places.npm / "@pyscript" / "core" / "dist", "pyscript/", lambda name: not name.endswith(".map")
        )
        own = {"index.html": _page(f"pyscript-{kind}"), PACKAGE: package_zip(places.root)}
        return own | core | _runtime(places)

    return make


def _fence(places: Places) -> dict[str, bytes]:
    return fence_page(places.cache, places.runtime, package_zip(places.root), _file("harness.js").decode())


def _micropython(places: Places) -> dict[str, bytes]:
    folder = places.npm / "@micropython" / "micropython-webassembly-pyscript"
    return {
        "index.html": _page("worker"),
        "worker.js": _file("micropython.js"),
        "plain.py": _file("plain.py"),
        "bank.json": _bank(),
        **{
            f"micropython/micropython.{end}": (folder / f"micropython.{end}").read_bytes()
            for end in ("mjs", "wasm")
        },
    }


def _javascript(places: Places) -> dict[str, bytes]:
    return {
        "index.html": _page("worker"),
        "worker.js": _file("javascript.js"),
        "plain.js": _file("plain.js"),
        "bank.json": _bank(),
    }


def _bank() -> bytes:
    return json.dumps(bank_data(bundled_bank()), separators=(",", ":")).encode()


PEERS: Mapping[str, Peer] = {
    peer.id: peer
    for peer in (
        Peer("site", "this site's engine", _site, "assessment/bench.html"),
        Peer("stock", "stock Pyodide, worker", _stock),
        Peer("pyscript-main", "PyScript, main thread", _pyscript("main"), profiles=("loopback",)),
        Peer(
            "pyscript-worker",
            "PyScript, worker",
            _pyscript("worker"),
            isolated=True,
            profiles=("loopback", "fast"),
            fewer=("fast",),
        ),
        Peer(
            "fence",
            "markdown-exec fence on MkDocs Material",
            _fence,
            profiles=("loopback", "fast"),
            fewer=("fast",),
        ),
        Peer("micropython", "MicroPython, worker", _micropython, whole=False, fewer=("fast", "slow")),
        Peer("javascript", "plain JavaScript, worker", _javascript, whole=False, fewer=("fast", "slow")),
    )
}
