"""What is read off a body as text: length, citations, blocks, links, placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import text

IDS = st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True)
BODIES = st.text("ab [](){}@/|*\n.-", max_size=120)


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (230, 1), (344, 1), (346, 2), (574, 2), (576, 3), (2300, 10)]
)
def test_reading_time_is_rounded_and_at_least_a_minute(words: int, minutes: int) -> None:
    """230 words take a minute, halves are rounded to the nearest, and nothing takes less than one."""
    assert text.reading_minutes("word " * words) == minutes


def test_reading_time_counts_what_is_read() -> None:
    """Citations, fences, link targets and pull quotes, which repeat the body, are no words to read."""
    body = "One [two](../a/very/long/way.md) three [@source].\n\n/// insight\nFour *five*.\n///\n"
    body += "\n/// pull-quote\nOne two three.\n///\n\n/// cta | demo\n///\n"
    assert text.plain(body).split() == ["One", "two", "three.", "Four", "five."]


def test_plain_text_reads_like_the_page() -> None:
    """A citation leaves no space before a full stop, and emphasis no signs."""
    assert text.plain("It *holds*, with `reason`.[@a] It [links](x.md) [@b-2].") == (
        "It holds, with reason. It links."
    )


def test_squeezed_joins_lines() -> None:
    """A sentence over two lines equals the same sentence on one."""
    assert text.squeezed(" one\n two\t three \n") == "one two three"


@given(st.lists(st.tuples(st.text("ab .\n", max_size=9), IDS)))
def test_citations_are_found_where_they_stand(parts: list[tuple[str, str]]) -> None:
    """Every citation is found once, in order, at the offset of its bracket."""
    body = "".join(f"{before}[@{name}]" for before, name in parts)
    found = list(text.citations(body))
    assert [one.text for one in found] == [name for _, name in parts]
    assert all(body.startswith(f"[@{one.text}]", one.offset) for one in found)


@pytest.mark.parametrize("body", ["[@Upper]", "[@ a]", "@a", "[a]", "a@b.example", "[@]"])
def test_other_brackets_are_no_citations(body: str) -> None:
    """Only `[@id]` in lower case cites."""
    assert not list(text.citations(body))


def test_links_are_found_without_images() -> None:
    """A link gives its target and its place, with a title or without; an image gives none."""
    body = 'See [a](x.md), [b](../y.md#m-z "A title") and ![an image](z.png).'
    found = list(text.links(body))
    assert [one.text for one in found] == ["x.md", "../y.md#m-z"]
    assert all(body.startswith(one.text, one.offset) for one in found)


def test_fences_are_found_in_order() -> None:
    """A fence gives its block's name and argument, and no name where it closes one."""
    body = "/// insight\na\n///\n\n  /// cta | demo \n///\n//// other\na /// b\n"
    found = [(one.name, one.argument, one.offset) for one in text.fences(body)]
    assert found == [("insight", "", 0), ("", "", 14), ("cta", "demo", 19), ("", "", 37)]


def test_pull_quote_is_the_text_between_its_fences() -> None:
    """A pull quote ends at its own closing fence, and a block without an end gives none."""
    body = "/// pull-quote\nOne.\nTwo.\n///\nthree\n///\n\n/// pull-quote\nfour\n"
    assert [(one.text, one.offset) for one in text.pull_quotes(body)] == [("One.\nTwo.", 15)]


def test_placeholders_are_filled_by_name() -> None:
    """A known placeholder is replaced, with spaces or without; an unknown one stays, for the checks."""
    values = {"organisation.name": "Us", "organisation.email": "us@example.com"}
    body = "{{ organisation.name }}, {{organisation.email}}, {{ organisation.nam }}, {{ Organisation.Name }}"
    assert text.fill(body, values) == "Us, us@example.com, {{ organisation.nam }}, {{ Organisation.Name }}"
    assert [one.text for one in text.placeholders(body)] == [
        "organisation.name",
        "organisation.email",
        "organisation.nam",
        "Organisation.Name",
    ]


@given(BODIES, st.dictionaries(IDS, st.text(max_size=5)))
def test_filling_touches_placeholders_only(body: str, values: dict[str, str]) -> None:
    """A body without a known placeholder comes back as it was."""
    if not {one.text for one in text.placeholders(body)} & set(values):
        assert text.fill(body, values) == body


@given(BODIES)
def test_places_lie_in_the_body(body: str) -> None:
    """Whatever the body, everything found begins at an offset inside it."""
    for find in (text.citations, text.links, text.placeholders, text.pull_quotes, text.fences):
        assert all(0 <= one.offset < len(body) for one in find(body))


def test_sources_are_ordered_by_their_first_citation() -> None:
    """A name stands where it is first cited, once; those never cited stand behind; others do not stand."""
    body = "One.[@c] Two.[@x] Three.[@a] Four.[@c]"
    assert text.first_cited(body, ["a", "b", "c"]) == ["c", "a", "b"]


def test_blanks_are_shown_as_such() -> None:
    """What a move's line leaves open stands in brackets, in words where there are some."""
    assert text.blanks("We take {give} for {get} by {day}.") == (
        "We take [what we give] for [what we ask for] by [day]."
    )
