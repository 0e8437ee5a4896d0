"""The built site read as values: its files, its pages' HTML, and each address that one names in another.

Used by the tests of the built site; reads files only, starts no browser and no server.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = "https://site.invalid/"
"""Stands for the site's root while addresses are joined; no file names it."""
LOADED_LINKS = {"stylesheet", "preload", "modulepreload", "prefetch", "icon", "apple-touch-icon", "manifest"}
"""The `rel` values that make a browser fetch what a `link` names."""
ADDRESSES = {
    "a": ("href", "data-index"),
    "area": ("href",),
    "audio": ("src",),
    "body": ("data-offline",),
    "button": ("formaction",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src", "srcdoc"),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "owner-figures": ("data-worker",),
    "style-compare": ("data-worker",),
    "style-counterpart": ("data-worker",),
    "style-quiz": ("data-worker",),
    "style-team": ("data-worker",),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Every attribute that holds an address, by element; in `data-` what a script may start."""
FOLLOWED = {"a.href", "area.href", "form.action", "button.formaction", "input.formaction"}
"""The ones that are fetched only when a visitor asks for it."""

CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
JS_IMPORT = re.compile(
    r"""(?:^|;)\s*(?:import|export)\b(?:[^;"'()]*?\bfrom\s*)?\s*["']([^"']+)["']""", re.MULTILINE
)

RUNTIME = re.compile(r"assessment/engine/glue\.")
"""Pyodide's own script: it names what Node.js would load."""
JS_LATER = re.compile(r"""\bimport\(\s*["']([^"']+)["']""")
"""A module that a script fetches only when it needs it."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """An address as it is written: in which file, in which attribute of which element.

    `element` is empty in a style sheet or a script; `loads` says that a browser fetches it unasked.
    """

    file: str
    element: str
    attribute: str
    url: str
    loads: bool

    def __str__(self) -> str:
        place = f'<{self.element} {self.attribute}="{self.url}">' if self.element else self.url
        return f"{self.file}: {place}"


class Tree:
    """The folder of a built site; `files` are the paths below it, with slashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
        html = {
            path: LexborHTMLParser(self.text(path)) for path in sorted(self.files) if path.endswith(".html")
        }
        # At an old address a page only leads on: tests/site_build/test_redirects.py looks at those.
        self.redirects = {path for path, page in html.items() if page.css("meta[http-equiv=refresh]")}
        self.html = {path: page for path, page in html.items() if path not in self.redirects}

    def bytes(self, path: str) -> bytes:
        """What stands in the file."""
        return (self.folder / path).read_bytes()

    def text(self, path: str) -> str:
        """The file as UTF-8 text."""
        return self.bytes(path).decode()

    def one(self, path: str, selector: str) -> LexborNode:
        """The first element of a page that the selector finds; the test fails where there is none."""
        found = self.html[path].css_first(selector)
        assert found is not None, f"{path} holds no {selector}"
        return found

    def kinds(self) -> dict[str, list[str]]:
        """The pages by page type, as the class of the body names it; the files of a type in order."""
        kinds: dict[str, list[str]] = {}
        for path in self.html:
            kind = (self.one(path, "body").attributes.get("class") or "").removeprefix("body--")
            kinds.setdefault(kind, []).append(path)
        return kinds

    def ids(self, path: str) -> list[str]:
        """Every id of a page, in order, one that stands twice twice."""
        return [node.attributes["id"] or "" for node in self.html[path].css("[id]")]

    def references(self, path: str) -> list[Reference]:
        """What a page, a style sheet or a script of ours names; nothing for any other file."""
        if path in self.html:
            return list(self._in_html(path))
        if path.endswith(".css"):
            found = (match[1] or match[2] for match in CSS_ADDRESS.finditer(self.text(path)))
            return [Reference(path, "", "", url, True) for url in found]
        if path.endswith(".js") and not RUNTIME.match(path):
            code = JS_COMMENT.sub("", self.text(path))
            return [
                Reference(path, "", "", match[1], loads)
                for pattern, loads in ((JS_IMPORT, True), (JS_LATER, False))
                for match in pattern.finditer(code)
            ]
        return []

    def _in_html(self, path: str) -> Iterator[Reference]:
        for node in self.html[path].css("*"):
            name = node.tag or ""
            for attribute in ADDRESSES.get(name, ()):
                value = node.attributes.get(attribute)
                if value is None:
                    continue
                loads = f"{name}.{attribute}" not in FOLLOWED
                if name == "link":
                    loads = bool(set((node.attributes.get("rel") or "").split()) & LOADED_LINKS)
                for url in _candidates(value) if attribute.endswith("srcset") else [value]:
                    yield Reference(path, name, attribute, url, loads)

    def target(self, reference: Reference) -> tuple[str, str] | None:
        """The file that an address leads to and its fragment; None when it leaves the site.

        A folder's address leads to its index.html. The file need not exist.
        """
        url = urlsplit(urljoin(ROOT + reference.file, reference.url))
        if f"{url.scheme}://{url.netloc}/" != ROOT:
            return None
        path = unquote(url.path).removeprefix("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path, unquote(url.fragment)

    def loads(self, page: str) -> set[str]:
        """Every file that a browser fetches to show a page: what it names, and what those name in turn.

        A file that is not there is left out; the test of the links tells it.
        """
        found = {page}
        waiting = [page]
        while waiting:
            for reference in self.references(waiting.pop()):
                target = self.target(reference)
                # What a custom element may start is not part of showing the page.
                if not reference.loads or target is None or reference.attribute.startswith("data-"):
                    continue
                if target[0] in self.files - found:
                    found.add(target[0])
                    waiting.append(target[0])
        return found


def _candidates(srcset: str) -> list[str]:
    """The addresses of a `srcset`."""
    return [part.split()[0] for part in srcset.split(",") if part.strip()]


def address(path: str) -> str:
    """A page's address below the root, as a visitor has it: `articles/`, the home page as the empty text."""
    return path.removesuffix("index.html")


def grouped(lines: dict[str, list[str]], pages: int) -> str:
    """A report of findings by their places, each of which begins with its page; the layout's stand once."""
    report = []
    for finding, places in sorted(lines.items(), key=lambda item: (-len(item[1]), item[0])):
        on = {place.partition(": ")[0] for place in places}
        where = f"in the layout ({len(on)} pages)" if len(on) > pages / 2 else "; ".join(places)
        report.append(f"{finding}: {where}")
    return "\n".join(report)
