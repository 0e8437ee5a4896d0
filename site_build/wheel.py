"""The scorer as a wheel, with an entry for Pyodide's lock file: published with the site, for any Python.

Called by the MkDocs adapter; gives names and bytes. Written here and not by a build backend, because those
take a date from the environment and write into a folder: this depends on the sources alone. Tests hold it to
the project's backend, to pip, and to the entry that pyodide-lock makes of it.
"""

import hashlib
import json
import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_build.archive import sources, zipped

FOLDER = "assessment/python/"
"""Where both files lie below the root; it stays, so that lines written down once go on working."""
NAME = "edge-assessment"
SUMMARY = "Scores answer sheets and codes of The Edge's negotiation style assessment."
LOCK = "pyodide-lock.json"
SIMULATING = {"calibration.py", "takers.py"}
"""The modules that need numpy. All others, the command line too, need the standard library only."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """`name` is the wheel's file name, `content` the file; `lock` is a lock file with this package alone.

    `python` is the oldest version that it runs on, such as `3.12`.
    """

    name: str
    content: bytes
    lock: bytes
    python: str

    @property
    def folder(self) -> str:
        """The address of the folder in which both files lie, below the root."""
        return FOLDER

    @property
    def address(self) -> str:
        """The wheel's address below the root."""
        return FOLDER + self.name

    @property
    def sha256(self) -> str:
        """The checksum of the wheel, as hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def files(self) -> dict[str, bytes]:
        """Every file to publish, by its address below the root."""
        return {self.address: self.content, FOLDER + LOCK: self.lock}


def collect(root: Path) -> Wheel:
    """The wheel of the project at `root`, with the version and the Python that its pyproject.toml names.

    The lock file is for the Pyodide in `node_modules`.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = json.loads((root / "node_modules" / "pyodide" / LOCK).read_bytes())
    name = f"{NAME.replace('-', '_')}-{project['version']}-py3-none-any.whl"
    content = build(sources(root / "assessment", SIMULATING), project)
    lock = _lock(name, content, project["version"], runtime["info"])
    return Wheel(name, content, lock, project["requires-python"].removeprefix(">="))


def build(files: Mapping[str, bytes], project: Mapping[str, Any]) -> bytes:
    """A wheel of the files; `project` is the table of pyproject.toml that names the version.

    Its form: the binary distribution format of the Python packaging specifications, core metadata 2.4.
    """
    folder = f"{NAME.replace('-', '_')}-{project['version']}.dist-info"
    metadata = [
        "Metadata-Version: 2.4",
        f"Name: {NAME}",
        f"Version: {project['version']}",
        f"Summary: {SUMMARY}",
        *(f"Classifier: {classifier}" for classifier in project["classifiers"]),
        f"Requires-Python: {project['requires-python']}",
    ]
    tags = ["Wheel-Version: 1.0", "Generator: site_build", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    held = dict(files) | {f"{folder}/METADATA": _lines(metadata), f"{folder}/WHEEL": _lines(tags)}
    record = f"{folder}/RECORD"
    rows = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in held.items()]
    return zipped(held | {record: _lines([*rows, f"{record},,"])})


def _lock(name: str, content: bytes, version: str, info: Mapping[str, str]) -> bytes:
    """A lock file with one entry, whose file lies beside it: so it is right on any host."""
    entry = {
        "name": NAME,
        "version": version,
        "file_name": name,
        "install_dir": "site",
        "sha256": hashlib.sha256(content).hexdigest(),
        "package_type": "package",
        "imports": ["assessment"],
        "depends": [],
        "unvendored_tests": False,
        "tool": {},
    }
    lock = {"info": info, "packages": {NAME: entry}, "tool": {}}
    return (json.dumps(lock, indent=2, sort_keys=True) + "\n").encode()


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _digest(content: bytes) -> str:
    """The checksum as RECORD has it."""
    return urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
