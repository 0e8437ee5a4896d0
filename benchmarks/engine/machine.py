"""What the figures were taken on: the machine, the browser, the versions.

Used by campaign; nothing in it names the machine or its owner.
"""

import json
import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from playwright.sync_api import Playwright

from benchmarks.engine.engines import PAGES, Places


@dataclass(frozen=True, slots=True)
class Machine:
    """`load` is the machine's one-minute load when the run began; `versions` by the name of what has one."""

    date: str
    processor: str
    cores: int
    system: str
    load: float
    versions: dict[str, str]


def describe(playwright: Playwright, browser: str | None, places: Places) -> Machine:
    """The machine that this runs on, now."""
    chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    version = chromium.version
    chromium.close()
    wanted = json.loads((PAGES / "package.json").read_bytes())["dependencies"]
    runtime = json.loads((places.runtime / "package.json").read_bytes())
    pins = (line.split("==") for line in _lines(PAGES / "requirements.in") if "==" in line)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=places.root, capture_output=True, text=True, check=False
    )
    return Machine(
        date=datetime.now(UTC).date().isoformat(),
        processor=_processor(),
        cores=os.cpu_count() or 0,
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        load=os.getloadavg()[0],
        versions={
            "commit": commit.stdout.strip() or "unknown",
            "Chromium": version,
            "Pyodide": runtime["version"],
            "CPython": platform.python_version(),
            "PyScript": wanted["@pyscript/core"],
            "MicroPython": wanted["@micropython/micropython-webassembly-pyscript"],
            **{name: value.split()[0] for name, value in pins},
            "mkdocs-material": metadata.version("mkdocs-material"),
        },
    )


def _processor() -> str:
    for line in _lines(Path("/proc/cpuinfo")):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
