"""`python -m site_build playbook check | diff | new | keep`: the standard at the command line.

Called by `cli`; reads and writes files, prints, and gives the exit code. A playbook is a Markdown file with
front matter, or YAML or JSON alone, as the site offers them for download.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_build import drafts, frontmatter, library, named_moves
from site_build.errors import Problem
from site_build.frontmatter import Document
from site_build.library import Library
from site_build.models.base import validate
from site_build.models.move import NamedMove
from site_build.models.playbook import Playbook
from site_build.playbooks import difference, files, linter
from site_build.playbooks.subject import Names, Subject

Read = tuple[Document | None, Playbook | None, list[Problem]]
TEMPLATES = Path(__file__).parent / "playbooks" / "templates"
"""For each side a small playbook, whole and sound by every rule; names between @ signs are filled in."""
LARGEST = 1_000_000
"""The most bytes of a playbook; ours have 60,000."""
JSON_TROUBLE = (
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing"),
    ("Expecting ':' delimiter", "a colon is missing behind a key"),
    ("Expecting property name", "a key in double quotes should stand here"),
    ("Expecting value", "a value should stand here"),
    ("Unterminated string", "a quotation mark is never closed"),
    ("Invalid control character", "a text goes on over the end of its line"),
    ("Invalid", "a backslash stands in a text"),
    ("Illegal trailing comma", "a comma stands behind the last item"),
    ("Extra data", "something stands behind the end"),
)
"""What Python says of broken JSON, by its beginning, and our words for it."""
SIDES = ("buy", "sell", "internal", "person")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands round a playbook in a project: the library if it is sound, and in any case the moves."""

    library: Library | None
    moves: dict[str, NamedMove]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `playbook` and what can be done with one."""
    parser = commands.add_parser("playbook", help="check, compare, begin or keep playbooks")
    kinds = parser.add_subparsers(dest="playbook", required=True)
    checking = kinds.add_parser("check", help="lint playbooks, and count what is complete")
    checking.add_argument("file", nargs="+", type=Path, help="a .md, .yml, .yaml or .json file")
    differing = kinds.add_parser("diff", help="what has changed, in words, and which version is due")
    differing.add_argument("old", type=Path)
    differing.add_argument("new", type=Path)
    new = kinds.add_parser("new", help="write content/playbooks/SLUG.md, a draft that passes every check")
    new.add_argument("slug", help="the address: lower case, words joined by hyphens")
    new.add_argument("--side", choices=SIDES, default="buy")
    keeping = kinds.add_parser("keep", help="put a version by, for the next one to be compared with")
    keeping.add_argument("file", type=Path)


def run(options: argparse.Namespace, root: Path, today: date) -> int:
    """0 when all is well, 1 when there are problems, 2 when the call is wrong."""
    match options.playbook:
        case "check":
            return max(check(file, root, today) for file in options.file)
        case "diff":
            return diff(options.old, options.new, root)
        case "new":
            return new(root, options.slug, options.side, today)
    return keep(options.file, root)


def check(file: Path, root: Path, today: date) -> int:
    """Prints every problem of a playbook, its score, and what is missing."""
    loaded = _around(root)
    document, model, problems = read(file, loaded)
    if model and document:
        problems += linter.lint(_subject(document, model, loaded, today))
    for problem in sorted(problems):
        print(problem)
    if model:
        score = linter.score(problems)
        print(f"{file}: {score} points.")
        for wants in score.missing:
            print(f"  missing: {wants}")
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def diff(old: Path, new: Path, root: Path) -> int:
    """Prints what has changed from one file to the other, and whether the version says so."""
    loaded = _around(root)
    document, before, problems = read(old, loaded)
    later, after, more = read(new, loaded)
    if not before or not after:
        for problem in problems + more:
            print(problem)
        return 1
    found = difference.differences(before, after) + _texts(document, later)
    if found:
        print(difference.summary(before, after))
    for one in found:
        print(f"{one.level}: {one.part}: {one.text}")
    level = difference.due(found)
    if level is None:
        same = before.version == after.version
        print("Nothing has changed." if same else "Nothing has changed but the version.")
        return 0
    due = difference.raised(before.version, level)
    if difference.enough(before.version, after.version, level):
        print(f"A {level} change. {after.version} after {before.version} is enough.")
        return 0
    print(f"A {level} change: the version is {after.version}, and {due} is due.")
    return 1


def _texts(old: Document | None, new: Document | None) -> list[difference.Difference]:
    """What has changed below the front matter, by heading; a file of YAML or JSON alone has no text."""
    if not (old and new and old.body.strip() and new.body.strip()):
        return []
    was, now = _sections(old.body), _sections(new.body)
    changed = [name for name in {**now, **was} if was.get(name) != now.get(name)]
    return [difference.Difference("patch", "text", f"“{name}” has changed.") for name in changed]


def _sections(body: str) -> dict[str, str]:
    """The text by its headings of the second level."""
    begin, *parts = re.split(r"^## +", f"\n{body}", flags=re.MULTILINE)
    found = {"The beginning": begin} | {part.partition("\n")[0].strip(): part for part in parts}
    return {name: " ".join(text.split()) for name, text in found.items()}


def new(root: Path, slug: str, side: str, today: date) -> int:
    """Writes a draft that passes every check; refuses a bad slug and never writes over a file."""
    file = drafts.place(root, "playbooks", slug)
    if file is None:
        return 2
    review = today.replace(year=today.year + 1, day=min(today.day, 28))
    title, fact = slug.replace("-", " ").capitalize(), f"case_{slug.replace('-', '_')}"
    filled = {
        "SLUG": slug,
        "TITLE": title,
        "FACT": fact,
        "TODAY": str(today),
        "REVIEW": str(review),
    }
    text = (TEMPLATES / f"{side}.md").read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    file.write_text(text, encoding="utf-8")
    print(f"{file.relative_to(root)} written, a draft that passes every check.")
    print(f"Change it, and run `python -m site_build playbook check {file.relative_to(root)}`.")
    print("`status: active` publishes it.")
    return 0


def keep(file: Path, root: Path) -> int:
    """Writes the version as it is below content/_data/versions/; a kept version is never written over."""
    around = _around(root)
    if around is None:
        print("There is no content/playbooks/ here. Work in the project's folder.", file=sys.stderr)
        return 2
    _, model, problems = read(file, around)
    if model is None:
        for problem in problems:
            print(problem)
        return 1
    kept = root / "content" / library.VERSIONS / model.id / f"{model.version}.yml"
    text = files.as_yaml(model)
    if kept.exists() and kept.read_text(encoding="utf-8") != text:
        print(
            f"{kept.relative_to(root)} is there already, and differs. Raise the version first.",
            file=sys.stderr,
        )
        return 2
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(text, encoding="utf-8")
    print(f"{kept.relative_to(root)} written. Commit it with the playbook.")
    return 0


def read(file: Path, loaded: _Around | None) -> Read:
    """A playbook's document and model, or what is wrong with its file; `use` is filled in."""
    shown = file.as_posix()
    if wrong := _unreadable(file):
        return None, None, [Problem(shown, 1, 1, "FM010", *wrong)]
    if file.suffix == ".md":
        document, problems = frontmatter.read(file.read_bytes(), shown)
    else:
        document, problems = _read_plain(file.read_bytes(), shown)
    if document is None or problems:
        return None, None, problems
    named = loaded.moves if loaded else {}
    if named or any(
        "name" not in move for move in document.meta.get("moves") or [] if isinstance(move, dict)
    ):
        document, problems = named_moves.filled(document, named)
    if problems:
        return document, None, problems
    model, problems = validate(Playbook, document)
    return document, model, problems


def _unreadable(file: Path) -> tuple[str, str] | None:
    """What keeps a file from being read at all, and what to do."""
    if file.is_dir():
        return "this is a folder", "Name a file in it."
    if not file.is_file():
        return "there is no such file", "Check the path."
    size = file.stat().st_size
    if size > LARGEST:
        message = f"the file has {size:,} bytes, far more than a playbook"
        return message, f"A playbook has {LARGEST:,} at most: is it another file?"
    return None


def _read_plain(raw: bytes, shown: str) -> tuple[Document | None, list[Problem]]:
    """The document of a file that is YAML or JSON alone."""
    text, problems = frontmatter.decode(raw, shown)
    if text is None:
        return None, problems
    if not text.strip():
        hint = "Begin with `schema: edge-playbook/1`, or let `playbook new` write one."
        return None, [Problem(shown, 1, 1, "FM006", "the file is empty", hint)]
    if shown.endswith(".json"):
        if torn := _torn(text, shown):
            return None, [torn]
        text = _as_yaml(text)
    meta, places, problems = frontmatter.read_yaml(text, shown)
    return Document(shown, meta, "", 1, places, text, 1) if meta is not None else None, problems


def _torn(text: str, shown: str) -> Problem | None:
    """What is wrong with JSON as JSON: YAML would say it in words of its own."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = next((words for said, words in JSON_TROUBLE if error.msg.startswith(said)), error.msg)
        if error.pos >= len(text.rstrip()):
            message = "the file ends in the middle"
        hint = "Download it again, or mend it there."
        return Problem(shown, error.lineno, error.colno, "FM006", f"the JSON cannot be read: {message}", hint)
    except (RecursionError, ValueError):
        # Nested too deeply, or a number of thousands of digits: the reader of YAML says where.
        return None
    return None


def _as_yaml(text: str) -> str:
    """JSON as YAML takes it, line by line the same: no tabs in front, and no letter in two halves."""
    text = re.sub(r"^[\t ]+", lambda indent: indent[0].replace("\t", " "), text, flags=re.MULTILINE)
    halves = r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})"
    return re.sub(halves, lambda pair: _letter(pair[1], pair[2]), text, flags=re.IGNORECASE)


def _letter(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def _around(root: Path) -> _Around | None:
    """What the project at `root` has; None outside one. One broken file does not hide the moves of others."""
    content = root / "content"
    if not (content / "playbooks").is_dir():
        return None
    loaded, _ = library.load(content)
    if loaded:
        return _Around(loaded, {entry.slug: entry.model for entry in loaded.moves})
    moves = {}
    for file in sorted((content / "moves").glob("*.md")):
        document, _ = frontmatter.read(file.read_bytes(), file.as_posix())
        model = validate(NamedMove, document)[0] if document and file.stem != "index" else None
        if model:
            moves[file.stem] = model
    return _Around(None, moves)


def _subject(document: Document, model: Playbook, around: _Around | None, today: date) -> Subject:
    if around and around.library:
        return linter.subject(around.library, document, model, today)
    # Where no glossary says which names there are, those that the playbook uses are taken.
    metrics = {name for move in model.moves for name in move.metric} | set(model.metrics)
    return Subject(
        document, model, Names(metrics, {name for move in model.moves for name in move.logs}), today
    )
