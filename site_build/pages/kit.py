"""The page of the kit about a style: what to send, with a link for each channel."""

from site_build.kit import files, links
from site_build.library import Entry, Library
from site_build.models.kit import Kit
from site_build.pages.plan import PagePlan, made

SECTION = "styles"
"""The place in the menu: the kit is about the styles' pages."""


def kit(library: Library, entry: Entry[Kit]) -> PagePlan:
    """The plan of a kit page; `about` is the page of its style."""
    about = files.of(library, entry)
    context = {
        "kind": "kit",
        "about": about,
        "channels": links.channels(about.url, about.slug) if about else {},
        "assessment_call": library.data.ctas["assessment"],
        "files": links.files(entry.slug),
        "pairs": [pair for pair in library.pairs if about and about.model.styles == (pair.model.they,)],
    }
    return made(entry, "kit.html", SECTION, context, entry.model.updated.isoformat())
