"""What of a playbook is compared between versions: each key, what it is called, what a change of it weighs.

Used by `difference`; a test holds that no field of the format is missing.
"""

from typing import Literal

from site_build.playbooks.phrases import Said

Level = Literal["major", "minor", "patch"]
LEVELS: tuple[Level, ...] = ("major", "minor", "patch")
Key = tuple[str, str, Level, Said]
"""A key of an item, what it is called, the level of a change of it, and how its value is said."""
TERM: tuple[Key, ...] = (
    ("opening.rule", "the opening", "minor", "rule"),
    ("target.rule", "the target", "minor", "rule"),
    ("hold.rule", "the hold position", "minor", "rule"),
    ("reservation.rule", "the limit", "minor", "rule"),
    ("better", "what is better for us", "minor", "plain"),
    ("rank", "its rank", "minor", "rank"),
    ("unit", "the unit", "minor", "plain"),
    ("cost", "the cost of a step", "minor", "cost"),
    ("label", "its name", "patch", "quoted"),
    ("opening.reason", "the reason for the opening", "patch", "quoted"),
    ("target.reason", "the reason for the target", "patch", "quoted"),
    ("hold.reason", "the reason for the hold position", "patch", "quoted"),
    ("reservation.reason", "the reason for the limit", "patch", "quoted"),
)
GIVE: tuple[Key, ...] = (
    ("our_cost.amount", "what it costs us", "minor", "rule"),
    ("our_cost.rule", "what it costs us", "minor", "rule"),
    ("their_value", "what it is worth to them", "minor", "range"),
    ("trade_for", "what it is traded for", "minor", "names"),
    ("max_uses", "how often it may be used", "minor", "plain"),
    ("approval", "the approval it needs", "major", "approval"),
    ("of", "the term that it moves", "minor", "name"),
    ("to", "where it moves its term to", "minor", "rule"),
    ("our_cost.basis", "the basis of its cost", "patch", "quoted"),
    ("label", "its name", "patch", "quoted"),
)
GET: tuple[Key, ...] = (
    ("our_value.amount", "what it is worth to us", "minor", "rule"),
    ("our_value.rule", "what it is worth to us", "minor", "rule"),
    ("their_cost", "what it costs them", "minor", "range"),
    ("needs", "the gives that it needs", "minor", "names"),
    ("of", "the term that it moves", "minor", "name"),
    ("to", "where it moves its term to", "minor", "rule"),
    ("our_value.basis", "the basis of its worth", "patch", "quoted"),
    ("label", "its name", "patch", "quoted"),
)
MOVE: tuple[Key, ...] = (
    ("stage", "its stage", "minor", "plain"),
    ("trigger", "its trigger", "minor", "quoted"),
    ("then", "what comes next", "minor", "next"),
    ("logs", "what is logged", "minor", "names"),
    ("metric", "what it is measured by", "minor", "names"),
    ("evidence.grade", "the grade of its evidence", "minor", "plain"),
    ("use", "the move of the library that it follows", "patch", "name"),
    ("say", "what to say", "patch", "quotes"),
    ("avoid", "what to avoid", "patch", "quotes"),
    ("by_style", "its notes by style", "patch", "styles"),
    ("name", "its name", "patch", "quoted"),
    ("evidence.note", "the note on its evidence", "patch", "quoted"),
    ("evidence.source", "its source", "patch", "quoted"),
)
RED: tuple[Key, ...] = (
    ("rule", "it", "major", "limit"),
    ("on_breach", "what follows when it is broken", "major", "plain"),
    ("why", "its reason", "patch", "quoted"),
    ("label", "its name", "patch", "quoted"),
)
NEED: tuple[Key, ...] = (
    ("when", "it", "major", "condition"),
    ("who", "who approves", "major", "plain"),
    ("within", "the time to answer", "major", "time"),
)
INPUT: tuple[Key, ...] = (
    ("unit", "the unit", "minor", "plain"),
    ("example", "its figure in the example", "patch", "rule"),
    ("label", "its name", "patch", "quoted"),
    ("why", "its note", "patch", "quoted"),
)
FACT: tuple[Key, ...] = (("means", "what it means", "major", "quoted"),)
PARTS: tuple[tuple[str, str, Level, tuple[Key, ...]], ...] = (
    ("red_lines", "red line", "major", RED),
    ("approvals", "approval", "major", NEED),
    ("terms", "term", "minor", TERM),
    ("gives", "give", "minor", GIVE),
    ("gets", "get", "minor", GET),
    ("moves", "move", "minor", MOVE),
    ("inputs", "figure to fill in", "minor", INPUT),
    ("facts", "fact", "major", FACT),
)
"""The lists of a playbook with what one item is called, the level of a new or lost one, and its keys."""
WHOLE: tuple[Key, ...] = (
    ("side", "the side", "major", "plain"),
    ("currency", "the currency", "major", "plain"),
    ("scope.applies_when", "when it applies", "major", "rules"),
    ("scope.not_when", "when it does not apply", "major", "rules"),
    ("owner.role", "the owner", "major", "plain"),
    ("escalation.to", "whom to escalate to", "major", "plain"),
    ("escalation.after", "when to escalate", "minor", "quoted"),
    ("escalation.bring", "what to bring along", "patch", "names"),
    ("walk_away.value", "the value of the BATNA", "minor", "rule"),
    ("walk_away.batna", "the BATNA", "patch", "quoted"),
    ("walk_away.say", "the words to walk away", "patch", "quoted"),
    ("metrics", "what is measured", "minor", "names"),
    ("objections", "the answers to objections", "patch", "objections"),
    ("posture", "the posture", "patch", "quoted"),
    ("title", "the title", "patch", "quoted"),
    ("description", "the description", "patch", "quoted"),
    ("standfirst", "the standfirst", "patch", "quoted"),
    ("owner.deputy", "the deputy", "patch", "plain"),
    ("glossary", "the glossary", "patch", "plain"),
    ("status", "the status", "patch", "plain"),
    ("effective", "the first day", "patch", "plain"),
    ("review_by", "the day of the next review", "patch", "plain"),
)
"""What is a playbook's own. Not compared: the version, and entries of `changes` since the older one."""
