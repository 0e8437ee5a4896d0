"""Old addresses: each leads straight to a page, none is a page's own, and no published address is lost.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_build import shelves
from site_build.errors import Problem, nearest
from site_build.frontmatter import Document, Path
from site_build.history import History
from site_build.library import Library, address


@dataclass(frozen=True, slots=True)
class Move:
    """An old address, where it leads, and the place that says so."""

    old: str
    new: str
    document: Document
    at: Path

    def problem(self, code: str, message: str, hint: str) -> Problem:
        """A Problem at that place."""
        return self.document.problem(code, message, hint, at=self.at)


def problems(library: Library, today: date, history: History | None) -> Iterator[Problem]:
    """What is wrong with the redirects, and the published addresses that lack one."""
    moves = list(_moves(library))
    pages = {f"/{entry.url}": entry.document.path for entry in library.entries}
    lists = {f"/{shelf.url}" for shelf in shelves.shelves(library, library.articles)}
    first: dict[str, Move] = {}
    for move in moves:
        other = first.setdefault(move.old, move)
        if other is not move:
            message = f"the address {move.old} is said to lead to {other.new} in {other.document.path}"
            yield move.problem("RD005", message, "Keep one of the two.")
    for move in moves:
        if move.old in pages or move.old in lists:
            message = f"the address {move.old} is that of {pages.get(move.old, 'a list of articles')}"
            yield move.problem("RD004", message, "Take it out, or give the page another address.")
        if _loops(move, first):
            message = f"the redirect from {move.old} leads back to itself"
            yield move.problem("RD002", message, "Let one of the addresses on the way lead to a page.")
        elif move.new in first:
            hint = f"Let it lead to {first[move.new].new} at once."
            yield move.problem("RD003", f"{move.old} leads to {move.new}, which has moved too", hint)
        elif move.new not in pages and move.new not in lists:
            hint = nearest(move.new, [*pages, *lists], others=False) or "Name the address of a page."
            yield move.problem("RD001", f"{move.old} leads to {move.new}, and no page has that address", hint)
    for path, day in history.gone.items() if history else ():
        old = f"/{address(path.removeprefix('content/'))}"
        if day <= today.isoformat() and old not in first and old not in pages:
            message = f"the article was published at {old}, which leads nowhere now"
            hint = "Name it in the new article's `redirect_from`, or in content/_data/redirects.yml."
            yield Problem(path, 1, 1, "RD006", message, hint)


def _moves(library: Library) -> Iterator[Move]:
    document = library.data_documents["redirects"]
    for old, new in library.data.redirects.items():
        yield Move(old, new, document, ("redirects", old))
    for entry in library.articles:
        for place, old in enumerate(entry.model.redirect_from):
            yield Move(old, f"/{entry.url}", entry.document, ("redirect_from", place))


def _loops(move: Move, moves: dict[str, Move]) -> bool:
    seen, at = {move.old}, move.new
    while at not in seen and at in moves:
        seen.add(at)
        at = moves[at].new
    return at == move.old
