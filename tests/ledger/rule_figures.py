"""Figures that rules may name, and what a rule comes to with them. Used by the tests of the rule language."""

from __future__ import annotations

import pytest

from ledger.rules import Kind, RuleError, Value, parse

FIGURES: dict[str, Value] = {
    "a": 12.0,
    "b": 4.0,
    "c": 0.5,
    "nil": 0.0,
    "big": 1e12,
    "hold.price": 225_600.0,
    "worth.t-price8": 4_800.0,
    "sole_source": True,
    "renewal": False,
}


def worked(text: str, kind: Kind = "number", *given_: str) -> Value:
    """What a rule comes to with the figures above."""
    return parse(text, kind).value(FIGURES, given_)


def refused(text: str, kind: Kind = "number") -> RuleError:
    """The error of a rule that cannot be read or worked out."""
    with pytest.raises(RuleError) as caught:
        worked(text, kind)
    return caught.value


def outcome(text: str, kind: Kind) -> RuleError | Value:
    """A value or the one error that there may be; whatever else is raised goes through."""
    try:
        return worked(text, kind, "a")
    except RuleError as error:
        return error
