"""`python -m site_build playbook check`: what it reads, in and outside of the project, and what it prints."""

import json
from pathlib import Path

import pytest

from site_build import cli
from site_build.playbooks import files, linter
from tests.site_build.copies import ROOT, change
from tests.site_build.playbook_calls import FULL, Printed, every_form, put
from tests.site_build.playbook_samples import FILES, NAMES, SOUND, model, replaced

pytestmark = pytest.mark.usefixtures("steady")


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
    assert all("There is no library here: work in the project's folder" in line for line in lines)


def test_check_of_a_file_that_is_too_large(outside: Path, capsys: Printed) -> None:
    """A file of ten million bytes is refused at once, with its size, and not read."""
    put("a.json", "[" * 10_000_000)
    assert cli.main(["playbook", "check", "a.json"]) == 1
    assert capsys.readouterr().out.startswith(
        "a.json:1:1: FM010 the file has 10,000,000 bytes, far more than"
    )


@pytest.mark.parametrize(
    ("amount", "said"),
    [(".inf", "not infinity"), (".nan", "not what is no number"), ("1.0e+30", "not a number that")],
)
def test_check_of_an_amount_without_end(here: Path, capsys: Printed, amount: str, said: str) -> None:
    """What YAML takes for a number and is none that can be counted with is called what it is."""
    put("content/playbooks/sound.md", replaced(SOUND, ("amount: 300", f"amount: {amount}")))
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 1
    assert said in capsys.readouterr().out


def test_check_of_a_minus_without_blanks(here: Path, capsys: Printed) -> None:
    """`hold.price-100` is one name, and the hint says how to take 100 off."""
    put("content/playbooks/sound.md", replaced(SOUND, ('"price > hold.price"', '"price > hold.price-100"')))
    assert cli.main(["playbook", "check", "content/playbooks/sound.md"]) == 1
    assert "Put blanks round the minus: `hold.price - 100`." in capsys.readouterr().out


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
    assert capsys.readouterr().out == "folder:1:1: FM010 this is a folder. Name a file in it.\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("a.yaml", 'id: sound\ntitle: "Sound\n', "a.yaml:2:8: FM006 a quotation mark is never closed."),
        ("a.yaml", "id: sound\n\ttitle: x\n", "a.yaml:2:1: FM008 a tab stands in the indentation."),
        ("a.yaml", "", "a.yaml:1:1: FM006 the file is empty. Begin with `schema: edge-playbook/1`"),
        ("a.yml", " \n\n", "a.yml:1:1: FM006 the file is empty."),
        ("a.json", "", "a.json:1:1: FM006 the file is empty."),
        ("a.yaml", "- a\n- b\n", "a.yaml:1:1: FM006 there are no keys with values."),
        (
            "a.json",
            '{"id": "sound",\n "title": "x"\n',
            "a.json:3:1: FM006 the JSON cannot be read: the file ends in the middle. Download it again",
        ),
        (
            "a.json",
            '{"id": "so',
            "a.json:1:8: FM006 the JSON cannot be read: a quotation mark is never closed.",
        ),
        ("a.json", '{"id": "a"\n "b": 1}', "a.json:2:2: FM006 the JSON cannot be read: a comma or a closing"),
        ("a.json", '{"id": "a",}', "a.json:1:11: FM006 the JSON cannot be read: a comma stands behind"),
        ("a.json", '{"id": 1} {}', "a.json:1:11: FM006 the JSON cannot be read: something stands behind"),
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
