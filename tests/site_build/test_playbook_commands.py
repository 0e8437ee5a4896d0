"""`python -m site_build playbook diff | keep`: what they print, write and refuse; and wrong calls."""

from pathlib import Path

import pytest

from site_build import cli, library
from site_build.playbooks import files
from tests.site_build.copies import ROOT, change, loaded
from tests.site_build.playbook_calls import Printed, every_form, put
from tests.site_build.playbook_samples import NAMES, SOUND, content, from_yaml, model

pytestmark = pytest.mark.usefixtures("steady")


# diff


def test_diff_that_is_enough(outside: Path, capsys: Printed) -> None:
    """Each change is a line with its level and part; a version that is high enough ends with 0."""
    put("old.yaml", files.as_yaml(model()))
    new = model(("version: 0.1.0\nstatus", "version: 1.0.0\nstatus"), ("within: 1d", "within: 2d"))
    put("new.json", files.as_json(new.plain()))
    assert cli.main(["playbook", "diff", "old.yaml", "new.json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "No limit moved in the example.",
        "major: approval: “Annual price above hold”: the time to answer is now 2 days, and was 1 day.",
        "A major change. 1.0.0 after 0.1.0 is enough.",
    ]


@pytest.mark.parametrize("version", ["0.1.0", "0.1.1", "0.2.0"])
def test_diff_that_is_not_enough(outside: Path, capsys: Printed, version: str) -> None:
    """A version that is too low ends with 1, and the one that is due is named."""
    put("old.yaml", files.as_yaml(model()))
    new = model(("version: 0.1.0\nstatus", f"version: {version}\nstatus"), ("within: 1d", "within: 2d"))
    put("new.yaml", files.as_yaml(new))
    assert cli.main(["playbook", "diff", "old.yaml", "new.yaml"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"A major change: the version is {version}, and 1.0.0 is due."
    )


def test_diff_of_equal_files(outside: Path, capsys: Printed) -> None:
    """The same playbook in two forms differs in nothing."""
    names = every_form("elsewhere")
    assert cli.main(["playbook", "diff", names[0], names[2]]) == 0
    assert capsys.readouterr().out == "Nothing has changed.\n"


def test_diff_of_the_text(outside: Path, capsys: Printed) -> None:
    """A text that was rewritten is a patch, named by its heading; a version alone is said to be all."""
    whole = f"---\n{files.as_yaml(model())}---\n\n## Prepare\n\nOne.\n\n## Open\n\nTwo.\n"
    put("old.md", whole)
    put("new.md", whole.replace("Two.", "Three."))
    assert cli.main(["playbook", "diff", "old.md", "new.md"]) == 1
    assert "patch: text: “Open” has changed.\n" in capsys.readouterr().out
    put("new.md", whole.replace("version: 0.1.0\nstatus", "version: 0.1.1\nstatus"))
    assert cli.main(["playbook", "diff", "old.md", "new.md"]) == 0
    assert capsys.readouterr().out == "Nothing has changed but the version.\n"


def test_diff_of_our_own_versions(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """The kept version of the software renewal and the one that is published: first what it comes to."""
    monkeypatch.chdir(ROOT)
    old, new = (
        "content/_data/versions/software-renewal/1.0.0.yml",
        "content/playbooks/software-renewal.md",
    )
    assert cli.main(["playbook", "diff", old, new]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "No limit moved in the example."
    assert second.startswith("major: red line: “Annual price: at most the BATNA (231,000 EUR a year)”: ")


def test_diff_of_what_cannot_be_read(outside: Path, capsys: Printed) -> None:
    """What is wrong with either file is printed, and nothing is compared."""
    put("broken.yaml", "id: sound\n  title: x\n")
    assert cli.main(["playbook", "diff", "gone.yaml", "broken.yaml"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("gone.yaml:1:1: FM010 ")
    assert second.startswith("broken.yaml:2:")


# keep


def test_keep_writes_the_version_whole(here: Path, capsys: Printed) -> None:
    """The version is put by as it is, moves whole, and the library reads it back as the same playbook."""
    put("content/playbooks/sound.md", SOUND)
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 0
    kept = "content/_data/versions/sound/0.1.0.yml"
    assert capsys.readouterr().out == f"{kept} written. Commit it with the playbook.\n"
    assert from_yaml(Path(kept).read_text(encoding="utf-8")) == model()
    assert loaded(here).versions["sound"] == (model(),)
    assert cli.main(["check"]) == 0


def test_keep_twice_changes_nothing(here: Path) -> None:
    """The same version may be kept again; no byte changes."""
    put("content/playbooks/sound.md", SOUND)
    kept = Path("content/_data/versions/sound/0.1.0.yml")
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 0
    before = kept.read_bytes()
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 0
    assert kept.read_bytes() == before


def test_keep_refuses_another_content(here: Path, capsys: Printed) -> None:
    """A kept version is never written over: a changed playbook has to have its version raised first."""
    put("content/playbooks/sound.md", SOUND)
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 0
    kept = Path("content/_data/versions/sound/0.1.0.yml")
    before = kept.read_bytes()
    change(Path("content/playbooks/sound.md"), "within: 1d", "within: 2d")
    capsys.readouterr()
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 2
    assert capsys.readouterr() == (
        "",
        f"{kept.as_posix()} is there already, and differs. Raise the version first.\n",
    )
    assert kept.read_bytes() == before


def test_keep_of_what_cannot_be_read(here: Path, capsys: Printed) -> None:
    """A file that is no playbook is named, and nothing is kept."""
    put("broken.yaml", "id: sound\n")
    assert cli.main(["playbook", "keep", "broken.yaml"]) == 1
    assert ": FM004 " in capsys.readouterr().out
    assert not (here / "content" / "_data" / "versions" / "sound").exists()


def test_keep_outside_the_project_writes_nothing(outside: Path) -> None:
    """Where there is no project there is nowhere to keep a version."""
    names = every_form("elsewhere")
    assert cli.main(["playbook", "keep", names[0]]) == 2
    assert not (outside / "content").exists()


# the call


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["diff", "one.yaml"],
        ["new"],
        ["keep"],
        ["lint", "a.md"],
        ["new", "a", "--side", "both"],
    ],
)
def test_wrong_call_ends_with_2(arguments: list[str], capsys: Printed) -> None:
    """A call that is not known ends with 2 and shows how to call."""
    with pytest.raises(SystemExit) as caught:
        cli.main(["playbook", *arguments])
    assert caught.value.code == 2
    assert "usage: python -m site_build playbook" in capsys.readouterr().err


def test_content_is_read_whole() -> None:
    """The library that the tests compare with is that of the project."""
    assert set(NAMES) == {entry.slug for entry in content().playbooks}
    assert library.VERSIONS == "_data/versions"
