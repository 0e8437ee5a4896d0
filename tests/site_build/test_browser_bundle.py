"""The engine's files: what the build makes of the runtime and the packages, and that it makes it once."""

import gzip
import importlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from site_build import browser_bundle
from site_build.browser_bundle import PACKAGES, RUNTIME, WORKER_SOURCE, Engine, EngineMissing
from site_build.runtime.exercise import EXAMPLES
from tests.site_build.copies import ROOT

STAYS = ["__main__.py", "calibration.py", "report.py", "takers.py"]
"""What only the command line needs."""
UNPACK = """
const { brotliDecompressSync } = require("zlib");
process.stdout.write(brotliDecompressSync(require("fs").readFileSync(process.argv[1])));
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The engine of this project, compressed too."""
    return browser_bundle.collect(ROOT, compress=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the packages and the worker, on the same runtime; its engine has been made before."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    worker = tmp_path / "theme" / WORKER_SOURCE
    worker.parent.mkdir(parents=True)
    shutil.copy(ROOT / "theme" / WORKER_SOURCE, worker)
    cache = tmp_path / ".cache" / "engine"
    cache.mkdir(parents=True)
    browser_bundle.collect(ROOT)
    for made in (ROOT / ".cache" / "engine").iterdir():
        (cache / made.name).symlink_to(made)
    return tmp_path


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when anything is made anew."""

    def run(tool: str, *_: object) -> None:
        raise AssertionError(f"{tool} was run")

    monkeypatch.setattr(browser_bundle, "_run", run)


def part(engine: Engine, name: str) -> tuple[str, Path]:
    """The address and the file of `worker.js`, `glue.js`, `library.wasm` or `pyodide.asm.wasm`."""
    stem, _, suffix = name.rpartition(".")
    [found] = [
        item for item in engine.files.items() if re.search(rf"/{stem}\.[0-9a-f]{{10}}\.{suffix}$", item[0])
    ]
    return found


def archive(engine: Engine) -> zipfile.ZipFile:
    """The zip that is the library."""
    return zipfile.ZipFile(io.BytesIO(part(engine, "library.wasm")[1].read_bytes()))


def test_engine_is_four_files(engine: Engine) -> None:
    """Four files, each under its content's name; pages ask for the worker, which knows the rest."""
    assert len(engine.files) == 4
    address, file = part(engine, "worker.js")
    assert engine.worker == address
    assert engine.names == {WORKER_SOURCE: address}
    assert all(name.startswith("assessment/engine/") for name in engine.files)
    [known] = re.findall(r"const FILES=(\{.*?\});", file.read_text(encoding="utf-8"))
    wanted = {}
    for name in ("glue.js", "library.wasm", "pyodide.asm.wasm"):
        address, file = part(engine, name)
        wanted[name] = [address.rpartition("/")[2], file.stat().st_size]
    assert json.loads(known) == dict(zip(("glue", "library", "wasm"), wanted.values(), strict=True))


def test_wasm_is_that_of_the_runtime(engine: Engine) -> None:
    """The runtime's wasm travels as npm ships it."""
    assert (
        part(engine, "pyodide.asm.wasm")[1].read_bytes()
        == (ROOT / "node_modules/pyodide" / RUNTIME[2]).read_bytes()
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_library_holds_the_package_without_its_command_line(engine: Engine, package: str) -> None:
    """Every module that visitors need is there, compiled, and every bank, read already."""
    names = {name for name in archive(engine).namelist() if name.startswith(f"{package}/")}
    modules = {f"{package}/{file.name}c" for file in (ROOT / package).glob("*.py") if file.name not in STAYS}
    banks = {f"{package}/bank/{file.stem}.json": file for file in (ROOT / package).glob("bank/*.toml")}
    assert names == modules | {*banks}
    assert banks
    for name, file in banks.items():
        assert json.loads(archive(engine).read(name)) == tomllib.loads(file.read_text(encoding="utf-8"))


def test_library_is_cut(engine: Engine) -> None:
    """It has the modules that are used: nothing that reads code or TOML, no sockets, no processes."""
    names = set(archive(engine).namelist())
    assert {"json/decoder.pyc", "collections/__init__.pyc", "plain_classes.pyc", "traceback.pyc"} <= names
    tops = {name.split("/")[0].removesuffix(".pyc") for name in names}
    assert not tops & {
        "ssl",
        "_ssl",
        "bz2",
        "lzma",
        "compression",
        "socket",
        "subprocess",
        "zipfile",
        "argparse",
        "ast",
        "dataclasses",
        "tokenize",
        "tomllib",
    }
    assert {name for name in names if name.startswith("asyncio/")} == {"asyncio/__init__.pyc"}


def test_library_says_nothing_of_its_making(engine: Engine) -> None:
    """Sorted names, one date, stored as they are; compiled files ask for no date and no source."""
    infos = archive(engine).infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    compiled = [info.filename for info in infos if info.filename.endswith(".pyc")]
    heads = {archive(engine).read(name)[:16] for name in compiled}
    assert len(heads) == 1
    [head] = heads
    assert head[4:] == b"\1\0\0\0" + bytes(8)
    assert head[:4] != importlib.util.MAGIC_NUMBER  # that of Python 3.14, which the build's Python is not


def test_library_is_a_webassembly_module(engine: Engine) -> None:
    """A host may look into a file of that type: it is a sound module, with one section that holds the zip."""
    _, file = part(engine, "library.wasm")
    script = (
        "const bytes = require('fs').readFileSync(process.argv[1]);"
        "const [zip] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), 'library');"
        "console.log(Buffer.from(zip).subarray(0, 4).toString('latin1'), bytes.length - zip.byteLength)"
    )
    done = subprocess.run(["node", "-e", script, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["PK\x03\x04", "20"]


def test_made_twice_it_is_the_same_to_the_bit(engine: Engine, root: Path) -> None:
    """In another folder, without a cache, the glue and the library come out with the same bytes."""
    shutil.rmtree(root / ".cache")
    again = browser_bundle.collect(root)
    assert list(again.files) == list(engine.files)
    for address, file in engine.files.items():
        assert again.files[address].read_bytes() == file.read_bytes(), address


@pytest.mark.usefixtures("idle")
def test_second_build_makes_nothing(root: Path) -> None:
    """While nothing changed everything comes from the cache, compressed files too."""
    engine = browser_bundle.collect(root, compress=True)
    assert all(file.is_file() for file in [*engine.files.values(), *engine.compressed.values()])


@pytest.mark.usefixtures("idle")
@pytest.mark.parametrize("file", [*STAYS, "calibration/v1.json"])
def test_command_line_does_not_change_the_engine(root: Path, file: str) -> None:
    """What visitors do not load has no say in the engine's addresses."""
    before = browser_bundle.collect(root)
    (root / "assessment" / file).write_text("", encoding="utf-8")
    assert browser_bundle.collect(root) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("assessment/bank/v1.toml", b'title = "', b'title = "New: '),
        ("ledger/bank/maturity.toml", b'title = "', b'title = "New: '),
        ("ledger/seal.py", b"LONGEST = 1_000_000", b"LONGEST = 500_000"),
    ],
)
def test_changed_package_changes_the_library_alone(root: Path, file: str, old: bytes, new: bytes) -> None:
    """The runtime keeps its address, so that nobody loads it twice; library and worker have another."""
    before = browser_bundle.collect(root)
    content = (root / file).read_bytes()
    assert old in content
    (root / file).write_bytes(content.replace(old, new, 1))
    after = browser_bundle.collect(root)
    for name in ("pyodide.asm.wasm", "glue.js"):
        assert part(after, name)[0] == part(before, name)[0]
    for name in ("library.wasm", "worker.js"):
        assert part(after, name)[0] != part(before, name)[0]


@pytest.mark.usefixtures("idle")
def test_changed_worker_changes_its_address_alone(root: Path) -> None:
    """A change of the worker makes nothing anew."""
    before = browser_bundle.collect(root)
    worker = root / "theme" / WORKER_SOURCE
    worker.write_bytes(worker.read_bytes() + b"\nself.changed = 1;\n")
    after = browser_bundle.collect(root)
    assert {*before.files} ^ {*after.files} == {before.worker, after.worker}


def test_compressed_files_hold_the_same(engine: Engine) -> None:
    """Each file stands there as brotli and as gzip too, under its address with `.br` and `.gz`."""
    assert {*engine.compressed} == {f"{address}.{kind}" for address in engine.files for kind in ("br", "gz")}
    for address, file in engine.files.items():
        content = file.read_bytes()
        assert gzip.decompress(engine.compressed[f"{address}.gz"].read_bytes()) == content
        brotli = engine.compressed[f"{address}.br"]
        done = subprocess.run(["node", "-e", UNPACK, str(brotli)], capture_output=True, check=True)
        assert done.stdout == content


def test_package_that_fails_stops_the_build(root: Path) -> None:
    """A module that cannot be imported ends the build with the line that fails, and nothing is kept."""
    (root / "assessment" / "words.py").write_text("import turtle\n", encoding="utf-8")
    made = {*(root / ".cache" / "engine").iterdir()}
    with pytest.raises(EngineMissing, match=r"(?s)words\.py.*No module named 'turtle'"):
        browser_bundle.collect(root)
    assert {*(root / ".cache" / "engine").iterdir()} == made


def test_missing_package_stops_the_build(root: Path) -> None:
    """A project that lacks one of the packages gets no library without it."""
    shutil.rmtree(root / "ledger")
    with pytest.raises(EngineMissing, match="No module named 'ledger'"):
        browser_bundle.collect(root)


def test_build_asks_what_can_be_answered() -> None:
    """What the build asks a door, to see what it loads, is answered well: each way is gone to its end."""
    for package, requests in EXAMPLES.items():
        door = importlib.import_module(f"{package}.browser")
        for request in requests:
            answer = json.loads(door.call(json.dumps(request)))
            assert answer["ok"], (request["do"], answer)


def test_missing_node_says_what_to_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node.js, neither the machine's nor the wheel's, the error names the command that brings it."""
    shutil.rmtree(root / ".cache")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(EngineMissing, match=r"Node\.js is missing\. Run `make build`"):
        browser_bundle.collect(root)


def test_missing_runtime_says_what_to_do(root: Path) -> None:
    """Without the npm packages the error names what is missing, where, and the command that brings it."""
    (root / "node_modules").unlink()
    runtime = root / "node_modules" / "pyodide"
    runtime.mkdir(parents=True)
    for name in RUNTIME[1:]:
        (runtime / name).write_text(name, encoding="utf-8")
    with pytest.raises(EngineMissing) as caught:
        browser_bundle.collect(root)
    assert str(caught.value) == f"{runtime} lacks {RUNTIME[0]}. Run `make setup`, or `npm ci`."


def test_worker_without_its_line_is_refused(root: Path) -> None:
    """A worker that lost the line for its files stops the build with the line that is wanted."""
    (root / "theme" / WORKER_SOURCE).write_text("// starts Python", encoding="utf-8")
    with pytest.raises(ValueError, match="must have this line once: const FILES"):
        browser_bundle.collect(root)
