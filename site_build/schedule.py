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


def due(article: Article, today: datetime.date) -> bool:
    """Whether an editor was to look at it again by now."""
    return bool(article.review_by and article.review_by <= today)
