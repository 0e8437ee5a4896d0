"""What the page asks about more than one person, answered in plain values: compare, team, counterpart.

Called by browser, which loads it at the first such request, so that a take of one's own never waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessment import people_chart
from assessment.chart import Node, place_map, to_json
from assessment.claims import Claim, claim_of, profile_of, read_claim
from assessment.codes import CodeError
from assessment.colleagues import colleagues
from assessment.counterpart import counterpart
from assessment.errors import PlacedError
from assessment.quiz import Bank
from assessment.roster import read_roster
from assessment.sheet import Answers
from assessment.team import bad_lines, team, too_few


def compared(codes: Sequence[str]) -> dict[str, Any]:
    """Two codes, the visitor's first: `shown` and `drawings`. An error's place is `codes.0` or `codes.1`."""
    first, second = (_claimed(code, place) for place, code in enumerate(codes))
    drawings = {
        "map": people_chart.pair_map(first, second),
        "shares": people_chart.pair_shares(first, second),
    }
    return {"shown": colleagues(first, second).to_json(), "drawings": _trees(drawings)}


def gathered(text: str) -> dict[str, Any]:
    """A list of people: what could not be read, then `shown` and `drawings`; None and nothing for too few."""
    roster = read_roster(text)
    answer = {
        "bad_note": bad_lines(roster.bad),
        "bad": [line.text for line in roster.bad],
        "remarks": list(roster.remarks),
        "too_few": too_few(roster),
    }
    if answer["too_few"]:
        return answer | {"shown": None, "drawings": {}}
    found = team(roster.members)
    claims = [member.claim for member in roster.members]
    drawings = {
        "map": people_chart.team_map(claims),
        "strips": people_chart.strips(claims, [row.note for row in found.styles]),
    }
    return answer | {"shown": found.to_json(), "drawings": _trees(drawings)}


def guessed(
    answers: Mapping[str, object], style: str, code: str, sheet: tuple[Bank, Answers] | None
) -> dict[str, Any]:
    """Six observations: `shown` and `drawings`. Texts may be empty, the sheet None."""
    you: str | Claim | None = style or None
    if code and not style:
        you = read_claim(code)
    elif sheet is not None and not style:
        you = claim_of(sheet[0], profile_of(*sheet))
    found = counterpart(answers, you)
    return {
        "shown": found.to_json(),
        "drawings": _trees({"map": place_map(found.styles) if found.styles else None}),
    }


def _trees(drawings: Mapping[str, Node | None]) -> dict[str, Any]:
    return {name: None if drawing is None else to_json(drawing) for name, drawing in drawings.items()}


def _claimed(code: str, place: int) -> Claim:
    try:
        return read_claim(code)
    except CodeError as error:
        raise PlacedError(error.code, f"codes.{place}", error.message, error.hint) from error
