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


def printed(answer: dict[str, Any]) -> dict[str, Any]:
    """What the command line prints where the browser's door gives this answer."""
    return {**answer["result"], "shown": answer["shown"], "codes": answer["codes"]}


def opened(code: str) -> dict[str, Any]:
    """The answer of the browser's door for a code."""
    found: dict[str, Any] = json.loads(browser.call(json.dumps({"do": "open", "code": code})))
    return found


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
