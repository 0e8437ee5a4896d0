"""The command line: `python -m assessment score ANSWERS.json` recomputes results from answer sheets.

Uses the same scorer as the website. Exit status 2 if any input cannot be used, with its file and line named;
the others are scored all the same. `ask REQUEST.json` gives the website's answer to any request.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assessment.browser import call
from assessment.errors import PlacedError
from assessment.quiz import Bank, BankError, bundled_bank, load_bank
from assessment.scoring import Result, score
from assessment.sheet import SheetError, parse
from assessment.words import Shown, shown

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
            raw = _read(path)
        except OSError as error:
            status = _refuse(f"{_name(path)}: cannot be read ({error})")
            continue
        if path.endswith(LINES) and not raw.strip():
            status = _refuse(f"{path}: holds no answer sheet")
        for name, sheet in _sheets(path, raw):
            try:
                data = parse(sheet.decode("utf-8-sig"))
                bank = named or _bundled(data.get("version"))
                result = score(bank, data)
            except PlacedError as error:
                status = _refuse(f"{name}: {error}")
            except UnicodeDecodeError as error:
                status = _refuse(f"{name}: cannot be read ({error})")
            else:
                print(_printed(bank, result, name if several else None, text=options.text))
    return status


def _printed(bank: Bank, result: Result, name: str | None, *, text: bool) -> str:
    """The result for people or as JSON; with the name of its sheet, one of several: one line of JSON each."""
    words = shown(bank, result)
    if text:
        return as_text(result, words) if name is None else f"== {name}\n{as_text(result, words)}\n"
    data = {**result.to_json(), "shown": words.to_json()}
    return json.dumps(data, indent=2) if name is None else json.dumps({"sheet": name, **data})


def _ask(path: str) -> int:
    """Print the door's answer to a request, words and drawings, as the browser gets it."""
    try:
        answer = json.loads(call(_read(path).decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        return _refuse(f"{_name(path)}: cannot be read ({error})")
    print(json.dumps(answer, indent=2))
    return 0 if answer["ok"] else 2


def as_text(result: Result, words: Shown) -> str:
    """The result in words, for people; lines, no markup."""
    lines: list[str | None] = [
        words.headline,
        words.label,
        "",
        words.confidence,
        words.guarantee,
        words.robustness,
    ]
    lines += [words.order_note, "", "Shares", *(f"  {share.text}" for share in words.shares), words.band_note]
    if words.axes:
        lines += ["", words.axes]
    if words.leaks:
        lines += ["", "Where value may leak", words.leaks_note]
    for leak in words.leaks:
        lines.append(f"  {leak.rank}. {leak.text}")
        lines += [
            f"     {one.text}: {one.answer}{' (asks the reverse)' * one.reversed}" for one in leak.answers
        ]
    lines += [f"  {area.title}. {area.reason}" for area in words.unscored]
    if words.hedge:
        lines += ["", words.hedge, *(f"  {note}" for note in words.notes)]
    lines += ["", f"Bank {result.bank}, version {result.version}; result page: {words.page}"]
    return "\n".join(line for line in lines if line is not None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assessment", description="Score answer sheets of the style assessment."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "score",
        help="score answer sheets",
        description="Prints the result as JSON; of several sheets one line each, with the name of the sheet.",
    )
    command.add_argument(
        "answers",
        metavar="ANSWERS",
        nargs="+",
        help=f"a file with one answer sheet, or with one a line ({LINES}), or - for one from standard input",
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
    return _bundled_bank(version)


_bundled_bank = cache(bundled_bank)


if __name__ == "__main__":
    sys.exit(main())
