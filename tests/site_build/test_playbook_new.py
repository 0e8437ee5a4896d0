"""`python -m site_build playbook new`: a draft that passes every check, or nothing at all."""

from datetime import date
from pathlib import Path

import pytest

from ledger import playbook_reader
from ledger.figures import Figures
from site_build import cli, playbook_commands
from tests.site_build.copies import DAY, loaded
from tests.site_build.playbook_calls import FULL, Printed
from tests.site_build.playbook_samples import read

pytestmark = pytest.mark.usefixtures("steady")


@pytest.mark.parametrize(
    "slug",
    [
        "office-lease",
        "a",
        "x" * 60,
        "2026",
        "true",
        "null",
        "2026-11-30",
        "1e5",
        "3-year-lease",
        "and",
        "min",
    ],
)
def test_new_passes_check_at_full_score(here: Path, capsys: Printed, slug: str) -> None:
    """A new playbook is a draft that passes every check, whatever YAML or a rule makes of its name."""
    assert cli.main(["playbook", "new", slug]) == 0
    file = f"content/playbooks/{slug}.md"
    assert capsys.readouterr().out.startswith(f"{file} written, a draft that passes every check.\n")
    assert cli.main(["playbook", "check", file]) == 0
    assert capsys.readouterr().out == f"{file}: {FULL} points.\n"


def test_new_passes_beside_a_playbook_of_its_kind(here: Path, capsys: Printed) -> None:
    """A name that is a fact of another playbook's scope makes no overlap: `renewal` is one."""
    assert cli.main(["playbook", "new", "renewal"]) == 0
    capsys.readouterr()
    assert cli.main(["playbook", "check", "content/playbooks/renewal.md"]) == 0
    assert capsys.readouterr().out == f"content/playbooks/renewal.md: {FULL} points.\n"


def test_new_ones_pass_every_check_of_the_site(here: Path, capsys: Printed) -> None:
    """Two drafts side by side pass `check`, of either side, and the built site has neither."""
    assert cli.main(["playbook", "new", "office-lease"]) == 0
    assert cli.main(["playbook", "new", "office-sale", "--side", "sell"]) == 0
    capsys.readouterr()
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == ""
    found = loaded(here)
    drafts = {"office-lease", "office-sale"}
    assert drafts <= {entry.slug for entry in found.playbooks}
    assert not drafts & {entry.slug for entry in found.published(DAY).playbooks}
    assert {entry.model.side for entry in found.playbooks if entry.slug == "office-sale"} == {"sell"}


@pytest.mark.parametrize("side", ["buy", "sell", "internal", "person"])
def test_new_takes_every_side(here: Path, capsys: Printed, side: str) -> None:
    """Each side that the standard has can be asked for, and gets a playbook that is right for it."""
    assert cli.main(["playbook", "new", "office-lease", "--side", side]) == 0
    capsys.readouterr()
    assert cli.main(["playbook", "check", "content/playbooks/office-lease.md"]) == 0
    assert capsys.readouterr().out == f"content/playbooks/office-lease.md: {FULL} points.\n"
    _, one = read(Path("content/playbooks/office-lease.md").read_text(encoding="utf-8"))
    money = one.terms[0]
    assert (one.side, money.cost and money.cost.model) == (side, "price")
    assert money.better == ("lower" if side == "buy" else "higher")
    figures = Figures(playbook_reader.read(one.plain()), {given.id: given.example for given in one.inputs})
    opening, limit = (figures.number(f"{position}.{money.id}") for position in ("opening", "reservation"))
    now = one.inputs[0].example
    assert opening < now >= limit if side == "buy" else opening > now <= limit
    assert one.red_lines[0].rule == f"{money.id} {'<=' if side == 'buy' else '>='} batna"
    assert one.approvals[0].when == f"{money.id} {'>' if side == 'buy' else '<'} hold.{money.id}"


def test_new_differs_by_side(here: Path) -> None:
    """No side gets another's alternative, words or figures to fill in."""
    texts = []
    for side in playbook_commands.SIDES:
        assert cli.main(["playbook", "new", f"case-{side}", "--side", side]) == 0
        _, one = read(Path(f"content/playbooks/case-{side}.md").read_text(encoding="utf-8"))
        texts.append((one.walk_away.value, one.objections[0].says, tuple(given.id for given in one.inputs)))
    assert len({value for value, *_ in texts}) == len({inputs for *_, inputs in texts}) == len(texts)
    assert len({says for _, says, _ in texts}) == len(texts)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 12, 31), date(2027, 1, 1)])
def test_new_takes_its_day(here: Path, day: date) -> None:
    """The day is an argument, and the review is due a year later, also on days that no other year has."""
    assert playbook_commands.new(here, "office-lease", "buy", day) == 0
    text = Path("content/playbooks/office-lease.md").read_text(encoding="utf-8")
    assert f"\neffective: {day}\nreview_by: {day.year + 1}-{day.month:02}-{min(day.day, 28):02}\n" in text
    assert "@" not in text


@pytest.mark.parametrize(
    "slug", ["Office", "office_lease", "office lease", "-a", "a-", "a--b", "../a", "", "x" * 61]
)
def test_new_refuses_a_bad_slug(here: Path, capsys: Printed, slug: str) -> None:
    """A slug that cannot be an address ends with 2, says what a slug is, and writes nothing."""
    before = sorted(here.rglob("*"))
    assert cli.main(["playbook", "new", "--", slug]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "is no slug: lower-case letters and digits, words joined by hyphens" in err
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("slug", ["software-renewal", "index"])
def test_new_never_writes_over_a_file(here: Path, capsys: Printed, slug: str) -> None:
    """A playbook that is there is left as it is."""
    file = here / "content" / "playbooks" / f"{slug}.md"
    before = file.read_bytes()
    assert cli.main(["playbook", "new", slug]) == 2
    assert capsys.readouterr().err == (
        f"content/playbooks/{slug}.md is there already; nothing was written.\n"
    )
    assert file.read_bytes() == before


def test_new_outside_the_project(outside: Path, capsys: Printed) -> None:
    """Where there are no playbooks, none is written."""
    assert cli.main(["playbook", "new", "office-lease"]) == 2
    assert "Work in the project's folder." in capsys.readouterr().err
    assert not list(outside.iterdir())
