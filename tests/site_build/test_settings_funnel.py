"""The block `extra.funnel` of mkdocs.yml: what is wrong with it, at its place; what a page may then reach."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from site_build import settings
from site_build.leads import FIELDS
from site_build.models.delivery import Deliver, HubSpot
from site_build.models.funnel import Funnel
from tests.site_build.copies import ROOT

SET = """\
extra:
  organisation:
    name: Test
    email: hello@edge.test
    demo_email: demo@edge.test
    website: https://www.edge.test
    address: 1 Test Street
    repository: https://git.edge.test/edge
  funnel:
"""
LINE = SET.count("\n") + 1
PORTAL = "portal: '1', form: 7f9c24e5-0d3e-4f60-8b1a-1f2e3d4c5b6a"


def loaded(tmp_path: Path, block: str) -> tuple[Funnel | None, list[str]]:
    """The funnel of a block with one line, or None and what is said of it: place, then message."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"{SET}    {block}\n", encoding="utf-8")
    found, problems = settings.load(file)
    lines = [str(problem).removeprefix(f"mkdocs.yml:{LINE}:") for problem in problems]
    return found.funnel if found else None, lines


def webhook(url: str) -> str:
    """A receiver at that address, in quotes."""
    return f'deliver: {{adapter: webhook, url: "{url}"}}'


URL = '33: ST001 "url" of "deliver" of "funnel" of "extra" '
HOST = ' ST001 "host" of "count" of "funnel" of "extra" takes the address without '
FIELD = ' of "deliver" of "funnel" of "extra" '


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (
            webhook("https://hooks.example.com/lead "),
            f'{URL}has white space before or behind "https://hooks.example.com/lead".',
        ),
        (
            webhook("https://hooks.example.com/lead?key=1"),
            f'{URL}takes an address without a query or fragment: take out "?key=1".',
        ),
        (
            webhook("https://hooks.example.com/#lead"),
            f'{URL}takes an address without a query or fragment: take out "#lead".',
        ),
        (
            webhook("https://hooks.example.com:99999/"),
            f'{URL}takes an address with a port from 1 to 65,535, not "99999".',
        ),
        (
            webhook("https://hooks.example.com:/"),
            f'{URL}takes an address with a port from 1 to 65,535, not "".',
        ),
        (webhook("https://../lead"), f'{URL}takes an address with a host in lower case, and ".." is none.'),
        (webhook("https://-/lead"), f'{URL}takes an address with a host in lower case, and "-" is none.'),
        (
            webhook("https://a@b.example/"),
            f'{URL}takes an address with a host in lower case, and "a@b.example" is none.',
        ),
        (
            webhook("https://b.example/ä"),
            f'{URL}takes an address with a path of plain letters, and "/ä" is none.',
        ),
        (
            webhook("http://b.example/"),
            f'{URL}takes a web address such as https://hooks.example.com/lead, not "http://b.example/".',
        ),
        (
            "deliver: {adapter: webhook, url: 'https://a.example/', simple: \"maybe\"}",
            '60: ST001 "simple" of "deliver" of "funnel" of "extra" takes true or false, not "maybe".',
        ),
        (
            "count: {adapter: goatcounter, host: 'https://edge.goatcounter.com/count'}",
            f'35:{HOST}"/count", which is put behind it.',
        ),
        (
            "count: {adapter: matomo, site: '1', host: 'https://a.example/x/matomo.php'}",
            f'41:{HOST}"/matomo.php", which is put behind it.',
        ),
        (
            "count: {adapter: posthog, key: a, host: 'https://a.example/i/v0/e/'}",
            f'39:{HOST}"/i/v0/e", which is put behind it.',
        ),
        (
            "count: {adapter: plausible, domain: '-'}",
            '33: ST001 "domain" of "count" of "funnel" of "extra" takes the name of a site, such as '
            'edge.example.com, not "-".',
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, subscription: true}}",
            '90: ST001 "subscription" of "deliver" of "funnel" of "extra" takes a whole number, '
            "not true or false (YAML reads yes, no, on and off so).",
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, subscription: 0}}",
            '90: ST001 "subscription" of "deliver" of "funnel" of "extra" takes a number '
            "from 1, not the number 0.",
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, fields: {{emial: email}}}}",
            f'99: ST001 the key "emial" of "fields"{FIELD}is no field of a request. Did you mean "email"?',
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, fields: {{name: email}}}}",
            f'90: ST001 "fields"{FIELD}has "email" for both "email" and "name".',
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, fields: {{message: ''}}}}",
            f'90: ST001 "fields"{FIELD}leaves "message" without a field, and no request can do without it.',
        ),
        (
            f"deliver: {{adapter: hubspot, {PORTAL}, fields: {{role: 'a b'}}}}",
            f'99: ST001 "role" of "fields"{FIELD}takes the name of a field at the service, not "a b".',
        ),
    ],
)
def test_wrong_setting_is_named_with_its_reason(tmp_path: Path, block: str, line: str) -> None:
    """ST001: what no service could be reached with is refused at its place, and the message says why."""
    assert loaded(tmp_path, block) == (None, [line])


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.com",
        "https://hooks.example.com/",
        "https://10.0.0.1:8443/a/b.php",
        "https://a-b.c/~x/%20+-",
        "https://hooks:65535/",
    ],
)
def test_sound_address_is_taken(tmp_path: Path, url: str) -> None:
    """An address of a receiver is taken as it stands."""
    funnel, lines = loaded(tmp_path, webhook(url))
    assert lines == []
    assert funnel
    assert funnel.deliver.endpoint == url


def test_form_may_lack_a_field(tmp_path: Path) -> None:
    """At HubSpot an empty name says that the form has no such field; so the script is told."""
    block = f"deliver: {{adapter: hubspot, {PORTAL}, fields: {{role: , company: '', name: fullname}}}}"
    funnel, lines = loaded(tmp_path, block)
    assert lines == []
    assert funnel
    assert funnel.deliver.plain()["fields"] == {"role": "", "company": "", "name": "fullname"}


def test_names_of_hubspot_are_those_of_the_script() -> None:
    """What the settings take for HubSpot's own names is what the script sends them under."""
    text = (ROOT / "theme" / "components" / "lead" / "adapters.js").read_text(encoding="utf-8")
    written = ", ".join(f'{ours}: "{theirs}"' for ours, theirs in HubSpot.NAMES.items())
    assert f"const HUBSPOT = {{ {written} }};" in text
    assert set(HubSpot.NAMES) < set(FIELDS)


GUID = "7f9c24e5-0d3e-4f60-8b1a-1f2e3d4c5b6a"
WAYS: list[tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]] = [
    ({"adapter": "mail"}, (), ()),
    ({"adapter": "netlify"}, (), ()),
    (
        {"adapter": "webhook", "url": "https://a.example:8443/lead"},
        ("https://a.example:8443",),
        ("https://a.example:8443",),
    ),
    ({"adapter": "hubspot", "portal": "1", "form": GUID}, ("https://api.hsforms.com",), ()),
    ({"adapter": "formspree", "form": "a"}, ("https://formspree.io",), ("https://formspree.io",)),
    ({"adapter": "basin", "form": "a"}, ("https://usebasin.com",), ("https://usebasin.com",)),
    (
        {"adapter": "web3forms", "key": GUID},
        ("https://api.web3forms.com",),
        ("https://api.web3forms.com", "https://web3forms.com"),
    ),
]


@pytest.mark.parametrize(("deliver", "connect", "action"), WAYS)
@pytest.mark.parametrize("count", [None, {"adapter": "plausible", "domain": "edge.example.com"}])
def test_demo_page_alone_may_reach_the_service(
    deliver: dict[str, Any], connect: tuple[str, ...], action: tuple[str, ...], count: dict[str, str] | None
) -> None:
    """Requests leave by one page, and only it may reach where they go; every page may reach what counts."""
    way: Deliver = TypeAdapter[Deliver](Deliver).validate_python(deliver)
    counted = ("https://plausible.io",) if count else ()
    funnel = Funnel.model_validate({"deliver": way, "count": count})
    assert (funnel.connect("demo"), funnel.action("demo")) == (connect + counted, action)
    for kind in ("article", "home", "not-found", "style"):
        assert (funnel.connect(kind), funnel.action(kind)) == (counted, ())
