"""What has changed between two versions of a playbook, in words, and which part of the version it raises.

Major: a red line or an approval, also where it moves with a figure that it counts with; who owns it, or what
it applies to. Minor: a term, a trade, a move, a limit. Patch: words, and a rule that means what it meant.
Used by the page's history, the linter and the command line.
"""

from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

from assessment.phrases import listed
from ledger.spoken import capital
from site_build.models.playbook import Playbook
from site_build.playbooks.compared import LEVELS, PARTS, WHOLE, Key, Level
from site_build.playbooks.phrases import RULED, Phrases, Said
from site_build.playbooks.trees import alike, facts_named, moved
from site_build.playbooks.words import Words


class Difference(NamedTuple):
    """One change: how much it weighs, the part of the playbook it is in, and a sentence.

    `filled` names what was left open before, for a place that only has something now; else it is empty.
    """

    level: Level
    part: str
    text: str
    filled: str = ""


def differences(old: Playbook, new: Playbook) -> list[Difference]:
    """Every change from one version to another, the heaviest first."""
    phrases = Phrases(old, new)
    found = [*_whole(old, new, phrases)]
    idle = {fact.id for fact in (*old.facts, *new.facts)} - facts_named(old) - facts_named(new)
    for key, name, level, keys in PARTS:
        light = idle if key == "facts" else set[str]()
        found += _items(getattr(old, key), getattr(new, key), name, level, keys, phrases, light)
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
    light: Container[str],
) -> Iterator[Difference]:
    """The changes of one list; those of items in `light`, on which nothing rests, are minor at most."""

    def weight(id_: str, heaviest: Level) -> Level:
        return "minor" if id_ in light else heaviest

    was, now = {one.id: one for one in old}, {one.id: one for one in new}
    article = "an" if part[0] in "aeiou" else "a"
    for id_ in [id_ for id_ in now if id_ not in was]:
        yield Difference(weight(id_, level), part, f"New {part}: {named(phrases.new, now[id_])}.")
    for id_ in [id_ for id_ in was if id_ not in now]:
        text = f"No longer {article} {part}: {named(phrases.old, was[id_])}."
        yield Difference(weight(id_, level), part, text)
    for id_ in [id_ for id_ in now if id_ in was]:
        told: dict[str, Difference] = {}
        name, unit = named(phrases.new, now[id_]), getattr(now[id_], "unit", "")
        for key, what, heaviest, how in keys:
            one, other = _at(was[id_], key), _at(now[id_], key)
            if one != other and not (what in told and other is None):
                one = one if one is not None else _other(was[id_], key, keys)
                text = f"{name}: {phrases.change(what, how, one, other, unit)}."
                changed = weight(id_, _weight(heaviest, how, one, other))
                told[what] = Difference(changed, part, text, _filled(what, one))
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
    """What an item is called: its label or name, or for a red line, an approval or a fact what it says."""
    if hasattr(item, "on_breach"):
        return f"“{words.limit(item.rule)}”"
    if hasattr(item, "when"):
        return f"“{words.condition(item.when)}”"
    if hasattr(item, "means"):
        return f"“{capital(words.name(item.id))}”"
    return str(getattr(item, "label", None) or getattr(item, "name", None) or item.id)
