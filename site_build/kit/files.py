"""Every file of the kit by its address: made once, and kept under the hash of all that has a say in it."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from datetime import date
from importlib.metadata import version
from pathlib import Path

from site_build import typeface
from site_build.assets import digest
from site_build.errors import Problem
from site_build.kit import codes, links, sheet
from site_build.kit.sheet import Sheet, SheetFull
from site_build.library import Entry, Library
from site_build.models.kit import Kit
from site_build.models.style import Style

__all__ = ["SheetFull", "collect", "of", "problems"]

ENDS = (".svg", ".png", ".pdf", "-letter.pdf")
"""How the kept files of one page end, in the order of `links.Files`."""


def collect(library: Library, site: str, site_name: str, theme: Path, cache: Path) -> dict[str, Path]:
    """The QR codes and sheets of every kit page, on disk; `site` is the full address of the root.

    SheetFull for a sheet whose text does not fit on one page.
    """
    stamp = _stamp(theme)
    found: dict[str, Path] = {}
    for page in library.kit:
        style = of(library, page)
        if style is None:
            continue
        addresses = links.channels(site + style.url, style.slug)
        paper = _sheet(page, style, site_name, addresses["pdf"].address, site + style.url)
        qr = addresses["qr"].address
        key = digest(stamp, qr.encode(), json.dumps(astuple(paper), default=date.isoformat).encode())
        files = links.files(page.slug)
        kept = {address: cache / f"{key}{end}" for address, end in zip(astuple(files), ENDS, strict=True)}
        if not all(file.is_file() for file in kept.values()):
            cache.mkdir(parents=True, exist_ok=True)
            picture = codes.png(qr)
            made = {
                files.svg: codes.svg(qr),
                files.png: picture,
                files.a4: sheet.draw(paper, "a4", picture, theme),
                files.letter: sheet.draw(paper, "letter", picture, theme),
            }
            for address, content in made.items():
                _keep(kept[address], content)
        found |= kept
    return found


def of(library: Library, page: Entry[Kit]) -> Entry[Style] | None:
    """The page of the style that a kit page is about."""
    return next((style for style in library.styles if style.slug == page.model.style), None)


def problems(library: Library, theme: Path) -> Iterator[Problem]:
    """A letter in a sheet that the face has not."""
    face = typeface.read((theme / sheet.FACE).read_bytes())
    for page in library.kit:
        model = page.model
        texts: Mapping[tuple[str | int, ...], str] = {
            ("well",): model.well,
            ("costs",): model.costs,
            **{("negotiate", number): text for number, text in enumerate(model.negotiate)},
        }
        for at, text in texts.items():
            if missing := face.missing(text):
                message = f'the display face has no "{"".join(missing)}", which stands on the sheet'
                yield page.document.problem("CD001", message, "Write it in another way.", at=at)


def _sheet(page: Entry[Kit], style: Entry[Style], site_name: str, link: str, shown: str) -> Sheet:
    model = page.model
    return Sheet(
        title=style.model.title,
        styles=style.model.styles,
        well=model.well,
        costs=model.costs,
        negotiate=model.negotiate,
        practise=style.model.practise,
        link=link,
        shown=shown.partition("://")[2],
        site=site_name,
        day=model.updated,
    )


def _stamp(theme: Path) -> bytes:
    """A stamp of what all files share: the code, the libraries, the face and the marks."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    pictures = sorted((theme / "components" / "style-mark").glob("*.svg"))
    versions = (version(name).encode() for name in ("segno", "fpdf2", "fonttools"))
    files = (file.read_bytes() for file in (*code, theme / sheet.FACE, *pictures))
    return digest(*versions, *files).encode()


def _keep(file: Path, content: bytes) -> None:
    """Write a file that gets its name only when it is complete: another build may look for it."""
    work = file.with_suffix(f".{os.getpid()}")
    work.write_bytes(content)
    work.replace(file)
