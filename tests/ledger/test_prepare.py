"""Preparation: figures as people type them, positions and limits of a case, warnings, named mistakes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.errors import PlacedError
from ledger.figures import Figures
from ledger.numbers import FigureError, shown, typed
from ledger.playbook import PlaybookError, read
from ledger.prepare import Case, PrepareError, case, money, offered, table, warnings
from ledger.rules import RuleError
from ledger.sheet import prepared
from tests.ledger.ledger_samples import (
    NAMES,
    SMALL_INPUTS,
    example_case,
    examples,
    playbook,
    small,
    small_case,
)

# Numbers as people type and read them


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2000000", 2_000_000),
        ("2,000,000", 2_000_000),
        ("2 000 000", 2_000_000),
        ("2\u00a0000\u202f000", 2_000_000),
        ("2'000'000", 2_000_000),
        ("2.000.000", 2_000_000),
        ("2.000.000,50", 2_000_000.5),
        ("1,234.5", 1_234.5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("-1.5", -1.5),
        ("\u22121,234", -1_234),
        ("€ 240,000", 240_000),
        ("0", 0),
        ("007", 7),
        ("0.085", 0.085),
        ("1000000000000", 1e12),
        (45, 45),
        (0.5, 0.5),
    ],
)
def test_typed_number_is_understood(text: object, number: float) -> None:
    """Commas, points, blanks, apostrophes, signs of currency and both minus signs."""
    assert typed(text, "inputs.x", "it") == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "figure-missing"),
        ("  ", "figure-missing"),
        ("€", "figure-missing"),
        (None, "figure-missing"),
        ([], "figure-missing"),
        ({"value": 1}, "figure-missing"),
        ("much", "figure-form"),
        ("1e3", "figure-form"),
        ("12,34,56", "figure-form"),
        ("1.2.3", "figure-form"),
        ("5-3", "figure-form"),
        ("--5", "figure-form"),
        ("0x10", "figure-form"),
        ("٤٥", "figure-form"),
        ("nan", "figure-form"),
        ("inf", "figure-form"),
        (float("nan"), "figure-form"),
        (True, "figure-form"),
        ("1000000000001", "figure-range"),
        ("-1000000000001", "figure-range"),
        ("9" * 5_000, "figure-range"),
        (10**100, "figure-range"),
    ],
)
def test_typed_number_is_refused_by_name(text: object, code: str) -> None:
    """What is no number, or too large, is refused with its field, its label and what to do."""
    with pytest.raises(FigureError) as caught:
        typed(text, "inputs.x", "the price")
    assert (caught.value.code, caught.value.place) == (code, "inputs.x")
    assert caught.value.message.startswith("the price is")
    assert caught.value.hint


@given(st.text() | st.text("0123456789.,'- €%−") | st.integers() | st.floats() | st.none())
@example(10**5_000)
def test_anything_typed_is_a_number_or_a_named_error(text: object) -> None:
    """No text and no number raises anything but a FigureError, and what is understood is in range."""
    try:
        assert abs(typed(text, "inputs.x", "it")) <= 1e12
    except FigureError as error:
        assert error.place == "inputs.x"  # noqa: PT017


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (0.005, "0.01"),
        (0.5, "0.5"),
        (12.0, "12"),
        (100.0, "100"),
        (12.345, "12.35"),
        (999.99, "999.99"),
        (999.999, "1,000"),
        (1_000.4, "1,000"),
        (240_000.0, "240,000"),
        (-1_383.5, "\u22121,384"),
        (-12.5, "\u221212.5"),
        (1e12, "1,000,000,000,000"),
    ],
)
def test_number_is_shown_as_people_read_it(value: float, text: str) -> None:
    """Commas between thousands, at most two decimals, none from a thousand on, and no negative nought."""
    assert shown(value) == text


@given(st.floats(-1e12, 1e12))
def test_number_that_is_shown_can_be_typed(value: float) -> None:
    """What is shown is understood again, and is off by half of the last place at the most."""
    back = typed(shown(value), "inputs.x", "it")
    off = Fraction(1, 2) if abs(value) >= 1_000 else Fraction(5_001, 1_000_000)
    assert abs(Fraction(back) - Fraction(value)) <= off


# The case of the software renewal


def position(one: Case, name: str) -> float:
    """A figure of a case."""
    return one.figures.number(name)


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
    assert (prepay["ours"], prepay["theirs"]) == ("6,624", "7,000–18,000")
    assert prepay["for"] == "Price fixed for three years"
    step = found["trades"]["gets"][0]
    assert (step["ours"], step["theirs"]) == ("4,800", "4,800")


def test_entry_of_the_worked_example() -> None:
    """The ledger entry begins with the figures, not with their texts, and nothing has happened yet."""
    entry = prepared(example_case("software-renewal"))["entry"]
    assert entry["schema"] == "edge-ledger/1"
    assert entry["playbook"] == {"id": "software-renewal", "version": "2.0.0"}
    assert (entry["side"], entry["currency"], entry["events"]) == ("buy", "EUR", [])
    prep = entry["prep"]
    assert prep["inputs"]["baseline"] == 240_000
    assert prep["batna"] == {"value": pytest.approx(231_000)}
    assert prep["terms"]["price"]["opening"] == pytest.approx(204_000)
    assert len(prep["packages"]) == 3
    assert {"price", "gives", "gets", "worth"} == prep["packages"][0].keys()


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


# Warnings


def codes(one: Case) -> list[str]:
    """The codes of a case's warnings."""
    return [warning["code"] for warning in warnings(one)]


def test_sound_figures_raise_no_warning() -> None:
    """Positions in order, above the alternative, within every red line."""
    assert codes(small_case()) == []


@pytest.mark.parametrize("worse", ["opening", "target", "hold"])
def test_positions_out_of_order_are_warned_of(worse: str) -> None:
    """A position that is worse for us than the next one is told with both figures, for either direction."""
    data = small()
    data["terms"][0][worse] = {"rule": "base * 0.95"}
    data["terms"][1][worse] = {"rule": "61"}
    found = [warning for warning in warnings(small_case(data)) if warning["code"] == "order"]
    assert {warning["about"] for warning in found} == {"Fee", "Days"}
    names = ["opening", "target", "hold", "limit"]
    worst = f"the {worse} (95) is worse for us than the {names[names.index(worse) + 1]}"
    assert any(warning["text"].startswith(worst) for warning in found)


def test_equal_positions_are_in_order() -> None:
    """Two positions at the same figure, but for a rounding error, are no mistake."""
    data = small()
    data["terms"][0]["hold"] = {"rule": "base * 1.1"}
    data["terms"][0]["target"] = {"rule": "base + base / 10"}
    assert codes(small_case(data)) == []


def test_limit_below_the_alternative_is_warned_of() -> None:
    """A limit at which it is better to leave; the target is still above it."""
    found = warnings(case(read(small()), SMALL_INPUTS, [row(115)]))
    assert [(warning["code"], warning["about"]) for warning in found] == [("batna", "Fee")]
    assert "the limit (100) is worse than the alternative (115)" in found[0]["text"]


def row(value: float) -> dict[str, str]:
    """An alternative of this value."""
    return {"what": "Another customer", "value": str(value)}


def test_target_below_the_alternative_is_warned_of() -> None:
    """With an alternative better than the target there is nothing to negotiate for."""
    assert codes(case(read(small()), SMALL_INPUTS, [row(125)])) == ["batna", "target"]
    assert codes(case(read(small()), SMALL_INPUTS, [row(120)])) == ["batna"]


def test_crossed_red_line_is_warned_of_at_every_position() -> None:
    """A red line is told for each position at which it is crossed, with its label and its reason."""
    found = warnings(small_case(units="6"))
    assert [warning["code"] for warning in found] == ["red-line"]
    assert found[0]["about"] == "Days to pay"
    assert found[0]["text"] == "at the limit this red line is crossed: the bank says so"


def test_warnings_of_a_buyer_with_a_better_alternative() -> None:
    """A rival at 180,000 makes limit, target and every price a bad one: all that is said at once."""
    one = example_case("software-renewal", rival_quote="168000")
    assert position(one, "reservation.price") == 180_000
    found = codes(one)
    assert set(found) == {"order", "target", "red-line"}
    assert found.count("red-line") == 3


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


def test_condition_that_has_no_value_is_no_error() -> None:
    """A red line over what only the deal knows says nothing beforehand."""
    data = small()
    data["red_lines"].append({"id": "r-x", "rule": "months_late < 2"})
    assert codes(small_case(data)) == []


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
    except (FigureError, PrepareError) as error:
        assert error.place in ("", "inputs.base", "inputs.units")  # noqa: PT017


# Mistakes in a playbook


def circle(*names: str) -> dict[str, Any]:
    """A playbook in which the target of each of these terms is that of the next, round in a circle."""
    data = small()
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        term = {"id": name, "label": name, "unit": "x", "better": "lower", "rank": "want"}
        data["terms"].append({**term, "target": {"rule": f"{other} + 1"}})
    return data


@pytest.mark.parametrize("names", [("x",), ("x", "y"), ("x", "y", "z")])
def test_circle_of_rules_is_named(names: tuple[str, ...]) -> None:
    """Rules that need each other are a PrepareError, and a trouble that the linter can show."""
    read_ = read(circle(*names))
    troubles = Figures(read_, {"base": 100, "units": 10}).troubles()
    assert "circle" in {trouble.error.code for trouble in troubles}
    with pytest.raises(PrepareError, match="rules need each other"):
        case(read_, SMALL_INPUTS)


def test_long_chain_of_rules_is_worked_out_or_named() -> None:
    """Two hundred rules, each built on the next, are worked out or refused, without a traceback."""
    data = small()
    for number in range(200):
        term = {"id": f"x{number}", "label": "x", "unit": "x", "better": "lower", "rank": "want"}
        data["terms"].append({**term, "target": {"rule": f"x{number + 1}" if number < 199 else "7"}})
    try:
        assert position(case(read(data), SMALL_INPUTS), "target.x0") == 7
    except PlacedError as error:
        assert error.message  # noqa: PT017


def test_figure_that_is_not_there_is_named() -> None:
    """A name that no rule has is a RuleError, as the door to the figures says."""
    figures = small_case().figures
    assert "nonsense" not in figures
    for name in ("nonsense", "hold.nonsense"):
        with pytest.raises(RuleError) as caught:
            figures.number(name)
        assert caught.value.code == "no-name"


def test_money_without_its_volume_is_named() -> None:
    """A money term whose cost says no volume is a fault of the playbook, told with its place."""
    data = small()
    del data["terms"][0]["cost"]["volume"]
    with pytest.raises(PlacedError) as caught:
        prepared(small_case(data))
    assert caught.value.place.startswith("terms.0")


@pytest.mark.parametrize("links", [5, True, "t-early", {"t-early": 1}])
def test_links_that_are_no_list_are_named(links: object) -> None:
    """What a give may be traded for is a list; anything else is named, and no letters are taken for ids."""
    data = small()
    data["gives"][0]["trade_for"] = links
    with pytest.raises(PlacedError) as caught:
        read(data)
    assert caught.value.place == "gives.0.trade_for"


def test_tiny_volume_is_worked_out_or_named() -> None:
    """A volume so small that no price could make up for a trade gives no overflow."""
    data = small()
    data["terms"][0]["cost"]["volume"] = " * ".join(["units"] * 26)
    data["terms"][1]["reservation"] = {"rule": "30"}
    data["gets"][0]["our_value"] = {"amount": 1_000_000_000_000}
    try:
        assert prepared(small_case(data, units="0.000000000001"))["sheet"]
    except PlacedError as error:
        assert error.message  # noqa: PT017


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("schema",), "edge-playbook/2", "schema"),
        (("id",), "", "id"),
        (("terms",), {}, "terms"),
        (("terms", 0), None, "terms.0"),
        (("terms", 0, "label"), 5, "terms.0.label"),
        (("terms", 0, "hold", "rule"), "base *", "terms.0.hold.rule"),
        (("terms", 0, "hold"), 5, "terms.0.hold"),
        (("terms", 0, "cost"), "price", "terms.0.cost"),
        (("gives", 1, "our_cost", "rule"), "base > 1", "gives.1.our_cost.rule"),
        (("gives", 1, "their_value", "low"), "5", "gives.1.their_value.low"),
        (("gets", 0, "to"), "14 days", "gets.0.to"),
        (("gets", 0, "their_cost", "high"), 1e13, "gets.0.their_cost.high"),
        (("inputs", 0, "example"), True, "inputs.0.example"),
        (("red_lines", 0, "rule"), "days", None),
        (("red_lines", 0, "rule"), "days + 1", "red_lines.0.rule"),
        (("approvals", 0, "when"), "give", "approvals.0.when"),
        (("walk_away", "value"), "?", "walk_away.value"),
    ],
)
def test_fault_of_a_playbook_names_its_place(
    path: tuple[str | int, ...], value: object, place: str | None
) -> None:
    """Each wrong value is named by its path; None stands for one that is right."""
    data: Any = small()
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    if place is None:
        read(data)
    else:
        with pytest.raises(PlaybookError) as caught:
            read(data)
        assert caught.value.place == place
        assert caught.value.message
