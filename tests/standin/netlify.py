"""Netlify's own forms: a POST to a page of the site itself, for a form that stands in the built HTML.

`deploy` reads the built pages as Netlify's build step does, and serves them under the site's name.
"""

import mimetypes
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import FORM, MULTIPART, Cors, Reply, Request, Unreadable, say_page

HOST = "edge.example.com"
LIMIT = 8 * 1024 * 1024
"""Bytes that one request may have."""


@dataclass
class Registered:
    """A form that was found in a page: its fields, and the one that is a trap, if it has one."""

    fields: set[str] = field(default_factory=set)
    honeypot: str | None = None


class _Forms(HTMLParser):
    """Collects the forms of a page that are marked for Netlify."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Registered] = {}
        self._open: Registered | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name = has.get("name")
        if tag == "form" and name and ("netlify" in has or has.get("data-netlify") == "true"):
            trap = has.get("netlify-honeypot") or has.get("data-netlify-honeypot")
            self._open = self.found.setdefault(name, Registered(honeypot=trap))
        elif tag in ("input", "textarea", "select", "button") and name and self._open is not None:
            self._open.fields.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(html: str) -> dict[str, Registered]:
    """The forms of a page that are marked for Netlify, by name."""
    parser = _Forms()
    parser.feed(html)
    parser.close()
    return parser.found


class Netlify(Provider):
    """`registered` has the forms of the deployed site; `dropped` the fields that came but are on no form.

    A multipart form, which is for files, is taken only with `multipart`.
    """

    name = "netlify"
    hosts = (HOST,)
    cors = Cors(origin="", methods=("GET", "POST"))

    def restore(self) -> None:
        self.folder: Path | None = None
        self.registered: dict[str, Registered] = {}
        self.dropped: list[tuple[str, str]] = []
        self.multipart = False

    def deploy(self, folder: Path) -> None:
        """Serve the built site in `folder`, and register the forms of its pages."""
        self.folder, self.registered = folder, {}
        for page in sorted(folder.rglob("*.html")):
            for name, form in forms_of(page.read_text(encoding="utf-8")).items():
                known = self.registered.setdefault(name, Registered(honeypot=form.honeypot))
                known.fields |= form.fields

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return say_page(404, code)

    def handle(self, request: Request) -> Reply:
        page = self._page(request.path)
        if request.method == "GET":
            return page or say_page(404, "Page not found")
        if request.method != "POST":
            return wrong_method("GET", "POST")
        if len(request.body) > LIMIT:
            return say_page(413, "Request too large")
        if request.kind != FORM and not (self.multipart and request.kind == MULTIPART):
            return say_page(404, "Page not found")
        try:
            values = request.fields()
        except Unreadable:
            return say_page(400, "Unreadable body")
        name = values.pop("form-name", "")
        form = self.registered.get(name)
        if form is None or page is None:
            return say_page(404, "Page not found")
        if form.honeypot and values.get(form.honeypot):
            return page
        self.dropped += [(name, key) for key in values if key not in form.fields]
        kept = {key: value for key, value in values.items() if key in form.fields}
        self.records.append({"form-name": name, **kept})
        return page

    def _page(self, path: str) -> Reply | None:
        """The page or file at a path, with and without `.html`; None if the site has none."""
        if self.folder is None:
            return None
        root = self.folder.resolve()
        for end in ("", "index.html", ".html", "/index.html"):
            file = Path(f"{root}{path}{end}").resolve()
            if file.is_file() and file.is_relative_to(root):
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                return Reply(200, file.read_bytes(), {"Content-Type": kind})
        return None
