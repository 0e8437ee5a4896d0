"""What the tests of the playbook commands share: files to name, and what is said of sound ones."""

from pathlib import Path

import pytest

from site_build.playbooks import files, linter
from tests.site_build.playbook_samples import model

FULL = str(linter.score([]))
Printed = pytest.CaptureFixture[str]


def put(file: str, text: str) -> Path:
    """A file of the working folder with this text."""
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def every_form(folder: str) -> list[str]:
    """The sound playbook in a folder: as JSON and YAML, as the site offers them."""
    one = model()
    put(f"{folder}/sound.yaml", files.as_yaml(one))
    put(f"{folder}/sound.yml", files.as_yaml(one))
    put(f"{folder}/sound.json", files.as_json(one.plain()))
    return [f"{folder}/sound.{kind}" for kind in ("yaml", "yml", "json")]
