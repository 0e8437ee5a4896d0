"""Fills the moves of a playbook's file from the library of moves: `use: if-you-then-we` stands for one.

Used by `library` before a playbook is validated, so that models, pages and downloads hold whole moves.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from site_build.errors import Problem, nearest
from site_build.frontmatter import Document
from site_build.models.move import Moving, NamedMove

TAKEN = tuple(Moving.model_fields)
NO_LIBRARY = (
    "There is no library here: work in the project's folder, or take the playbook's YAML or JSON, "
    "whose moves are whole."
)


def filled(document: Document, named: Mapping[str, NamedMove]) -> tuple[Document, list[Problem]]:
    """The document with each move that says `use` whole; what the playbook says itself goes before.

    A move that says everything itself may name the move it follows all the same. The problems are names of
    moves that the library has not.
    """
    moves = document.meta.get("moves")
    if not isinstance(moves, list):
        return document, []
    problems, whole = [], []
    for index, move in enumerate(moves):
        used = move.get("use") if isinstance(move, dict) else None
        if isinstance(used, str) and used in named:
            whole.append(_of(named[used]) | move)
            continue
        if used is not None:
            hint = nearest(str(used), named) if named else NO_LIBRARY
            message = f'"{used}" is no move of the library'
            problems.append(document.problem("CT001", message, hint, at=("moves", index, "use")))
        whole.append(move)
    return replace(document, meta=document.meta | {"moves": whole}), problems


def _of(move: NamedMove) -> dict[str, Any]:
    """What a playbook takes over of a move."""
    said = move.model_dump(mode="json", exclude_none=True)
    return {"name": move.title} | {key: said[key] for key in TAKEN if key in said}
