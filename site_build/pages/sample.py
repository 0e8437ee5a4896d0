"""The pages that show the sample company: an owner's, with one drawing of it, and the tour.

Called by the plan of all pages.
"""

from typing import Any

from ledger.asked import SHEETS
from site_build import owner_drawing, text, tour, tour_drawing
from site_build.library import SAMPLE, Entry, Library
from site_build.models.owner import Owner
from site_build.models.playbook import Playbook
from site_build.models.sample import Sample
from site_build.pages.plan import PagePlan, made, move
from site_build.playbooks import worked


def owner(library: Library, entry: Entry[Owner]) -> PagePlan:
    """The page of one who may own negotiation: what they read first, their drawing, their sum."""
    by_id = {source.id: source for source in entry.model.sources}
    context = {
        "kind": "owner",
        "sources": [by_id[name] for name in text.first_cited(entry.document.body, list(by_id))],
        "first": next((one for one in library.articles if one.slug == entry.model.article), None),
        "move": move(library, entry.model.move),
        "others": [other for other in library.owners if other is not entry],
        "drawn": _drawn(library, entry.model.drawing),
        "sheet": SHEETS.get(entry.slug),
        "assessment_call": library.data.ctas["assessment"],
    }
    return made(entry, "owner.html", "owners", context)


def _drawn(library: Library, name: str) -> owner_drawing.Drawn | None:
    """The drawing of an owner's page; None for the one that is a file of the theme."""
    draw = owner_drawing.DRAWINGS.get(name)
    return draw(*_sample(library, "an owner's page")) if draw else None


def _sample(library: Library, page: str) -> tuple[Sample, Playbook]:
    """The sample company and the playbook of its entry."""
    sample = library.sample
    if sample is None:
        raise ValueError(f"{page} needs content/{SAMPLE}")
    used = sample.entry.playbook.id
    return sample, next(one.model for one in library.playbooks if one.model.id == used)


def tour_of(library: Library) -> dict[str, Any]:
    """What the tour shows of the sample company: its playbook's sheet, one talk, one move, four quarters."""
    sample, model = _sample(library, "a page of the kind tour")
    entry = sample.entry
    playbook = next(one for one in library.playbooks if one.model is model)
    trend = tour.trend(sample.quarters)
    return {
        "playbook": playbook,
        "logged": entry,
        "worked": worked.worked(playbook.model),
        "steps": tour.steps(entry, playbook.model),
        "outcome": tour.outcome(entry, playbook.model),
        "talk": tour_drawing.talk(entry),
        "moment": sample.moment,
        "move": move(library, sample.moment.move),
        "urls": {other.slug: other.url for other in library.moves},
        "overlapping": tour.overlapping(trend),
        "quarters": tour_drawing.quarters(trend),
        "owners": library.owners,
    }
