"""The question bank: the reader that turns a TOML file into a Bank, and the bundled banks.

Used by everything else in the package, for the types of parts.py too. The rules of a published bank are in
rules.py, which loads only when asked: the scorer takes every bank that can be read.
"""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import count, takewhile

from assessment.errors import quoted
from assessment.parts import Area, Bank, Block, ContextItem, ContextOption, LeakItem, Statement
from assessment.table import BankError, Table

__all__ = [
    "Area",
    "Bank",
    "BankError",
    "Block",
    "ContextItem",
    "ContextOption",
    "LeakItem",
    "Statement",
    "bundled_bank",
    "load_bank",
    "versions",
]


def load_bank(source: str | os.PathLike[str]) -> Bank:
    """Read a bank from a TOML file, or from TOML text: a string with a line break or an equals sign in it.

    Raises BankError when the file cannot be read as a bank. Does not ask for `problems()`.
    """
    if isinstance(source, str) and (not source or "\n" in source or "=" in source):
        return _parse(source, "")
    place = os.fspath(source)
    try:
        # Not pathlib: what this package imports, a visitor has to load.
        with open(place, encoding="utf-8") as file:  # noqa: PTH123
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BankError(
            "bank-file", place, f"cannot be read ({error})", "Give the path of a TOML file in UTF-8."
        ) from error
    return _parse(text, place)


def bundled_bank(version: int | None = None) -> Bank:
    """The bank of that version that is part of this package, a zip file included; without one, the newest.

    BankError if there is none.
    """
    return _bundled(version if version is not None else versions()[-1])


@cache
def versions() -> tuple[int, ...]:
    """The versions of the bundled banks, oldest first, from 1 on without a gap: a published bank stays."""
    return tuple(takewhile(_is_bundled, count(1)))


@cache
def _bundled(version: int) -> Bank:
    name = f"bank/v{version}.toml"
    try:
        suffix, text = _read(version)
    except OSError as error:
        message = f"there is no bank of version {version}"
        raise BankError("bank-file", name, message, "Ask for a version that is published.") from error
    return _bank(Table(json.loads(text), name, "")) if suffix == "json" else _parse(text, name)


def _is_bundled(version: int) -> bool:
    try:
        return bool(_read(version))
    except OSError:
        return False


def _read(version: int) -> tuple[str, str]:
    """A bank's kind, `json` where the site's build has made it that, else `toml`; and its text. OSError."""
    # From a folder or a zip alike. Not importlib.resources: it brings a tenth of the library to a visitor.
    file = os.path.join(os.path.dirname(__file__), "bank", f"v{version}.")  # noqa: PTH118, PTH120
    for suffix in ("json", "toml"):
        try:
            return suffix, __spec__.loader.get_data(file + suffix).decode()  # type: ignore[union-attr]
        except OSError as error:
            missing = error
    raise missing


def _parse(text: str, source: str) -> Bank:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BankError(
            "bank-toml", source, f"not TOML: {error}", "Mend the syntax at that place."
        ) from error
    return _bank(Table(data, source, ""))


def _bank(top: Table) -> Bank:
    names = (
        "bank",
        "version",
        "title",
        "styles",
        "scale",
        "leak_stem",
        "block_stem",
        "areas",
        "blocks",
        "leaks",
        "context",
        "sharpen_stem",
        "sharpen",
    )
    top.only(*names)
    styles = top.texts("styles")
    version: int = top.take("version", int, "a whole number from 1")
    if version < 1:
        raise top.error("bank-type", f"version is {version}", "Make it a whole number from 1.")
    scale = top.texts("scale")
    if len(scale) < 2:
        raise top.error("bank-type", "scale has one step", "Give it at least two.")
    areas, area_ids = _areas(top.tables("areas", required=False))
    seen: set[str] = set()
    blocks = _blocks(top.tables("blocks"), styles, seen)
    sharpen = _blocks(top.tables("sharpen", required=False), styles, seen)
    return Bank(
        id=top.text("bank"),
        version=version,
        title=top.text("title"),
        styles=styles,
        scale=scale,
        leak_stem=top.text("leak_stem"),
        block_stem=top.text("block_stem"),
        blocks=blocks,
        areas=areas,
        leaks=_leaks(top.tables("leaks", required=False), area_ids),
        context=_context(top.tables("context", required=False)),
        sharpen_stem=top.text("sharpen_stem") if sharpen else "",
        sharpen=sharpen,
    )


def _areas(tables: list[Table]) -> tuple[tuple[Area, ...], set[str]]:
    seen: set[str] = set()
    found = []
    for table in tables:
        table.only("id", "title")
        found.append(Area(table.name(seen), table.text("title")))
    return tuple(found), seen


def _blocks(tables: list[Table], styles: tuple[str, ...], seen: set[str]) -> tuple[Block, ...]:
    """The blocks; `seen` gets the ids of the blocks and statements, which no other may have."""
    found = []
    for table in tables:
        table.only("id", "statements")
        name = table.name(seen)
        statements: list[Statement] = []
        for one in table.tables("statements"):
            one.only("id", "style", "text", "keyed")
            number, style = one.name(seen), one.one_of("style", styles, "bank-style")
            if style in [before.style for before in statements]:
                raise one.error(
                    "bank-style-twice",
                    f"style {quoted(style)} stands twice in the block",
                    "Keep one of them.",
                )
            statements.append(Statement(number, style, one.text("text"), one.keyed()))
        if len(statements) < 3:
            message = f"the block has {len(statements)} of at least 3 statements"
            raise table.error(
                "bank-block-short", message, "Add some: of two, the least follows from the most."
            )
        found.append(Block(name, tuple(statements)))
    return tuple(found)


def _leaks(tables: list[Table], areas: set[str]) -> tuple[LeakItem, ...]:
    seen: set[str] = set()
    found = []
    for table in tables:
        table.only("id", "area", "keyed", "text")
        name, area = table.name(seen), table.one_of("area", sorted(areas), "bank-area")
        found.append(LeakItem(name, area, table.text("text"), table.keyed()))
    return tuple(found)


def _context(tables: list[Table]) -> tuple[ContextItem, ...]:
    seen: set[str] = set()
    found = []
    for table in tables:
        table.only("id", "text", "options")
        name, text = table.name(seen), table.text("text")
        options_seen: set[str] = set()
        options = []
        for option in table.tables("options"):
            option.only("id", "text")
            options.append(ContextOption(option.name(options_seen), option.text("text")))
        found.append(ContextItem(name, text, tuple(options)))
    return tuple(found)
