"""What the two unscored questions of part C change: one sentence each on the next deal.

Used by words; data, keyed by question and option. An option without an entry adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

NEXT_DEAL: Mapping[str, Mapping[str, str]] = {
    "side": {
        "buy": (
            "You usually buy: before the next order or renewal, write down what the seller does without you,"
            " and what you do without the seller."
        ),
        "sell": (
            "You usually sell: before the next quotation, decide what each discount has to bring back, so"
            " that none leaves the room alone."
        ),
        "both": (
            "You sit on either side: before the next deal, write its limits down anew, for the side that you"
            " are on this time."
        ),
        "inside": (
            "You mostly negotiate inside your own organisation: put the trade in writing, with a date, so"
            " that both sides remember the same one."
        ),
    },
    "stake": {
        "price": (
            "Where one price is at stake, bring a second term to the table: a price alone has nothing to be"
            " traded against."
        ),
        "contract": (
            "Where several terms are at stake, rank them before the talk, and offer packages instead of"
            " settling one after the other."
        ),
        "renewal": (
            "In a renewal the old terms pass for the start: set your own first number before you see theirs."
        ),
        "resources": (
            "Where budget, people or time are at stake, ask what each side needs them for before you divide"
            " them."
        ),
    },
}
"""Bank v1. A later bank may ask the same questions; new ones bring their own entries."""
