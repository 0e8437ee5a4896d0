"""What no single file can tell: names and titles that have to agree across files."""

import re
from pathlib import Path

import pytest

from site_build import checks
from tests.site_build.copies import PLACE, ROOT, SAMPLE, broken, change, loaded, said


def test_content_of_the_project_passes() -> None:
    """The project's own content has no problem, and neither has its question bank."""
    assert said(ROOT) == []
    assert checks.check_bank(ROOT / "assessment" / "bank" / "v1.toml", "v1.toml") == []


def test_sample_passes(project: Path) -> None:
    """The article that the tests below break is sound before."""
    assert said(project) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("[editors]", "[editor]", "6:11", '"editor" is no known name for authors. Did you mean "editors"?'),
        (
            "[system, style]",
            "[system, styles]",
            "7:18",
            '"styles" is no known name for topics. Did you mean "style"?',
        ),
        (
            "series: the-system",
            "series: the-sistem",
            "8:1",
            '"the-sistem" is no known name for series. Did you mean "the-system"?',
        ),
        (
            "[lion, owl]",
            "[lion, bear]",
            "9:16",
            '"bear" is no known name for styles. Known: dolphin, lion, monkey, owl.',
        ),
        (
            "cta: assessment",
            "cta: asessment",
            "11:1",
            '"asessment" is no known name for cta. Did you mean "assessment"?',
        ),
        (
            "move: if-you-then-we",
            "move: if-you-then-they",
            "12:1",
            '"if-you-then-they" is no known name for move. Did you mean "if-you-then-we"?',
        ),
    ],
)
def test_name_that_points_at_nothing(project: Path, old: str, new: str, place: str, message: str) -> None:
    """CT001: an unknown author, topic, series, style, call or move is named where it stands."""
    assert broken(project, old, new) == [f"{PLACE}:{place}: CT001 {message}"]


def test_unknown_block_is_named(project: Path) -> None:
    """CT001: a block that Markdown would print as text is named, and so is the part that is now missing."""
    assert broken(project, "/// insight", "/// insigth") == [
        f"{PLACE}:1:1: CT007 the article lacks an insight box. Add a block `/// insight`.",
        f'{PLACE}:28:1: CT001 "insigth" is no known block. Did you mean "insight"?',
    ]


def test_unknown_call_in_a_block_is_named(project: Path) -> None:
    """CT001: a call to action that is not in the data is named at its block, on every kind of page."""
    about = project / "content" / "pages" / "about.md"
    last = about.read_text(encoding="utf-8").count("\n") + 1
    about.write_text(about.read_text(encoding="utf-8") + "\n/// cta | dem\n///\n", encoding="utf-8")
    line = f'content/pages/about.md:{last + 1}:1: CT001 "dem" is no known name for cta. Did you mean "demo"?'
    assert said(project) == [line]


def test_unknown_style_of_a_style_page_is_named(project: Path) -> None:
    """CT001: a style page speaks of styles of the instrument."""
    page = project / "content" / "styles" / "lion-owl.md"
    change(page, "styles: [lion, owl]", "styles: [lion, bear]")
    column = len("styles: [lion, ") + 1
    (line,) = [line for line in said(project) if "no known name" in line]
    assert line.endswith(
        f':{column}: CT001 "bear" is no known name for styles. Known: dolphin, lion, monkey, owl.'
    )


def test_unknown_lead_of_a_list_is_named(project: Path) -> None:
    """CT001: the article that leads a list is one of the articles."""
    page = project / "content" / "pages" / "about.md"
    change(page, "\nkind: page\n", "\nkind: page\nlead: simple\n")
    (line,) = said(project)
    assert re.fullmatch(
        r'content/pages/about\.md:\d+:1: CT001 "simple" is no known name for lead\. Did you mean "sample"\?',
        line,
    )


def test_missing_call_of_the_templates_is_named(project: Path) -> None:
    """CT001: the two calls that templates use are in the data."""
    ctas = project / "content" / "_data" / "ctas.yml"
    change(ctas, "\ndemo:", "\ndemonstration:")
    assert said(project)[0] == (
        'content/_data/ctas.yml:1:1: CT001 the call to action "demo" is missing, which the templates use. '
        "Write it anew."
    )


@pytest.mark.parametrize("key", ["title", "description"])
def test_text_that_stands_on_two_pages(project: Path, key: str) -> None:
    """CT002: a title or description that another page has is named at the second of the two."""
    about = next(entry for entry in loaded(project).pages if entry.source == "pages/about.md")
    text = SAMPLE.split("\n")
    line = next(number for number, line in enumerate(text, 1) if line.startswith(f"{key}:"))
    value = getattr(about.model, key)
    assert broken(project, text[line - 1], f'{key}: "{value}"') == [
        f"{PLACE}:{line}:1: CT002 the {key} stands in content/pages/about.md too. "
        f"Give this page a {key} of its own."
    ]
