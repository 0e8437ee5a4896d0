"""Another instrument than ours, from its files through the command line: the general case, end to end.

Twenty blocks of three, six scales of which a block holds three, twelve statements keyed minus. The bank is
read here without the package, and the results are those of the independent scorer.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.assessment import independent

ROOT = Path(__file__).parents[2]
OTHER = Path(__file__).parent / "other"
BANK, SHEETS = OTHER / "bank.toml", OTHER / "sheets.jsonl"
PLAIN = independent.plain(tomllib.loads(BANK.read_text(encoding="utf-8")))
ANSWERS = [json.loads(line) for line in SHEETS.read_text(encoding="utf-8").splitlines()]
EXPECTED = [independent.score(PLAIN, sheet) for sheet in ANSWERS]
SAME = ("scores", "held", "most", "least", "lead", "order", "primary", "secondary", "kind", "page", "axes")


processes = pytest.mark.skipif(sys.platform == "emscripten", reason="starts a process")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m assessment score` with that bank and these arguments."""
    command = [sys.executable, "-m", "assessment", "score", "--bank", str(BANK), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)


def test_fixture_is_the_general_case() -> None:
    """Six scales, each in ten of twenty blocks of three, some keyed minus, and sheets for every row."""
    blocks = [block["statements"] for block in PLAIN["blocks"]]
    assert (len(blocks), {len(block) for block in blocks}) == (20, {3})
    assert set(EXPECTED[0]["held"].values()) == {10}
    assert len(PLAIN["styles"]) == 6
    assert sum(one["keyed"] == "minus" for block in blocks for one in block) == 12
    assert len({one["text"] for block in blocks for one in block}) == 60
    assert len({result["row"] for result in EXPECTED}) == 7


@processes
def test_command_line_scores_another_instrument() -> None:
    """Each line of the file gives the result that the independent scorer finds, and no simulated chance."""
    done = run(str(SHEETS))
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["sheet"] for result in results] == [
        f"{SHEETS}:{line}" for line in range(1, len(ANSWERS) + 1)
    ]
    for result, expected in zip(results, EXPECTED, strict=True):
        assert {name: result[name] for name in SAME} == {name: expected[name] for name in SAME}
        for name in ("shares", "errors", "bands"):
            for style, value in expected[name].items():
                assert result[name][style] == pytest.approx(value, abs=1e-9)
        assert (result["bank"], result["version"]) == ("working-habits", 2)
        assert result["confidence"]["percent"] is None
        assert not result["confidence"]["simulated"]
        assert sum(share["share"] for share in result["shown"]["shares"]) == 100


@processes
def test_words_fit_another_instrument() -> None:
    """In words, nothing speaks of play, animals, twelve blocks or simulated sheets."""
    done = run("--text", str(SHEETS))
    assert (done.returncode, done.stderr) == (0, "")
    assert not re.search(r"play|\bLion|twelve|imulated|in 100\b|None", done.stdout)
    assert "Checking comes first in your answers, with Asking close behind.\n" in done.stdout
    assert "Tidying comes first in your answers.\nTidying with Closing out\n" in done.stdout
    assert "Planning and Asking come first in your answers, close together.\n" in done.stdout
    assert "  Closing out: 20 of 100, 80% band 15 to 26\n" in done.stdout
    named = sum(result["kind"] != "none" for result in EXPECTED)
    assert done.stdout.count("This instrument has not been calibrated, so no chance is given") == named


@processes
def test_sheet_that_does_not_fit_is_named_by_its_line(tmp_path: Path) -> None:
    """A sheet without one block, and one of another bank, are refused by line; the others are scored."""
    short = {**ANSWERS[1], "blocks": dict(list(ANSWERS[1]["blocks"].items())[1:])}
    mixed = tmp_path / "mixed.jsonl"
    lines = [ANSWERS[0], short, {**ANSWERS[2], "bank": "nsa"}, ANSWERS[3]]
    mixed.write_text("".join(f"{json.dumps(sheet)}\n" for sheet in lines), encoding="utf-8")
    done = run(str(mixed))
    assert done.returncode == 2
    assert [json.loads(line)["scores"] for line in done.stdout.splitlines()] == [
        EXPECTED[0]["scores"],
        EXPECTED[3]["scores"],
    ]
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{mixed}:2: blocks: 1 of 20 blocks have no answer: w01")
    assert second.startswith(f'{mixed}:3: bank: the sheet is for the bank "nsa"')
