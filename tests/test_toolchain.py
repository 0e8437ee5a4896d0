"""Holds what no tool checks of the tool chain: no index address, the pinned runtime, explained targets."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# Of the npm tarball that was measured and read for this project.
PYODIDE = "314.0.7"
PYODIDE_INTEGRITY = (
    "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)


def npm_packages() -> dict[str, dict[str, object]]:
    """The entries of package-lock.json by folder, without the project's own."""
    packages: dict[str, dict[str, object]] = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {folder: package for folder, package in packages.items() if folder}


def requirements(lock: Path) -> Iterator[str]:
    """Each requirement of a lock file with its hashes, comments left out."""
    lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
    yield from re.split(r"\n(?=\S)", "\n".join(lines).strip())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_python_lock_names_hashes_and_no_address(lock: Path) -> None:
    """Every Python requirement is one exact version with hashes, and no lock file says where it came from."""
    assert "://" not in lock.read_text()
    for requirement in requirements(lock):
        assert re.match(r"[a-z0-9.-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def test_build_lock_is_part_of_dev_lock() -> None:
    """What serves the site is what the tests run with: each line of build.txt stands in dev.txt."""
    build, dev = (set(requirements(ROOT / "requirements" / f"{name}.txt")) for name in ("build", "dev"))
    assert build <= dev


def test_npm_lock_names_hashes_and_no_address() -> None:
    """Every npm package is locked by its sha512, and the lock file says nowhere where it was downloaded."""
    for folder, package in npm_packages().items():
        assert "resolved" not in package, folder
        assert str(package["integrity"]).startswith("sha512-"), folder


@pytest.mark.parametrize("name", [".npmrc", "pyproject.toml", "package.json"])
def test_settings_name_no_index(name: str) -> None:
    """No committed setting points a package client at an index: that is the machine's business."""
    address = r"index-url|find-links|\[\[?tool\.uv|registry\s*=|://\S*registry"
    assert not re.search(address, (ROOT / name).read_text())


def test_pyodide_is_the_pinned_one() -> None:
    """The runtime that visitors load is, to the byte, the one that was measured."""
    pyodide = npm_packages()["node_modules/pyodide"]
    assert (pyodide["version"], pyodide["integrity"]) == (PYODIDE, PYODIDE_INTEGRITY)


def test_npm_versions_are_exact() -> None:
    """package.json names exact versions, so that a changed lock file is always somebody's decision."""
    package = json.loads((ROOT / "package.json").read_text())
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_every_make_target_is_explained() -> None:
    """`make help` lists a target by its `##` words, so each target has them and is declared phony."""
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert targets == explained == set(phony[1].split())
    assert targets >= {"serve", "build", "test", "check", "bench", "new-article", "help", "lock", "clean"}


def test_continuous_integration_runs_the_readme_command() -> None:
    """CI runs the test command that the README gives to people, and nothing cleverer."""
    commands = [
        line
        for line in (ROOT / ".ci" / "run").read_text().splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]
    assert "make test" in (ROOT / "README.md").read_text()


def test_python_versions_agree() -> None:
    """The version that pyenv reads satisfies the lower bound that pip and the finder hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    selected = tuple(int(part) for part in (ROOT / ".python-version").read_text().split("."))
    assert project["requires-python"] == ">=3.12"
    assert selected >= (3, 12)
