"""The ledger's door for JavaScript: one request as JSON text in, one answer as JSON text out, no exception.

Called by the site's worker (Pyodide) and by tests, like `assessment.browser`. A request is
`{"do": NAME, …}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from assessment.errors import PlacedError, nearest, quoted
from ledger.faults import Faults
from ledger.maturity import assess, bank
from ledger.reading import load

Request = Mapping[str, Any]
MOST_CHARACTERS = 2_000_000


class RequestError(PlacedError):
    """The request itself cannot be answered: it asks for what there is not, or is no request."""


def call(request: str) -> str:
    """Answer one request.

    Returns `{"ok": true, …}`, or `{"ok": false, "error": {"code", "place", "message", "hint"}}`; `others` has
    the other errors, where there are more.
    """
    try:
        asked = _parse(request)
        name = asked.get("do")
        if not isinstance(name, str) or name not in DOORS:
            message = f"there is no request {quoted(name)}"
            raise RequestError("unknown-request", "do", message, nearest(name, DOORS))
        answer = {"ok": True, **DOORS[name](asked)}
        return json.dumps(answer, separators=(",", ":"), check_circular=False, allow_nan=False)
    except (ValueError, RecursionError) as raised:
        # What is nested too deeply, or is no number in JSON, has no place of its own.
        unreadable = RequestError("unreadable", "", "the request holds what cannot be worked with")
        error = raised if isinstance(raised, PlacedError) else unreadable
        answer = {"ok": False, "error": _parts(error)}
        if isinstance(error, Faults):
            answer["others"] = [_parts(other) for other in error.others]
    return json.dumps(answer, separators=(",", ":"), check_circular=False)


def _parts(error: PlacedError) -> dict[str, str]:
    return {"code": error.code, "place": error.place, "message": error.message, "hint": error.hint}


def warm() -> str:
    """Assess one dummy set of answers, so that the first real one finds all loaded; returns the answer."""
    answers = {question.id: 1 for question in bank().questions}
    return call(json.dumps({"do": "maturity", "answers": answers}))


def _parse(request: str) -> Request:
    if len(request) > MOST_CHARACTERS:
        raise RequestError("too-large", "", "the request is too large")
    try:
        asked = load(request)
    except (ValueError, RecursionError) as error:
        raise RequestError("not-json", "", f"the request is no JSON: {error}") from None
    if not isinstance(asked, dict):
        raise RequestError("wrong-type", "", f"the request is {quoted(asked)}", "Give an object.")
    return asked


def _prepare(request: Request) -> dict[str, Any]:
    """`playbook`, its JSON; `inputs` by id, as typed; `alternatives`. Answers `shown` and the `entry`."""
    from ledger.playbook_reader import PlaybookError, read
    from ledger.prepare import case
    from ledger.seal import fingerprint
    from ledger.sheet import prepared

    alternatives = request.get("alternatives") or []
    if not isinstance(alternatives, list):
        raise RequestError("wrong-type", "alternatives", "alternatives are no list")
    if not request.get("playbook"):
        raise RequestError("missing", "playbook", "no playbook is chosen", "Choose one of the list.")
    try:
        playbook = read(request["playbook"])
    except PlaybookError as error:
        # The page has a place for the file, none for each of its keys.
        where = f"the playbook cannot be used: at {error.place}, {error.message}"
        raise RequestError(error.code, "playbook", where, error.hint) from None
    one = case(playbook, _object(request, "inputs"), alternatives)
    answer = prepared(one)
    named = f"By the playbook “{one.playbook.title}”, version {one.playbook.version}."
    shown = {"headline": "Your sheet", "playbook": named, **answer}
    # By its version alone a playbook of one's own may be another one by now.
    entry = answer["entry"]
    entry["playbook"]["hash"] = fingerprint(request["playbook"])
    return {"shown": shown, "drawings": {}, "entry": entry}


def _seal(request: Request) -> dict[str, Any]:
    """`entry`, as `prepare` gave it, `at` and `number`. Answers the sealed `entry` and its `digest`."""
    from ledger.seal import sealed

    entry = _object(request, "entry")
    if not isinstance(entry.get("prep"), dict):
        raise RequestError("wrong-type", "entry", "the entry has no preparation", "Prepare it first.")
    whole = sealed(entry, str(request.get("at", "")), str(request.get("number", "")))
    return {"entry": whole, "digest": whole["seal"]["digest"]}


def _read_back(request: Request) -> dict[str, Any]:
    """`text` of a file. Answers the `entry` and `unchanged`, whether it is as it was sealed."""
    from ledger.seal import read_back

    entry, unchanged = read_back(str(request.get("text", "")))
    return {"entry": entry, "unchanged": unchanged}


def _maturity(request: Request) -> dict[str, Any]:
    """`answers` by question, each the number of its anchor. Answers `shown`."""
    answer = assess(_object(request, "answers"))
    return {"shown": {"headline": answer["advice"], **answer}, "drawings": {}}


def _owner(request: Request) -> dict[str, Any]:
    """`role`, the slug of an owner's page, and its `figures` as typed, by id. Answers `shown`."""
    from ledger.owners import worked_out

    return {"shown": worked_out(request.get("role"), _object(request, "figures")), "drawings": {}}


def _object(request: Request, name: str) -> Mapping[str, Any]:
    value = request.get(name) or {}
    if not isinstance(value, dict):
        raise RequestError("wrong-type", name, f"{name} is {quoted(value)}", "Give an object.")
    return value


DOORS: Mapping[str, Callable[[Request], dict[str, Any]]] = {
    "maturity": _maturity,
    "owner": _owner,
    "prepare": _prepare,
    "read-back": _read_back,
    "seal": _seal,
}
"""What can be asked, by name."""
