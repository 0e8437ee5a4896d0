"""The calibration's figures as the site shows them: to draw and to list, and names for single ones in texts.

Used by drawings, settings and templates; reads the committed file through `assessment` and simulates nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assessment.calibration import committed

LEADS = {
    "0": "Lead 0",
    "1": "Lead 1",
    "2": "Lead 2",
    "3-4": "Lead 3 or 4",
    "5-6": "Lead 5 or 6",
    "7+": "Lead 7 or more",
}
KINDS = {"style": "a style", "leaning": "a leaning", "blend": "a blend", "none": "no clear style"}
CONDITIONS = {"independent": "independent", "correlated": "correlated"}
SPECIAL = {
    "random": "Random: picks by chance",
    "straight-lining": "Straight line: same two places",
    "most-flattering": "Flattering: what sounds best",
    "most-flattering-slanted": "Flattering, on a slanted bank",
    "true-style": "True to one style: always its own",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers out of 100, by row and column. `mark` is a number to draw a line at, with its words."""

    id: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    mark: tuple[int, str] | None = None

    @property
    def words(self) -> str:
        """All of it as sentences."""
        parts = (
            f"{label}: {', '.join(f'{name} {n}' for name, n in zip(self.columns, values, strict=True))}."
            for label, values in self.rows
        )
        return " ".join(["Out of 100.", *parts])


def collect() -> dict[str, Figure]:
    """The figures of the calibration's page by id."""
    content = committed()
    tables = content["conditions"]
    pooled = tables["pooled"]
    lead = Figure(
        "lead",
        "How often the first style is the true one, by lead",
        "Lead",
        tuple(CONDITIONS.values()),
        tuple(
            (words, tuple(_hundredth(tables[name]["by_lead"][row], "right") for name in CONDITIONS))
            for row, words in LEADS.items()
        ),
        (25, "25: guessing"),
    )
    kinds = Figure(
        "kinds",
        "How often each kind of result is shown",
        "Shown",
        tuple(CONDITIONS.values()),
        tuple(
            (words, tuple(_share(tables[name], tables[name]["by_kind"][kind]) for name in CONDITIONS))
            for kind, words in KINDS.items()
        ),
    )
    special = Figure(
        "special",
        "What takers would see who answer in another way",
        "Taker",
        tuple(KINDS.values()),
        tuple(
            (words, tuple(_of(found["kinds"][kind], found["takers"]) for kind in KINDS))
            for name, words in SPECIAL.items()
            for found in [content["special"][name]]
        ),
    )
    again = Figure(
        "again",
        "Among the first two, and what a second take shows",
        "Lead",
        ("takers", "true style among the first two", "same first style again", "same page again"),
        tuple(
            (words, (_share(pooled, row), *(_hundredth(row, name) for name in _AGAIN)))
            for lead_name, words in {**LEADS, "none": "no clear style"}.items()
            for row in [pooled["by_lead"].get(lead_name) or pooled["by_kind"][lead_name]]
        ),
    )
    pairs = Figure(
        "pairs",
        "How often the first style is the true one, before and after five more pairs",
        "Lead",
        ("before", "after"),
        tuple(
            (LEADS[lead_name], (_hundredth(row, "before"), _hundredth(row, "after")))
            for lead_name, row in pooled["sharpen"].items()
        ),
    )
    return {figure.id: figure for figure in (lead, kinds, special, again, pairs)}


_AGAIN = ("top_two", "same_style", "same_page")


@cache
def values() -> dict[str, str]:
    """What a page's text may take from the calibration, by name: `calibration.pooled.by_lead.3-4.right`.

    Counts are given as whole numbers out of 100, a mean and the parameters as they are.
    """
    content = committed()
    found = {"hash": content["hash"]}
    for name, value in content["parameters"].items():
        match value:
            case dict():
                found |= {f"parameters.{name}.{key}": str(one) for key, one in value.items()}
            case [low, high]:
                found[f"parameters.{name}"] = f"{low} to {high}"
            case int() if name != "seed":
                found[f"parameters.{name}"] = f"{value:,}"
            case _:
                found[f"parameters.{name}"] = str(value)
    for name, table in content["conditions"].items():
        for path, row in _rows(table):
            found[f"{name}.{path}.share"] = str(_share(table, row))
            outcomes = [key for key in row if key not in ("takers", "percent")]
            found |= {f"{name}.{path}.{key}": str(_hundredth(row, key)) for key in outcomes}
    for name, one in content["special"].items():
        found[f"{name}.mean_lead"] = f"{one['mean_lead']:.1f}"
        for group in ("kinds", "pages", "first"):
            found |= {
                f"{name}.{group}.{key}": str(_of(count, one["takers"])) for key, count in one[group].items()
            }
    return {f"calibration.{name}": value for name, value in found.items()}


def figure_of(name: str) -> str:
    """One of `values`, without `calibration.` before its name."""
    return values()[f"calibration.{name}"]


def _rows(table: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    groups = [(f"{key}.{name}", row) for key in table if key != "all" for name, row in table[key].items()]
    return [("all", table["all"]), *groups]


def _share(table: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    return _of(row["takers"], table["all"]["takers"])


def _hundredth(row: Mapping[str, Any], outcome: str) -> int:
    return _of(row[outcome], row["takers"])


def _of(part: int, whole: int) -> int:
    """Out of 100, a half upwards. Worked out from the counts, so that nothing is rounded twice."""
    return (200 * part + whole) // (2 * whole)
