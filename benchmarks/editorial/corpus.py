"""Articles made of the site's own sentences, shuffled: with real front matter, links and blocks.

Used by builds and live. The same seed gives the same articles.
"""

import datetime
import random
import re
from dataclasses import dataclass
from pathlib import Path

from site_build import frontmatter, text

SEED = 1
WORDS = 720
"""Of a body; the site's own articles have 900 to 1,800, and posts of stock blogs in other comparisons 700."""
SECTIONS = 5
NAMES = ("price", "terms", "renewal", "anchor", "question", "silence", "trade", "package", "limit", "record")
MOVES = (
    "if-you-then-we",
    "seal-the-limits",
    "three-equal-packages",
    "ask-for-the-ranking",
    "list-before-numbers",
)
TOPICS = ("system", "standard", "visibility", "style", "concessions", "ownership", "evidence", "preparation")
SERIES = ("the-system", "at-the-table", "who-owns-it", "evidence")
STYLES = ("lion", "dolphin", "owl", "monkey")


@dataclass(frozen=True, slots=True)
class Made:
    """An article: its slug, its front matter as lines of YAML, its title, its body in Markdown."""

    slug: str
    title: str
    date: datetime.date
    meta: str
    body: str


def sentences(content: Path) -> list[str]:
    """The sentences of the articles below `content`, without links, numbers and quotes.

    A number would need its source beside it.
    """
    found: set[str] = set()
    for file in sorted((content / "articles").glob("*.md")):
        document, _ = frontmatter.read(file.read_bytes(), file.name)
        if document:
            lines = text.plain(document.body).split("\n")
            found |= {
                line.strip()
                for line in lines
                if re.fullmatch(r"[A-Z][^\d\"{}\[\]|:]{40,200}\.", line.strip())
            }
    return sorted(found)


def articles(content: Path, count: int) -> list[Made]:
    """So many articles, newest first by date, a day apart."""
    dice = random.Random(SEED)
    pool = sentences(content)
    names = [f"{dice.choice(NAMES)}-{dice.choice(NAMES)}-{number:04}" for number in range(count)]
    newest = datetime.date(2026, 11, 20)
    return [
        _article(dice, pool, names, number, newest - datetime.timedelta(days=number))
        for number in range(count)
    ]


def write(made: list[Made], folder: Path) -> None:
    """The articles as files of the site, below `folder`."""
    for one in made:
        (folder / f"{one.slug}.md").write_text(f"---\n{one.meta}---\n\n{one.body}", encoding="utf-8")


def _article(
    dice: random.Random, pool: list[str], names: list[str], number: int, date: datetime.date
) -> Made:
    title = f"{names[number].rpartition('-')[0].replace('-', ' and ').capitalize()}, note {number}"
    about = (
        f"Note {number} of a generated corpus: what stands here was shuffled, so that a build has work to do."
    )
    sources = [f"s{number}-{letter}" for letter in "ab"]
    meta = [
        f"title: {title}",
        f'description: "{about}"',
        f"standfirst: {dice.choice(pool).replace(': ', ', ')}",
        f"date: {date}",
        *([f"updated: {date + datetime.timedelta(days=3)}"] if dice.random() < 0.3 else []),
        "authors: [editors]",
        f"topics: [{', '.join(dice.sample(TOPICS, dice.randint(1, 3)))}]",
        f"series: {dice.choice(SERIES)}",
        *([f"styles: [{dice.choice(STYLES)}]"] if dice.random() < 0.5 else []),
        "status: published",
        "cta: assessment",
        f"move: {dice.choice(MOVES)}",
        "sources:",
        *(
            line
            for name in sources
            for line in (
                f"  - id: {name}",
                f'    text: "Author, {name[-1].upper()}. (2020). A source for the corpus."',
            )
        ),
    ]
    return Made(names[number], title, date, "\n".join(meta) + "\n", _body(dice, pool, names, number, sources))


def _body(dice: random.Random, pool: list[str], names: list[str], number: int, sources: list[str]) -> str:
    blocks: list[str] = []
    words, quote = 0, ""
    for section in range(SECTIONS):
        if section:
            blocks.append(f"## {dice.choice(NAMES).capitalize()} and what follows, part {section}")
        while words < WORDS * (section + 1) / SECTIONS:
            lines = dice.sample(pool, dice.randint(2, 5))
            words += sum(len(line.split()) for line in lines)
            quote = quote or lines[0]
            blocks.append("\n".join(lines))
        blocks.append(_aside(section, quote, sources, names, number, dice))
    return "\n\n".join(blocks) + "\n"


def _aside(
    section: int, quote: str, sources: list[str], names: list[str], number: int, dice: random.Random
) -> str:
    """What stands between the paragraphs of a section: a citation, links, or one of the blocks."""
    older = names[min(len(names) - 1, number + dice.randint(1, 40))]
    match section:
        case 0:
            return f"A study says so.[@{sources[0]}]\nAnother one says so too.[@{sources[1]}]"
        case 1:
            return f"/// pull-quote\n{quote}\n///"
        case 2:
            return (
                f"Read [an older note]({older}.md), [the Closer](../styles/lion.md) and "
                f"[if you, then we](../playbooks/software-renewal.md#m-trade)."
            )
        case 3:
            return "/// insight\n**Ask** first what it costs *them*, and write the answer down.\n///"
    return "/// cta | demo\n///"
