"""Related reading: which older articles stand nearest to one, by what editors said of them.

Used by pages on the articles that are listed; the same whatever order files were read in. A weighted index as
Hugo's: each shared topic, series, style or word counts its weight, the more the rarer it is.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import log

from site_build.library import Entry
from site_build.models.article import Article

WEIGHTS = {"topic": 4.0, "series": 3.0, "style": 2.0, "move": 2.0, "word": 1.0}
"""How much it says that two articles share one of these; a word is one of title and description."""
COMMON = 0.5
"""A word that stands in more than this share of all articles says nothing and is left out."""
WORD = re.compile(r"[a-z]{4,}")

Mark = tuple[str, str]
"""What an article can share with another: the kind, and which."""


class Related:
    """The articles, indexed once; `near` looks one of them up."""

    def __init__(self, articles: Sequence[Entry[Article]]) -> None:
        # The order of all answers where nothing else decides: newest first, then by name.
        self.articles = sorted(articles, key=lambda entry: (-entry.model.date.toordinal(), entry.slug))
        self.ages = [-entry.model.date.toordinal() for entry in self.articles]
        self.places: defaultdict[Mark, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.articles):
            for mark in sorted(set(_marks(entry.model))):
                self.places[mark].append(place)

    def near(self, entry: Entry[Article], count: int) -> list[Entry[Article]]:
        """So many articles nearest to it, the nearest first; none is newer than it, and it is none of them.

        Articles that share nothing fill up what is left, the newest first.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        for mark in sorted(set(_marks(entry.model))):
            there = self.places.get(mark, [])
            if mark[0] == "word" and len(there) > COMMON * len(self.articles):
                continue
            weight = WEIGHTS[mark[0]] * log(1 + len(self.articles) / max(1, len(there)))
            for place in there:
                scores[place] += weight
        # The articles stand newest first: those from this place on are not newer.
        first = bisect_left(self.ages, -entry.model.date.toordinal())
        older = (
            (-score, place)
            for place, score in scores.items()
            if place >= first and self.articles[place].source != entry.source
        )
        found = [place for _, place in nsmallest(count, older)]
        for place in range(first, len(self.articles)):
            if len(found) == count:
                break
            if place not in found and self.articles[place].source != entry.source:
                found.append(place)
        return [self.articles[place] for place in found]


def _marks(article: Article) -> Iterator[Mark]:
    yield from (("topic", topic) for topic in article.topics)
    yield from (("style", style) for style in article.styles)
    if article.series:
        yield "series", article.series
    if article.move:
        yield "move", article.move
    yield from (("word", word) for word in WORD.findall(f"{article.title} {article.description}".lower()))
