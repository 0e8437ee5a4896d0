"""Reads the YAML between a file's `---` fences and keeps the place of every key and value.

MkDocs publishes broken front matter as body text, even in strict mode, so this reader goes first. It knows
neither MkDocs nor the schemas: it returns plain values, their places, and problems.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from site_build.errors import Problem

Path = tuple[str | int, ...]
FENCE = "---"
QUOTE = "Put the whole value in quotes."
OTHER_QUOTES = "Put the whole value in quotes; if it has some, in those of the other kind."
LINE_UP = "If it is a key, line it up with its neighbours."
OPEN_QUOTE = re.compile(r"""[^"']*: +(["'])(?!.*\1)""")
INVISIBLE = re.compile("[\x85\u2028\u2029]")
DEEPEST = 30
"""How deeply lists and keys may stand inside each other: more than enough, and far from Python's limit."""
TROUBLE = (
    ("mapping values are not allowed", "a colon and a space stand inside a value", f"{QUOTE} {LINE_UP}"),
    (r"character '\\t' that cannot start", "a tab stands where a space belongs", "Use a space."),
    (r"character '(.)' that cannot start", 'a value cannot begin with "{}"', QUOTE),
    ("scanning an (?:alias|anchor)", 'a value cannot begin with "*" or "&"', QUOTE),
    ("sequence entries are not allowed", 'a value cannot begin with "-"', QUOTE),
    ("unhashable key", 'a value cannot begin with "{{{{"', QUOTE),
    (
        "chomping or indentation|a block scalar",
        'text stands behind "|" or ">"',
        "Begin it on the next line, indented.",
    ),
    ("a quoted scalar .*(?:of stream|separator)", "a quotation mark is never closed", "Close it."),
    (
        "unknown escape|escape sequence",
        "a backslash stands in double quotes",
        "Use single quotes, or write two of it.",
    ),
    ("a flow sequence", 'a list in brackets lacks a comma or its "]"', "Put it in."),
    ("a flow mapping", 'keys and values in braces lack a comma or their "}}"', "Put it in."),
    ("expected ':'", "a line lacks a colon and a space after its key", "Write `key: value`."),
    ("<document start>", 'the line "..." ends the YAML before its last key', "Take that line out."),
    (
        "found '<block (?:mapping|sequence) start>'",
        "the line is indented unlike its neighbours",
        "Line it up.",
    ),
    ("<block end>, but found '<scalar>'", "text stands behind the end of the value", OTHER_QUOTES),
    ("<block end>, but found '-'", "a list item stands among keys", "Indent it below its key."),
    ("nested too deeply", "lists and keys stand inside each other too deeply", "Take brackets out."),
    (r"(?:<block end>|node content), but found '(\S+)'", '"{}" cannot stand here', QUOTE),
)
"""What PyYAML says, as a pattern over context and problem, with the editor's words for it and what to do.

`{}` takes the pattern's group. Whatever is not listed is shown in PyYAML's words.
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A content file: front matter as plain values, its places, and the body below it.

    `places` maps a path of keys and indexes (`("sources", 0, "text")`) to the (line, column) of that value's
    key, or of the item for a list, counted from 1. `body_line` is the file's line on which `body` begins.
    `head` is the YAML as it stands in the file, from `head_line` on.
    """

    path: str
    meta: dict[str, Any]
    body: str
    body_line: int
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    head: str = ""
    head_line: int = 2

    def place(self, *path: str | int) -> tuple[int, int]:
        """The place of `path`, or of the nearest thing above it; (1, 1) when nothing is known."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return (1, 1)

    def problem(self, code: str, message: str, hint: str = "", *, at: Path = ()) -> Problem:
        """A Problem at the place of the front matter value `at`."""
        line, column = self.place(*at)
        return Problem(self.path, line, column, code, message, hint)

    def inner_place(self, path: Path, value: str, offset: int) -> tuple[int, int]:
        """The place of a character of the one-line text `value` at `path`; else that of its key."""
        line, column = self.place(*path)
        lines = self.head.split("\n")
        row = line - self.head_line
        key = len(str(path[-1])) if path and isinstance(path[-1], str) else 0
        at = lines[row].find(value, column - 1 + key) if 0 <= row < len(lines) else -1
        return (line, at + offset + 1) if at >= 0 else (line, column)

    def body_problem(self, code: str, message: str, hint: str = "", *, offset: int) -> Problem:
        """A Problem at a character `offset` of the body."""
        before = self.body[:offset]
        line = self.body_line + before.count("\n")
        return Problem(self.path, line, offset - (before.rfind("\n") + 1) + 1, code, message, hint)


Read = tuple[dict[str, Any] | None, dict[Path, tuple[int, int]], list[Problem]]
"""Values, their places, and problems; None for the values where they cannot be read."""


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The file's text, or None with the problem; a byte order mark is refused, CRLF is folded."""
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "Save the file as UTF-8 without a byte order mark."
        return None, [Problem(path, 1, 1, "FM009", "the file starts with a byte order mark", hint)]
    try:
        return raw.decode("utf-8").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{raw[error.start]:02x} is no UTF-8 text"
        return None, [Problem(path, line, column, "FM009", message, "Save the file as UTF-8.")]


def read(raw: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and what is wrong with its fences, its encoding or its YAML."""
    text, problems = decode(raw, path)
    if text is None:
        return None, problems
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        hint = 'Make "---" the first line, the keys below it, and "---" after the last key.'
        return None, [Problem(path, 1, 1, "FM001", "front matter is missing", hint)]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        hint = 'Put a line "---" after the last key.'
        return None, [Problem(path, 1, 1, "FM002", "the front matter is never closed", hint)]
    head = "\n".join(lines[1:end]) + "\n"
    meta, places, problems = read_yaml(head, path, first_line=2)
    if meta is None:
        return None, problems
    return Document(path, meta, "\n".join(lines[end + 1 :]), end + 2, places, head), problems


def read_yaml(text: str, path: str, *, first_line: int = 1) -> Read:
    """A YAML mapping as plain values with places; `first_line` is the file's line of the text's first."""
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            place = (number + first_line, indent.index("\t") + 1)
            message = "a tab stands in the indentation"
            return None, {}, [Problem(path, *place, "FM008", message, "Indent with spaces.")]
    if separator := INVISIBLE.search(text):
        return None, {}, [_invisible(text, separator.start(), path, first_line)]
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            message, hint = "there are no keys with values", "Write `key: value`, one a line."
            return None, {}, [Problem(path, first_line, 1, "FM006", message, hint)]
        places: dict[Path, tuple[int, int]] = {}
        problems = list(_walk(node, (), places, path, first_line))
        meta: dict[str, Any] = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        return None, {}, [_trouble(error, path, first_line)]
    except yaml.reader.ReaderError as error:
        return None, {}, [_invisible(text, error.position, path, first_line)]
    finally:
        if loader is not None:
            loader.dispose()
    return meta, places, problems


class _Loader(yaml.SafeLoader):
    """YAML's plain part: no `&` and `*` (a few lines could grow without end), no `!`, and keys are text."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if self.depth == DEEPEST:
            raise yaml.composer.ComposerError(None, None, "nested too deeply", event.start_mark)
        for mark in (event.anchor and "&*", getattr(event, "tag", None) and "!"):
            if mark:
                found = event.start_mark.buffer[event.start_mark.pointer]
                problem = f"character '{found if found in mark else mark}' that cannot start"
                raise yaml.composer.ComposerError(None, None, problem, event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(parent, yaml.MappingNode) and index is None and isinstance(node, yaml.ScalarNode):
            node.tag = "tag:yaml.org,2002:str"  # a key named `on` or `2026` is what it looks like
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """A date or number that is none, such as 2026-02-30, stays text, so that the schema names its key."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:
            if isinstance(node, yaml.ScalarNode):
                return node.value
            raise


def _invisible(text: str, offset: int, path: str, first_line: int) -> Problem:
    """A control character, or a line separator by which YAML and editors count lines differently."""
    line, column = text.count("\n", 0, offset) + first_line, offset - text.rfind("\n", 0, offset)
    message = f"the character U+{ord(text[offset]):04X} cannot stand in front matter"
    return Problem(path, line, column, "FM006", message, "Delete it; most editors do not show it.")


def _trouble(error: yaml.MarkedYAMLError, path: str, first_line: int) -> Problem:
    """A syntax error in an editor's words, at the place where something begins, not where the file ends."""
    said = " ".join(f"{error.context or ''} {error.problem or ''}".split())
    message, hint = f"the YAML cannot be read: {error.problem}", "Put values in quotes, and line keys up."
    mark = error.problem_mark or error.context_mark
    for pattern, words, what_to_do in TROUBLE:
        if found := re.search(pattern, said):
            message, hint = words.format(*found.groups()), what_to_do
            break
    if re.search("a quoted scalar|a flow|expected ':'", said):
        mark = error.context_mark or mark
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    # A quotation mark that is not closed is closed by the first one of the next line, for YAML.
    above = mark.buffer.split("\n")[mark.line - 1] if mark and mark.buffer and mark.line else ""
    if "found '<scalar>'" in said and (opened := OPEN_QUOTE.match(above)):
        line, column = line - 1, opened.start(1) + 1
        message, hint = "a quotation mark is never closed", "Close it."
    return Problem(path, line, column, "FM006", message, hint)


def _walk(
    node: yaml.Node, at: Path, places: dict[Path, tuple[int, int]], path: str, first_line: int
) -> list[Problem]:
    """Fills `places` below `node` and returns the keys that stand twice."""
    problems: list[Problem] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            place = (key.start_mark.line + first_line, key.start_mark.column + 1)
            if name in seen:
                hint = "Keep one of the two."
                problems.append(Problem(path, *place, "FM007", f'the key "{name}" stands twice', hint))
            seen.add(name)
            places[(*at, name)] = place
            problems += _walk(value, (*at, name), places, path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            places[(*at, index)] = (item.start_mark.line + first_line, item.start_mark.column + 1)
            problems += _walk(item, (*at, index), places, path, first_line)
    return problems
