"""Exports of events for the tests of the funnel: made, given to the command, and its answer read."""

import re
from pathlib import Path
from typing import Any

import pytest

from site_build.cli import main


def event(name: str, **more: Any) -> dict[str, Any]:
    """An event of that name; `campaign` stands beside the properties."""
    around = {key: more.pop(key) for key in ("campaign",) if key in more}
    return {"schema": "event/1", "name": name, "path": "/", "props": more, **around}


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> tuple[int, str]:
    """What the command answers and prints for an export; the folder is taken out."""
    file = tmp_path / "export"
    file.write_text(text, encoding="utf-8")
    status = main(["funnel", str(file), *more])
    return status, capsys.readouterr().out.replace(f"{tmp_path}/", "")


def line(text: str, step: str) -> str:
    """What stands behind a step, with single spaces."""
    [found] = re.findall(rf"^{step} +(.*)$", text, re.MULTILINE)
    return " ".join(found.split())
