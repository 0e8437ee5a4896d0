"""One page's text inside another: headings lowered, ids taken out, links led from the new place.

Called by templates through the MkDocs adapter, with HTML that Markdown made; gives HTML marked as safe.
"""

import posixpath
import re

from markupsafe import Markup

HEADING = re.compile(r"(</?h)([2-5])([^>]*>)")
ID = re.compile(r' id="[^"]*"')
LINK = re.compile(r'(<a [^>]*?href=")([^"#:]*/)?((?:#[^"]*)?")')


def embedded(html: str, source: str, target: str, lower: int = 2) -> Markup:
    """The HTML of the page at address `source`, for the page at `target`; headings go `lower` levels down.

    Addresses are below the site's root and end in a slash; the root's is empty. Links to other sites stay.
    """
    html = ID.sub("", html)
    html = HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + lower)}{match[3]}", html)

    def led(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(f"/{source}", match[2] or ""))
        relative = posixpath.relpath(path, f"/{target}")
        return f"{match[1]}{relative}/{match[3]}"

    # Safe, since it is what Markdown made of our own content, with nothing put in but addresses.
    return Markup(LINK.sub(led, html))
