"""What the live preview makes anew after a change, and what it leaves."""

from datetime import date
from pathlib import Path

import pytest

from site_build import library, pages
from site_build.library import Library
from site_build.pages import PagePlan
from site_build.preview import Preview
from tests.site_build.copies import DAY, PLACE, ROOT, change

SAMPLE = PLACE.removeprefix("content/")


class Desk:
    """A preview over a project, built again and again."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.preview = Preview()

    def build(self, shared: object = "same", day: date = DAY) -> set[str]:
        """What is made anew now."""
        found, problems = library.load(self.project / "content", self.preview.seen)
        assert found, problems
        plans = pages.plan(found, day)
        stale = self.preview.stale(plans, found, shared)
        self.gone = self.preview.keep(plans, found, shared)
        self.found, self.plans = found, plans
        return stale

    found: Library
    plans: dict[str, PagePlan]
    gone: set[str]


@pytest.fixture
def desk(project: Path) -> Desk:
    """A preview that has built the project once."""
    made = Desk(project)
    assert made.build() == set(made.plans)
    return made


def test_nothing_changed_makes_nothing(desk: Desk) -> None:
    """A second build over the same files makes no page anew, and reads none."""
    before = desk.found
    assert desk.build() == set()
    assert all(
        one.model is other.model for one, other in zip(before.entries, desk.found.entries, strict=True)
    )


def test_change_of_words_makes_that_page(desk: Desk) -> None:
    """New words in an article's body change its page and no other: lists show its front matter alone."""
    change(desk.project / PLACE, "The first claim has", "The very first claim has")
    assert desk.build() == {SAMPLE}


def test_change_of_a_title_makes_the_lists(desk: Desk) -> None:
    """A new title shows wherever the article is listed."""
    change(desk.project / PLACE, "title: A sample for the tests", "title: Another name for it")
    assert {SAMPLE, "articles/index.md"} <= desk.build()


def test_change_of_a_style_makes_what_shows_it(desk: Desk) -> None:
    """Style pages stand on other pages too; articles and playbooks are left as they are."""
    change(desk.project / "content/styles/lion.md", "\n## What it costs", "\nAnew.\n\n## What it costs")
    stale = desk.build()
    assert {"styles/lion.md", "pages/assessment.md"} <= stale
    assert SAMPLE not in stale


def test_change_of_what_is_shared_makes_all(desk: Desk) -> None:
    """Settings, data and templates change every page."""
    assert desk.build("other") == set(desk.plans)
    assert desk.build("other") == set()


def test_failed_build_is_made_again(desk: Desk) -> None:
    """What has not been kept is still to be made: a build that broke off counts for nothing."""
    change(desk.project / PLACE, "The first claim has", "The very first claim has")
    found, _ = library.load(desk.project / "content", desk.preview.seen)
    assert found
    plans = pages.plan(found, DAY)
    assert SAMPLE in desk.preview.stale(plans, found, "same")
    assert SAMPLE in desk.preview.stale(plans, found, "same")


def test_addresses_that_are_no_more_are_told(desk: Desk) -> None:
    """A renamed article leaves no page at its old address."""
    (desk.project / PLACE).rename(desk.project / "content" / "articles" / "renamed.md")
    assert "articles/renamed.md" in desk.build()
    assert desk.gone == {"articles/sample/"}


def test_library_reads_what_changed_alone(project: Path) -> None:
    """With its memory the library is the same as without, problems included."""
    seen: library.Seen = {}
    library.load(project / "content", seen)
    change(project / PLACE, "status: published", "status: done")
    assert library.load(project / "content", seen) == library.load(project / "content")
    assert library.load(project / "content", seen)[1]


def test_project_has_pages(project: Path) -> None:
    """The copies that these tests build have the site's own pages beside the sample."""
    assert len(list((project / "content").rglob("*.md"))) > len(
        list((ROOT / "content" / "styles").glob("*.md"))
    )
