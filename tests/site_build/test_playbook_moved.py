"""What a change of one figure does to red lines and approvals, and which changes of a rule mean nothing."""

import pytest

from site_build.playbooks.compared import Level
from site_build.playbooks.difference import differences, summary
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
    ("old", "was", "now", "text"),
    [
        (
            'rule: "price <= batna"',
            'rule: "price <= 230000.4"',
            'rule: "price <= 230000.2"',
            "“Annual price: at most 230,000.2 EUR a year”: "
            "it was “Annual price: at most 230,000.4 EUR a year”.",
        ),
        (
            'rule: "price <= batna"',
            'rule: "(case_a or price <= batna) and case_b"',
            'rule: "case_a or price <= batna and case_b"',
            "“Case a or (annual price at most the BATNA and case b)”: "
            "it was “(Case a or annual price at most the BATNA) and case b”.",
        ),
        (
            "{amount: 300, basis",
            "{amount: 9000.4, basis",
            "{amount: 9000.2, basis",
            "A forecast every quarter: what it costs us is now 9,000.2, and was 9,000.4.",
        ),
        (
            "{low: 400, high: 2000",
            "{low: 400, high: 2000.4",
            "{low: 400, high: 2000.2",
            "A forecast every quarter: what it is worth to them is now 400 to 2,000.2, a guess, "
            "and was 400 to 2,000.4, a guess.",
        ),
        (
            '"min(batna, baseline)"',
            '"min(batna, baseline) * 1.03"',
            '"min(batna, baseline * 1.03)"',
            "Annual price: the limit moves from 99,910 EUR a year to 97,000 EUR a year in the example; "
            "it is now the lower of the BATNA and (what it costs now × 1.03), "
            "and was (the lower of the BATNA and what it costs now) × 1.03.",
        ),
        (
            'hold: {rule: "45"}',
            'hold: {rule: "target.payment_days * 0.751"}',
            'hold: {rule: "target.payment_days * 0.75102"}',
            "Payment term: the hold position moves from 45.06 days to 45.061 days in the example; it is now "
            "the target of payment term × 0.75102, and was the target of payment term × 0.751.",
        ),
    ],
)
def test_small_move_is_told_apart(old: str, was: str, now: str, text: str) -> None:
    """However little moves, and however alike two rules look, the difference says from where to where."""
    assert [one.text for one in differences(model((old, was)), model((old, now)))] == [text]


def test_number_below_nothing_says_it_itself() -> None:
    """Of two numbers, also below nothing, it is not said again from where to where they move."""
    first = 'opening: {rule: "75"'
    old, new = (model((first, f'opening: {{rule: "{number}"')) for number in ("-5", "-6.5"))
    assert [one.text for one in differences(old, new)] == [
        "Payment term: the opening is now −6.5 days, and was −5 days."
    ]


def test_limit_that_moves_by_less_than_is_shown() -> None:
    """Of a limit that is worked out there are as many decimals as it takes to see that it moved."""
    old, new = (model(('"min(batna, baseline)"', f'"baseline * 0.9{end}"')) for end in ("00001", "00003"))
    assert summary(old, new) == (
        "The limit of “Annual price” moved from 90,000.1 EUR a year to 90,000.3 EUR a year in the example."
    )


INPUT = "  - {id: rival_offer, label: The best other offer, unit: EUR/year, example: 97000}\n"
TWIN = INPUT.replace("rival_offer", "older_offer").replace("97000", "96000")


def test_other_rule_in_the_same_words_is_no_change_of_words() -> None:
    """Two figures of one name: that the words stay does not mean that the rule does."""
    twin, hold = (INPUT, INPUT + TWIN), 'hold: {rule: "baseline * 0.93"}'
    old, new = (model(twin, (hold, f'hold: {{rule: "{name}"}}')) for name in ("rival_offer", "older_offer"))
    major, minor = differences(old, new)
    assert (major.level, minor.level) == ("major", "minor")
    assert minor.text == (
        "Annual price: the hold position counts with another figure of the same name, "
        "and moves from 97,000 EUR a year to 96,000 EUR a year in the example: the best other offer."
    )


def test_other_cost_in_the_same_words() -> None:
    """The same of a cost, which is no rule but holds one."""
    twin, cost = (INPUT, INPUT + TWIN), 'volume: "1"'
    old, new = (model(twin, (cost, f'volume: "{name}"')) for name in ("rival_offer", "older_offer"))
    (change,) = differences(old, new)
    assert change.text == (
        "Annual price: the cost of a step counts with another figure of the same name: "
        "one unit × the best other offer."
    )


def test_other_approval_of_the_same_approver() -> None:
    """A give that needs another approval of the same person needs another one, though the name stays."""
    needs, approval = "approval: a-reference", "within: 3d}\n"
    second = 'within: 3d}\n  - {id: a-second, when: "price > 1", who: Head of Communications, within: 3d}\n'
    old, new = model((approval, second)), model((approval, second), (needs, "approval: a-second"))
    assert [one.text for one in differences(old, new)] == [
        "A public reference: the approval it needs is another one of the same name: Head of Communications."
    ]


def test_amount_that_becomes_a_rule_of_the_same_number() -> None:
    """An amount and a rule that is that number say the same."""
    (change,) = differences(model(), model(("{amount: 300, basis", '{rule: "300.0", basis')))
    assert (change.level, change.text) == (
        "patch",
        "A forecast every quarter: what it costs us is written in another way, and says the same: 300.",
    )


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
