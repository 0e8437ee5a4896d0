"""`python -m site_build playbook check | diff | new | keep`: what they print, write and refuse."""

import json
from datetime import date
from pathlib import Path

import pytest

from site_build import cli, library, playbook_commands
from site_build.playbooks import files, linter
from tests.site_build.copies import DAY, ROOT, change, loaded
from tests.site_build.playbook_samples import FILES, NAMES, SOUND, content, from_yaml, model, replaced

FULL = str(linter.score([]))
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands look at the playbooks on DAY, and know no CI."""

    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls(DAY.year, DAY.month, DAY.day)

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(cli, "date", Day)


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copied project as the working folder."""
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that is no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


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


# check


def test_check_in_the_project(here: Path, capsys: Printed) -> None:
    """A Markdown file with moves of the library, and both kinds of download, are sound in the project."""
    names = [put("content/playbooks/sound.md", SOUND).as_posix(), *every_form("elsewhere")]
    assert cli.main(["playbook", "check", *names]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: {FULL} points." for name in names]


def test_check_outside_the_project(outside: Path, capsys: Printed) -> None:
    """The downloads are sound anywhere: their moves are whole, and what they log is taken as it is."""
    names = every_form("elsewhere")
    assert cli.main(["playbook", "check", *names]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: {FULL} points." for name in names]


def test_check_of_a_whole_markdown_file_outside_the_project(outside: Path, capsys: Printed) -> None:
    """Markdown with whole moves needs no library; a rule in its text is worked out too."""
    text = f"---\n{files.as_yaml(model())}---\n\nThe price is [= opening.price ], not [= opening.prize ].\n"
    put("sound.md", text)
    assert cli.main(["playbook", "check", "sound.md"]) == 1
    (line, *_) = capsys.readouterr().out.splitlines()
    assert ": PB002 there is no figure" in line
    assert line.startswith(f"sound.md:{len(text.splitlines())}:41:")


def test_check_outside_the_project_names_moves_of_the_library(outside: Path, capsys: Printed) -> None:
    """Where there is no library, a move that says no more than `use` is named, at its line."""
    put("sound.md", SOUND)
    assert cli.main(["playbook", "check", "sound.md"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert all(': CT001 "' in line for line in lines)
    assert lines[0].startswith("sound.md:82:26: CT001")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_check_of_our_own_playbooks(monkeypatch: pytest.MonkeyPatch, capsys: Printed, file: Path) -> None:
    """Every playbook that we publish passes the command."""
    monkeypatch.chdir(ROOT)
    assert cli.main(["playbook", "check", file.relative_to(ROOT).as_posix()]) == 0
    assert "points." in capsys.readouterr().out


def test_check_prints_problems_score_and_what_is_missing(here: Path, capsys: Printed) -> None:
    """Each problem is a line with its place; the score counts its rule, and says what the playbook lacks."""
    text = replaced(SOUND, ('target: {rule: "baseline * 0.9"}', 'target: {rule: "baseline * 0.94"}'))
    put("content/playbooks/sound.md", text)
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 1
    line, score, missing = capsys.readouterr().out.splitlines()
    assert line.startswith("content/playbooks/sound.md:30:5: PB004 ")
    full = linter.score([])
    assert score == f"content/playbooks/sound.md: {full.points - 3}/{full.of} points."
    assert missing == "  missing: positions in the order of the term's direction"


def test_check_of_warnings_passes(here: Path, capsys: Printed) -> None:
    """What only a soft rule says is printed, costs a point, and fails nothing."""
    put("content/playbooks/sound.md", replaced(SOUND, (', reason: "payment runs are monthly"', "")))
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 0
    out = capsys.readouterr().out
    assert ": PB033 " in out
    assert "  missing: a reason for every opening\n" in out


def test_check_names_what_is_wrong_with_the_shape(here: Path, capsys: Printed) -> None:
    """A key that is not known is named in a playbook of the project, and nothing else is."""
    put("content/playbooks/sound.md", replaced(SOUND, ("side: buy\n", "side: buy\nsides: buy\n")))
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith('content/playbooks/sound.md:13:1: FM003 unknown key "sides".')


def test_check_is_not_disturbed_by_another_file(here: Path, capsys: Printed) -> None:
    """A sound playbook stays sound while an article beside it is broken."""
    change(here / "content" / "articles" / "sample.md", "status: published", "status: publishd")
    put("content/playbooks/sound.md", SOUND)
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 0
    assert capsys.readouterr().out == f"content/playbooks/sound.md: {FULL} points.\n"


def test_check_of_many_ends_as_the_worst(outside: Path, capsys: Printed) -> None:
    """All files are checked, whatever the first was; one that is not there is a problem of its own."""
    names = every_form("elsewhere")
    assert cli.main(["playbook", "check", "gone.yaml", names[0]]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "gone.yaml:1:1: FM010 there is no such file. Check the path.",
        f"{names[0]}: {FULL} points.",
    ]


def test_check_of_a_folder(outside: Path, capsys: Printed) -> None:
    """A folder is no file."""
    put("folder/a.txt", "")
    assert cli.main(["playbook", "check", "folder"]) == 1
    assert capsys.readouterr().out == "folder:1:1: FM010 there is no such file. Check the path.\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("a.yaml", 'id: sound\ntitle: "Sound\n', "a.yaml:2:8: FM006 a quotation mark is never closed."),
        ("a.yaml", "id: sound\n\ttitle: x\n", "a.yaml:2:1: FM008 a tab stands in the indentation."),
        ("a.yaml", "", "a.yaml:1:1: FM004 "),
        ("a.yaml", "- a\n- b\n", "a.yaml:1:1: FM006 there are no keys with values."),
        ("a.json", '{"id": "sound",\n "title": "x"\n', "a.json:1:1: FM006 "),
        ("a.json", '{"id": "sound", "id": "twice"}', 'a.json:1:17: FM007 the key "id" stands twice.'),
        ("a.md", "id: sound\n", "a.md:1:1: FM001 front matter is missing."),
        ("a.md", "---\nid: sound\n", "a.md:1:1: FM002 the front matter is never closed."),
    ],
)
def test_check_of_a_damaged_file(outside: Path, capsys: Printed, file: str, text: str, said: str) -> None:
    """A file that cannot be read is named at its line, without a score."""
    put(file, text)
    assert cli.main(["playbook", "check", file]) == 1
    out = capsys.readouterr().out
    assert out.startswith(said)
    assert "points" not in out


def test_check_of_bytes_that_are_no_text(outside: Path, capsys: Printed) -> None:
    """Bytes that are no UTF-8 are named, and raise nothing."""
    Path("a.yaml").write_bytes(b"id: s\xffund\n")
    assert cli.main(["playbook", "check", "a.yaml"]) == 1
    assert capsys.readouterr().out.startswith("a.yaml:1:6: FM009 ")


@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "plain"])
@pytest.mark.parametrize("indent", [None, 4], ids=["one-line", "indented"])
def test_check_reads_json_as_other_programs_write_it(
    outside: Path, capsys: Printed, escaped: bool, indent: int | None
) -> None:
    """JSON may stand in one line, and may have its letters escaped, also those beyond the first 65,536."""
    plain = model().plain() | {"posture": "As café guests 🙂 of each other."}
    put("sound.json", json.dumps(plain, ensure_ascii=escaped, indent=indent))
    assert cli.main(["playbook", "check", "sound.json"]) == 0
    assert capsys.readouterr().out == f"sound.json: {FULL} points.\n"


def test_check_reads_json_indented_by_tabs(outside: Path, capsys: Printed) -> None:
    """Tabs indent JSON as spaces do."""
    put("sound.json", json.dumps(model().plain(), indent="\t"))
    assert cli.main(["playbook", "check", "sound.json"]) == 0


def test_check_compares_with_kept_versions(here: Path, capsys: Printed) -> None:
    """In the project the kept versions are known: a changed playbook of the same version is named."""
    put("content/playbooks/sound.md", SOUND)
    assert cli.main(["playbook", "keep", "content/playbooks/sound.md"]) == 0
    change(Path("content/playbooks/sound.md"), "within: 1d", "within: 2d")
    capsys.readouterr()
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 1
    assert "content/playbooks/sound.md:7:1: PB013 " in capsys.readouterr().out


# diff


def test_diff_that_is_enough(outside: Path, capsys: Printed) -> None:
    """Each change is a line with its level and part; a version that is high enough ends with 0."""
    put("old.yaml", files.as_yaml(model()))
    new = model(("version: 0.1.0\nstatus", "version: 1.0.0\nstatus"), ("within: 1d", "within: 2d"))
    put("new.json", files.as_json(new.plain()))
    assert cli.main(["playbook", "diff", "old.yaml", "new.json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "major: approval: a-price: time limit 2d, was 1d.",
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


def test_diff_of_our_own_versions(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """The kept version of the software renewal and the one that is published."""
    monkeypatch.chdir(ROOT)
    old, new = (
        "content/_data/versions/software-renewal/1.0.0.yml",
        "content/playbooks/software-renewal.md",
    )
    assert cli.main(["playbook", "diff", old, new]) == 0
    assert "\nmajor: red line: r-batna: condition price <= batna, was price <= batna_price.\n" in (
        f"\n{capsys.readouterr().out}"
    )


def test_diff_of_what_cannot_be_read(outside: Path, capsys: Printed) -> None:
    """What is wrong with either file is printed, and nothing is compared."""
    put("broken.yaml", "id: sound\n  title: x\n")
    assert cli.main(["playbook", "diff", "gone.yaml", "broken.yaml"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("gone.yaml:1:1: FM010 ")
    assert second.startswith("broken.yaml:2:")


# new


@pytest.mark.parametrize(
    "slug",
    [
        "office-lease",
        "a",
        "x" * 60,
        "2026",
        "true",
        "null",
        "2026-11-30",
        "1e5",
        "3-year-lease",
        "and",
        "min",
    ],
)
def test_new_passes_check_at_full_score(here: Path, capsys: Printed, slug: str) -> None:
    """A new playbook is a draft that passes every check, whatever YAML or a rule makes of its name."""
    assert cli.main(["playbook", "new", slug]) == 0
    file = f"content/playbooks/{slug}.md"
    assert capsys.readouterr().out.startswith(f"{file} written, a draft that passes every check.\n")
    assert cli.main(["playbook", "check", file]) == 0
    assert capsys.readouterr().out == f"{file}: {FULL} points.\n"


def test_new_passes_beside_a_playbook_of_its_kind(here: Path, capsys: Printed) -> None:
    """A name that is a fact of another playbook's scope makes no overlap: `renewal` is one."""
    assert cli.main(["playbook", "new", "renewal"]) == 0
    capsys.readouterr()
    assert cli.main(["playbook", "check", "content/playbooks/renewal.md"]) == 0
    assert capsys.readouterr().out == f"content/playbooks/renewal.md: {FULL} points.\n"


def test_new_ones_pass_every_check_of_the_site(here: Path, capsys: Printed) -> None:
    """Two drafts side by side pass `check`, of either side, and the built site has neither."""
    assert cli.main(["playbook", "new", "office-lease"]) == 0
    assert cli.main(["playbook", "new", "office-sale", "--side", "sell"]) == 0
    capsys.readouterr()
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == ""
    found = loaded(here)
    drafts = {"office-lease", "office-sale"}
    assert drafts <= {entry.slug for entry in found.playbooks}
    assert not drafts & {entry.slug for entry in found.published(DAY).playbooks}
    assert {entry.model.side for entry in found.playbooks if entry.slug == "office-sale"} == {"sell"}


@pytest.mark.parametrize("side", ["buy", "sell", "internal", "person"])
def test_new_takes_every_side(here: Path, capsys: Printed, side: str) -> None:
    """Each side that the standard has can be asked for."""
    assert cli.main(["playbook", "new", "office-lease", "--side", side]) == 0
    assert cli.main(["playbook", "check", "content/playbooks/office-lease.md"]) == 0
    assert f"\nside: {side}\n" in Path("content/playbooks/office-lease.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 12, 31), date(2027, 1, 1)])
def test_new_takes_its_day(here: Path, day: date) -> None:
    """The day is an argument, and the review is due a year later, also on days that no other year has."""
    assert playbook_commands.new(here, "office-lease", "buy", day) == 0
    text = Path("content/playbooks/office-lease.md").read_text(encoding="utf-8")
    assert f"\neffective: {day}\nreview_by: {day.year + 1}-{day.month:02}-{min(day.day, 28):02}\n" in text
    assert "@" not in text


@pytest.mark.parametrize(
    "slug", ["Office", "office_lease", "office lease", "-a", "a-", "a--b", "../a", "", "x" * 61]
)
def test_new_refuses_a_bad_slug(here: Path, capsys: Printed, slug: str) -> None:
    """A slug that cannot be an address ends with 2, says what a slug is, and writes nothing."""
    before = sorted(here.rglob("*"))
    assert cli.main(["playbook", "new", "--", slug]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "is no slug: lower-case letters and digits, words joined by hyphens" in err
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("slug", ["software-renewal", "index"])
def test_new_never_writes_over_a_file(here: Path, capsys: Printed, slug: str) -> None:
    """A playbook that is there is left as it is."""
    file = here / "content" / "playbooks" / f"{slug}.md"
    before = file.read_bytes()
    assert cli.main(["playbook", "new", slug]) == 2
    assert capsys.readouterr().err == (
        f"content/playbooks/{slug}.md is there already; nothing was written.\n"
    )
    assert file.read_bytes() == before


def test_new_outside_the_project(outside: Path, capsys: Printed) -> None:
    """Where there are no playbooks, none is written."""
    assert cli.main(["playbook", "new", "office-lease"]) == 2
    assert "Work in the project's folder." in capsys.readouterr().err
    assert not list(outside.iterdir())


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
