"""The only door for JavaScript: one request as JSON text in, one answer as JSON text out, and no exception.

Called by the site's worker (Pyodide) and by tests. A request is `{"do": NAME, …}`; DOORS has the names. Takes
the bundled banks only; a sheet or a code names its version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from assessment import chart
from assessment.codes import CodeError, private_code, read_code, share_code
from assessment.compare import compare
from assessment.errors import PlacedError, nearest, quoted
from assessment.quiz import Bank, bundled_bank, versions
from assessment.scoring import Result, score, score_profile
from assessment.sharpen import sharpening
from assessment.sheet import Answers, SheetError, parse, read_sheet
from assessment.value import estimate
from assessment.words import shown

Request = Mapping[str, Any]


class RequestError(PlacedError):
    """The request itself cannot be answered: it asks for what there is not (`unknown-request`)."""


def call(request: str) -> str:
    """Answer one request.

    Returns `{"ok": true, …}`, or `{"ok": false, "error": {"code", "place", "message", "hint"}}` for a request
    that cannot be answered.
    """
    try:
        asked = parse(request)
        name = asked.get("do")
        if not isinstance(name, str) or name not in DOORS:
            raise RequestError(
                "unknown-request", "do", f"there is no request {quoted(name)}", nearest(name, DOORS)
            )
        answer = {"ok": True, **DOORS[name](asked)}
    except PlacedError as error:
        parts = {"code": error.code, "place": error.place, "message": error.message, "hint": error.hint}
        answer = {"ok": False, "error": parts}
    return json.dumps(answer, separators=(",", ":"), check_circular=False)


def score_json(sheet: str) -> str:
    """Score an answer sheet, given as JSON text: the request `score` with nothing but a sheet."""
    return call(json.dumps({"do": "score", "sheet": sheet}))


def bank_sheet(version: int | None = None) -> str:
    """A complete sheet for a bundled bank, as JSON, made to need most sentences of a result."""
    bank = bundled_bank(version)
    blocks = {}
    for number, block in enumerate(bank.blocks):
        ranked = sorted(block.statements, key=lambda statement: bank.styles.index(statement.style))
        most, least = (2, 1) if number % 3 == 0 else (0, -1)
        blocks[block.id] = {"most": ranked[most].id, "least": ranked[least].id}
    leaks = {item.id: 1 + number % len(bank.scale) for number, item in enumerate(bank.leaks)}
    return json.dumps({"bank": bank.id, "version": bank.version, "blocks": blocks, "leaks": leaks})


def warm() -> str:
    """Score one dummy sheet, so that the first real one finds all loaded and compiled; returns the answer."""
    return score_json(bank_sheet())


def _score(request: Request) -> dict[str, Any]:
    """`sheet`, an object or its JSON text; `seconds` by block, `sharpen`, the statements chosen by pair, and
    `before`, another sheet, may be left out.

    Answers `result`, `shown`, `drawings`, `codes`, `sharpen` (null unless the first two styles are not told
    apart) and, given `before`, `comparison`.
    """
    bank, answers = _sheet(request.get("sheet", {}))
    result = score(bank, answers, _object(request, "seconds"))
    more = sharpening(bank, result, _object(request, "sharpen"))
    answer = _result(bank, result) | {
        "codes": {
            "private": private_code(bank, answers),
            "share": share_code(bank, result.most, result.least),
        },
        "sharpen": more and more.to_json(),
    }
    if request.get("before"):
        old_bank, old = _sheet(request["before"])
        before = (old_bank, score(old_bank, old))
        names = ("in your answers", "as tried")
        answer["comparison"] = compare(before, (bank, result), names).to_json()
    return answer


def _open(request: Request) -> dict[str, Any]:
    """`code`, private or share, or a link that holds it. Answers as `score` does, with `sheet` if private.

    A share code gives no leaks, no `sheet`, no private code and no `sharpen`. Of a private code, `sharpen`
    may be given as to `score`.
    """
    found = read_code(_text(request, "code"))
    bank = bundled_bank(found.version)
    if isinstance(found, Answers):
        sheet = found.to_json()
        return _score({"sheet": sheet, "sharpen": request.get("sharpen", {})}) | {"sheet": sheet}
    result = score_profile(bank, found)
    return _result(bank, result) | {"codes": {"share": share_code(bank, found.most, found.least)}}


def _value(request: Request) -> dict[str, Any]:
    """`figures`, the visitor's own, as typed. Answers `estimate`."""
    return {"estimate": estimate(_object(request, "figures")).to_json()}


def _compare(request: Request) -> dict[str, Any]:
    """`codes`, a list of two: whoever asks, and a colleague. Answers `shown` and `drawings`."""
    from assessment.several import compared

    codes = request.get("codes")
    if not isinstance(codes, list) or len(codes) != 2 or not all(isinstance(code, str) for code in codes):
        raise SheetError("wrong-type", "codes", f"codes is {quoted(codes)}", "Give a list of two texts.")
    return compared(codes)


def _team(request: Request) -> dict[str, Any]:
    """`text`, one person a line. Answers `bad_note`, `bad`, `remarks`, `too_few`, `shown` and `drawings`."""
    from assessment.several import gathered

    return gathered(_text(request, "text"))


def _counterpart(request: Request) -> dict[str, Any]:
    """`answers` by question; of the visitor a style as `you`, their `code`, their `sheet`, or nothing."""
    from assessment.several import guessed

    sheet = _sheet(request["sheet"]) if request.get("sheet") else None
    return guessed(_object(request, "answers"), _text(request, "you"), _text(request, "code"), sheet)


def _takes(request: Request) -> dict[str, Any]:
    """`takes`, a list of `{code, at}`, oldest first. Answers `takes` in words, in that order, and `note`."""
    from assessment.history import history

    return history(request.get("takes")).to_json()


DOORS: Mapping[str, Callable[[Request], dict[str, Any]]] = {
    "score": _score,
    "open": _open,
    "value": _value,
    "compare": _compare,
    "team": _team,
    "counterpart": _counterpart,
    "takes": _takes,
}
"""What can be asked for, by the name a request gives."""


def _result(bank: Bank, result: Result) -> dict[str, Any]:
    across = chart.map_chart(bank, result)
    drawings = {
        "shares": chart.to_json(chart.shares_chart(bank, result)),
        "map": across and chart.to_json(across),
    }
    return {"result": result.to_json(), "shown": shown(bank, result).to_json(), "drawings": drawings}


def _sheet(given: object) -> tuple[Bank, Answers]:
    """A sheet with its bank: the version it names, among the bundled ones."""
    data = given if isinstance(given, Mapping) else parse(given)
    version = data.get("version")
    if type(version) is not int:
        shown_version = quoted(version) if "version" in data else "missing"
        raise SheetError(
            "wrong-version",
            "version",
            f"the version is {shown_version}",
            "Give the bank's version, a whole number.",
        )
    if version not in versions():
        known = ", ".join(map(str, versions()))
        message = f"there is no bank of version {quoted(version)}"
        raise SheetError("wrong-version", "version", message, f"The versions published are: {known}.")
    bank = bundled_bank(version)
    return bank, read_sheet(bank, data)


def _object(request: Request, key: str) -> Mapping[str, Any]:
    value = request.get(key, {})
    if not isinstance(value, Mapping):
        raise SheetError(
            "wrong-type", key, f"{key} is {quoted(value)}", f"Make {key} an object, keyed by id."
        )
    return value


def _text(request: Request, key: str) -> str:
    value = request.get(key, "")
    if not isinstance(value, str):
        raise CodeError("code-character", f"the {key} is {quoted(value)} and no text")
    return value
