"""What a network's crawler makes of each page: no script, gzip alone, five seconds, and never a fragment."""

import gzip
import struct
import time
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.conftest import Site

PATIENCE = 5
WANTED = (
    *("description", "og:title", "og:description", "og:url", "og:type", "og:site_name", "og:locale"),
    *("og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card"),
)
FRAGMENTS = ("", "#content", "#s=K3P9TR", "#hello=Dear%20Ann", "#r=1.AAAA.BBBB", "#%3Cscript%3E")


class Head(HTMLParser):
    """The title, the tags by name, and the canonical address; what stands in the body is not looked at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.title, self.canonical, self.tags = "", "", dict[str, str]()
        self.inside = ""
        self.feed(text.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag, or the canonical address."""
        self.inside, given = tag, {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            assert name not in self.tags or name.startswith(("article:", "theme-color")), name
            self.tags[name] = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]

    def handle_data(self, data: str) -> None:
        """Take the title."""
        self.title += data if self.inside == "title" else ""

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        self.inside = ""


def packed(handler: SimpleHTTPRequestHandler) -> bool:
    """A host that has everything under gzip and nothing else; what is not there is left to the other."""
    path = Path(handler.translate_path(handler.path))
    file = path / "index.html" if path.is_dir() else path
    if not file.is_file():
        return False
    content = gzip.compress(file.read_bytes(), mtime=0)
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Type", handler.guess_type(str(file)))
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
    return True


@pytest.fixture
def host(site: Site) -> Site:
    """The built site on a host that sends gzip."""
    site.fault = packed
    return site


def asked(host: Site, address: str) -> bytes:
    """What comes for an address within the time; its fragment stays with the crawler, as with any client."""
    begun = time.monotonic()
    connection = HTTPConnection(urlsplit(host.url).netloc, timeout=PATIENCE)
    connection.request("GET", f"/{urldefrag(address).url}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200, address
    assert answer.headers["Content-Encoding"] == "gzip", address
    assert time.monotonic() - begun < PATIENCE, address
    return gzip.decompress(content)


def test_crawler_gets_all_of_every_page(host: Site) -> None:
    """SHARE-5: title, description, every tag and the picture in the size that they say, page by page."""
    root = Head(asked(host, "").decode()).canonical
    pictures: dict[str, tuple[int, int]] = {}
    for path in host.pages():
        head = Head(asked(host, path).decode())
        assert head.title, path
        assert {name for name in WANTED if not head.tags.get(name)} == set(), path
        assert head.canonical == head.tags["og:url"] == f"{root}{path}", path
        picture = head.tags["og:image"]
        assert picture.startswith(root), path
        if picture not in pictures:
            png = asked(host, picture.removeprefix(root))
            assert png.startswith(b"\x89PNG"), path
            pictures[picture] = struct.unpack(">II", png[16:24])
        width, height = head.tags["og:image:width"], head.tags["og:image:height"]
        assert pictures[picture] == (int(width), int(height)), path


@pytest.mark.parametrize("path", ["", "assessment/", "styles/lion/", "pairs/dolphin-meets-owl/"])
def test_fragment_changes_nothing(host: Site, path: str) -> None:
    """SHARE-5: whatever stands behind the #, the bytes are the same, and the host never sees it."""
    assert len({asked(host, path + fragment) for fragment in FRAGMENTS}) == 1
    assert set(host.paths) == {f"/{path}"}


def test_result_has_no_page_of_its_own(host: Site) -> None:
    """SHARE-6: a result's link leads to the assessment or a style's page, which are whole without its code.

    So there is nothing to keep out of a search: the canonical address is that page's own, without a code.
    """
    for path in ("assessment/", "styles/lion/", "styles/lion-owl/"):
        text = asked(host, path).decode()
        head = Head(text)
        assert head.canonical.endswith(f"/{path}"), path
        assert not {"#", "?"} & set(head.canonical)
        words = Words(text).said
        assert len(words) > 250, (path, len(words))
    assert not [path for path in host.pages() if "result" in path]


class Words(HTMLParser):
    """The words of a page's main part that are there without a script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(text.partition("<main")[2].partition("</main>")[0])

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.said += data.split()
