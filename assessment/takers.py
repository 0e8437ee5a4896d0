"""Simulated takers: traits, statements, picks, and what the assessment shows for many sheets at once.

Called by calibration. Needs numpy, imported where it is used, so that the package can be read without it; a
visitor's browser never gets this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from assessment.naming import NO_CLEAR_STYLE, naming, pages
from assessment.quiz import Bank

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Real = NDArray[np.float64]

KINDS = ("style", "leaning", "blend", "none")


class Statements(NamedTuple):
    """Statements, one an entry: the style's number, the loading on that style's trait, the popularity."""

    style: Whole
    loading: Real
    popularity: Real


class Picks(NamedTuple):
    """The places of the picks, one row a taker, one column a block."""

    most: Whole
    least: Whole


class Seen(NamedTuple):
    """What takers are shown, one entry or row a taker.

    order    numbers of the styles, the first one first
    lead     first score minus second
    kind     number in KINDS
    page     number in `naming.pages`
    """

    order: Whole
    lead: Whole
    kind: Whole
    page: Whole


def layout(bank: Bank) -> Whole:
    """The number of the style at each place of each block."""
    import numpy as np

    rows = [[bank.styles.index(one.style) for one in block.statements] for block in bank.blocks]
    return np.array(rows, dtype=np.int64)


def traits(rng: np.random.Generator, takers: int, styles: int, correlation: float) -> Real:
    """Standard normal traits, any two with that correlation: a part all styles share, and one of each."""
    shared, own = rng.standard_normal((takers, 1)), rng.standard_normal((takers, styles))
    return sqrt(correlation) * shared + sqrt(1 - correlation) * own


def statements(
    rng: np.random.Generator, style: Whole, loading: tuple[float, float], popularity: float
) -> Statements:
    """New statements for these styles: loadings uniform in a range, popularities normal with a spread."""
    return Statements(
        style, rng.uniform(*loading, style.shape), popularity * rng.standard_normal(style.shape)
    )


def liking(rng: np.random.Generator, trait: Real, drawn: Statements) -> Real:
    """How much each statement is like each taker: loading times trait, popularity, and noise of this take.

    `trait` holds one row a taker, with the trait behind every statement; its variance and that of the noise
    add up to 1.
    """
    import numpy as np

    noise = rng.standard_normal(trait.shape)
    return drawn.loading * trait + drawn.popularity + np.sqrt(1 - drawn.loading * drawn.loading) * noise


def picks(liked: Real) -> Picks:
    """Of each block the most and the least liked statement."""
    return Picks(liked.argmax(axis=-1), liked.argmin(axis=-1))


def joined(parts: Sequence[Picks]) -> Picks:
    """The picks of several groups of takers, one below the other."""
    import numpy as np

    most, least = zip(*parts, strict=True)
    return Picks(np.concatenate(most), np.concatenate(least))


def straight_lines(bank: Bank) -> Picks:
    """Every taker who picks the same two places in all blocks."""
    import numpy as np

    blocks, size = layout(bank).shape
    pairs = np.array(list(permutations(range(size), 2)), dtype=np.int64)
    lines = pairs[:, :, None].repeat(blocks, axis=2)
    return Picks(lines[:, 0], lines[:, 1])


def shown(bank: Bank, given: Picks) -> Seen:
    """`scoring.score` for many sheets at once, and the same naming rule.

    For a bank of which every block holds every style, each statement keyed plus.
    """
    import numpy as np

    where, styles, blocks = layout(bank), len(bank.styles), len(bank.blocks)
    numbers = np.arange(styles)
    most, least = ((where[np.arange(blocks), places][:, :, None] == numbers).sum(axis=1) for places in given)
    scores = most - least
    # One number a style orders them: score, more most-picks, fewer least-picks, the bank's order.
    base = 2 * blocks + 1
    order = np.argsort((((blocks - scores) * base + blocks - most) * base + least) * styles + numbers, axis=1)
    ordered = np.take_along_axis(scores, order, axis=1)
    # The rule is asked once for each set of scores that occurs.
    code = ((ordered + blocks) * base**numbers).sum(axis=1)
    _, once, each = np.unique(code, return_index=True, return_inverse=True)
    kind = np.array([KINDS.index(naming(row)[0]) for row in ordered[once].tolist()])[each]
    low, high = np.sort(order[:, :2], axis=1).T
    names = pages(bank.styles)
    pairs = np.zeros((styles, styles), dtype=np.int64)
    for one, other in combinations(range(styles), 2):
        pairs[one, other] = names.index(f"{bank.styles[one]}-{bank.styles[other]}")
    page = np.where(kind == KINDS.index("blend"), pairs[low, high], order[:, 0])
    page = np.where(kind == KINDS.index("none"), names.index(NO_CLEAR_STYLE), page)
    return Seen(order, ordered[:, 0] - ordered[:, 1], kind, page)
