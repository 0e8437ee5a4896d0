"""A page at each address that has moved, for hosts that know no rules, and the rules for those that do.

Called by the MkDocs adapter; takes addresses and gives bytes. That they make no loop is left to the checks.
"""

from collections.abc import Collection, Iterator, Mapping
from posixpath import relpath
from urllib.parse import urljoin

from markupsafe import escape

from site_build.library import Library

PAGE = """\
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'">
  <title>This page has moved: {title}</title>
  <meta name="robots" content="noindex">
  <link rel="canonical" href="{canonical}">
  <script src="{script}" data-to="{to}"></script>
  <meta http-equiv="refresh" content="0; url={to}">
  <link rel="stylesheet" href="{style}">
  <link rel="icon" href="{icon}" type="image/svg+xml">
</head>
<body class="body--redirect">
  <main class="page">
    <h1>This page has moved</h1>
    <p>It is now at <a href="{to}">{title}</a>.</p>
  </main>
</body>
</html>
"""
STYLE, SCRIPT, ICON = "site.css", "components/redirect/redirect.js", "favicon.svg"
RULES = "_redirects"
"""Read by Netlify and Cloudflare Pages: an old address, the new one, and the status, line by line."""


class AddressTaken(ValueError):
    """An address that is said to have moved is that of a page."""


def moved(library: Library) -> dict[str, str]:
    """Each old address with the new one, both with slashes round them, in the order of the alphabet."""
    own = {old: f"/{entry.url}" for entry in library.articles for old in entry.model.redirect_from}
    return dict(sorted({**library.data.redirects, **own}.items()))


def collect(
    library: Library, taken: Collection[str], names: Mapping[str, str], site_url: str
) -> dict[str, bytes]:
    """The pages and the rules by their addresses below the root; nothing where nothing has moved.

    `taken` has the addresses of all pages, without the first slash; `names` is what `assets` calls its files.
    AddressTaken when one of them would be written over.
    """
    titles = {f"/{entry.url}": str(entry.model.title) for entry in library.entries}
    found = moved(library)
    return dict(_files(found, titles, taken, names, site_url))


def _files(
    found: Mapping[str, str],
    titles: Mapping[str, str],
    taken: Collection[str],
    names: Mapping[str, str],
    site_url: str,
) -> Iterator[tuple[str, bytes]]:
    for old, new in found.items():
        address = old.removeprefix("/")
        if address in taken:
            raise AddressTaken(f"{old} is the address of a page and is said to have moved to {new}.")

        def led(target: str, start: str = address) -> str:
            way = relpath(f"/{target}", f"/{start}")
            return str(escape(f"{way}/" if target.endswith("/") or not target else way))

        html = PAGE.format(
            title=escape(titles.get(new, new)),
            canonical=escape(urljoin(site_url, new.removeprefix("/"))),
            to=led(new.removeprefix("/")),
            script=led(names[SCRIPT]),
            style=led(names[STYLE]),
            icon=led(names[ICON]),
        )
        yield f"{address}index.html", html.encode()
    if found:
        yield RULES, "".join(f"{old} {new} 301\n" for old, new in found.items()).encode()
