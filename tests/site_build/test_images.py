"""The size of pictures: kept on the page before they come, in texts and at the head of an article."""

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from site_build.images import size
from tests.previewing import copied
from tests.site_build.copies import ROOT


def png(width: int, height: int) -> bytes:
    """A grey picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_picture_of_a_text_has_its_size(tmp_path: Path) -> None:
    """A picture of the text has its width and height, and comes when it is near; what is none has none."""
    (tmp_path / "two.png").write_bytes(png(30, 20))
    (tmp_path / "none.png").write_text("no picture", encoding="utf-8")
    settings = {"site_build.images": {"folder": str(tmp_path)}}
    convert = Markdown(extensions=["site_build.images"], extension_configs=settings).convert
    found = LexborHTMLParser(convert("![A](two.png) ![B](away.png) ![C](none.png)")).css("img")
    assert [(one.attributes.get("width"), one.attributes.get("height")) for one in found] == [
        ("30", "20"),
        (None, None),
        (None, None),
    ]
    assert {(one.attributes["loading"], one.attributes["decoding"]) for one in found} == {("lazy", "async")}


def test_changed_picture_is_measured_anew(tmp_path: Path) -> None:
    """A picture under the same name may have another size after an edit."""
    file = tmp_path / "one.png"
    file.write_bytes(png(30, 20))
    assert size(file) == (30, 20)
    file.write_bytes(png(40, 20))
    os.utime(file, ns=(1, 1))
    assert size(file) == (40, 20)


def test_picture_at_the_head_keeps_its_room(tmp_path: Path) -> None:
    """An article's own picture stands below its head with its size and words, and its file is published."""
    slug = "first-offers"
    project = tmp_path / "project"
    project.mkdir()
    copied(ROOT, project)
    articles = project / "content" / "articles"
    (articles / slug).mkdir()
    (articles / slug / "two-numbers.png").write_bytes(png(1200, 600))
    file = articles / f"{slug}.md"
    lines = (
        'image:\n  src: two-numbers.png\n  alt: Two numbers "far" apart\n  credit: Drawn for this article.\n'
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("status: published\n", f"status: published\n{lines}", 1), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")]
    subprocess.run(command, cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    page = tmp_path / "site" / "articles" / slug / "index.html"
    (image,) = LexborHTMLParser(page.read_text(encoding="utf-8")).css(".lead-image img")
    assert (image.attributes["width"], image.attributes["height"]) == ("1200", "600")
    assert image.attributes["alt"] == "Two numbers “far” apart"
    assert (page.parent / str(image.attributes["src"])).is_file()
