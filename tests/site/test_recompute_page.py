"""The page on recomputing: its lines are run as they stand there, and print what the command line prints."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment.codes import read_code
from assessment.quiz import bundled_bank
from assessment.sheet import Answers
from site_build.pages import EXAMPLE
from tests.conftest import ROOT, Site
from tests.site.tree import Tree

PAGE = "assessment/recompute/index.html"
NOTEBOOK = Path(__file__).parent / "notebook.mjs"
SITE_URL = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nplugins:")[0])[
    "site_url"
]
"""The address of the site that pages name."""


def lines(tree: Tree, kind: str) -> list[str]:
    """The lines that the page shows for that kind of Python."""
    return tree.one(PAGE, f"#lines-{kind}").text().splitlines()


def wheel(tree: Tree) -> str:
    """The path of the one wheel of the site."""
    [found] = [path for path in tree.files if path.endswith(".whl")]
    return found


def command_line() -> str:
    """What `python -m assessment score --text` prints for the example, from the sources."""
    command = [sys.executable, "-m", "assessment", "score", "--text", EXAMPLE]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def notebook(**given: Any) -> subprocess.CompletedProcess[str]:
    """What Pyodide under Node.js prints for a cell; see notebook.mjs."""
    command = ["node", str(NOTEBOOK), json.dumps(given)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)


def micropip() -> str:
    """The folder of micropip's files in the environment of the tests."""
    found = importlib.util.find_spec("micropip")
    if found is None or found.origin is None:
        assert sys.version_info < (3, 13), "micropip is not installed: run `make setup-dev`"
        pytest.skip("a micropip that runs in this Pyodide can be installed on Python 3.13 and later only")
    return str(Path(found.origin).parent)


def test_example_is_a_whole_private_code() -> None:
    """The example is a private code of the newest questions with every frequency answered."""
    answers = read_code(EXAMPLE)
    assert isinstance(answers, Answers)
    assert answers.version == bundled_bank().version
    assert len(answers.leaks) == len(bundled_bank().leaks)


def test_page_prints_what_the_command_line_prints(tree: Tree) -> None:
    """The output on the page is, to the letter, the command line's for the example."""
    assert tree.one(PAGE, "#output").text() + "\n" == command_line()


def test_page_names_the_wheel_and_its_checksum(tree: Tree) -> None:
    """All lines install the site's wheel by its whole address; checksum and size are the file's."""
    path = wheel(tree)
    for kind in ("jupyterlite", "marimo", "python"):
        assert lines(tree, kind)[0].count(f"{SITE_URL}{path}") == 1, kind
        assert sum(EXAMPLE in line for line in lines(tree, kind)) == 1, kind
    assert tree.one(PAGE, "#sha256").text() == hashlib.sha256(tree.bytes(path)).hexdigest()
    assert f"a wheel of {len(tree.bytes(path)) / 1000:.0f} KB" in tree.one(PAGE, "main").text()


@pytest.mark.parametrize("kind", ["jupyterlite", "marimo"])
def test_lines_for_a_notebook_run_in_pyodide(tree: Tree, site: Site, kind: str) -> None:
    """Three lines, run as they stand on the page, print in Pyodide what the command line prints."""
    shown = lines(tree, kind)
    assert len(shown) == 3
    # JupyterLite's kernel makes of `%pip install` a call of micropip, by way of its piplite.
    magic, _, address = shown[0].partition("%pip install ")
    if address:
        shown[0] = f"{magic}import micropip; await micropip.install({address!r})"
    done = notebook(cell="\n".join(shown), public=SITE_URL, local=site.url, micropip=micropip())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == command_line()
    assert site.paths == [f"/{wheel(tree)}"]


def test_lines_for_a_terminal_run_in_a_bare_python(tree: Tree, site: Site, tmp_path: Path) -> None:
    """pip installs the wheel by its address with no index, and its command line prints the same."""
    install, score = lines(tree, "python")
    python, module, pip, *arguments = install.split()
    assert (python, module, pip) == ("python", "-m", "pip")
    arguments = [argument.replace(SITE_URL, site.url) for argument in arguments]
    options = ["--quiet", "--no-index", "--disable-pip-version-check", "--target", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", *arguments, *options], check=True, timeout=120)
    # Without site-packages and without this folder: what runs is what was installed.
    bare = [sys.executable, "-S", *score.split()[1:]]
    done = subprocess.run(bare, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == command_line()


def loaded_by_lock(folder: Path) -> subprocess.CompletedProcess[str]:
    """What Pyodide prints for the example when it loads the package by the lock file in that folder."""
    cell = f"from assessment.report import recompute\nprint(recompute({EXAMPLE!r}))"
    return notebook(cell=cell, lock=str(folder / "pyodide-lock.json"), packages=["edge-assessment"])


def test_lock_file_brings_the_package_into_pyodide(tree: Tree) -> None:
    """With the published lock file Pyodide loads the package by name, from the file beside the lock."""
    done = loaded_by_lock((tree.folder / wheel(tree)).parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == command_line()


def test_lock_file_refuses_another_wheel(tree: Tree, tmp_path: Path) -> None:
    """A wheel that is not, to the byte, the one of the lock file is not loaded."""
    folder = shutil.copytree((tree.folder / wheel(tree)).parent, tmp_path / "python")
    file = folder / Path(wheel(tree)).name
    file.write_bytes(file.read_bytes().replace(b"You tend", b"You seem", 1))
    done = loaded_by_lock(folder)
    assert done.returncode == 1
    assert done.stdout == ""
