"""Old addresses of cards: for a year the page's newest card stands there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_build import kept_cards, pages, syndication
from site_build.cli import main
from site_build.models.data import KeptCard
from site_build.seo import Site
from tests.site_build.copies import DAY, loaded

CARDS = {"/": "assets/cards/aaaaaaaaaa.png", "/styles/lion/": "assets/cards/bbbbbbbbbb.png"}
DRAWN = {address: Path(address) for address in CARDS.values()}


def kept(page: str, until: date = DAY) -> dict[str, Path]:
    """What is kept under an old address of that page's card."""
    record = {"cccccccccc": KeptCard(page=page, until=until)}
    return kept_cards.files(record, {"/lion/": "/styles/lion/"}, CARDS, DRAWN, DAY)


def test_newest_card_stands_at_the_old_address() -> None:
    """SHARE-3: the old address has the page's newest card, through the last day; a page that moved too."""
    wanted = {"assets/cards/cccccccccc.png": Path("assets/cards/bbbbbbbbbb.png")}
    assert kept("/styles/lion/") == kept("/lion/") == wanted


@pytest.mark.parametrize(
    ("page", "until"), [("/gone/", DAY), ("/styles/lion/", date.fromordinal(DAY.toordinal() - 1))]
)
def test_nothing_stands_there_for_ever(page: str, until: date) -> None:
    """An address whose time is over, or whose page is gone, is not kept."""
    assert kept(page, until) == {}


def test_address_of_a_card_stays_its_own() -> None:
    """A card that a page has again is not written over."""
    record = {"aaaaaaaaaa": KeptCard(page="/styles/lion/", until=DAY)}
    assert kept_cards.files(record, {}, CARDS, DRAWN, DAY) == {}
    assert kept_cards.files(record, {}, CARDS, {}, DAY) == {}, "the live preview draws no cards"


def built(folder: Path, cards: dict[str, str]) -> Path:
    """A built site with these cards by page."""
    for page, name in cards.items():
        file = folder / page.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<meta property="og:image" content="https://a.example/assets/cards/{name}.png">',
            encoding="utf-8",
        )
    return folder


def test_release_adds_what_no_page_has_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command compares two built sites and prints lines for the file, for cards that are gone."""
    before = built(tmp_path / "before", {"/": "a" * 10, "/styles/lion/": "1" * 10, "/gone/": "2" * 10})
    now = built(tmp_path / "now", {"/": "a" * 10, "/styles/lion/": "b" * 10})
    found = list(kept_cards.lines(before, now, date(2028, 2, 29)))
    assert found == [
        '"2222222222": {page: /gone/, until: 2029-02-28}',
        '"1111111111": {page: /styles/lion/, until: 2029-02-28}',
    ]
    assert main(["old-cards", str(before), str(now)]) == 0
    assert '"1111111111": {page: /styles/lion/, until: ' in capsys.readouterr().out
    assert list(kept_cards.lines(now, now, DAY)) == []


def test_every_page_has_a_card_to_keep(project: Path) -> None:
    """Of a real plan, the old address of any page leads to that page's own card."""
    library = loaded(project)
    plans = pages.plan(library, DAY)
    site = Site("The Edge", "https://a.example/", "", "Us", "https://us.example/")
    cards = syndication.draw(plans.values(), site, project, named_only=True)
    drawn = {address: Path(address) for address in cards.names.values()}
    record = {f"{n:010x}": KeptCard(page=f"/{plan.url}", until=DAY) for n, plan in enumerate(plans.values())}
    data = library.data.model_copy(update={"cards": record})
    machines = syndication.Syndication(
        site, replace(library, data=data), plans, replace(cards, files=drawn), {}
    )
    found = machines.old_cards(DAY)
    assert len(found) == len(plans)
    for n, plan in enumerate(plans.values()):
        card = cards.names[syndication.card_of(plan, site)]
        assert found[f"assets/cards/{n:010x}.png"] == Path(card)
