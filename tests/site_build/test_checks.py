"""What no single file can tell: one broken thing makes each check speak, at its file, line and column."""

import re
from pathlib import Path

import pytest

from site_build import checks
from site_build.models.article import Article
from tests.site_build.copies import PLACE, ROOT, SAMPLE, broken, change, loaded, said


def test_content_of_the_project_passes() -> None:
    """The project's own content has no problem, and neither has its question bank."""
    assert said(ROOT) == []
    assert checks.check_bank(ROOT / "assessment" / "bank" / "v1.toml", "v1.toml") == []


def test_sample_passes(project: Path) -> None:
    """The article that the tests below break is sound before."""
    assert said(project) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("[editors]", "[editor]", "6:11", '"editor" is no known name for authors. Did you mean "editors"?'),
        (
            "[system, style]",
            "[system, styles]",
            "7:18",
            '"styles" is no known name for topics. Did you mean "style"?',
        ),
        (
            "series: the-system",
            "series: the-sistem",
            "8:1",
            '"the-sistem" is no known name for series. Did you mean "the-system"?',
        ),
        (
            "[lion, owl]",
            "[lion, bear]",
            "9:16",
            '"bear" is no known name for styles. Known: dolphin, lion, monkey, owl.',
        ),
        (
            "cta: assessment",
            "cta: asessment",
            "11:1",
            '"asessment" is no known name for cta. Did you mean "assessment"?',
        ),
        (
            "move: m-trade",
            "move: m-trades",
            "12:1",
            '"m-trades" is no known name for move. Did you mean "m-trade"?',
        ),
    ],
)
def test_name_that_points_at_nothing(project: Path, old: str, new: str, place: str, message: str) -> None:
    """CT001: an unknown author, topic, series, style, call or move is named where it stands."""
    assert broken(project, old, new) == [f"{PLACE}:{place}: CT001 {message}"]


def test_unknown_block_is_named(project: Path) -> None:
    """CT001: a block that Markdown would print as text is named, and so is the part that is now missing."""
    assert broken(project, "/// insight", "/// insigth") == [
        f"{PLACE}:1:1: CT007 the article lacks an insight box. Add a block `/// insight`.",
        f'{PLACE}:28:1: CT001 "insigth" is no known block. Did you mean "insight"?',
    ]


def test_unknown_call_in_a_block_is_named(project: Path) -> None:
    """CT001: a call to action that is not in the data is named at its block, on every kind of page."""
    about = project / "content" / "pages" / "about.md"
    last = about.read_text(encoding="utf-8").count("\n") + 1
    about.write_text(about.read_text(encoding="utf-8") + "\n/// cta | dem\n///\n", encoding="utf-8")
    line = f'content/pages/about.md:{last + 1}:1: CT001 "dem" is no known name for cta. Did you mean "demo"?'
    assert said(project) == [line]


def test_missing_style_page_is_named(project: Path) -> None:
    """CT001: a result that the assessment can give has its page."""
    (project / "content" / "styles" / "owl-monkey.md").unlink()
    wanted = (
        "content/styles/owl-monkey.md:1:1: CT001 a result of the assessment has no page. Write this page."
    )
    assert wanted in said(project)


def test_style_page_under_another_name_is_named(project: Path) -> None:
    """CT001: a style page's `styles` agree with its name, in the order of the instrument."""
    page = project / "content" / "styles" / "lion-owl.md"
    change(page, "styles: [lion, owl]", "styles: [owl, lion]")
    (line,) = said(project)
    assert line.startswith("content/styles/lion-owl.md:")
    assert line.endswith(":1: CT001 `styles` says owl-lion, the file's name says lion-owl.")


def test_unknown_style_of_a_style_page_is_named(project: Path) -> None:
    """CT001: a style page speaks of styles of the instrument."""
    page = project / "content" / "styles" / "lion-owl.md"
    change(page, "styles: [lion, owl]", "styles: [lion, bear]")
    column = len("styles: [lion, ") + 1
    (line,) = [line for line in said(project) if "no known name" in line]
    assert line.endswith(
        f':{column}: CT001 "bear" is no known name for styles. Known: dolphin, lion, monkey, owl.'
    )


def test_unknown_lead_of_a_list_is_named(project: Path) -> None:
    """CT001: the article that leads a list is one of the articles."""
    page = project / "content" / "pages" / "about.md"
    change(page, "\nkind: page\n", "\nkind: page\nlead: simple\n")
    (line,) = said(project)
    assert re.fullmatch(
        r'content/pages/about\.md:\d+:1: CT001 "simple" is no known name for lead\. Did you mean "sample"\?',
        line,
    )


def test_missing_call_of_the_templates_is_named(project: Path) -> None:
    """CT001: the two calls that templates use are in the data."""
    ctas = project / "content" / "_data" / "ctas.yml"
    change(ctas, "\ndemo:", "\ndemonstration:")
    assert said(project)[0] == (
        'content/_data/ctas.yml:1:1: CT001 the call to action "demo" is missing, which the templates use. '
        "Write it anew."
    )


@pytest.mark.parametrize("key", ["title", "description"])
def test_text_that_stands_on_two_pages(project: Path, key: str) -> None:
    """CT002: a title or description that another page has is named at the second of the two."""
    about = next(entry for entry in loaded(project).pages if entry.source == "pages/about.md")
    text = SAMPLE.split("\n")
    line = next(number for number, line in enumerate(text, 1) if line.startswith(f"{key}:"))
    value = getattr(about.model, key)
    assert broken(project, text[line - 1], f'{key}: "{value}"') == [
        f"{PLACE}:{line}:1: CT002 the {key} stands in content/pages/about.md too. "
        f"Give this page a {key} of its own."
    ]


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
    assert checks.check(whole) == []
    assert [problem.code for problem in checks.check(whole.published())] == ["CT008"]


def test_every_article_has_its_model() -> None:
    """The checks look at every article of the project: there are at least four."""
    articles = loaded(ROOT).articles
    assert len(articles) >= 4
    assert all(isinstance(entry.model, Article) for entry in articles)


@pytest.fixture
def bank(project: Path) -> Path:
    """A copy of the question bank."""
    return project / "assessment" / "bank" / "v1.toml"


def line_of(file: Path, text: str) -> int:
    """The first line of a file that holds a text."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ('id = "a04-2"\n', 'id = "a04-2"\nkeyed = "minus"\n', 'id = "a04-2"', "statement-keyed"),
        ('id = "b03"\narea', 'id = "b99"\narea', 'id = "b99"', ""),
        ('scale = ["never", ', "scale = [", "scale = [", "scale-steps"),
        ('styles = ["lion", "dolphin"', 'styles = ["dolphin", "lion"', "styles = [", "styles-known"),
        (
            'id = "absence"\ntitle = "Not',
            'id = "absence"\ntitle = "The owl not',
            'id = "absence"',
            "style-name",
        ),
    ],
)
def test_bank_problem_stands_on_the_line_of_its_id(
    bank: Path, old: str, new: str, at: str, code: str
) -> None:
    """QB001: a broken rule of the instrument is named at the line of the id or the field that breaks it."""
    change(bank, old, new)
    found = checks.check_bank(bank, "assessment/bank/v1.toml")
    lines = {(problem.line, problem.message.split()[0]) for problem in found}
    assert {problem.code for problem in found} == ({"QB001"} if code else set())
    assert not code or (line_of(bank, at), code) in lines


def test_bank_problem_reads_as_a_line(bank: Path) -> None:
    """QB001: the line names file, line, rule, what is wrong and what to do."""
    change(bank, 'id = "a02-1"', 'id = "A02-1"')
    (problem,) = checks.check_bank(bank, "assessment/bank/v1.toml")
    line = line_of(bank, 'id = "A02-1"')
    assert str(problem) == (
        f"assessment/bank/v1.toml:{line}:1: QB001 statement-id "
        'the statement in place 1 of a02 has another id. Call it "a02-1".'
    )


@pytest.mark.parametrize(
    ("old", "new", "lines_above", "column", "code"),
    [
        ('id = "a02-1"', 'id = "a02-1', 0, 12, "bank-toml"),
        ('id = "a02-2"', 'idd = "a02-2"', 1, 1, "bank-unknown-field"),
        ('id = "b02"', 'idd = "b02"', 1, 1, "bank-unknown-field"),
        ('id = "a02-3"', 'id = ""', 1, 1, "bank-empty"),
    ],
)
def test_bank_that_cannot_be_read_is_a_problem(
    bank: Path, old: str, new: str, lines_above: int, column: int, code: str
) -> None:
    """QB001: a bank with broken syntax or shape is named at its line and stops nothing else with an error."""
    change(bank, old, new)
    (problem,) = checks.check_bank(bank, "v1.toml")
    assert (problem.code, problem.message.split()[0]) == ("QB001", code)
    assert (problem.line, problem.column) == (line_of(bank, new) - lines_above, column)


def test_bank_in_another_hand_is_named_at_its_place(bank: Path) -> None:
    """QB001: an indented bank is named at the same line; tables within one line, at the first of the file."""
    change(bank, 'id = "a02-2"', 'idd = "a02-2"')
    (before,) = checks.check_bank(bank, "v1.toml")
    text = bank.read_text(encoding="utf-8")
    bank.write_text("\n".join(f"  {line}" for line in text.split("\n")), encoding="utf-8")
    assert checks.check_bank(bank, "v1.toml") == [before]
    bank.write_text(
        'version = 1\nstyles = ["a"]\nscale = ["b", "c"]\nareas = [{idd = "d"}]\n', encoding="utf-8"
    )
    assert [(one.line, one.code) for one in checks.check_bank(bank, "v1.toml")] == [(1, "QB001")]


def test_bank_that_is_not_text_is_a_problem(bank: Path) -> None:
    """FM009: a bank that is not UTF-8 is named like any other file."""
    bank.write_bytes(b'bank = "\xff"\n')
    assert [str(problem) for problem in checks.check_bank(bank, "v1.toml")] == [
        "v1.toml:1:9: FM009 the byte 0xff is no UTF-8 text. Save the file as UTF-8."
    ]
