"""The pictures below `content/`: how large each is, read off its first bytes. Called by `library`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import imagesize

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif")


@dataclass(frozen=True, slots=True)
class Picture:
    """Its size in bytes and its width in pixels; the width is 0 where it cannot be read."""

    size: int
    width: int


def read(content: Path) -> Mapping[str, Picture]:
    """Every picture by its path below `content/`."""
    files = (file for file in content.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
    return {
        file.relative_to(content).as_posix(): Picture(file.stat().st_size, _width(file)) for file in files
    }


def _width(file: Path) -> int:
    try:
        return max(0, int(imagesize.get(file)[0]))
    except (ValueError, OSError, ArithmeticError, LookupError):
        return 0
