"""Cards under the addresses that they had: networks keep the one that they read, and ask for it again.

A card's address changes with its picture. `_data/cards.yml` has the old ones, each with its page and the day
until which it is kept; there the page's newest card stands. Called by `syndication`, and by the command line
for what a release adds to that file. Knows no drawing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from site_build.models.data import KeptCard


def files(
    kept: Mapping[str, KeptCard],
    moved: Mapping[str, str],
    cards: Mapping[str, str],
    drawn: Mapping[str, Path],
    today: date,
) -> dict[str, Path]:
    """The picture of each old address that is still kept; one that is a page's again is left to it.

    `moved` has where old paths of pages lead, `cards` the address of each page's card by the page's path,
    `drawn` the pictures by address.
    """
    found: dict[str, Path] = {}
    for name, card in kept.items():
        address = cards.get(moved.get(card.page, card.page), "")
        if card.until < today or address not in drawn:
            continue
        old = f"{address.rpartition('/')[0]}/{name}.png"
        if old not in drawn:
            found[old] = drawn[address]
    return found


def lines(before: Path, now: Path, today: date) -> Iterator[str]:
    """What a release adds to `_data/cards.yml`: cards of the site `before` that no page of `now` has."""
    until = date(today.year + 1, today.month, min(today.day, 28))
    names = _names(now)
    for page, name in _names(before).items():
        if name not in names.values():
            yield f'"{name}": {{page: {page}, until: {until}}}'


def _names(site: Path) -> dict[str, str]:
    """The name of each page's card, by the page's path."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        head = LexborHTMLParser(file.read_text(encoding="utf-8"))
        if tag := head.css_first("meta[property='og:image']"):
            address = tag.attributes["content"] or ""
            found["/" if path == "." else f"/{path}/"] = address.rpartition("/")[2].removesuffix(".png")
    return found
