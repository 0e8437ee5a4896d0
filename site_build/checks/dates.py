"""What depends on the day and on what git remembers: a review that is due, a link into the future, `updated`.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

import posixpath
from collections.abc import Iterator
from datetime import date

from site_build import schedule, text
from site_build.errors import Fix, Problem
from site_build.history import History
from site_build.library import Entry, Library
from site_build.models.article import Article


def problems(library: Library, today: date, history: History | None) -> Iterator[Problem]:
    """Reviews that are due, links to articles that come later, and changes without a date."""
    for due in library.articles:
        if due.model.review_by and due.model.review_by <= today:
            message = f"the page was to be read again by {due.model.review_by}"
            hint = "Read it, mend it, and set `review_by` to the next day to do so."
            yield due.document.problem("CT012", message, hint, at=("review_by",)).warning()
    for entry in library.articles:
        if history:
            yield from _changed(entry, today, history)
    yield from _later(library, today)


def _later(library: Library, today: date) -> Iterator[Problem]:
    """Links to an article that is not out yet on the day on which the page with the link is."""
    later = {
        entry.source: _begins(entry.model)
        for entry in library.articles
        if schedule.state(entry.model, today) == "scheduled"
    }
    for entry in library.entries if later else ():
        model = entry.model
        if isinstance(model, Article) and model.status != "published":
            continue
        begins = max(today, _begins(model)) if isinstance(model, Article) else today
        for found in text.links(entry.document.body):
            path = posixpath.normpath(
                posixpath.join(posixpath.dirname(entry.source), found.text.partition("#")[0])
            )
            if path in later and later[path] > begins:
                message = f'the link "{found.text}" leads to an article that comes later, on {later[path]}'
                hint = "Link to it when it is out, or let this page come later too."
                yield entry.document.body_problem("CT011", message, hint, offset=found.offset)


def _begins(article: Article) -> date:
    return article.publish_at or article.date


def _changed(entry: Entry[Article], today: date, history: History) -> Iterator[Problem]:
    """A text that is another than when its dates were last set; on the day they name, it may change."""
    document, model = entry.document, entry.model
    was = history.bodies.get(document.path)
    if was is None or schedule.state(model, today) not in ("published", "expired"):
        return
    now_dates = {
        f"{key}: {value}" for key in ("date", "updated", "publish_at") if (value := getattr(model, key))
    }
    if now_dates != {line.replace('"', "").replace("'", "") for line in history.dates[document.path]}:
        return
    if text.squeezed(was) == text.squeezed(document.body) or today <= (model.updated or _begins(model)):
        return
    at = ("updated",) if model.updated else ("date",)
    line, column = document.place(*at)
    new = f"updated: {today}"
    fix = (
        Fix(line, column, f"updated: {model.updated}", new)
        if model.updated
        else Fix(line + 1, 1, "", f"{new}\n")
    )
    message = f"the text has changed since {model.updated or model.date}, and `updated` does not say so"
    hint = f"Write `{new}`."
    yield document.problem("CT013", message, hint, at=at).warning().mended(fix)
