"""What a change of one figure does to red lines and approvals, and which changes of a rule mean nothing."""

import pytest

from site_build.playbooks.difference import Level, differences
from tests.site_build.playbook_samples import model


def levels(*changes: tuple[str, str]) -> list[tuple[Level, str, str]]:
    """The difference that some changes of the sound playbook make, as plain rows."""
    return [(one.level, one.part, one.text) for one in differences(model(), model(*changes))]


def test_moved_hold_is_a_moved_mandate() -> None:
    """Whoever may go further alone has another mandate: major, with the limit that moved."""
    first, second = levels(('hold: {rule: "baseline * 0.93"}', 'hold: {rule: "baseline * 0.96"}'))
    assert first == (
        "major",
        "approval",
        "“Annual price above hold”: the hold of annual price moves from 93,000 EUR a year "
        "to 96,000 EUR a year in the example, and the approval with it.",
    )
    assert second[:2] == ("minor", "term")


def test_moved_batna_is_a_moved_red_line() -> None:
    """Another value of the BATNA moves the red line that holds the price to it: major."""
    first, second = levels(('value: "rival_offer"', 'value: "rival_offer * 1.01"'))
    assert first[:2] == ("major", "red line")
    assert "the BATNA moves from 97,000 EUR a year to 97,970 EUR a year in the example" in first[2]
    assert second == (
        "minor",
        "playbook",
        "The value of the BATNA moves from 97,000 to 97,970 in the example; "
        "it is now the best other offer × 1.01, and was the best other offer.",
    )


def test_moved_figure_reaches_through_other_rules() -> None:
    """The hold is worked out of the target: who moves the target moves the mandate."""
    chained = ('hold: {rule: "baseline * 0.93"}', 'hold: {rule: "target.price * 1.03"}')
    old, new = (
        model(chained),
        model(chained, ('target: {rule: "baseline * 0.9"}', 'target: {rule: "baseline * 0.91"}')),
    )
    assert [(one.level, one.part) for one in differences(old, new)] == [
        ("major", "approval"),
        ("minor", "term"),
    ]


def test_figure_that_binds_nobody_is_minor() -> None:
    """A target that no red line and no approval counts with moves nobody's limit."""
    assert [row[0] for row in levels(('target: {rule: "60"}', 'target: {rule: "55"}'))] == ["minor"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rule: "price <= batna"', 'rule: "price  <=  batna"'),
        ('rule: "price <= batna"', 'rule: "(price ≤ batna)"'),
        ('when: "price > hold.price"', 'when: "price>hold.price"'),
        ('hold: {rule: "baseline * 0.93"}', 'hold: {rule: "(baseline × 0.930)"}'),
        ('value: "rival_offer"', 'value: "(rival_offer)"'),
        ('volume: "1"', 'volume: "1.0"'),
        ("applies_when: [case_sound]", 'applies_when: ["(case_sound)"]'),
    ],
)
def test_rule_that_means_the_same_is_a_patch(old: str, new: str) -> None:
    """Blanks, brackets and signs that change no meaning are a change of words, and told all the same."""
    (row,) = levels((old, new))
    assert row[0] == "patch"
