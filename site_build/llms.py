"""The site as plain text for machines that read: llms.txt, and a Markdown twin of a page.

Called by `syndication` with values; gives text, and writes nothing. The form is that of llmstxt.org.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from site_build import text
from site_build.models.article import Article, Source
from site_build.models.data import CallToAction
from site_build.models.move import STAGES
from site_build.models.playbook import Playbook
from site_build.seo import Site

BLOCK = re.compile(
    r"^/{3,}[ \t]*([\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*\n(.*?)\n?^/{3,}[ \t]*$", re.DOTALL | re.M
)
FENCE = re.compile(r"^/{3,}.*\n?", re.MULTILINE)
LINK = re.compile(r"(\[[^\]]*\]\()([^)\s]+)")
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[.#][^}\n]*\}")
"""Classes and ids that an editor gave to an element."""
Address = Callable[[str], str]


def index(site: Site, sections: Iterable[tuple[str, Iterable[tuple[str, str, str]]]]) -> str:
    """llms.txt: what the site is for, and its pages by section, each as title, full address, description."""
    parts = [f"# {site.name}\n\n> {site.description}\n\nPublished by {site.organisation}, {site.website}\n"]
    for name, pages in sections:
        lines = "".join(f"- [{title}]({url}): {description}\n" for title, url, description in pages)
        if lines:
            parts.append(f"## {name}\n\n{lines}")
    return "\n".join(parts)


def article(url: str, article: Article, authors: Sequence[str], body: str, sources: Sequence[Source]) -> str:
    """The twin of an article; `body` is what `body` below made of its text."""
    days = f"Published {article.date.isoformat()}"
    if article.updated:
        days += f", last changed {article.updated.isoformat()}"
    by = " and ".join(authors)
    facts = f"By {by}. {days}.\nWeb page: {url}\n"
    return "\n".join(
        [_top(article.title, article.standfirst or article.description), facts, body, _sources(sources)]
    )


def playbook(url: str, playbook: Playbook, body: str) -> str:
    """The twin of a playbook: its text, its moves by stage and its red lines; the figures are on the page."""
    facts = f"Version {playbook.version}, in force from {playbook.effective.isoformat()}.\nWeb page: {url}\n"
    parts = [_top(playbook.title, playbook.standfirst), facts, body]
    for stage in STAGES:
        moves = [move for move in playbook.moves if move.stage == stage]
        for first, move in enumerate(moves):
            lines = [f"### {move.name}", "", f"When: {text.blanks(move.trigger)}", ""]
            lines += [f"- Say: \u201c{text.blanks(line)}\u201d" for line in move.say]
            lines += [f"- Avoid: {text.blanks(line)}" for line in move.avoid]
            parts.append("\n".join([*([] if first else [f"## {stage.capitalize()}", ""]), *lines, ""]))
    if playbook.red_lines:
        lines = [f"- {line.label or line.id}: {line.why}" for line in playbook.red_lines]
        parts.append("\n".join(["## Red lines", "", *lines, ""]))
    return "\n".join(parts)


def body(
    markdown: str, address: Address, calls: Mapping[str, CallToAction], sources: Sequence[Source] = ()
) -> str:
    """A page's Markdown without what only our site knows: blocks, citations by name, relative links.

    `address` gives the full address of a link's target as it is written.
    """
    numbers = {source.id: number for number, source in enumerate(sources, 1)}

    def block(match: re.Match[str]) -> str:
        name, argument, inner = match[1], match[2], match[3]
        if name == "pull-quote":
            return ""
        if name == "cta" and argument in calls:
            call = calls[argument]
            return f"{call.text} [{call.button}]({address(call.href)})"
        if name == "insight":
            lines = ["**Insight**", "", *inner.splitlines()]
            return "\n".join(f"> {line}".rstrip() for line in lines)
        return inner

    done = FENCE.sub("", BLOCK.sub(block, markdown))
    done = text.CITATION.sub(lambda match: f"[{numbers[match[1]]}]" if match[1] in numbers else "", done)
    done = ATTRIBUTES.sub("", done)
    done = LINK.sub(lambda match: match[1] + address(match[2]), done)
    return re.sub(r"\n{3,}", "\n\n", done).strip() + "\n"


def resolver(site: Site, source: str, url: str, addresses: Mapping[str, str]) -> Address:
    """From a link in the file `source` to a full address; `addresses` has each page's below the root."""

    def address(target: str) -> str:
        if target.startswith("#"):
            return site.at(url) + target
        if re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.IGNORECASE):
            return target
        path, mark, fragment = target.partition("#")
        whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)).lstrip("/")
        if whole in addresses:
            whole = addresses[whole]
        elif path.endswith("/") and whole:
            whole += "/"
        return site.at(whole) + mark + fragment

    return address


def _top(title: str, standfirst: str) -> str:
    return f"# {title}\n\n> {standfirst}\n"


def _sources(sources: Sequence[Source]) -> str:
    if not sources:
        return ""
    lines = (
        f"{number}. {source.text}{f' <{source.url}>' if source.url else ''}\n"
        for number, source in enumerate(sources, 1)
    )
    return f"## Sources\n\n{''.join(lines)}"
