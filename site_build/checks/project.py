"""A project's settings and content, read and checked in one go, so that both edges hold the same rules.

Called by the command line and by the MkDocs adapter; knows neither, and prints nothing.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_build import cards, library, settings
from site_build.checks import Seen, check
from site_build.errors import Problem
from site_build.history import History
from site_build.kit import files as kit_files
from site_build.library import Library
from site_build.settings import Settings


class Read(NamedTuple):
    """The settings and the library, None where they cannot be read, and all that is wrong, sorted."""

    settings: Settings | None
    library: Library | None
    problems: list[Problem]


def read(
    config: Path,
    content: Path,
    today: date,
    *,
    history: History | None = None,
    misspelt: Mapping[str, str] | None = None,
    files: library.Seen | None = None,
    told: Seen | None = None,
    published: bool = False,
) -> Read:
    """Reads `config` (mkdocs.yml) and the folder `content`, and checks them, with the theme beside `config`.

    `history` and `misspelt` are for `check`; `files` and `told` are the memories of whoever reads again and
    again. If only what is `published` is to be on the site, the library holds no more than that, and links to
    what it leaves out are problems too.
    """
    found, problems = settings.load(config)
    loaded, more = library.load(content, files)
    problems += more
    if loaded:
        theme = config.parent / "theme"
        problems += check(loaded, today, history=history, misspelt=misspelt, seen=told)
        problems += cards.problems(loaded, theme)
        problems += kit_files.problems(loaded, theme)
    if loaded and published:
        whole, loaded = loaded, loaded.published(today)
        if len(loaded.entries) < len(whole.entries):
            again = check(loaded, today, history=history, misspelt=misspelt, seen=told)
            problems += [problem for problem in again if problem not in problems]
    return Read(found, loaded, sorted(problems))
