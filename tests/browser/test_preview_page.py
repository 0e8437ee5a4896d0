"""What an editor sees while writing: the live preview in a browser, from one save to the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.previewing import copied, preview

pytestmark = pytest.mark.browser
SLUG = "enterprise-standard"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with content of its own."""
    return copied(ROOT, tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where its preview is served."""
    with preview(folder) as found:
        yield found


@pytest.fixture
def file(folder: Path) -> Iterator[Path]:
    """An article's file, which is put back after the test."""
    path = folder / "content" / "articles" / f"{SLUG}.md"
    before = path.read_text(encoding="utf-8")
    yield path
    path.write_text(before, encoding="utf-8")


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it hears of changes."""
    with page.expect_request(lambda request: "/livereload/" in request.url):
        page.goto(address)


def save(file: Path, old: str, new: str) -> None:
    """Save the file with another text in one place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_saved_words_appear(page: Page, address: str, file: Path) -> None:
    """The open page shows what was saved, without a hand on it; the lists show a new title."""
    visit(page, f"{address}articles/{SLUG}/")
    title = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("title:"))
    save(file, title, "title: Another name for the standard")
    save(file, "\n## ", "\nThese words were not here before.\n\n## ")
    expect(page.get_by_text("These words were not here before.")).to_be_visible(timeout=20_000)
    expect(page.locator("h1")).to_have_text("Another name for the standard")
    page.goto(f"{address}articles/")
    expect(page.get_by_role("link", name="Another name for the standard")).to_be_visible()


def test_mistake_is_told_and_goes(page: Page, address: str, file: Path) -> None:
    """A broken file is named at its line on whatever page is open, which keeps its last sound state."""
    visit(page, f"{address}articles/")
    save(file, "\nstatus: published", "\nstatus: publised")
    notice = page.get_by_text("The preview shows the last state without mistakes.")
    expect(notice).to_be_visible(timeout=20_000)
    told = page.locator("main").locator("xpath=preceding-sibling::div//li")
    expect(told).to_contain_text(f"content/articles/{SLUG}.md:")
    expect(told).to_contain_text('FM005 "status" takes draft, review or published, not "publised"')
    save(file, "\nstatus: publised", "\nstatus: published")
    expect(notice).to_have_count(0, timeout=20_000)


def test_new_and_renamed_articles_come_and_go(page: Page, address: str, folder: Path) -> None:
    """A new file has its page at once; under its new name the old address is no more."""
    articles = folder / "content" / "articles"
    text = (articles / f"{SLUG}.md").read_text(encoding="utf-8")
    meta, _, body = text.partition("\n---\n")
    lines = [line for line in meta.splitlines() if not line.startswith(("title:", "description:"))]
    about = "A copy of an article, there for one test, with a description that is long enough to pass."
    fresh = "\n".join([lines[0], "title: A copy", f"description: {about}", *lines[1:]]) + f"\n---\n{body}"
    visit(page, f"{address}articles/")
    (articles / "a-copy.md").write_text(fresh, encoding="utf-8")
    expect(page.get_by_role("link", name="A copy", exact=True)).to_be_visible(timeout=20_000)
    assert page.request.get(f"{address}articles/a-copy/").ok
    page.wait_for_load_state()
    visit(page, f"{address}articles/")
    (articles / "a-copy.md").rename(articles / "renamed-copy.md")
    link = page.locator('a[href*="renamed-copy"]').first
    expect(link).to_be_visible(timeout=20_000)
    assert page.request.get(f"{address}articles/a-copy/").status == 404
    (articles / "renamed-copy.md").unlink()
    expect(link).to_have_count(0, timeout=20_000)


def test_state_is_told(page: Page, address: str, folder: Path) -> None:
    """A draft is shown with its state in words, stands in no list, and the overview says that it waits."""
    # One that no other links to: a link to what is not there yet is a mistake.
    slug = "first-offers"
    file = folder / "content" / "articles" / f"{slug}.md"
    visit(page, f"{address}articles/{slug}/")
    save(file, "\nstatus: published", "\nstatus: draft")
    expect(page.get_by_text("Draft: not part of the published site.")).to_be_visible(timeout=20_000)
    page.goto(f"{address}articles/")
    waiting = page.get_by_role("complementary", name="Only in this preview")
    expect(waiting.get_by_role("link")).to_have_attribute("href", f"{slug}/")
    expect(page.locator(f'.article-list a[href="{slug}/"]')).to_have_count(0)
    visit(page, f"{address}articles/{slug}/")
    save(file, "\nstatus: draft", "\nstatus: published\npublish_at: 2999-01-02")
    expect(page.get_by_text("Scheduled: on the site from 2 January 2999.")).to_be_visible(timeout=20_000)
