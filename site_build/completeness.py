"""What has to be there for every style, every pair of styles, the kit and every area of the question bank.

Called by `checks` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from assessment.quiz import bundled_bank
from assessment.styles import STYLES
from assessment.table import BankError
from site_build.errors import Problem, nearest
from site_build.library import Library


def style_pages(library: Library) -> Iterator[Problem]:
    """Each result the assessment can give has its page, and the page's styles agree with its name."""
    order = list(STYLES)
    wanted = ["no-clear-style", *order]
    wanted += [f"{first}-{second}" for n, first in enumerate(order) for second in order[n + 1 :]]
    there = {entry.slug: entry for entry in library.styles}
    for slug in wanted:
        if slug not in there:
            path = f"content/styles/{slug}.md"
            yield Problem(path, 1, 1, "CT001", "a result of the assessment has no page", "Write this page.")
            continue
        styles = "-".join(there[slug].model.styles) or "no-clear-style"
        if styles != slug:
            message = f"`styles` says {styles}, the file's name says {slug}"
            yield there[slug].document.problem("CT001", message, at=("styles",))


def pairs(library: Library) -> Iterator[Problem]:
    """Each style meets each style on one page, and the page's styles agree with its name."""
    wanted = [f"{you}-meets-{they}" for you in STYLES for they in STYLES]
    there = {entry.slug for entry in library.pairs}
    for slug in wanted:
        if slug not in there:
            path = f"content/pairs/{slug}.md"
            yield Problem(path, 1, 1, "CT001", "a pair of styles has no page", "Write this page.")
    for entry in library.pairs:
        for key, name in (("you", entry.model.you), ("they", entry.model.they)):
            if name not in STYLES:
                message, hint = f'"{name}" is no known name for {key}', nearest(name, STYLES)
                yield entry.document.problem("CT001", message, hint, at=(key,))
        if entry.slug != entry.model.name and entry.model.name in wanted:
            message = f"`you` and `they` say {entry.model.name}, the file's name says {entry.slug}"
            hint = "Change the one that is wrong."
            yield entry.document.problem("CT001", message, hint, at=("you",))


def kit(library: Library) -> Iterator[Problem]:
    """Each style's page has a page of the kit, which has that page's name and no other style's."""
    wanted = [entry.slug for entry in library.styles]
    there = {entry.slug for entry in library.kit}
    for slug in wanted:
        if slug not in there:
            path = f"content/kit/{slug}.md"
            yield Problem(path, 1, 1, "CT001", "a style has no page in the kit", "Write this page.")
    for page in library.kit:
        style = page.model.style
        if style not in wanted:
            message, hint = f'"{style}" is no known name for style', nearest(style, wanted)
            yield page.document.problem("CT001", message, hint, at=("style",))
        elif style != page.slug:
            message = f"`style` says {style}, the file's name says {page.slug}"
            yield page.document.problem("CT001", message, "Change the one that is wrong.", at=("style",))


def leaks(library: Library) -> Iterator[Problem]:
    """Each area of the bank that the assessment shows has a move that answers it, and no other area has."""
    try:
        areas = [area.id for area in bundled_bank().areas]
    except BankError:
        # `check_bank` names what is wrong with the bank.
        return
    document = library.data_documents["leaks"]
    moves = [entry.slug for entry in library.moves]
    for area in areas:
        if area not in library.data.leaks:
            message = f'the area "{area}" of the question bank has no move'
            yield document.problem("CT001", message, "Add it, with `move:` and `why:`.")
    for area, answer in library.data.leaks.items():
        if area not in areas:
            message, hint = f'"{area}" is no known area of the question bank', nearest(area, areas)
            yield document.problem("CT001", message, hint, at=("leaks", area))
        if answer.move not in moves:
            message, hint = f'"{answer.move}" is no known name for move', nearest(answer.move, moves)
            yield document.problem("CT001", message, hint, at=("leaks", area, "move"))
