"""A body read once: its headings, paragraphs, pictures, and the running text with all else blanked out.

Pure, over a string; the checks of form, numbers, prose and spelling share one outline, so no rule scans anew.
"""

import re
from dataclasses import dataclass

BLANKED = re.compile(
    r"""
    (?=[\ `~<{\[(h/])(?:                                              # one look rules most places out
      ^\ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^\ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)   # fenced code
    | <!--.*?(?:-->|\Z)  # comments
    | (?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)  # code in a line
    | \{\{[^}\n]*\}\} | \{[:\#.][^}\n]*\}  # placeholders, attributes
    | \[@[a-z0-9-]+\]  # citations
    | (?<=\])\([^()\s]*(?:\s+"[^"\n]*")?\)  # targets of links
    | <?https?://[^\s>)]*>?  # addresses
    | </?[a-zA-Z][^>\n]*>  # HTML
    | ^\ {0,3}///[^\n]*$  # block fences
    )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
UNDERLINED = re.compile(r"^(?![ \t]*(?:$|[-*+>|#]|///))[^\n]+\n {0,3}(=+|-{2,})[ \t]*$", re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
PARAGRAPH = re.compile(r"(?:^[ \t]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `marked` is false for one that a line of `=` or `-` below makes."""

    level: int
    text: str
    offset: int
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A Markdown image and the offset of its `!`."""

    alt: str
    src: str
    offset: int


@dataclass(frozen=True, slots=True)
class Outline:
    """`prose` has the length of the body, so an offset in one is the same in the other.

    `paragraphs` are spans of lines without an empty one between them, `code` those of fenced code.
    """

    prose: str
    headings: tuple[Heading, ...]
    paragraphs: tuple[tuple[int, int], ...]
    pictures: tuple[Picture, ...]
    code: tuple[tuple[int, int], ...]


def read(body: str) -> Outline:
    """The outline of a body."""
    code = []

    def blank(match: re.Match[str]) -> str:
        if match["fence"]:
            code.append(match.span())
        return re.sub(r"[^\n]", " ", match[0])

    prose = BLANKED.sub(blank, body)
    headings = [
        Heading(len(match[1]), _line(body, match.start(2)).rstrip("# \t"), match.start())
        for match in HEADING.finditer(prose)
    ]
    if "\n=" in prose or "\n--" in prose:
        headings += [
            Heading(
                1 if match[1][0] == "=" else 2, match[0].split("\n")[0].strip(), match.start(), marked=False
            )
            for match in UNDERLINED.finditer(prose)
        ]
    pictures = [
        Picture(match[1].strip(), match[2], match.start())
        for match in (PICTURE.finditer(body) if "![" in prose else ())
        if prose[match.start() : match.start() + 2] == "!["
    ]
    return Outline(
        prose,
        tuple(sorted(headings, key=lambda heading: heading.offset)),
        tuple(match.span() for match in PARAGRAPH.finditer(prose)),
        tuple(pictures),
        tuple(code),
    )


def _line(body: str, start: int) -> str:
    end = body.find("\n", start)
    return body[start : end if end >= 0 else len(body)]
