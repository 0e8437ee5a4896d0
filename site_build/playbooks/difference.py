"""What has changed between two versions of a playbook, in words, and which part of the version it raises.

Major: a red line or an approval, who owns it, or what it applies to. Minor: a term, a trade, a move, a limit.
Patch: words. Used by the page's history, the linter and the command line.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from site_build.models.playbook import Playbook

Level = Literal["major", "minor", "patch"]
LEVELS: tuple[Level, ...] = ("major", "minor", "patch")


class Difference(NamedTuple):
    """One change: how much it weighs, the part of the playbook it is in, and a sentence."""

    level: Level
    part: str
    text: str


Key = tuple[str, str, Level]
"""A key of an item, what it is called, and the level of a change of it."""
TERM: tuple[Key, ...] = (
    ("opening.rule", "opening", "minor"),
    ("target.rule", "target", "minor"),
    ("hold.rule", "hold", "minor"),
    ("reservation.rule", "limit", "minor"),
    ("better", "direction", "minor"),
    ("rank", "rank", "minor"),
    ("unit", "unit", "minor"),
    ("cost", "cost", "minor"),
    ("label", "label", "patch"),
    ("opening.reason", "reason for the opening", "patch"),
    ("target.reason", "reason for the target", "patch"),
    ("hold.reason", "reason for the hold", "patch"),
    ("reservation.reason", "reason for the limit", "patch"),
)
GIVE: tuple[Key, ...] = (
    ("our_cost.amount", "cost to us", "minor"),
    ("our_cost.rule", "cost to us", "minor"),
    ("their_value", "worth to them", "minor"),
    ("trade_for", "trades", "minor"),
    ("max_uses", "most uses", "minor"),
    ("approval", "approval", "major"),
    ("of", "term it moves", "minor"),
    ("to", "place it moves its term to", "minor"),
    ("our_cost.basis", "basis", "patch"),
    ("label", "label", "patch"),
)
GET: tuple[Key, ...] = (
    ("our_value.amount", "worth to us", "minor"),
    ("our_value.rule", "worth to us", "minor"),
    ("their_cost", "cost to them", "minor"),
    ("of", "term it moves", "minor"),
    ("to", "place it moves its term to", "minor"),
    ("our_value.basis", "basis", "patch"),
    ("label", "label", "patch"),
)
MOVE: tuple[Key, ...] = (
    ("stage", "stage", "minor"),
    ("trigger", "trigger", "minor"),
    ("then", "next moves", "minor"),
    ("logs", "logs", "minor"),
    ("metric", "metrics", "minor"),
    ("evidence.grade", "grade of evidence", "minor"),
    ("use", "move of the library it follows", "patch"),
    ("say", "words", "patch"),
    ("avoid", "what to avoid", "patch"),
    ("by_style", "notes by style", "patch"),
    ("name", "name", "patch"),
    ("evidence.note", "note on the evidence", "patch"),
    ("evidence.source", "source", "patch"),
)
RED: tuple[Key, ...] = (
    ("rule", "condition", "major"),
    ("on_breach", "consequence", "major"),
    ("why", "reason", "patch"),
    ("label", "label", "patch"),
)
NEED: tuple[Key, ...] = (
    ("when", "condition", "major"),
    ("who", "person", "major"),
    ("within", "time limit", "major"),
)
INPUT: tuple[Key, ...] = (
    ("unit", "unit", "minor"),
    ("example", "example", "patch"),
    ("label", "label", "patch"),
    ("why", "note", "patch"),
)
PARTS: tuple[tuple[str, str, Level, tuple[Key, ...]], ...] = (
    ("red_lines", "red line", "major", RED),
    ("approvals", "approval", "major", NEED),
    ("terms", "term", "minor", TERM),
    ("gives", "give", "minor", GIVE),
    ("gets", "get", "minor", GET),
    ("moves", "move", "minor", MOVE),
    ("inputs", "figure to fill in", "minor", INPUT),
)
"""The lists of a playbook with what one item is called, the level of a new or lost one, and its keys."""
WHOLE: tuple[Key, ...] = (
    ("side", "side", "major"),
    ("currency", "currency", "major"),
    ("scope.applies_when", "scope", "major"),
    ("scope.not_when", "scope", "major"),
    ("owner.role", "owner", "major"),
    ("escalation.to", "person to escalate to", "major"),
    ("escalation.after", "occasion to escalate", "minor"),
    ("escalation.bring", "things to bring", "patch"),
    ("walk_away.value", "value of the BATNA", "minor"),
    ("walk_away.batna", "BATNA", "patch"),
    ("walk_away.say", "words to walk away", "patch"),
    ("metrics", "metrics", "minor"),
    ("objections", "objections", "patch"),
    ("posture", "posture", "patch"),
    ("title", "title", "patch"),
    ("description", "description", "patch"),
    ("standfirst", "standfirst", "patch"),
    ("owner.deputy", "deputy", "patch"),
    ("glossary", "glossary", "patch"),
)
"""What is a playbook's own. Not compared: version, status, dates and the list of changes, which say so."""


def differences(old: Playbook, new: Playbook) -> list[Difference]:
    """Every change from one version to another, the heaviest first."""
    found = [*_whole(old, new)]
    for key, name, level, keys in PARTS:
        found += _items(getattr(old, key), getattr(new, key), name, level, keys)
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def due(found: Sequence[Difference]) -> Level | None:
    """The part of the version that these changes raise; None for no change."""
    return min((one.level for one in found), key=LEVELS.index, default=None)


def raised(version: str, level: Level) -> str:
    """The version after `version` that a change of this level asks for."""
    numbers = [int(part) for part in version.split(".")]
    place = LEVELS.index(level)
    return ".".join(str(number) for number in (*numbers[:place], numbers[place] + 1, *([0] * (2 - place))))


def enough(old: str, new: str, level: Level) -> bool:
    """Whether `new` is a version that a change of this level from `old` may have."""
    one, other = (tuple(int(part) for part in text.split(".")) for text in (old, new))
    return other[: LEVELS.index(level) + 1] > one[: LEVELS.index(level) + 1]


def _whole(old: Playbook, new: Playbook) -> Iterator[Difference]:
    for key, name, level in WHOLE:
        was, now = _at(old, key), _at(new, key)
        if was != now:
            yield Difference(
                level, "playbook", f"{name[0].upper()}{name[1:]}: {_change(was, now).rstrip('.')}."
            )


def _items(
    old: Sequence[Any], new: Sequence[Any], name: str, level: Level, keys: tuple[Key, ...]
) -> Iterator[Difference]:
    was, now = {one.id: one for one in old}, {one.id: one for one in new}
    article = "an" if name[0] in "aeiou" else "a"
    for id_ in [id_ for id_ in now if id_ not in was]:
        yield Difference(level, name, f"New {name}: {_named(now[id_])}.")
    for id_ in [id_ for id_ in was if id_ not in now]:
        yield Difference(level, name, f"No longer {article} {name}: {_named(was[id_])}.")
    for id_ in [id_ for id_ in now if id_ in was]:
        told: dict[str, Difference] = {}
        for key, what, weight in keys:
            one, other = _at(was[id_], key), _at(now[id_], key)
            if one != other and not (what in told and other is None):
                one = one if one is not None else _other(was[id_], key, keys)
                text = f"{_named(now[id_])}: {what} {_change(one, other).rstrip('.')}."
                told[what] = Difference(weight, name, text)
        yield from told.values()
    order = [id_ for id_ in now if id_ in was]
    if order != [id_ for id_ in was if id_ in now]:
        yield Difference("patch", name, f"The order of the {name}s has changed.")


def _other(item: BaseModel, key: str, keys: tuple[Key, ...]) -> Any:
    """What stood in another key of the same name: an amount that has become a rule."""
    what = next(name for one, name, _ in keys if one == key)
    return next(
        (_at(item, one) for one, name, _ in keys if name == what and _at(item, one) is not None), None
    )


def _at(item: Any, key: str) -> Any:
    for part in key.split("."):
        item = getattr(item, part, None)
    return item


def _named(item: Any) -> str:
    return str(getattr(item, "label", None) or getattr(item, "name", None) or item.id)


def _change(was: Any, now: Any) -> str:
    """How a value has changed, in words; long ones are not repeated."""
    one, other = _text(was), _text(now)
    if was in (None, (), {}):
        return f"now {other}, where nothing stood" if len(other) <= 120 else "added"
    if now in (None, (), {}):
        return f"gone, was {one}" if len(one) <= 120 else "gone"
    if (
        isinstance(was, tuple)
        and isinstance(now, tuple)
        and all(isinstance(part, str) for part in (*was, *now))
    ):
        return _listed(was, now)
    return f"{other}, was {one}" if len(one) + len(other) <= 160 else "changed"


def _listed(was: tuple[str, ...], now: tuple[str, ...]) -> str:
    added, gone = [one for one in now if one not in was], [one for one in was if one not in now]
    parts = [f"{word} {', '.join(row)}" for word, row in (("with", added), ("without", gone)) if row]
    text = "; ".join(parts)
    return f"now {text}" if parts and len(text) <= 160 else "changed"


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, BaseModel):
        return ", ".join(f"{key} {_text(part)}" for key, part in value if part is not None)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value)
    return str(value)
