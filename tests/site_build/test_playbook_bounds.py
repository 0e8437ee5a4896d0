"""What the shape of a playbook refuses by itself: figures out of their bounds, and keys that mean nothing."""

import pytest

from site_build import frontmatter, named_moves
from site_build.models.base import validate
from site_build.models.playbook import Playbook
from tests.site_build.playbook_samples import SOUND, content, replaced, said

FACTS = 'facts:\n  - {id: sole_source, means: "nobody else can deliver"}\n\nterms:\n  - id: price'
RED = 'rule: "price <= batna"'


def refused(*changes: tuple[str, str]) -> list[str]:
    """What the shape refuses in the sound playbook with some of its text changed, a line each."""
    document, problems = frontmatter.read(replaced(SOUND, *changes).encode(), "sound.md")
    assert document, problems
    document, problems = named_moves.filled(document, {move.slug: move.model for move in content().moves})
    assert not problems
    return [str(problem) for problem in validate(Playbook, document)[1]]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{amount: 300, basis", "{amount: -9000, basis", 59, "amount"),
        ("{amount: 1600, basis", "{amount: -1, basis", 73, "amount"),
        ("{low: 400, high: 2000,", "{low: -400, high: 2000,", 60, "low"),
        ("rate: 0.08}", "rate: 8}", 43, "rate"),
        ("rate: 0.08}", "rate: -0.08}", 43, "rate"),
        ("    approval: a-reference\n", "    approval: a-reference\n    max_uses: -3\n", 52, "max_uses"),
        ("    approval: a-reference\n", "    approval: a-reference\n    max_uses: 0\n", 52, "max_uses"),
        ("{refuse: m-ask-rank}", "{agre: m-ask-rank}", 84, "agre"),
        ("{refuse: m-ask-rank}", "{shout: m-ask-rank}", 84, "shout"),
        ("glossary: edge-glossary/1", "glossary: foo/9", 14, "glossary"),
    ],
)
def test_value_out_of_bounds_is_refused(old: str, new: str, line: int, words: str) -> None:
    """Each is one problem of the shape, at its line, that names the key and says what it takes."""
    (problem,) = refused((old, new))
    assert problem.startswith(f"sound.md:{line}:")
    assert ": FM005 " in problem
    assert f'"{words}"' in problem
    assert "None" not in problem


@pytest.mark.parametrize(
    "rule", ["sole_source or price <= batna", "price <= batna and sole_source", "sole_source"]
)
def test_declared_fact_may_be_named(rule: str) -> None:
    """A fact that is declared is no mistake in a red line, alone or beside a comparison."""
    assert said(("terms:\n  - id: price", FACTS), (RED, f'rule: "{rule}"')) == []


def test_red_line_beside_a_fact_is_tried_both_ways() -> None:
    """What a position crosses whatever the fact is, is crossed; what the fact may save, is not."""
    fact = ("terms:\n  - id: price", FACTS)
    (line,) = said(fact, (RED, 'rule: "sole_source and price <= 90000"'))
    assert ' PB007 the red line "r-batna" is crossed by our own hold ' in line
    assert said(fact, (RED, 'rule: "sole_source or price <= 90000"')) == []


def test_fact_has_a_name_of_its_own() -> None:
    """A fact that has the name of a figure would be either."""
    fact = FACTS.replace("sole_source", "payment_days")
    assert any(" PB012 " in line for line in said(("terms:\n  - id: price", fact)))


@pytest.mark.parametrize(("side", "better"), [("sell", "lower"), ("buy", "higher")])
def test_money_of_the_wrong_side(side: str, better: str) -> None:
    """A seller whose money is better lower is told so, and a buyer whose money is better higher."""
    lines = said(("side: buy", f"side: {side}"), ("    better: lower\n", f"    better: {better}\n"))
    assert any(" PB038 " in line and f"side: {side}" in line for line in lines)


@pytest.mark.parametrize("side", ["internal", "person"])
def test_money_of_a_side_that_may_be_either(side: str) -> None:
    """Inside a company, and for oneself, money may be better either way; as a list it never is."""
    assert said(("side: buy", f"side: {side}")) == []
    (line,) = said(("side: buy", f"side: {side}"), ("    better: lower\n", "    better: listed\n"))
    assert line.endswith(f"With `side: {side}` the money is `better: higher` or `lower`.")
