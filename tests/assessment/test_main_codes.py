"""The command line and codes: what a code gives, beside files, and what is neither."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessment import browser
from assessment.__main__ import main
from tests.assessment.banks import SMALL

ROOT = Path(__file__).parents[2]


def printed(answer: dict[str, Any]) -> dict[str, Any]:
    """What the command line prints where the browser's door gives this answer."""
    return {**answer["result"], "shown": answer["shown"], "codes": answer["codes"]}


def opened(code: str) -> dict[str, Any]:
    """The answer of the browser's door for a code."""
    found: dict[str, Any] = json.loads(browser.call(json.dumps({"do": "open", "code": code})))
    return found


@pytest.mark.parametrize("kind", ["private", "share"])
@pytest.mark.parametrize("form", ["{}", "https://edge.example.com/styles/lion/#s={}", "#r={}", " {} "])
def test_code_gives_what_the_browser_shows_of_it(
    kind: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A code, alone or in a link, prints the result, words and codes of the door's `open`."""
    code = json.loads(browser.warm())["codes"][kind]
    assert main(["score", form.format(code)]) == 0
    assert json.loads(capsys.readouterr().out) == printed(opened(code))


def test_codes_and_files_stand_side_by_side(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of several arguments each is a file or a code, and gives one line under its name."""
    codes = json.loads(browser.warm())["codes"]
    assert main(["score", codes["private"], str(answers), codes["share"]]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.pop("sheet") for one in found] == [codes["private"], str(answers), codes["share"]]
    assert found == [printed(opened(codes[kind])) for kind in ("private", "private", "share")]


def test_file_named_like_a_code_is_a_file(
    answers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file has the name of a code, the file is scored."""
    code = json.loads(browser.warm())["codes"]["share"]
    answers.rename(answers.with_name(code))
    monkeypatch.chdir(answers.parent)
    assert main(["score", code]) == 0
    assert json.loads(capsys.readouterr().out)["picks"]


WRONG = [
    ("nowhere.json", "as a code (no code holds the character"),
    ("D123", "a private code has 15 characters, a share code has 6 characters, and this has 4"),
    ("hello", "a private code has 15 characters, a share code has 6 characters, and this has 5"),
    ("hellos", "as a code (the code names version 16 of the questions, which is not here)"),
    ("Daaaaaaaaaaaaaa", "as a code (a character of the code is wrong, or two have changed places)"),
    ("https://edge.example.com/#s=", "as a code (there is no code)"),
    ("x" * 5000, "and this has 5000"),
]


@pytest.mark.parametrize(("argument", "message"), WRONG)
def test_neither_file_nor_code_says_both(
    argument: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file and no sound code ends with status 2 and one line that says why it is neither."""
    assert main(["score", argument]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"{argument}: cannot be read as a file (")
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_folder_is_no_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is refused as what it is."""
    assert main(["score", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}: cannot be read (")


def test_code_is_not_scored_by_another_bank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A code belongs to a bundled bank, so `--bank` beside it is refused."""
    bank = tmp_path / "bank.toml"
    bank.write_text(SMALL, encoding="utf-8")
    code = json.loads(browser.warm())["codes"]["private"]
    assert main(["score", code, "--bank", str(bank)]) == 2
    assert capsys.readouterr().err == f"{code}: a code names its bank itself. Leave --bank out.\n"


def test_text_of_a_share_code_says_that_it_was_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    """In words, a shared result is said to be one, and has one code and no blocks."""
    code = json.loads(browser.warm())["codes"]["share"]
    assert main(["score", "--text", code]) == 0
    text = capsys.readouterr().out
    assert "This is a shared result" in text
    assert f"The share code: {code}\n" in text
    assert "private code" not in text
    assert "Least: " not in text
