"""What importing the package loads: nothing but the standard library, and little of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path.stem for path in (ROOT / "assessment").glob("*.py") if path.stem != "__init__")


def python(code: str, *options: str) -> str:
    """What a fresh interpreter prints, without site-packages; code may use `sys`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-S", *options, "-c", f"import sys\n{code}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)
    return done.stdout


def test_every_module_imports_the_standard_library_only() -> None:
    """With every module of the package loaded, only the standard library is loaded besides."""
    imports = "\n".join(f"import assessment.{module}" for module in MODULES)
    loaded = python(f"{imports}\nprint(*sys.modules)").split()
    roots = {name.partition(".")[0] for name in loaded}
    assert roots - set(sys.stdlib_module_names) == {"__main__", "assessment"}
    assert {f"assessment.{module}" for module in MODULES} <= set(loaded)


@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_imported_alone(module: str) -> None:
    """No module needs another to be imported before it."""
    assert python(f"import assessment.{module}\nprint('ok')") == "ok\n"


def test_package_itself_loads_nothing() -> None:
    """`import assessment` does no work."""
    loaded = python(
        "import assessment\nprint(*(name for name in sys.modules if name.startswith('assessment')))"
    )
    assert loaded.split() == ["assessment"]


def test_browser_start_stays_light() -> None:
    """Loading the door for JavaScript, and scoring with it, needs none of the heavy or build-time modules."""
    heavy = {
        "argparse",
        "assessment.report",
        "difflib",
        "html",
        "xml",
        "logging",
        "statistics",
        "decimal",
        "fractions",
        "unittest",
    }
    code = "from assessment.browser import score_json, warm\nwarm()\nscore_json('{')\nprint(*sys.modules)"
    loaded = set(python(code).split())
    assert not heavy & loaded
    assert not {"assessment.rules", "assessment.refused", "assessment.__main__"} & loaded
    assert not {"assessment.several", "assessment.team", "assessment.counterpart"} & loaded


def test_optimised_run_gives_the_same_answer() -> None:
    """Without asserts and docstrings, as the browser's modules are compiled, the answer is the same."""
    code = "from assessment.browser import warm, score_json\nprint(warm(), score_json('{}'))"
    assert python(code, "-OO") == python(code)
