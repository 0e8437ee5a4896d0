"""The library and the runtime that visitors load, under Node.js: nothing that is used is missing."""

import json
import math
import os
import re
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_build import browser_bundle
from tests.conftest import ROOT

HERE = Path(__file__).parent
SHEETS = 10_000
TOLERANCE = 1e-9
"""The two C libraries may differ in the last bit of a square root; nothing that is shown may differ."""
TESTED = {"assessment": 400, "ledger": 400}
"""Our packages, and how many of their tests run here at the least."""
ELSEWHERE = ("calibration", "imports", "ledger_imports", "main", "report")
"""Tests of what is not in the library: the command line, and the simulation."""
LONG = ("test_ten_thousand_sheets", "test_fewest_changes_are_those_found")
"""Tests of the scoring's sense, which CPython runs: minutes here, and not one more module."""


def run(script: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Starts a script in the engine of this very project."""
    engine = browser_bundle.collect(ROOT)
    parts = {address.rpartition("/")[2].split(".")[0]: str(file) for address, file in engine.files.items()}
    command = ["node", str(HERE / "run.mjs"), parts["glue"], parts["library"]]
    command += [str(ROOT / "node_modules" / "pyodide"), str(ROOT), sysconfig.get_path("purelib")]
    return _start([*command, str(script), *arguments])


def _start(command: list[str]) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("package", [name for name in TESTED if (ROOT / "tests" / name).is_dir()])
def test_tests_of_the_package_pass_on_the_library(package: str) -> None:
    """Every test of the package passes there, and no line of it asks for a module that the library lacks."""
    ignored = [f"--ignore=tests/{package}/test_{name}.py" for name in ELSEWHERE]
    wanted = " and ".join(f"not {name}" for name in LONG)
    done = run(HERE / "suite.py", f"tests/{package}", *ignored, "-k", wanted)
    said, wrong = done.communicate()
    assert done.returncode == 0, (said + wrong)[-3000:]
    assert f"package from /lib/python314.zip/{package}/" in said
    passed = int(said.split(" passed")[0].split()[-1])
    assert passed >= TESTED[package]


def test_every_package_of_the_library_is_tested() -> None:
    """Whatever the build puts into the library has its tests run on it."""
    assert TESTED.keys() == {*browser_bundle.PACKAGES}


@pytest.mark.parametrize("door", browser_bundle.PACKAGES)
def test_door_answers_as_in_cpython(door: str) -> None:
    """Each package's door gives the same answers there, to the letter, and loads no module of ours more."""
    there = run(HERE / "doors.py", door)
    here = _start([sys.executable, str(HERE / "doors.py"), door])
    (said, wrong), (wanted, _) = there.communicate(), here.communicate()
    assert (there.returncode, here.returncode) == (0, 0), wrong[-2000:]
    assert said == wanted
    loaded, *answers = said.splitlines()
    assert {name.split(".")[0] for name in loaded.split()} == {"assessment", door}
    assert all(json.loads(answer)["ok"] for answer in answers), said
    assert len(answers) > 2


def test_ten_thousand_sheets_score_as_in_cpython() -> None:
    """Random sheets give the same answer to the letter, drawings too; floats within the tolerance."""
    there = run(HERE / "scores.py", str(SHEETS))
    here = _start([sys.executable, str(HERE / "scores.py"), str(SHEETS)])
    # Side by side, and read side by side: a pipe that is full would stop either.
    with ThreadPoolExecutor() as both:
        (said, wrong), (wanted, _) = both.map(lambda process: process.communicate(), (there, here))
    lines, expected = said.splitlines(), wanted.splitlines()
    assert len(lines) == len(expected) == SHEETS, wrong[-2000:]
    for number, (one, other) in enumerate(zip(lines, expected, strict=True)):
        (shown, floats), (shown_here, floats_here) = one.split(" ", 1), other.split(" ", 1)
        assert shown == shown_here, f"sheet {number}"
        pairs = zip(json.loads(floats), json.loads(floats_here), strict=True)
        assert all(math.isclose(a, b, rel_tol=0, abs_tol=TOLERANCE) for a, b in pairs), f"sheet {number}"


def test_lacking_module_is_noticed() -> None:
    """A module that the package asks for and the library lacks is told by the line that asks for it."""
    done = run(HERE / "suite.py", "tests/assessment/test_colleagues.py", "--lacking=plain_classes")
    said, _ = done.communicate()
    assert done.returncode == 1
    assert re.search(r"^assessment/claims\.py:\d+ needs plain_classes$", said, re.MULTILINE), said[-2000:]
