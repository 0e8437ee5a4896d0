"""Rules read aloud: what is meant differently is said differently, and each part is called by its name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from ledger.rules import Kind, Node, parse
from ledger.spoken import Aloud, capital
from ledger.syntax import COMPARISONS

LABELS = {"price": "Annual price", "days": "Exit days", "baseline": "What you pay now", "g-ref": "Reference"}
ALOUD = Aloud(lambda id_: LABELS.get(id_, id_), LABELS, {"price": "EUR", "days": "days"})


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("min(batna, baseline) * 1.03", "(the lower of the BATNA and what you pay now) × 1.03"),
        ("min(batna, baseline * 1.03)", "the lower of the BATNA and (what you pay now × 1.03)"),
        ("min(batna, baseline) + 5", "(the lower of the BATNA and what you pay now) + 5"),
        ("max(1, min(2, 3), 4)", "the higher of 1, (the lower of 2 and 3) and 4"),
        ("max(1, min(2, 3, 4))", "the higher of 1 and (the lower of 2, 3 and 4)"),
        ("-min(1, 2)", "minus (the lower of 1 and 2)"),
        ("1 - (2 - 3)", "1 − (2 − 3)"),
        ("1 * (2 / 3)", "1 × (2 ÷ 3)"),
        (
            "npv_days(price, 30, 60, 0.08) * 2",
            "(the interest on annual price from day 30 to day 60, at 0.08 a year) × 2",
        ),
        ("0.0000001", "0.0000001"),
    ],
)
def test_sum_keeps_its_brackets(rule: str, text: str) -> None:
    """A list within a sum, and a sum within a list, stand in brackets: what is multiplied can be heard."""
    assert ALOUD.said(parse(rule).root) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("(urgent or price <= batna) and late", "(Urgent or annual price at most the BATNA) and late"),
        ("urgent or price <= batna and late", "Urgent or (annual price at most the BATNA and late)"),
        ("a and b and c", "A and b and c"),
        ("a or (b or c)", "A or (b or c)"),
        ("price between 1 and 5 and late", "(Annual price between 1 and 5) and late"),
        ("give g-ref or late", "(We give: Reference) or late"),
        ("price > min(1, 2) and late", "Annual price above (the lower of 1 and 2) and late"),
        ("30 <= days", "Exit days at least 30"),
        ("0 = price + days", "Annual price + exit days exactly 0"),
        ("batna > price", "Annual price below the BATNA"),
        ("price * 1.19 <= baseline", "Annual price × 1.19 at most what you pay now"),
        ("price > hold.price", "Annual price above hold"),
        ("price <= reservation.price", "Annual price at most limit"),
        ("price > volume.price", "Annual price above the volume of annual price"),
        ("1 < 2", "1 below 2"),
    ],
)
def test_condition_keeps_its_sense(rule: str, text: str) -> None:
    """Brackets where `and` and `or` meet, a term on the left, and its own positions without its name."""
    assert ALOUD.condition(parse(rule, "truth").root) == text


def sums() -> list[str]:
    """Every sum of two parts, each of which is a sum of two figures, or a figure."""
    small = ["price", "baseline"]
    inner = [*small, *joined(small, small)]
    return [*inner, *joined(inner, inner)]


def joined(left: list[str], right: list[str]) -> Iterator[str]:
    """Each pair with every sign and list between them, and each of the first turned round."""
    for one, other in product(left, right):
        yield from (f"({one}) {sign} ({other})" for sign in "+-*/")
        yield from (f"{name}({one}, {other})" for name in ("min", "max"))
    yield from (f"npv_days({one}, 1, 2, 0.5)" for one in left)
    yield from (f"-({one})" for one in left)


def conditions() -> list[str]:
    """Every `and` and `or` of two conditions, each of which is one of two others, or a single one."""
    small = [
        "late",
        "give g-ref",
        "price between 1 and days",
        "price <= min(days, 5)",
        "min(price, 5) > days",
    ]
    inner = [*small, *rows(small)]
    return [*inner, *rows(inner)]


def rows(found: list[str]) -> Iterator[str]:
    """Each pair with `and` and with `or` between them."""
    return (f"({one}) {sign} ({other})" for one, other in product(found, found) for sign in ("and", "or"))


@pytest.mark.parametrize(
    ("rules", "kind"), [(sums(), "number"), (conditions(), "truth")], ids=["sums", "conditions"]
)
def test_no_two_rules_are_said_alike(rules: list[str], kind: Kind) -> None:
    """Among all small rules, none is said in the words of another."""
    said: dict[str, str] = {}
    for rule in rules:
        words = ALOUD.said(parse(rule, kind).root)
        assert said.setdefault(words, rule) == rule, words


@pytest.mark.parametrize("sign", COMPARISONS)
def test_comparison_is_turned_to_its_term(sign: str) -> None:
    """A comparison means the same from either side, and is turned once at most."""
    there = parse(f"5 {sign} price", "truth")
    node = ALOUD.turned(there.root)
    assert [part.op for part in node.parts] == ["name", "number"]
    assert ALOUD.turned(node) == node
    for price in (4, 5, 6):
        turned = parse(f"price {node.op} 5", "truth")
        assert there.value({"price": price}) == turned.value({"price": price})


def limit(rule: str, figure: str = "") -> tuple[str, str] | None:
    """A red line in its two parts."""
    return ALOUD.limit(root(rule), figure)


def root(rule: str) -> Node:
    """The tree of a condition."""
    return parse(rule, "truth").root


@pytest.mark.parametrize(
    ("rule", "figure", "said", "way"),
    [
        ("price <= 230000.4", "", "Annual price: at most 230,000.4 EUR", ""),
        ("price <= batna", "97", "Annual price: at most the BATNA (97 EUR)", ""),
        ("price <= batna", "", "Annual price: at most the BATNA", ""),
        ("price <= baseline * 2", "97", "Annual price: at most 97 EUR", "what you pay now × 2"),
        ("price <= baseline * 2", "", "Annual price: at most what you pay now × 2", ""),
        ("1 = days", "", "Exit days: exactly 1 day", ""),
    ],
)
def test_red_line_of_one_term(rule: str, figure: str, said: str, way: str) -> None:
    """A number stands with its unit, a name with what it comes to, a sum as what it comes to by itself."""
    assert limit(rule, figure) == (said, way)


@pytest.mark.parametrize("rule", ["late", "baseline > 5", "price + 1 <= batna", "price <= 1 and late"])
def test_condition_that_is_no_limit(rule: str) -> None:
    """What compares no single term with anything has no words of this kind."""
    assert limit(rule) is None


@pytest.mark.parametrize(
    ("text", "sentence"), [("late", "Late"), ("(late or urgent)", "(Late or urgent)"), ("((", "(("), ("", "")]
)
def test_sentence_begins_with_a_capital(text: str, sentence: str) -> None:
    """Also where a bracket opens it."""
    assert capital(text) == sentence
