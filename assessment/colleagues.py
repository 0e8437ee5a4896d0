"""Two colleagues side by side: what each plays like, where they differ by more than noise, what it may mean.

Called by several with two claims; everything is keyed by style id. The arithmetic is that of compare.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.certainty import confidence
from assessment.claims import PRIVATE_NOTE, Claim
from assessment.compare import NOISE_NOTE, Difference, compare
from assessment.figures import ShareWords, axes_words, share_words
from assessment.phrases import EN_DASH, listed, signed
from assessment.record import Record
from assessment.styles import STYLES, animal
from assessment.words import label

LETTERS = ("A", "B")
NAMES = ("you", "your colleague")
CAVEAT = (
    "Both codes are claims that nobody has checked. Read the two of them together, for learning: a style says"
    " how somebody tends to play, never what they are, and has no place in hiring, pay or promotion."
)
MEANING = {
    (True, True): (
        "You watch the same gain and reach a deal in the same way. You will understand each other quickly and"
        " overlook the same things; before a deal, decide which of you does what neither does by habit."
    ),
    (True, False): (
        "You watch the same gain and reach a deal in different ways: one of you closes on what is known while"
        " the other still searches. Agree beforehand on what must be known, and on the date of the decision."
    ),
    (False, True): (
        "You reach a deal in the same way and watch different gains: one of you tracks the own side, the"
        " other both sides. Agree beforehand on what you hold, on what you may give, and on who says it."
    ),
    (False, False): (
        "You differ on both axes, so what comes easily to one is work for the other. That is the pair that"
        " can learn most, and the one in which each may take the other's habit for an error: divide the work."
    ),
}
"""What two first styles come to, by whether they share the gain and whether they share the way to a deal."""


@dataclass(frozen=True, slots=True)
class Person(Record):
    """One of the two: the letter in the drawings, the result's short name, how sure it is, and a remark."""

    letter: str
    who: str
    label: str
    confidence: str
    axes: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Row(Record):
    """One style: both shares with their bands, and the difference, each as the text of a table's cell."""

    style: str
    title: str
    first: str
    second: str
    difference: str


@dataclass(frozen=True, slots=True)
class Colleagues(Record):
    """Everything the page says about two codes.

    `pairs` are slugs such as `lion-meets-owl`, the first one's style before; a blend brings two. Empty, and
    `meaning` without a sentence on the styles, where no style stands out.
    """

    headline: str
    people: tuple[Person, Person]
    rows: tuple[Row, ...]
    summary: str
    note: str
    meaning: tuple[str, ...]
    pairs: tuple[str, ...]
    caveat: str


def colleagues(first: Claim, second: Claim) -> Colleagues:
    """The words for two claims of banks that hold the same styles."""
    found = compare((first.bank, first.result), (second.bank, second.result), NAMES)
    shares = [{row.style: row for row in share_words(one.bank, one.result)} for one in (first, second)]
    differences = {row.style: row for row in found.styles}
    rows = [
        Row(
            style,
            animal(style),
            with_band(shares[0][style]),
            with_band(shares[1][style]),
            _difference(differences[style]),
        )
        for style in first.bank.styles
    ]
    people = _person(0, first), _person(1, second)
    return Colleagues(
        headline=f"You: {people[0].label}. Your colleague: {people[1].label}.",
        people=people,
        rows=tuple(rows),
        summary=found.summary,
        note=NOISE_NOTE,
        meaning=_meaning(first, second),
        pairs=tuple(pair_slug(you, they) for you in leading(first) for they in leading(second)),
        caveat=CAVEAT,
    )


def leading(claim: Claim) -> tuple[str, ...]:
    """The styles that a result names first: one, two for a blend in the claim's order, or none."""
    result = claim.result
    if result.kind == "blend":
        return tuple(style for style in claim.bank.styles if style in (result.primary, result.secondary))
    return (result.primary,) if claim.named else ()


def pair_slug(you: str, they: str) -> str:
    """The name of the page of a pair."""
    return f"{you}-meets-{they}"


def with_band(row: ShareWords) -> str:
    """`40 (33–47)`; the share alone where the band is no wider."""
    return str(row.share) if row.low == row.high else f"{row.share} ({row.low}{EN_DASH}{row.high})"


def _person(place: int, claim: Claim) -> Person:
    bank, result = claim.bank, claim.result
    axes = axes_words(bank, result)
    note = PRIVATE_NOTE if claim.private and place else None
    return Person(LETTERS[place], NAMES[place], label(bank, result), confidence(result), axes, note)


def _difference(row: Difference) -> str:
    verdict = {True: ", more than noise", False: ", within noise", None: ""}[row.beyond]
    return f"{signed(row.change)}{verdict}"


def _meaning(first: Claim, second: Claim) -> tuple[str, ...]:
    yours, theirs = leading(first), leading(second)
    if not yours or not theirs:
        return (
            "No style stands out in at least one of the two, so there is no pair to speak of. The differences"
            " above still hold, each for itself.",
        )
    if len(yours) > 1 or len(theirs) > 1:
        names = [listed([animal(style) for style in one], "and") for one in (yours, theirs)]
        return (
            f"A blend plays both of its styles: {names[0]} on your side, {names[1]} on your colleague's. So"
            " there is more than one pairing; the pages below go through each.",
        )
    one, other = STYLES.get(yours[0]), STYLES.get(theirs[0])
    return (MEANING[one.gain == other.gain, one.deal == other.deal],) if one and other else ()
