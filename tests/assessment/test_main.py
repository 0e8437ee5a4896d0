"""The command line: the result as JSON or in words, and clear refusals."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessment import browser
from assessment.__main__ import main
from tests.assessment.banks import SMALL

ROOT = Path(__file__).parents[2]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with a sound answer sheet for the bundled bank."""
    path = tmp_path / "answers.json"
    path.write_text(browser.bank_sheet(), encoding="utf-8")
    return path


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """`python -m assessment` with these arguments and that standard input."""
    command = [sys.executable, "-m", "assessment", *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)


def test_score_prints_the_result_and_its_words(answers: Path) -> None:
    """The JSON on standard output is the browser's result with its words."""
    done = run("score", str(answers))
    assert (done.returncode, done.stderr) == (0, "")
    expected = json.loads(browser.warm())
    assert json.loads(done.stdout) == {**expected["result"], "shown": expected["shown"]}


def test_score_takes_a_private_code(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A private code in the place of a file gives the result of the answers that it holds."""
    code = json.loads(browser.warm())["codes"]["private"]
    assert main(["score", str(answers)]) == main(["score", code]) == 0
    from_file, from_code = capsys.readouterr().out.split("\n}\n")[:2]
    assert from_code == from_file


@pytest.mark.parametrize("code", ["DAhHIAOHjmLTfM9", "CLXVw_", "nowhere.json"])
def test_score_refuses_what_is_neither_file_nor_code(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong code, a share code and a file that is not there are refused, each with its reason."""
    assert main(["score", code]) == 2
    printed = capsys.readouterr().err
    assert printed.startswith(f"{code}: cannot be read (")
    reason = "a share code holds scores alone" if code[0] == "C" else "there is no such file, and as a code: "
    assert reason in printed


def test_score_reads_standard_input() -> None:
    """A dash stands for standard input."""
    done = run("score", "-", text=browser.bank_sheet())
    assert done.returncode == 0
    assert json.loads(done.stdout)["primary"] == "lion"


def test_text_prints_words_for_people(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--text` prints the headline, shares, axes and leaks, and no JSON."""
    assert main(["score", str(answers), "--text"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("You tend to play as a Lion, the Closer.\nLion with Owl\n")
    assert "  Owl, the Strategist: 33 of 100, 80% band 29 to 38\n" in printed
    assert "Where value may leak\n" in printed
    assert " (asks the reverse)\n" in printed
    assert "None" not in printed
    assert printed.endswith("Bank nsa, version 1; result page: lion\n")


def test_text_prints_notes_and_unscored_areas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Areas without a score are listed with the reason, and quality notes stand below their caution."""
    sheet = json.loads(browser.bank_sheet())
    del sheet["leaks"]
    for block, pick in sheet["blocks"].items():
        pick.update(most=f"{block}-1", least=f"{block}-2")
    path = tmp_path / "flat.json"
    path.write_text(json.dumps(sheet), encoding="utf-8")
    assert main(["score", str(path), "--text"]) == 0
    printed = capsys.readouterr().out
    assert "A weak or missing first offer. Not scored: 0 of its 2 questions are answered" in printed
    assert "  In 12 of 12 blocks you picked statement number 1" in printed
    assert "Where value may leak\n" not in printed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "the sheet is not JSON"),
        (b"[]", "the sheet is []"),
        (b'{"bank": "nsa"}', "version: the sheet names no version of a bank"),
        (b'{"bank": "nsa", "version": 0}', "version: the sheet names no version of a bank"),
        (b'{"bank": "nsa", "version": 1}', 'the key "blocks" is missing'),
        (b'{"bank": "nsa", "version": 1, "blocks": {}}', "blocks: 12 of 12 blocks have no answer: a01, a02"),
        (b"\xff\xfe\xff", "cannot be read"),
    ],
)
def test_bad_sheet_exits_with_two_and_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    """A sheet that cannot be scored prints nothing but one line of what is wrong, with the file's name."""
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert main(["score", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{path}: {message}")
    assert printed.err.count("\n") == 1


def test_unknown_version_exits_with_two(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A version without a bank is named."""
    answers.write_text(
        answers.read_text(encoding="utf-8").replace('"version": 1', '"version": 99'), encoding="utf-8"
    )
    assert main(["score", str(answers)]) == 2
    assert "there is no bank of version 99" in capsys.readouterr().err


def test_missing_file_and_wrong_usage_exit_with_two(tmp_path: Path) -> None:
    """A file that is not there is named; wrong usage is explained by the parser."""
    done = run("score", str(tmp_path / "nowhere.json"))
    assert done.returncode == 2
    assert "nowhere.json: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert run().returncode == 2
    assert run("weigh").returncode == 2


def test_sheet_with_a_byte_order_mark_is_read(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Editors on Windows may write one."""
    answers.write_bytes(b"\xef\xbb\xbf" + answers.read_bytes())
    assert main(["score", str(answers)]) == 0
    assert json.loads(capsys.readouterr().out)["bank"] == "nsa"


def test_another_bank_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--bank` scores with a bank from a file, and a bad one is refused by its own name."""
    bank = tmp_path / "bank.toml"
    bank.write_text(SMALL, encoding="utf-8")
    blocks = {"a01": {"most": "a01-1", "least": "a01-3"}, "a02": {"most": "a02-2", "least": "a02-4"}}
    sheet = json.dumps({"bank": "small", "version": 3, "blocks": blocks})

    class Input:
        buffer = io.BytesIO(sheet.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    assert main(["score", "-", "--bank", str(bank)]) == 0
    bank.write_text("[[", encoding="utf-8")
    done = run("score", "-", "--bank", str(bank), text=sheet)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{bank}: not TOML")
