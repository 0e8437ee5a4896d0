"""Which articles are on the site on a given day, and what state the others are in.

Pure: the day is handed in by whoever may read the clock. Knows the article's schema, no files.
"""

import datetime
from typing import Literal

from site_build.models.article import Article

State = Literal["draft", "review", "scheduled", "published", "expired"]
"""An expired article keeps its page, so that no link to it breaks, and leaves every list."""


def state(article: Article, today: datetime.date) -> State:
    """What the article is on that day."""
    if article.status != "published":
        return article.status
    if (article.publish_at or article.date) > today:
        return "scheduled"
    if article.expires_on and article.expires_on <= today:
        return "expired"
    return "published"


def listed(article: Article, today: datetime.date) -> bool:
    """Whether lists, feeds, the sitemap and the search have it on that day."""
    return state(article, today) == "published"


def told(article: Article, today: datetime.date) -> str:
    """The state in words, for a banner: empty for an article that is as it should be."""
    match state(article, today):
        case "draft":
            return "Draft: not part of the published site."
        case "review":
            return "In review: not part of the published site."
        case "scheduled":
            return f"Scheduled: on the site from {_day(article.publish_at or article.date)}."
        case "expired":
            day = _day(article.expires_on or today)
            return f"Expired on {day}: kept at its address, and in no list any more."
    return f"Due for review since {_day(article.review_by or today)}." if due(article, today) else ""


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def due(article: Article, today: datetime.date) -> bool:
    """Whether an editor was to look at it again by now."""
    return bool(article.review_by and article.review_by <= today)
