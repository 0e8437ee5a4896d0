"""What can be read off a Markdown body as text: length, citations, quotations, links, placeholders.

Pure functions over strings, used by checks, pages and the Markdown extensions; knows no MkDocs and no files.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledger.playbook import BLANKS

CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
PULL_QUOTE = re.compile(r"^/// pull-quote[ \t]*\n(.*?)\n///[ \t]*$", re.DOTALL | re.MULTILINE)
BLOCK_FENCE = re.compile(r"^ {0,3}///(?!/)[ \t]*([\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
FIGURE = re.compile(r"^/// figure\b[^\n]*\n(.*?)\n?^///[ \t]*$", re.DOTALL | re.MULTILINE)
DIALOGUE = re.compile(r"^/// dialogue[ \t]*\n(.*?)\n?^///[ \t]*$", re.DOTALL | re.MULTILINE)
SPEAKER = re.compile(r"([A-Z][^:()\n]{0,30}?)(?: \((lion|dolphin|owl|monkey)\))?: +(\S.*)")
"""A line of a dialogue: who, perhaps of which style, and what they say."""
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 a minute on average (Brysbaert 2019, over 190 studies)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a body and the character offset at which it begins."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A line that opens the block `name`, or closes one if it is empty; `argument` is what follows `|`."""

    name: str
    argument: str
    offset: int


@lru_cache(maxsize=4096)
def plain(body: str) -> str:
    """The body as running text: citations, block fences, link targets and emphasis marks taken out."""
    text = FIGURE.sub("", PULL_QUOTE.sub("", body))
    text = BLOCK_FENCE.sub("", text)
    text = re.sub(rf"[ \t]*{CITATION.pattern}", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_`#>]+", "", text)


def squeezed(text: str) -> str:
    """`text` with every run of white space as one space, for comparing across line breaks."""
    return " ".join(text.split())


def reading_minutes(body: str) -> int:
    """Whole minutes to read a body, at least one."""
    return max(1, round(len(plain(body).split()) / WORDS_A_MINUTE))


def citations(body: str) -> Iterator[Found]:
    """Every `[@id]`, as its id."""
    return (Found(match[1], match.start()) for match in CITATION.finditer(body))


def fences(body: str) -> Iterator[Fence]:
    """Every line that opens or closes a block, in order."""
    return (Fence(match[1], match[2] or "", match.start()) for match in BLOCK_FENCE.finditer(body))


def pull_quotes(body: str) -> Iterator[Found]:
    """The text of every pull quote block."""
    return (Found(match[1], match.start(1)) for match in PULL_QUOTE.finditer(body))


def figures(body: str) -> Iterator[Found]:
    """What stands in every figure block."""
    return (Found(match[1], match.start(1)) for match in FIGURE.finditer(body))


def dialogues(body: str) -> Iterator[Found]:
    """What stands in every dialogue block."""
    return (Found(match[1], match.start(1)) for match in DIALOGUE.finditer(body))


def links(body: str) -> Iterator[Found]:
    """The target of every Markdown link that is not an image."""
    return (Found(match[1], match.start(1)) for match in LINK.finditer(body))


def placeholders(body: str) -> Iterator[Found]:
    """The name in every `{{ name }}`."""
    return (Found(match[1].strip(), match.start()) for match in PLACEHOLDER.finditer(body))


def fill(body: str, values: Mapping[str, str]) -> str:
    """The body with every known `{{ name }}` replaced; an unknown one stays, for the checks to name."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1].strip(), match[0]), body)


def blanks(line: str) -> str:
    """A line of a playbook with its `{get}` as "[what we ask for]", for whoever says it to fill in."""
    return re.sub(r"\{(\w+)\}", lambda match: f"[{BLANKS.get(match[1], match[1])}]", line)


def first_cited(body: str, names: Sequence[str]) -> list[str]:
    """The names in the order in which the body first cites them, then those it never cites."""
    cited = [found.text for found in citations(body) if found.text in names]
    return list(dict.fromkeys([*cited, *names]))
