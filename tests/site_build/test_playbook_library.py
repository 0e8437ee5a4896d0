"""Moves of the library in playbooks, drafts, kept versions, and what is read again when something changes."""

from pathlib import Path

import pytest

from site_build import frontmatter, library, named_moves
from site_build.library import Seen
from site_build.models.move import NamedMove
from site_build.models.playbook import Playbook
from site_build.playbooks import files
from tests.site_build.copies import DAY, change, loaded
from tests.site_build.playbook_samples import SOUND, content, model, read, replaced

MOVES: dict[str, NamedMove] = {entry.slug: entry.model for entry in content().moves}
SEAL = "{id: m-seal, use: seal-the-limits, then: {agree: m-anchor-reason}}"


def put(project: Path, text: str, name: str = "sound") -> Path:
    """A playbook of the project with this text."""
    file = project / "content" / "playbooks" / f"{name}.md"
    file.write_text(text, encoding="utf-8")
    return file


def said(project: Path) -> list[str]:
    """What is wrong with the files of a project, a line each."""
    return [str(problem) for problem in library.load(project / "content")[1]]


def test_use_fills_a_move_in() -> None:
    """A move that says `use` has all that the library's move has; its title is its name."""
    (seal,) = [move for move in model().moves if move.id == "m-seal"]
    named = MOVES["seal-the-limits"]
    assert (seal.name, seal.use, seal.then) == (named.title, "seal-the-limits", {"agree": "m-anchor-reason"})
    for key in named_moves.TAKEN:
        assert getattr(seal, key) == getattr(named, key), key


@pytest.mark.parametrize(
    ("said_", "key", "value"),
    [
        ("stage: open", "stage", "open"),
        ("trigger: at noon", "trigger", "at noon"),
        ("say: [One line]", "say", ("One line",)),
        ("avoid: []", "avoid", ()),
        ("logs: [offer]", "logs", ("offer",)),
        ("metric: [taper]", "metric", ("taper",)),
        ("by_style: {owl: Wait}", "by_style", {"owl": "Wait"}),
        ("name: Seal it", "name", "Seal it"),
    ],
)
def test_what_the_playbook_says_goes_before(said_: str, key: str, value: object) -> None:
    """A key of the playbook's own takes the place of the library's whole; all others stay."""
    (seal,) = [one for one in model((SEAL, f"{SEAL[:-1]}, {said_}}}")).moves if one.id == "m-seal"]
    (plain,) = [one for one in model().moves if one.id == "m-seal"]
    assert getattr(seal, key) == value
    assert seal.model_copy(update={key: getattr(plain, key)}) == plain


def test_evidence_is_taken_over_whole() -> None:
    """Evidence of the playbook's own leaves no note or source of the library's behind."""
    one = model((SEAL, f"{SEAL[:-1]}, evidence: {{grade: P}}}}"))
    (seal,) = [move for move in one.moves if move.id == "m-seal"]
    assert (seal.evidence.grade, seal.evidence.note, seal.evidence.source) == ("P", None, None)


def test_unknown_move_is_named_at_its_line(project: Path) -> None:
    """CT001 stands at the line of `use`, with the nearest name; other moves are no problem."""
    put(project, replaced(SOUND, ("use: seal-the-limits", "use: seal-the-limit")))
    assert said(project) == [
        'content/playbooks/sound.md:83:18: CT001 "seal-the-limit" is no move of the library. '
        'Did you mean "seal-the-limits"?'
    ]


@pytest.mark.parametrize("value", ["7", "[a, b]", "{a: b}", "2026-11-30", "true"])
def test_use_that_is_no_name_is_named(project: Path, value: str) -> None:
    """Anything else than a name is no move, and raises nothing."""
    put(project, replaced(SOUND, ("use: seal-the-limits", f"use: {value}")))
    (line,) = said(project)
    assert line.startswith("content/playbooks/sound.md:83:18: CT001 ")


@pytest.mark.parametrize("value", ["7", "[7, [8]]", "{a: b}", "null"])
def test_moves_that_are_no_moves_are_the_schemas(project: Path, value: str) -> None:
    """Where `moves` is no list of moves nothing is filled in, and the schema says so."""
    start = SOUND.index("moves:\n")
    text = SOUND[:start] + f"moves: {value}\n\n" + SOUND[SOUND.index("red_lines:") :]
    put(project, text)
    lines = said(project)
    assert lines
    assert all(": FM005 " in line or ": FM003 " in line or ": FM004 " in line for line in lines)


def test_what_is_missing_is_named_at_its_move(project: Path) -> None:
    """A move without the library needs all keys: each that is missing is named at the move's line."""
    put(project, replaced(SOUND, ("use: seal-the-limits, ", "")))
    lines = said(project)
    assert lines
    assert all(line.startswith("content/playbooks/sound.md:83:5: FM004 ") for line in lines)


def test_filling_in_changes_no_document() -> None:
    """The document that was read stays as it was; the filled one is another."""
    document, _ = frontmatter.read(SOUND.encode(), "sound.md")
    assert document
    before = repr(document.meta)
    filled, problems = named_moves.filled(document, MOVES)
    assert problems == []
    assert repr(document.meta) == before
    assert filled.places == document.places
    assert all("say" in move for move in filled.meta["moves"])


def test_whole_move_may_name_the_one_it_follows() -> None:
    """A download names the library's move and says everything itself: nothing of it changes."""
    _, one = read(f"---\n{files.as_yaml(model((SEAL, SEAL[:-1] + ', say: [Other words]}')))}---\n")
    (seal,) = [move for move in one.moves if move.id == "m-seal"]
    assert (seal.use, seal.say) == ("seal-the-limits", ("Other words",))


def test_draft_is_not_published(project: Path) -> None:
    """A draft is in the library and not on the site; an active or a retired playbook is on it."""
    put(project, SOUND)
    found = loaded(project)
    assert "sound" in {entry.slug for entry in found.playbooks}
    assert "sound" not in {entry.slug for entry in found.published(DAY).playbooks}
    for status in ("active", "retired"):
        put(project, replaced(SOUND, ("status: draft", f"status: {status}")))
        assert "sound" in {entry.slug for entry in loaded(project).published(DAY).playbooks}


def keep(project: Path, one: Playbook, folder: str, name: str) -> None:
    """Puts a version by under a name of one's own choice."""
    file = project / "content" / library.VERSIONS / folder / f"{name}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(files.as_yaml(one), encoding="utf-8")


@pytest.mark.parametrize(("folder", "name"), [("sound", "0.1.1"), ("sounds", "0.1.0"), ("sound", "v0.1.0")])
def test_kept_version_under_a_wrong_name(project: Path, folder: str, name: str) -> None:
    """Folder and file are named after what the version says of itself."""
    keep(project, model(), folder, name)
    assert said(project) == [
        f"content/_data/versions/{folder}/{name}.yml:2:1: FM010 the file is sound 0.1.0 by what it says. "
        "Name folder and file after it."
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [('id: "x\n', ":1:5: FM006 "), ("id: sound\n", ":1:1: FM004 "), ("", ":1:1: FM")],
    ids=["damaged", "not-whole", "empty"],
)
def test_kept_version_that_is_broken(project: Path, text: str, start: str) -> None:
    """A kept version that cannot be read, that lacks keys, or that is empty is a problem of its file."""
    keep(project, model(), "sound", "0.1.0")
    file = project / "content" / library.VERSIONS / "sound" / "0.1.0.yml"
    file.write_text(text, encoding="utf-8")
    lines = said(project)
    assert lines
    assert all(line.startswith("content/_data/versions/sound/0.1.0.yml:") for line in lines)
    assert lines[0].startswith(f"content/_data/versions/sound/0.1.0.yml{start}")


def test_kept_versions_stand_by_their_number(project: Path) -> None:
    """0.10.0 comes behind 0.9.0, whatever their names' order."""
    for number in ("0.10.0", "0.9.0", "1.0.0"):
        keep(project, model(("version: 0.1.0\nstatus", f"version: {number}\nstatus")), "sound", number)
    assert [one.version for one in loaded(project).versions["sound"]] == ["0.9.0", "0.10.0", "1.0.0"]


def entry(project: Path, seen: Seen, slug: str) -> library.Entry[Playbook]:
    """A playbook of the project, read with what was seen before."""
    found, problems = library.load(project / "content", seen)
    assert found, problems
    return next(one for one in found.playbooks if one.slug == slug)


def test_change_of_a_move_changes_the_playbook_that_uses_it(project: Path) -> None:
    """What was seen is not read again while nothing changes; a change of a move is seen in its playbooks."""
    put(project, SOUND)
    seen: Seen = {}
    first = entry(project, seen, "sound")
    assert entry(project, seen, "sound").model is first.model
    file = project / "content" / "moves" / "seal-the-limits.md"
    change(file, "If nobody objects by {date}, I seal them.", "I seal them on {date}.")
    (seal,) = [move for move in entry(project, seen, "sound").model.moves if move.id == "m-seal"]
    assert seal.say[0].endswith("I seal them on {date}.")
    assert [one.id for one in first.model.moves] == [
        one.id for one in entry(project, seen, "sound").model.moves
    ]


def test_move_that_is_gone_is_missed(project: Path) -> None:
    """A playbook that was sound is none any more when the library loses a move that it uses."""
    put(project, SOUND)
    seen: Seen = {}
    entry(project, seen, "sound")
    (project / "content" / "moves" / "seal-the-limits.md").unlink()
    _, problems = library.load(project / "content", seen)
    assert ("content/playbooks/sound.md", 83, "CT001") in [
        (problem.path, problem.line, problem.code) for problem in problems
    ]


def test_only_sellers_count_leakage() -> None:
    """Leakage is counted against revenue at list price: no figure and no move of another side bears on it."""
    for one in (entry.model for entry in content().playbooks if entry.model.side != "sell"):
        assert "leakage" not in one.metrics, one.id
        assert [move.id for move in one.moves if "leakage" in move.metric] == [], one.id
