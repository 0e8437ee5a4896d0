"""The index of the site's search, made of the built pages in parts that a browser loads when it needs them.

Called by the MkDocs adapter on the finished site; gives bytes by address, and writes nothing. What a word is,
and its stem, theme/components/search/words.js says in the same way; tests hold the two together.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_build.assets import digest

ADDRESS = "search/index.json"
"""Without a hash: it names the folder, which has one, of all other parts."""
SKIPPED = (
    "[hidden], [aria-hidden=true], nav, form, button, script, svg, h1, sup.cite, share-bar, .after, .call,"
    " .head__meta, .kicker, .move__grade, .notice, .sources, .visually-hidden"
)
"""What stands on a page and is not its text: ways on, notes for one sense alone, repetitions, the title."""
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}
"""The elements between whose text and the text round it no space stands."""
HEADINGS = {"h2", "h3", "h4", "dt"}
TITLE, HEADING, TEXT = 80, 40, 30
"""What a word weighs in a page's title, in a heading, and at the most in the text below it."""
STOP = frozenset(
    re.findall(
        "[a-z]+",
        "a about an and are as at be been but by can do does for from had has have he her his how i if in"
        " into is it its may more no not of on or our she so than that the their them"
        " then there they this"
        " to was we were what when which who will with you your",
    )
)
"""The words that stand on every page; they are neither kept nor looked for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that can be found: its address, what kind of page it is in a reader's words, its title.

    Of a page that is not `whole` the description alone is read: its text is a form or a list.
    """

    url: str
    label: str
    title: str
    description: str
    whole: bool = True


@dataclass(slots=True)
class Section:
    """A part of a page from one heading to the next; the first has neither heading nor anchor."""

    anchor: str
    heading: str
    text: str = ""


@dataclass(slots=True)
class _Reading:
    """What has been read of a page: its sections, and the words of the one that is open."""

    sections: list[Section] = field(default_factory=lambda: [Section("", "")])
    words: list[str] = field(default_factory=list)

    def close(self) -> None:
        self.sections[-1].text = " ".join("".join(self.words).split())
        self.words = []


def words(text: str) -> list[str]:
    """The words of a text, in lower case, without accents and apostrophes."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()
    return re.findall("[a-z0-9]+", re.sub("['\u2019]s?(?![a-z])|['\u2019]", "", plain))


@cache
def stem(word: str) -> str:
    """The word without its lightest endings: plural, -ing, -ed, -ion and a last -e."""
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and re.search("[^siu]s$", word):
        word = word[:-1]
    bare = re.sub("(?:ing|ed|([st])ion)$", r"\1", word)
    if bare != word and len(bare) > 2 and re.search("[aeiouy]", bare):
        word = re.sub(r"([^aeioulsz])\1$", r"\1", bare)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def index(site: Path, listed: Iterable[Listed]) -> dict[str, bytes]:
    """Every part of the index, by its address below the root of the site in the folder `site`.

    `index.json` has the pages and their headings; `a.json` the stems that begin with an a (with a figure:
    `0.json`), each with the numbers of its sections and what it weighs there; `t7.json` the texts of page
    7, counted from 0.
    """
    pages: list[list[object]] = []
    texts: list[list[str]] = []
    counted: list[tuple[Counter[str], Counter[str], int]] = []
    for page in listed:
        sections = sections_of((site / page.url / "index.html").read_text(encoding="utf-8"), page.whole)
        sections[0].text = f"{page.description} {sections[0].text}".strip()
        names = [name for section in sections[1:] for name in (section.anchor, section.heading)]
        pages.append([page.url, page.label, page.title, names])
        texts.append([section.text for section in sections])
        for section in sections:
            head = Counter(_stems(section.heading or page.title))
            weight = HEADING if section.heading else TITLE
            counted.append((head, Counter(_stems(section.text)), weight))
    shards = _shards(counted)
    parts = {f"{letter}.json": _json(found) for letter, found in sorted(shards.items())}
    parts |= {f"t{number}.json": _json(text) for number, text in enumerate(texts)}
    folder = digest(*(part for name, content in parts.items() for part in (name.encode(), content)))
    whole = {"folder": folder, "shards": "".join(sorted(shards)), "pages": pages}
    return {ADDRESS: _json(whole)} | {f"search/{folder}/{name}": content for name, content in parts.items()}


def sections_of(html: str, whole: bool = True) -> list[Section]:
    """The sections of a page's main part; only the first, without text, of a page that is not `whole`."""
    reading = _Reading()
    main = LexborHTMLParser(html).css_first("main")
    if main is None or not whole:
        return reading.sections
    for node in main.css(SKIPPED):
        node.decompose()
    _read(main, reading)
    reading.close()
    return reading.sections


def _read(parent: LexborNode, reading: _Reading) -> None:
    for node in parent.iter(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            reading.words.append(node.text(deep=False))
            continue
        anchor = _anchor(node) if tag in HEADINGS else ""
        if anchor:
            reading.close()
            reading.sections.append(Section(anchor, " ".join(node.text().split())))
            continue
        space = "" if tag in INLINE else " "
        reading.words.append(space)
        _read(node, reading)
        reading.words.append(space)


def _anchor(heading: LexborNode) -> str:
    """The id that leads to a heading: its own, or that of the entry that it is the heading of."""
    around = heading.parent
    own = heading.attributes.get("id")
    entry = {"dt": ("li", "div")}.get(heading.tag or "", ("li",))
    return own or (around.attributes.get("id") if around and around.tag in entry else "") or ""


def _stems(text: str) -> Iterator[str]:
    return (stem(word) for word in words(text) if word not in STOP and (len(word) > 1 or word.isdigit()))


def _shards(counted: list[tuple[Counter[str], Counter[str], int]]) -> dict[str, dict[str, list[int]]]:
    """The stems by their first letter; each has a list of steps to the next section and weights, by turns."""
    lengths = [text.total() for _, text, _ in counted]
    average = sum(lengths) / max(1, len(lengths)) or 1
    shards: dict[str, dict[str, list[int]]] = {}
    last: dict[str, int] = {}
    for number, (head, text, weight) in enumerate(counted):
        for name in sorted(head.keys() | text.keys()):
            # As BM25 does: each further place adds less, and a short text counts for more.
            often = text[name] / (text[name] + 0.4 + 0.8 * lengths[number] / average) if text[name] else 0
            value = round(TEXT * often) + (weight if name in head else 0)
            shard = shards.setdefault("0" if name[0].isdigit() else name[0], {})
            shard.setdefault(name, []).extend((number - last.get(name, 0), max(1, value)))
            last[name] = number
    return {letter: dict(sorted(found.items())) for letter, found in shards.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
