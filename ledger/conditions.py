"""What the conditions of a playbook name: figures in a figure's place, declared facts in a fact's, its gives.

The reader of playbooks refuses what can never be meant; the site's linter refuses the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from assessment.errors import nearest, quoted
from ledger.rules import Kind, Node, Rule, RuleError, known

DECLARE = (
    "A fact that only the deal can tell is declared under `facts`; a figure is compared, as in `x <= 5`."
)


class Names(NamedTuple):
    """What conditions may name."""

    figures: Collection[str]
    facts: Collection[str]
    gives: Collection[str]


def strangers(rule: Rule, names: Names) -> Iterator[RuleError]:
    """Every name of a condition that does not stand for what its place asks for."""
    for node, kind in rule.named():
        if node.word not in (names.figures if kind == "number" else names.facts):
            yield _wrong_kind(node, kind, names) or _unknown(node, kind, names)
    for node in rule.gives():
        if node.word not in names.gives:
            message, hint = f"there is no give {quoted(node.word)}", nearest(node.word, names.gives)
            yield RuleError("no-name", node.end - len(node.word), node.end, message, hint)


def _wrong_kind(node: Node, kind: Kind, names: Names) -> RuleError | None:
    other: Literal["not-truth", "not-number"]
    if kind == "truth" and node.word in names.figures:
        other, message = "not-truth", f"{quoted(node.word)} is a figure, and a condition should stand here"
        hint = f"Compare it, as in `{node.word} <= 100`."
    elif kind == "number" and node.word in names.facts:
        other, message = "not-number", f"{quoted(node.word)} is a fact, and a figure should stand here"
        hint = "A fact stands alone: it holds or does not."
    else:
        return None
    return RuleError(other, node.start, node.end, message, hint)


def _unknown(node: Node, kind: Kind, names: Names) -> RuleError:
    what = "figure" if kind == "number" else "fact"
    every = {*names.figures, *names.facts}
    hint = known(node.word, names.figures if kind == "number" else every)
    if kind == "truth" and not hint.startswith("Did"):
        hint = DECLARE
    return RuleError("no-name", node.start, node.end, f"there is no {what} {quoted(node.word)}", hint)
