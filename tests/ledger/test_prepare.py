"""Preparation: positions and limits of a case, its alternatives, and mistakes in its figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import PlacedError
from ledger.faults import Faults
from ledger.numbers import FigureError, typed
from ledger.offers import money, offered, table
from ledger.playbook_reader import read
from ledger.prepare import PrepareError, case
from ledger.sheet import prepared
from tests.ledger.ledger_samples import (
    NAMES,
    SMALL_INPUTS,
    example_case,
    examples,
    playbook,
    position,
    small,
    small_case,
)

# The case of the software renewal


def test_positions_of_the_worked_example() -> None:
    """Opening, target, hold and limit of the price, and the alternative, as the playbook's text has them."""
    one = example_case("software-renewal")
    found = [position(one, f"{name}.price") for name in ("opening", "target", "hold", "reservation")]
    assert found == pytest.approx([204_000, 220_800, 225_600, 231_000])
    assert position(one, "batna") == pytest.approx(231_000)
    assert one.best is None


def test_sheet_of_the_worked_example() -> None:
    """Everything the page shows has the same figures, as people read them."""
    found = prepared(example_case("software-renewal"))
    price = found["sheet"][0]
    assert price["label"] == "Annual price"
    assert [price[name] for name in ("opening", "target", "hold", "reservation")] == [
        *("204,000", "220,800", "225,600", "231,000")
    ]
    assert len(found["sheet"]) == 8
    assert found["warnings"] == []
    assert len(found["packages"]) == 3
    prepay = next(row for row in found["trades"]["gives"] if row["label"].startswith("The year paid"))
    assert (prepay["ours"], prepay["theirs"]) == ("7,360", "7,000–18,000")
    assert prepay["for"] == "Four further points off the price"
    step = found["trades"]["gets"][0]
    assert (step["ours"], step["theirs"]) == ("4,800", "4,800")


def test_entry_of_the_worked_example() -> None:
    """The ledger entry begins with the figures, not with their texts, and nothing has happened yet."""
    entry = prepared(example_case("software-renewal"))["entry"]
    assert entry["schema"] == "edge-ledger/1"
    assert entry["playbook"] == {"id": "software-renewal", "version": "2.2.0"}
    assert (entry["side"], entry["currency"], entry["events"]) == ("buy", "EUR", [])
    prep = entry["prep"]
    assert prep["inputs"]["baseline"] == 240_000
    assert prep["batna"] == {"value": pytest.approx(231_000)}
    assert prep["terms"]["price"]["opening"] == pytest.approx(204_000)
    assert len(prep["packages"]) == 3
    assert {"price", "gives", "gets", "worth"} == prep["packages"][0].keys()
    assert prep["must"] == ["price", "liability_cap", "notice_days", "exit_days"]
    assert prep["red_lines"][0] == {
        "id": "r-batna",
        "rule": "price <= batna",
        "figure": pytest.approx(231_000),
        "crossed_at": [],
    }
    assert prep["approvals"][0]["needed_at"] == ["reservation"]


@pytest.mark.parametrize("name", NAMES)
def test_worked_example_of_every_playbook_is_sound(name: str) -> None:
    """No warning, a note that fits its packages, and every approval that a package needs is told."""
    one = example_case(name)
    found = prepared(one)
    assert found["warnings"] == []
    assert "differ by" in found["packages_note"]
    assert found["sheet"]
    for words, offer in zip(found["packages"], offered(one), strict=True):
        wanted = {give.approval for give in one.playbook.gives if give.id in offer.gives} - {""}
        whos = [need.said["who"] for need in one.playbook.approvals if need.id in wanted]
        assert all(any(who in need for need in words["needs"]) for who in whos)


@pytest.mark.parametrize("name", NAMES)
def test_price_of_a_package_is_shown_as_it_was_reckoned(name: str) -> None:
    """Whoever names the price that is shown offers the package, and not one that is worth less to us."""
    one = example_case(name)
    cash = money(one)
    assert cash
    for words, offer in zip(prepared(one)["packages"], offered(one), strict=True):
        assert abs(typed(words["price"], "price", "it") - offer.price) < cash.step / 2


def test_terms_of_a_package_stand_at_hold_but_for_its_trades() -> None:
    """The price is the package's, what a trade moves goes to its new value, all else is at hold."""
    one = example_case("software-renewal")
    moves = {give.id: give.moves for give in one.playbook.gives}
    moves |= {get.id: get.moves for get in one.playbook.gets}
    for offer in offered(one):
        values = table(one, offer)
        for term in one.playbook.terms:
            moved = [id_ for id_ in (*offer.gives, *offer.gets) if moves[id_] == term.id]
            wanted = position(one, f"to.{moved[0]}") if moved else position(one, f"hold.{term.id}")
            assert values[term.id] == (offer.price if term.id == "price" else wanted)


# The alternatives


def test_best_alternative_of_a_buyer_is_the_cheapest() -> None:
    """For a buyer less is better; the best stands in place of the playbook's rule, and in the entry."""
    rows = [{"what": "Stay", "value": "250,000"}, {"what": "Move", "value": "222 000", "by": "1 May"}, {}]
    one = case(playbook("software-renewal"), examples(playbook("software-renewal")), rows)
    assert one.best
    assert (one.best.what, one.best.value) == ("Move", 222_000)
    assert position(one, "batna") == position(one, "reservation.price") == 222_000
    prep = prepared(one)["entry"]["prep"]
    assert prep["batna"] == {"value": 222_000, "what": "Move", "by": "1 May"}
    assert [row["what"] for row in prep["alternatives"]] == ["Stay", "Move"]


def test_best_alternative_of_a_seller_is_the_dearest() -> None:
    """For a seller more is better."""
    rows = [{"what": "Stay", "value": "70"}, {"what": "Move", "value": "95"}, {"what": "Rest", "value": "0"}]
    one = case(read(small()), SMALL_INPUTS, rows)
    assert one.best
    assert (one.best.what, position(one, "batna")) == ("Move", 95)


def test_alternative_that_is_worth_nothing_counts() -> None:
    """Nought is a value, whether it comes as a text or as a number."""
    for nought in ("0", 0, 0.0):
        one = case(read(small()), SMALL_INPUTS, [{"what": "Rest", "value": nought}])
        assert position(one, "batna") == 0


def test_sixth_alternative_is_not_lost_in_silence() -> None:
    """More alternatives than there may be are refused or used; the best is not left out without a word."""
    rows = [{"what": f"Plan {number}", "value": str(number)} for number in range(1, 7)]
    try:
        assert position(case(read(small()), SMALL_INPUTS, rows), "batna") == 6
    except PrepareError as error:
        assert error.place.startswith("alternatives")  # noqa: PT017


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ({"what": "", "value": "5"}, "no-name", "alternatives.1.what"),
        ({"what": "Stay"}, "figure-missing", "alternatives.1.value"),
        ({"what": "Stay", "value": "dear"}, "figure-form", "alternatives.1.value"),
        ({"what": "Stay", "value": "9" * 20}, "figure-range", "alternatives.1.value"),
        ("Stay", "wrong-type", "alternatives.1"),
        (None, "wrong-type", "alternatives.1"),
    ],
)
def test_wrong_alternative_is_named(row: object, code: str, place: str) -> None:
    """An alternative without name or value names its row and its field."""
    with pytest.raises(PlacedError) as caught:
        case(read(small()), SMALL_INPUTS, [{"what": "First", "value": "1"}, row])
    assert (caught.value.code, caught.value.place) == (code, place)


# Mistakes in the figures


@pytest.mark.parametrize("name", ["baseline", "rival_quote", "moving_cost", "active_share"])
@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "figure-missing"), ("", "figure-missing"), ("a lot", "figure-form"), ("9e9", "figure-form")],
)
def test_wrong_input_names_its_field(name: str, text: object, code: str) -> None:
    """Missing, empty and malformed figures name the input; one that is left out is missing."""
    read_ = playbook("software-renewal")
    inputs: dict[str, object] = {**examples(read_), name: text}
    with pytest.raises(FigureError) as caught:
        case(read_, inputs)
    assert (caught.value.code, caught.value.place) == (code, f"inputs.{name}")
    if text is None:
        with pytest.raises(FigureError, match=f"inputs.{name}"):
            case(read_, {key: value for key, value in inputs.items() if key != name})


def test_division_by_an_input_of_zero_is_a_named_error() -> None:
    """A nought that a rule divides by gives a PrepareError that says which part is 0."""
    with pytest.raises(PrepareError) as caught:
        small_case(units="0")
    assert caught.value.code == "divides-by-zero"
    assert caught.value.message == "`600 / units` divides by `units`, which is 0"
    assert caught.value.hint


def test_figure_that_grows_too_large_is_a_named_error() -> None:
    """A product beyond all bounds gives a PrepareError too."""
    with pytest.raises(PrepareError, match="comes to more than"):
        small_case(base="1000000000000")


@pytest.mark.parametrize("name", NAMES)
def test_edges_of_every_input_are_prepared_or_named(name: str) -> None:
    """For every playbook and each of its figures: nought, tiny, negative and huge are answered with care."""
    for input_ in examples(playbook(name)):
        for text in ("0", "-1", "0.000000000001", "1000000000000", "-1000000000000"):
            try:
                assert prepared(example_case(name, **{input_: text}))["sheet"]
            except PlacedError as error:
                assert error.message  # noqa: PT017


@settings(max_examples=150)
@given(st.fixed_dictionaries({name: st.text("0123456789.-", max_size=14) for name in SMALL_INPUTS}))
def test_any_figures_are_prepared_or_named(inputs: dict[str, str]) -> None:
    """Whatever numbers are typed: a sheet, or an error of the figures."""
    try:
        assert prepared(case(read(small()), inputs))["sheet"]
    except (FigureError, PrepareError, Faults) as error:
        assert error.place in ("", "inputs.base", "inputs.units")  # noqa: PT017


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Every field that cannot be used is named by its label, in the order of the page, in one error."""
    inputs = {"baseline": "", "rival_quote": "a lot", "moving_cost": "36,000", "active_share": "-"}
    rows = [{"what": "", "value": "5"}, {}, {"what": "Stay", "value": ""}]
    with pytest.raises(Faults) as caught:
        case(playbook("software-renewal"), inputs, rows)
    faults = (caught.value, *caught.value.others)
    assert [(fault.place, fault.message) for fault in faults] == [
        ("inputs.baseline", "“What you pay now” is missing"),
        ("inputs.rival_quote", '“The best quote of another supplier” is "a lot"'),
        ("inputs.active_share", '“Share of the paid seats in use” is "-"'),
        ("alternatives.0.what", "“What you would do” of alternative 1 is missing"),
        ("alternatives.2.value", "“What you would pay instead” of alternative 3 is missing"),
    ]
    assert all(fault.hint for fault in faults)


def test_seller_is_asked_what_an_alternative_brings() -> None:
    """What an alternative costs a buyer it brings a seller, and the error says so."""
    with pytest.raises(FigureError) as caught:
        case(read(small()), SMALL_INPUTS, [{"what": "Rest", "value": ""}])
    assert caught.value.message == "“What it would bring” of alternative 1 is missing"


def test_share_may_be_a_per_cent() -> None:
    """85% of the seats is 0.85 of them; a price takes no such sign."""
    assert example_case("software-renewal", active_share="85%").inputs["active_share"] == 0.85
    with pytest.raises(FigureError) as caught:
        example_case("software-renewal", baseline="85%")
    assert caught.value.code == "figure-form"
