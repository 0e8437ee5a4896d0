"""A second scorer, written from the design page alone, to hold the first one against.

The page is design/instrument.md.  Nothing else of the project was read before this was
written: no code, no test, no other page.  Plain dictionaries in, a plain dictionary out,
fractions until the last step; slow and literal on purpose.

A bank is ``{"styles": [id, ...], "blocks": [{"id", "statements": [{"id", "style",
"keyed"}]}], "leaks": [{"id", "area", "keyed"}], "areas": [id, ...], "scale": 5}``, a
sheet is the answer sheet of the page as JSON gives it.

Where the page leaves the answer open, and what was chosen
----------------------------------------------------------
1.  *Jackknife of what?*  The page gives a formula and the name "delete-one jackknife".
    Leaving a block out leaves a sum over n - 1 blocks; the formula only follows if that
    sum is brought back to n blocks (times n/(n - 1)).  Chosen.
2.  *A style in fewer than two blocks* has no jackknife (n - 1 is nought): its error and
    its band are None.
3.  *Shares when every s_j + n_j is nought* (possible with two styles only): equal shares.
4.  *Bands in which unit, and cut or not?*  Given in points of share, because the page
    shows "the four shares with bands": p_k +- 1.28 SE * 100 / sum(s_j + n_j), cut at 0
    and 100.
5.  *Most-picks of a style with statements keyed minus*, for the tie order: what counts
    +1 is a most-pick and what counts -1 a least-pick, whichever button was pressed.
6.  *The last row of the table against the others*: "no clear style" wins over whatever
    the lead alone would say.  The row of the lead is given all the same.
7.  *Fewer than three styles*: there are no "top three", so only the |s| rule applies.
8.  *Kind of the rows*: 0-1 blend, 2 leaning, 3 and more style.
9.  *Slugs*: a style's page has the style's id, leaning too; a blend's page has the two
    ids in the order of the bank, joined by a hyphen; no clear style has "none".
10. *Primary and secondary without a clear style*: still the first two in tie order.
11. *Leaks: which way is bad?*  The value of an item keyed plus counts as it is, one keyed
    minus is turned round (scale + 1 - value); the higher the mean, the more is left on
    the table and the earlier the rank.  Equal means stand in the order of the bank.
    Areas without a mean have no rank.
12. *Axes*: only for a bank that holds the four styles of the page.
13. *Another style first*, for the brute force: by the full tie order, since that is what
    would be printed.  Two other readings can be asked for: strictly more points, or at
    least as many.
14. *A classical score of statements keyed minus*: the page does not know this score.  A
    comparison lost by such a statement is one won by its style.
"""

from fractions import Fraction
from itertools import combinations, permutations, product
from math import sqrt

Z80 = 1.28


class Refused(ValueError):
    """This sheet has no result."""


def _picks(bank, sheet):
    """One (block, most, least) per block, all of them answered, or no result at all."""
    answers = sheet.get("blocks", {})
    if set(answers) - {block["id"] for block in bank["blocks"]}:
        raise Refused("a block the bank does not have")
    out = []
    for block in bank["blocks"]:
        ids = {statement["id"] for statement in block["statements"]}
        picked = answers.get(block["id"]) or {}
        most, least = picked.get("most"), picked.get("least")
        if most not in ids or least not in ids or most == least:
            raise Refused(f"block {block['id']} is not answered")
        out.append((block, most, least))
    return out


def marks(block, most, least):
    """What one answered block gives each style it holds: {style: -1, 0 or 1}."""
    given = {}
    for statement in block["statements"]:
        mark = (statement["id"] == most) - (statement["id"] == least)
        given[statement["style"]] = mark if statement["keyed"] == "plus" else -mark
    return given


def _columns(bank, picks):
    """For each style, its marks in the blocks that hold it, in the order of the blocks."""
    columns = {style: [] for style in bank["styles"]}
    for picked in picks:
        for style, mark in marks(*picked).items():
            columns[style].append(mark)
    return columns


def _jackknife(column):
    """The standard error of a sum, by leaving out one block after the other."""
    n = len(column)
    if n < 2:
        return None
    left = []
    for out in range(n):
        kept = column[:out] + column[out + 1 :]
        left.append(Fraction(n, n - 1) * sum(kept))
    centre = sum(left) / n
    return sqrt(Fraction(n - 1, n) * sum((one - centre) ** 2 for one in left))


def _order(styles, columns):
    """Styles by score, most-picks, fewest least-picks, and the order of the bank."""
    return sorted(
        styles,
        key=lambda style: (
            -sum(columns[style]),
            -columns[style].count(1),
            columns[style].count(-1),
            styles.index(style),
        ),
    )


def row(lead):
    """The row of the page's table in which a lead stands."""
    for low, name in ((7, "7+"), (5, "5-6"), (3, "3-4"), (2, "2")):
        if lead >= low:
            return name
    return "0-1"


def _kind(ranked, scores):
    top = [scores[style] for style in ranked]
    if all(-2 <= value <= 2 for value in top):
        return "none"
    if len(top) > 2 and top[0] - top[2] <= 2:
        return "none"
    return {"0-1": "blend", "2": "leaning"}.get(row(top[0] - top[1]), "style")


def _page(kind, ranked, styles):
    if kind == "none":
        return "none"
    if kind == "blend":
        return "-".join(style for style in styles if style in ranked[:2])
    return ranked[0]


def _leaks(bank, sheet):
    """The mean of each area (None unless all its items are answered), and its rank."""
    given, top = sheet.get("leaks", {}), bank.get("scale", 5)
    means = {}
    for area in bank.get("areas", []):
        items = [item for item in bank["leaks"] if item["area"] == area]
        values = [
            given[item["id"]] if item["keyed"] == "plus" else top + 1 - given[item["id"]]
            for item in items
            if item["id"] in given
        ]
        whole = items and len(values) == len(items)
        means[area] = Fraction(sum(values), len(values)) if whole else None
    scored = [area for area in means if means[area] is not None]
    ranked = sorted(scored, key=lambda area: (-means[area], bank["areas"].index(area)))
    return means, ranked


def _axes(scores):
    if not {"lion", "dolphin", "owl", "monkey"} <= set(scores):
        return {}
    lion, dolphin, owl, monkey = (scores[one] for one in ("lion", "dolphin", "owl", "monkey"))
    return {
        "own-both": (lion + owl) - (dolphin + monkey),
        "search-close": (owl + monkey) - (lion + dolphin),
    }


def score(bank, sheet):
    """Everything the page says a result has, for one answer sheet."""
    styles = list(bank["styles"])
    columns = _columns(bank, _picks(bank, sheet))
    scores = {style: sum(columns[style]) for style in styles}
    held = {style: len(columns[style]) for style in styles}
    whole = sum(scores[style] + held[style] for style in styles)
    if whole:
        shares = {s: Fraction(100 * (scores[s] + held[s]), whole) for s in styles}
    else:
        shares = {style: Fraction(100, len(styles)) for style in styles}
    errors = {style: _jackknife(columns[style]) for style in styles}
    bands = {}
    for style in styles:
        if errors[style] is None or not whole:
            bands[style] = None
            continue
        reach = Z80 * errors[style] * 100 / whole
        middle = float(shares[style])
        bands[style] = (max(0.0, middle - reach), min(100.0, middle + reach))
    ranked = _order(styles, columns)
    lead = scores[ranked[0]] - scores[ranked[1]]
    kind = _kind(ranked, scores)
    means, worst = _leaks(bank, sheet)
    return {
        "scores": scores,
        "shares": shares,
        "errors": errors,
        "bands": bands,
        "lead": lead,
        "order": ranked,
        "primary": ranked[0],
        "secondary": ranked[1],
        "kind": kind,
        "page": _page(kind, ranked, styles),
        "row": row(lead),
        "leaks": means,
        "leak_order": worst,
        "axes": _axes(scores),
    }


def classical(bank, sheet):
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


def smallest_change(bank, sheet, how="order", limit=2_000_000):
    """The fewest blocks that, answered otherwise, put another style first.

    Brute force: every set of blocks, smallest sets first, and every way of answering them.
    `how` says what "first" means: "order" by the whole tie order, "pass" by strictly more
    points than the style that was first, "tie" by at least as many.  None if no sheet at
    all would do it.  ValueError after `limit` sheets.
    """
    styles = list(bank["styles"])
    picks = _picks(bank, sheet)
    was = _order(styles, _columns(bank, picks))[0]
    tried = 0
    for size in range(len(picks) + 1):
        for places in combinations(range(len(picks)), size):
            ways = [
                list(permutations([s["id"] for s in picks[place][0]["statements"]], 2))
                for place in places
            ]
            for answers in product(*ways):
                tried += 1
                if tried > limit:
                    raise ValueError(f"more than {limit} sheets to try")
                changed = list(picks)
                for place, (most, least) in zip(places, answers, strict=True):
                    changed[place] = (picks[place][0], most, least)
                columns = _columns(bank, changed)
                sums = {style: sum(columns[style]) for style in styles}
                others = [sums[style] for style in styles if style != was]
                if (
                    (how == "order" and _order(styles, columns)[0] != was)
                    or (how == "pass" and max(others) > sums[was])
                    or (how == "tie" and max(others) >= sums[was])
                ):
                    return size
    return None
