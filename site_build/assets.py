"""Style sheet, scripts and fonts of the theme, under names that change when their content does.

Called by the MkDocs adapter; reads `theme/`, gives names and bytes, and writes nothing.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin

LAYERS = ("tokens", "base", "layout", "prose", "print")
"""The files of `theme/styles/` in the order in which they are joined; the components stand before print."""
OWN_SHEETS = {
    "article.css": ("aside", "data-figure", "dialogue", "lead-image", "series-part", "toc"),
    "home.css": ("home",),
    "kit.css": ("kit",),
    "lead.css": ("lead",),
    "owners.css": ("owner", "owner-drawing", "owner-figures", "tour-drawing"),
    "pairs.css": ("pairs-table",),
    "standard.css": ("glossary", "move", "playbook", "prepare", "scale-bar", "self-check", "style-view"),
    "tour.css": ("owner", "scale-bar", "tour", "tour-drawing"),
}
"""Style sheets of their own, with the components that only the pages that link to them show.

A component may stand in several of them, of which no page has two.
"""
COUNTING = "count"
"""The component that only a site has that counts, and of it only the adapter of its service."""
NESTED_TEMPLATE = re.compile(r"\$\{[^}]*`")
FONT_URL = re.compile(r'url\("?(fonts/[a-z0-9.-]+)"?\)')


@dataclass(frozen=True, slots=True)
class Assets:
    """`files` maps an address below the site's root to bytes; `names` maps a short name to that address."""

    files: dict[str, bytes]
    names: dict[str, str]


def digest(*parts: bytes) -> str:
    """Ten hexadecimal figures of the SHA-256 of the parts: enough to tell versions of a file apart."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:10]


def collect(theme: Path, counting: str | None = None, unused: Collection[str] = ()) -> Assets:
    """The assets of the theme folder: the style sheets, every page's script, fonts, the favicon.

    `counting` names the adapter of the service that counts, if one does, `unused` the sheets that no page of
    this site links to.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}

    def add(name: str, content: bytes) -> str:
        stem, dot, suffix = name.rpartition("/")[2].partition(".")
        names[name] = f"assets/{stem}.{digest(content)}{dot}{suffix}"
        files[names[name]] = content
        return names[name]

    for font in sorted((theme / "fonts").glob("*.woff2")):
        add(f"fonts/{font.name}", font.read_bytes())
    add("favicon.svg", (theme / "components" / "zone" / "favicon.svg").read_bytes())

    def fonts(match: re.Match[str]) -> str:
        return f'url("{names[match[1]].removeprefix("assets/")}")'

    for name, sheet in style_sheets(theme).items():
        if name not in unused:
            add(name, FONT_URL.sub(fonts, sheet).encode())
    # Modules import each other by relative path, so the folder carries the hash and their names stay.
    scripts = {file.relative_to(theme).as_posix(): script(file) for file in _scripts(theme, counting)}
    folder = digest(*(part for name, content in scripts.items() for part in (name.encode(), content)))
    for name, content in scripts.items():
        names[name] = f"assets/{folder}/{name}"
        files[names[name]] = content
    return Assets(files, names)


def style_sheets(theme: Path) -> dict[str, str]:
    """The sheet of every page, `site.css`, and those of some; comments taken out."""
    layers = [theme / "styles" / f"{layer}.css" for layer in LAYERS]
    components = sorted((theme / "components").glob("*/*.css"))
    own = {
        name: [file for file in components if file.parent.name in folders]
        for name, folders in OWN_SHEETS.items()
    }
    apart = {file for files in own.values() for file in files}
    shared = [*layers[:-1], *(file for file in components if file not in apart), layers[-1]]
    return {"site.css": _joined(shared)} | {name: _joined(files) for name, files in own.items()}


def _joined(files: list[Path]) -> str:
    joined = "\n".join(file.read_text(encoding="utf-8") for file in files)
    joined = re.sub(r"/\*.*?\*/", "", joined, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", joined).strip() + "\n"


def script(file: Path, changes: Mapping[str, str] | None = None) -> bytes:
    """A script without its comments and indentation; what it says stays as it is, apart from the `changes`.

    ValueError for a template literal within another, which the minifier would take for code, and where a line
    to be changed does not stand once.
    """
    text = file.read_text(encoding="utf-8")
    if nested := NESTED_TEMPLATE.search(text):
        line = text.count("\n", 0, nested.start()) + 1
        raise ValueError(f"{file}:{line}: a template literal within another; make the inner one a constant")
    for old, new in (changes or {}).items():
        if text.count(old) != 1:
            raise ValueError(f"{file} must have this line once: {old}")
        text = text.replace(old, new)
    return bytes(jsmin(text.encode()))


def _scripts(theme: Path, counting: str | None) -> list[Path]:
    """The scripts of pages. A worker, known by its name, has a place of its own in the site."""
    scripts: Iterable[Path] = (theme / "components").glob("*/*.js")
    if counting is None:
        scripts = (script for script in scripts if script.parent.name != COUNTING)
    else:
        scripts = [*scripts, theme / "components" / COUNTING / "adapters" / f"{counting}.js"]
    return sorted(script for script in scripts if not script.name.endswith("worker.js"))
