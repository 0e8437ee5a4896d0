"""The settings of mkdocs.yml that are ours: what is wrong with them, and what is still a placeholder."""

from pathlib import Path

import pytest

from site_build import figures, settings
from site_build.settings import PLACEHOLDERS
from tests.site_build.copies import ROOT, change

SET = """\
site_name: The Edge
site_url: https://edge.test/
extra:
  analytics: none
  organisation:
    name: Test & Sons' Company
    email: hello@edge.test
    demo_email: demo@edge.test
    website: https://www.edge.test
    address: 1 Test Street
    repository: https://git.edge.test/edge
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A mkdocs.yml in which every setting of ours is set."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(SET, encoding="utf-8")
    return path


def wrong(file: Path) -> list[str]:
    """What the reader says of a file that it refuses, a line each."""
    found, problems = settings.load(file)
    assert found is None
    return [str(problem) for problem in problems]


def test_settings_are_read(file: Path) -> None:
    """Each value of the organisation can stand in a text under its name, and each figure; no more."""
    found, problems = settings.load(file)
    assert found, problems
    assert found.unset == ()
    ours = {
        name: value
        for name, value in found.values.items()
        if name not in figures.values() and not name.startswith(("counting.", "funnel."))
    }
    assert ours == {
        "organisation.name": "Test & Sons’ Company",
        "organisation.email": "hello@edge.test",
        "organisation.demo_email": "demo@edge.test",
        "organisation.website": "https://www.edge.test/",
        "organisation.address": "1 Test Street",
        "organisation.repository": "https://git.edge.test/edge",
    }
    assert found.values.items() >= figures.values().items()
    assert found.values["counting.short"] == "It counts no visitors."
    assert tuple(found.values) == PLACEHOLDERS


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "email: hello@edge.test",
            "email: hello at edge.test",
            'mkdocs.yml:7:5: ST001 "email" of "organisation" of "extra" takes an e-mail address '
            'such as hello@example.com, not "hello at edge.test".',
        ),
        (
            "    website: https://www.edge.test\n",
            "    website: edge.test\n",
            'mkdocs.yml:9:5: ST001 "website" of "organisation" of "extra" takes a web address '
            'that begins with https://, not "edge.test".',
        ),
        (
            "    name:",
            "    nam:",
            'mkdocs.yml:6:5: ST001 unknown key "nam" of "organisation" of "extra". Did you mean "name"?',
        ),
        (
            "    address: 1 Test Street\n",
            "",
            'mkdocs.yml:5:3: ST001 the key "address" of "organisation" of "extra" is missing. '
            "Add `address:`.",
        ),
        (
            "  organisation:",
            "  organization:",
            'mkdocs.yml:3:1: ST001 the key "organisation" of "extra" is missing. Add `organisation:`.',
        ),
        ("extra:", "extras:", 'mkdocs.yml:1:1: ST001 the key "extra" is missing. Add `extra:`.'),
        (
            "site_name: The Edge",
            "site_name: The Edge: a publication",
            "mkdocs.yml:1:20: FM006 a colon and a space stand inside a value. Put the whole value in quotes. "
            "If it is a key, line it up with its neighbours.",
        ),
    ],
)
def test_wrong_setting_is_named(file: Path, old: str, new: str, line: str) -> None:
    """ST001: a wrong, unknown or missing setting of ours is named at its line, with what to do."""
    change(file, old, new)
    assert line in wrong(file)


def test_settings_that_are_no_mapping_are_named(file: Path) -> None:
    """ST001: an organisation that is a text, or is empty, is told what it takes."""
    file.write_text("extra:\n  organisation: Us\n", encoding="utf-8")
    assert wrong(file) == [
        'mkdocs.yml:2:3: ST001 "organisation" of "extra" takes keys and values, not "Us". '
        "Write `key: value` on the lines below it, indented."
    ]
    file.write_text("extra:\n", encoding="utf-8")
    assert wrong(file) == ['mkdocs.yml:1:1: ST001 "extra" is empty. Write a value behind the colon.']


def test_missing_settings_are_named(tmp_path: Path) -> None:
    """ST001: outside the project there are no settings, and the line says so."""
    assert wrong(tmp_path / "mkdocs.yml") == [
        "mkdocs.yml:1:1: ST001 the settings are missing. Work in the project's folder."
    ]


def test_all_wrong_settings_come_in_one_pass(file: Path) -> None:
    """Two wrong settings are two lines."""
    file.write_text(SET.replace("@", " at "), encoding="utf-8")
    assert [line.split(" ")[0] for line in wrong(file)] == ["mkdocs.yml:7:5:", "mkdocs.yml:8:5:"]


def test_setting_that_stands_twice_is_named(file: Path) -> None:
    """FM007: a key that stands twice is refused, of which MkDocs would take the last without a word."""
    change(file, "extra:", "site_name: The Ledge\nextra:")
    assert wrong(file) == ['mkdocs.yml:3:1: FM007 the key "site_name" stands twice. Keep one of the two.']


def test_placeholders_are_named_with_their_place(file: Path) -> None:
    """ST002: each value that still says example is a warning at its line, and stops nothing."""
    change(file, "site_url: https://edge.test/\n", "")
    change(file, "1 Test Street", "1 Example Street")
    file.write_text(
        f"{file.read_text(encoding='utf-8')}site_url: https://edge.example.com/\n", encoding="utf-8"
    )
    found, problems = settings.load(file)
    assert found
    assert not problems
    assert [str(problem) for problem in found.unset] == [
        'mkdocs.yml:9:5: ST002 "address" is still a placeholder. Set it.',
        'mkdocs.yml:11:1: ST002 "site_url" is still a placeholder. Set it.',
    ]
    assert {problem.severity for problem in found.unset} == {"warning"}


def test_missing_address_of_the_site_is_a_placeholder(file: Path) -> None:
    """ST002: a site without `site_url` has not been told its address."""
    change(file, "site_url: https://edge.test/\n", "")
    found, _ = settings.load(file)
    assert found
    assert [(problem.line, problem.code) for problem in found.unset] == [(1, "ST002")]


def test_settings_of_the_project_are_sound() -> None:
    """The project's own settings have no problem, whatever is still to be set."""
    found, problems = settings.load(ROOT / "mkdocs.yml")
    assert found, problems
    assert {problem.code for problem in found.unset} <= {"ST002"}


def test_edit_address_is_filled_in(tmp_path: Path) -> None:
    """The pattern takes the repository and the file's path; a pattern without {path} is refused."""
    file = tmp_path / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    found, _ = settings.load(file)
    assert found
    assert found.edit("content/a b.md") == "https://git.example.com/edge/edit/main/content/a%20b.md"
    assert found.edit("") == ""
    repository = "    repository: https://git.example.com/edge\n"
    line = "    edit: '{repository}/-/edit/trunk/{path}'\n"
    file.write_text(text.replace(repository, repository + line), encoding="utf-8")
    found, _ = settings.load(file)
    assert found
    assert found.edit("x.md") == "https://git.example.com/edge/-/edit/trunk/x.md"
    file.write_text(
        text.replace(repository, repository + "    edit: https://git.example.com/\n"), encoding="utf-8"
    )
    _, problems = settings.load(file)
    assert [(problem.code, "{path}" in problem.message) for problem in problems] == [("ST001", True)]
