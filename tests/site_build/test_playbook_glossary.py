"""Words of the standard in running text: the first use is linked, and only where a word may be a link."""

import re
from collections import Counter
from typing import Any

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from site_build.glossary import linked as page_linked
from site_build.glossary import spellings
from tests.site_build.playbook_samples import content
from tests.site_build.test_markdown import EXTENSIONS

TERMS: dict[str, dict[str, Any]] = {
    "batna": {"term": "BATNA", "also": ["best alternative"], "quiet": ["plan"], "means": "What we do."},
    "zopa": {"term": "ZOPA", "also": ["bargaining zone"], "quiet": [], "means": "Where both agree."},
    "concession": {"term": "concession", "also": ["concessions"], "quiet": [], "means": "A step."},
    "free": {"term": "free concession", "also": [], "quiet": [], "means": 'A step for "nothing" & no more.'},
}
WAY = "../glossary.md"


def html(text: str, way: str = WAY, terms: dict[str, dict[str, Any]] = TERMS) -> str:
    """The text as HTML with these terms."""
    extension = {"terms": terms, "way": way}
    converter = Markdown(extensions=EXTENSIONS, extension_configs={"site_build.glossary": extension})
    return converter.convert(text)


def linked(text: str, way: str = WAY) -> list[tuple[str, str]]:
    """The words that are linked, with the term that each leads to, in the order of the page."""
    found = LexborHTMLParser(f"<main>{html(text, way)}</main>").css("a.term")
    return [(node.text(), (node.attributes["href"] or "").removeprefix(f"{WAY}#")) for node in found]


def test_link_leads_to_the_term_and_says_what_it_means() -> None:
    """A word leads to its place in the glossary and carries its meaning, escaped."""
    assert html("A free concession.") == (
        '<p>A <a class="term" data-means="What we do." href="x">y</a>.</p>'.replace(
            "What we do.", "A step for &quot;nothing&quot; &amp; no more."
        )
        .replace('href="x"', f'href="{WAY}#free"')
        .replace(">y<", ">free concession<")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A BATNA, then a BATNA.", [("BATNA", "batna")]),
        ("A BATNA.\n\nAnother BATNA.", [("BATNA", "batna")]),
        ("A BATNA or best alternative.", [("BATNA", "batna")]),
        ("A Best alternative.", [("Best alternative", "batna")]),
        ("The BATNA and the ZOPA.", [("BATNA", "batna"), ("ZOPA", "zopa")]),
        ("The ZOPA and the BATNA.", [("ZOPA", "zopa"), ("BATNA", "batna")]),
        ("A free concession.", [("free concession", "free")]),
        ("A free concession is a concession.", [("free concession", "free"), ("concession", "concession")]),
        ("Two concessions.", [("concessions", "concession")]),
        ("No plan.", []),
        ("BATNAs, pre-BATNA, BATNA-like, xBATNA and BATNA_2.", []),
        ("A free\nconcession.", [("concession", "concession")]),
        ("(BATNA), “ZOPA”.", [("BATNA", "batna"), ("ZOPA", "zopa")]),
        ("'BATNA' and \"ZOPA\"", [("BATNA", "batna"), ("ZOPA", "zopa")]),
    ],
)
def test_first_use_is_linked(text: str, words: list[tuple[str, str]]) -> None:
    """Each term once, by its longest word, whole words alone, capitals apart; quiet words never."""
    assert linked(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "# The BATNA",
        "### The BATNA",
        "[the BATNA](https://example.com)",
        "[the **BATNA**](https://example.com)",
        "`BATNA`",
        "    BATNA",
        "```\nBATNA\n```",
        "> A BATNA.",
        "> - A BATNA.",
        "| BATNA | b |\n| --- | --- |\n| c | d |",
        "![BATNA](a.png)",
        "<https://example.com/BATNA>",
    ],
)
def test_nothing_is_linked_where_a_link_may_not_be(text: str) -> None:
    """Headings, links, code, quotations and the heads of tables stay as they are, and use nothing up."""
    assert linked(text) == []
    assert linked(f"{text}\n\nA BATNA.") == [("BATNA", "batna")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*The BATNA* counts.", "<em>The {}</em> counts."),
        ("**BATNA** counts.", "<strong>{}</strong> counts."),
        ("***The BATNA now***.", "<strong><em>The {} now</em></strong>."),
        ("*Here* is the BATNA.", "<em>Here</em> is the {}."),
        ("`code` BATNA `more` end.", "<code>code</code> {} <code>more</code> end."),
        ("BATNA", "{}"),
        ("One BATNA, *two* and three.", "One {}, <em>two</em> and three."),
    ],
)
def test_text_round_a_link_is_kept(text: str, plain: str) -> None:
    """Words are linked in emphasis and behind it, and what stands before and behind stays where it was."""
    link = f'<a class="term" data-means="What we do." href="{WAY}#batna">BATNA</a>'
    found = html(text)
    inner = "<em><strong>The {} now</strong></em>."
    assert found in {f"<p>{form.replace('{}', link)}</p>" for form in (plain, inner)}


def test_tails_keep_their_order() -> None:
    """Many words in one text, in emphasis and out of it, leave the words in their order."""
    text = "A ZOPA, *a BATNA, a free concession* and **no** concession, then a ZOPA *and* the end."
    found = LexborHTMLParser(html(text))
    assert found.text() == text.replace("*", "")
    assert [word for word, _ in linked(text)] == ["ZOPA", "BATNA", "free concession", "concession"]


@pytest.mark.parametrize(
    "text",
    [
        "- A BATNA.\n- Else.",
        "1. Else.\n2. A BATNA.",
        "| a | b |\n| --- | --- |\n| a BATNA | d |",
        "- One.\n\n- A BATNA.",
        "1. One.\n\n    A BATNA.\n\n2. Two.",
        "- One.\n    - A BATNA.",
    ],
    ids=["tight", "numbered", "cell", "loose", "two-paragraphs", "nested"],
)
def test_lists_and_tables_are_text(text: str) -> None:
    """A word in a list is linked, however its lines are spaced or nested, and in the cell of a table."""
    assert linked(text) == [("BATNA", "batna")]


def test_link_by_hand() -> None:
    """`[x](term:zopa)` leads to the term, and counts as its first use, wherever on the page it stands."""
    assert linked("A [room for both](term:zopa).") == [("room for both", "zopa")]
    assert linked("The ZOPA. A [room](term:zopa).") == [("room", "zopa")]
    assert linked("The BATNA. A [room](term:zopa).") == [("BATNA", "batna"), ("room", "zopa")]
    assert linked("> A [room](term:zopa).") == [("room", "zopa")]


def test_link_by_hand_to_nothing_is_left_for_the_check() -> None:
    """A term that there is not has no class; GL001 names it."""
    assert linked("A [room](term:zoppa).") == []


def test_nothing_is_linked_without_a_way() -> None:
    """Pages that link no words, and a glossary without terms, are converted as they are."""
    assert linked("The BATNA and *the ZOPA*.", way="") == []
    assert html("The BATNA.", way="") == "<p>The BATNA.</p>"
    assert html("The BATNA.", terms={}) == "<p>The BATNA.</p>"


def test_pages_do_not_share_what_was_used() -> None:
    """One converter for two pages links the first use on each."""
    settings: dict[str, dict[str, Any]] = {"site_build.glossary": {"terms": TERMS, "way": WAY}}
    converter = Markdown(extensions=EXTENSIONS, extension_configs=settings)
    assert converter.convert("A BATNA.") == converter.reset().convert("A BATNA.")


# The site's own glossary


def test_every_word_of_the_glossary_means_one_thing() -> None:
    """No `term` and no word `also` stands twice, capitals apart."""
    glossary = content().data.glossary
    counted = Counter(word.lower() for term in glossary.values() for word in (term.term, *term.also))
    assert [word for word, count in counted.items() if count > 1] == []
    assert spellings({id_: term.model_dump() for id_, term in glossary.items()}).keys() == counted.keys()


def test_quiet_words_are_not_linked_for_another_term() -> None:
    """A word that is quiet for one term is not a linked word of another."""
    glossary = content().data.glossary
    quiet = {word.lower() for term in glossary.values() for word in term.quiet}
    assert quiet & {word.lower() for term in glossary.values() for word in (term.term, *term.also)} == set()


def test_every_figure_and_field_that_content_names_is_explained() -> None:
    """What moves and playbooks log and move, and what owners read, stands in metrics.yml and logs.yml."""
    found = content()
    moves = [
        *(entry.model for entry in found.moves),
        *(move for entry in found.playbooks for move in entry.model.moves),
    ]
    figures = {name for move in moves for name in move.metric}
    figures |= {name for entry in found.playbooks for name in entry.model.metrics}
    assert figures <= found.data.metrics.keys()
    assert {name for move in moves for name in move.logs} <= found.data.logs.keys()
    assert {slug for entry in found.moves for slug in entry.model.problems} <= found.data.problems.keys()


# Whole pages


def on_page(html_: str) -> str:
    """A page's HTML with its terms linked, each link as `[word]`, one that was there before as `[[word]]`."""
    said = page_linked(html_, TERMS, WAY)
    said = re.sub(
        r'<a class="term" data-means="[^"]*" href="\.\./glossary\.md#\w+">([^<]*)</a>', r"[\1]", said
    )
    return re.sub(r'<a href="\.\./glossary\.md#\w+" class="term">([^<]*)</a>', r"[[\1]]", said)


OLD = '<a href="../glossary.md#batna" class="term">BATNA</a>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>A BATNA.</p><p>A BATNA.</p>", "<p>A [BATNA].</p><p>A BATNA.</p>"),
        ("<p>First a BATNA.</p><p>Then " + OLD + ".</p>", "<p>First a [BATNA].</p><p>Then BATNA.</p>"),
        ("<div>A BATNA.</div><p>Then " + OLD + ".</p>", "<div>A BATNA.</div><p>Then [[BATNA]].</p>"),
        ("<p>A BATNA, and " + OLD.replace(">BATNA", ">plan") + ".</p>", "<p>A BATNA, and [[plan]].</p>"),
        ("<h2>BATNA</h2><p>A <em>BATNA</em>.</p>", "<h2>BATNA</h2><p>A <em>[BATNA]</em>.</p>"),
        ("<p><a href='x'>BATNA</a> <b>BATNA</b></p>", "<p><a href='x'>BATNA</a> <b>[BATNA]</b></p>"),
        ("<table><th>BATNA</th><td>BATNA</td></table>", "<table><th>BATNA</th><td>[BATNA]</td></table>"),
        ("<p><button>BATNA</button><br>BATNA</p>", "<p><button>BATNA</button><br>[BATNA]</p>"),
        ("<summary><p>BATNA</p></summary><dd>BATNA</dd>", "<summary><p>BATNA</p></summary><dd>[BATNA]</dd>"),
        ("<p><svg><text>BATNA</text></svg> BATNA</p>", "<p><svg><text>BATNA</text></svg> [BATNA]</p>"),
        (
            "<p><script>'<p>BATNA'</script></p><p>BATNA</p>",
            "<p><script>'<p>BATNA'</script></p><p>[BATNA]</p>",
        ),
        ('<p title="a > BATNA">BATNA</p>', '<p title="a > BATNA">[BATNA]</p>'),
        ("<!-- <p>BATNA --><p>BATNA</p>", "<!-- <p>BATNA --><p>[BATNA]</p>"),
        ("<p>Free concession &amp; concession</p>", "<p>[Free concession] &amp; [concession]</p>"),
        ("no tag at all, BATNA", "no tag at all, BATNA"),
        ("", ""),
    ],
)
def test_page_links_the_first_use(before: str, after: str) -> None:
    """On a whole page the first use in running text is the link, and nothing else changes."""
    assert on_page(before) == after


def test_page_without_a_glossary_is_as_it_was() -> None:
    """No terms or no way to them: nothing is linked."""
    assert page_linked("<p>BATNA</p>", {}, WAY) == page_linked("<p>BATNA</p>", TERMS, "") == "<p>BATNA</p>"


def test_page_of_open_tags_takes_no_time() -> None:
    """A page that is all beginnings of tags is read in one pass."""
    text = "<p>" + '<a href="' * 500 + "< " * 500
    assert page_linked(text, TERMS, WAY) == text
