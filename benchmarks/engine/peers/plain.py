# mypy: ignore-errors
# MicroPython has no module `typing`.
"""The scores of a sheet in the little of Python that MicroPython has, as a floor for the benchmark.

Numbers only: no checks, words, drawings or codes. `begin` takes the bank as JSON, by benchmarks.engine.floor.
"""

import json
from math import sqrt

BANK = {}


def begin(text):
    BANK.update(json.loads(text))


def call(request):
    return json.dumps({"ok": True, "result": score(json.loads(request)["sheet"])})


def score(sheet):
    styles = BANK["styles"]
    held, most, least, scores = (dict.fromkeys(styles, 0) for _ in range(4))
    for block, statements in BANK["blocks"].items():
        pick = sheet["blocks"][block]
        for name, (style, sign) in statements.items():
            first, last = name == pick["most"], name == pick["least"]
            held[style] += 1
            most[style] += first
            least[style] += last
            scores[style] += sign * (first - last)
    total = sum(scores.values()) + sum(held.values())
    shares = {style: 100 * (scores[style] + held[style]) / total for style in styles}
    errors, bands = {}, {}
    for style in styles:
        n, s = held[style], scores[style]
        errors[style] = sqrt((n * (most[style] + least[style]) - s * s) / (n - 1))
        half = BANK["band"] * errors[style] * 100 / total
        bands[style] = [shares[style] - half, shares[style] + half]
    order = sorted(
        styles, key=lambda style: (-scores[style], -most[style], least[style], styles.index(style))
    )
    return {
        "scores": scores,
        "shares": shares,
        "errors": errors,
        "bands": bands,
        "lead": scores[order[0]] - scores[order[1]],
        "primary": order[0],
        "secondary": order[1],
        "order": order,
        "most": most,
        "least": least,
        "held": held,
        "leaks": leaks(sheet.get("leaks", {})),
    }


def leaks(given):
    keyed, raw = {}, {}
    for item, (area, sign) in BANK["leaks"].items():
        keyed.setdefault(area, [])
        raw.setdefault(area, {})
        if item in given:
            raw[area][item] = given[item]
            keyed[area].append(given[item] if sign > 0 else BANK["scale"] + 1 - given[item])
        else:
            keyed[area].append(None)
    means = {area: None if None in values else sum(values) / len(values) for area, values in keyed.items()}
    areas = [area for area in BANK["areas"] if means[area] is not None]
    ranked = sorted(areas, key=lambda area: (-means[area], areas.index(area)))
    return {
        area: {
            "score": means[area],
            "answers": raw[area],
            "rank": ranked.index(area) + 1 if area in ranked else None,
        }
        for area in BANK["areas"]
    }
