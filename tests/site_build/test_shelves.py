"""The pages of topics, series and authors, and an article's part in its series."""

from pathlib import Path

from site_build import pages, schedule
from site_build.shelves import Parts, shelves
from tests.site_build.copies import DAY, PLACE, ROOT, change, loaded


def test_every_name_that_an_article_has_has_its_page(project: Path) -> None:
    """Each topic, series and author of a listed article has a page that lists it; others have none."""
    library = loaded(project)
    found = {
        shelf.url: [entry.slug for entry in shelf.articles] for shelf in shelves(library, library.articles)
    }
    for entry in library.articles:
        for url in (
            *(f"topics/{name}/" for name in entry.model.topics),
            *(f"authors/{name}/" for name in entry.model.authors),
            f"series/{entry.model.series}/",
        ):
            assert entry.slug in found[url]
    assert all(found.values())
    assert [*shelves(library, ())] == []


def test_shelf_is_edited_where_its_words_stand(project: Path) -> None:
    """A page that no file of content stands for leads to the data file with its words."""
    plans = pages.plan(loaded(project), DAY)
    assert plans["topics/system.shelf.md"].edit == "content/_data/topics.yml"
    assert plans["authors/editors.shelf.md"].edit == "content/_data/authors.yml"
    for source, plan in plans.items():
        assert (ROOT / plan.edit).is_file() or source == PLACE.removeprefix("content/"), source


def test_parts_follow_the_date(project: Path) -> None:
    """Parts count from the oldest article, each with its neighbours; one article alone is no series."""
    library = loaded(project)
    row = [entry for entry in library.articles if entry.model.series == "the-system"]
    parts = {entry.slug: Parts(library.articles).of(entry) for entry in row}
    numbers = sorted(found.number for found in parts.values() if found)
    assert numbers == list(range(1, len(row) + 1))
    for entry in row:
        found = parts[entry.slug]
        assert found
        assert found.count == len(row)
        assert (found.before is None) == (found.number == 1)
        assert (found.after is None) == (found.number == len(row))
        if found.before:
            assert found.before.model.date <= entry.model.date
    assert Parts([row[0]]).of(row[0]) is None


def test_unlisted_article_is_in_no_list(project: Path) -> None:
    """A draft and an expired article keep their pages, and no other page's lists have them."""
    for line in ("status: draft", "status: published\nexpires_on: 2026-11-25"):
        before = (project / PLACE).read_text(encoding="utf-8")
        change(project / PLACE, "status: published", line)
        plans = pages.plan(loaded(project), DAY)
        assert plans["articles/sample.md"].context["told"]
        for plan in plans.values():
            listed = [*plan.context.get("more", ()), *plan.context.get("latest", ())]
            if plan.template in ("articles-index.html", "home.html"):
                listed += plan.context["listed"]
            if plan.template == "shelf.html":
                listed += plan.context["model"].articles
            assert "sample" not in [entry.slug for entry in listed], plan.url
        (project / PLACE).write_text(before, encoding="utf-8")


def test_state_is_told_in_words(project: Path) -> None:
    """Each state that is not as it should be has its sentence, with its day."""
    gone = "Expired on 25 November 2026: kept at its address, and in no list any more."
    said = {
        "status: draft": "Draft: not part of the published site.",
        "status: review": "In review: not part of the published site.",
        "status: published\npublish_at: 2026-12-01": "Scheduled: on the site from 1 December 2026.",
        "status: published\nexpires_on: 2026-11-25": gone,
        "status: published\nreview_by: 2026-11-30": "Due for review since 30 November 2026.",
        "status: published\nreview_by: 2026-12-01": "",
    }
    before = (project / PLACE).read_text(encoding="utf-8")
    for line, words in said.items():
        (project / PLACE).write_text(before.replace("status: published", line), encoding="utf-8")
        (article,) = (entry.model for entry in loaded(project).articles if entry.slug == "sample")
        assert schedule.told(article, DAY) == words
