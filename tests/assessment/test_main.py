"""The command line: the result as JSON or in words, and clear refusals."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assessment import browser
from assessment.__main__ import main
from tests.assessment.banks import SMALL

ROOT = Path(__file__).parents[2]


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """`python -m assessment` with these arguments and that standard input."""
    command = [sys.executable, "-m", "assessment", *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)


def printed(answer: dict[str, Any]) -> dict[str, Any]:
    """What the command line prints where the browser's door gives this answer."""
    return {**answer["result"], "shown": answer["shown"], "codes": answer["codes"]}


def test_score_prints_the_result_and_its_words(answers: Path) -> None:
    """The JSON on standard output is the browser's result with its words and its codes."""
    done = run("score", str(answers))
    assert (done.returncode, done.stderr) == (0, "")
    expected = json.loads(browser.warm())
    assert json.loads(done.stdout) == printed(expected)


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


def test_ask_prints_what_the_website_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A request gets the door's answer; one that cannot be answered exits with 2, and so does a lost file."""
    request = json.dumps(
        {"do": "counterpart", "answers": dict.fromkeys(("o1", "o2", "o3", "o4", "o5", "o6"))}
    )
    path = tmp_path / "request.json"
    path.write_text(request, encoding="utf-8")
    assert main(["ask", str(path)]) == 2
    assert json.loads(capsys.readouterr().out) == json.loads(browser.call(request))
    sound = request.replace("null", '"unseen"')
    path.write_text(sound, encoding="utf-8")
    assert main(["ask", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(browser.call(sound))
    assert main(["ask", str(tmp_path / "nowhere.json")]) == 2
    assert "nowhere.json: cannot be read" in capsys.readouterr().err


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


def test_several_sheets_give_one_line_each(answers: Path) -> None:
    """Several files, or a file of lines, give one JSON object a line, named after its sheet."""
    lines = answers.with_suffix(".jsonl")
    lines.write_text(f"{browser.bank_sheet()}\n\n{browser.bank_sheet()}\n", encoding="utf-8")
    done = run("score", str(lines), "-", str(answers), text=browser.bank_sheet())
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.pop("sheet") for one in found] == [
        f"{lines}:1",
        f"{lines}:3",
        "standard input",
        str(answers),
    ]
    assert found == [json.loads(run("score", str(answers)).stdout)] * 4


def test_refused_sheets_are_named_by_line_and_the_others_scored(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is wrong with a line or a file, the rest is scored, and the exit status is 2."""
    lines = answers.with_suffix(".jsonl")
    good = browser.bank_sheet().encode()
    wrong = good.replace(b'"version": 1', b'"version": 99')
    lines.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n{\n\xff\n" + wrong + b"\n")
    empty = answers.with_name("empty.jsonl")
    empty.write_text("\n", encoding="utf-8")
    missing = answers.with_name("missing.json")
    assert main(["score", str(lines), str(empty), str(missing), str(answers)]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["sheet"] for line in printed.out.splitlines()] == [f"{lines}:1", str(answers)]
    starts = [
        f"{lines}:2: the sheet is not JSON",
        f"{lines}:3: cannot be read",
        f"{lines}:4: bank/v99.toml: there is no bank of version 99",
        f"{empty}: holds no answer sheet",
        f"{missing}: cannot be read",
    ]
    for line, start in zip(printed.err.splitlines(), starts, strict=True):
        assert line.startswith(start)


def test_text_of_several_sheets_names_each(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, each of several results stands under the name of its sheet."""
    assert main(["score", "--text", str(answers), str(answers)]) == 0
    assert capsys.readouterr().out.count(f"== {answers}\nYou tend to play as a Lion") == 2


def test_another_bank_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--bank` scores with a bank from a file, without codes; a bad one is refused by its own name."""
    bank = tmp_path / "bank.toml"
    bank.write_text(SMALL, encoding="utf-8")
    blocks = {"a01": {"most": "a01-1", "least": "a01-3"}, "a02": {"most": "a02-2", "least": "a02-4"}}
    sheet = json.dumps({"bank": "small", "version": 3, "blocks": blocks})

    class Input:
        buffer = io.BytesIO(sheet.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    assert main(["score", "-", "--bank", str(bank)]) == 0
    assert "codes" not in json.loads(capsys.readouterr().out)
    bank.write_text("[[", encoding="utf-8")
    done = run("score", "-", "--bank", str(bank), text=sheet)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{bank}: not TOML")
