"""The command line: `check` prints problems and says how it went, `new-article` writes a file that passes."""

import datetime
from pathlib import Path

import pytest

from site_build import cli
from site_build.errors import Problem
from tests.site_build.copies import PLACE, change


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests run in CI too, and say themselves when they want its annotations."""
    monkeypatch.delenv("CI", raising=False)


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


def test_check_of_a_sound_project_is_silent(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a problem `check` prints no line, counts none, and succeeds."""
    assert cli.main(["check"]) == 0
    assert capsys.readouterr() == ("", "0 problems\n")


def test_check_prints_places_and_fails(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem is a line `path:line:column: CODE …`; content, settings and bank are all checked."""
    change(here / PLACE, "[editors]", "[editor]")
    assert cli.main(["check"]) == 1
    line = f'{PLACE}:6:11: CT001 "editor" is no known name for authors. Did you mean "editors"?'
    assert capsys.readouterr() == (f"{line}\n", "1 problem\n")
    settings = here / "mkdocs.yml"
    change(settings, "  organisation:", "  organization:")
    bank = here / "assessment" / "bank" / "v1.toml"
    change(bank, 'id = "a02-1"', 'id = "A02-1"')
    assert cli.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert [part.split(":")[0] for part in out.splitlines()] == [
        "assessment/bank/v1.toml",
        PLACE,
        "mkdocs.yml",
    ]
    assert err == "3 problems\n"


def test_check_annotates_in_ci(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where CI asks for it, each line is followed by its annotation, with the text escaped."""
    monkeypatch.setenv("CI", "true")
    change(here / PLACE, "cta: assessment", 'cta: assessment\n"100%, or: so": x')
    assert cli.main(["check"]) == 1
    line, annotation = capsys.readouterr().out.splitlines()
    assert line.startswith(f'{PLACE}:12:1: FM003 unknown key "100%, or: so".')
    assert annotation.startswith(
        f'::error file={PLACE},line=12,col=1,title=FM003::unknown key "100%25, or: so". Known: authors'
    )


def test_annotation_escapes_what_would_end_it() -> None:
    """A line break, a percent sign, and a comma or colon in a path cannot break out of an annotation."""
    assert (
        Problem("a.md", 1, 2, "FM000", "m").annotation() == "::error file=a.md,line=1,col=2,title=FM000::m."
    )
    problem = Problem("a,b:c.md", 1, 2, "FM000", "one\r\ntwo 5%", "Do it.", "warning")
    assert problem.annotation() == (
        "::warning file=a%2Cb%3Ac.md,line=1,col=2,title=FM000::one%0D%0Atwo 5%25. Do it."
    )


def test_check_outside_the_project_fails_with_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder that is no project, `check` says what is missing and raises nothing."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    assert "mkdocs.yml:1:1: ST001 the settings are missing. Work in the project's folder." in (
        capsys.readouterr().out.splitlines()
    )


@pytest.mark.parametrize("slug", ["price-is-not-the-deal", "a", "2026", "true", "null", "x" * 60])
def test_new_article_passes_check(here: Path, capsys: pytest.CaptureFixture[str], slug: str) -> None:
    """A new article is a draft of today that passes every check, whatever YAML makes of its name."""
    assert cli.main(["new-article", slug]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"content/articles/{slug}.md written")
    text = (here / "content" / "articles" / f"{slug}.md").read_text(encoding="utf-8")
    assert "\nstatus: draft\n" in text
    assert f"\ndate: {datetime.datetime.now().date()}\n" in text
    assert cli.main(["check"]) == 0


def test_two_new_articles_pass_check(here: Path) -> None:
    """Two drafts side by side do not take each other's title or description."""
    assert cli.main(["new-article", "one-draft"]) == 0
    assert cli.main(["new-article", "another-draft"]) == 0
    assert cli.main(["check"]) == 0


def test_new_article_asks_for_nothing(here: Path) -> None:
    """Without a name a file is written all the same, never over another, and both pass every check."""
    assert cli.main(["new-article"]) == 0
    assert cli.main(["new-article"]) == 0
    written = {file.name for file in (here / "content" / "articles").glob("new-article*.md")}
    assert written == {"new-article.md", "new-article-2.md"}
    assert cli.main(["check"]) == 0


def test_new_article_takes_its_day(here: Path) -> None:
    """The day is an argument of the function, and the title is made of the slug."""
    assert cli.new_article(here, "whose-day-it-is", datetime.date(2031, 2, 3)) == 0
    text = (here / "content" / "articles" / "whose-day-it-is.md").read_text(encoding="utf-8")
    assert "\ndate: 2031-02-03\n" in text
    assert '\ntitle: "Whose day it is"\n' in text


@pytest.mark.parametrize(
    "slug",
    ["Price", "price_list", "price list", "-price", "price-", "a--b", "../price", "", "é", "x" * 61, "a\n"],
)
def test_bad_slug_is_refused(here: Path, capsys: pytest.CaptureFixture[str], slug: str) -> None:
    """A slug that cannot be an address exits 2, says what a slug is, and writes nothing."""
    before = tree(here)
    assert (
        cli.main(["new-article", f"--={slug}"] if slug.startswith("--") else ["new-article", "--", slug]) == 2
    )
    out, err = capsys.readouterr()
    assert not out
    assert "is no slug: lower-case letters and digits, words joined by hyphens" in err
    assert tree(here) == before


def test_existing_article_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slug that is taken exits 2, says so, and changes no byte."""
    before = tree(here)
    assert cli.main(["new-article", "sample"]) == 2
    assert capsys.readouterr().err == "content/articles/sample.md is there already; nothing was written.\n"
    assert tree(here) == before


def test_new_article_outside_the_project_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there are no articles, none is written."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new-article", "price"]) == 2
    assert "Work in the project's folder." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_links_of_a_built_site(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`links` reads the folder that it is given, or `site`, and fails for an address that leads nowhere."""
    assert cli.main(["links"]) == 1
    assert capsys.readouterr().out.startswith("site:1:1: LK001 there is no index.html in this folder.")
    (here / "out").mkdir()
    (here / "out" / "index.html").write_text('<a href="gone/">', encoding="utf-8")
    assert cli.main(["links", "out"]) == 1
    assert capsys.readouterr().out == 'out/index.html:1:4: LK001 <a href="gone/"> leads to no file.\n'
    (here / "out" / "index.html").write_text('<a href="#">', encoding="utf-8")
    assert cli.main(["links", "out"]) == 0


@pytest.mark.parametrize("arguments", [[], ["publish"], ["check", "--all"]])
def test_wrong_call_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A call that is not known exits 2 and shows how to call."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m site_build" in capsys.readouterr().err
