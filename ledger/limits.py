"""What binds whoever negotiates a case, with its figures: red lines, approvals, the way out without a deal.

Used by `sheet`; the rules are the playbook's, and what they come to here is the visitor's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assessment.phrases import listed
from ledger.figures import Figures, at_position
from ledger.numbers import shown
from ledger.offers import approvals, figure, stood
from ledger.packages import Package
from ledger.playbook import BLANKS, POSITIONS, Condition
from ledger.prepare import LIMIT, Case
from ledger.rules import Rule, RuleError, parse
from ledger.spoken import Aloud, Limit, aloud, capital, written
from ledger.syntax import COMPARISONS


class Bound(NamedTuple):
    """A condition in a case: its `figure`, if it has one of its own, and the positions at which it holds.

    `open` says that only the deal itself will tell.
    """

    condition: Condition
    figure: float | None
    at: tuple[str, ...]
    open: bool


def limits(one: Case, offers: Sequence[Package]) -> dict[str, Any]:
    """In words: `red_lines`, each with `text`, `why`, `held` and `crossed`, and `facts`, pairs of words."""
    tables = _tables(one)
    lines = [_line(one, _bound(one, line, tables)) for line in one.playbook.red_lines]
    needs = [approvals(one, offer) for offer in offers]
    facts = [_mandate(one, _bound(one, need, tables), needs) for need in one.playbook.approvals]
    return {"red_lines": lines, "facts": [*facts, *_ways_out(one)]}


def recorded(one: Case) -> dict[str, Any]:
    """The same as values, for the entry: rules, the figures they come to, and where they hold."""
    tables = _tables(one)
    lines = [_bound(one, line, tables) for line in one.playbook.red_lines]
    needs = [_bound(one, need, tables) for need in one.playbook.approvals]
    return {
        "must": [term.id for term in one.playbook.terms if term.rank == "must"],
        "red_lines": [
            {
                **_record(line),
                "crossed_at": [] if line.open else [at for at in POSITIONS if at not in line.at],
            }
            for line in lines
        ],
        "approvals": [
            {**_record(need), "who": str(need.condition.said.get("who", "")), "needed_at": list(need.at)}
            for need in needs
        ],
    }


def _record(bound: Bound) -> dict[str, Any]:
    figure = {} if bound.figure is None else {"figure": bound.figure}
    return {"id": bound.condition.id, "rule": bound.condition.rule.text, **figure}


def _tables(one: Case) -> dict[str, Figures]:
    """The figures with every term at one position, for each."""
    playbook, inputs = one.playbook, one.inputs
    return {name: Figures(playbook, inputs, at_position(playbook, inputs, name)) for name in POSITIONS}


def _bound(one: Case, condition: Condition, tables: Mapping[str, Figures]) -> Bound:
    value = _value(one, condition.rule)
    try:
        at = tuple(name for name, figures in tables.items() if figures.holds(condition.rule))
    except RuleError:
        return Bound(condition, value, (), open=True)
    return Bound(condition, value, at, open=False)


def limit(one: Case, rule: Rule, words: Aloud) -> Limit | None:
    """A red line of one term in words, with its figure in this case; None for a condition of another kind."""
    return words.limit(rule.root, _figure(one, rule))


def _value(one: Case, rule: Rule) -> float | None:
    """What a term is compared with comes to, where it is no bare number and stands for one figure."""
    root = aloud(one.playbook).turned(rule.root)
    if root.op not in COMPARISONS or written(root.parts[1]) is not None:
        return None
    try:
        other = parse(rule.text[root.parts[1].start : root.parts[1].end])
        if any(node.word in one.figures.terms for node, _ in other.named()):
            return None
        return float(one.figures.of(other))
    except RuleError:
        return None


def _figure(one: Case, rule: Rule) -> str:
    """The same as it is shown, or nothing."""
    value = _value(one, rule)
    if value is None:
        return ""
    word = aloud(one.playbook).turned(rule.root).parts[0].word
    term = next((term for term in one.playbook.terms if term.id == word), None)
    return figure(one, term, value) if term else shown(value)


def _spoken(one: Case, rule: Rule) -> str:
    """A condition with its figure: "Annual price above hold (225,600)"."""
    said, known = aloud(one.playbook).condition(rule.root), _figure(one, rule)
    return f"{said} ({known})" if known else said


def _line(one: Case, bound: Bound) -> dict[str, Any]:
    said = bound.condition.said
    breach = f"when broken, {said['on_breach']}" if said.get("on_breach") else ""
    crossed = [LIMIT[name] for name in POSITIONS if name not in bound.at]
    held = "Holds at every position"
    if bound.open:
        held, crossed = "Only the deal can tell", []
    elif crossed:
        held = f"Crossed at the {listed(crossed, 'and')}"
    why = "; ".join(filter(None, (str(said.get("why", "")), breach)))
    rule = bound.condition.rule
    found = limit(one, rule, aloud(one.playbook))
    text = found.whole if found else _spoken(one, rule)
    return {"text": text, "why": why, "held": held, "crossed": bool(crossed)}


def _mandate(one: Case, bound: Bound, needs: Sequence[Sequence[Condition]]) -> list[str]:
    """When somebody has to be asked, who that is, and where in this sheet it is so."""
    when, who = _spoken(one, bound.condition.rule), capital(approver(bound.condition.said))
    letters = [chr(ord("A") + number) for number, found in enumerate(needs) if bound.condition in found]
    places = [f"at the {listed([LIMIT[name] for name in bound.at], 'and')}"] if bound.at else []
    if letters:
        places.append(f"for package{'s' if len(letters) > 1 else ''} {listed(letters, 'and')}")
    return [when, f"{who}. {f'Needed {listed(places, "and")}' if places else 'Not needed so far'}."]


def _ways_out(one: Case) -> list[list[str]]:
    """Whom to call when it does not move on, and what happens without a deal."""
    playbook, found = one.playbook, []
    call, leave = playbook.escalation, playbook.walk_away
    if call.get("to"):
        bring = call.get("bring")
        things = [str(thing).replace("batna", "BATNA") for thing in bring] if isinstance(bring, list) else []
        with_ = f", with the {', the '.join(things)}" if things else ""
        found.append([f"Escalate after {call.get('after', 'an impasse')}", f"to {call['to']}{with_}"])
    what = one.best.what if one.best else str(leave.get("batna", ""))
    if what:
        term = playbook.money
        worth = (
            f": {figure(one, term, one.figures.number('batna'))} {term.unit}"
            if term and "batna" in one.figures
            else ""
        )
        until = f", until {one.best.by}" if one.best and one.best.by else ""
        say = f" Say: “{_filled(one, str(leave['say']))}”" if leave.get("say") else ""
        found.append(["Without a deal", f"{what}{worth}{until}.{say}"])
    return found


def _filled(one: Case, line: str) -> str:
    """A line to say with the figures of the money term in it; what is no figure stays a blank in words."""
    term = one.playbook.money
    names = {LIMIT[name]: name for name in term.positions} if term else {}

    def blank(match: re.Match[str]) -> str:
        name = match[1]
        if term and name in names:
            return stood(one, term, names[name])
        return f"[{BLANKS.get(name, name)}]"

    return re.sub(r"\{(\w+)\}", blank, line)


def approver(said: Mapping[str, Any]) -> str:
    """Who says yes, and how fast: "CFO, within 2 days". Files may leave both open."""
    who = str(said.get("who") or "nobody is named")
    return f"{who}, within {within(str(said['within']))}" if said.get("within") else who


def within(time: str) -> str:
    """A time limit such as `2d` in words: "2 days"."""
    number, unit = time[:-1], {"d": "day", "h": "hour"}.get(time[-1:])
    return f"{number} {unit}{'' if number == '1' else 's'}" if unit else time
