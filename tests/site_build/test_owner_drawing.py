"""The drawings of the owners' pages: their figures by other sums, their places, and the words beside them."""

import re
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_build import owner_drawing
from site_build.models.playbook import Playbook
from site_build.models.sample import Sample, Site
from site_build.owner_drawing import DRAWINGS, Drawn
from tests.site_build.test_tour import loaded, shown

Draw = Callable[[Sample, Playbook], Drawn]
SAVED, GIVEN, BACK = (240_000 - 221_000) * 3, 9_000, 240_000 * 0.92 * 0.0909 * 0.9


def marks(drawn: Drawn, selector: str) -> list[LexborNode]:
    """The elements of the drawing by a selector."""
    return LexborHTMLParser(str(drawn.svg)).css(selector)


def place(mark: LexborNode, name: str) -> float:
    """An attribute as a number."""
    return float(mark.attributes[name] or "")


@pytest.mark.parametrize("draw", DRAWINGS.values())
def test_words_have_every_number_of_the_drawing(draw: Draw) -> None:
    """What stands in the drawing as a number stands in the sentences beside it, which are its own too."""
    drawn = draw(*shown())
    numbers = {
        number for text in marks(drawn, "text") for number in re.findall(r"\d[\d,.]*\d|\d", text.text())
    }
    assert numbers
    assert numbers <= set(re.findall(r"\d[\d,.]*\d|\d", drawn.words)) | {"0"}
    assert drawn.words in marks(drawn, "desc")[0].text()


def test_every_owner_has_a_drawing_of_its_own() -> None:
    """No two pages have the same, and none is drawn that no page has."""
    found = [owner.model.drawing for owner in loaded().owners]
    assert sorted(found) == sorted([*DRAWINGS, "curve"])


def test_trade_is_drawn_to_scale() -> None:
    """The three bars are as long as their amounts, over the three years that were given."""
    drawn = owner_drawing.gave(*shown())
    widths = [place(bar, "width") for bar in marks(drawn, ".owner-bar")]
    assert [width / widths[0] for width in widths] == pytest.approx(
        [1, GIVEN / SAVED, BACK / SAVED], abs=1e-3
    )
    for amount in (SAVED, GIVEN, BACK):
        assert f"{amount:,.0f}" in drawn.words
    assert f"{BACK / GIVEN:.2f} for each 1 given" in drawn.words


def test_price_of_one_year_saves_one_year() -> None:
    """Where no length was given, a year counts once."""
    sample, playbook = shown()
    entry = sample.entry
    events = tuple(
        event.model_copy(update={"gives": ("g-prepay",)} if event.gives else {}) for event in entry.events
    )
    changed = sample.model_copy(update={"entry": entry.model_copy(update={"events": events})})
    assert (
        "over the 1 year of the contract. In the accounts: 19,000"
        in owner_drawing.gave(changed, playbook).words
    )


def test_spread_has_a_dot_for_every_price_at_its_place() -> None:
    """Each dot lies where its price does between the lowest and the highest; the band is the middle half."""
    sample, playbook = shown()
    drawn = owner_drawing.spread(sample, playbook)
    prices = [price for site in sample.spread.sites for price in site.prices]
    found = sorted(place(dot, "cx") for dot in marks(drawn, ".owner-dot"))
    least, most = min(prices), max(prices)
    wanted = sorted(12 + 336 * (price - least) / (most - least) for price in prices)
    assert found == pytest.approx(wanted, abs=0.01)
    [band] = marks(drawn, ".owner-band")
    inside = [x for x in found if place(band, "x") <= x <= place(band, "x") + place(band, "width")]
    assert len(inside) == len(prices) // 2


def test_equal_prices_stand_above_each_other() -> None:
    """Two deals at one price are two dots."""
    sample, playbook = shown()
    sites = (Site(name="One", prices=(1, 2, 2)), Site(name="Two", prices=(3, 1)))
    changed = sample.model_copy(update={"spread": sample.spread.model_copy(update={"sites": sites})})
    dots = marks(owner_drawing.spread(changed, playbook), ".owner-dot")
    assert len({(place(dot, "cx"), place(dot, "cy")) for dot in dots}) == 5


def test_zone_is_drawn_on_one_scale() -> None:
    """Limit, both ends of the guess and the deal lie on one line through price and place."""
    drawn = owner_drawing.zone(*shown())
    ours, theirs, guess = marks(drawn, ".owner-bar")
    [edge] = marks(drawn, ".owner-edge")
    ends = {
        231_000: place(ours, "x") + place(ours, "width"),
        225_000: place(theirs, "x"),
        205_000: place(guess, "x"),
        221_000: place(edge, "x") + place(edge, "width") / 2,
    }
    unit = (ends[231_000] - ends[205_000]) / 26_000
    assert all(
        x == pytest.approx(ends[205_000] + (price - 205_000) * unit, abs=0.02) for price, x in ends.items()
    )
    for words in ("38% of the room or more", "10,000 of the room is ours", "between 0 and 16,000 theirs"):
        assert words in drawn.words


def test_zone_of_a_seller_is_the_other_way_round() -> None:
    """We take no less than our limit, their guessed one lies above it, and the share is the same."""
    sample, playbook = shown()
    entry, price = sample.entry, "price"
    prep = entry.prep
    terms = {**prep.terms, price: prep.terms[price].model_copy(update={"reservation": 205_000})}
    guess = prep.their_reservation[price].model_copy(update={"low": 211_000, "high": 231_000})
    turned = prep.model_copy(update={"terms": terms, "their_reservation": {price: guess}})
    ended = entry.outcome.model_copy(update={"terms": {**entry.outcome.terms, price: 215_000}})
    sold = entry.model_copy(update={"side": "sell", "prep": turned, "outcome": ended})
    drawn = owner_drawing.zone(sample.model_copy(update={"entry": sold}), playbook)
    assert "38% of the room or more" in drawn.words
    assert "cannot lie below it" in drawn.words
    assert "We take no less than 205,000" in str(drawn.svg)
    ours, theirs, _ = marks(drawn, ".owner-bar")
    assert place(ours, "x") + place(ours, "width") == pytest.approx(360, abs=0.02)
    assert place(theirs, "x") == 0
