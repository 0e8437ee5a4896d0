"""Red lines, approvals and the alternative: what may not be crossed, by whom it may be, and what is left."""

import re
from collections.abc import Iterator
from itertools import pairwise, product

from ledger.figures import Figures
from ledger.numbers import shown
from ledger.playbook import POSITIONS, Condition
from ledger.rules import RuleError, same
from site_build.errors import Problem
from site_build.playbooks.amounts import offered
from site_build.playbooks.subject import Rule, Subject

NAMED = {"opening": "opening", "target": "target", "hold": "hold", "limit": "reservation"}
"""What stands in braces in a line to say, and the position it means."""
WITHIN = re.compile(r"[1-9]\d{0,2}[hd]")
MOST_TERMS = 4
"""Terms of one approval whose positions are tried in all combinations, seven to the power of this many.

An approval over more of them is taken to be possible.
"""

MOST_FACTS = 6
"""Facts of one condition that are tried both ways."""


def against_batna(subject: Subject) -> Iterator[Problem]:
    """PB005."""
    term = subject.read.money
    if not term or "reservation" not in term.positions:
        return
    limit, batna = subject.number(f"reservation.{term.id}"), subject.number("batna")
    if limit is None or batna is None or same(limit, batna) or term.sign * (limit - batna) >= 0:
        return
    number = subject.read.terms.index(term)
    message = f"the reservation of {shown(limit)} is worse than the BATNA, which is worth {shown(batna)}"
    hint = "At that limit it is better to leave: take the better of the two, with min or max."
    yield subject.problem("PB005", message, hint, at=("terms", number, "reservation"))


def valued(subject: Subject) -> Iterator[Problem]:
    """PB006."""
    if subject.model.walk_away.value is None:
        hint = "Write `value:` in the unit of the money term, as a number or a rule."
        yield subject.problem("PB006", "the BATNA has no value", hint, at=("walk_away",))


def kept(subject: Subject) -> Iterator[Problem]:
    """PB007."""
    for line in subject.read.red_lines:
        terms = {node.word for node, _ in line.rule.named()}
        for position, figures in subject.at.items():
            if _broken(figures, line):
                table = figures.table
                about = ", ".join(f"{name} {shown(table[name])}" for name in sorted(terms & table.keys()))
                message = f'the red line "{line.id}" is crossed by our own {position} ({about})'
                hint = "Change the position or the red line."
                yield subject.problem("PB007", message, hint, at=("red_lines", _place(subject, line)))
                break


def kept_by_trades(subject: Subject) -> Iterator[Problem]:
    """PB007: a give or a get that leads its term across a red line, with all else at hold."""
    if "hold" not in subject.at:
        return
    hold = subject.at["hold"]
    for key, number, one in subject.trades():
        to = subject.number(f"to.{one.id}")
        if to is None:
            continue
        figures = Figures(subject.read, subject.read.inputs, {**hold.table, str(one.of): to})
        for line in subject.read.red_lines:
            if _broken(figures, line) and not _broken(hold, line):
                message = f'"{one.id}" moves {one.of} to {shown(to)}, which crosses the red line "{line.id}"'
                hint = "Lead it to what the red line allows, or change the red line."
                yield subject.problem("PB007", message, hint, at=(key, number, "to"))


def unsaid(subject: Subject) -> Iterator[Problem]:
    """PB010: a line that offers a position, or an amount of a term, that a red line forbids."""
    lines = [(line, {node.word for node, _ in line.rule.named()}) for line in subject.read.red_lines]
    for number, move in enumerate(subject.model.moves):
        for index, said in enumerate(move.say):
            tables = list(_tables(subject, said))
            for line, named in lines:
                if any(about in named and _broken(figures, line) for about, figures in tables):
                    message = f'the line to say would cross the red line "{line.id}"'
                    hint = "Say what the red line allows."
                    yield subject.problem("PB010", message, hint, at=("moves", number, "say", index))


def _tables(subject: Subject, said: str) -> Iterator[tuple[str, Figures]]:
    """What would be on the table if the sentence were taken up: the term it is about, and the figures."""
    money = subject.read.money
    for word in re.findall(r"\{(\w+)\}", said):
        position = NAMED.get(word, "")
        if money and position in subject.at:
            yield money.id, subject.at[position]
    prices = [at.table[money.id] for at in subject.at.values() if money and money.id in at.table]
    for term, value in offered(subject.read, said, prices):
        table = {**(subject.at["target"].table if "target" in subject.at else {}), term.id: value}
        yield term.id, Figures(subject.read, subject.read.inputs, table)


def answered(subject: Subject) -> Iterator[Problem]:
    """PB008."""
    for number, approval in enumerate(subject.model.approvals):
        if not approval.who:
            hint = "Name the role, as in `who: Head of Procurement`."
            message = f'the approval "{approval.id}" names nobody'
            yield subject.problem("PB008", message, hint, at=("approvals", number))
        if not approval.within or not WITHIN.fullmatch(approval.within):
            hint = "Write how fast the answer comes: `within: 4h` or `within: 2d`."
            message = f'the approval "{approval.id}" has no time limit'
            at = ("approvals", number, "within") if approval.within else ("approvals", number)
            yield subject.problem("PB008", message, hint, at=at)


def triggered(subject: Subject) -> Iterator[Problem]:
    """PB009: true at no position of the terms, whatever is given."""
    if not subject.sound:
        return
    gives = frozenset(give.id for give in subject.read.gives)
    terms = {term.id for term in subject.read.terms}
    for need in subject.read.approvals:
        many = len(terms & {node.word for node, _ in need.rule.named()}) > MOST_TERMS
        if many or any(node.word not in gives for node in need.rule.gives()):
            continue
        if all(_false(subject, need, table, gives) for table in _corners(subject, need)):
            message = f'nothing on the table can call for the approval "{need.id}"'
            hint = "Its condition holds at no position of the terms, nor between two: change it."
            at = ("approvals", [one.id for one in subject.model.approvals].index(need.id), "when")
            yield subject.problem("PB009", message, hint, at=at)


def _corners(subject: Subject, need: Condition) -> Iterator[dict[str, float]]:
    """The terms of a condition at all combinations of their positions, and half-way from one to the next."""
    named = {node.word for node, _ in need.rule.named()}
    values: dict[str, list[float]] = {}
    for term in subject.read.terms:
        if term.id not in named:
            continue
        found = (subject.number(f"{name}.{term.id}") for name in POSITIONS if name in term.positions)
        ends = [value for value in found if value is not None]
        values[term.id] = [*ends, *((one + other) / 2 for one, other in pairwise(ends))]
    for row in product(*values.values()):
        yield dict(zip(values, row, strict=True))


def _place(subject: Subject, line: Condition) -> int:
    return [one.id for one in subject.model.red_lines].index(line.id)


def _broken(figures: Figures, line: Condition) -> bool:
    """Whether a red line is crossed, whatever the facts are that only the deal can tell."""
    try:
        return not any(one.holds(line.rule) for one in _with_facts(figures, line))
    except RuleError:
        return False


def _false(subject: Subject, need: Condition, table: dict[str, float], gives: frozenset[str]) -> bool:
    """Whether a condition is false, given everything or nothing; what cannot be told counts as true."""
    figures = Figures(subject.read, subject.read.inputs, table)
    try:
        return not any(
            one.holds(need.rule, gives) or one.holds(need.rule) for one in _with_facts(figures, need)
        )
    except RuleError:
        return False


def _with_facts(figures: Figures, condition: Condition) -> Iterator[Figures]:
    """The figures with the facts that a condition names, in every way in which these may stand."""
    named = {node.word for node, kind in condition.rule.named() if kind == "truth"}
    facts = sorted(named & set(figures.playbook.facts))[:MOST_FACTS]
    for values in product((True, False), repeat=len(facts)):
        known = {**figures.playbook.inputs, **dict(zip(facts, values, strict=True))}
        yield Figures(figures.playbook, known, figures.table) if facts else figures


RULES = (
    Rule("PB005", "hard", "a limit that is no worse than the BATNA", against_batna),
    Rule("PB006", "hard", "a value for the BATNA", valued),
    Rule("PB007", "hard", "positions and trades inside the red lines", kept),
    Rule("PB007", "hard", "positions and trades inside the red lines", kept_by_trades),
    Rule("PB008", "hard", "a person and a time for every approval", answered),
    Rule("PB009", "hard", "approvals that something can call for", triggered),
    Rule("PB010", "hard", "lines to say that keep the red lines", unsaid),
)
