"""The command line: `python -m assessment score ANSWERS.json` recomputes results, from sheets or codes.

Uses the same scorer as the website. Exit status 2 if any input cannot be used, with its file and line, or
the code, named; the others are scored all the same. `ask REQUEST.json` gives the website's answer to any
request.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from assessment.browser import call
from assessment.codes import CodeError, Profile, read_code
from assessment.errors import PlacedError
from assessment.quiz import Bank, BankError, bundled_bank, load_bank
from assessment.report import Scored, as_text, of_answers, of_code
from assessment.scoring import Result
from assessment.sheet import Answers, SheetError, parse, read_sheet
from assessment.words import shown

LINES = ".jsonl"
"""The ending of a file that holds one sheet a line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, or 2 if anything could not be scored."""
    options = _parser().parse_args(arguments)
    if options.command == "ask":
        return _ask(options.request)
    try:
        named = None if options.bank is None else load_bank(Path(options.bank))
    except BankError as error:
        return _refuse(str(error))
    several = len(options.answers) > 1 or options.answers[0].endswith(LINES)
    status = 0
    for path in options.answers:
        try:
            takes = _takes(path, named)
        except _Unreadable as error:
            status = _refuse(f"{_name(path)}: {error}")
            continue
        for name, take in takes:
            try:
                bank, result, codes = take()
            except PlacedError as error:
                status = _refuse(f"{name}: {error}")
            except UnicodeDecodeError as error:
                status = _refuse(f"{name}: cannot be read ({error})")
            else:
                print(_printed(bank, result, codes, name if several else None, text=options.text))
    return status


class _Unreadable(Exception):
    """What an argument names holds nothing to score."""


def _takes(argument: str, named: Bank | None) -> list[tuple[str, Callable[[], Scored]]]:
    """What an argument holds, each with its name for messages; what is no file is read as a code."""
    try:
        raw = _read(argument)
    except (IsADirectoryError, PermissionError) as error:
        raise _Unreadable(f"cannot be read ({error})") from error
    except OSError as error:
        return [(argument, partial(of_code, _code(argument, named, error)))]
    if argument.endswith(LINES) and not raw.strip():
        raise _Unreadable("holds no answer sheet")
    return [(name, partial(_of_sheet, sheet, named)) for name, sheet in _sheets(argument, raw)]


def _code(argument: str, named: Bank | None, missing: OSError) -> Answers | Profile:
    """What a code or a link holds. Raises _Unreadable, naming both ways in which the argument was read."""
    try:
        found = read_code(argument)
    except CodeError as error:
        both = f"cannot be read as a file ({missing.strerror}) or as a code ({error.message})"
        raise _Unreadable(f"{both}. {error.hint}") from error
    if named is not None:
        raise _Unreadable("a code names its bank itself. Leave --bank out.")
    return found


def _of_sheet(raw: bytes, named: Bank | None) -> Scored:
    data = parse(raw.decode("utf-8-sig"))
    bank = named or _bundled(data.get("version"))
    return of_answers(bank, read_sheet(bank, data))


def _printed(bank: Bank, result: Result, codes: Mapping[str, str], name: str | None, *, text: bool) -> str:
    """The result for people or as JSON; with the name of its sheet, one of several: one line of JSON each."""
    words = shown(bank, result)
    if text:
        printed = as_text(result, words, codes)
        return printed if name is None else f"== {name}\n{printed}\n"
    data = {**result.to_json(), "shown": words.to_json(), **({"codes": dict(codes)} if codes else {})}
    return json.dumps(data, indent=2) if name is None else json.dumps({"sheet": name, **data})


def _ask(path: str) -> int:
    """Print the door's answer to a request, words and drawings, as the browser gets it."""
    try:
        answer = json.loads(call(_read(path).decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        return _refuse(f"{_name(path)}: cannot be read ({error})")
    print(json.dumps(answer, indent=2))
    return 0 if answer["ok"] else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assessment", description="Score answer sheets and codes of the style assessment."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "score",
        help="score answer sheets and codes",
        description="Prints the result as JSON, with its codes; of several sheets one line each, with the"
        " name of the sheet.",
    )
    command.add_argument(
        "answers",
        metavar="ANSWERS",
        nargs="+",
        help=f"a file with one answer sheet, or with one a line ({LINES}); - for one from standard input; or"
        " the code of a result, or a link that holds it",
    )
    command.add_argument("--bank", metavar="BANK.toml", help="another bank than the bundled ones")
    command.add_argument("--text", action="store_true", help="print words for people instead of JSON")
    asking = commands.add_parser("ask", help="answer a request as the website does")
    asking.add_argument("request", metavar="REQUEST.json", help="the request, or - for standard input")
    return parser


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _name(path: str) -> str:
    return "standard input" if path == "-" else path


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _sheets(path: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The sheets of a file, each with its name for messages: `answers.json`, `answers.jsonl:3`."""
    if not path.endswith(LINES):
        yield _name(path), raw
        return
    for number, line in enumerate(raw.splitlines(), 1):
        if line.strip():
            yield f"{path}:{number}", line


def _bundled(version: Any) -> Bank:
    if type(version) is not int or version < 1:
        raise SheetError(
            "wrong-version", "version", "the sheet names no version of a bank", 'Write it as "version": 1.'
        )
    return bundled_bank(version)


if __name__ == "__main__":
    sys.exit(main())
