"""Checking a playbook of 200 terms and 200 moves, as `playbook check` does: read, validate, lint.

Called by `python -m benchmarks`. The playbook is made here, its moves whole, so that no library is read.
"""

import platform
import statistics
import time
from datetime import date
from typing import Any

from site_build import frontmatter
from site_build.errors import Problem
from site_build.models.base import validate
from site_build.models.move import STAGES
from site_build.models.playbook import Playbook
from site_build.playbooks import linter
from site_build.playbooks.files import as_yaml
from site_build.playbooks.subject import Names, Subject

LIMIT = 2.0
"""Seconds that a check may take."""
TERMS = MOVES = 200
GIVES = 40
"""Gives, and as many gets: more than anybody can price."""
DAY = date(2026, 11, 30)
NAMES = Names(("preparation", "held_rate"), ("offer", "concession"))
STYLES = ("lion", "dolphin", "owl", "monkey")


def text(terms: int = TERMS, moves: int = MOVES) -> str:
    """A sound playbook as a Markdown file, whose terms, trades and moves are many and not alike."""
    made = Playbook.model_validate(plain(terms, moves))
    return f"---\n{as_yaml(made)}---\n\nThe opening of the example is [= opening.price ] euros a year.\n"


def plain(terms: int, moves: int) -> dict[str, Any]:
    """The playbook as plain values."""
    return {
        "schema": "edge-playbook/1",
        "id": "large",
        "title": "A large playbook",
        "description": "A playbook for measuring: more terms, trades and moves than any negotiation has had.",
        "standfirst": "Nobody has to read it.",
        "version": "1.0.0",
        "status": "active",
        "effective": "2026-11-30",
        "review_by": "2027-11-30",
        "owner": {"role": "Head of Department"},
        "side": "buy",
        "currency": "EUR",
        "scope": {"applies_when": ["large"]},
        "inputs": [
            {"id": "baseline", "label": "Now", "unit": "EUR/year", "example": 100_000},
            {"id": "rival_offer", "label": "The other offer", "unit": "EUR/year", "example": 97_000},
        ],
        "terms": [_price(), *(_term(number) for number in range(1, terms))],
        "gives": [_give(number) for number in range(GIVES)],
        "gets": [_get(number) for number in range(GIVES)],
        "moves": [_move(number, moves) for number in range(moves)],
        "red_lines": [
            _red_line("price <= batna", 0),
            *(_red_line(f"t{n} >= 30", n) for n in range(1, terms)),
        ],
        "approvals": [_approval("price > hold.price", 0), *map(_needed, range(1, 40))],
        "escalation": {"after": "a red line is touched", "to": "Head", "bring": ["ledger"]},
        "walk_away": {"batna": "take the other offer", "value": "rival_offer", "say": "Then not this year."},
        "objections": [
            {"says": "That is our price.", "hear": "nobody asked yet", "answer": ["Compared with what?"]}
        ],
        "metrics": list(NAMES.metrics),
        "posture": "Calm.",
        "changes": [{"version": "1.0.0", "date": "2026-11-30", "by": "editors", "why": "first version"}],
    }


def _price() -> dict[str, Any]:
    shares = {"opening": "0.85", "target": "0.9", "hold": "0.93"}
    positions: dict[str, Any] = {name: {"rule": f"baseline * {share}"} for name, share in shares.items()}
    positions["opening"]["reason"] = "measured use"
    about = {"id": "price", "label": "Annual price", "unit": "EUR/year", "better": "lower", "rank": "must"}
    limit = {"rule": "min(batna, baseline)"}
    return about | positions | {"reservation": limit, "cost": {"model": "price", "volume": "1"}}


def _term(number: int) -> dict[str, Any]:
    """Each is worked out from the one before it, up to chains of ten."""
    base = f"hold.t{number - 1} - 45" if number % 10 > 1 else "0"
    return {
        "id": f"t{number}",
        "label": f"Days for {_word(number)}",
        "unit": "days",
        "better": "higher",
        "rank": "want",
        "opening": {"rule": f"75 + {base}", "reason": "payment runs are monthly"},
        "target": {"rule": f"60 + {base}"},
        "hold": {"rule": f"45 + {base}"},
        "reservation": {"rule": f"30 + {base}"},
        "cost": {"model": "cash", "rate": 0.08},
    }


def _word(number: int) -> str:
    """A word of its own for each number, since terms are told apart by the words of their labels."""
    letters = "abcdefghij"
    return "part" + "".join(letters[int(digit)] for digit in f"{number:03}")


def _give(number: int) -> dict[str, Any]:
    return {
        "id": f"g-{number}",
        "label": f"Give {number}",
        "our_cost": {"amount": 100 + number, "basis": "a day of work"},
        "their_value": {"low": 100, "high": 900, "confidence": "guess"},
        "trade_for": [f"t-{number}"],
    }


def _get(number: int) -> dict[str, Any]:
    return {
        "id": f"t-{number}",
        "label": f"Get {number}",
        "of": f"t{number + 1}",
        "to": "60",
        "our_value": {"rule": f"npv_days(target.price, 45, 60, 0.08) + {number}", "basis": "15 days"},
    }


def _move(number: int, moves: int) -> dict[str, Any]:
    return {
        "id": f"m-{number}",
        "name": f"Move {number}",
        "stage": STAGES[number * len(STAGES) // moves],
        "trigger": "they ask for something",
        "say": [f"For {_word(number % 20 + 1)} it can be 45 days, if you put something beside it."],
        "avoid": ["naming the give before the get", "a free give as thanks for a good talk"],
        "logs": list(NAMES.logs),
        "metric": list(NAMES.metrics),
        "by_style": dict.fromkeys(STYLES, "One sentence, then wait for what they put beside it."),
        "evidence": {"grade": "P", "note": "our proposal"},
        "then": {"agree": f"m-{(number + 1) % moves}", "refuse": f"m-{(number + 7) % moves}"},
    }


def _red_line(rule: str, number: int) -> dict[str, Any]:
    return {"id": f"r-{number}", "rule": rule, "why": "cash", "on_breach": "stop"}


def _approval(when: str, number: int) -> dict[str, Any]:
    return {"id": f"a-{number}", "when": when, "who": "Head of Department", "within": "1d"}


def _needed(number: int) -> dict[str, Any]:
    """An approval whose condition is about six terms, all of whose positions are tried together."""
    some = " or ".join(f"t{number + place} < 10" for place in range(5))
    return _approval(f"{some} or t{number + 5} < hold.t{number + 5}", number)


def check(file: bytes) -> list[Problem]:
    """What is wrong with a playbook's file."""
    document, problems = frontmatter.read(file, "large.md")
    assert document
    model, more = validate(Playbook, document)
    assert model, more
    return [*problems, *linter.lint(Subject(document, model, NAMES, DAY))]


def measure(runs: int) -> list[float]:
    """Seconds, one entry a run."""
    file, found = text().encode(), []
    for _ in range(runs):
        start = time.perf_counter()
        problems = check(file)
        found.append(time.perf_counter() - start)
        assert not problems, problems[0]
    return found


def table(seconds: list[float]) -> str:
    """The figures as a table in Markdown, as median and range."""
    low, high = min(seconds), max(seconds)
    value = f"{statistics.median(seconds):.2f} [{low:.2f}–{high:.2f}] s, limit {LIMIT:.0f} s"
    head = f"| {platform.machine()}, {len(seconds)} runs | median [range] |"
    return f"{head}\n| --- | --- |\n| a playbook of {TERMS} terms and {MOVES} moves, checked | {value} |"
