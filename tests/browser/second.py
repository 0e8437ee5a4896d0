"""A site of the day after: a copy of the project in which a second version of the questions is installed.

Used by the browser tests; the second bank is made from the first, in another order and other words.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from assessment.quiz import Bank, load_bank
from tests.assessment.banks import toml
from tests.conftest import ROOT

MARK = " /2."
"""How each text of the second version ends: the same number of words, and not the same text."""


def second_bank() -> tuple[str, Bank]:
    """The second version as TOML, and read: blocks and items in the reverse order, every text marked."""
    file = ROOT / "assessment" / "bank" / "v1.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    data["version"] = 2
    for part in ("blocks", "leaks"):
        data[part].reverse()
    for block in data["blocks"]:
        for statement in block["statements"]:
            statement["text"] = statement["text"].removesuffix(".") + MARK.strip()
    for item in data["leaks"]:
        item["text"] = item["text"].removesuffix("?") + "/2?"
    text = toml(data)
    return text, load_bank(text)


def build_second(folder: Path) -> Path:
    """The site of a copy of the project with both versions, built below `folder`."""
    project = folder / "project"
    shutil.copytree(ROOT / "assessment", project / "assessment", ignore=shutil.ignore_patterns("__pycache__"))
    (project / "assessment" / "bank" / "v2.toml").write_text(second_bank()[0], encoding="utf-8")
    for name in ("content", "ledger", "theme", "site_build", "node_modules", ".cache"):
        (project / name).symlink_to(ROOT / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        (project / name).symlink_to(ROOT / name)
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=project, check=True, env=environment)
    return site
