"""Settings of the generated tests, and a sheet on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from assessment import browser

# A deadline measures the machine: a busy one would fail tests that are right.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with a sound answer sheet for the bundled bank."""
    path = tmp_path / "answers.json"
    path.write_text(browser.bank_sheet(), encoding="utf-8")
    return path
