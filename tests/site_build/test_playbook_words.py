"""A playbook's rules as they are said: conditions, red lines with their units, figures, and what is odd."""

import pytest

from ledger.numbers import shown
from ledger.spoken import lower, measured
from site_build.models.playbook import RedLine
from site_build.playbooks.words import Words
from tests.site_build.playbook_samples import content, model


@pytest.fixture(scope="module")
def words() -> Words:
    """Those of the sound playbook."""
    return Words(model())


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (90, "days", "90 days"),
        (1, "days", "1 day"),
        (1, "working days", "1 working day"),
        (1, "days/week", "1 day a week"),
        (0.5, "days/month", "0.5 days a month"),
        (231_000, "EUR/year", "231,000 EUR a year"),
        (40, "EUR/hour", "40 EUR an hour"),
        (20, "% of hours", "20% of hours"),
        (1.5, "multiple of annual fees", "1.5 × annual fees"),
        (-3, "hours", "−3 hours"),
        (3, "", "3"),
    ],
)
def test_figure_with_its_unit(value: float, unit: str, text: str) -> None:
    """A figure stands with its unit, one of it in the singular, and a rate as it is spoken."""
    assert measured(shown(value), unit) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("price <= batna", "Annual price: at most the BATNA (97,000 EUR a year)"),
        ("payment_days >= 30", "Payment term: at least 30 days"),
        ("price <= baseline * 1.5", "Annual price: at most 150,000 EUR a year"),
        ("price <= unheard_of * 2", "Annual price: at most unheard of × 2"),
        ("price <= 230000.4", "Annual price: at most 230,000.4 EUR a year"),
        ("payment_days >= 1250.6", "Payment term: at least 1,250.6 days"),
        ("payment_days <= 0.125", "Payment term: at most 0.125 days"),
        ("60 >= payment_days", "Payment term: at most 60 days"),
        ("batna >= price", "Annual price: at most the BATNA (97,000 EUR a year)"),
        ("price * 1.19 <= baseline", "Annual price × 1.19 at most what it costs now"),
        ("price <= payment_days", "Annual price: at most payment term"),
        ("price > batna and payment_days < 10", "Annual price above the BATNA and payment term below 10"),
        ("baseline > 3", "What it costs now above 3"),
        ("No ! rule", "No ! rule"),
    ],
)
def test_red_line_is_said_with_its_unit(words: Words, rule: str, text: str) -> None:
    """A red line says its term, the sign in words and a figure with the term's unit, also for a sum."""
    line = RedLine(id="r-x", rule=rule, why="why", on_breach="stop")
    assert words.red_line(line).said == text


@pytest.mark.parametrize(
    "change",
    [
        ('"min(batna, baseline)"', '"unheard_of"'),
        ('"min(batna, baseline)"', '"what is this"'),
        ('hold: {rule: "baseline * 0.93"}', 'hold: {rule: "unheard_of"}'),
        ('target: {rule: "60"}', 'target: {rule: "1 / (baseline - baseline)"}'),
        ('volume: "1"', 'volume: "unheard_of"'),
        ('volume: "1"', 'volume: "what is this"'),
        ('volume: "1"', 'volume: "0"'),
        ('value: "rival_offer"', 'value: "what is this"'),
    ],
)
def test_red_line_is_said_beside_a_rule_without_a_value(change: tuple[str, str]) -> None:
    """A playbook that is not sound yet is read as far as it goes, so that its faults can be told."""
    said = Words(model(change)).limit("price <= baseline")
    assert said == "Annual price: at most what it costs now (100,000 EUR a year)"


def test_sum_of_a_red_line_is_kept(words: Words) -> None:
    """Where the sheet has a sum's figure alone, its words are there for the reasons below."""
    line = RedLine(id="r-x", rule="price <= baseline * 1.5", why="why", on_breach="escalate")
    said, rule, why, breach = words.red_line(line)
    assert said == "Annual price: at most 150,000 EUR a year"
    assert rule == "Annual price: at most 150,000 EUR a year (what it costs now × 1.5)"
    assert (why, breach) == ("why", "escalate")
    plain = RedLine(id="r-y", rule="payment_days >= 30", why="why", on_breach="stop")
    assert words.red_line(plain).rule == ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("min(batna, baseline)", "the lower of the BATNA and what it costs now"),
        ("max(1, 2, baseline)", "the higher of 1, 2 and what it costs now"),
        ("hold.price * (1 + 0.5)", "the hold of annual price × (1 + 0.5)"),
        ("reservation.price - (1 - 2)", "the limit of annual price − (1 − 2)"),
        ("1 / (2 * 3)", "1 ÷ (2 × 3)"),
        ("-(1 + 2)", "minus (1 + 2)"),
        (
            "worth.t-pay60 + costs.g-forecast",
            "what “60 days to pay” is worth + what “a forecast every quarter” costs",
        ),
        (
            "npv_days(baseline, 30, 60, 0.08)",
            "the interest on what it costs now from day 30 to day 60, at 0.08 a year",
        ),
        ("0.0909", "0.0909"),
        ("250000", "250,000"),
        ("what is this", "what is this"),
    ],
)
def test_rule_is_said(words: Words, rule: str, text: str) -> None:
    """A rule names its figures by their labels, keeps its brackets and its decimals, and is never lost."""
    assert words.said(rule) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("price > hold.price", "Annual price above hold"),
        ("price < reservation.price", "Annual price below limit"),
        ("give g-forecast", "We give: A forecast every quarter"),
        ("price between 1 and 2000", "Annual price between 1 and 2,000"),
        ("case_sound", "Case sound"),
        ("case_sound or price = 3", "Case sound or annual price exactly 3"),
    ],
)
def test_condition_is_said(words: Words, rule: str, text: str) -> None:
    """A condition begins with a capital, and a position of the term itself needs no name."""
    assert words.condition(rule) == text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Annual price", "annual price"),
        ("BATNA", "BATNA"),
        ("A forecast", "a forecast"),
        ("60 days", "60 days"),
        ("", ""),
    ],
)
def test_label_within_a_sentence(label: str, text: str) -> None:
    """A label loses its capital within a sentence, an abbreviation does not."""
    assert lower(label) == text


def test_every_red_line_of_ours_has_a_figure() -> None:
    """On the sheet each red line of our playbooks says a number, and none shows the rule language."""
    for entry in content().playbooks:
        words = Words(entry.model)
        for line in entry.model.red_lines:
            said = words.red_line(line).said
            assert any(letter.isdigit() for letter in said), said
            assert not set("_*<>=") & set(said), said
