"""The files of the standard: YAML, JSON and the models say the same, and the published schema takes them."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ledger.playbook_reader import read_all
from ledger.syntax import LARGEST
from site_build.frontmatter import Document
from site_build.models.base import validate
from site_build.models.playbook import Playbook
from site_build.playbooks import files
from tests.site_build.playbook_samples import FILES, NAMES, content, from_yaml, model, read, written
from tests.site_build.playbook_schema import faults
from tests.site_build.playbook_strategies import PLAYBOOKS

SCHEMA = files.schema("https://edge.example.com/")
MODELS = [entry.model for entry in content().playbooks]


def playbook(name: str) -> Playbook:
    """A playbook of `content/`."""
    return next(one for one in MODELS if one.id == name)


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_playbook_of_the_site_is_the_same_in_every_form(file: Any) -> None:
    """YAML to model to JSON to model, and the downloads of both kinds to model, lose and change nothing."""
    _, first = read(file.read_text(encoding="utf-8"), file.name)
    assert first == playbook(file.stem)
    assert Playbook.model_validate(json.loads(files.as_json(first.plain()))) == first
    assert from_yaml(files.as_yaml(first)) == first
    assert from_yaml(files.as_json(first.plain())) == first, "JSON is read as the YAML that it is"
    assert Playbook.model_validate(written(first)) == first


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(PLAYBOOKS)
def test_any_playbook_is_the_same_in_every_form(plain: dict[str, Any]) -> None:
    """What the models accept comes back from JSON and from YAML as it was, and the schema takes it."""
    first = Playbook.model_validate(plain)
    assert Playbook.model_validate(first.plain()) == first
    assert Playbook.model_validate(json.loads(files.as_json(first.plain()))) == first
    assert from_yaml(files.as_yaml(first)) == first
    assert list(faults(first.plain(), SCHEMA, SCHEMA)) == []


def test_a_second_pass_changes_no_byte() -> None:
    """The download of a download is the download."""
    for one in MODELS:
        text = files.as_yaml(one)
        assert files.as_yaml(from_yaml(text)) == text


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_download_with_a_line_separator_can_be_read(sign: str) -> None:
    """A separator that a file holds as an escape does not stand bare in the download, where none may."""
    escape = sign.encode("unicode_escape").decode()
    one = model(("standfirst: One or two", f'standfirst: "One {escape} or two'), ("go on.\n", 'go on."\n'))
    assert sign in one.standfirst
    assert from_yaml(files.as_yaml(one)) == one


@pytest.mark.parametrize("number", [".nan", ".inf"])
def test_what_is_no_number_is_refused(number: str) -> None:
    """Infinity and what is no number have no form in JSON, so that no playbook may hold them."""
    plain = model().plain()
    plain["terms"][1]["cost"]["rate"] = float(number.removeprefix("."))
    found, problems = validate(Playbook, Document("a.yaml", plain, "", 1))
    assert found is None
    assert problems


@pytest.mark.parametrize("name", NAMES)
def test_schema_takes_every_playbook(name: str) -> None:
    """The published JSON Schema refuses nothing in a playbook of ours."""
    assert list(faults(playbook(name).plain(), SCHEMA, SCHEMA)) == []


BARE = [
    ("terms", 0, "hold", "rule"),
    ("terms", 0, "cost", "volume"),
    ("walk_away", "value"),
    ("gets", 0, "to"),
    ("red_lines", 0, "rule"),
]
"""Rules that may be bare numbers, and a condition, which is none."""


@pytest.mark.parametrize("path", BARE, ids=str)
@pytest.mark.parametrize("number", [220000, 0.00005, 2e12])
def test_bare_number_is_taken_by_schema_and_check_alike(path: tuple[str | int, ...], number: float) -> None:
    """Where a figure stands, a number that a rule may hold is read, and small ones without an exponent."""
    plain = model().plain()
    part: Any = plain
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = number
    one, problems = validate(Playbook, Document("a.yaml", plain, "", 1))
    assert one, problems
    unread = [trouble.path for trouble in read_all(one.plain())[1]]
    takes = path[0] != "red_lines" and number <= LARGEST
    assert (unread == []) is (not list(faults(plain, SCHEMA, SCHEMA))) is takes


def test_schema_has_its_address() -> None:
    """The schema says where it is published, in which dialect, and what it describes."""
    assert SCHEMA["$id"] == f"https://edge.example.com/{files.SCHEMA}"
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "edge-playbook/1"
    assert SCHEMA["properties"]["schema"]["const"] == "edge-playbook/1"


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every mapping in plain values."""
    if isinstance(value, dict):
        yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, dict | list):
            yield from objects(part, (*path, key))


def test_every_definition_is_closed() -> None:
    """Each part of the schema lists its keys and takes no other; what is required is among them."""
    for name, part in {**SCHEMA["$defs"], "Playbook": SCHEMA}.items():
        if part.get("type") != "object":
            continue
        assert part["additionalProperties"] is False, name
        assert set(part.get("required", [])) <= set(part["properties"]), name


def test_every_part_refuses_an_unknown_key() -> None:
    """A key more anywhere in a playbook is refused by schema and model alike, but among names one chooses."""
    plain = playbook("software-renewal").plain()
    for path in objects(plain):
        if path and path[-1] in ("by_style", "then"):
            continue
        changed = copy.deepcopy(plain)
        part: Any = changed
        for key in path:
            part = part[key]
        part["odd_key"] = 1
        assert list(faults(changed, SCHEMA, SCHEMA)), path
        assert validate(Playbook, Document("a.yaml", changed, "", 1))[0] is None, path


def test_schema_asks_for_what_the_model_asks_for() -> None:
    """Without one of its keys a playbook is taken by both or by none."""
    plain = playbook("software-renewal").plain()
    for key in plain:
        less = {name: value for name, value in plain.items() if name != key}
        taken = validate(Playbook, Document("a.yaml", less, "", 1))[0] is not None
        assert taken is (not list(faults(less, SCHEMA, SCHEMA))), key


def test_files_of_the_site() -> None:
    """Each playbook has JSON, YAML and its versions, kept ones too; the schema stands once."""
    found = files.collect(content(), "https://edge.example.com/")
    for one in MODELS:
        assert json.loads(found[f"playbooks/{one.id}.json"]) == one.plain()
        assert found[f"playbooks/{one.id}.yaml"] == found[f"playbooks/{one.id}/{one.version}.yaml"]
    old = from_yaml(found["playbooks/software-renewal/1.0.0.yaml"])
    assert (old.id, old.version) == ("software-renewal", "1.0.0")
    assert json.loads(found[files.SCHEMA]) == SCHEMA
