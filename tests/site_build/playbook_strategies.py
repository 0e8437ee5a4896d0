"""Playbooks of any content for Hypothesis: right in their shape, and otherwise as odd as the models allow."""

from typing import Any

from hypothesis import strategies as st

ODD = st.sampled_from(
    [
        "2026-11-23",
        "1.0",
        "12:30:45",
        "yes",
        "null",
        "~",
        "- item",
        "key: value",
        "# no comment",
        "\"quoted\" and 'quoted'",
        "{brace} [bracket]",
        "@at `tick` %percent |bar >angle &and *star !bang",
        "a\u2026b\u2014c \u00a0 é ü 漢字 🙂",
        "x" * 300,
        "trailing colon:",
        "\\n is no line break",
    ]
)
"""Texts that YAML could take for something else."""
LINES = ODD | st.text(
    st.characters(codec="utf-8", exclude_characters="\n\x85\u2028\u2029"), min_size=1, max_size=40
).map(str.strip).filter(bool)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
PARTS = st.from_regex(r"[a-z][a-z0-9_-]{0,11}", fullmatch=True)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
FLOATS = st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-(10**12), 10**12)
PRICES = st.floats(0, 1e12, allow_nan=False) | st.integers(0, 10**12)
DATES = st.dates().map(str)
VERSIONS = st.tuples(*[st.integers(0, 99)] * 3).map(lambda row: ".".join(map(str, row)))
RULES = LINES | FLOATS


def made(needed: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with the needed keys and some of the optional ones."""
    return st.fixed_dictionaries(needed, optional=optional or {})


def rows(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    """A short list."""
    return st.lists(of, min_size=least, max_size=3)


POSITION = made({"rule": RULES}, {"reason": LINES})
COST = st.one_of(
    made({"model": st.just("price"), "volume": RULES}),
    made({"model": st.just("cash"), "rate": st.floats(0, 1)}),
    made({"model": st.just("risk"), "probability": st.floats(0, 1), "severity": RULES}),
    made({"model": st.just("unit"), "value": RULES}),
)
TERM = made(
    {
        "id": NAMES,
        "label": LINES,
        "unit": LINES,
        "better": st.sampled_from(["lower", "higher", "listed"]),
        "rank": st.sampled_from(["must", "want", "give"]),
    },
    {**dict.fromkeys(("opening", "target", "hold", "reservation"), POSITION), "cost": COST},
)
AMOUNT = made({}, {"amount": PRICES, "rule": RULES, "basis": LINES})
RANGE = made(
    {"low": PRICES, "high": PRICES, "confidence": st.sampled_from(["guess", "told", "observed"])},
)
GIVE = made(
    {"id": PARTS, "label": LINES, "our_cost": AMOUNT, "their_value": RANGE},
    {"of": NAMES, "to": RULES, "max_uses": st.integers(1, 9), "trade_for": rows(LINES), "approval": LINES},
)
GET = made(
    {"id": PARTS, "label": LINES, "our_value": AMOUNT}, {"of": NAMES, "to": RULES, "their_cost": RANGE}
)
MOVE = made(
    {
        "id": PARTS,
        "name": LINES,
        "stage": st.sampled_from(["prepare", "open", "explore", "bargain", "close", "review"]),
        "trigger": LINES,
        "say": rows(LINES),
        "evidence": made(
            {"grade": st.sampled_from(["E", "E*", "D", "V", "C", "P"])}, {"note": LINES, "source": LINES}
        ),
    },
    {
        "use": SLUGS,
        "avoid": rows(LINES),
        "logs": rows(LINES),
        "metric": rows(LINES),
        "by_style": st.dictionaries(SLUGS, LINES, max_size=3),
        "then": st.dictionaries(st.sampled_from(["agree", "refuse", "silence"]), LINES),
    },
)
RED_LINE = made(
    {"id": PARTS, "rule": RULES, "why": LINES, "on_breach": st.sampled_from(["stop", "escalate"])},
    {"label": LINES},
)
CHANGE = made({"version": VERSIONS, "date": DATES, "by": LINES, "why": LINES}, {"ledger": rows(LINES)})
PLAYBOOKS = made(
    {
        "schema": st.just("edge-playbook/1"),
        "id": SLUGS,
        "title": LINES.map(lambda text: text.strip()[:60]).filter(lambda text: bool(text.strip())),
        "description": st.just(
            "A playbook that Hypothesis has made up, described in as many words as it takes."
        ),
        "standfirst": LINES,
        "version": VERSIONS,
        "status": st.sampled_from(["draft", "active", "retired"]),
        "effective": DATES,
        "review_by": DATES,
        "owner": made({"role": LINES}, {"deputy": LINES}),
        "side": st.sampled_from(["buy", "sell", "internal", "person"]),
        "currency": st.sampled_from(["EUR", "USD", "NOK"]),
        "scope": made({"applies_when": rows(LINES)}, {"not_when": rows(LINES)}),
        "terms": rows(TERM, 1),
        "gives": rows(GIVE),
        "gets": rows(GET),
        "moves": rows(MOVE, 1),
        "red_lines": rows(RED_LINE),
        "approvals": rows(made({"id": PARTS, "when": RULES}, {"who": LINES, "within": LINES})),
        "escalation": made({"after": LINES, "to": LINES, "bring": rows(LINES)}),
        "walk_away": made({"batna": LINES, "say": LINES}, {"value": RULES}),
        "objections": rows(
            made({"says": LINES, "hear": LINES, "answer": rows(LINES, 1)}, {"move": LINES}),
        ),
        "metrics": rows(LINES),
        "posture": LINES,
        "changes": rows(CHANGE, 1),
    },
    {
        "glossary": st.just("edge-glossary/1"),
        "facts": rows(made({"id": NAMES, "means": LINES})),
        "inputs": rows(made({"id": NAMES, "label": LINES, "unit": LINES, "example": FLOATS}, {"why": LINES})),
    },
)
"""Whole playbooks as plain values, sound in shape alone: rules and ids mean nothing."""
