"""Drawings that templates ask for, made by the same Python that draws the visitor's result.

Called by templates through the MkDocs adapter; gives SVG marked as safe.
"""

from collections.abc import Iterable

from markupsafe import Markup

from assessment.chart import place_map, to_svg


def style_map(styles: Iterable[str]) -> Markup:
    """The map of the two axes with a dot in the quarter of each of the given styles."""
    # Safe, since `to_svg` escapes every text.
    return Markup(to_svg(place_map(tuple(styles))))
