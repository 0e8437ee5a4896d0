"""Where the commands that begin a file may write it."""

import re
import sys
from pathlib import Path

from site_build.models.base import SLUG, SLUG_LENGTH


def place(root: Path, folder: str, slug: str) -> Path | None:
    """The new file of `slug` in a folder of the content; None, with a word on stderr, where it cannot be."""
    file = root / "content" / folder / f"{slug}.md"
    if not re.fullmatch(SLUG.pattern, slug) or len(slug) > SLUG_LENGTH:
        why = f'"{slug}" is no slug: {SLUG.words}; {SLUG_LENGTH} characters at most.'
    elif not file.parent.is_dir():
        why = f"There is no content/{folder}/ here. Work in the project's folder."
    elif file.exists():
        why = f"{file.relative_to(root)} is there already; nothing was written."
    else:
        return file
    print(why, file=sys.stderr)
    return None
