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
from ledger.offers import approvals, figure
from ledger.packages import Package
from ledger.playbook import BLANKS, POSITIONS, Condition, Term
from ledger.prepare import LIMIT, Case
from ledger.rules import Node, RuleError, parse
from ledger.spoken import WORDS, aloud, capital, measured
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
    try:
        at = tuple(name for name, figures in tables.items() if figures.holds(condition.rule))
    except RuleError:
        return Bound(condition, _figure(one, condition), (), open=True)
    return Bound(condition, _figure(one, condition), at, open=False)


def _figure(one: Case, condition: Condition) -> float | None:
    """What the right side of a comparison comes to, where it is no bare number and stands for one figure."""
    text, root = condition.rule.text, condition.rule.root
    if root.op not in COMPARISONS or root.parts[1].op == "number":
        return None
    try:
        rule = parse(_part(text, root.parts[1]))
        if any(node.word in one.figures.terms for node, _ in rule.named()):
            return None
        return float(one.figures.of(rule))
    except RuleError:
        return None


def _part(text: str, node: Node) -> str:
    return text[node.start : node.end]


def _spoken(one: Case, bound: Bound) -> str:
    """A condition with its figure: "Annual price above hold (225,600)"."""
    condition = bound.condition.rule.root
    said = aloud(one.playbook).condition(condition)
    if bound.figure is None:
        return said
    term = _term(one, condition)
    return f"{said} ({figure(one, term, bound.figure) if term else shown(bound.figure)})"


def _red_line(one: Case, bound: Bound) -> str:
    """The same of a red line: "Notice: at most 90 days", "Price: at most the BATNA (231,000 EUR a year)"."""
    condition = bound.condition.rule.root
    term = _term(one, condition)
    if not term:
        return _spoken(one, bound)
    other = condition.parts[1]
    value = other.value if other.op == "number" else bound.figure
    known = "" if value is None else measured(figure(one, term, value), term.unit)
    words = "" if other.op == "number" else aloud(one.playbook).said(other)
    # A sum says less than what it comes to.
    first, second = (words, known) if other.op == "name" or not known else (known, words)
    return f"{term.label}: {WORDS[condition.op]} {first}{f' ({second})' if second else ''}"


def _term(one: Case, condition: Node) -> Term | None:
    """The term that a condition compares with something."""
    word = condition.parts[0].word if condition.op in COMPARISONS else ""
    return next((term for term in one.playbook.terms if term.id == word), None)


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
    return {"text": _red_line(one, bound), "why": why, "held": held, "crossed": bool(crossed)}


def _mandate(one: Case, bound: Bound, needs: Sequence[Sequence[Condition]]) -> list[str]:
    """When somebody has to be asked, who that is, and where in this sheet it is so."""
    said = bound.condition.said
    when = _spoken(one, bound)
    who = str(said.get("who", ""))
    if said.get("within"):
        who += f", within {within(str(said['within']))}"
    letters = [chr(ord("A") + number) for number, found in enumerate(needs) if bound.condition in found]
    places = [f"at the {listed([LIMIT[name] for name in bound.at], 'and')}"] if bound.at else []
    if letters:
        places.append(f"for package{'s' if len(letters) > 1 else ''} {listed(letters, 'and')}")
    return [capital(when), f"{who}. {f'Needed {listed(places, "and")}' if places else 'Not needed so far'}."]


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
    names = {LIMIT[name]: f"{name}.{term.id}" for name in term.positions} if term else {}

    def blank(match: re.Match[str]) -> str:
        name = match[1]
        if term and name in names:
            return figure(one, term, one.figures.number(names[name]))
        return f"[{BLANKS.get(name, name)}]"

    return re.sub(r"\{(\w+)\}", blank, line)


def within(limit: str) -> str:
    """A time limit such as `2d` in words: "2 days"."""
    number, unit = limit[:-1], {"d": "day", "h": "hour"}.get(limit[-1:])
    return f"{number} {unit}{'' if number == '1' else 's'}" if unit else limit
