"""What no single file can tell, read off the bodies: citations, quotes, blocks, links."""

import re
from pathlib import Path

import pytest

from site_build import checks
from site_build.models.article import Article
from tests.site_build.copies import DAY, PLACE, ROOT, SAMPLE, broken, change, loaded, said


def test_citation_without_a_source(project: Path) -> None:
    """CT003: a citation that names no source is named at its bracket, and the source it missed as uncited."""
    assert broken(project, "[@second]", "[@secnd]") == [
        f'{PLACE}:16:5: CT004 the source "second" is never cited. '
        "Cite it where it is used, as [@second], or take it out.",
        f'{PLACE}:22:23: CT003 the citation "secnd" names no source. Did you mean "second"?',
    ]


def test_citation_on_a_page_without_sources(project: Path) -> None:
    """CT003: a page that has no sources cannot cite."""
    lion = project / "content" / "styles" / "lion.md"
    last = lion.read_text(encoding="utf-8").count("\n") + 1
    lion.write_text(lion.read_text(encoding="utf-8") + "So they say.[@nobody]\n", encoding="utf-8")
    line = f'content/styles/lion.md:{last}:13: CT003 the citation "nobody" names no source.'
    assert said(project) == [f"{line} Add it to `sources:` in the front matter."]


def test_source_that_is_never_cited(project: Path) -> None:
    """CT004: a source without a citation is named at its entry."""
    assert broken(project, "[@first]", "") == [
        f'{PLACE}:14:5: CT004 the source "first" is never cited. '
        "Cite it where it is used, as [@first], or take it out."
    ]


def test_pull_quote_that_is_no_quote(project: Path) -> None:
    """CT005: a pull quote that the body does not have word for word is named where it begins."""
    assert broken(project, "The second claim runs over two lines.\n///", "The second claim runs.\n///") == [
        f"{PLACE}:25:1: CT005 the pull quote does not occur in the body. "
        "Quote a sentence of the article word for word."
    ]


@pytest.mark.parametrize(
    "quote", ["The first claim has a source.", "The second claim\nruns over *two lines*."]
)
def test_pull_quote_may_be_copied_as_it_stands(project: Path, quote: str) -> None:
    """A quote may break its lines elsewhere than the body does, and may keep or lose emphasis."""
    assert (
        broken(project, "/// pull-quote\nThe second claim runs over two lines.", f"/// pull-quote\n{quote}")
        == []
    )


@pytest.mark.parametrize("name", ["organisation.nam", "Organisation.name", "organisation name"])
def test_unknown_placeholder(project: Path, name: str) -> None:
    """CT006: a placeholder that would be printed as it stands is named at its braces."""
    assert broken(project, "organisation.name", name) == [
        f'{PLACE}:29:5: CT006 the placeholder "{name}" is not known. Did you mean "organisation.name"?'
    ]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (r"/// insight\n.*?\n///\n", "the article lacks an insight box. Add a block `/// insight`."),
        (r"/// pull-quote\n.*?\n///\n", "the article lacks a pull quote. Add a block `/// pull-quote`."),
        (r"/// cta \| demo\n///\n", "the article lacks the demo call. Add a block `/// cta | demo`."),
    ],
)
def test_article_without_a_part(project: Path, block: str, message: str) -> None:
    """CT007: every article has an insight box, a pull quote and the demo call."""
    text, count = re.subn(block, "", SAMPLE, flags=re.DOTALL)
    assert count == 1
    (project / PLACE).write_text(text, encoding="utf-8")
    assert said(project) == [f"{PLACE}:1:1: CT007 {message}"]


def test_another_call_is_not_the_demo_call(project: Path) -> None:
    """CT007: a call in the body that leads elsewhere does not stand for the demo call."""
    assert broken(project, "/// cta | demo", "/// cta | assessment") == [
        f"{PLACE}:1:1: CT007 the article lacks the demo call. Add a block `/// cta | demo`."
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "../styles/lion.md",
            "../styles/loin.md",
            "29:48",
            'the link "../styles/loin.md" points at no file. Did you mean "../styles/lion.md"?',
        ),
        (
            "../styles/lion.md",
            "styles/lion.md",
            "29:48",
            'the link "styles/lion.md" points at no file. Did you mean "../styles/lion.md"?',
        ),
        (
            "../styles/lion.md",
            "/x",
            "29:48",
            'the link "/x" points at no file. '
            "Write the way from this file to the other, as ../styles/lion.md.",
        ),
        (
            "#m-trade",
            "#m-trades",
            "35:10",
            'the link "../playbooks/software-renewal.md#m-trades" points at no move. Did you mean "m-trade"?',
        ),
        (
            "(../styles/lion.md)",
            '(../styles/loin.md "The Closer")',
            "29:48",
            'the link "../styles/loin.md" points at no file. Did you mean "../styles/lion.md"?',
        ),
    ],
)
def test_link_that_leads_nowhere(project: Path, old: str, new: str, place: str, message: str) -> None:
    """CT008: a link to a file or a move that is not there is named at its target, with one to paste."""
    assert broken(project, old, new) == [f"{PLACE}:{place}: CT008 {message}"]


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/a",
        "mailto:hello@example.com",
        "tel:+123",
        "#a-heading",
        "{{organisation.website}}",
        "sample.md",
        "index.md",
        "../index.md",
        "../pages/demo.md#form",
    ],
)
def test_link_that_leads_somewhere(project: Path, target: str) -> None:
    """A link to another site, an address, a heading, a placeholder or a file that is there is no problem."""
    assert broken(project, "../styles/lion.md", target) == []


@pytest.mark.parametrize(("href", "hint"), [("/demos/", ' Did you mean "/demo/"?'), ("/xyz/", "")])
def test_call_that_leads_to_no_page(project: Path, href: str, hint: str) -> None:
    """CT008: a call to action leads to a page; a near address is asked about, and no list is given."""
    ctas = project / "content" / "_data" / "ctas.yml"
    change(ctas, "href: /demo/", f"href: {href}")
    assert said(project) == [f"content/_data/ctas.yml:5:3: CT008 no page has the address {href}.{hint}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "name"),
    [
        ("(../styles/lion.md).\n///", "(../styles/lion.md).", 28, "insight"),
        ("/// cta | demo\n///", "/// cta | demo", 32, "cta"),
    ],
)
def test_block_that_is_not_closed(project: Path, old: str, new: str, line: int, name: str) -> None:
    """CT009: a block without an end, which would take in the rest of the article, is named where it opens."""
    assert broken(project, old, new) == [
        f"{PLACE}:{line}:1: CT009 the block {name} is never closed. Put a line `///` behind its text."
    ]


def test_block_that_is_not_opened(project: Path) -> None:
    """CT009: a closing fence without a block, which would be printed, is named."""
    assert broken(project, "ends it.\n", "ends it.\n///\n") == [
        f"{PLACE}:36:1: CT009 a block is closed here and none is open. Take the line out."
    ]


def test_problems_of_all_kinds_come_in_one_pass(project: Path) -> None:
    """All checks speak at once, in order of place."""
    change(project / PLACE, "[editors]", "[nobody]")
    change(project / PLACE, "[@first]", "")
    change(project / PLACE, "../styles/lion.md", "../styles/bear.md")
    assert [re.sub(r": (\w+) .*", r" \1", line) for line in said(project)] == [
        f"{PLACE}:6:11 CT001",
        f"{PLACE}:14:5 CT004",
        f"{PLACE}:29:48 CT008",
    ]


def test_link_to_a_draft_is_broken_once_it_is_left_out(project: Path) -> None:
    """A link to an article that is not published is a problem of the published part, not of the whole."""
    change(project / PLACE, "status: published", "status: draft")
    change(
        project / "content" / "styles" / "lion.md",
        "\n## What it costs",
        "\n[S](../articles/sample.md)\n\n## What it costs",
    )
    whole = loaded(project)
    assert checks.check(whole, DAY) == []
    assert [problem.code for problem in checks.check(whole.published(DAY), DAY)] == ["CT008"]


def test_every_article_has_its_model() -> None:
    """The checks look at every article of the project: there are at least four."""
    articles = loaded(ROOT).articles
    assert len(articles) >= 4
    assert all(isinstance(entry.model, Article) for entry in articles)
