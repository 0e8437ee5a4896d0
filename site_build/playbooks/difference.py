"""What has changed between two versions of a playbook, in words, and which part of the version it raises.

Major: a red line or an approval, also where it moves with a figure that it counts with; who owns it, or what
it applies to. Minor: a term, a trade, a move, a limit. Patch: words, and a rule that means what it meant.
Used by the page's history, the linter and the command line.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from assessment.phrases import listed
from site_build.models.playbook import Playbook
from site_build.playbooks.phrases import Phrases, Said
from site_build.playbooks.trees import alike, moved
from site_build.playbooks.words import Words

Level = Literal["major", "minor", "patch"]
LEVELS: tuple[Level, ...] = ("major", "minor", "patch")


class Difference(NamedTuple):
    """One change: how much it weighs, the part of the playbook it is in, and a sentence.

    `filled` names what was left open before, for a place that only has something now; else it is empty.
    """

    level: Level
    part: str
    text: str
    filled: str = ""


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
RULED = ("rule", "rules", "condition", "limit", "cost")
"""How rules are said: two of them may mean the same."""


def differences(old: Playbook, new: Playbook) -> list[Difference]:
    """Every change from one version to another, the heaviest first."""
    phrases = Phrases(old, new)
    found = [*_whole(old, new, phrases)]
    for key, name, level, keys in PARTS:
        found += _items(getattr(old, key), getattr(new, key), name, level, keys, phrases)
    found += [*_moved(old, new, phrases), *_retold(old, new)]
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def _moved(old: Playbook, new: Playbook, phrases: Phrases) -> Iterator[Difference]:
    """Red lines and approvals that stand as they stood, and bind otherwise: their limit has moved."""
    units = {term.id: term.unit for term in new.terms}
    money = next((term.unit for term in new.terms if term.cost and term.cost.model == "price"), "")
    for one in moved(old, new):
        item = next(item for item in getattr(new, one.key) if item.id == one.id)
        part = "red line" if one.key == "red_lines" else "approval"
        for figure in one.figures:
            unit = money if figure == "batna" else units.get(figure.partition(".")[2], "")
            place = phrases.moved(figure, figure, unit)
            way = "by another rule, which is the same in the example" if place == "" else "by another rule"
            said = f"{phrases.new.said(figure)} moves {f'{place} in the example' if place else way}"
            yield Difference("major", part, f"{named(phrases.new, item)}: {said}, and the {part} with it.")


def _retold(old: Playbook, new: Playbook) -> Iterator[Difference]:
    """Entries of `changes` about versions that both know of, which have come, gone or been rewritten."""
    both = min(old.number, new.number)
    was, now = (
        {one.version: one for one in model.changes if _number(one.version) <= both} for model in (old, new)
    )
    for version in sorted({*was, *now}, key=_number):
        if was.get(version) != now.get(version):
            yield Difference(
                "patch", "playbook", f"What the list of changes says of version {version} has changed."
            )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def summary(old: Playbook, new: Playbook) -> str:
    """What has become of limits, red lines and approvals, for whoever signs: in the example."""
    phrases = Phrases(old, new)
    before = {term.id: term.reservation for term in old.terms}
    moved, unknown = [], []
    for term in new.terms:
        was, now = before.get(term.id), term.reservation
        if was and now and was.rule != now.rule:
            place = phrases.moved(was.rule, now.rule, term.unit)
            if place is None:
                unknown.append(f"“{term.label}”")
            elif place:
                moved.append(f"the limit of “{term.label}” moved {place}")
    text = listed(moved, "and") if moved else "no limit moved"
    sentences = [f"{text[0].upper()}{text[1:]} in the example."]
    if unknown:
        sentences.append(f"For {listed(unknown, 'and')} the example does not tell.")
    sentences += _counted("red line", old.red_lines, new.red_lines)
    sentences += _counted("approval", old.approvals, new.approvals)
    return " ".join(sentences)


def _counted(name: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    """How many have come and gone."""
    was, now = {one.id for one in old}, {one.id for one in new}
    for count, end in ((len(now - was), "new"), (len(was - now), "gone")):
        if count:
            yield f"{count} {name} is {end}." if count == 1 else f"{count} {name}s are {end}."


def due(found: Sequence[Difference]) -> Level | None:
    """The part of the version that these changes raise; None for no change."""
    return min((one.level for one in found), key=LEVELS.index, default=None)


def raised(version: str, level: Level) -> str:
    """The version after `version` that a change of this level asks for."""
    numbers = _number(version)
    place = LEVELS.index(level)
    return ".".join(str(number) for number in (*numbers[:place], numbers[place] + 1, *([0] * (2 - place))))


def enough(old: str, new: str, level: Level) -> bool:
    """Whether `new` is a version that a change of this level from `old` may have."""
    one, other = _number(old), _number(new)
    return other[: LEVELS.index(level) + 1] > one[: LEVELS.index(level) + 1]


def _whole(old: Playbook, new: Playbook, phrases: Phrases) -> Iterator[Difference]:
    for key, what, level, how in WHOLE:
        was, now = _at(old, key), _at(new, key)
        if was != now:
            text = phrases.change(f"{what[0].upper()}{what[1:]}", how, was, now)
            yield Difference(_weight(level, how, was, now), "playbook", f"{text}.", _filled(what, was))


def _items(
    old: Sequence[Any],
    new: Sequence[Any],
    part: str,
    level: Level,
    keys: tuple[Key, ...],
    phrases: Phrases,
) -> Iterator[Difference]:
    was, now = {one.id: one for one in old}, {one.id: one for one in new}
    article = "an" if part[0] in "aeiou" else "a"
    for id_ in [id_ for id_ in now if id_ not in was]:
        yield Difference(level, part, f"New {part}: {named(phrases.new, now[id_])}.")
    for id_ in [id_ for id_ in was if id_ not in now]:
        yield Difference(level, part, f"No longer {article} {part}: {named(phrases.old, was[id_])}.")
    for id_ in [id_ for id_ in now if id_ in was]:
        told: dict[str, Difference] = {}
        name, unit = named(phrases.new, now[id_]), getattr(now[id_], "unit", "")
        for key, what, weight, how in keys:
            one, other = _at(was[id_], key), _at(now[id_], key)
            if one != other and not (what in told and other is None):
                one = one if one is not None else _other(was[id_], key, keys)
                text = f"{name}: {phrases.change(what, how, one, other, unit)}."
                told[what] = Difference(_weight(weight, how, one, other), part, text, _filled(what, one))
        yield from told.values()
    order = [id_ for id_ in now if id_ in was]
    if order != [id_ for id_ in was if id_ in now]:
        yield Difference("patch", part, f"The order of the {part}s has changed.")


def _weight(level: Level, how: Said, was: Any, now: Any) -> Level:
    """The level of a change; a rule that is only written in another way is a change of words."""
    return "patch" if how in RULED and alike(was, now) else level


def _filled(what: str, was: Any) -> str:
    return what if was in (None, (), {}) else ""


def _other(item: Any, key: str, keys: tuple[Key, ...]) -> Any:
    """What stood in another key of the same name: an amount that has become a rule."""
    what = next(name for one, name, *_ in keys if one == key)
    return next(
        (_at(item, one) for one, name, *_ in keys if name == what and _at(item, one) is not None), None
    )


def _at(item: Any, key: str) -> Any:
    for part in key.split("."):
        item = getattr(item, part, None)
    return item


def named(words: Words, item: Any) -> str:
    """What an item is called: its label or name, for a red line or an approval the condition in words."""
    if hasattr(item, "on_breach"):
        return f"“{words.limit(item.rule)}”"
    if hasattr(item, "when"):
        return f"“{words.condition(item.when)}”"
    return str(getattr(item, "label", None) or getattr(item, "name", None) or item.id)
