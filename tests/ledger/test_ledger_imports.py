"""What importing the ledger loads: the standard library and two small modules of the assessment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path.stem for path in (ROOT / "ledger").glob("*.py") if path.stem != "__init__")
LENT = {"assessment", "assessment.errors", "assessment.phrases"}
"""What the ledger may borrow."""


def python(code: str, *options: str) -> str:
    """What a fresh interpreter prints, without site-packages; code may use `sys`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-S", *options, "-c", f"import sys\n{code}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)
    return done.stdout


def test_every_module_imports_the_standard_library_and_what_is_lent() -> None:
    """With every module of the ledger loaded, nothing but the standard library and what is lent is loaded."""
    imports = "\n".join(f"import ledger.{module}" for module in MODULES)
    loaded = set(python(f"{imports}\nprint(*sys.modules)").split())
    roots = {name.partition(".")[0] for name in loaded}
    assert roots - set(sys.stdlib_module_names) == {"__main__", "assessment", "ledger"}
    assert {name for name in loaded if name.partition(".")[0] == "assessment"} <= LENT
    assert {f"ledger.{module}" for module in MODULES} <= loaded


@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_imported_alone(module: str) -> None:
    """No module needs another to be imported before it."""
    assert python(f"import ledger.{module}\nprint('ok')") == "ok\n"


def test_package_itself_loads_nothing() -> None:
    """`import ledger` does no work."""
    loaded = python("import ledger\nprint(*(name for name in sys.modules if name.startswith('ledger')))")
    assert loaded.split() == ["ledger"]


def test_browser_start_stays_light() -> None:
    """Loading the door and assessing with it needs none of what prepares, and none of the heavy modules."""
    heavy = {"argparse", "difflib", "html", "xml", "logging", "statistics", "decimal", "fractions"}
    loaded = set(python("from ledger.browser import warm\nwarm()\nprint(*sys.modules)").split())
    assert not heavy & loaded
    assert not {"ledger.prepare", "ledger.packages", "ledger.seal", "ledger.rules"} & loaded


def test_optimised_run_gives_the_same_answer() -> None:
    """Without asserts and docstrings, as the browser's modules are compiled, the answer is the same."""
    code = "from ledger.browser import warm\nprint(warm())"
    assert python(code, "-OO") == python(code)
