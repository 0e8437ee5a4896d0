"""Reads every address off the built pages: each must lead to a file that is there, and to a place in it.

Called by the command line on a finished site; returns problems. Where the link stands in a Markdown file the
problem names that file, so it looks into `content/` too, though only once something is wrong.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_build import frontmatter
from site_build.errors import Problem, nearest
from site_build.frontmatter import Document
from site_build.library import address

ATTRIBUTES = {
    "a": ("href", "data-index"),
    "area": ("href",),
    "audio": ("src",),
    "body": ("data-offline",),
    "button": ("formaction",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("formaction", "src"),
    "link": ("href", "imagesrcset"),
    "meta": ("content",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "style-compare": ("data-worker",),
    "style-counterpart": ("data-worker",),
    "style-quiz": ("data-worker",),
    "style-team": ("data-worker",),
    "track": ("src",),
    "use": ("href",),
    "video": ("poster", "src"),
}
"""Every attribute that holds an address, by element; in `data-` what a script may load."""
SELECTOR = ", ".join(
    f'{element}[property="og:image"], {element}[property="og:url"]'
    if element == "meta"
    else f"{element}[{attribute}]"
    for element, attributes in ATTRIBUTES.items()
    for attribute in attributes
)
ABSOLUTE = {"link", "meta"}
"""The elements in which an address of our own may be written out whole: others read it off the page."""
IN_LAYOUT = 3
"""So many pages with the same broken address: then it is not an editor's but the theme's."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
MAIL = re.compile(r"mailto:([^@\s?]+@[^@\s?]+\.[a-z]{2,})?(\?\S*)?", re.IGNORECASE)
TELEPHONE = re.compile(r"tel:\+?[0-9][0-9().-]*", re.IGNORECASE)
WRITTEN = re.compile(
    r"""\]\(\s*<?([^\s)>]+)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)="([^"]+)\"""", re.MULTILINE
)
"""A target in a Markdown text: of a link or an image, in its line or below, or in HTML."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a page has it: `url` as it is written, `path` the file it leads to, `fragment` decoded.

    `path` is empty for an address that leaves the site.
    """

    page: str
    element: str
    attribute: str
    url: str
    path: str
    fragment: str


@dataclass(slots=True)
class _Page:
    """What other pages need to know of a page: its ids, and whether it only leads on."""

    ids: set[str]
    links: list[Link] = field(default_factory=list)
    redirect: str | None = None


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    what: str
    hint: str


def check(site: Path, content: Path) -> list[Problem]:
    """Every problem of the addresses in the built site `site`, which was made of `content`; sorted."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    if "index.html" not in files:
        hint = "Build the site first, or name its folder."
        return [Problem(site.name, 1, 1, "LK001", "there is no index.html in this folder", hint)]
    base = _base(site)
    pages = {
        file: _read(file, (site / file).read_text(encoding="utf-8"), base)
        for file in sorted(files)
        if file.endswith(".html")
    }
    found = [
        (link, fault)
        for page in pages.values()
        for link in page.links
        if (fault := _fault(link, files, pages, base))
    ]
    return sorted(_placed(found, site, content))


def _base(site: Path) -> str:
    """Where the site will stand, as its home page says: `https://edge.example.com/`; empty if it does not."""
    home = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    canonical = home.css_first("link[rel=canonical]")
    return (canonical.attributes.get("href") or "") if canonical else ""


def _read(file: str, html: str, base: str) -> _Page:
    tree = LexborHTMLParser(html)
    page = _Page({node.attributes["id"] or "" for node in tree.css("[id]")})
    page.ids |= {node.attributes["name"] or "" for node in tree.css("a[name]")}
    seen = set()
    for node in tree.css(SELECTOR):
        for attribute, url in _urls(node):
            key = (node.tag, attribute, url)
            if key not in seen:
                seen.add(key)
                page.links.append(Link(file, node.tag or "", attribute, url, *_target(file, url, base)))
    refresh = tree.css_first("meta[http-equiv=refresh]")
    if refresh:
        page.redirect = (refresh.attributes.get("content") or "").partition("url=")[2]
    return page


def _urls(node: LexborNode) -> Iterator[tuple[str, str]]:
    attributes = node.attributes
    for name in ATTRIBUTES.get(node.tag or "", ()):
        value = attributes.get(name)
        if value is None:
            continue
        if name.endswith("srcset"):
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        else:
            yield name, value.strip()


def _target(file: str, url: str, base: str) -> tuple[str, str]:
    """The file below the root that an address leads to, and its fragment; two empty texts if it leaves."""
    plain, _, fragment = url.partition("#")
    plain = plain.partition("?")[0]
    if SCHEME.match(plain):
        whole = f"https:{plain}" if plain.startswith("//") else plain
        if not base or not f"{whole}/".startswith(base):
            return "", ""
        path = whole[len(base) :]
    elif plain.startswith("/"):
        root = urlsplit(base).path or "/"
        path = plain.removeprefix(root) if plain.startswith(root) else f"..{plain}"
    elif not plain:
        return file, unquote(fragment)
    else:
        path = posixpath.join(posixpath.dirname(file), plain)
    folder = not path or path.endswith(("/", "/.", "/.."))
    path = posixpath.normpath(unquote(path)) if path else "."
    return posixpath.normpath(f"{path}/index.html") if folder or path == "." else path, unquote(fragment)


def _fault(link: Link, files: set[str], pages: dict[str, _Page], base: str) -> _Fault | None:
    """What is wrong with an address, or None."""
    if not link.path:
        return _malformed(link.url)
    if link.element not in ABSOLUTE and SCHEME.match(link.url):
        return _Fault("LK004", "names our own site", f'Write "{_relative(link)}", which works anywhere.')
    if link.path not in files:
        if link.path not in pages and f"{link.path}/index.html" in files:
            return _Fault("LK001", "leads to no file", "Put a slash behind it.")
        if link.path.startswith("../"):
            return _Fault("LK001", "leads above the site's own folder", "Take a step up out.")
        alike = (_shown(file) for file in files if Path(file).suffix == Path(link.path).suffix)
        return _Fault("LK001", "leads to no file", nearest(_shown(link.path), alike, others=False))
    target = pages.get(link.path)
    if target is None or link.element in ABSOLUTE:
        return None
    if target.redirect is not None and link.page != link.path:
        new = _target(link.path, target.redirect, base)[0]
        return _Fault("LK003", "leads to an address that has moved", f"Lead it to {_shown(new)}.")
    # `#top` and the empty fragment lead to the top of any page; `#:~:text=` quotes instead of naming.
    # What holds a sign of equality is read by a script, as in `#role=cfo`, and is no place.
    name = link.fragment.partition(":~:")[0]
    if (
        name
        and "=" not in name
        and name not in target.ids
        and name.lower() != "top"
        and link.element != "use"
    ):
        hint = nearest(name, target.ids, others=False)
        return _Fault("LK002", f'leads to no place: {_shown(link.path)} has no id "{name}"', hint)
    return None


def _malformed(url: str) -> _Fault | None:
    scheme = url.partition(":")[0].lower()
    if scheme == "mailto" and not MAIL.fullmatch(url):
        return _Fault("LK005", "is no address for mail", "Write it as mailto:hello@example.com.")
    if scheme == "tel" and not TELEPHONE.fullmatch(url):
        return _Fault("LK005", "is no telephone number", "Write it as tel:+49-30-1234567.")
    return None


def _relative(link: Link) -> str:
    way = posixpath.relpath(_shown(link.path), f"/{posixpath.dirname(link.page)}")
    return f"{way}/#{link.fragment}".removesuffix("#") if link.path.endswith("/index.html") else way


def _shown(path: str) -> str:
    """A file of the site as its address."""
    return f"/{path.removesuffix('index.html')}"


def _placed(found: Iterable[tuple[Link, _Fault]], site: Path, content: Path) -> Iterator[Problem]:
    """The faults as problems, each in the Markdown file or else in the page; one of the layout once."""
    texts = _Texts(content)
    grouped: dict[tuple[str, ...], list[tuple[Link, _Fault]]] = {}
    for link, fault in found:
        written = texts.find(link)
        if written:
            document, offset = written
            message = f'the link "{link.url}" on {_shown(link.page)} {fault.what}'
            yield document.body_problem(fault.code, message, fault.hint, offset=offset)
            continue
        # On pages at different depths the same link has different spellings.
        key = (fault.code, link.element, link.attribute, link.path or link.url, link.fragment)
        grouped.setdefault(key, []).append((link, fault))
    for same in grouped.values():
        places = same if len(same) < IN_LAYOUT else same[:1]
        for link, fault in places:
            line, column = _line_of((site / link.page).read_text(encoding="utf-8"), link)
            many = f" on {len(same)} pages, probably in the layout," if len(places) < len(same) else ""
            message = f'<{link.element} {link.attribute}="{link.url}">{many} {fault.what}'
            yield Problem(f"{site.name}/{link.page}", line, column, fault.code, message, fault.hint)


def _line_of(html: str, link: Link) -> tuple[int, int]:
    """Where the address stands in the page; the page's beginning where it is written in another way."""
    raw = link.url.replace("&", "&amp;")
    found = (html.find(text) for text in (f'{link.attribute}="{raw}"', f'{link.attribute}="{link.url}"', raw))
    at = next((place for place in found if place >= 0), 0)
    return html.count("\n", 0, at) + 1, at - html.rfind("\n", 0, at)


class _Texts:
    """The Markdown files behind the pages, each read when it is first needed."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.sources: dict[str, Path] | None = None
        self.documents: dict[str, Document | None] = {}

    def find(self, link: Link) -> tuple[Document, int] | None:
        """The document of the link's page and the character at which it stands; None if it is not there."""
        if link.page not in self.documents:
            self.documents[link.page] = self._load(link.page)
        document = self.documents[link.page]
        if document is None:
            return None
        source = posixpath.relpath(document.path, self.content.name)
        for match in WRITTEN.finditer(document.body):
            number = next(one for one in (1, 2, 3) if match[one])
            if match[number] == link.url or _led(source, match[number]) == (link.path, link.fragment):
                return document, match.start(number)
        return None

    def _load(self, page: str) -> Document | None:
        if self.sources is None:
            names = (file.relative_to(self.content) for file in self.content.rglob("*.md"))
            self.sources = {f"{address(name.as_posix())}index.html": self.content / name for name in names}
        file = self.sources.get(page)
        if file is None:
            return None
        shown = f"{self.content.name}/{file.relative_to(self.content).as_posix()}"
        return frontmatter.read(file.read_bytes(), shown)[0]


def _led(source: str, target: str) -> tuple[str, str]:
    """The file of the site, and the fragment, to which a link in the file `source` of `content/` leads."""
    plain, _, fragment = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), plain)) if plain else source
    return (f"{address(path)}index.html" if path.endswith(".md") else path), unquote(fragment)
