"""Which pages the search knows, and what a reader is told of each."""

from site_build.pages.plan import PagePlan
from site_build.search import Listed

SEARCHED = {
    "article": "Article",
    "style": "Style",
    "pair": "When styles meet",
    "playbook": "Playbook",
    "move": "Move",
    "owner": "Who owns it",
    "kit": "Sales kit",
    "calibration": "The assessment",
    "recompute": "The assessment",
    "glossary": "Glossary",
    "tour": "The Edge",
    "page": "The Edge",
}
"""The kinds of pages whose text the search reads, with what a reader is told of such a page."""
FOUND_BY_NAME = {
    "index": "Overview",
    "shelf": "Overview",
    "assessment": "The assessment",
    "compare": "The assessment",
    "team": "The assessment",
    "counterpart": "The assessment",
    "prepare": "The playbook standard",
    "self-check": "Who owns it",
    "demo": "The Edge",
}
"""The kinds of which only title and description are read: the rest is a form, or stands elsewhere."""


def searched(plans: dict[str, PagePlan]) -> list[Listed]:
    """The pages that the search knows: no expired article, no page that stands for another."""
    labels = SEARCHED | FOUND_BY_NAME
    return [
        Listed(
            page.url,
            labels[kind],
            page.context["model"].title,
            page.context["model"].description,
            kind in SEARCHED,
        )
        for page in plans.values()
        if (kind := page.context["kind"]) in labels
        and page.canonical is None
        and page.context.get("state") != "expired"
    ]
