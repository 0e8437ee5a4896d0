"""The pages of the playbook standard: a playbook, a move of the library, and what their overviews list."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from site_build.library import Entry, Library
from site_build.models.move import STAGES, NamedMove
from site_build.models.playbook import Playbook
from site_build.pages.plan import Listed, PagePlan, made
from site_build.playbooks import difference, files, linter, worked
from site_build.playbooks.compared import LEVELS
from site_build.playbooks.difference import Difference
from site_build.playbooks.words import Words


class Weighed(NamedTuple):
    """The changes of one weight: those that are told, and how often a place of a kind was filled."""

    level: str
    changes: list[Difference]
    filled: Counter[str]


class Step(NamedTuple):
    """A version of a playbook: the entry of `changes`, the difference to the one before, its kept file.

    `found` is None where the version before was not kept; `summary` says what the change comes to.
    """

    change: Any
    found: list[Weighed] | None
    summary: str
    kept: str


def playbook(library: Library, entry: Entry[Playbook], listed: Listed) -> PagePlan:
    """The page of a playbook."""
    model = entry.model
    words, places = Words(model), {get.id: str(place) for place, get in enumerate(model.gets, 1)}
    problems = linter.lint(linter.subject(library, entry.document, model, listed.today))
    context = {
        "kind": "playbook",
        "stages": [(stage, [move for move in model.moves if move.stage == stage]) for stage in STAGES],
        "red_lines": [words.red_line(line) for line in model.red_lines],
        "approvals": [words.approval(one) for one in model.approvals],
        "facts": words.facts(),
        "trades_for": [
            ", ".join(sorted((places[id_] for id_ in give.trade_for), key=int)) for give in model.gives
        ],
        "names": {move.id: move.name for move in model.moves},
        "urls": {other.slug: other.url for other in library.moves},
        "worked": worked.worked(model),
        "score": linter.score(problems),
        "history": list(history(library, model)),
        "files": files.addresses(model),
        "terms_of": {"metrics": library.data.metrics, "logs": library.data.logs},
        "demo_call": library.data.ctas["demo"],
    }
    changed = max(change.date for change in model.changes)
    return made(entry, "playbook.html", "playbooks", context, changed.isoformat())


def history(library: Library, model: Playbook) -> Iterator[Step]:
    """The versions of a playbook, the newest first."""
    kept = {old.version: old for old in library.versions.get(model.id, ())} | {model.version: model}
    for number, change in enumerate(model.changes):
        before = model.changes[number + 1].version if number + 1 < len(model.changes) else None
        found, summary = None, ""
        if before in kept and change.version in kept:
            found = list(weighed(difference.differences(kept[before], kept[change.version])))
            summary = difference.summary(kept[before], kept[change.version])
        there = change.version in kept
        yield Step(change, found, summary, files.version(model.id, change.version) if there else "")


def weighed(found: list[Difference]) -> Iterator[Weighed]:
    """The changes by weight. What binds is told whole; what only fills a gap elsewhere is counted."""
    for level in LEVELS:
        rows = [one for one in found if one.level == level]
        told = [one for one in rows if level == "major" or not one.filled]
        if rows:
            yield Weighed(
                level, told, Counter(f"{one.part}: {one.filled}" for one in rows if one not in told)
            )


def move(library: Library, entry: Entry[NamedMove]) -> PagePlan:
    """The page of a move."""
    model = entry.model
    context = {
        "kind": "move",
        "used": [
            (other, found)
            for other in library.playbooks
            for found in other.model.moves
            if found.use == entry.slug
        ],
        "near": [
            other
            for other in library.moves
            if other is not entry and set(other.model.problems) & set(model.problems)
        ],
        "troubles": {name: library.data.problems[name] for name in model.problems},
        "terms_of": {"metrics": library.data.metrics, "logs": library.data.logs},
        "assessment_call": library.data.ctas["assessment"],
    }
    return made(entry, "move.html", "playbooks", context)


def overview(library: Library) -> dict[str, Any]:
    """What the overviews of playbooks and moves show beside their lists."""
    problems = library.data.problems
    return {
        "moves_by_stage": [
            (stage, [one for one in library.moves if one.model.stage == stage]) for stage in STAGES
        ],
        "moves_by_problem": [
            (name, trouble, [one for one in library.moves if name in one.model.problems])
            for name, trouble in problems.items()
        ],
    }
