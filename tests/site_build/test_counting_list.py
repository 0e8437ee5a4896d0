"""What is counted: one closed list in Python, script and schema; by default nothing of it is there."""

import json
import re
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from site_build import assets, counting
from site_build.models.funnel import Funnel
from tests.browser.counted import SETTINGS, count_of, told
from tests.closed_schema import wrong
from tests.site_build.copies import ROOT

COUNT = ROOT / "theme" / "components" / "count"
SCHEMA = counting.schema("https://edge.example.com/")


def event(name: str, **props: Any) -> dict[str, Any]:
    """An event of that name."""
    return {"schema": "event/1", "name": name, "path": "/", "props": props}


def test_script_and_python_have_the_same_list() -> None:
    """Every event of count.js is one of counting.py, with the same properties in the same order."""
    text = (COUNT / "count.js").read_text(encoding="utf-8")
    table = text.partition("const EVENTS = {")[2].partition("};")[0]
    found = {name: keys.split() for name, keys in re.findall(r'(\w+): "([^"]+)"', table)}
    assert found == {name: list(kinds) for name, kinds in counting.EVENTS.items()}


def test_script_and_python_have_the_same_limits() -> None:
    """The times of the script's buckets are those of the schema."""
    text = (COUNT / "count.js").read_text(encoding="utf-8")
    [limits, longer] = re.findall(r"=> \[([^]]+)\]\.find.*\?\? (\w+);", text)[0]
    first, *rest = (int(float(limit)) for limit in limits.split(", "))
    assert (first, tuple(rest), int(float(longer))) == (counting.UNKNOWN, counting.LIMITS, counting.LONGER)


@pytest.mark.parametrize(
    ("sent", "fits"),
    [
        (event("question_answered", n=3, of=14), True),
        (event("question_answered", n=3, of=14, answer="a01-2"), False),
        (event("question_answered", n="3", of=14), False),
        (event("question_answered", n=True, of=14), False),
        (event("result_viewed", own=True), True),
        (event("result_viewed", own=1), False),
        (event("result_viewed", own=True) | {"email": "a@example.com"}, False),
        (event("page_viewed", kind="home") | {"path": "/?q=1"}, False),
        (event("page_viewed", kind="home") | {"path": "/#s=abc"}, False),
        (event("page_viewed", kind="home") | {"referrer": "news.example"}, True),
        (event("page_viewed", kind="home") | {"referrer": "news.example/a/page"}, False),
        (event("page_viewed", kind="home") | {"campaign": "A text that somebody wrote"}, False),
        (event("mouse_moved"), False),
    ],
)
def test_schema_is_closed(sent: dict[str, Any], fits: bool) -> None:
    """The published schema takes an event of the list, and nothing that is more or otherwise."""
    assert (wrong(sent, SCHEMA) == []) is fits


def test_site_without_a_service_has_no_script_for_it() -> None:
    """By default no script of the counting is among the assets; with a service, one adapter is."""
    plain = assets.collect(ROOT / "theme").names
    assert not [name for name in plain if "components/count/" in name]
    for adapter in SETTINGS:
        more = assets.collect(ROOT / "theme", adapter).names.keys() - plain.keys()
        parts = {f"components/count/{part}.js" for part in ("count", "refuse", f"adapters/{adapter}")}
        assert more == parts
    assert {file.stem for file in (COUNT / "adapters").iterdir()} == set(SETTINGS) == set(counting.NAMES)


@pytest.mark.parametrize("adapter", SETTINGS)
def test_page_names_the_one_adapter(adapter: str) -> None:
    """What stands in a page's head: the settings of the service, and its adapter's script."""
    env = Environment(loader=FileSystemLoader(ROOT / "theme"), undefined=StrictUndefined)
    env.globals |= {"funnel": Funnel(count=count_of(adapter)), "asset": "assets/0/{}".format}
    env.filters["url"] = "../{}".format
    head: Any = env.from_string(
        '{% import "components/count/count.html" as counting with context %}{{ counting.head() }}'
    )
    tag, script = head.render().splitlines()
    assert tag == f"<meta name=\"edge:count\" content='{told(adapter)}'>"
    way = f"../assets/0/components/count/adapters/{adapter}.js"
    assert script.strip() == f'<script type="module" src="{way}"></script>'


@pytest.mark.parametrize("adapter", [None, *SETTINGS])
def test_words_follow_the_setting(adapter: str | None) -> None:
    """The privacy page names the service and where it is, or says that nothing is counted."""
    found = counting.words(count_of(adapter) if adapter else None)
    if adapter is None:
        assert found["counting.whole"].startswith("Nothing.")
        return
    for wanted in (counting.NAMES[adapter], count_of(adapter).connect[0], "Global Privacy Control"):
        assert wanted in found["counting.whole"]
    assert "{" not in json.dumps(list(found.values()))
