"""One page's text inside another: what has to change on the way, and what must not."""

import pytest

from site_build.embed import embedded


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a-b">A</h2>', "<h4>A</h4>"),
        ('<h3 id="x">A</h3>', "<h5>A</h5>"),
        ('<a href="../owl/">Owl</a>', '<a href="../styles/owl/">Owl</a>'),
        ('<a href="../../playbooks/x/#m-trade">', '<a href="../playbooks/x/#m-trade">'),
        ('<a href="#below">', '<a href="../styles/lion/#below">'),
        ('<a class="c" href="../../assessment/">', '<a class="c" href="./">'),
        ('<a href="https://example.com/a/">', '<a href="https://example.com/a/">'),
        ('<a href="mailto:a@example.com">', '<a href="mailto:a@example.com">'),
        ("<p>no change</p>", "<p>no change</p>"),
    ],
)
def test_page_is_embedded(html: str, expected: str) -> None:
    """Headings go two levels down, ids go, links lead from the new place; outside addresses stay."""
    assert embedded(html, "styles/lion/", "assessment/") == expected


def test_place_two_levels_down() -> None:
    """From a page further down, links climb further."""
    found = embedded('<a href="../owl/">', "styles/lion/", "assessment/v1/")
    assert found == '<a href="../../styles/owl/">'
