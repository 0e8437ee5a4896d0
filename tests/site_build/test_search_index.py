"""The index of the search holds each page's title, headings and text, and leads a hit to its heading."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build import pages, search
from site_build.search import Listed, Section
from tests.site_build.copies import DAY, PLACE, ROOT, change, loaded

WORDS = ROOT / "theme" / "components" / "search" / "words.js"
PAGE = """<body><nav>Away</nav><main id="content">
<header class="head"><p class="kicker">Kicker</p><h1>Title</h1>
<p class="standfirst">The standfirst.</p></header>
<p>Before <em>any</em> heading<sup class="cite"><a>1</a></sup>.</p><svg><text>drawn</text></svg>
<h2 id="one">First <em>heading</em></h2><p>Its text.</p><ul><li>One</li><li>two</li></ul>
<div aria-hidden="true">Repeated</div><p class="call">Call</p>
<ul><li class="move" id="m-trade"><h4>Trade it</h4><p>“Say this.”</p></li></ul>
<h3>No way here</h3><p>Last.</p><section class="sources"><h2 id="sources">Sources</h2>A book</section>
</main></body>"""
RUN = """
const { words, stem, near, marked, excerpt } = await import(process.argv[1]);
const { texts, names, pairs, shown } = JSON.parse(process.argv[2]);
console.log(JSON.stringify({
  words: texts.map(words), stems: names.map(stem), near: pairs.map((pair) => near(...pair)),
  shown: shown.map(([text, ...stems]) => [marked(text, new Set(stems)), excerpt(text, new Set(stems), 40)]),
}));
"""


def in_browser(**given: Any) -> Any:
    """What the page's module says of texts, words, pairs of words, and texts to be shown."""
    asked = json.dumps({"texts": [], "names": [], "pairs": [], "shown": [], **given})
    command = ["node", "--input-type=module", "--eval", RUN, str(WORDS), asked]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def written(root: Path, pages: dict[str, str]) -> Path:
    """A folder with pages by address."""
    for url, html in pages.items():
        (root / url).mkdir(parents=True)
        (root / url / "index.html").write_text(html, encoding="utf-8")
    return root


def parts(made: dict[str, bytes]) -> dict[str, Any]:
    """The parts of an index by the name of their file."""
    return {name.rpartition("/")[2]: json.loads(content) for name, content in made.items()}


def test_page_is_read_in_sections() -> None:
    """A section begins at each heading that an id leads to; repetitions, notes and ways on are left out."""
    assert search.sections_of(PAGE) == [
        Section("", "", "The standfirst. Before any heading."),
        Section("one", "First heading", "Its text. One two"),
        Section("m-trade", "Trade it", "“Say this.” No way here Last."),
    ]
    assert search.sections_of(PAGE, whole=False) == [Section("", "")]
    assert search.sections_of("<p>No main part</p>") == [Section("", "")]


def test_parts_of_the_index(tmp_path: Path) -> None:
    """The list has pages and headings, a shard its stems with section and weight, a text file the texts."""
    site = written(tmp_path, {"one": PAGE, "two": "<main><p>Trade pays.</p></main>"})
    listed = [
        Listed("one/", "Article", "On trading", "It describes."),
        Listed("two/", "The Edge", "Two", "Trades.", whole=False),
    ]
    made = search.index(site, listed)
    found = parts(made)
    names = ["one", "First heading", "m-trade", "Trade it"]
    index = found["index.json"]
    assert index["pages"] == [["one/", "Article", "On trading", names], ["two/", "The Edge", "Two", []]]
    assert {name.removesuffix(".json") for name in found if len(name) == 6} == set(index["shards"])
    assert set(made) == {search.ADDRESS} | {
        f"search/{index['folder']}/{name}" for name in set(found) - {"index.json"}
    }
    assert found["t0.json"][0] == "It describes. The standfirst. Before any heading."
    assert found["t1.json"] == ["Trades."]
    assert "trad" in found["t.json"]
    places = dict(zip([0, 2, 3], found["t.json"]["trad"][1::2], strict=True))
    assert found["t.json"]["trad"][::2] == [0, 2, 1], "steps from section to section"
    assert places[0] > places[2] > places[3] > 0, "title before heading before text"
    assert "pay" not in found.get("p.json", {}), "of a page that is not whole the text is not read"
    assert not {"the", "before", "ani"} & {*found["t.json"]} - {"before"}


def test_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """The folder's name depends on what is in it, and on nothing else."""
    listed = [Listed("one/", "Article", "One", "It describes.")]
    first = search.index(written(tmp_path / "a", {"one": PAGE}), listed)
    assert first == search.index(written(tmp_path / "b", {"one": PAGE}), listed)
    other = search.index(written(tmp_path / "c", {"one": PAGE.replace("Last", "Least")}), listed)
    assert parts(first)["index.json"]["folder"] != parts(other)["index.json"]["folder"]


def test_only_what_is_current_is_searched(project: Path) -> None:
    """A draft and an expired article are not found, nor the home page, nor a page that stands for another."""

    def addresses() -> set[str]:
        return {page.url for page in pages.searched(pages.plan(loaded(project).published(DAY), DAY))}

    found = addresses()
    assert {"articles/sample/", "styles/lion/", "playbooks/software-renewal/", "privacy/"} <= found
    assert not {"", "search/"} & found
    change(project / PLACE, "status: published", "status: draft")
    assert addresses() <= found - {"articles/sample/"}
    change(project / PLACE, "status: draft", "status: published\nexpires_on: 2026-11-29")
    assert addresses() <= found - {"articles/sample/"}


@pytest.mark.parametrize(
    "same",
    [
        ("price", "prices", "priced", "pricing"),
        ("negotiate", "negotiates", "negotiated", "negotiating", "negotiation"),
        ("party", "parties"),
        ("stop", "stopped", "stopping"),
        ("sell", "selling"),
        ("loss", "losses"),
        ("concession", "concessions"),
    ],
)
def test_forms_of_a_word_have_one_stem(same: tuple[str, ...]) -> None:
    """Whoever looks for one form finds the others."""
    assert len({search.stem(word) for word in same}) == 1


@pytest.mark.parametrize(
    "word", ["bring", "thing", "need", "this", "bus", "analysis", "ring", "region", "is"]
)
def test_short_words_keep_their_endings(word: str) -> None:
    """What only looks like an ending stays."""
    assert search.stem(word) == word


def test_words_lose_accents_and_apostrophes() -> None:
    """Words are lower case, without accents and apostrophes; figures are words."""
    assert search.words("The Côté’s 24% don't re-open: 3.5 “Zürich”") == [
        *("the", "cote", "24", "dont", "re", "open", "3", "5", "zurich")
    ]


@settings(max_examples=20)
@given(
    st.lists(st.text(max_size=30), max_size=20),
    st.lists(st.from_regex("[a-z]{1,12}", fullmatch=True), max_size=40),
)
def test_browser_reads_words_alike(texts: list[str], names: list[str]) -> None:
    """Python, which makes the index, and the page, which asks it, agree on words and stems."""
    told = in_browser(texts=texts, names=names)
    assert told["stems"] == [search.stem(name) for name in names]
    kept = [
        [word for word in search.words(text) if word not in search.STOP and (len(word) > 1 or word.isdigit())]
        for text in texts
    ]
    assert told["words"] == kept


def test_browser_reads_our_own_words_alike() -> None:
    """The same for every word of the articles."""
    texts = [
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "content" / "articles").glob("*.md"))
    ]
    names = sorted({word for text in texts for word in search.words(text)})
    told = in_browser(names=names, texts=[" ".join(sorted(search.STOP))])
    assert told["stems"] == [search.stem(name) for name in names]
    assert told["words"] == [[]]


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("anchor", "anchor", 0),
        ("anchor", "ancor", 1),
        ("anchor", "anhcor", 1),
        ("anchor", "banchor", 1),
        ("anchor", "ancher", 1),
        ("negotiat", "negotait", 1),
        ("negotiat", "negottait", 2),
        ("lion", "owl", 4),
    ],
)
def test_nearness_counts_slips(one: str, other: str, slips: int) -> None:
    """A letter more, less, another, or two turned round is one slip each, in either direction."""
    pairs = [[a, b, most] for a, b in ((one, other), (other, one)) for most in (slips, slips - 1)]
    assert in_browser(pairs=pairs)["near"] == [True, False] * 2


def test_words_are_marked_in_their_surroundings() -> None:
    """All forms of a word that was found are marked; an excerpt begins near the first, between two words."""
    far = (
        "Long before it, far ahead of what was looked for, many a word stands. Then prices come and go again."
    )
    [[pieces, _], [_, shown], [whole, _]] = in_browser(
        shown=[["Price it: Côté’s prices.", "pric", "cot"], [far, "pric"], ["Nothing here", "x"]]
    )["shown"]
    assert pieces == ["", "Price", " it: ", "Côté’s", " ", "prices", "."]
    assert shown == "… stands. Then prices come and go again."
    assert whole == ["Nothing here"]
