"""Rules of two versions compared by what they mean: which are the same, and whose limit moved.

Used by `difference`, `phrases` and `words`. Blanks, brackets that change nothing and the ways to write a sign
or a number are no change.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from ledger.numbers import exact
from ledger.playbook import Playbook as Read
from ledger.playbook_reader import PlaybookError, read_all
from ledger.rules import Kind, Node, RuleError, parse
from ledger.spoken import BATNA
from site_build.models.playbook import Playbook


class Moved(NamedTuple):
    """A red line or an approval that stands as it stood, and the figures of it that have moved all the same.

    `key` is the playbook's list that it stands in.
    """

    key: str
    id: str
    figures: tuple[str, ...]


def alike(was: Any, now: Any) -> bool:
    """Whether two values of a playbook mean the same: rules by their trees, lists and prices part by part."""
    if isinstance(was, tuple) and isinstance(now, tuple):
        return len(was) == len(now) and all(map(alike, was, now))
    if isinstance(was, BaseModel) and type(was) is type(now):
        return all(alike(getattr(was, key), getattr(now, key)) for key in type(was).model_fields)
    if isinstance(was, str | float) and isinstance(now, str | float):
        one, other = (_tree(value if isinstance(value, str) else plain(value)) for value in (was, now))
        return was == now or (one is not None and one == other)
    return bool(was == now)


def plain(number: float) -> str:
    """A number as a rule has it."""
    return exact(number).replace(",", "")


def facts_named(playbook: Playbook) -> set[str]:
    """The facts that a red line, an approval or the scope names."""
    scope, rules = playbook.scope, [line.rule for line in playbook.red_lines]
    rules += [need.when for need in playbook.approvals]
    found = set[str]()
    for text in (*rules, *scope.applies_when, *scope.not_when):
        try:
            found |= {node.word for node, kind in parse(text, "truth").named() if kind == "truth"}
        except RuleError:
            continue
    return found


def moved(old: Playbook, new: Playbook) -> Iterator[Moved]:
    """The conditions that both versions have, alike, and whose limits come from rules that are not."""
    try:
        one, other = read_all(old.plain())[0], read_all(new.plain())[0]
    except PlaybookError:
        return
    changed = {
        name for name in {*_names(one), *_names(other)} if _meaning(one, name) != _meaning(other, name)
    }
    for key in ("red_lines", "approvals"):
        before = {condition.id: condition for condition in getattr(one, key)}
        for condition in getattr(other, key):
            was = before.get(condition.id)
            if was is None or not alike(was.rule.text, condition.rule.text):
                continue
            named = dict.fromkeys(node.word for node, kind in condition.rule.named() if kind == "number")
            figures = [name for name in named if (_reach(one, name) | _reach(other, name)) & changed]
            if figures:
                yield Moved(key, condition.id, tuple(figures))


def _names(playbook: Read) -> Iterator[str]:
    yield from playbook.rules
    yield from playbook.inputs


def _meaning(playbook: Read, name: str) -> object:
    """What a figure is: a rule's tree, or to be filled in; None where there is none."""
    if name in playbook.rules:
        return _shape(playbook.rules[name][1].root)
    return "to be filled in" if name in playbook.inputs else None


def _reach(playbook: Read, name: str) -> set[str]:
    """A figure with all that its rule needs. A term by itself is what is on the table, and needs nothing."""
    if name in {term.id for term in playbook.terms}:
        return set()
    found, open_ = set[str](), [name]
    terms: Mapping[str, str] = {term.id: f"target.{term.id}" for term in playbook.terms}
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            if one in playbook.rules:
                rule = playbook.rules[one][1]
                open_ += [terms.get(node.word, node.word) for node, _ in rule.named()]
    return found


def _tree(rule: str) -> object:
    """The tree of a rule of either kind; None where it cannot be read."""
    kinds: tuple[Kind, ...] = ("number", "truth")
    for kind in kinds:
        try:
            return _shape(parse(rule, kind).root)
        except RuleError:
            continue
    return None


def _shape(node: Node) -> object:
    """A tree without the characters that its parts stand in. The BATNA is one, by its first name too."""
    word = BATNA[0] if node.word in BATNA else node.word
    return (node.op, word, node.value, tuple(map(_shape, node.parts)))
