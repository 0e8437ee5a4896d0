"""The command line: `python -m assessment score ANSWERS.json` recomputes a result from an answer sheet.

Uses the same scorer as the website. Exit status 2 for input that cannot be scored, with the file named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assessment.codes import CodeError, read_code
from assessment.errors import PlacedError
from assessment.quiz import Bank, bundled_bank, load_bank
from assessment.scoring import Result, score
from assessment.sheet import Answers, SheetError, parse
from assessment.words import Shown, shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, or 2 for bad input."""
    options = _parser().parse_args(arguments)
    name = "standard input" if options.answers == "-" else options.answers
    try:
        data = parse(_read(options.answers))
        bank = _bank(options.bank, data.get("version"))
        result = score(bank, data)
    except PlacedError as error:
        print(f"{name}: {error}" if isinstance(error, SheetError) else str(error), file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as error:
        print(f"{name}: cannot be read ({error})", file=sys.stderr)
        return 2
    words = shown(bank, result)
    if options.text:
        print(as_text(result, words))
    else:
        print(json.dumps({**result.to_json(), "shown": words.to_json()}, indent=2))
    return 0


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
        prog="python -m assessment", description="Score an answer sheet of the style assessment."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("score", help="score an answer sheet")
    command.add_argument(
        "answers", metavar="ANSWERS.json", help="the answer sheet, - for standard input, or a code"
    )
    command.add_argument("--bank", metavar="BANK.toml", help="another bank than the bundled one")
    command.add_argument("--text", action="store_true", help="print words for people instead of JSON")
    return parser


def _read(path: str) -> str:
    """The text of a file, of standard input, or the sheet that a private code holds."""
    if path == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return _sheet_in(path)


def _sheet_in(code: str) -> str:
    try:
        found = read_code(code)
    except CodeError as error:
        raise OSError(f"there is no such file, and as a code: {error.message}") from error
    if not isinstance(found, Answers):
        raise OSError("a share code holds scores alone, and no answers")
    return json.dumps(found.to_json())


def _bank(path: str | None, version: Any) -> Bank:
    if path is not None:
        return load_bank(Path(path))
    if type(version) is not int or version < 1:
        raise SheetError(
            "wrong-version", "version", "the sheet names no version of a bank", 'Write it as "version": 1.'
        )
    return bundled_bank(version)


if __name__ == "__main__":
    sys.exit(main())
