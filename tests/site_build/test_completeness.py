"""What has to be there for every style, every pair of styles and every area of the question bank."""

from pathlib import Path

import pytest

from assessment.quiz import bundled_bank
from assessment.styles import STYLES
from assessment.table import BankError
from site_build import completeness
from tests.site_build.copies import ROOT, change, loaded, said

LEAKS = "content/_data/leaks.yml"


def test_missing_style_page_is_named(project: Path) -> None:
    """CT001: a result that the assessment can give has its page."""
    (project / "content" / "styles" / "owl-monkey.md").unlink()
    wanted = (
        "content/styles/owl-monkey.md:1:1: CT001 a result of the assessment has no page. Write this page."
    )
    assert wanted in said(project)


def test_style_page_under_another_name_is_named(project: Path) -> None:
    """CT001: a style page's `styles` agree with its name, in the order of the instrument."""
    page = project / "content" / "styles" / "lion-owl.md"
    change(page, "styles: [lion, owl]", "styles: [owl, lion]")
    (line,) = said(project)
    assert line.startswith("content/styles/lion-owl.md:")
    assert line.endswith(":1: CT001 `styles` says owl-lion, the file's name says lion-owl.")


def test_missing_pair_is_named(project: Path) -> None:
    """CT001: each style meets each style, itself too, on a page."""
    for name in ("owl-meets-lion", "lion-meets-lion"):
        (project / "content" / "pairs" / f"{name}.md").unlink()
    wanted = "CT001 a pair of styles has no page. Write this page."
    lines = [line for line in said(project) if "pair of styles" in line]
    assert lines == [
        f"content/pairs/lion-meets-lion.md:1:1: {wanted}",
        f"content/pairs/owl-meets-lion.md:1:1: {wanted}",
    ]


def test_pair_under_another_name_is_named(project: Path) -> None:
    """CT001: the two styles of a pair agree with the name of its file, in their order."""
    change(project / "content" / "pairs" / "lion-meets-owl.md", "they: owl", "they: monkey")
    assert said(project) == [
        "content/pairs/lion-meets-owl.md:5:1: CT001 `you` and `they` say lion-meets-monkey, "
        "the file's name says lion-meets-owl. Change the one that is wrong."
    ]


def test_pair_that_stands_twice_is_named(project: Path) -> None:
    """CT001: a second page for a pair, under whatever name, is named and not shown in the table."""
    pairs = project / "content" / "pairs"
    text = (pairs / "lion-meets-owl.md").read_text(encoding="utf-8")
    text = text.replace('title: "', 'title: "Again, ').replace('description: "', 'description: "Now: ')
    (pairs / "owl-met-by-lion.md").write_text(text, encoding="utf-8")
    (line,) = said(project)
    assert line.startswith("content/pairs/owl-met-by-lion.md:5:1: CT001 `you` and `they` say lion-meets-owl,")


@pytest.mark.parametrize(
    ("key", "old", "new", "place", "hint"),
    [
        ("you", "you: lion", "you: loin", "5:1", 'Did you mean "lion"?'),
        ("they", "they: owl", "they: bear", "6:1", "Known: dolphin, lion, monkey, owl."),
    ],
)
def test_unknown_style_of_a_pair_is_named(
    project: Path, key: str, old: str, new: str, place: str, hint: str
) -> None:
    """CT001: a pair is of styles of the instrument, and an unknown one is named with the nearest."""
    change(project / "content" / "pairs" / "lion-meets-owl.md", old, new)
    name = new.partition(": ")[2]
    assert said(project) == [
        f'content/pairs/lion-meets-owl.md:{place}: CT001 "{name}" is no known name for {key}. {hint}'
    ]


def test_pairs_are_those_of_the_instrument() -> None:
    """The project has a page for each of the sixteen pairs, once, and no other."""
    names = [entry.model.name for entry in loaded(ROOT).pairs]
    assert names == [f"{you}-meets-{they}" for you in STYLES for they in STYLES]


def test_area_without_a_move_is_named(project: Path) -> None:
    """CT001: every area of the question bank has a move that answers it."""
    text = (project / LEAKS).read_text(encoding="utf-8")
    change(project / LEAKS, text[text.index("trading:") : text.index("absence:")], "")
    assert said(project) == [
        f'{LEAKS}:1:1: CT001 the area "trading" of the question bank has no move. '
        "Add it, with `move:` and `why:`."
    ]


def test_unknown_area_is_named(project: Path) -> None:
    """CT001: an area that the question bank does not have is named at its line, with the nearest."""
    change(project / LEAKS, "questions:", "question:")
    line = (project / LEAKS).read_text(encoding="utf-8").split("\n").index("question:") + 1
    assert said(project) == [
        f'{LEAKS}:1:1: CT001 the area "questions" of the question bank has no move. '
        "Add it, with `move:` and `why:`.",
        f'{LEAKS}:{line}:1: CT001 "question" is no known area of the question bank. '
        'Did you mean "questions"?',
    ]


def test_unknown_move_of_an_area_is_named(project: Path) -> None:
    """CT001: a move that no playbook has is named at its line, with the nearest."""
    change(project / LEAKS, "move: seal-the-limits", "move: seal-the-limit")
    line = (project / LEAKS).read_text(encoding="utf-8").split("\n").index("  move: seal-the-limit") + 1
    assert said(project) == [
        f'{LEAKS}:{line}:3: CT001 "seal-the-limit" is no known name for move. Did you mean "seal-the-limits"?'
    ]


def test_every_area_is_answered_by_another_move() -> None:
    """Two areas of the bank never send a visitor to the same move."""
    answers = loaded(ROOT).data.leaks
    assert set(answers) == {area.id for area in bundled_bank().areas}
    assert len({answer.move for answer in answers.values()}) == len(answers)


def test_broken_bank_is_left_to_its_own_check(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that cannot be read is the matter of `check_bank`, and stops no other check."""

    def broken() -> None:
        raise BankError("bank-toml", "", "cannot be read", "Mend it.")

    monkeypatch.setattr(completeness, "bundled_bank", broken)
    assert said(project) == []
