"""Related reading: what is near, what is never named, and that nothing but the articles decides."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from site_build.frontmatter import Document
from site_build.library import Entry
from site_build.models.article import Article
from site_build.related import Related

DAY = date(2026, 11, 1)


def article(slug: str, *, day: int = 0, **more: object) -> Entry[Article]:
    """An article so many days after DAY; what is not given is the same for all."""
    fields: dict[str, object] = {
        "title": f"About {slug}",
        "description": "An article that exists for one test, with a description that is long enough to pass.",
        "date": DAY + timedelta(days=day),
        "authors": ["editors"],
        "topics": ["system"],
        "status": "published",
        "cta": "assessment",
        **more,
    }
    source = f"articles/{slug}.md"
    return Entry(source, f"articles/{slug}/", Document(source, fields, "", 1), Article.model_validate(fields))


def _kept(value: object) -> object:
    """A value as the model keeps it."""
    return tuple(value) if isinstance(value, list) else value


def near(entry: Entry[Article], *others: Entry[Article], count: int = 3) -> list[str]:
    """The slugs of what is near, the nearest first."""
    return [one.slug for one in Related([entry, *others]).near(entry, count)]


def test_what_is_shared_decides() -> None:
    """A shared rare topic counts more than a common one, and both more than nothing."""
    here = article("here", day=9, topics=["system", "style"])
    both = article("both", topics=["system", "style"])
    one = article("one", topics=["system"])
    none = article("none", topics=["evidence"])
    assert near(here, none, one, both) == ["both", "one", "none"]


@pytest.mark.parametrize(
    ("key", "value", "other"),
    [("series", "the-system", "evidence"), ("styles", ["owl"], ["lion"]), ("move", "m-trade", "m-seal")],
)
def test_each_field_counts(key: str, value: object, other: object) -> None:
    """Series, style and move each bring two articles together."""
    here = article("here", day=9)
    here = replace(here, model=here.model.model_copy(update={key: _kept(value)}))
    other_one, same = article("a", day=1), article("b")
    other_one = replace(other_one, model=other_one.model.model_copy(update={key: _kept(other)}))
    same = replace(same, model=same.model.model_copy(update={key: _kept(value)}))
    assert near(here, other_one, same)[0] == "b"


def test_words_of_the_title_count() -> None:
    """Of two articles with the same fields, that with a rare word in common stands first."""
    here = article("here", day=9, title="Why an anchor holds")
    named = article("z-anchor", title="The weight of an anchor")
    assert near(here, article("a", day=2), article("b", day=2), article("c", day=2), named)[0] == "z-anchor"


def test_never_newer_and_never_itself() -> None:
    """What came out later, and the page itself, is not named; what came out on the day may be."""
    here = article("here", day=5)
    assert near(here, article("newer", day=6), article("same", day=5), article("older", day=4)) == [
        "same",
        "older",
    ]


def test_ties_go_to_the_newer_then_by_name() -> None:
    """Of articles that are equally near, the newest stands first, and on one day the name decides."""
    here = article("here", day=9)
    assert near(here, article("b", day=1), article("a", day=1), article("c", day=2)) == ["c", "a", "b"]


def test_page_that_is_not_listed_has_neighbours_too() -> None:
    """A draft is in no list, and names what is near to it all the same."""
    draft = article("draft", day=9, status="draft", topics=["style"])
    found = Related([article("far", topics=["evidence"]), article("close", topics=["style"])]).near(draft, 1)
    assert [entry.slug for entry in found] == ["close"]


def test_order_of_reading_changes_nothing() -> None:
    """Whatever order files are read in, the same articles are named in the same order."""
    dice = random.Random(3)
    topics = ["system", "style", "evidence", "ownership", "standard"]
    many = [
        article(f"n{number:03}", day=dice.randrange(60), topics=dice.sample(topics, 2))
        for number in range(80)
    ]
    first = {entry.slug: [one.slug for one in Related(many).near(entry, 3)] for entry in many}
    dice.shuffle(many)
    index = Related(many)
    assert {entry.slug: [one.slug for one in index.near(entry, 3)] for entry in many} == first
