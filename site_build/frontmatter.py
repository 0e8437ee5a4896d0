"""Reads the YAML between a file's `---` fences and keeps the place of every key and value.

MkDocs publishes broken front matter as body text, even in strict mode, so this reader goes first. It knows
neither MkDocs nor the schemas: it returns plain values, their places, and problems.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from site_build.errors import Problem

Path = tuple[str | int, ...]
FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """A content file: front matter as plain values, its places, and the body below it.

    `places` maps a path of keys and indexes (`("sources", 0, "text")`) to the (line, column) of that value's key,
    or of the item for a list, counted from 1. `body_line` is the file's line on which `body` begins.
    """

    path: str
    meta: dict[str, Any]
    body: str
    body_line: int
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

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

    def body_problem(self, code: str, message: str, hint: str = "", *, offset: int) -> Problem:
        """A Problem at a character `offset` of the body."""
        before = self.body[:offset]
        line = self.body_line + before.count("\n")
        return Problem(self.path, line, offset - (before.rfind("\n") + 1) + 1, code, message, hint)


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The file's text, or None with the problem; a byte order mark is refused, CRLF is folded."""
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "Save the file as UTF-8 without a byte order mark."
        return None, [Problem(path, 1, 1, "FM009", "the file starts with a byte order mark", hint)]
    try:
        return raw.decode("utf-8").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw[: error.start].rfind(b"\n") + 1) + 1
        hint = "Save the file as UTF-8."
        return None, [Problem(path, line, column, "FM009", "a byte that is no UTF-8 text", hint)]


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
    meta, places, problems = read_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    if meta is None:
        return None, problems
    return Document(path, meta, "\n".join(lines[end + 1 :]), end + 2, places), problems


def read_yaml(
    text: str, path: str, *, first_line: int = 1
) -> tuple[dict[str, Any] | None, dict[Path, tuple[int, int]], list[Problem]]:
    """A YAML mapping as plain values with places; `first_line` is the file's line of the text's first."""
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            place = (number + first_line, indent.index("\t") + 1)
            return None, {}, [Problem(path, *place, "FM008", "a tab in the indentation", "Indent with spaces.")]
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            hint = "Write keys and values: `title: …`."
            return None, {}, [Problem(path, first_line, 1, "FM006", "not a list of keys and values", hint)]
        places: dict[Path, tuple[int, int]] = {}
        problems = list(_walk(node, (), places, path, first_line))
        meta: dict[str, Any] = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        hint = "Quote a value that holds a colon, and line keys up under each other."
        return None, {}, [Problem(path, line, column, "FM006", error.problem or "unreadable YAML", hint)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, {}, [Problem(path, first_line, 1, "FM006", f"unreadable YAML: {error}")]
    finally:
        loader.dispose()
    return meta, places, problems


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
