"""A second scorer, written from the design page alone, to hold the first one against.

The page is design/instrument.md. Nothing else of the project was read before this was written: no code, no
test, no other page. Plain dictionaries in, a plain dictionary out, fractions until the last step; slow and
literal on purpose. Imports nothing of the package.

A bank is `{"styles": [id, ...], "blocks": [{"id", "statements": [{"id", "style", "keyed"}]}],
"leaks": [{"id", "area", "keyed"}], "areas": [id, ...], "scale": 5}`, a sheet is the answer sheet of the page
as JSON gives it.

Where the page leaves the answer open, and what was chosen; "now" marks where the first choice was another
than that of the code, and the code's was as good a reading:

1.  *Jackknife of what?* The page gives a formula and the name "delete-one jackknife". Leaving a block out
    leaves a sum over n - 1 blocks; the formula only follows if that sum is brought back to n blocks (times
    n/(n - 1)).
2.  *A style in fewer than two blocks* has no jackknife (n - 1 is nought): its error and band are None.
3.  *Shares when every s_j + n_j is nought* (possible in blocks of two only): equal shares.
4.  *Bands in which unit, and cut or not?* In points of share, because the page shows "the four shares with
    bands": p_k +- 1.28 SE * 100 / sum(s_j + n_j). Now not cut at 0 and 100, which is left to the display.
    Where all shares are equal by 3, every error is nought, and the band is the share itself.
5.  *Most-picks of a style with statements keyed minus*, for the tie order: now the picks as they were made,
    as the words "more most-picks" say; first it was what counts +1. Matters only with statements keyed
    minus.
6.  *The last row of the table against the others*: "no clear style" wins over what the lead alone would say,
    and of its two rules the one named first on the page is given as the row.
7.  *Fewer than three styles*: there are no "top three", so only the |s| rule applies.
8.  *Kind of the rows*: 0-1 blend, 2 leaning, 3 and more style.
9.  *Slugs*: a style's page has the style's id, leaning too; a blend's page has the two ids in the order of
    the bank, joined by a hyphen; no clear style has, now, "no-clear-style".
10. *Primary and secondary without a clear style*: still the first two in tie order.
11. *Leaks: which way is bad?* The value of an item keyed plus counts as it is, one keyed minus is turned
    round (scale + 1 - value); the higher the mean, the more is left on the table and the earlier the rank.
    Equal means stand in the order of the bank. Areas without a mean, or without items, have no rank.
12. *Axes*: for a bank whose styles are the four of the page, now no others besides.
13. *Another style first*, for the brute force: by the full tie order, since that is what would be printed.
    Two other readings can be asked for: strictly more points, or at least as many.
14. *The classical score of statements keyed minus*: the page does not know this score. A comparison lost by
    such a statement is one won by its style.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from math import sqrt
from typing import Any, Literal

Z80 = 1.28


Data = Mapping[str, Any]
Picked = tuple[Data, str, str]
"""A block with the ids picked in it, as most and as least."""


class Refused(ValueError):
    """This sheet has no result."""


def plain(data: Data) -> dict[str, Any]:
    """The bank in the form used here, from what its TOML file, or `to_json` of a Bank, holds."""
    return {
        "styles": list(data["styles"]),
        "blocks": [
            {**block, "statements": [{"keyed": "plus", **one} for one in block["statements"]]}
            for block in data["blocks"]
        ],
        "leaks": [{"keyed": "plus", **item} for item in data.get("leaks", [])],
        "areas": [area["id"] for area in data.get("areas", [])],
        "scale": len(data["scale"]),
    }


def _picks(bank: Data, sheet: Data) -> list[Picked]:
    """One (block, most, least) per block, all of them answered, or no result at all."""
    answers = sheet.get("blocks", {})
    if set(answers) - {block["id"] for block in bank["blocks"]}:
        raise Refused("a block the bank does not have")
    out: list[Picked] = []
    for block in bank["blocks"]:
        ids = {statement["id"] for statement in block["statements"]}
        picked = answers.get(block["id"]) or {}
        most, least = picked.get("most"), picked.get("least")
        if most is None or least is None or not {most, least} <= ids or most == least:
            raise Refused(f"block {block['id']} is not answered")
        out.append((block, most, least))
    return out


def marks(block: Data, most: str, least: str) -> dict[str, int]:
    """What one answered block gives each style it holds: {style: -1, 0 or 1}."""
    given = {}
    for statement in block["statements"]:
        mark = (statement["id"] == most) - (statement["id"] == least)
        given[statement["style"]] = mark if statement["keyed"] == "plus" else -mark
    return given


def _columns(bank: Data, picks: Sequence[Picked]) -> dict[str, list[int]]:
    """For each style, its marks in the blocks that hold it, in the order of the blocks."""
    columns: dict[str, list[int]] = {style: [] for style in bank["styles"]}
    for picked in picks:
        for style, mark in marks(*picked).items():
            columns[style].append(mark)
    return columns


def _jackknife(column: list[int]) -> float | None:
    """The standard error of a sum, by leaving out one block after the other."""
    n = len(column)
    if n < 2:
        return None
    left = []
    for out in range(n):
        kept = column[:out] + column[out + 1 :]
        left.append(Fraction(n, n - 1) * sum(kept))
    centre = sum(left, Fraction(0)) / n
    return sqrt(Fraction(n - 1, n) * sum(((one - centre) ** 2 for one in left), Fraction(0)))


def _pressed(bank: Data, picks: Sequence[Picked]) -> tuple[dict[str, int], dict[str, int]]:
    """How often each style was picked as most, and how often as least, whatever the key."""
    most, least = dict.fromkeys(bank["styles"], 0), dict.fromkeys(bank["styles"], 0)
    for block, first, last in picks:
        for statement in block["statements"]:
            most[statement["style"]] += statement["id"] == first
            least[statement["style"]] += statement["id"] == last
    return most, least


def _order(bank: Data, picks: Sequence[Picked]) -> list[str]:
    """Styles by score, most-picks, fewest least-picks, and the order of the bank."""
    columns, (most, least) = _columns(bank, picks), _pressed(bank, picks)
    rank = {
        style: (-sum(columns[style]), -most[style], least[style], place)
        for place, style in enumerate(bank["styles"])
    }
    return sorted(rank, key=rank.__getitem__)


def row(ranked: Sequence[int]) -> str:
    """The row of the page's table for scores that stand in order: a lead, or a rule of no clear style."""
    if len(ranked) > 2 and ranked[0] - ranked[2] <= 2:
        return "top three within 2"
    if all(-2 <= value <= 2 for value in ranked):
        return "all |s| <= 2"
    lead = ranked[0] - ranked[1]
    for low, name in ((7, ">= 7"), (5, "5-6"), (3, "3-4"), (2, "2")):
        if lead >= low:
            return name
    return "0-1"


KINDS = {"0-1": "blend", "2": "leaning", "top three within 2": "none", "all |s| <= 2": "none"}
"""The kind of the rows that name no single style."""


def _page(kind: str, ranked: Sequence[str], styles: Sequence[str]) -> str:
    if kind == "none":
        return "no-clear-style"
    if kind == "blend":
        return "-".join(style for style in styles if style in ranked[:2])
    return ranked[0]


def _leaks(bank: Data, sheet: Data) -> tuple[dict[str, Fraction | None], list[str]]:
    """The mean of each area (None unless all its items are answered), and its rank."""
    given = sheet.get("leaks", {})
    means: dict[str, Fraction | None] = {}
    known: dict[str, Fraction] = {}
    for area in bank["areas"]:
        items = [item for item in bank["leaks"] if item["area"] == area]
        means[area] = None
        if items and all(item["id"] in given for item in items):
            total = 0
            for item in items:
                value = given[item["id"]]
                total += value if item["keyed"] == "plus" else bank["scale"] + 1 - value
            means[area] = known[area] = Fraction(total, len(items))
    return means, sorted(known, key=lambda area: (-known[area], bank["areas"].index(area)))


def _axes(scores: Mapping[str, int]) -> dict[str, int] | None:
    if set(scores) != {"lion", "dolphin", "owl", "monkey"}:
        return None
    lion, dolphin, owl, monkey = (scores[one] for one in ("lion", "dolphin", "owl", "monkey"))
    return {
        "own_minus_both": (lion + owl) - (dolphin + monkey),
        "search_minus_close": (owl + monkey) - (lion + dolphin),
    }


def score(bank: Data, sheet: Data) -> dict[str, Any]:
    """Everything the page says about a result, for one answer sheet; scores and the like by style."""
    styles = bank["styles"]
    picks = _picks(bank, sheet)
    columns = _columns(bank, picks)
    scores = {style: sum(columns[style]) for style in styles}
    held = {style: len(columns[style]) for style in styles}
    whole = sum(scores[style] + held[style] for style in styles)
    if whole:
        shares = {style: Fraction(100 * (scores[style] + held[style]), whole) for style in styles}
    else:
        shares = {style: Fraction(100, len(styles)) for style in styles}
    errors = {style: _jackknife(columns[style]) for style in styles}
    bands: dict[str, tuple[float, float] | None] = {}
    for style, error in errors.items():
        reach = 0.0 if not error else Z80 * error * 100 / whole
        middle = float(shares[style])
        bands[style] = None if error is None else (middle - reach, middle + reach)
    order = _order(bank, picks)
    used = row([scores[style] for style in order])
    kind = KINDS.get(used, "style")
    most, least = _pressed(bank, picks)
    means, worst = _leaks(bank, sheet)
    return {
        "scores": scores,
        "shares": shares,
        "errors": errors,
        "bands": bands,
        "lead": scores[order[0]] - scores[order[1]],
        "order": order,
        "primary": order[0],
        "secondary": order[1],
        "kind": kind,
        "page": _page(kind, order, styles),
        "row": used,
        "leaks": means,
        "leak_ranks": {area: rank for rank, area in enumerate(worst, 1)},
        "axes": _axes(scores),
        "held": held,
        "most": most,
        "least": least,
    }


def classical(bank: Data, sheet: Data) -> dict[str, Fraction]:
    """The classical forced-choice score: pro-rated pairwise wins, summed per style.

    In each block a statement earns one win for every statement it is known to be
    preferred to, and half a win for every one it cannot be ordered against.
    """
    wins = {style: Fraction(0) for style in bank["styles"]}
    for block, most, least in _picks(bank, sheet):
        place = {most: 2, least: 0}
        for mine, other in permutations(block["statements"], 2):
            difference = place.get(mine["id"], 1) - place.get(other["id"], 1)
            won = Fraction(1, 2) + Fraction((difference > 0) - (difference < 0), 2)
            wins[mine["style"]] += won if mine["keyed"] == "plus" else 1 - won
    return wins


First = Literal["order", "pass", "tie"]


def _fallen(bank: Data, picks: Sequence[Picked], was: str, how: First) -> bool:
    """Whether another style than `was` is first, in that sense of the word."""
    if how == "order":
        return _order(bank, picks)[0] != was
    sums = {style: sum(column) for style, column in _columns(bank, picks).items()}
    best = max(value for style, value in sums.items() if style != was)
    return best > sums[was] or (how == "tie" and best == sums[was])


def _ways(block: Data) -> list[Picked]:
    pairs = permutations([statement["id"] for statement in block["statements"]], 2)
    return [(block, most, least) for most, least in pairs]


def smallest_change(bank: Data, sheet: Data, how: First = "order", up_to: int | None = None) -> int | None:
    """The fewest blocks that, answered otherwise, put another style first, by trying everything.

    Every set of up to `up_to` blocks (of all, where it is None), the smallest first, and every way of
    answering them: exponential. `how` says what "first" means: "order" by the whole tie order, "pass" by
    strictly more points than the style that was first, "tie" by at least as many. None if nothing tried does.
    """
    picks = _picks(bank, sheet)
    was = _order(bank, picks)[0]
    for size in range(1 + (len(picks) if up_to is None else up_to)):
        for places in combinations(range(len(picks)), size):
            ways = [_ways(picks[place][0]) for place in places]
            for answers in product(*ways):
                changed = list(picks)
                for place, answer in zip(places, answers, strict=True):
                    changed[place] = answer
                if _fallen(bank, changed, was, how):
                    return size
    return None
