"""What the site gives to machines on a day: no draft, nothing that is to come, nothing that has run out."""

import json
from datetime import date
from pathlib import Path

import pytest

from site_build import cards, pages, syndication
from site_build.seo import Link, Site
from site_build.syndication import Syndication
from tests.site_build.copies import DAY, PLACE, ROOT, change, loaded

SITE = Site("The Edge", "https://edge.example.com/", "What it is.", "A company", "https://www.example.com/")
SAMPLE = "articles/sample.md"
URL = "https://edge.example.com/articles/sample/"


def made(root: Path, today: date = DAY) -> Syndication:
    """The project's as on that day, with cards that are named and not drawn."""
    library = loaded(root)
    plans = pages.plan(library, today)
    named = syndication.draw(plans.values(), SITE, ROOT, named_only=True)
    return Syndication(SITE, library, plans, named, {"organisation.name": "A company"})


def files(found: Syndication) -> dict[str, str]:
    """Its files as text, every page's own text being one paragraph with its source's name."""
    texts = {source: f"<p>{source}</p>" for source in found.plans}
    return {name: content.decode() for name, content in found.files(texts).items()}


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("status: published", True),
        ("status: draft", False),
        ("status: review", False),
        ("status: published\npublish_at: 2026-12-01", False),
        ("status: published\npublish_at: 2026-11-30", True),
        ("status: published\nexpires_on: 2026-11-30", False),
        ("status: published\nexpires_on: 2026-12-01", True),
    ],
)
def test_feeds_have_what_is_listed_on_the_day(project: Path, line: str, there: bool) -> None:
    """What is not published is in no feed, llms.txt or sitemap, and asks to be left out elsewhere."""
    change(project / PLACE, "status: published", line)
    found = made(project)
    written = files(found)
    for name in ("feed.xml", "atom.xml", "feed.json", "topics/system/feed.xml", "topics/style/feed.json"):
        assert (URL in written[name]) == there, name
    assert (URL in written["llms.txt"]) == there
    assert syndication.in_sitemap(found.plans[SAMPLE]) == there
    robots = [tag.content for tag in found.head(found.plans[SAMPLE]).tags if tag.name == "robots"]
    assert robots == ([] if there else ["noindex"])


def test_feeds_are_of_the_site_and_of_topics_with_articles(project: Path) -> None:
    """Each format stands at the root and below each topic that has an article, and nowhere else."""
    found = made(project)
    topics = {topic for entry in found.library.articles for topic in entry.model.topics}
    folders = {""} | {f"topics/{topic}/" for topic in topics}
    assert {name for name in files(found) if name.endswith(("feed.xml", "atom.xml", "feed.json"))} == {
        folder + name for folder in folders for name in ("feed.xml", "atom.xml", "feed.json")
    }


def test_feed_of_a_topic_has_its_articles_only(project: Path) -> None:
    """An article is in the feeds of its own topics."""
    items = json.loads(files(made(project))["topics/concessions/feed.json"])["items"]
    assert URL not in [item["url"] for item in items]
    items = json.loads(files(made(project))["topics/style/feed.json"])["items"]
    [own] = [item for item in items if item["url"] == URL]
    assert (own["id"], own["tags"], own["content_html"][:30]) == (
        URL,
        ["System", "Style"],
        "<p>articles/sample.md</p>\n<h2>",
    )


def test_feed_has_the_newest_twenty(project: Path) -> None:
    """Of more articles the newest by the day they came out; the day on the site counts, if it is later."""
    text = (project / PLACE).read_text(encoding="utf-8")
    for number in range(25):
        new = text.replace("title: A sample for the tests", f"title: Number {number}").replace(
            "date: 2026-11-23", f"date: 2026-10-{number + 1:02}"
        )
        (project / "content" / "articles" / f"number-{number}.md").write_text(new, encoding="utf-8")
    change(
        project / "content/articles/number-0.md",
        "status: published",
        "status: published\npublish_at: 2026-11-29",
    )
    items = json.loads(files(made(project))["feed.json"])["items"]
    assert len(items) == 20
    assert items[0]["title"] == "Number 0"
    assert items[0]["date_published"] == "2026-11-29T00:00:00Z"
    assert [item["date_published"] for item in items] == sorted(
        (item["date_published"] for item in items), reverse=True
    )


def test_article_that_appeared_elsewhere_names_that_place(project: Path) -> None:
    """An article's own `canonical` is that of its head, and it is not in the sitemap; feeds lead here."""
    first = "https://first.example.org/sample"
    change(project / PLACE, "cta: assessment", f"cta: assessment\ncanonical: {first}")
    found = made(project)
    head = found.head(found.plans[SAMPLE])
    assert head.canonical == first
    assert {tag.name: tag.content for tag in head.tags}["og:url"] == first
    assert not syndication.in_sitemap(found.plans[SAMPLE])
    assert f'<guid isPermaLink="true">{URL}</guid>' in files(found)["feed.xml"]


def test_head_of_an_article_is_made_of_its_front_matter(project: Path) -> None:
    """Authors, series and topics are named in words, and the card is the article's own."""
    change(project / PLACE, "date: 2026-11-23", "date: 2026-11-23\nupdated: 2026-11-25")
    found = made(project)
    plan = found.plans[SAMPLE]
    tags = {tag.name: tag.content for tag in found.head(plan).tags}
    assert tags["article:section"] == "The system"
    assert tags["article:author"] == "the editors of The Edge"
    assert tags["article:modified_time"] == "2026-11-25"
    card = syndication.card_of(plan, SITE)
    assert (card.title, card.kicker, card.styles) == ("A sample for the tests", "The system", ())
    assert tags["og:image"] == SITE.at(found.cards.names[card])
    assert tags["og:image:alt"] == "The system: A sample for the tests"


def test_cards_of_styles_and_pairs_carry_their_marks() -> None:
    """A style's card has its marks, the page of no style and the assessment all four; a pair's both sides."""
    found = made(ROOT)

    def marks(source: str) -> tuple[str, tuple[str, ...]]:
        card = syndication.card_of(found.plans[source], SITE)
        assert len(card.styles) in (0, *cards.MARKS)
        return card.kicker, card.styles

    assert marks("styles/lion.md") == ("One of four styles", ("lion",))
    assert marks("styles/lion-owl.md") == ("A blend of two styles", ("lion", "owl"))
    assert marks("styles/no-clear-style.md")[1] == ("lion", "dolphin", "owl", "monkey")
    assert marks("pairs/owl-meets-lion.md") == ("When two styles meet", ("owl", "lion"))
    assert marks("pages/assessment.md")[1] == ("lion", "dolphin", "owl", "monkey")
    assert marks("pages/privacy.md") == ("", ())


def test_breadcrumbs_are_pages_that_exist() -> None:
    """A page's trail has the pages above it by name; the root has none."""
    found = made(ROOT)

    def trail(source: str) -> list[str]:
        nodes = json.loads(found.head(found.plans[source]).data)["@graph"]
        return [one["name"] for node in nodes[1:] for one in node["itemListElement"]]

    assert trail("index.md") == []
    assert trail("pages/privacy.md") == ["Home", "Privacy"]
    assert trail("pages/assessment/team.md") == [
        "Home",
        "How do you negotiate when it counts?",
        "A team on one page",
    ]


def test_head_leads_to_feeds_and_twin(project: Path) -> None:
    """Pages lead to the site's feeds, an article to its twin, a topic to its own; offline ones to none."""
    found = made(project)
    links = found.head(found.plans[SAMPLE]).links
    assert links[0] == Link("text/markdown", "This page as Markdown", "articles/sample/index.md")
    assert [link.address for link in links[1:]] == ["feed.xml", "atom.xml", "feed.json"]
    assert [link.address for link in found.head(found.plans["pages/privacy.md"]).links] == [
        "feed.xml",
        "atom.xml",
        "feed.json",
    ]
    assert found.head(found.plans["pages/assessment.md"]).links == ()
    [topic] = [plan for plan in found.plans.values() if plan.url == "topics/system/"]
    assert [link.address for link in found.head(topic).links[3:]] == [
        f"topics/system/{name}" for name in ("feed.xml", "atom.xml", "feed.json")
    ]


def test_twin_says_what_the_page_says(project: Path) -> None:
    """An article's twin has its title, authors, day, text with whole links, and its sources as a list."""
    twin = files(made(project))["articles/sample/index.md"]
    assert twin.startswith("# A sample for the tests\n\n> One sentence under the title.\n")
    assert f"By the editors of The Edge. Published 2026-11-23.\nWeb page: {URL}\n" in twin
    assert "> Ask A company about [the Closer](https://edge.example.com/styles/lion/)." in twin
    assert "[A move](https://edge.example.com/playbooks/software-renewal/#m-trade) ends it." in twin
    assert twin.endswith(
        "## Sources\n\n1. Author, A. (2020). A first source.\n2. Writer, B. (2021). A second source.\n"
    )
    assert "///" not in twin
    assert "{{" not in twin


def test_twin_of_a_playbook_has_its_moves(project: Path) -> None:
    """A playbook's twin names every move, with what to say, and every red line."""
    found = made(project)
    twin = files(found)["playbooks/software-renewal/index.md"]
    [playbook] = [e.model for e in found.library.playbooks if e.slug == "software-renewal"]
    for move in playbook.moves:
        assert f"### {move.name}\n" in twin
    for line in playbook.red_lines:
        assert line.why in twin
    assert "{" not in twin


def test_robots_are_led_to_the_sitemap(project: Path) -> None:
    """robots.txt allows all and has the full address of the sitemap."""
    assert files(made(project))["robots.txt"] == (
        "User-agent: *\nAllow: /\n\nSitemap: https://edge.example.com/sitemap.xml\n"
    )


def test_same_plan_gives_the_same_files(project: Path) -> None:
    """No clock and no order of a set has a say."""
    assert files(made(project)) == files(made(project))
