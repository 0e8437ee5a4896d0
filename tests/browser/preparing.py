"""The sheet of the page that prepares one, and what Python gives for it. Used by the tests of that page."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ledger.playbook import POSITIONS
from ledger.playbook_reader import read
from ledger.prepare import case
from ledger.sheet import prepared
from tests.browser.asking import RESULT, rows
from tests.browser.standard import packages, packages_in

TOLD, SEALED, LIST = "[data-part=told]", "[data-part=sealed]", "[data-part=list] li"
NOTICE, ERROR = "[data-part=notice]", "[data-part=error]"
MIDDLES = """(marks) => marks.map(({ x, width }) => (
  Math.round((x.baseVal.value + width.baseVal.value / 2) * 10) / 10
))"""
"""Where the marks of the line of positions stand, 0 to 100."""


def marks(page: Page) -> dict[str, str]:
    """The figures of the line of positions, by name."""
    pairs = page.locator(f"{RESULT} .scale-bar__figures > div")
    return dict(
        zip(pairs.locator("dt").all_text_contents(), pairs.locator("dd").all_text_contents(), strict=True)
    )


def expect_sheet(page: Page, words: dict[str, Any]) -> None:
    """Everything that the result shows is what Python gave, to the letter."""
    names = {
        "opening": "Opening",
        "target": "Target",
        "hold": "Hold",
        "reservation": "Limit",
        "limit": "Limit",
    }
    assert marks(page) == {
        names.get(mark["name"], mark["name"]): mark["text"] for mark in words["scale"]["marks"]
    }
    places = page.locator(f"{RESULT} .scale-bar__mark").evaluate_all(MIDDLES)
    assert places == [mark["at"] for mark in reversed(words["scale"]["marks"])]
    for part in ("label", "unit"):
        expect(page.locator(f"{RESULT} [data-scale={part}]")).to_have_text(words["scale"][part])
    assert rows(page, "sheet") == [
        [
            f"{'●Must-have: ' if row['rank'] == 'must' else ''}{row['label']} {row['unit']}",
            *(row[name] for name in POSITIONS),
        ]
        for row in words["sheet"]
    ]
    expect(page.locator("[data-table=sheet] .sheet__limit")).to_have_text(
        [row["reservation"] for row in words["sheet"]]
    )
    assert page.locator("[data-part=red-lines] li").all_text_contents() == [
        f"{line['text']} {line['why']}{line['held']}" for line in words["limits"]["red_lines"]
    ]
    facts = page.locator("[data-part=facts] > div").all()
    assert [fact.locator("dt, dd").all_text_contents() for fact in facts] == words["limits"]["facts"]
    assert rows(page, "gives") == [
        [f"{row['label']} for {row['for'][0].lower()}{row['for'][1:]}", row["ours"], row["theirs"]]
        for row in words["trades"]["gives"]
    ]
    assert rows(page, "gets") == [
        [row["label"], row["ours"], row["theirs"]] for row in words["trades"]["gets"]
    ]
    assert packages(page) == packages_in(words["packages"])
    expect(page.locator("[data-slot=packages_note]")).to_have_text(words["packages_note"])
    warned = [f"{one['about']}: {one['text']}." for one in words["warnings"]]
    expect(page.locator("[data-part=warnings]")).to_be_visible(visible=bool(warned))
    assert page.locator("[data-list=warnings] li").all_text_contents() == warned


def words_of(model: dict[str, Any], inputs: dict[str, str], *alternatives: dict[str, str]) -> dict[str, Any]:
    """What CPython gives for these figures as typed."""
    return prepared(case(read(model), inputs, alternatives))


def file_of(folder: Path, name: str, content: object) -> Path:
    """A file to choose: a text as it is, any other value as JSON."""
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file
