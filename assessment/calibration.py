"""The calibration: what the assessment finds in simulated takers whose true style is known.

`python -m assessment.calibration` writes `calibration/v1.json`; naming's percentages are held against it, and
the site draws it. Simulating needs numpy, reading does not; a visitor's browser never gets this module.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment import takers
from assessment.naming import CONFIDENCE, NEAR, pages
from assessment.quiz import Bank, bundled_bank
from assessment.record import Record
from assessment.takers import KINDS, Seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assessment.takers import Real

    Chosen = NDArray[np.bool_]

FILE = Path(__file__).with_suffix("") / "v1.json"
"""The folder has this module's name and is no package, so an import finds the module."""


@dataclass(frozen=True, slots=True)
class Parameters(Record):
    """What is assumed; none of it has been measured on people.

    seed          of everything drawn
    takers        in each condition, and of each kind of special taker; a multiple of `banks`
    banks         how often loadings and popularities are drawn, so that no figure hangs on one draw
    loading       range of a statement's loading on its style's trait
    popularity    spread (standard deviation) of what draws everybody alike to a statement
    correlations  of any two traits, by the name of the condition
    pairs         further pairs of statements that decide which of two styles stands first; an odd number
    """

    seed: int = 20261123
    takers: int = 100_000
    banks: int = 200
    loading: tuple[float, float] = (0.45, 0.55)
    popularity: float = 0.3
    correlations: Mapping[str, float] = field(default_factory=lambda: {"independent": 0.0, "correlated": 0.3})
    pairs: int = 5


def calibrate(parameters: Parameters, progress: Callable[[str], None] = lambda step: None) -> dict[str, Any]:
    """The file's content: parameters, a table for each condition and one for all, special takers, hash.

    Counts are takers; `percent` is of the row's takers, `share` of all, to one decimal. Equal parameters give
    equal content under the same version of numpy. `progress` is told what comes next.
    """
    import numpy as np

    bank = bundled_bank()
    tables: dict[str, Any] = {}
    for number, (name, correlation) in enumerate(parameters.correlations.items()):
        progress(f"{parameters.takers:,} takers twice, traits {name} (correlation {correlation})")
        tables[name] = _condition(
            np.random.default_rng([parameters.seed, number]), bank, parameters, correlation
        )
    tables["pooled"] = _sum(list(tables.values()))
    progress(f"takers who do something else, {parameters.takers:,} of a kind")
    special = _special(np.random.default_rng([parameters.seed, len(tables)]), bank, parameters)
    content = {
        "bank": bank.id,
        "version": bank.version,
        "parameters": parameters.to_json(),
        "conditions": {name: _with_percent(table) for name, table in tables.items()},
        "special": special,
    }
    return {**content, "hash": seal(content)}


def seal(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content without its `hash`, written as JSON with sorted keys and no spaces."""
    rest = {key: value for key, value in content.items() if key != "hash"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def committed() -> dict[str, Any]:
    """The content of the file."""
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def text_of(content: Mapping[str, Any]) -> str:
    """The file's text."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _condition(
    rng: np.random.Generator, bank: Bank, parameters: Parameters, correlation: float
) -> dict[str, Any]:
    """Everybody takes it twice: the first take against the truth, the second against the first."""
    import numpy as np

    where = takers.layout(bank)
    found, once, again = [], [], []
    for _ in range(parameters.banks):
        drawn = takers.statements(rng, where, parameters.loading, parameters.popularity)
        trait = takers.traits(rng, parameters.takers // parameters.banks, len(bank.styles), correlation)
        found.append(trait)
        once.append(takers.picks(takers.liking(rng, trait[:, where], drawn)))
        again.append(takers.picks(takers.liking(rng, trait[:, where], drawn)))
    trait = np.concatenate(found)
    seen, second = (takers.shown(bank, takers.joined(take)) for take in (once, again))
    true = trait.argmax(axis=1)
    outcomes = {
        "right": seen.order[:, 0] == true,
        "top_two": (seen.order[:, :2] == true[:, None]).any(axis=1),
        "same_style": seen.order[:, 0] == second.order[:, 0],
        "same_page": seen.page == second.page,
    }
    return {
        "all": _row(seen.lead >= 0, outcomes),
        "by_lead": {name: _row(chosen, outcomes) for name, chosen in _leads(seen).items()},
        "by_kind": {name: _row(seen.kind == number, outcomes) for number, name in enumerate(KINDS)},
        "sharpen": _sharpen(rng, parameters, trait, seen),
    }


def _row(chosen: Chosen, outcomes: Mapping[str, Chosen]) -> dict[str, int]:
    counts = {name: int((outcome & chosen).sum()) for name, outcome in outcomes.items()}
    return {"takers": int(chosen.sum()), **counts}


def _leads(seen: Seen) -> dict[str, Chosen]:
    """The takers with a style named, by the rows of naming's table: `0`, `1`, `2`, `3-4`, `5-6`, `7+`."""
    named = seen.kind != KINDS.index("none")
    starts = [least for least, _ in CONFIDENCE]
    found = {f"{starts[-1]}+": named & (seen.lead >= starts[-1])}
    for least, after in zip(starts[-2::-1], starts[:0:-1], strict=True):
        name = str(least) if after == least + 1 else f"{least}-{after - 1}"
        found[name] = named & (seen.lead >= least) & (seen.lead < after)
    return dict(reversed(found.items()))


def _sharpen(
    rng: np.random.Generator, parameters: Parameters, trait: Real, seen: Seen
) -> dict[str, dict[str, int]]:
    """Blends and leanings by lead, and how often the first is right before and after the further pairs.

    A pair is a new statement of the first style and one of the second; who wins most pairs stands first.
    """
    import numpy as np

    near = (seen.lead <= NEAR) & (seen.kind != KINDS.index("none"))
    first, second = seen.order[near, 0], seen.order[near, 1]
    pairs = np.stack([first, second], axis=1)[:, None, :].repeat(parameters.pairs, axis=1)
    drawn = takers.statements(rng, pairs, parameters.loading, parameters.popularity)
    behind = np.take_along_axis(trait[near][:, None, :], pairs, axis=2)
    liked = takers.liking(rng, behind, drawn)
    stays = 2 * (liked[:, :, 0] > liked[:, :, 1]).sum(axis=1) > parameters.pairs
    true = trait[near].argmax(axis=1)
    outcomes = {"before": first == true, "after": np.where(stays, first, second) == true}
    return {str(lead): _row(seen.lead[near] == lead, outcomes) for lead in range(NEAR + 1)}


def _special(rng: np.random.Generator, bank: Bank, parameters: Parameters) -> dict[str, dict[str, Any]]:
    """What is shown to takers who do not answer as the model says, and to those who do on a slanted bank.

    Slanted: every statement of the first style is more popular by one spread. Who picks by popularity alone
    has a bank of their own each, since on one bank they would all give the same sheet.
    """
    import numpy as np

    where, styles = takers.layout(bank), len(bank.styles)
    shape = (parameters.takers, *where.shape)
    slant = parameters.popularity * (where == 0)
    popularity = parameters.popularity * rng.standard_normal(shape)
    own = where == np.arange(parameters.takers)[:, None, None] % styles
    slanted = []
    for _ in range(parameters.banks):
        drawn = takers.statements(rng, where, parameters.loading, parameters.popularity)
        trait = takers.traits(rng, parameters.takers // parameters.banks, styles, 0.0)
        liked = takers.liking(rng, trait[:, where], drawn._replace(popularity=drawn.popularity + slant))
        slanted.append(takers.picks(liked))
    given = {
        "random": takers.picks(rng.random(shape)),
        "straight-lining": takers.straight_lines(bank),
        "most-flattering": takers.picks(popularity),
        "most-flattering-slanted": takers.picks(popularity + slant),
        "true-style": takers.picks(rng.random(shape) + own),
        "slanted": takers.joined(slanted),
    }
    return {name: _seen(bank, takers.shown(bank, sheets)) for name, sheets in given.items()}


def _seen(bank: Bank, seen: Seen) -> dict[str, Any]:
    count = len(seen.lead)
    kinds = {name: int((seen.kind == number).sum()) for number, name in enumerate(KINDS)}
    names = pages(bank.styles)
    return {
        "takers": count,
        "mean_lead": round(int(seen.lead.sum()) / count, 2),
        "kinds": kinds,
        "percent": {name: _percent(kinds[name], count) for name in KINDS},
        "pages": {name: int((seen.page == number).sum()) for number, name in enumerate(names)},
        "first": {name: int((seen.order[:, 0] == number).sum()) for number, name in enumerate(bank.styles)},
    }


def _sum(tables: list[Any]) -> Any:
    """The counts of several tables of one form added up."""
    if isinstance(tables[0], dict):
        return {key: _sum([table[key] for table in tables]) for key in tables[0]}
    return sum(tables)


def _with_percent(table: dict[str, Any]) -> dict[str, Any]:
    """The table with `percent` in every row, and `share` in it where the row is part of the whole."""
    everybody = table["all"]["takers"]

    def row(counts: dict[str, int]) -> dict[str, Any]:
        of_row = {name: _percent(n, counts["takers"]) for name, n in counts.items() if name != "takers"}
        return {**counts, "percent": {"share": _percent(counts["takers"], everybody), **of_row}}

    groups = {
        key: {name: row(counts) for name, counts in table[key].items()} for key in table if key != "all"
    }
    return {"all": row(table["all"]), **groups}


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def main() -> None:
    """Write the file, and say on the way what is being done."""
    start = time.perf_counter()

    def progress(step: str) -> None:
        print(f"{time.perf_counter() - start:5.1f} s  {step}", file=sys.stderr, flush=True)

    content = calibrate(Parameters(), progress)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text_of(content), encoding="utf-8")
    progress(f"written: {FILE}, hash {content['hash']}")


if __name__ == "__main__":
    main()
