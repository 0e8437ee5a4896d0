"""A way on from every page: its main part leads to the assessment or to the demo, or it is one of the two."""

from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

WAYS = ("/assessment/", "/demo/")


def test_every_page_has_a_call(built: Path) -> None:
    """No page of the site ends without a call to action, but those that lead on from an old one."""
    without = []
    for file in sorted(built.rglob("index.html")):
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        address = f"/{file.relative_to(built).as_posix().removesuffix('index.html')}"
        if address in WAYS or page.css_first("meta[http-equiv=refresh]"):
            continue
        links = {urljoin(address, link.attributes.get("href") or "") for link in page.css("main a")}
        if not any(link.partition("#")[0] in WAYS for link in links):
            without.append(address)
    assert without == []
