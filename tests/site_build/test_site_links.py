"""Every fault of an address in a built page is named, at the Markdown file's line where it comes from one."""

import re
from pathlib import Path

import pytest

from site_build import links
from tests.site_build.copies import ROOT

BASE = "https://edge.example.com/"
HOME = f'<link rel="canonical" href="{BASE}"><main id="content"><a href="about/">About</a></main>'


def built(root: Path, pages: dict[str, str]) -> list[str]:
    """What is said of a site of these files, with a home page and a page about; a line each."""
    files = {"index.html": HOME, "about/index.html": '<h2 id="who">Who</h2><a name="old"></a>', **pages}
    for name, html in files.items():
        file = root / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return [str(problem) for problem in links.check(root / "site", root / "content")]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../about/">',
        '<a href="../about/#who">',
        '<a href="../about/#old">',
        '<a href="../about/index.html">',
        '<a href="/about/#who">',
        '<a href="?page=2">',
        '<a href="#top">',
        '<a href="#">',
        '<a href="../about/#:~:text=Who">',
        '<a href="../about/#role=cfo">',
        '<a href="..">',
        '<a href="https://www.example.org/gone/#x">',
        '<a href="//www.example.org/gone/">',
        '<a href="mailto:hello@example.com?subject=Deal">',
        '<a href="mailto:?subject=Deal">',
        '<a href="tel:+49-30-1234567">',
        '<img src="a%20b.png" srcset="a%20b.png 1x, ../about/index.html 2x">',
        f'<link rel="canonical" href="{BASE}about/">',
        f'<meta property="og:url" content="{BASE}about/">',
        '<meta property="og:title" content="no address at all">',
        '<svg><use href="../about/index.html#drawn"></use></svg>',
    ],
)
def test_sound_addresses_are_silent(tmp_path: Path, html: str) -> None:
    """What leads to a file and a place that are there, or to another site, is no problem."""
    assert built(tmp_path, {"page/index.html": html, "page/a b.png": ""}) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            '<a href="../abuot/">',
            'LK001 <a href="../abuot/"> leads to no file. Did you mean "/about/"?',
        ),
        ('<a href="../about">', 'LK001 <a href="../about"> leads to no file. Put a slash behind it.'),
        (
            '<a href="../../x/">',
            'LK001 <a href="../../x/"> leads above the site\'s own folder. Take a step up out.',
        ),
        (
            '<a href="../about/#whom">',
            'LK002 <a href="../about/#whom"> leads to no place: /about/ has no id "whom". '
            'Did you mean "who"?',
        ),
        ('<a href="#x">', 'LK002 <a href="#x"> leads to no place: /page/ has no id "x".'),
        (
            '<a href="../old/">',
            'LK003 <a href="../old/"> leads to an address that has moved. Lead it to /about/.',
        ),
        (
            f'<a href="{BASE}about/#who">',
            f'LK004 <a href="{BASE}about/#who"> names our own site. '
            'Write "../about/#who", which works anywhere.',
        ),
        (
            '<a href="mailto:hello at example.com">',
            'LK005 <a href="mailto:hello at example.com"> is no address for mail. '
            "Write it as mailto:hello@example.com.",
        ),
        (
            '<a href="tel:call us">',
            'LK005 <a href="tel:call us"> is no telephone number. Write it as tel:+49-30-1234567.',
        ),
        ('<img src="b.png">', 'LK001 <img src="b.png"> leads to no file.'),
        ('<img srcset="b.png 2x">', 'LK001 <img srcset="b.png"> leads to no file.'),
        ('<script src="b.js"></script>', 'LK001 <script src="b.js"> leads to no file.'),
        ('<link rel="stylesheet" href="b.css">', 'LK001 <link href="b.css"> leads to no file.'),
        ('<form action="../send/"></form>', 'LK001 <form action="../send/"> leads to no file.'),
        (
            f'<meta property="og:image" content="{BASE}card.png">',
            f'LK001 <meta content="{BASE}card.png"> leads to no file.',
        ),
        ('<a data-index="b.json">', 'LK001 <a data-index="b.json"> leads to no file.'),
    ],
)
def test_faults_are_named_in_the_page(tmp_path: Path, html: str, said: str) -> None:
    """Each fault has its code, the markup, and what to do, at its line of the page."""
    old = '<meta http-equiv="refresh" content="0; url=../about/"><a href="../about/">'
    pages = {"page/index.html": f"<p>\n  {html}</p>", "old/index.html": old}
    [line] = built(tmp_path, pages)
    place, _, rest = line.partition(": ")
    assert rest == said
    path, number, column = place.split(":")
    assert (path, number) == ("site/page/index.html", "2")
    attribute = re.findall(r"<[a-z]+ ([a-z-]+)=", said)[0]
    # A srcset holds several addresses, so the one that is meant is shown.
    assert int(column) == 3 + html.index("b.png" if attribute == "srcset" else f"{attribute}=")


def test_markdown_is_named_where_the_link_stands_there(tmp_path: Path) -> None:
    """A fault that an editor wrote is shown at the line and column of the editor's file."""
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    text = "---\ntitle: One\n---\n\nSee [a place](two.md#gone),\n"
    text += '![a picture](one/a.png) and <a href="../gone/">x</a>.\n'
    (articles / "one.md").write_text(text, encoding="utf-8")
    page = '<a href="../two/#gone">a place</a> <img src="a.png"> <a href="../gone/">x</a>'
    page += ' <a href="../lost/">y</a>'
    assert built(tmp_path, {"articles/one/index.html": page, "articles/two/index.html": ""}) == [
        'content/articles/one.md:5:15: LK002 the link "../two/#gone" on /articles/one/ leads to no place: '
        '/articles/two/ has no id "gone".',
        'content/articles/one.md:6:14: LK001 the link "a.png" on /articles/one/ leads to no file.',
        'content/articles/one.md:6:38: LK001 the link "../gone/" on /articles/one/ leads to no file. '
        'Did you mean "/articles/one/"?',
        'site/articles/one/index.html:1:82: LK001 <a href="../lost/"> leads to no file. '
        'Did you mean "/articles/two/"?',
    ]


def test_fault_of_the_layout_is_told_once(tmp_path: Path) -> None:
    """The same target from the same markup is one problem from three pages on, however it is spelt there."""
    pages = {
        "a/index.html": '<a href="../gone/">',
        "b/index.html": '<a href="../gone/">',
        "b/c/index.html": '<a href="../../gone/">',
    }
    assert built(tmp_path, pages) == [
        'site/a/index.html:1:4: LK001 <a href="../gone/"> on 3 pages, probably in the layout, '
        "leads to no file."
    ]
    (tmp_path / "site" / "b" / "c" / "index.html").unlink()
    assert len(links.check(tmp_path / "site", tmp_path / "content")) == 2


def test_site_below_a_folder(tmp_path: Path) -> None:
    """Where the site lies in a folder of its host, an address from the root has to name that folder."""
    home = '<link rel="canonical" href="https://example.com/edge/">\n<a href="/edge/about/"></a>'
    home += '<a href="/about/">'
    assert built(tmp_path, {"index.html": home}) == [
        'site/index.html:2:31: LK001 <a href="/about/"> leads above the site\'s own folder. '
        "Take a step up out."
    ]


def test_build_ends_with_the_links() -> None:
    """`make build` checks the links of what it has built, last of all."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    build = makefile.partition("\nbuild:")[2].partition("\n\n")[0].splitlines()
    assert build[-1] == "\t$(RUN) site_build links site"


def test_folder_without_a_site_is_told(tmp_path: Path) -> None:
    """A folder that holds no site is a problem in words, and not a silent success."""
    [problem] = links.check(tmp_path / "site", tmp_path / "content")
    assert (
        str(problem)
        == "site:1:1: LK001 there is no index.html in this folder. Build the site first, or name its folder."
    )
