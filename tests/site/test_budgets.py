"""Every page keeps to the budgets of budgets.toml, and what a page weighs now is written there."""

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from assessment.styles import STYLES
from site_build.assets import script
from tests.conftest import ROOT
from tests.site.tree import Tree
from tests.site.weight import Weight, packed, weigh

BUDGETS = tomllib.loads((Path(__file__).parent / "budgets.toml").read_text(encoding="utf-8"))
CLOSE = 0.02
"""How far the recorded weight may be off before it has to be written anew."""
MARKS = sorted((ROOT / "theme" / "components" / "style-mark").glob("*.svg"))


@pytest.fixture(scope="module")
def weights(tree: Tree) -> dict[str, dict[str, Weight]]:
    """The weight of every page, by page type and path."""
    return {kind: {path: weigh(tree, path) for path in paths} for kind, paths in tree.kinds().items()}


def test_every_page_type_has_a_budget(weights: dict[str, dict[str, Weight]]) -> None:
    """A new page type comes with a limit and a record, and no budget is left behind by one that is gone."""
    assert weights.keys() == BUDGETS["limit"].keys()
    assert weights.keys() == BUDGETS["recorded"].keys()


def test_no_page_is_above_its_limit(weights: dict[str, dict[str, Weight]]) -> None:
    """Each page is within every limit of its type: all bytes, own script, style sheet, requests."""
    above = []
    for kind, pages in weights.items():
        for path, weight in pages.items():
            known = {**asdict(weight), "total": weight.total}
            above += [
                f"{path}: {name} is {known[name]:,}, the limit {limit:,}"
                for name, limit in BUDGETS["limit"][kind].items()
                if known[name] > limit
            ]
    assert not above, "\n".join(above)


def test_recorded_weights_are_those_of_now(weights: dict[str, dict[str, Weight]]) -> None:
    """The heaviest page of each type is within 2 % of what budgets.toml records (PERF-12)."""
    changed = []
    for kind, pages in weights.items():
        now = max(weight.total for weight in pages.values())
        recorded = BUDGETS["recorded"][kind]
        if abs(now - recorded) > CLOSE * recorded:
            changed.append(f"{kind} = {now:_}  # was {recorded:_}, {now / recorded - 1:+.1%}")
    assert not changed, "\nwrite into budgets.toml, if it is meant:\n" + "\n".join(changed)


def test_engine_is_within_its_limit(tree: Tree) -> None:
    """What the engine's start fetches is so many files and bytes under brotli, as written down (PERF-4)."""
    budget = BUDGETS["engine"]
    files = [path for path in tree.files if path.startswith("assessment/engine/")]
    packed_files = [path for path in files if path.endswith(".br")]
    assert sorted(f"{path}.br" for path in files if not path.endswith((".br", ".gz"))) == sorted(packed_files)
    now = sum(len(tree.bytes(path)) for path in packed_files)
    assert len(packed_files) == budget["files"]
    assert now <= budget["limit"], f"{now:_}"
    assert abs(now - budget["recorded"]) <= CLOSE * budget["recorded"], f"write recorded = {now:_}"


def test_counting_is_within_its_limit() -> None:
    """The script that counts weighs at most 2 KB with any one adapter (AN-9)."""
    folder = ROOT / "theme" / "components" / "count"
    adapters = sorted((folder / "adapters").glob("*.js"))
    assert adapters
    for adapter in adapters:
        now = packed(script(folder / "count.js")) + packed(script(adapter))
        assert now <= BUDGETS["count"]["limit"], f"{adapter.stem}: {now:_}"


def test_single_files_are_within_their_limits(tree: Tree) -> None:
    """The display face and each style's mark keep to a limit of their own."""
    fonts = [path for path in tree.files if path.endswith(".woff2")]
    assert len(fonts) == 1
    assert len(tree.bytes(fonts[0])) <= BUDGETS["file"]["font"]
    assert len(MARKS) == len(STYLES)
    for mark in MARKS:
        size = packed(mark.read_bytes())
        assert size <= BUDGETS["file"]["mark"], (mark.name, size)
