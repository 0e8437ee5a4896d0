"""The service worker of the assessment, and the list of the files that it keeps for use without a connection.

Called by the MkDocs adapter on the finished site; reads the site's folder, gives bytes, and writes nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from site_build.assets import digest

SCOPE = "assessment/"
"""The folder of the site that works offline: every page in it, with all that those pages load."""
ADDRESS = f"{SCOPE}service-worker.js"
"""Without a hash: a browser finds a new release by asking for the old address again."""
SOURCE = "components/offline/service-worker.js"
BLANK = 'const RELEASE = { id: "", mark: "", engineId: "", pages: [], files: [], engine: [] };'
"""The line of the source in whose place the release stands."""

FOLLOWED = {"a", "area", "form"}
LOADED_LINKS = {"stylesheet", "preload", "modulepreload", "icon", "apple-touch-icon", "manifest"}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')\s]+)""")
JS_ADDRESS = re.compile(r"""["'](\.\.?/[^"'\s]+)["']""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def mark(addresses: Iterable[str]) -> str:
    """Which scripts, styles and engine a page was made for: the page carries it, the worker looks for it."""
    return digest(*(address.encode() for address in sorted(addresses)))


def service_worker(site: Path, source: str, engine: list[str], mark: str) -> bytes:
    """The script for the site in the folder `site`; `engine` has the addresses of the engine's files.

    The same files give the same bytes; a change of any gives the release another id. ValueError when the
    source has no place for the release.
    """
    if source.count(BLANK) != 1:
        raise ValueError(f"{SOURCE} must have this line once: {BLANK}")
    known = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()} - {ADDRESS}
    pages = sorted(file for file in known if file.startswith(SCOPE) and file.endswith(".html"))
    runs = sorted(engine)
    files = sorted(_loaded(site, known, pages) - {*pages, *runs})
    # The engine's addresses tell their content; of the others not all do.
    contents = [part for file in pages + files for part in (file.encode(), (site / file).read_bytes())]
    release = {
        "id": digest(source.encode(), *(run.encode() for run in runs), *contents),
        "mark": mark,
        "engineId": digest(*(run.encode() for run in runs)),
        "pages": [_in_scope(page) for page in pages],
        "files": [_in_scope(file) for file in files],
        "engine": [_in_scope(file) for file in runs],
    }
    return source.replace(BLANK, f"const RELEASE = {json.dumps(release, indent=2)};").encode()


def _loaded(site: Path, known: set[str], pages: list[str]) -> set[str]:
    """What a browser loads to show the pages and to run their scripts, out of the known files."""
    found: set[str] = set()
    waiting = list(pages)
    while waiting:
        file = waiting.pop()
        for address in _addresses(site / file):
            target = normpath(join(dirname(file), address))
            if target in known - found and not target.endswith(".html"):
                found.add(target)
                waiting.append(target)
    return found


def _addresses(file: Path) -> Iterator[str]:
    """Whatever may be an address in a page, a style sheet or a script; the caller knows which are files."""
    if file.suffix == ".html":
        reader = _Attributes()
        reader.feed(file.read_text(encoding="utf-8"))
        yield from reader.words
    elif file.suffix in {".css", ".js"}:
        pattern = CSS_ADDRESS if file.suffix == ".css" else JS_ADDRESS
        text = COMMENT.sub("", file.read_text(encoding="utf-8"))
        yield from (match[1] for match in pattern.finditer(text))


class _Attributes(HTMLParser):
    """The words of every attribute, so that an address in `srcset` or `data-worker` is among them.

    What only a visitor's click opens is left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each element."""
        if tag in FOLLOWED or (
            tag == "link" and not LOADED_LINKS & set((dict(attrs).get("rel") or "").split())
        ):
            return
        self.words += [word for _, value in attrs for word in re.split(r"[\s,]+", value or "") if word]


def _in_scope(file: str) -> str:
    """A file's address as the worker's folder has it: `./`, `team/`, `../assets/site.0123456789.css`."""
    address = relpath(file, SCOPE)
    return address.removesuffix("index.html") or "./"
