"""The workflow that publishes: what it runs is pinned, what it may do is little, main alone is published."""

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
FILES = sorted((GITHUB / "workflows").glob("*.yml"))


def read(name: str) -> dict[str, Any]:
    """A workflow as data; YAML takes the bare key `on` for true, which is put right here."""
    found: dict[Any, Any] = yaml.safe_load((GITHUB / "workflows" / name).read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_hash(file: Any) -> None:
    """Every action stands with the whole hash of a commit, and with the version in words behind it."""
    used = re.findall(r"^\s*-?\s*uses: *(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert used
    for one in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rights_are_given_by_the_job(file: Any) -> None:
    """A workflow has no rights by itself; each job names its own, and only the last may publish."""
    workflow = read(file.name)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        wanted = {"pages": "write", "id-token": "write"} if name == "publish" else {"contents": "read"}
        assert job["permissions"] == wanted, name
        assert job["timeout-minutes"] <= 90


def test_main_is_published_and_daily() -> None:
    """Pull requests are kept as previews; main is published, daily too, behind check, build and test."""
    workflow = read("site.yml")
    assert set(workflow["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert workflow["on"]["push"] == {"branches": ["main"]}
    jobs = workflow["jobs"]
    assert set(jobs["publish"]["needs"]) == {"check", "build", "test"}
    assert "github.ref == 'refs/heads/main'" in jobs["publish"]["if"]
    preview = next(step for step in jobs["build"]["steps"] if step.get("with", {}).get("name") == "preview")
    assert preview["if"] == "github.event_name == 'pull_request'"


def test_what_a_build_keeps_is_kept_between_builds() -> None:
    """Each folder in which a build keeps what it has made is cached, by a key of all that has a say in it."""
    steps = read("site.yml")["jobs"]["build"]["steps"]
    cache = next(step["with"] for step in steps if "/cache@" in step.get("uses", ""))
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "site_build").rglob("*.py")]
    kept = {name for source in sources for name in re.findall(r'"\.cache" / "(\w+)"', source)}
    assert set(cache["path"].split()) == {f".cache/{name}" for name in kept}
    for source in ("content/**", "theme/**", "site_build/**", "mkdocs.yml", "requirements/build.txt"):
        assert f"'{source}'" in cache["key"]


@pytest.mark.parametrize(("job", "target"), [("check", "check"), ("build", "build"), ("test", "test")])
def test_jobs_run_what_editors_run(job: str, target: str) -> None:
    """Each job runs the target of the Makefile that anybody can run."""
    steps = read("site.yml")["jobs"][job]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [f"make {target}"]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_no_text_of_a_pull_request_is_run() -> None:
    """No title, branch or body of a pull request can become a command."""
    for file in FILES:
        for line in re.findall(r"run: .*", file.read_text(encoding="utf-8")):
            assert "${{" not in line, line


def test_every_folder_has_a_reviewer() -> None:
    """The folders that CODEOWNERS names are there, and the rest has a reviewer too."""
    lines = [
        line.split()
        for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert lines[0][0] == "*"
    for path, *owners in lines:
        assert owners
        assert path == "*" or (ROOT / path.strip("/")).is_dir(), path
