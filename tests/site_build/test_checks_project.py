"""One reading of a project for both edges: what they are told of it, and what each leaves to the other."""

from functools import partial
from pathlib import Path

from site_build import checks
from site_build.checks.project import Read, read
from tests.site_build.copies import DAY, PLACE, change


def of(root: Path, *, published: bool = False) -> Read:
    """The project as an edge reads it."""
    return read(root / "mkdocs.yml", root / "content", DAY, published=published)


def test_settings_content_and_faces_are_all_looked_at(project: Path) -> None:
    """A setting, a link, a title and a sheet that are wrong are all named at once, by place."""
    change(project / "mkdocs.yml", "    repository:", "    repositry:")
    change(project / PLACE, "../styles/lion.md", "../styles/bear.md")
    change(project / PLACE, "title: A sample", "title: Ж sample")
    kit = project / "content" / "kit" / "lion.md"
    text = kit.read_text(encoding="utf-8")
    kit.write_text(text.replace("\nwell: ", "\nwell: Ж ", 1), encoding="utf-8")
    found = of(project)
    assert [(problem.path, problem.code) for problem in found.problems] == [
        (PLACE, "CD001"),
        (PLACE, "CT008"),
        ("content/kit/lion.md", "CD001"),
        ("mkdocs.yml", "ST001"),
        ("mkdocs.yml", "ST001"),
    ]
    assert found.settings is None
    assert found.library


def test_what_cannot_be_read_is_told_without_the_rest(project: Path) -> None:
    """Content that is no library is not checked as one; the settings stand all the same."""
    change(project / PLACE, "title: A sample", "titel: A sample")
    found = of(project)
    assert (found.library, {problem.code for problem in found.problems}) == (None, {"FM003", "FM004"})
    assert found.settings


def test_links_to_what_is_left_out_are_told_once(project: Path) -> None:
    """Of what is published alone, a link to a draft is a problem too, and no other problem stands twice."""
    change(project / PLACE, "status: published", "status: draft")
    change(project / PLACE, "[editors]", "[nobody]")
    style = project / "content" / "styles" / "lion.md"
    change(style, "\n## What it costs", "\n[S](../articles/sample.md), [B](bear.md)\n\n## What it costs")
    whole, part = of(project), of(project, published=True)
    shown = [(problem.path, problem.code) for problem in whole.problems]
    assert shown == [(PLACE, "CT001"), ("content/styles/lion.md", "CT008")]
    assert [(problem.path, problem.code) for problem in part.problems] == [
        *shown,
        ("content/styles/lion.md", "CT008"),
    ]
    assert whole.library
    assert part.library
    assert {entry.source for entry in whole.library.entries} - {
        entry.source for entry in part.library.entries
    } >= {"articles/sample.md"}


def test_memories_change_nothing_that_is_said(project: Path) -> None:
    """Who reads again with what was kept is told the same."""
    change(project / PLACE, "../styles/lion.md", "../styles/bear.md")
    again = partial(
        read, project / "mkdocs.yml", project / "content", DAY, files={}, told=checks.Seen(), published=True
    )
    assert again().problems == again().problems == of(project, published=True).problems != []
