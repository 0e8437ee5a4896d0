"""The bank: what the reader takes and refuses, and the rules of a published bank."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from assessment import quiz, table
from assessment.quiz import Bank, BankError, bundled_bank, load_bank
from assessment.scoring import score
from tests.assessment.banks import FOUR, SMALL, general_banks, good_bank, good_data, sheet_of, toml

ROOT = Path(__file__).parents[2]
Change = Callable[[dict[str, Any]], Any]


def test_small_bank_is_read_field_by_field() -> None:
    """Every field of the file stands in the bank, with plus as the key where none is written."""
    bank = load_bank(SMALL)
    assert (bank.id, bank.version, bank.title) == ("small", 3, "Small bank")
    assert bank.styles == ("red", "green", "blue", "amber")
    assert [block.id for block in bank.blocks] == ["a01", "a02"]
    assert [len(block.statements) for block in bank.blocks] == [3, 4]
    assert bank.blocks[1].statements[1] == quiz.Statement("a02-2", "red", "Red two.", "minus")
    assert bank.blocks[0].statements[2] == quiz.Statement("a01-3", "blue", "Blue one.", "plus")
    assert bank.areas[1] == quiz.Area("second", "Second area")
    assert bank.leaks[1] == quiz.LeakItem("b02", "first", "Do the thrifty thing?", "minus")
    assert bank.leaks[2].keyed == "plus"
    assert bank.context[0].options == (
        quiz.ContextOption("buy", "Buying"),
        quiz.ContextOption("sell", "Selling"),
    )


def test_path_string_and_text_give_the_same_bank(tmp_path: Path) -> None:
    """A bank may be given as a Path, as the path in a string, or as its text."""
    path = tmp_path / "bank.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_bank(path) == load_bank(str(path)) == load_bank(SMALL)


def test_bank_turns_into_plain_values() -> None:
    """`to_json` gives the bank as dicts and lists all the way down."""
    data = good_bank().to_json()
    assert data["blocks"][0]["statements"][0].keys() == {"id", "style", "text", "keyed"}
    assert data["styles"] == list(FOUR)


def without(key: str) -> Change:
    """A change that takes a top field away."""
    return lambda data: data.pop(key)


def block(number: int = 3, place: int | None = None, **fields: Any) -> Change:
    """A change of fields of a block, or of a statement of it."""

    def change(data: dict[str, Any]) -> None:
        entry = data["blocks"][number]
        (entry if place is None else entry["statements"][place]).update(fields)

    return change


UNREADABLE: list[tuple[Change, str, str, str, str]] = [
    (
        without("styles"),
        "bank-missing-field",
        "",
        'the field "styles" is missing',
        "Add it: a list of texts.",
    ),
    (without("blocks"), "bank-missing-field", "", 'the field "blocks" is missing', "[[blocks]]"),
    (lambda d: d.update(id="x"), "bank-unknown-field", "", 'unknown field "id"', "Known: bank, version"),
    (
        lambda d: d.update(blocs=1),
        "bank-unknown-field",
        "",
        'unknown field "blocs"',
        'Did you mean "blocks"?',
    ),
    (block(3, 1, txt="x"), "bank-unknown-field", "blocks[3].statements[1] (a04-2)", '"txt"', 'mean "text"?'),
    (
        block(note="x"),
        "bank-unknown-field",
        "blocks[3] (a04)",
        'unknown field "note"',
        "Known: id, statements.",
    ),
    (
        block(3, 1, style="owi"),
        "bank-style",
        "blocks[3].statements[1] (a04-2)",
        '"owi"',
        'Did you mean "owl"?',
    ),
    (
        block(3, 1, text=" "),
        "bank-empty",
        "blocks[3].statements[1] (a04-2)",
        "text is empty",
        "Write the text",
    ),
    (block(3, 1, text=7), "bank-type", "blocks[3].statements[1] (a04-2)", "text is 7", "Make it a text."),
    (block(3, 1, keyed="min"), "bank-type", "blocks[3].statements[1] (a04-2)", 'keyed is "min"', '"minus"'),
    (
        block(3, 1, id="a01-1"),
        "bank-duplicate",
        "blocks[3].statements[1] (a01-1)",
        '"a01-1" stands twice',
        "own",
    ),
    (block(id="a01"), "bank-duplicate", "blocks[3] (a01)", 'the id "a01" stands twice', "own id"),
    (lambda d: d["leaks"][2].update(id="b01"), "bank-duplicate", "leaks[2] (b01)", '"b01"', "own id"),
    (
        lambda d: d["areas"][2].update(id="area-a"),
        "bank-duplicate",
        "areas[2] (area-a)",
        '"area-a"',
        "own id",
    ),
    (lambda d: d["styles"].append("owl"), "bank-duplicate", "", 'styles holds "owl" twice', "Take one out."),
    (
        lambda d: d["leaks"][0].update(area="area-x"),
        "bank-area",
        "leaks[0] (b01)",
        'unknown area "area-x"',
        "mean",
    ),
    (lambda d: d.update(version=True), "bank-type", "", "version is True", "a whole number from 1"),
    (lambda d: d.update(version=0), "bank-type", "", "version is 0", "a whole number from 1"),
    (lambda d: d.update(scale=["never"]), "bank-type", "", "scale has one step", "at least two"),
    (lambda d: d.update(styles="lion"), "bank-type", "", 'styles is "lion"', "a list of texts"),
    (
        lambda d: d.update(styles=["lion", ""]),
        "bank-type",
        "",
        "styles is ['lion', '']",
        "none of them empty",
    ),
    (lambda d: d.update(blocks=3), "bank-type", "", "blocks is 3", "[[blocks]]"),
    (block(statements=["x"]), "bank-type", "blocks[3] (a04)", "statements is ['x']", "[[blocks.statements]]"),
    (
        lambda d: d["blocks"][3]["statements"].__delitem__(slice(2, 4)),
        "bank-block-short",
        "blocks[3] (a04)",
        "2",
        "",
    ),
]


@pytest.mark.parametrize(("change", "code", "place", "message", "hint"), UNREADABLE)
def test_malformed_bank_is_refused_with_place_and_remedy(
    change: Change, code: str, place: str, message: str, hint: str
) -> None:
    """A bank that cannot be read raises BankError with a code, the place, what is wrong, and what to do."""
    data = good_data()
    change(data)
    with pytest.raises(BankError) as caught:
        load_bank(toml(data))
    error = caught.value
    assert error.code == code
    assert error.place == place
    assert message in error.message
    assert hint in error.hint
    assert str(error) == f"{place}: {error.message}. {error.hint}".removeprefix(": ")


def test_style_twice_in_a_block_is_refused() -> None:
    """No style stands twice in a block, so that a block gives each style one mark."""
    data = good_data()
    data["blocks"][0]["statements"][1]["style"] = data["blocks"][0]["statements"][0]["style"]
    with pytest.raises(BankError, match="stands twice in the block") as caught:
        load_bank(toml(data))
    assert (caught.value.code, caught.value.place) == ("bank-style-twice", "blocks[0].statements[1] (a01-2)")


def test_options_of_a_context_question_are_told_apart() -> None:
    """An option id stands once within its question."""
    data = good_data()
    data["context"][0]["options"][1]["id"] = "buy"
    with pytest.raises(BankError, match=r"context\[0\]\.options\[1\] \(buy\): the id \"buy\" stands twice"):
        load_bank(toml(data))


@pytest.mark.parametrize("text", ["bank = \n", "[[blocks]\n", 'a = "x"\na = "y"\n'])
def test_text_that_is_no_toml_is_refused_with_its_line(text: str) -> None:
    """A syntax error says that it is one, and in which line."""
    with pytest.raises(BankError, match=r"not TOML: .*line") as caught:
        load_bank(text)
    assert caught.value.code == "bank-toml"


@pytest.mark.parametrize("text", ["", 'bank = "nsa"', "# only a remark\n"])
def test_empty_text_is_refused_as_a_bank(text: str) -> None:
    """A text without fields is a bank without fields, not the path of a file."""
    with pytest.raises(BankError, match="is missing"):
        load_bank(text)


def test_missing_or_unreadable_file_is_refused_by_name(tmp_path: Path) -> None:
    """A file that is not there, is no UTF-8, or holds an error raises BankError with its path."""
    with pytest.raises(BankError, match=r"nowhere\.toml: cannot be read"):
        load_bank(tmp_path / "nowhere.toml")
    path = tmp_path / "bank.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BankError, match=r"bank\.toml: cannot be read"):
        load_bank(str(path))
    path.write_text(SMALL.replace('style = "blue"', 'style = "bleu"', 1), encoding="utf-8")
    with pytest.raises(
        BankError, match=r'bank\.toml: blocks\[0\]\.statements\[2\] \(a01-3\): unknown style "bleu"'
    ):
        load_bank(path)


def test_every_code_of_the_reader_is_tested() -> None:
    """The cases above make every code of a BankError appear."""
    elsewhere = {"bank-file", "bank-toml", "bank-style-twice"}
    assert {case[1] for case in UNREADABLE} | elsewhere == set(table.CODES)


@given(general_banks())
def test_general_banks_are_read(bank: Bank) -> None:
    """The reader takes any number of styles, block sizes, and blocks that hold only some of the styles."""
    assert all(3 <= len(block.statements) <= len(bank.styles) for block in bank.blocks)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "assessment" / "bank").glob("v*.toml")), ids=lambda path: path.name
)
def test_published_bank_breaks_no_rule(path: Path) -> None:
    """Every bank in the package can be read, is the version its name says, and breaks no rule."""
    bank = bundled_bank(int(path.stem.removeprefix("v")))
    assert bank == load_bank(path)
    assert path.stem == f"v{bank.version}"
    assert [str(problem) for problem in bank.problems()] == []


def test_published_bank_has_the_shape_of_the_design() -> None:
    """Version 1 has 48 statements in 12 blocks, 12 leak items in six areas, and two context questions."""
    bank = bundled_bank(1)
    assert (bank.id, bank.version, bank.styles) == ("nsa", 1, FOUR)
    assert sum(len(block.statements) for block in bank.blocks) == 48
    assert (len(bank.blocks), len(bank.areas), len(bank.leaks), len(bank.context)) == (12, 6, 12, 2)
    assert [len(block.statements) for block in bank.sharpen] == [4] * 5


@pytest.mark.parametrize("most", range(4))
@pytest.mark.parametrize("least", range(4))
def test_always_the_same_places_give_a_flat_profile(most: int, least: int) -> None:
    """On the published bank, whoever always picks the same two places scores zero in every style."""
    if most == least:
        return
    bank = bundled_bank(1)
    blocks = {
        one.id: {"most": one.statements[most].id, "least": one.statements[least].id} for one in bank.blocks
    }
    result = score(bank, {"bank": "nsa", "version": 1, "blocks": blocks})
    assert set(result.scores.values()) == {0}
    assert set(result.shares.values()) == {25.0}
    assert result.page == "no-clear-style"


def test_bundled_bank_of_an_unknown_version_is_refused() -> None:
    """A version that is not in the package raises BankError, not a file error."""
    with pytest.raises(BankError, match="there is no bank of version 99"):
        bundled_bank(99)


def test_balanced_counts_need_no_special_picks() -> None:
    """The helper that builds sheets from counts never picks one statement as most and least."""
    bank = good_bank()
    made = sheet_of(bank, {"lion": 6, "owl": 6}, {"lion": 6, "owl": 6})
    assert all(pick["most"] != pick["least"] for pick in made["blocks"].values())


@pytest.mark.skipif(sys.platform == "emscripten", reason="starts a process")
def test_bank_is_found_inside_a_zip_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled bank is data of the package, so it is found when the package lies in a zip file."""
    archive = tmp_path / "packages.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted((ROOT / "assessment").rglob("*")):
            if path.suffix in (".py", ".toml"):
                packed.write(path, path.relative_to(ROOT))
    code = "import assessment.quiz as quiz; print(quiz.__file__, quiz.bundled_bank().id)"
    monkeypatch.setenv("PYTHONPATH", str(archive))
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.split() == [f"{archive}/assessment/quiz.py", "nsa"]
