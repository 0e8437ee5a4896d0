"""Reads a playbook from plain values, as a JSON file gives them: what the ledger needs of it, and no more.

Checks shapes and rules, each fault with its place; the rest is the linter's. Used by the ledger's door, the
site's linter, and whatever works a playbook out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.errors import PlacedError, quoted
from ledger.conditions import strangers
from ledger.playbook import FORMAT, POSITIONS, Condition, Get, Give, Input, Path, Playbook, RuleTrouble, Term
from ledger.rules import Kind, Rule, RuleError, parse
from ledger.syntax import written


class PlaybookError(PlacedError):
    """A playbook cannot be used; `place` is the path of the value, such as `terms.0.hold.rule`."""


def read(data: object) -> Playbook:
    """The playbook, or PlaybookError for its first fault, a rule's among them."""
    playbook, troubles = read_all(data)
    troubles += _mistaken(playbook)
    if troubles:
        path, error = troubles[0]
        place = ".".join(map(str, path))
        raise PlaybookError(error.code, place, error.message, error.hint)
    return playbook


def read_all(data: object) -> tuple[Playbook, list[RuleTrouble]]:
    """The playbook without the rules that cannot be read, and those; PlaybookError for a wrong shape."""
    reader = _Reader()
    return reader.playbook(_mapping(data, ())), reader.troubles


def _mistaken(playbook: Playbook) -> Iterator[RuleTrouble]:
    """Conditions that are a figure alone: never compared, they would bind nobody."""
    rows = (("red_lines", "rule", playbook.red_lines), ("approvals", "when", playbook.approvals))
    for key, rule, conditions in rows:
        for index, one in enumerate(conditions):
            for error in strangers(one.rule, playbook.names):
                if error.code == "not-truth":
                    yield RuleTrouble((key, index, rule), error)


class _Reader:
    def __init__(self) -> None:
        self.troubles: list[RuleTrouble] = []
        self.rules: dict[str, tuple[Path, Rule]] = {}

    def playbook(self, data: Mapping[str, Any]) -> Playbook:
        if data.get("schema") != FORMAT:
            message = f"the file says {quoted(data.get('schema'))}, not {FORMAT}"
            hint = "Choose a playbook of this format, as the site offers it for download."
            raise PlaybookError("wrong-format", "schema", message, hint)
        terms = tuple(self.term(item, path) for item, path in _items(data, "terms"))
        gives = tuple(filter(None, (self.give(item, path) for item, path in _items(data, "gives"))))
        gets = tuple(filter(None, (self.get(item, path) for item, path in _items(data, "gets"))))
        inputs, asked = {}, {}
        for item, path in _items(data, "inputs"):
            id_ = _text(item, "id", path)
            inputs[id_] = _number(item, "example", path)
            asked[id_] = Input(_said(item, "label") or id_.replace("_", " "), _said(item, "unit"))
        walk = _mapping(data.get("walk_away", {}), ("walk_away",))
        batna = None
        if "value" in walk:
            batna = self.rule(written(walk["value"]), ("walk_away", "value"), "number", "batna")
        id_ = _text(data, "id", ())
        return Playbook(
            id_,
            _said(data, "title") or id_,
            _text(data, "version", ()),
            _text(data, "side", ()),
            _text(data, "currency", ()),
            inputs,
            asked,
            terms,
            gives,
            gets,
            tuple(self.conditions(data, "red_lines", "rule")),
            tuple(self.conditions(data, "approvals", "when")),
            _mapping(data.get("escalation", {}), ("escalation",)),
            walk,
            batna,
            self.rules,
            tuple(_text(item, "id", path) for item, path in _items(data, "facts")),
        )

    def term(self, item: Mapping[str, Any], path: Path) -> Term:
        id_ = _text(item, "id", path)
        positions = {}
        for position in POSITIONS:
            if position in item:
                said = _mapping(item[position], (*path, position))
                at = (*path, position, "rule")
                rule = self.rule(written(said.get("rule", "")), at, "number", f"{position}.{id_}")
                if rule:
                    positions[position] = rule
        cost = _mapping(item.get("cost", {}), (*path, "cost"))
        for key in ("volume", "severity", "value"):
            if key in cost:
                self.rule(written(cost[key]), (*path, "cost", key), "number", f"{key}.{id_}")
        if cost.get("model") == "price" and "volume" not in cost:
            place = ".".join(map(str, (*path, "cost", "volume")))
            raise PlaybookError(
                "missing", place, "a price without its volume", "Say how many units are paid."
            )
        label, unit, better, rank = (_text(item, key, path) for key in ("label", "unit", "better", "rank"))
        return Term(id_, label, unit, better, rank, positions, cost)

    def give(self, item: Mapping[str, Any], path: Path) -> Give | None:
        id_ = _text(item, "id", path)
        cost = self.amount(item.get("our_cost", {}), (*path, "our_cost"), f"costs.{id_}")
        worth = _mapping(item.get("their_value", {}), (*path, "their_value"))
        at = (*path, "their_value")
        low, high = _number(worth, "low", at), _number(worth, "high", at)
        trades = _ids(item, "trade_for", path)
        known, approval = str(worth.get("confidence", "guess")), str(item.get("approval", ""))
        label = _text(item, "label", path)
        return cost and Give(id_, label, cost, low, high, known, trades, approval, self.moved(item, path))

    def get(self, item: Mapping[str, Any], path: Path) -> Get | None:
        id_ = _text(item, "id", path)
        worth = self.amount(item.get("our_value", {}), (*path, "our_value"), f"worth.{id_}")
        low = high = None
        if "their_cost" in item:
            cost, at = _mapping(item["their_cost"], (*path, "their_cost")), (*path, "their_cost")
            low, high = _number(cost, "low", at), _number(cost, "high", at)
        label, needs = _text(item, "label", path), _ids(item, "needs", path)
        return worth and Get(id_, label, worth, low, high, self.moved(item, path), needs)

    def moved(self, item: Mapping[str, Any], path: Path) -> str:
        if "to" in item:
            self.rule(written(item["to"]), (*path, "to"), "number", f"to.{item['id']}")
        return str(item.get("of", ""))

    def conditions(self, data: Mapping[str, Any], key: str, rule: str) -> Iterator[Condition]:
        for item, path in _items(data, key):
            found = self.rule(_text(item, rule, path), (*path, rule), "truth")
            if found:
                yield Condition(_text(item, "id", path), found, item)

    def amount(self, value: object, path: Path, name: str) -> Rule | None:
        """A price, which is an amount or a rule; None without either, which the linter names."""
        price = _mapping(value, path)
        key = "rule" if "rule" in price else "amount"
        return self.rule(written(price[key]), (*path, key), "number", name) if key in price else None

    def rule(self, text: str, path: Path, kind: Kind, name: str = "") -> Rule | None:
        try:
            rule = parse(text, kind)
        except RuleError as error:
            self.troubles.append(RuleTrouble(path, error))
            return None
        if name:
            self.rules[name] = (path, rule)
        return rule


def _ids(item: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    links = item.get(key) or []
    if not isinstance(links, list):
        place = ".".join(map(str, (*path, key)))
        raise PlaybookError("wrong-type", place, f"{key} is {quoted(links)}", "It has to be a list.")
    return tuple(map(str, links))


def _items(data: Mapping[str, Any], key: str) -> Iterator[tuple[Mapping[str, Any], Path]]:
    items = data.get(key, [])
    if not isinstance(items, list):
        raise PlaybookError("wrong-type", key, f"{key} is {quoted(items)}", "It has to be a list.")
    return ((_mapping(item, (key, index)), (key, index)) for index, item in enumerate(items))


def _mapping(value: object, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        place = ".".join(map(str, path))
        name = place or "the playbook"
        raise PlaybookError("wrong-type", place, f"{name} is {quoted(value)}", "It has to have keys.")
    return value


def _text(item: Mapping[str, Any], key: str, path: Path) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value:
        place = ".".join(map(str, (*path, key)))
        raise PlaybookError("wrong-type", place, f"{key} is {quoted(value)}", "It has to be a text.")
    return value


def _said(item: Mapping[str, Any], key: str) -> str:
    """A text that may be missing."""
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _number(item: Mapping[str, Any], key: str, path: Path) -> float:
    value = item.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= 1e12:
        place = ".".join(map(str, (*path, key)))
        raise PlaybookError("wrong-type", place, f"{key} is {quoted(value)}", "It has to be a number.")
    return float(value)
