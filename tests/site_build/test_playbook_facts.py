"""What only the deal can tell: a fact is compared between versions, and the page says what it means."""

from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from site_build.models.playbook import Playbook
from site_build.playbooks.difference import differences
from site_build.playbooks.words import Words
from site_build.text import blanks
from tests.site_build.copies import ROOT
from tests.site_build.playbook_samples import SOUND, lint, model, replaced

FACTS = """\
facts:
  - {id: budget_frozen, means: "the CFO has frozen the budget in writing"}
  - {id: idle, means: "nobody asks <this>"}

terms:
"""
DECLARED = ("terms:\n", FACTS)
RED = ('rule: "price <= batna"', 'rule: "price <= batna or budget_frozen"')
NEED = ('when: "price > hold.price"', 'when: "price > hold.price and budget_frozen"')
SCOPE = ("applies_when: [case_sound]", "applies_when: [case_sound, budget_frozen]")
BEFORE, AFTER = "the CFO has frozen the budget in writing", "somebody on their side smiled"


@pytest.mark.parametrize("used", [RED, NEED, SCOPE], ids=["red line", "approval", "scope"])
def test_fact_that_means_something_else_is_a_major_change(used: tuple[str, str]) -> None:
    """A red line, an approval or a scope that names it binds otherwise, though its words stand as before."""
    old, new = model(DECLARED, used), model(DECLARED, used, (BEFORE, AFTER))
    (change,) = differences(old, new)
    assert change[:3] == (
        "major",
        "fact",
        f"“Budget frozen”: what it means is now “{AFTER}”, and was “{BEFORE}”.",
    )


def test_fact_that_nothing_names_is_a_minor_change() -> None:
    """What no condition rests on binds nobody."""
    (change,) = differences(model(DECLARED), model(DECLARED, (BEFORE, AFTER)))
    assert (change.level, change.part) == ("minor", "fact")


def test_fact_that_comes_and_goes() -> None:
    """A fact that a condition names is major, also where its id is new; another is minor."""
    declared, renamed = model(DECLARED, RED), model(DECLARED, RED, ("id: budget_frozen", "id: frozen_budget"))
    assert [one[:3] for one in differences(declared, renamed)] == [
        ("major", "fact", "No longer a fact: “Budget frozen”."),
        ("minor", "fact", "New fact: “Frozen budget”."),
    ]
    assert [one[:3] for one in differences(model(), model(DECLARED))] == [
        ("minor", "fact", "New fact: “Budget frozen”."),
        ("minor", "fact", "New fact: “Idle”."),
    ]


def test_version_follows_a_fact() -> None:
    """The linter asks for a new version when a fact means something else than in the kept one."""
    before = replaced(SOUND, DECLARED, RED)
    found = lint(replaced(before, (BEFORE, AFTER)), kept=(model(DECLARED, RED),))
    assert [one.message for one in found if one.code == "PB013"] == [
        "the playbook has changed, and the version is still 0.1.0: "
        f"“Budget frozen”: what it means is now “{AFTER}”, and was “{BEFORE}”"
    ]


def reasons(playbook: Playbook) -> str:
    """The part of the page below the sheet that says why there are red lines."""
    words = Words(playbook)
    theme = Environment(loader=FileSystemLoader(ROOT / "theme"))
    theme.filters["blanks"] = blanks
    sheet: Any = theme.get_template("components/playbook/sheet.html").module
    return str(sheet.reasons([words.red_line(line) for line in playbook.red_lines], words.facts()))


def test_page_says_what_a_fact_means() -> None:
    """Below the sheet, where a red line or an approval names it; without one there is no such row."""
    for used in (RED, NEED):
        text = reasons(model(DECLARED, used))
        assert f"<dt>Only the deal can tell</dt><dd><strong>Budget frozen</strong>: {BEFORE}.</dd>" in text
        assert "Idle" not in text
    assert "Only the deal" not in reasons(model(DECLARED))
    assert "nobody asks &lt;this&gt;." in reasons(
        model(DECLARED, (RED[0], RED[1].replace("budget_frozen", "idle")))
    )


def test_rule_that_cannot_be_read_names_no_fact() -> None:
    """The rest of the playbook is read all the same."""
    assert Words(model(DECLARED, NEED, (RED[0], 'rule: "price ! batna"'))).facts() == [
        ("Budget frozen", BEFORE)
    ]
