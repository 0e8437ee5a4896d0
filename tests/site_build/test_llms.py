"""llms.txt and the Markdown twins: nothing in them that only our site understands."""

import pytest

from site_build import llms
from site_build.models.article import Source
from site_build.models.data import CallToAction
from site_build.seo import Site

SITE = Site("The Edge", "https://edge.example.com/", "What it is.", "A company", "https://www.example.com/")
CALLS = {"demo": CallToAction(text="See it.", button="Book a demo", href="/demo/")}
SOURCES = [Source(id="b", text="B (2021)."), Source(id="a", text="A (2020).")]
ADDRESSES = {
    "articles/one.md": "articles/one/",
    "styles/lion.md": "styles/lion/",
    "index.md": "",
    "pages/demo.md": "demo/",
}
ADDRESS = llms.resolver(SITE, "articles/one.md", "articles/one/", ADDRESSES)


def body(markdown: str) -> str:
    """The text as the twin has it."""
    return llms.body(markdown, ADDRESS, CALLS, SOURCES)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("../styles/lion.md", "https://edge.example.com/styles/lion/"),
        ("../styles/lion.md#m-trade", "https://edge.example.com/styles/lion/#m-trade"),
        ("/pages/demo.md", "https://edge.example.com/demo/"),
        ("../index.md", "https://edge.example.com/"),
        ("#part", "https://edge.example.com/articles/one/#part"),
        ("one/chart.png", "https://edge.example.com/articles/one/chart.png"),
        ("/demo/", "https://edge.example.com/demo/"),
        ("https://doi.example.org/1", "https://doi.example.org/1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_whole(target: str, address: str) -> None:
    """A link to a file, a part, a picture or another site stands as its full address."""
    assert body(f"See [it]({target}).") == f"See [it]({address}).\n"


def test_citations_are_numbers_of_the_list() -> None:
    """A citation is the number under which its source stands at the end."""
    assert body("One.[@a] Two.[@b]") == "One.[2] Two.[1]\n"


def test_blocks_are_plain_markdown() -> None:
    """An insight is a quotation with its name, a call a sentence with a link; a pull quote is left out."""
    found = body(
        "One.\n\n/// pull-quote\nOne.\n///\n\n/// insight\nFirst.\nSecond.\n///\n\n"
        "/// cta | demo\n///\n\nTwo."
    )
    assert found == (
        "One.\n\n> **Insight**\n>\n> First.\n> Second.\n\n"
        "See it. [Book a demo](https://edge.example.com/demo/)\n\nTwo.\n"
    )


def test_block_of_another_kind_leaves_its_text() -> None:
    """A block that the twin does not know loses its fences and nothing else; classes go."""
    found = body("//// figure | x\n/// caption\nWords.\n///\n////\n\nText.{: .small #id }")
    assert "Words." in found
    assert "Text.\n" in found
    assert "//" not in found.replace("://", "")
    assert "{" not in found


def test_index_lists_pages_by_section() -> None:
    """llms.txt has name, purpose, and each section with its pages; an empty one is left out."""
    page = ("A title", "https://edge.example.com/a/", "What it says.")
    found = llms.index(SITE, [("Articles", [page]), ("Empty", [])])
    assert found.startswith("# The Edge\n\n> What it is.\n")
    assert found.endswith("## Articles\n\n- [A title](https://edge.example.com/a/): What it says.\n")
    assert "Empty" not in found
