"""The calibration: the file is what the program writes, and its takers see what the scorer shows."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessment import calibration, takers
from assessment.calibration import FILE, Parameters, calibrate, committed, seal
from assessment.naming import pages
from assessment.quiz import Bank, bundled_bank
from assessment.scoring import score
from assessment.takers import KINDS, Picks
from tests.assessment.banks import good_bank

FEW = replace(Parameters(), takers=2_000, banks=20)


@pytest.fixture(scope="module")
def few() -> dict[str, Any]:
    """A calibration with few takers."""
    return calibrate(FEW)


def test_committed_file_is_what_the_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run anew in full, the calibration gives the committed file to the byte, and says how far it is."""
    written = tmp_path / "calibration" / "v1.json"
    monkeypatch.setattr(calibration, "FILE", written)
    calibration.main()
    assert written.read_bytes() == FILE.read_bytes(), "The calibration drifted: see `make calibrate`."
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("100,000 takers twice, traits independent (correlation 0.0)")
    assert lines[-1].endswith(committed()["hash"])


def test_hash_is_that_of_the_content() -> None:
    """The file's hash fits what it holds, and no longer does when one count is changed."""
    content = committed()
    assert content["hash"] == seal(content)
    content["conditions"]["pooled"]["by_lead"]["0"]["right"] += 1
    assert content["hash"] != seal(content)


def test_same_parameters_give_the_same_content(few: dict[str, Any]) -> None:
    """Nothing but the parameters decides."""
    assert calibrate(FEW) == few


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 1},
        {"takers": 4_000},
        {"banks": 40},
        {"loading": (0.45, 0.65)},
        {"popularity": 0.2},
        {"correlations": {"independent": 0.0, "correlated": 0.4}},
        {"pairs": 3},
    ],
)
def test_changed_parameter_changes_counts_and_hash(few: dict[str, Any], change: dict[str, Any]) -> None:
    """Every parameter matters to what is counted, and shows in the hash."""
    other = calibrate(replace(FEW, **change))
    assert other["hash"] != few["hash"]
    assert other["conditions"] != few["conditions"]


@pytest.mark.parametrize("bank", [bundled_bank(), good_bank()], ids=["bundled", "other orders"])
def test_simulated_takers_are_shown_what_the_scorer_shows(bank: Bank) -> None:
    """Order, lead, kind and page of many sheets at once are the scorer's of each, with ties of every sort."""
    rng = np.random.default_rng(7)
    liked = rng.random((1_500, 12, 4))
    where = takers.layout(bank)
    liked[500:1000] += 0.6 * (where == 1)
    liked[1000:] += 0.8 * (where >= 2)
    given = takers.joined([takers.picks(liked), takers.straight_lines(bank)])
    seen = takers.shown(bank, given)
    names = pages(bank.styles)
    ties = 0
    for number, (most, least) in enumerate(zip(given.most.tolist(), given.least.tolist(), strict=True)):
        blocks = {
            block.id: {"most": block.statements[one].id, "least": block.statements[other].id}
            for block, one, other in zip(bank.blocks, most, least, strict=True)
        }
        result = score(bank, {"bank": bank.id, "version": bank.version, "blocks": blocks})
        assert tuple(bank.styles[style] for style in seen.order[number]) == result.order
        assert seen.lead[number] == result.lead
        assert KINDS[seen.kind[number]] == result.kind
        assert names[seen.page[number]] == result.page
        scores = [result.scores[style] for style in result.order]
        ties += any(one == other for one, other in pairwise(scores))
    assert ties > 300
    assert set(seen.kind.tolist()) == set(range(len(KINDS)))
    assert set(seen.page.tolist()) == set(range(len(names)))


def test_traits_and_likings_have_the_spread_they_should() -> None:
    """Traits are standard normal with the correlation asked for; a liking's spread is 1 between takers."""
    rng = np.random.default_rng(3)
    trait = takers.traits(rng, 100_000, 4, 0.3)
    assert trait.std(axis=0) == pytest.approx(np.ones(4), abs=0.01)
    assert (trait[:, 0] * trait[:, 3]).mean() == pytest.approx(0.3, abs=0.01)
    drawn = takers.statements(rng, np.arange(4), (0.45, 0.55), 0.3)
    assert ((drawn.loading >= 0.45) & (drawn.loading <= 0.55)).all()
    liked = takers.liking(rng, trait, drawn)
    assert liked.std(axis=0) == pytest.approx(np.ones(4), abs=0.01)
    assert liked.mean(axis=0) == pytest.approx(drawn.popularity, abs=0.02)
    assert (liked * trait).mean(axis=0) == pytest.approx(drawn.loading, abs=0.02)


def test_picks_are_the_most_and_the_least_liked() -> None:
    """In each block the highest liking is the most-pick, the lowest the least-pick."""
    liked = np.array([[[0.1, 0.9, -3.0, 0.2], [2.0, 0.0, 1.0, -1.0]]])
    most, least = takers.picks(liked)
    assert (most.tolist(), least.tolist()) == ([[1, 0]], [[2, 3]])


@pytest.mark.parametrize("condition", ["independent", "correlated", "pooled"])
def test_every_taker_is_counted_once(condition: str) -> None:
    """Kinds add up to all takers, and so do leads with those of no clear style; blends lead by 0 or 1."""
    table = committed()["conditions"][condition]
    for outcome, whole in table["all"].items():
        if outcome == "percent":
            continue
        kinds = {name: row[outcome] for name, row in table["by_kind"].items()}
        leads = {name: row[outcome] for name, row in table["by_lead"].items()}
        assert sum(kinds.values()) == whole
        assert sum(leads.values()) + kinds["none"] == whole
        assert leads["0"] + leads["1"] == kinds["blend"]
        assert leads["2"] == kinds["leaning"]
    for lead, row in table["sharpen"].items():
        assert (row["takers"], row["before"]) == (
            table["by_lead"][lead]["takers"],
            table["by_lead"][lead]["right"],
        )


def test_pooled_is_the_sum_of_the_conditions() -> None:
    """Both conditions weigh the same in the pooled table."""
    tables = committed()["conditions"]
    for lead, row in tables["pooled"]["by_lead"].items():
        parts = [tables[name]["by_lead"][lead] for name in ("independent", "correlated")]
        assert row["right"] == sum(part["right"] for part in parts)
        assert row["takers"] == sum(part["takers"] for part in parts)
        assert row["percent"]["right"] == round(100 * row["right"] / row["takers"], 1)
        assert row["percent"]["share"] == round(100 * row["takers"] / 200_000, 1)


def test_larger_lead_is_surer() -> None:
    """In every condition the chance of being right grows with the lead."""
    for table in committed()["conditions"].values():
        chances = [row["right"] / row["takers"] for row in table["by_lead"].values()]
        assert chances == sorted(chances)


def test_special_takers_see_what_they_must() -> None:
    """A straight line shows no style, always one style shows that style, a slant shows the favoured one."""
    special = committed()["special"]
    assert special["straight-lining"]["kinds"]["none"] == special["straight-lining"]["takers"] == 12
    true = special["true-style"]
    assert [true["pages"][style] for style in bundled_bank().styles] == [25_000] * 4
    for name in ("most-flattering-slanted", "slanted"):
        first = special[name]["first"]
        assert max(first, key=first.__getitem__) == "lion"
    assert special["most-flattering-slanted"]["pages"]["lion"] > 3 * special["slanted"]["pages"]["lion"] / 2


def test_file_is_read_without_numpy() -> None:
    """Where only the standard library is, the file can be read, and the module is found beside its folder."""
    code = "from assessment import calibration as c; import sys; "
    code += "print(c.__file__.endswith('calibration.py'), c.committed()['hash'], 'numpy' in sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(FILE.parents[2])}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)
    assert done.stdout == f"True {committed()['hash']} False\n"
    assert not list(FILE.parent.glob("*.py")), "with an __init__.py the folder would hide the module"


def test_joined_keeps_the_order_of_the_takers() -> None:
    """Groups of takers stand one below the other."""
    one, other = np.array([[1, 2]]), np.array([[3, 0], [0, 1]])
    both = takers.joined([Picks(one, one + 1), Picks(other, other + 1)])
    assert both.most.tolist() == [[1, 2], [3, 0], [0, 1]]
    assert both.least.tolist() == [[2, 3], [4, 1], [1, 2]]
