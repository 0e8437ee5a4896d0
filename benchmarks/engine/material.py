"""A MkDocs Material page with markdown-exec's pyodide fence, with nothing of it from another host.

Used by engines. What the fence asks of three content networks is served from npm packages of the same
versions; only Pyodide is the site's version instead of the fence's own.
"""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

WHEEL = "edge_assessment-1.0-py3-none-any.whl"
CONFIG = """\
site_name: Fence
site_url: https://edge.example.com/
theme:
  name: material
  font: false
markdown_extensions:
  - md_in_html
  - pymdownx.superfences
plugins:
  - markdown-exec
"""
PAGE = """\
# Scores

<script>{harness}</script>
<script>{watch}</script>

```pyodide install="/{wheel}"
from assessment.browser import call
from js import bench
bench.take(call(bench.question))
```
"""
WATCH = """
document.addEventListener("DOMContentLoaded", () => {
  const output = document.querySelector(".pyodide-output");
  const run = document.querySelector("[id$=run]");
  // The fence says "Initializing..." until all is installed, then nothing.
  const watch = new MutationObserver(() => {
    if (output.textContent.includes("Could not")) bench.failed(output.textContent);
    if (output.textContent.trim()) return;
    watch.disconnect();
    bench.ready();
  });
  watch.observe(output, { childList: true, characterData: true, subtree: true });
  bench.ask = (question) => new Promise((resolve) => {
    bench.question = JSON.stringify(question);
    bench.take = (text) => resolve(JSON.parse(text));
    run.click();
  });
});
"""
ACE = ("ace.js", "mode-python.js", "theme-tomorrow.js", "theme-tomorrow_night.js")
PYODIDE = ("pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


def fence_page(cache: Path, runtime: Path, package: bytes, harness: str) -> dict[str, bytes]:
    """The built page and all that it asks for; `package` is our package as a zip of sources."""
    npm = cache / "npm" / "node_modules"
    files = _build(cache / "wheels" / "markdown-exec", harness)
    html = files["index.html"].decode()
    networks = {
        r"https://cdnjs\.cloudflare\.com/ajax/libs/ace/[\d.]+/": "/ace/",
        r"https://cdnjs\.cloudflare\.com/ajax/libs/highlight\.js/[\d.]+/": "/highlight/",
        r"https://cdn\.jsdelivr\.net/pyodide/v[\d.]+/full/": "/pyodide/",
        r"https://cdn\.jsdelivr\.net/npm/highlightjs-themes@[\d.]+/": "/highlight/",
    }
    for address, folder in networks.items():
        html, count = re.subn(address, folder, html)
        if not count:
            raise ValueError(f"The fence asks for nothing like {address}; mend {__name__}.")
    files["index.html"] = html.encode()
    for name in ACE:
        files[f"ace/{name}"] = (npm / "ace-builds" / "src-min-noconflict" / name).read_bytes()
    files["highlight/highlight.min.js"] = (
        npm / "@highlightjs" / "cdn-assets" / "highlight.min.js"
    ).read_bytes()
    for path in (npm / "highlightjs-themes").glob("tomorrow*.css"):
        files[f"highlight/{path.stem}.min.css"] = path.read_bytes()
    for name in PYODIDE:
        files[f"pyodide/{name}"] = (runtime / name).read_bytes()
    files |= _micropip(cache / "wheels", runtime)
    files[WHEEL] = _wheel(package)
    return files


def _build(plugin: Path, harness: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        (root / "docs").mkdir()
        page = PAGE.replace("{harness}", harness).replace("{watch}", WATCH).replace("{wheel}", WHEEL)
        (root / "docs" / "index.md").write_text(page, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=root,
            check=True,
            env={**os.environ, "PYTHONPATH": str(plugin.resolve()), "NO_MKDOCS_2_WARNING": "1"},
        )
        site = root / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file() and path.suffix not in {".map", ".gz"}
        }


def _micropip(wheels: Path, runtime: Path) -> dict[str, bytes]:
    """Its wheel, and Pyodide's lock file with the hash that PyPI's build of the same version has."""
    lock = json.loads((runtime / "pyodide-lock.json").read_bytes())
    entry = lock["packages"]["micropip"]
    wheel = wheels / entry["file_name"]
    if not wheel.is_file():
        raise FileNotFoundError(f"Pyodide names {wheel.name}, and peers/requirements.in another version.")
    content = wheel.read_bytes()
    entry["sha256"] = hashlib.sha256(content).hexdigest()
    return {f"pyodide/{wheel.name}": content, "pyodide/pyodide-lock.json": json.dumps(lock).encode()}


def _wheel(package: bytes) -> bytes:
    """The zip of sources as a wheel, which is what micropip installs."""
    info = "edge_assessment-1.0.dist-info"
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as sources,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as wheel,
    ):
        contents = {name: sources.read(name) for name in sources.namelist()}
        contents[f"{info}/METADATA"] = b"Metadata-Version: 2.1\nName: edge-assessment\nVersion: 1.0\n"
        contents[f"{info}/WHEEL"] = (
            b"Wheel-Version: 1.0\nGenerator: benchmarks\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        for name, content in contents.items():
            wheel.writestr(name, content)
        record = "".join(f"{name},{_hash(content)},{len(content)}\n" for name, content in contents.items())
        wheel.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return buffer.getvalue()


def _hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"
